"""Looks at criteria sets: by folder, or by the id of one that comes with the tool."""

from __future__ import annotations

from pathlib import Path

from cchc.criteria.declaration import load_criteria_set
from cchc.criteria.model import CriteriaSet
from workbook_templates.library import set_folder


def find_set(name_or_folder: str) -> CriteriaSet:
    """The checked set of a folder or id. Raises CchcError, BrokenInput with all faults."""
    folder = Path(name_or_folder)
    return load_criteria_set(folder if folder.is_dir() else set_folder(name_or_folder))

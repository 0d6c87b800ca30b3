"""Looks at criteria sets: by folder, or by the id of one that comes with the tool."""

from __future__ import annotations

from pathlib import Path

from cchc.criteria.declaration import load_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.errors import CchcError
from cchc.files import write_atomically
from cchc.language import Words
from workbook_templates.library import set_folder

_THERE = Words(
    "Đã có tệp {file}: đổi tên hoặc xóa tệp đó, rồi chạy lại.",
    "The file {file} is there already: rename or delete it, then run again.",
)


def find_set(name_or_folder: str) -> CriteriaSet:
    """The checked set of a folder or id. Raises CchcError, BrokenInput with all faults."""
    folder = Path(name_or_folder)
    return load_criteria_set(folder if folder.is_dir() else set_folder(name_or_folder))


def export_set(name_or_folder: str, file: Path) -> None:
    """Write a set as a workbook to be edited. Raises CchcError where the file is there already: it may
    hold somebody's edits.
    """
    from generator.criteria_workbook import criteria_workbook

    if file.exists():
        raise CchcError(_THERE, file=file)
    write_atomically(file, criteria_workbook(find_set(name_or_folder)))

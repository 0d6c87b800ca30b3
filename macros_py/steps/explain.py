"""Explains the figures of a unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cchc.results.lineage import Lineage
from macros_py.steps.consolidate import read_returns
from macros_py.steps.progress import Progress, silent
from workbook_templates.lineage.whole import lineage_of


def explain(
    root: Path, unit_code: str, code: str, today: date | None = None, progress: Progress = silent
) -> Lineage:
    """The lineage of a unit's figures: of the whole (`code` ""), or of one line and all lines below it.

    Raises CchcError (unknown unit or code), BrokenInput.
    """
    return lineage_of(read_returns(root, today, progress), unit_code, code)

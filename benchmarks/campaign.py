"""Made-up campaigns of any size, from the units and criteria sets of Vĩnh Long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.returns import write_returns
from cchc.campaign.reading import Row
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from macros_py.steps.progress import Progress, silent
from workbook_templates.library import preset

PRESET = "vinh-long-2025"
TODAY = date(2025, 11, 20)
_KEY = bytes(range(32))
_STRIDE = 59
"""Step through the preset's units. It has no common factor with their number (138), so departments and communes are
mixed in campaigns of every size.
"""


def made_campaign(
    root: Path,
    units: int,
    issuing: Progress = silent,
    returning: Progress = silent,
    processes: int | None = None,
) -> None:
    """Make a campaign of `units` units at `root`, with issued forms and every unit's return in nop-ve/. The files do
    not depend on the number of `processes` that fill in the returns.
    """
    chosen = preset(PRESET)
    make_campaign(root, chosen, {**chosen.tables, "units": _units(chosen.tables["units"], units)}, key=_KEY)
    issue_forms(root, progress=issuing)
    write_returns(root, returning, processes)


def _units(rows: Sequence[Row], wanted: int) -> list[Row]:
    made = []
    for number in range(wanted):
        row = rows[number * _STRIDE % len(rows)]
        turn = number // len(rows) + 1
        name = str(row.cells["name"]) + (f" {turn}" if turn > 1 else "")
        cells = {**row.cells, "code": f"{number + 1:05d}", "name": name}
        made.append(replace(row, number=number + 1, cells=cells))
    return made

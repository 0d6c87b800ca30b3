"""The return board: who has returned what, and what is still missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc.appraisal.outstanding import Outstanding, outstanding
from cchc.appraisal.state import appraisal_of
from cchc.campaign.model import Authority, Block
from cchc.findings.catalogue import ERROR, WARNING
from cchc.findings.finding import Finding
from cchc.results.consolidation import Consolidation
from cchc.results.model import UnitResult
from cchc.survey.owed import SurveyOwed, surveys_owed
from consolidator.control_beside import REMARKS
from macros_py.steps.consolidate import read_returns
from macros_py.steps.progress import Progress, silent

_ABOUT_FOLDERS = {
    "APPRAISAL_UNREAD",
    "CLOCK_DOUBTFUL",
    *REMARKS,
    "FOLDER_UNREADABLE",
    "UNIT_FILLED_WHERE_ISSUED",
    "UNIT_RETURN_REMOVED",
}


@dataclass(frozen=True)
class BoardRow:
    """One unit on the board. `days` are days left to its deadline, negative once it has passed;
    `open_appraisals` are leaves on which the appraisal is not done, once it has begun.
    """

    result: UnitResult
    due: date
    days: int
    errors: int
    warnings: int
    open_leaves: int
    check_code: str
    open_appraisals: int = 0


@dataclass(frozen=True)
class Board:
    """The board of a campaign on the day `today`: units in the order of the control workbook, what the appraisal
    waits for, and which surveys are still to be imported.
    """

    today: date
    done: Consolidation
    rows: tuple[BoardRow, ...]
    outstanding: tuple[Outstanding, ...] = ()
    surveys: tuple[SurveyOwed, ...] = ()

    @property
    def about_folders(self) -> list[Finding]:
        """Findings that the rows do not show: files that are unread, missing, or cannot be listed."""
        return [each for each in self.done.findings if each.code in _ABOUT_FOLDERS]

    @property
    def groups(self) -> list[tuple[Authority, Block, list[BoardRow]]]:
        """The rows by authority and block, in the order of the control workbook; empty groups are left out."""
        campaign = self.done.opened.campaign
        grouped = [
            (authority, block, [row for row in self.rows if _stands_in(row, authority, block)])
            for authority in campaign.authorities
            for block in campaign.blocks
        ]
        return [group for group in grouped if group[2]]


def _stands_in(row: BoardRow, authority: Authority, block: Block) -> bool:
    return (row.result.unit.authority, row.result.unit.block) == (authority.code, block.code)


def return_board(
    root: Path, today: date | None = None, progress: Progress = silent, authority: str = ""
) -> Board:
    """Read nop-ve/ and give the state of every unit (of one authority, or all). Raises CchcError, BrokenInput."""
    done = read_returns(root, today, progress, authority)
    campaign = done.opened.campaign
    today = today or campaign.today()
    severities = Counter((each.unit_code, each.severity) for each in done.findings)
    codes = {each.unit_code: each.check_code for each in done.receipts if each.reading is not None}
    books = [result.scores for result in done.results.units]
    owed = tuple(outstanding(appraisal_of(done.opened), books, today))
    rows = []
    for result in done.results.units:
        unit = result.unit
        due = campaign.due(unit)
        open_leaves = len(result.scores.blank_leaves) if result.scores.returned else 0
        rows.append(
            BoardRow(
                result,
                due,
                (due - today).days,
                severities[unit.code, ERROR],
                severities[unit.code, WARNING],
                open_leaves,
                codes.get(unit.code, ""),
                len(result.scores.open_leaves) if owed else 0,
            )
        )
    return Board(today, done, tuple(rows), owed, tuple(surveys_owed(done.opened, books, today)))

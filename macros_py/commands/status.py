"""`cchc status`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.language import Words
from macros_py.commands import given
from macros_py.speaking import SpeakingCommand

if TYPE_CHECKING:
    from macros_py.commands.screen import Shown
    from macros_py.steps.status import Board, BoardRow

_HELP = Words("Tình hình nộp phiếu của từng đơn vị.", "How every unit's return stands.")
_RUNNING = Words("Xem các phiếu", "Looking at returns")
_HEADINGS = (
    Words("Mã", "Code"),
    Words("Đơn vị", "Unit"),
    Words("Tình trạng", "Status"),
    Words("Nhận ngày", "Received"),
    Words("Còn thiếu", "Open"),
    Words("Lỗi", "Errors"),
    Words("Cảnh báo", "Warnings"),
    Words("Mã đối chiếu", "Check code"),
    Words("Chờ thẩm định", "To appraise"),
)
_OWED = Words("Thẩm định còn chờ", "The appraisal waits for")
_OWED_HEADINGS = (
    Words("Vòng", "Round"),
    Words("Cơ quan, đơn vị", "Agency, unit"),
    Words("Số dòng", "Rows"),
    Words("Số đơn vị", "Units"),
    Words("Phiếu", "Form"),
    Words("Hạn", "Due"),
    Words("Ngày làm việc còn lại", "Working days left"),
)
_SURVEYS = Words("Điều tra xã hội học còn chờ", "Surveys to be brought in")
_SURVEY_HEADINGS = (
    Words("Nguồn", "Source"),
    Words("Cơ quan", "Agency"),
    Words("Số liệu thiếu", "Figures missing"),
    Words("Số đơn vị", "Units"),
    Words("Hạn", "Due"),
    Words("Ngày làm việc còn lại", "Working days left"),
)
_OUT, _NOT_OUT = Words("đã phát hành", "issued"), Words("chưa phát hành", "not issued")
_MAY = Words("đã phát hành, không bắt buộc", "issued, not required")
_TITLE = Words("{title}: {returned}/{units} đơn vị đã nộp", "{title}: {returned} of {units} units returned")
_DUE = Words("Hạn nộp {name}: {due} ({days}).", "Due, {name}: {due} ({days}).")
_LEFT = Words(
    "còn {days} ngày, {working} ngày làm việc", "{days} days left, {working} of them working days"
)
_PASSED = Words(
    "đã qua {days} ngày, {working} ngày làm việc", "{days} days ago, {working} of them working days"
)
_COUNTS = Words("{returned}/{units} đã nộp", "{returned} of {units} returned")
_AUTHORITY = Words("Chỉ các đơn vị do cơ quan này thẩm định.", "Only the units of this authority.")
_BLOCK = Words("Chỉ khối này.", "Only this ranking block.")


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.command("status", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=given.place)
    @click.option("--authority", metavar="CODE", type=given.code, help=_AUTHORITY.say())
    @click.option("--block", metavar="CODE", type=given.code, help=_BLOCK.say())
    def status(folder: Path, authority: str | None, block: str | None) -> int:
        from macros_py.commands.screen import progress, show_findings, show_table
        from macros_py.steps.status import return_board

        with progress(_RUNNING) as report:
            board = return_board(folder, None, report, authority or "")
            if block is not None:
                board.done.opened.require_block(block)
        show_table(_HEADINGS, _rows(board, block), _title(board), fold=False)
        _tell_deadlines(board)
        if board.outstanding:
            show_table(_OWED_HEADINGS, _owed(board), _OWED.say(), fold=False)
        if board.surveys:
            show_table(_SURVEY_HEADINGS, _surveys(board), _SURVEYS.say(), fold=False)
        show_findings(board.about_folders)
        return 0

    return status


def _title(board: Board) -> str:
    title = board.done.opened.campaign.title
    return _TITLE.say(title=title, returned=_returned(board.rows), units=len(board.rows))


def _rows(board: Board, wanted: str | None) -> Iterator[Sequence[Shown] | None]:
    """The rows by authority and block: first the counts of the group, then its units."""
    from macros_py.commands.screen import Styled

    for authority, block, rows in board.groups:
        if wanted in (None, block.code):
            counts = _COUNTS.say(returned=_returned(rows), units=len(rows))
            yield None
            yield "", Styled(f"{authority.name} – {block.name}", "bold"), Styled(counts, "bold")
            yield from map(_cells, rows)


def _tell_deadlines(board: Board) -> None:
    from macros_py.commands.screen import tell

    campaign = board.done.opened.campaign
    types = {row.result.unit.unit_type for row in board.rows}
    for unit_type in campaign.unit_types:
        if unit_type.code in types:
            days = (unit_type.due - board.today).days
            words = _LEFT if days >= 0 else _PASSED
            working = abs(campaign.calendar.left(board.today, unit_type.due))
            left = words.say(days=abs(days), working=working)
            tell(_DUE, name=unit_type.name, due=unit_type.due.strftime("%d/%m/%Y"), days=left)


def _owed(board: Board) -> Iterator[tuple[str, ...]]:
    """Who still has to submit what, with the working days left."""
    for owed in board.outstanding:
        form = (_OUT if owed.blocks else _MAY) if owed.issued else _NOT_OUT
        yield (
            owed.round.name.say(),
            owed.name.say(),
            str(owed.rows),
            str(len(owed.units)),
            form.say(),
            owed.due.strftime("%d/%m/%Y"),
            str(owed.days),
        )


def _surveys(board: Board) -> Iterator[tuple[str, ...]]:
    """Which surveys are still to be imported, with the working days left."""
    from cchc.criteria.sources import BY_KEY

    for owed in board.surveys:
        due = owed.due.strftime("%d/%m/%Y")
        yield (
            BY_KEY[owed.source].name.say(),
            owed.who,
            str(owed.figures),
            str(owed.units),
            due,
            str(owed.days),
        )


def _returned(rows: Sequence[BoardRow]) -> int:
    return sum(1 for row in rows if row.result.scores.returned)


def _cells(row: BoardRow) -> tuple[str, ...]:
    from macros_py.commands.screen import status_text

    received = row.result.scores.received
    return (
        row.result.unit.code,
        row.result.unit.name,
        status_text(row.result.status),
        received.strftime("%d/%m/%Y") if received else "",
        str(row.open_leaves or ""),
        str(row.errors or ""),
        str(row.warnings or ""),
        row.check_code,
        str(row.open_appraisals or ""),
    )

"""`cchc status`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.language import Words
from macros_py.speaking import SpeakingCommand

if TYPE_CHECKING:
    from rich.table import Table

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
    """The verb in the language in force."""

    @click.command("status", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
    @click.option("--authority", metavar="CODE", default="", help=_AUTHORITY.say())
    @click.option("--block", metavar="CODE", default="", help=_BLOCK.say())
    def status(folder: Path, authority: str, block: str) -> int:
        from macros_py.commands.screen import console, progress, show_findings
        from macros_py.steps.status import return_board

        with progress(_RUNNING) as report:
            board = return_board(folder, None, report, authority)
        screen = console()
        screen.print(_table(board, block))
        campaign = board.done.opened.campaign
        types = {row.result.unit.unit_type for row in board.rows}
        for unit_type in campaign.unit_types:
            if unit_type.code in types:
                days = (unit_type.due - board.today).days
                words = _LEFT if days >= 0 else _PASSED
                working = abs(campaign.calendar.left(board.today, unit_type.due))
                left = words.say(days=abs(days), working=working)
                due = unit_type.due.strftime("%d/%m/%Y")
                screen.print(_DUE.say(name=unit_type.name, due=due, days=left))
        if board.outstanding:
            screen.print(_owed_table(board))
        if board.surveys:
            screen.print(_surveys_table(board))
        show_findings(screen, board.about_folders)
        return 0

    return status


def _owed_table(board: Board) -> Table:
    """Who owes what, with the working days left."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(*(words.say() for words in _OWED_HEADINGS), title=_OWED.say())
    for owed in board.outstanding:
        form = (_OUT if owed.blocks else _MAY) if owed.issued else _NOT_OUT
        cells = (
            owed.round.name.say(),
            owed.name,
            str(owed.rows),
            str(len(owed.units)),
            form.say(),
            owed.due.strftime("%d/%m/%Y"),
            str(owed.days),
        )
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _surveys_table(board: Board) -> Table:
    """Which surveys are to be brought in, with the working days left."""
    from rich.markup import escape
    from rich.table import Table

    from workbook_templates.ranking.texts import SOURCES

    table = Table(*(words.say() for words in _SURVEY_HEADINGS), title=_SURVEYS.say())
    for owed in board.surveys:
        due = owed.due.strftime("%d/%m/%Y")
        counts = (str(owed.figures), str(owed.units), due, str(owed.days))
        table.add_row(*(escape(cell) for cell in (SOURCES[owed.source].say(), owed.who, *counts)))
    return table


def _table(board: Board, wanted: str) -> Table:
    """A section for each authority and block, its counts above its units."""
    from rich.markup import escape
    from rich.table import Table

    campaign = board.done.opened.campaign
    table = Table(
        title=_TITLE.say(title=campaign.title, returned=_returned(board.rows), units=len(board.rows))
    )
    for words in _HEADINGS:
        table.add_column(words.say())
    for authority, block, rows in board.groups:
        if wanted in ("", block.code):
            counts = _COUNTS.say(returned=_returned(rows), units=len(rows))
            table.add_section()
            table.add_row(
                "", f"[bold]{escape(authority.name)} – {escape(block.name)}[/]", f"[bold]{counts}[/]"
            )
            for row in rows:
                table.add_row(*(escape(text) for text in _cells(row)))
    return table


def _returned(rows: Sequence[BoardRow]) -> int:
    return sum(1 for row in rows if row.result.scores.returned)


def _cells(row: BoardRow) -> tuple[str, ...]:
    from generator.ranking.model import status_text

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

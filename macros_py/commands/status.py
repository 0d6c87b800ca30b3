"""`cchc status`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cchc.language import Words
from macros_py.speaking import SpeakingCommand

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
)
_TITLE = Words("{title}: {returned}/{units} đơn vị đã nộp", "{title}: {returned} of {units} units returned")
_DUE = Words("Hạn nộp {name}: {due} ({days}).", "Due, {name}: {due} ({days}).")
_LEFT = Words("còn {days} ngày", "{days} days left")
_PASSED = Words("đã qua {days} ngày", "{days} days ago")


def command() -> click.Command:
    """The verb in the language in force."""

    @click.command("status", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
    def status(folder: Path) -> int:
        from rich.markup import escape
        from rich.table import Table

        from generator.ranking.model import status_text
        from macros_py.commands.screen import console, progress
        from macros_py.steps.status import return_board

        with progress(_RUNNING) as report:
            board = return_board(folder, date.today(), report)
        campaign = board.done.opened.campaign
        returned = sum(1 for row in board.rows if row.result.scores.returned)
        table = Table(title=_TITLE.say(title=campaign.title, returned=returned, units=len(board.rows)))
        for words in _HEADINGS:
            table.add_column(words.say())
        for row in board.rows:
            received = row.result.scores.received
            table.add_row(
                row.result.unit.code,
                escape(row.result.unit.name),
                status_text(row.result.status),
                received.strftime("%d/%m/%Y") if received else "",
                str(row.open_leaves or ""),
                str(row.errors or ""),
                str(row.warnings or ""),
                row.check_code,
            )
        screen = console()
        screen.print(table)
        for unit_type in campaign.unit_types:
            days = (unit_type.due - date.today()).days
            words = _LEFT if days >= 0 else _PASSED
            due = unit_type.due.strftime("%d/%m/%Y")
            screen.print(_DUE.say(name=unit_type.name, due=due, days=words.say(days=abs(days))))
        return 0

    return status

"""`cchc history`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.language import Words
from macros_py.speaking import SpeakingCommand

if TYPE_CHECKING:
    from rich.table import Table

_HELP = Words(
    "Nhật ký của đợt: ai tổng hợp, lúc nào, trên máy nào; với --intake: từng tệp đã nhận.",
    "The campaign's history: who consolidated, when and where; with --intake: every file that came in.",
)
_INTAKE = Words(
    "Từng tệp: kết luận, đơn vị, lần đầu và lần cuối; và các lần xác nhận tệp.",
    "File by file: verdict, unit, first and last time; and what was claimed.",
)
_UNIT = Words("Chỉ đơn vị này.", "Only this unit.")
_RUN_HEADINGS = (
    Words("Bắt đầu", "Began"),
    Words("Xong", "Ended"),
    Words("Lệnh", "Verb"),
    Words("Người chạy", "Who"),
    Words("Máy", "Machine"),
    Words("Số tệp", "Files"),
)
_FILE_HEADINGS = (
    Words("Tệp", "File"),
    Words("Kết luận", "Verdict"),
    Words("Đơn vị", "Unit"),
    Words("Lần đầu", "First"),
    Words("Lần cuối", "Last"),
    Words("Phát hiện", "Findings"),
)
_CLAIM_HEADINGS = (
    Words("Lúc", "When"),
    Words("Người xác nhận", "Who"),
    Words("Tệp", "File"),
    Words("Đơn vị", "Unit"),
    Words("Lý do", "Reason"),
)
_STOPPED = Words("bị dừng", "interrupted")
_NOTHING = Words("Chưa có gì trong nhật ký.", "Nothing in the history yet.")


def command() -> click.Command:
    """The verb in the language in force."""

    @click.command("history", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
    @click.option("--intake", is_flag=True, help=_INTAKE.say())
    @click.option("--unit", metavar="CODE", default="", help=_UNIT.say())
    def history(folder: Path, intake: bool, unit: str) -> None:
        from macros_py.commands.screen import console

        tables = _intake_tables(folder, unit) if intake or unit else [_run_table(folder)]
        shown = [table for table in tables if table.row_count]
        for table in shown:
            console().print(table)
        if not shown:
            click.echo(_NOTHING.say())

    return history


def _run_table(folder: Path) -> Table:
    from macros_py.steps.history import runs

    rows = [
        (
            _moment(each.began),
            _moment(each.ended) or _STOPPED.say(),
            each.verb,
            each.who,
            each.machine,
            str(each.files),
        )
        for each in runs(folder)
    ]
    return _table(_RUN_HEADINGS, rows)


def _intake_tables(folder: Path, unit: str) -> list[Table]:
    from macros_py.steps.history import intakes
    from workbook_templates.ranking.texts import VERDICTS

    entries, claims = intakes(folder, unit)
    files = [
        (
            each.intake.file,
            VERDICTS[each.intake.verdict].say().lower(),
            each.intake.unit,
            _moment(each.first),
            _moment(each.last),
            ", ".join(dict.fromkeys(each.intake.findings)),
        )
        for each in entries
    ]
    said = [(_moment(each.recorded), each.who, each.file, each.unit, each.reason) for each in claims]
    return [_table(_FILE_HEADINGS, files), _table(_CLAIM_HEADINGS, said)]


def _moment(written: str) -> str:
    """A moment as people here write it: 26/11/2026 09:30."""
    return datetime.fromisoformat(written).strftime("%d/%m/%Y %H:%M") if written else ""


def _table(headings: tuple[Words, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    from rich.markup import escape
    from rich.table import Table

    table = Table()
    for words in headings:
        table.add_column(words.say(), overflow="fold")
    for row in rows:
        table.add_row(*(escape(text) for text in row))
    return table

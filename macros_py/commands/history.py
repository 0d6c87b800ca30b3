"""`cchc history`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cchc.language import Words
from macros_py.commands import given
from macros_py.speaking import SpeakingCommand

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
_ATTRIBUTION_HEADINGS = (
    Words("Lúc", "When"),
    Words("Người xác nhận", "Who"),
    Words("Tệp", "File"),
    Words("Đơn vị", "Unit"),
    Words("Lý do", "Reason"),
)
_Table = tuple[tuple[Words, ...], list[tuple[str, ...]]]
"""The headings of a table and its rows."""

_STOPPED = Words("bị dừng", "interrupted")
_NOTHING = Words("Chưa có gì trong nhật ký.", "Nothing in the history yet.")


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.command("history", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=given.place)
    @click.option("--intake", is_flag=True, help=_INTAKE.say())
    @click.option("--unit", metavar="CODE", type=given.code, help=_UNIT.say())
    def history(folder: Path, intake: bool, unit: str | None) -> None:
        from macros_py.commands.screen import show_table, tell

        tables = _intake_tables(folder, unit or "") if intake or unit else [_run_table(folder)]
        shown = [(headings, rows) for headings, rows in tables if rows]
        for headings, rows in shown:
            show_table(headings, rows)
        if not shown:
            tell(_NOTHING)

    return history


def _run_table(folder: Path) -> _Table:
    from macros_py.steps.history import runs

    rows: list[tuple[str, ...]] = [
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
    return _RUN_HEADINGS, rows


def _intake_tables(folder: Path, unit: str) -> list[_Table]:
    from macros_py.steps.history import receipts
    from workbook_templates.ranking.texts import VERDICTS

    entries, attributions = receipts(folder, unit)
    files: list[tuple[str, ...]] = [
        (
            each.receipt.file,
            VERDICTS[each.receipt.verdict].say().lower(),
            each.receipt.unit_code,
            _moment(each.first),
            _moment(each.last),
            ", ".join(dict.fromkeys(found.code for found in each.receipt.findings)),
        )
        for each in entries
    ]
    said: list[tuple[str, ...]] = [
        (_moment(each.recorded), each.who, each.file, each.unit, each.reason) for each in attributions
    ]
    return [(_FILE_HEADINGS, files), (_ATTRIBUTION_HEADINGS, said)]


def _moment(written: str) -> str:
    """A moment in Vietnamese notation: 26/11/2026 09:30."""
    return datetime.fromisoformat(written).strftime("%d/%m/%Y %H:%M") if written else ""

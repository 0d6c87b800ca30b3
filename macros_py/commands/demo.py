"""`cchc demo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.language import Words
from macros_py.commands import given
from macros_py.demo import DEFAULT_PRESET, USUAL_UNITS
from macros_py.speaking import SpeakingCommand

if TYPE_CHECKING:
    from macros_py.demo.run import DemoReport

_HELP = Words(
    "Chạy thử trọn một đợt với số liệu giả định: phát hành, nhập như người dùng, cài vài lỗi có nhãn, thẩm định "
    "các vòng, nhập điểm điều tra, xếp hạng. Mã thoát 0: tìm thấy đúng các lỗi đã cài.",
    "Run a whole round with invented figures: issue, fill in as people do, plant a few labelled faults, appraise "
    "in all rounds, bring in surveys, rank. Exit code 0: exactly the planted faults were found.",
)
_UNITS = Words(
    "Số đơn vị, đều giữa các loại; mặc định {usual}.", "Number of units, of all types; {usual} by default."
)
_PRESET = Words("Mẫu đợt.", "Preset.")
_SEED = Words(
    "Số gieo ngẫu nhiên: cùng số cho cùng kết quả.", "Random seed: the same seed gives the same result."
)
_RUNNING = Words("Chạy thử", "Demo")
_PLANTED = Words("Lỗi đã cài", "Planted faults")
_HEADINGS = (Words("Nơi cài", "Where"), Words("Lỗi", "Fault"), Words("Phải tìm thấy", "Must be found"))
_EXACT = Words(
    "Tìm thấy đúng các lỗi đã cài, không thừa, không thiếu.", "Exactly the planted faults were found."
)
_NOT_EXACT = Words(
    "Không khớp. Thừa: {unexpected}. Thiếu: {unfound}.",
    "No match. Unexpected: {unexpected}. Not found: {unfound}.",
)
_APPRAISED = Words("Thẩm định: {rounds}.", "Appraisal: {rounds}.")
_ROUND = Words("{name} {forms} phiếu, {rows} dòng", "{name} {forms} forms, {rows} rows")
_NEXT = Words(
    "Gõ tiếp, để xem ai đã nộp:\n  {status}\n"
    "Một chỉ số từ đâu ra:\n  {explain}\n"
    "Kiểm tra một phiếu:\n  {check}\n"
    "Bắt đầu một đợt thật:\n  {init}",
    "Type next, to see who has returned:\n  {status}\n"
    "Where an index comes from:\n  {explain}\n"
    "Check one form:\n  {check}\n"
    "Start a real campaign:\n  {init}",
)
_LOOK = Words("Xem phiếu đã phát hành trong {issued}.", "Look at the issued forms in {issued}.")


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.command("demo", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="[DIR]", default="demo-cchc", type=given.place)
    @click.option("--units", type=click.IntRange(1, 20_000), help=_UNITS.say(usual=USUAL_UNITS))
    @click.option(
        "--preset",
        "preset_name",
        type=given.text,
        default=DEFAULT_PRESET,
        show_default=True,
        help=_PRESET.say(),
    )
    @click.option("--seed", type=int, default=1, show_default=True, help=_SEED.say())
    def demo(folder: Path, units: int | None, preset_name: str, seed: int) -> int:
        from macros_py.commands.screen import after_work, progress
        from macros_py.demo.run import run_demo

        with progress(_RUNNING) as report:
            done = run_demo(folder, units, seed, report, preset_name)
        with after_work():
            _tell_all(done)
        return 0 if done.succeeded else 1

    return demo


def _tell_all(done: DemoReport) -> None:
    """Print the planted faults, their findings, and what to try next."""
    from cchc.appraisal.rounds import BY_KEY
    from cchc.command_line import shown_path
    from macros_py.commands.consolidate import summarise
    from macros_py.commands.screen import show_table, tell

    rows = [(each.where, each.label.say(), ", ".join(each.raises)) for each in done.plantings]
    show_table(_HEADINGS, rows, _PLANTED.say(), fold=False)
    if done.rounds:
        rounds = (
            _ROUND.say(name=BY_KEY[held.round].name.say(), forms=held.forms, rows=held.rows)
            for held in done.rounds
        )
        tell(_APPRAISED, rounds="; ".join(rounds))
    summarise(done.done)
    tell(_LOOK, issued=shown_path(done.done.opened.folder.issued))
    tell(_NEXT, **_commands(done))
    if done.succeeded:
        tell(_EXACT, style="green")
    else:
        tell(_NOT_EXACT, unexpected=done.unexpected, unfound=done.unfound)


def _commands(done: DemoReport) -> dict[str, str]:
    """The commands suggested next."""
    from cchc.command_line import command_line

    form = next(iter(sorted(done.done.opened.folder.returned.rglob("*.xlsx"))))
    unit = next((each.unit.code for each in done.done.results.units if each.rank == 1), "")
    return {
        "status": command_line("status", done.root),
        "explain": command_line("explain", done.root, unit),
        "check": command_line("check", form),
        "init": command_line("init", "dot-2023", "--preset", "hon-quan-2023"),
    }

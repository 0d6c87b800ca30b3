"""`cchc demo`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.language import Words
from macros_py.speaking import SpeakingCommand
from macros_py.steps.demo import DEFAULT_PRESET, USUAL_UNITS

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
    "Gõ tiếp:\n"
    "  {program} status {root}                        xem ai đã nộp\n"
    "  {program} explain {root} {unit}             một chỉ số từ đâu ra\n"
    "  {program} check {form}   kiểm tra một phiếu\n"
    "  {program} init dot-2023 --preset hon-quan-2023   bắt đầu một đợt thật",
    "Type next:\n"
    "  {program} status {root}                        see who has returned\n"
    "  {program} explain {root} {unit}             where an index comes from\n"
    "  {program} check {form}   check one form\n"
    "  {program} init dot-2023 --preset hon-quan-2023   start a real campaign",
)
_LOOK = Words("Xem phiếu đã phát hành trong {issued}.", "Look at the issued forms in {issued}.")


def command() -> click.Command:
    """The verb in the language in force."""

    @click.command("demo", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="[DIR]", default="demo-cchc", type=click.Path(path_type=Path))
    @click.option("--units", type=click.IntRange(1, 20_000), help=_UNITS.say(usual=USUAL_UNITS))
    @click.option("--preset", "preset_name", default=DEFAULT_PRESET, show_default=True, help=_PRESET.say())
    @click.option("--seed", type=int, default=1, show_default=True, help=_SEED.say())
    def demo(folder: Path, units: int | None, preset_name: str, seed: int) -> int:
        from rich.table import Table

        from cchc.appraisal.rounds import BY_KEY
        from macros_py.commands.consolidate import summarise
        from macros_py.commands.screen import console, program, progress, shown_path
        from macros_py.steps.demo.run import run_demo

        with progress(_RUNNING) as report:
            done = run_demo(folder, units, seed, report, preset_name)
        screen = console()
        table = Table(title=_PLANTED.say())
        for words in _HEADINGS:
            table.add_column(words.say())
        for planting in done.plantings:
            table.add_row(planting.where, planting.label.say(), ", ".join(planting.raises))
        screen.print(table)
        if done.rounds:
            rounds = (
                _ROUND.say(name=BY_KEY[held.round].name.say(), forms=held.forms, rows=held.rows)
                for held in done.rounds
            )
            screen.print(_APPRAISED.say(rounds="; ".join(rounds)))
        summarise(screen, done.done)
        opened = done.done.opened
        screen.print(_LOOK.say(issued=shown_path(opened.folder.issued)))
        form = shown_path(next(iter(sorted(opened.folder.returned.rglob("*.xlsx")))))
        unit = next((each.unit.code for each in done.done.results.units if each.rank == 1), "")
        click.echo(_NEXT.say(root=shown_path(folder), form=form, program=program(), unit=unit))
        if done.succeeded:
            screen.print(f"[bold green]{_EXACT.say()}[/]")
            return 0
        screen.print(_NOT_EXACT.say(unexpected=done.unexpected, unfound=done.unfound))
        return 1

    return demo

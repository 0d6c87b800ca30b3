"""`cchc init`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.language import Words
from macros_py.commands import given
from macros_py.speaking import SpeakingCommand

_HELP = Words(
    "Tạo thư mục của một đợt: sổ điều hành, bộ tiêu chí, khóa.",
    "Make a campaign folder: control workbook, criteria sets, key.",
)
_PRESET = Words("Mẫu đợt.", "Preset.")
_DONE = Words(
    "Đã tạo {folder}.\nMở {control} để kiểm tra đơn vị, thời hạn, xếp loại; sau đó:\n  {command}",
    "Made {folder}.\nOpen {control} and check units, deadlines, classes; then:\n  {command}",
)


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.command("init", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=given.place)
    @click.option(
        "--preset",
        "preset_name",
        type=given.text,
        default="hon-quan-2023",
        show_default=True,
        help=_PRESET.say(),
    )
    def init(folder: Path, preset_name: str) -> None:
        from cchc.command_line import command_line, shown_path
        from macros_py.commands.screen import after_work, tell
        from macros_py.steps.init import init_campaign

        made = init_campaign(folder, preset_name)
        with after_work():
            control, then = shown_path(made.control_workbook), command_line("generate", folder)
            tell(_DONE, folder=shown_path(folder), control=control, command=then)

    return init

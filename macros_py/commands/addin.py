"""`cchc addin build|install|doctor|uninstall`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.language import Words
from macros_py.commands import given
from macros_py.speaking import SpeakingCommand, SpeakingGroup

_HELP = Words("Tiện ích cho Excel và LibreOffice.", "The add-ins for Excel and LibreOffice.")
_BUILD = Words("Tạo tệp tiện ích, trên hệ điều hành nào cũng được.", "Build the add-in, on any system.")
_LIBREOFFICE = Words("Tạo cchc.oxt cho LibreOffice.", "Build cchc.oxt for LibreOffice.")
_OUT = Words("Thư mục ghi tệp; mặc định thư mục hiện tại.", "Folder to write to; default: the current one.")
_INSTALL = Words(
    "Cài cho người dùng này, không cần quyền quản trị (Windows).",
    "Install for this user, no administrator needed (Windows).",
)
_DOCTOR = Words(
    "Tìm nguyên nhân tiện ích không chạy và cách khắc phục. Mã thoát 1: có vấn đề.",
    "Find what keeps the add-in from working, and the remedy. Exit code 1: problems.",
)
_UNINSTALL = Words("Gỡ tiện ích.", "Take the add-in away.")
_WROTE = Words("Đã ghi {file}.", "Wrote {file}.")
_OFFICE = Words(
    "LibreOffice {minimum} trở lên: Tools, Extension Manager, Add, chọn tệp này, rồi mở lại LibreOffice.",
    "LibreOffice {minimum} or newer: Tools, Extension Manager, Add this file, then start LibreOffice again.",
)
_INSTALLED = Words("Đã cài {file}. Mở lại Excel.", "Installed {file}. Start Excel again.")
_REMOVED = Words("Đã gỡ {file}.", "Removed {file}.")
_SOUND = Words("Tiện ích sẵn sàng.", "The add-in is ready.")


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.group("addin", cls=SpeakingGroup, help=_HELP.say())
    def addin() -> None:
        pass

    out = click.Option(["--out"], metavar="DIR", type=given.place, help=_OUT.say())
    office = click.Option(["--libreoffice"], is_flag=True, help=_LIBREOFFICE.say())
    for name, words, options, run in (
        ("build", _BUILD, [out, office], _build),
        ("install", _INSTALL, [], _install),
        ("doctor", _DOCTOR, [], _doctor),
        ("uninstall", _UNINSTALL, [], _uninstall),
    ):
        parameters = list[click.Parameter](options)
        addin.add_command(SpeakingCommand(name, help=words.say(), params=parameters, callback=run))
    return addin


def _build(out: Path | None, libreoffice: bool) -> None:
    from cchc.command_line import shown_path
    from macros_py.commands.screen import after_work, tell
    from macros_py.steps.addin import build_addin

    made = build_addin(out or Path(), libreoffice)
    with after_work():
        tell(_WROTE, file=shown_path(made))
        if libreoffice:
            from xl_addin.libreoffice.build import MINIMUM_OFFICE

            tell(_OFFICE, minimum=MINIMUM_OFFICE)


def _install() -> None:
    from macros_py.commands.screen import after_work, tell
    from macros_py.steps.addin import install_addin

    made = install_addin()
    with after_work():
        tell(_INSTALLED, file=made)


def _doctor() -> int:
    from macros_py.commands.screen import tell
    from xl_addin.windows.machine import problems, this_machine

    found = problems(this_machine())
    for problem in found:
        tell(f"{problem.words.say()}\n  → {problem.remedy.say()} [{problem.name}]")
    if not found:
        tell(_SOUND)
    return 1 if found else 0


def _uninstall() -> None:
    from macros_py.commands.screen import after_work, tell
    from macros_py.steps.addin import uninstall_addin

    gone = uninstall_addin()
    with after_work():
        tell(_REMOVED, file=gone)

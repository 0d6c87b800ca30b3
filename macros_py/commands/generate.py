"""`cchc generate`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.language import Words
from macros_py.commands import given
from macros_py.commands.consent import yes_option
from macros_py.speaking import SpeakingCommand

_HELP = Words(
    "Phát hành phiếu cho mọi đơn vị vào phat-hanh/. Chạy lại cho ra đúng các tệp cũ.",
    "Issue every unit's form into phat-hanh/. Running again gives the same files.",
)
_REISSUE = Words(
    "Phát hành lại những phiếu có bộ tiêu chí hoặc nội dung in đã đổi; phiếu lần trước không còn giá trị.",
    "Issue again the forms whose criteria set or printed texts have changed; earlier ones no longer count.",
)
_UNIT = Words(
    "Chỉ phát hành lại phiếu của đơn vị này (dùng với --reissue; ghi được nhiều lần).",
    "Issue again this unit's form alone (with --reissue; may be given several times).",
)
_UNDO = Words(
    "Quay lại phiếu và sổ phát hành trước lần phát hành lại gần nhất.",
    "Bring back the forms and the register as before forms were last issued again.",
)
_UNDO_ALONE = Words(
    "--undo-reissue không dùng cùng --reissue, --unit.", "--undo-reissue goes with no other option."
)
_UNDONE = Words(
    "Đã quay lại lần phát hành trước của {count} đơn vị. Nếu bộ tiêu chí đã đổi, khôi phục bộ tiêu chí cũ vào bo-tieu-chi/.",
    "Brought back the earlier issue of {count} units. If the criteria set was changed, restore it in bo-tieu-chi/.",
)
_SET_ASIDE = Words(
    "Tệp đã bị sửa nằm ở chỗ của phiếu mới được chuyển sang {path}.",
    "A changed file that lay in the place of a form is now {path}.",
)
_UNIT_ALONE = Words("--unit chỉ dùng cùng --reissue.", "--unit goes with --reissue.")
_RUNNING = Words("Phát hành phiếu", "Issuing forms")
_DONE = Words(
    "Đã phát hành {count} phiếu vào {folder} (phát hành lại: {reissued}).\n"
    "Gửi phiếu cho đơn vị. Phiếu nộp về đặt vào {returned}, sau đó:\n  {command}",
    "Issued {count} forms into {folder} (issued again: {reissued}).\n"
    "Send them to the units. Put what comes back into {returned}, then:\n  {command}",
)


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.command("generate", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=given.place)
    @click.option("--reissue", is_flag=True, help=_REISSUE.say())
    @click.option("--unit", "units", metavar="CODE", type=given.code, multiple=True, help=_UNIT.say())
    @click.option("--undo-reissue", "undo", is_flag=True, help=_UNDO.say())
    def generate(folder: Path, reissue: bool, units: tuple[str, ...], undo: bool, agreed: bool) -> None:
        from cchc.command_line import command_line, shown_path
        from macros_py.commands.consent import asking
        from macros_py.commands.screen import after_work, progress, show_findings, tell
        from macros_py.steps.generate import issue_forms
        from macros_py.steps.reissue import undo_reissue

        if units and not reissue:
            raise click.UsageError(_UNIT_ALONE.say())
        if undo:
            if reissue:
                raise click.UsageError(_UNDO_ALONE.say())
            undone = undo_reissue(folder, asking(agreed))
            with after_work():
                tell(_UNDONE, count=len(undone.renewed))
            return
        with progress(_RUNNING) as report:
            done = issue_forms(folder, reissue, report, units, asking(agreed))
        with after_work():
            show_findings(done.findings)
            for path in done.set_aside:
                tell(_SET_ASIDE, path=shown_path(path))
            tell(
                _DONE,
                count=len(done.files),
                folder=shown_path(done.folder),
                reissued=done.reissued,
                returned=shown_path(folder / "nop-ve"),
                command=command_line("consolidate", folder),
            )

    generate.params.append(yes_option())
    return generate

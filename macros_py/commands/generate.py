"""`cchc generate`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.language import Words
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
_UNIT_ALONE = Words("--unit chỉ dùng cùng --reissue.", "--unit goes with --reissue.")
_RUNNING = Words("Phát hành phiếu", "Issuing forms")
_DONE = Words(
    "Đã phát hành {count} phiếu vào {folder} (phát hành lại: {reissued}).\n"
    "Gửi phiếu cho đơn vị. Phiếu nộp về đặt vào {returned}, sau đó:\n  {program} consolidate {root}",
    "Issued {count} forms into {folder} (issued again: {reissued}).\n"
    "Send them to the units. Put what comes back into {returned}, then:\n  {program} consolidate {root}",
)


def command() -> click.Command:
    """The verb in the language in force."""

    @click.command("generate", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
    @click.option("--reissue", is_flag=True, help=_REISSUE.say())
    @click.option("--unit", "units", metavar="CODE", multiple=True, help=_UNIT.say())
    def generate(folder: Path, reissue: bool, units: tuple[str, ...], agreed: bool) -> None:
        from macros_py.commands.consent import asking
        from macros_py.commands.screen import console, program, progress, show_findings, shown_path
        from macros_py.steps.generate import issue_forms

        if units and not reissue:
            raise click.UsageError(_UNIT_ALONE.say())
        with progress(_RUNNING) as report:
            done = issue_forms(folder, reissue, report, units, asking(agreed))
        show_findings(console(), done.findings)
        click.echo(
            _DONE.say(
                count=len(done.files),
                folder=shown_path(done.folder),
                reissued=done.reissued,
                returned=shown_path(folder / "nop-ve"),
                root=shown_path(folder),
                program=program(),
            )
        )

    generate.params.append(yes_option())
    return generate

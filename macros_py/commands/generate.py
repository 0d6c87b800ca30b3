"""`cchc generate`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.language import Words
from macros_py.speaking import SpeakingCommand

_HELP = Words(
    "Phát hành phiếu cho mọi đơn vị vào phat-hanh/. Chạy lại cho ra đúng các tệp cũ.",
    "Issue every unit's form into phat-hanh/. Running again gives the same files.",
)
_REISSUE = Words(
    "Phát hành lại những phiếu có bộ tiêu chí đã đổi; phiếu lần trước không còn giá trị.",
    "Issue again the forms whose criteria set has changed; earlier ones no longer count.",
)
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
    def generate(folder: Path, reissue: bool) -> None:
        from macros_py.commands.screen import program, progress, shown_path
        from macros_py.steps.generate import issue_forms

        with progress(_RUNNING) as report:
            done = issue_forms(folder, reissue, report)
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

    return generate

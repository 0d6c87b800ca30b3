"""The `cchc` command: verbs in English with a Vietnamese alias.

Verbs are imported only when they are run, so that `cchc --help` stays instant. Exit codes: 0 done,
1 done with findings of severity error, 2 could not run. A user never sees a traceback.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import cast

import click

from cchc import __version__
from cchc.errors import BrokenInput, CchcError
from cchc.language import Language, Words, choose
from macros_py.speaking import SpeakingGroup, usage_sentences
from macros_py.verbs import VERBS, Verb

_OBJECTS_TO_COLLECT = 100_000
"""Results are hundreds of thousands of small objects that stay until the end and hold no circles: looking for
those takes an eighth of the time of a consolidation.
"""

_HELP = Words(
    "Xác định Chỉ số cải cách hành chính: phát hành phiếu, nhận lại, tổng hợp, xếp hạng.",
    "PAR index: issues self-scoring forms, takes them back, consolidates and ranks.",
)
_LANGUAGE_HELP = Words("Ngôn ngữ hiển thị: vi hoặc en.", "Language: vi or en.")
_VERSION = Words("Phiên bản.", "Version.")
_LANGUAGE_VARIABLE = "CCHC_LANG"


class VerbGroup(SpeakingGroup):
    """Finds verbs by name or alias and imports them when needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        verb = _verb(cmd_name)
        if verb is None:
            return None
        module = importlib.import_module(f"macros_py.commands.{verb.module}")
        return cast("click.Command", module.command())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, from the declaration alone: nothing is imported for it."""
        rows = [(f"{verb.name} ({verb.alias})", verb.help.say()) for verb in VERBS]
        with formatter.section(Words("Lệnh", "Verbs").say()):
            formatter.write_dl(rows)


def _show_version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"cchc {__version__}")
        ctx.exit()


def build() -> click.Group:
    """The command in the language in force."""
    return VerbGroup(
        name="cchc",
        help=_HELP.say(),
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(["vi", "en"]),
                envvar=_LANGUAGE_VARIABLE,
                expose_value=False,
                help=_LANGUAGE_HELP.say(),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_show_version,
                help=_VERSION.say(),
            ),
        ],
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and end with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    choose(_language(given))
    _speak_utf8()
    gc.set_threshold(_OBJECTS_TO_COLLECT)
    try:
        code = build().main(given, prog_name="cchc", standalone_mode=False)
    except CchcError as error:
        code = _tell(error)
    except click.UsageError as error:
        for sentence in usage_sentences(error):
            click.echo(sentence, err=True)
        code = error.exit_code
    except click.Abort:
        click.echo(Words("Đã dừng.", "Stopped.").say(), err=True)
        code = 2
    sys.exit(code or 0)


def _verb(name: str) -> Verb | None:
    return next((verb for verb in VERBS if name in (verb.name, verb.alias)), None)


def _language(arguments: Sequence[str]) -> Language:
    """The language asked for, before anything is built: help texts are in it too."""
    wanted = os.environ.get(_LANGUAGE_VARIABLE, "vi")
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
    return "en" if wanted == "en" else "vi"


def _speak_utf8() -> None:
    """A Windows console with an old code page must not stop a Vietnamese sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _tell(error: CchcError) -> int:
    click.echo(str(error), err=True)
    if isinstance(error, BrokenInput):
        for found in error.findings:
            click.echo(f"  {found.place}: {found.message} {found.remedy} [{found.code}]", err=True)
    return 2

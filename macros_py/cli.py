"""The `cchc` command: verbs in English with a Vietnamese alias.

Verbs are imported only when they are run, so that `cchc --help` stays instant. Exit codes: 0 done,
1 done with findings of severity error, 2 could not run. A user never sees a traceback: whatever goes wrong ends
here as a sentence.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

import click

from cchc import __version__
from cchc.errors import BrokenInput, CannotShow
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
_TRACE_VARIABLE = "CCHC_TRACE"
"""Set by who mends the program: an unforeseen error shows where it comes from."""

_FINDING = Words("{line}", "{line}")
_CANNOT_SHOW = Words(
    "Không ghi ra được những gì phải hiển thị: {reason}.",
    "What is to be shown cannot be written out: {reason}.",
)


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
    with _outlets():
        try:
            code = build().main(given, prog_name="cchc", standalone_mode=False)
        except click.Abort:
            click.echo(Words("Đã dừng.", "Stopped.").say(), err=True)
            code = 2
        except Exception as error:
            if os.environ.get(_TRACE_VARIABLE):
                raise
            code = _tell(error)
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


class _Outlet:
    """A stream to the screen, or to a file or command that takes what is printed and may be full or gone.

    Once it takes no more, what is still written to it is dropped. A reader that has closed (`| head -1`) has all it
    wants: nothing is said of that. Otherwise the first text that is lost raises CannotShow, unless the stream is
    `silent`: the error stream, beside which there is nobody to tell.
    """

    def __init__(self, stream: IO[str], silent: bool) -> None:
        self._stream, self._silent = stream, silent

    def write(self, text: str) -> int:
        if text != "":  # click writes nothing to learn what a stream takes, and would swallow an error
            self._guarded(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        self._guarded(self._stream.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as error:
            self._drop_the_rest()
            if not self._silent and not _is_reader_gone(error):
                from cchc.reasons import reason_of

                raise CannotShow(_CANNOT_SHOW, reason=reason_of(error)) from error

    def _drop_the_rest(self) -> None:
        """Lead the stream to nowhere: what it still holds would be written again when the program ends."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def _is_reader_gone(error: OSError) -> bool:
    """Whether who reads what is printed has closed; Windows calls that an invalid argument."""
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)


@contextlib.contextmanager
def _outlets() -> Iterator[None]:
    """Print through outlets while the command runs."""
    before = sys.stdout, sys.stderr
    with Path(os.devnull).open(encoding="utf-8") as closed:  # takes nothing, like a stream that is closed
        sys.stdout = cast("Any", _Outlet(sys.stdout or closed, silent=False))
        sys.stderr = cast("Any", _Outlet(sys.stderr or closed, silent=True))
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before


def _tell(error: Exception) -> int:
    """Say on the error stream what went wrong; the exit code."""
    from cchc.reasons import sentence_of
    from macros_py.commands.screen import finding_line, warn

    if isinstance(error, click.UsageError):
        for sentence in usage_sentences(error):
            warn(sentence)
        return error.exit_code
    warn(sentence_of(error))
    if isinstance(error, BrokenInput):
        for found in error.findings:
            warn(_FINDING, line=finding_line(found))
    return 2

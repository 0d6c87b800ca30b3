"""The `cchc` command: verbs in English with a Vietnamese alias.

Verbs are imported only when they are run, so that `cchc --help` is fast. Exit codes: 0 done, 1 done with
findings of severity error, 2 could not run. A user never sees a traceback: every error is shown as a sentence here.
This includes Ctrl+C while Python is still importing, so this module itself imports almost nothing.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Sequence
    from types import FrameType
    from typing import NoReturn

    import click

    from cchc.language import Language

_OBJECTS_TO_COLLECT = 100_000
"""Threshold of the garbage collector. Results are hundreds of thousands of small objects without reference cycles;
with Python's own threshold, the search for cycles takes an eighth of the time of a consolidation.
"""

_LANGUAGE_VARIABLE = "CCHC_LANG"
_TRACE_VARIABLE = "CCHC_TRACE"
"""Environment variable for developers: if it is set, an unforeseen error shows its traceback."""
_COULD_NOT_RUN = 2
_STOPPED = {"vi": "Đã dừng.", "en": "Stopped."}


class _Interrupts:
    """Handles Ctrl+C while the command runs as a program of its own.

    At first it ends the process at once: no work has begun, and an exception raised inside an import can turn
    into any other exception. Once the verb runs, KeyboardInterrupt is raised, so that the verb can clean up; a
    second Ctrl+C ends the process. If the starting program has switched Ctrl+C off, it stays off.
    """

    def __init__(self, language: Language) -> None:
        import signal

        self._signal = signal
        self._said = f"{_STOPPED[language]}\n".encode()
        self._in_use = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        self.happened = False
        self._set(self._end)

    def running(self) -> None:
        """From now on raise KeyboardInterrupt in the verb."""
        self._set(self._interrupt)
        if self._in_use:
            sys.unraisablehook = self._unraisable

    def over(self) -> None:
        """From now on ignore Ctrl+C: the work is done and the interpreter is ending."""
        self._set(self._signal.SIG_IGN)

    def _set(self, handler: signal._HANDLER) -> None:
        if self._in_use:
            self._signal.signal(self._signal.SIGINT, handler)

    def _end(self, number: int, frame: FrameType | None) -> NoReturn:
        os.write(2, self._said)
        os._exit(_COULD_NOT_RUN)

    def _interrupt(self, number: int, frame: FrameType | None) -> NoReturn:
        if self.happened:
            self._end(number, frame)
        self.happened = True
        raise KeyboardInterrupt

    def _unraisable(self, raised: sys.UnraisableHookArgs) -> None:
        """End the process where KeyboardInterrupt is raised in a finalizer: Python would only print it."""
        if raised.exc_type is KeyboardInterrupt:
            self._end(self._signal.SIGINT, None)
        sys.__unraisablehook__(raised)


def build() -> click.Group:
    """The whole click command, with texts in the language of the screen."""
    from macros_py.speaking import verb_group

    return verb_group(_LANGUAGE_VARIABLE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its exit code. With `arguments` it runs inside another program and leaves
    that program's handling of Ctrl+C unchanged.
    """
    language: Language = "vi"
    interrupts = None
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        language = _language(given)
        interrupts = _Interrupts(language) if arguments is None else None
        code = _run(given, language, interrupts)
        if interrupts:
            interrupts.over()
            _leave_objects_alone()
    except KeyboardInterrupt:
        code = _say_stopped(language)
    except Exception:
        if interrupts is None or not interrupts.happened:
            raise
        code = _say_stopped(language)  # an interrupted import or library turned Ctrl+C into this exception
    sys.exit(code)


def _run(given: list[str], language: Language, interrupts: _Interrupts | None) -> int:
    import gc

    import click

    from cchc.language import choose
    from macros_py.outlets import outlets

    choose(language)
    _speak_utf8()
    gc.set_threshold(_OBJECTS_TO_COLLECT)
    with outlets():
        try:
            command = build()
            if interrupts:
                interrupts.running()
            return command.main(given, prog_name="cchc", standalone_mode=False) or 0
        except click.Abort:
            return _say_stopped(language)
        except Exception as error:
            if os.environ.get(_TRACE_VARIABLE) or (interrupts and interrupts.happened):
                raise
            return _tell(error)


def _leave_objects_alone() -> None:
    """Keep Python from searching all objects for circles while the process ends: after a consolidation that takes as
    long as a quarter of the run.
    """
    import gc

    gc.disable()
    gc.freeze()


def _language(arguments: Sequence[str]) -> Language:
    """The language asked for. It is found before the command is built, because help texts are in it too."""
    wanted = os.environ.get(_LANGUAGE_VARIABLE, "vi")
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
    return "en" if wanted == "en" else "vi"


def _speak_utf8() -> None:
    """Print as UTF-8, so that Vietnamese can be printed on a Windows console with an old code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say_stopped(language: Language) -> int:
    print(_STOPPED[language], file=sys.stderr, flush=True)
    return _COULD_NOT_RUN


def _tell(error: Exception) -> int:
    """Print on the error stream what went wrong, and return the exit code."""
    import click

    from cchc.errors import BrokenInput
    from cchc.reasons import sentence_of
    from cchc.visible import visible
    from macros_py.commands.screen import finding_line, warn
    from macros_py.speaking import usage_sentences

    if isinstance(error, click.UsageError):
        for sentence in usage_sentences(error):
            warn(sentence)
        return error.exit_code
    warn(sentence_of(error))
    if isinstance(error, BrokenInput):
        for found in error.findings:
            warn(visible(finding_line(found)))
    return _COULD_NOT_RUN

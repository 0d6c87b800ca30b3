"""The `cchc` command: verbs in English with a Vietnamese alias.

Verbs are imported only when they are run, so that `cchc --help` stays instant. Exit codes: 0 done,
1 done with findings of severity error, 2 could not run. A user never sees a traceback: whatever goes wrong ends here
as a sentence, Ctrl+C while Python is still importing too: this module itself imports next to nothing.
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
"""Results are hundreds of thousands of small objects that stay until the end and hold no circles: looking for
those takes an eighth of the time of a consolidation.
"""

_LANGUAGE_VARIABLE = "CCHC_LANG"
_TRACE_VARIABLE = "CCHC_TRACE"
"""Set by who mends the program: an unforeseen error shows where it comes from."""
_COULD_NOT_RUN = 2
_STOPPED = {"vi": "Đã dừng.", "en": "Stopped."}


class _Interrupts:
    """What Ctrl+C does while the command runs as a program of its own.

    At first it ends the process at once: nothing has been begun, and an exception inside an import can come
    out as any other. Once the verb runs it is raised, so that the verb clears up behind itself; a second one
    ends the process. Where the starting program has switched Ctrl+C off, it stays off.
    """

    def __init__(self, language: Language) -> None:
        import signal

        self._signal = signal
        self._said = f"{_STOPPED[language]}\n".encode()
        self._in_use = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        self.happened = False
        self._set(self._end)

    def running(self) -> None:
        """From now on the verb is told."""
        self._set(self._interrupt)
        if self._in_use:
            sys.unraisablehook = self._unraisable

    def over(self) -> None:
        """From now on nothing is left to stop; the interpreter takes itself down."""
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
        """Python drops what is raised where nothing can be (a finalizer), and prints it: then end here."""
        if raised.exc_type is KeyboardInterrupt:
            self._end(self._signal.SIGINT, None)
        sys.__unraisablehook__(raised)


def build() -> click.Group:
    """The command in the language in force."""
    from macros_py.speaking import verb_group

    return verb_group(_LANGUAGE_VARIABLE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and end with its exit code. With `arguments` it runs inside another program, whose
    handling of Ctrl+C stays as it is.
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
    except KeyboardInterrupt:
        code = _say_stopped(language)
    except Exception:
        if interrupts is None or not interrupts.happened:
            raise
        code = _say_stopped(language)  # what an interrupted import or library has made of it
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


def _say_stopped(language: Language) -> int:
    print(_STOPPED[language], file=sys.stderr, flush=True)
    return _COULD_NOT_RUN


def _tell(error: Exception) -> int:
    """Say on the error stream what went wrong; the exit code."""
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

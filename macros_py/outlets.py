"""The streams that verbs print to, made so that a full disk or a reader that has gone is told as such."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from cchc.errors import CannotShow
from cchc.language import Words

_CANNOT_SHOW = Words(
    "Không ghi ra được những gì phải hiển thị: {reason}.",
    "What is to be shown cannot be written out: {reason}.",
)


class Outlet:
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
def outlets() -> Iterator[None]:
    """Print through outlets while the command runs."""
    before = sys.stdout, sys.stderr
    with Path(os.devnull).open(encoding="utf-8") as closed:  # takes nothing, like a stream that is closed
        sys.stdout = cast("Any", Outlet(sys.stdout or closed, silent=False))
        sys.stderr = cast("Any", Outlet(sys.stderr or closed, silent=True))
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before

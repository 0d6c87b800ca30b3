"""The streams that verbs print to. They report a full disk as such, and accept that a reader has closed."""

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
    """A stream to the screen, a file or another command; the file's disk may be full, the command may have ended.

    After the first failed write, everything written later is dropped. That a reader has closed (`| head -1`) is not
    an error. Any other failure raises CannotShow, unless the stream is `silent`: the error stream is, because its
    own failure cannot be reported anywhere.
    """

    def __init__(self, stream: IO[str], silent: bool) -> None:
        self._stream, self._silent = stream, silent

    def write(self, text: str) -> int:
        if text != "":  # click writes an empty text to learn a stream's type, and would suppress an error
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
        """Redirect the stream to the null device: Python would write its buffer again when the program ends."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def _is_reader_gone(error: OSError) -> bool:
    """Whether the reader of the output has closed; Windows reports that as an invalid argument (EINVAL)."""
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)


@contextlib.contextmanager
def outlets() -> Iterator[None]:
    """Print through outlets while the command runs."""
    before = sys.stdout, sys.stderr
    with Path(os.devnull).open(encoding="utf-8") as closed:  # read-only: writing to it fails
        sys.stdout = cast("Any", Outlet(sys.stdout or closed, silent=False))
        sys.stderr = cast("Any", Outlet(sys.stderr or closed, silent=True))
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before

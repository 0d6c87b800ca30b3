"""Notes made after results are in place. If a note fails, the error says that the results themselves are complete."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc.errors import CannotWrite
from cchc.language import Words
from cchc.reasons import reason_of

_NOT_NOTED = Words(
    "Kết quả mới đã ghi đầy đủ vào {folder}; riêng nhật ký của đợt chưa ghi được lần chạy này: {reason}. "
    "Khắc phục rồi chạy lại để nhật ký đầy đủ.",
    "The new results are whole in {folder}; only the campaign's history could not note this run: {reason}. Put that "
    "right, then run again for the history's sake.",
)


@contextmanager
def results_stand(target: Path) -> Iterator[None]:
    """A context for notes made after the results in `target` are in place.

    Raises CannotWrite, which says that the results are complete and only the note failed.
    """
    try:
        yield
    except CannotWrite as error:
        raise CannotWrite(_NOT_NOTED, folder=target, reason=error.filled["reason"]) from error
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite(_NOT_NOTED, folder=target, reason=reason_of(error)) from error

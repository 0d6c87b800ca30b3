"""Progress reports of steps to their callers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

Progress = Callable[[int, int], None]
"""Called with the number of items done and the number of all items."""


def silent(done: int, of: int) -> None:
    """Ignore the progress."""


def counted(items: Sequence[Item], progress: Progress) -> Iterator[Item]:
    """Yield the items and report progress after each."""
    return with_progress(items, progress, len(items))


def with_progress(items: Iterable[Item], progress: Progress, size: int) -> Iterator[Item]:
    """Like `counted`, for `size` items from an iterable without a length."""
    progress(0, size)
    for done, item in enumerate(items, start=1):
        yield item
        progress(done, size)

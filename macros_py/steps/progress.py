"""How a step tells how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

Progress = Callable[[int, int], None]
"""Called with how many items are done, of how many."""


def silent(done: int, of: int) -> None:
    """Nobody listens."""


def counted(items: Sequence[Item], progress: Progress) -> Iterator[Item]:
    """The items, progress shown after each."""
    return with_progress(items, progress, len(items))


def with_progress(items: Iterable[Item], progress: Progress, size: int) -> Iterator[Item]:
    """Like `counted`, for items that come as they are made, `size` of them."""
    progress(0, size)
    for done, item in enumerate(items, start=1):
        yield item
        progress(done, size)

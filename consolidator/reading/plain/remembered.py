"""A cache for values made from pieces of XML: thousands of forms hold the same cells and texts, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

_LONGEST = 2_000
"""In bytes. Longer pieces are not remembered, so that the cache stays small."""


class Remembered(dict[bytes, Made]):
    """The results of `make` for pieces of XML, looked up like a dictionary. `make` must depend on its piece only; its
    errors are not remembered.

    At most twice `limit` results are kept. When `limit` is reached, results not used since the last time are dropped.
    """

    def __init__(self, make: Callable[[bytes], Made], limit: int) -> None:
        super().__init__()
        self._make = make
        self._limit = limit
        self._older: dict[bytes, Made] = {}

    def __missing__(self, piece: bytes) -> Made:
        made = self._older.get(piece)
        if made is None:
            made = self._make(piece)
            if len(piece) > _LONGEST:
                return made
        if len(self) >= self._limit:
            self._older = dict(self)
            self.clear()
        self[piece] = made
        return made

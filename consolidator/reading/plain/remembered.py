"""What was made of a text once is remembered: thousands of forms hold the same cells and texts, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

_LONGEST = 2_000
"""Bytes: a longer piece is made anew each time, so that what is remembered stays small."""


class Remembered(dict[bytes, Made]):
    """What `make` gives for pieces of XML, looked up like a dictionary. `make` must depend on its piece alone; what
    it raises is not remembered.

    At most twice `limit` are kept: when so many are new, those not asked for since the last time go.
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

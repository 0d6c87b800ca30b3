"""What was made of a text once is remembered: thousands of forms hold the same cells and texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

_LONGEST = 2_000
"""Characters: a longer text is made anew each time, so that what is remembered stays small."""


class Remembered(dict[str, Made]):
    """What `make` gives for texts, looked up like a dictionary. `make` must depend on its text alone; what
    it raises is not remembered.

    At most twice `limit` are kept: when so many are new, those not asked for since the last time go.
    """

    def __init__(self, make: Callable[[str], Made], limit: int) -> None:
        super().__init__()
        self._make = make
        self._limit = limit
        self._older: dict[str, Made] = {}

    def __missing__(self, text: str) -> Made:
        made = self._older.get(text)
        if made is None:
            made = self._make(text)
            if len(text) > _LONGEST:
                return made
        if len(self) >= self._limit:
            self._older = dict(self)
            self.clear()
        self[text] = made
        return made

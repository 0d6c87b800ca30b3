"""Which of the two ways of reading XML is taken: the fast one, the tree alone, or both beside each other."""

from __future__ import annotations

import os
from enum import Enum

SWITCH = "CCHC_READ_SLOWLY"
"""Set to 1 in the environment, nothing is read the fast way."""

EVERY = 50
"""One file in so many is read both ways, the first one of every run among them."""


class Way(Enum):
    """How the cells and texts of a package are read."""

    FAST = "fast"
    """By patterns where a part is plain, else by its tree."""
    TREE = "tree"
    BOTH = "both"
    """Both, and compared; the tree counts."""


def way_of(in_sample: bool) -> Way:
    """The way a file is read: `in_sample` is whether it is one of those read both ways."""
    if reads_slowly():
        return Way.TREE
    return Way.BOTH if in_sample else Way.FAST


def reads_slowly() -> bool:
    """Whether the fast way is switched off."""
    return os.environ.get(SWITCH, "") not in ("", "0")

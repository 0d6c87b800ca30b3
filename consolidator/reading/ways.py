"""Chooses how XML is read: the fast way, the tree only, or both for comparison."""

from __future__ import annotations

import os
from enum import Enum

SWITCH = "CCHC_READ_SLOWLY"
"""An environment variable; if it is set and not 0, nothing is read the fast way."""

EVERY = 50
"""One file in this many is read both ways, beginning with the first file of every run."""


class Way(Enum):
    """How the cells and texts of a package are read."""

    FAST = "fast"
    """By patterns if a part is plain, else by its tree."""
    TREE = "tree"
    BOTH = "both"
    """Both ways, compared; the result of the tree is used."""


def way_of(in_sample: bool) -> Way:
    """The way to read a file; `in_sample` is whether it belongs to the files read both ways."""
    if reads_slowly():
        return Way.TREE
    return Way.BOTH if in_sample else Way.FAST


def reads_slowly() -> bool:
    """Whether the fast way is switched off."""
    return os.environ.get(SWITCH, "") not in ("", "0")

"""Names and codes as people type them, compared with names as they stand in files and tables.

macOS writes "ế" as three characters (decomposed, NFD), everybody else as one (composed, NFC). Names are
compared composed, and shown so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from cchc.language import Words

_LISTED = 20


def composed(text: str) -> str:
    """A name composed (NFC). Bytes that are no UTF-8 (names from old sticks) are spelt out."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "backslashreplace").decode()


def name_below(path: Path, folder: Path) -> str:
    """A path's name below a folder as results show it: composed, with forward slashes; "" where it lies elsewhere."""
    whole, above = (composed(each.resolve().as_posix()) for each in (path, folder))
    return whole.removeprefix(f"{above}/") if whole.startswith(f"{above}/") else ""


def known_codes(codes: Iterable[str]) -> str:
    """Known codes for a sentence, the first twenty of them."""
    known = list(codes)
    more = f", … ({len(known)})" if len(known) > _LISTED else ""
    return ", ".join(known[:_LISTED]) + more


def some_of(names: Sequence[str], most: int = 10) -> Words:
    """Names in a row, and of those beyond `most` only how many they are."""
    text, left = ", ".join(names[:most]), len(names) - most
    return Words(f"{text} và {left} nữa", f"{text} and {left} more") if left > 0 else Words(text, text)

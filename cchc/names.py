"""Compares names and codes as people type them with names in files and tables.

macOS writes "ế" as three characters (decomposed, NFD), other systems as one (composed, NFC). Names are
compared and shown in composed form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from cchc.language import Words

_LISTED = 20


def composed(text: str) -> str:
    """A name in composed form (NFC). Bytes that are not UTF-8 (names from old USB sticks) are shown as
    escapes.
    """
    return unicodedata.normalize("NFC", text).encode("utf-8", "backslashreplace").decode()


def name_below(path: Path, folder: Path) -> str:
    """A path relative to a folder, as results show it: composed, with forward slashes; "" where it is not
    below the folder.
    """
    whole, above = (composed(each.resolve().as_posix()) for each in (path, folder))
    return whole.removeprefix(f"{above}/") if whole.startswith(f"{above}/") else ""


def known_codes(codes: Iterable[str]) -> str:
    """A list of known codes for a sentence; at most twenty are named."""
    known = list(codes)
    more = f", … ({len(known)})" if len(known) > _LISTED else ""
    return ", ".join(known[:_LISTED]) + more


def some_of(names: Sequence[str], most: int = 10) -> Words:
    """A list of names for a sentence; names beyond `most` are only counted."""
    text, left = ", ".join(names[:most]), len(names) - most
    return Words(f"{text} và {left} nữa", f"{text} and {left} more") if left > 0 else Words(text, text)

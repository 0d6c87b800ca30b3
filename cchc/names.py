"""Compares names and codes as people type them with names in files and tables.

macOS writes "ế" as three characters (decomposed, NFD), other systems as one (composed, NFC). Names are
compared and shown in composed form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from cchc.language import Words

_LISTED = 20
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Controls, and what some programs take for the end of a line."""


def composed(text: str) -> str:
    """A name in composed form (NFC) on one line. Bytes that are not UTF-8 (names from old USB sticks) and controls
    (the carriage return in the name of a Mac's folder icon) are shown as escapes, so that a name cannot break a line
    of a table.
    """
    one_line = text if text.isprintable() else _BREAKS.sub(_escaped, text)
    return unicodedata.normalize("NFC", one_line).encode("utf-8", "backslashreplace").decode()


def _escaped(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode()


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

"""Estimates how high a row must be to show its text in Excel and LibreOffice.

Neither program computes the row heights of a new file, and merged cells never grow. Character widths are
those of Times New Roman (and metric-compatible fonts); a Vietnamese letter counts as its base letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

PIXELS_PER_CHARACTER = 7
"""Excel's unit of column width in pixels, at 96 dots an inch."""

LINE_HEIGHT = 1.18
"""The ratio of line height to font size; both programs use slightly less."""

_PADDING_POINTS = 3.0
_SAFETY = 0.97
_DEFAULT_WIDTH = 560

# Advance widths in thousandths of the font size, grouped by width.
_GROUPS = {
    250: " .,",
    278: "ijlt/\\:;|'",
    333: "frI-()[]`!",
    389: "sJ",
    408: '"',
    444: "aceze?“”",
    500: "bdghknopquvxy0123456789$#_*–",
    541: "^~",
    556: "SPF",
    564: "+<>=",
    611: "LETZ",
    667: "BRC",
    722: "AwDGHKNOQUVXY",
    778: "m&",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "…—",
}
_WIDTHS = {character: width for width, group in _GROUPS.items() for character in group}


@lru_cache(maxsize=4096)
def _word_width(word: str) -> int:
    letters = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return sum(
        _WIDTHS.get(letter, _DEFAULT_WIDTH) for letter in letters if not unicodedata.combining(letter)
    )


def line_count(text: str, width: float, size: float, bold: bool = False) -> int:
    """How many lines a text takes in a column of `width` characters at `size` points."""
    points = width * PIXELS_PER_CHARACTER * 0.75 * _SAFETY
    room = points / size * 1000 / (1.06 if bold else 1.0)
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        width = _word_width(word)
        needed = width if used == 0 else used + _WIDTHS[" "] + width
        if needed > room and used > 0:
            lines, needed = lines + 1, width
        if needed > room:  # a word longer than the line is broken
            lines += int(needed // room)
            needed = needed % room
        used = needed
    return lines


def height_of(parts: Sequence[tuple[str, float, bool]], width: float) -> float:
    """The height in points of paragraphs (text, size, bold) one below another in one cell."""
    lines = (line_count(text, width, size, bold) * size * LINE_HEIGHT for text, size, bold in parts if text)
    return round(sum(lines) + _PADDING_POINTS, 1)

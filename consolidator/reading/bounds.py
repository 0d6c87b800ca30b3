"""Bounds on what one workbook may hold, checked before anything is visited. They are counted in bytes or records,
which takes milliseconds; reading as many cells takes more than a second.

The largest form has about 3,000 filled cells, the largest appraisal form or control workbook tens of thousands.
"""

from __future__ import annotations

import re
import struct

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import Refused

MOST_CELLS = 100_000
"""The most filled cells of all sheets."""

MOST_TEXTS = 100_000
"""The most shared texts."""

MANY_CELLS = 20_000
"""From so many cells with a closing tag on, the tree reads a sheet sooner than the patterns: nothing in a sheet of
this size is remembered from other forms.
"""

_FILLED = Words("{count} ô có dữ liệu", "{count} filled cells")
_TEXTS = Words("{count} chuỗi dùng chung", "{count} shared texts")

_END_OF_VALUE = re.compile(rb"</(?:[^<>:\s]+:)?(?:v|is)\s*>")
_END_OF_TEXT = re.compile(rb"</(?:[^<>:\s]+:)?si\s*>")

_ONE_CELL = (0x0006, 0x00D6, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD)
"""The records of an .xls that hold one filled cell: formula, rich text, number, text, boolean, short number, shared
text ([MS-XLS] 2.3).
"""
_SHORT_NUMBERS = 0x00BD
_CONTINUED = 6
"""The bytes of a record of several short numbers that are not a cell, and the bytes of each."""


class CellCount:
    """The filled cells of a workbook as far as its sheets have been looked at."""

    def __init__(self) -> None:
        self._of_sheet: dict[str, int] = {}
        self._all = 0

    def add(self, sheet: str, cells: int) -> None:
        """Count a sheet, which may be looked at again. Raises Refused if the workbook has too many cells."""
        self._all += cells - self._of_sheet.get(sheet, 0)
        self._of_sheet[sheet] = cells
        check_cells(self._all)


def check_cells(count: int) -> None:
    """Raises Refused for too many filled cells."""
    if count > MOST_CELLS:
        raise Refused(finding("FILE_TOO_LARGE", _FILLED.filled(count=count), MOST_CELLS))


def check_texts(part: bytes) -> None:
    """Raises Refused if a part holds too many shared texts."""
    count = _ends(part, _END_OF_TEXT)
    if count > MOST_TEXTS:
        raise Refused(finding("FILE_TOO_LARGE", _TEXTS.filled(count=count), MOST_TEXTS))


def filled_cells(part: bytes) -> int:
    """How many values and inline texts a worksheet part has; 0 if it has far fewer than the bound."""
    return _ends(part, _END_OF_VALUE)


def _ends(part: bytes, pattern: re.Pattern[bytes]) -> int:
    if part.count(b"</") < min(MOST_CELLS, MOST_TEXTS) // 5:
        return 0
    return sum(1 for _ in pattern.finditer(part))


def filled_records(stream: bytes) -> int:
    """How many filled cells the records of an .xls workbook hold."""
    count, place, end = 0, 0, len(stream) - 4
    header = struct.Struct("<HH").unpack_from
    while place <= end:
        kind, length = header(stream, place)
        if kind in _ONE_CELL:
            count += 1
        elif kind == _SHORT_NUMBERS:
            count += max(0, length - _CONTINUED) // _CONTINUED
        place += 4 + length
    return count

"""Finds the line and the unit to which the selected cell of one of our sheets belongs.

All sheets that show leaves have a leaf's code on its row (forms, results, cards, findings) or above its
column (matrices). A unit's code or name is on the row, above the column, or at the head of the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from macros_py.sheets import Cells, Sheet
from workbook_templates.cell_plan import address_of, from_one

_WORDS = re.compile(r"[\w.-]+")
_COLUMNS_READ, _HEAD_ROWS, _HEAD_COLUMNS = 12, 14, 4
"""How many cells are read: each one is a call to Excel, which takes milliseconds."""


class Selected(NamedTuple):
    """The code of a line and that of a unit, "" where there is none."""

    code: str
    unit: str


def selected_code(place: Cells, codes: Collection[str]) -> str:
    """The code of the selected cell's line, "" where there is none."""
    return _first(_texts(place), codes)


def selected(place: Cells, codes: Collection[str], units: Mapping[str, str]) -> Selected:
    """The line and the unit of the selected cell. `units` are unit codes by code and by name."""
    near = list(_texts(place))
    unit = _first(near, units) or _first(_head(place.sheet), units)
    return Selected(_first(near, codes), units.get(unit, ""))


def _first(texts: Iterator[str] | list[str], known: Collection[str]) -> str:
    return next((text for text in texts if text in known), "")


def _texts(place: Cells) -> Iterator[str]:
    """The texts on the row of the selected cell, then above it. A key such as `1.2.3@25327` is split at "@"."""
    sheet, (row, column) = place.sheet, from_one(int(place.row), int(place.column))
    for each in range(_COLUMNS_READ):
        yield from _text(sheet, row, each).split("@")
    for each in range(min(row, _HEAD_ROWS)):
        yield _text(sheet, each, column).partition(" ")[0]
        yield _text(sheet, each, column)


def _head(sheet: Sheet) -> Iterator[str]:
    for row in range(_HEAD_ROWS):
        for column in range(_HEAD_COLUMNS):
            text = _text(sheet, row, column)
            yield text
            yield from _WORDS.findall(text)


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.range(address_of(row, column)).value
    return "" if value is None else str(value).strip()

"""Cells as a sheet hands them to a function, and as a function hands them back.

A cell becomes a `Fraction`, a text, None (blank) or an `ExcelError`; nothing else. What is an error
stays one: it never counts as blank or 0. Dates are numbers in every sheet, so they are numbers here.
"""

from __future__ import annotations

import datetime
import math
import struct
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Callable, List, Optional, Sequence, Tuple, Union

from .numbers import TAIL_PLACES, from_double, rounded

NULL, DIV0, VALUE, REF, NAME, NUM, NA = (
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
)
ERRORS = (NULL, DIV0, VALUE, REF, NAME, NUM, NA)
"""The errors Excel 2013 knows. No text that is a result reads like one of these."""

_FIRST_DAY = datetime.datetime(1899, 12, 30)


class ExcelError(ValueError):
    """A cell's error, or the whole function's. `code` is one of ERRORS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ExcelError) and other.code == self.code

    def __hash__(self) -> int:
        return hash(self.code)


Cell = Union[Fraction, str, None, ExcelError]
Raw = Union[float, str]
CellLine = List[Cell]
"""The cells of one row or of one column."""
Grid = List[CellLine]

_OFFICE_ERRORS = {524: REF, 525: NAME, 532: DIV0, 503: NUM, 521: NULL, 32767: NA}
"""LibreOffice writes the number of an error into the payload of a NaN."""


def cell_of(raw: object) -> Cell:
    """A cell's value as xlwings, LibreOffice or plain Python gives it. Of unknown things comes
    #VALUE!, never a blank.
    """
    if raw is None or raw == "":
        return None
    if isinstance(raw, str):
        return ExcelError(raw) if raw in ERRORS else raw
    if isinstance(raw, (ExcelError, Fraction)):
        return raw
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, (int, float, Decimal)):
        return _number_of(raw)
    if isinstance(raw, datetime.datetime):
        return from_double((raw.replace(tzinfo=None) - _FIRST_DAY) / datetime.timedelta(days=1))
    if isinstance(raw, datetime.date):
        return Fraction((raw - _FIRST_DAY.date()).days)
    return ExcelError(VALUE)


def _number_of(raw: Union[int, float, Decimal]) -> Cell:
    return _cell_of_double(float(raw))


@lru_cache(maxsize=65536)
def _cell_of_double(value: float) -> Cell:
    """Columns repeat few figures thousands of times; reading one exactly is what costs."""
    if math.isnan(value):
        (bits,) = struct.unpack("<Q", struct.pack("<d", value))
        return ExcelError(_OFFICE_ERRORS.get(bits & 0xFFFF, VALUE))
    return from_double(value) if math.isfinite(value) else ExcelError(NUM)


def raw_of(cell: Cell) -> Raw:
    """A result as a sheet takes it. Nothing is the empty text: an empty value would show as 0."""
    if cell is None:
        return ""
    if isinstance(cell, ExcelError):
        return cell.code
    if isinstance(cell, str):
        return cell
    try:
        if 10**TAIL_PLACES % cell.denominator == 0:
            return float(cell)  # a short decimal already: nearly all are
        return float(rounded(cell, TAIL_PLACES))
    except OverflowError:
        return NUM


def grid_of(raw: object) -> List[CellLine]:
    """An argument as rows of cells, whether it came as a range, a row, a column or one value."""
    if not isinstance(raw, (list, tuple)):
        return [[cell_of(raw)]]
    if not raw or not isinstance(raw[0], (list, tuple)):
        return [[cell_of(each) for each in raw]]
    return [[cell_of(each) for each in row] for row in raw]


def flat(grid: Sequence[CellLine]) -> CellLine:
    """All cells, row by row."""
    return [cell for row in grid for cell in row]


def line_of(grid: Sequence[CellLine]) -> CellLine:
    """The cells of one row or one column. Raises ExcelError (#VALUE!) for a block."""
    if not grid or (len(grid) > 1 and any(len(row) != 1 for row in grid)):
        raise ExcelError(VALUE)
    return flat(grid)


def aligned(lines: Sequence[CellLine]) -> List[Tuple[Cell, ...]]:
    """Lines side by side; a line of one cell stands beside every row.

    Raises ExcelError (#VALUE!) where lengths differ.
    """
    length = max(len(line) for line in lines)
    if any(len(line) not in (1, length) for line in lines):
        raise ExcelError(VALUE)
    full = [line * length if len(line) == 1 else line for line in lines]
    return list(zip(*full))  # noqa: B905 - Python 3.8


def raise_errors(cells: Sequence[Cell]) -> None:
    """Raise the first error among these cells."""
    for cell in cells:
        if isinstance(cell, ExcelError):
            raise cell


def row_by_row(rows: Sequence[Sequence[Cell]], of: Callable[[Sequence[Cell]], Cell]) -> CellLine:
    """What a function gives for every row; a row with an error, or that it cannot take, is that error."""
    results: CellLine = []
    for row in rows:
        try:
            raise_errors(row)
            results.append(of(row))
        except ExcelError as error:
            results.append(error)
    return results


def laid_like(shape: Grid, line: CellLine) -> Grid:
    """A line laid as its argument lies: a row as a row, a column as a column."""
    return [line] if len(shape) == 1 else [[cell] for cell in line]


def number(cell: Cell) -> Optional[Fraction]:
    """A number or None. Raises the cell's error, or #VALUE! for a text."""
    if isinstance(cell, ExcelError):
        raise cell
    if isinstance(cell, str):
        raise ExcelError(VALUE)
    return cell


def whole(cell: Cell, lowest: int, highest: int) -> int:
    """A setting that is a whole number. Raises ExcelError: blank or text #VALUE!, bounds #NUM!."""
    value = number(cell)
    if value is None or value.denominator != 1:
        raise ExcelError(VALUE)
    if not lowest <= value <= highest:
        raise ExcelError(NUM)
    return int(value)


def text(cell: Cell) -> str:
    """A text, "" for a blank. Raises the cell's error, or #VALUE! for a number."""
    if isinstance(cell, ExcelError):
        raise cell
    if isinstance(cell, Fraction):
        raise ExcelError(VALUE)
    return cell or ""


def one(grid: Sequence[CellLine]) -> Cell:
    """The only cell of an argument. Raises ExcelError (#VALUE!) for more."""
    cells = flat(grid)
    if len(cells) != 1:
        raise ExcelError(VALUE)
    return cells[0]

"""Converts cells between the form a spreadsheet passes and the form functions use.

A cell becomes a `Fraction`, a text, None (blank) or an `ExcelError`. An error stays an error: it never
counts as blank or 0. Dates are numbers in every spreadsheet, so they are numbers here.
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
"""The error codes of Excel 2013. No result text equals one of these."""

_FIRST_DAY = datetime.datetime(1899, 12, 30)


class ExcelError(ValueError):
    """The error of one cell or of a whole function. `code` is one of ERRORS."""

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
"""LibreOffice stores the number of an error in the payload of a NaN."""


def cell_of(raw: object) -> Cell:
    """The cell for a value from xlwings, LibreOffice or plain Python. A value of an unknown type becomes
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
    """Cached: columns repeat a few numbers thousands of times, and the exact conversion is slow."""
    if math.isnan(value):
        (bits,) = struct.unpack("<Q", struct.pack("<d", value))
        return ExcelError(_OFFICE_ERRORS.get(bits & 0xFFFF, VALUE))
    return from_double(value) if math.isfinite(value) else ExcelError(NUM)


def raw_of(cell: Cell) -> Raw:
    """A result as a spreadsheet accepts it. A blank becomes the empty text, because an empty value would
    show as 0.
    """
    if cell is None:
        return ""
    if isinstance(cell, ExcelError):
        return cell.code
    if isinstance(cell, str):
        return cell
    try:
        if 10**TAIL_PLACES % cell.denominator == 0:
            return float(cell)  # already a short decimal, as nearly all are
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
    """Lines side by side as rows; a line of one cell is repeated for every row. Raises ExcelError (#VALUE!)
    where lengths differ.
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
    """The result of a function for every row. A row with an error, or for which the function raises one,
    gives that error.
    """
    results: CellLine = []
    for row in rows:
        try:
            raise_errors(row)
            results.append(of(row))
        except ExcelError as error:
            results.append(error)
    return results


def laid_like(shape: Grid, line: CellLine) -> Grid:
    """A line with the direction of its argument: a row as a row, a column as a column."""
    return [line] if len(shape) == 1 else [[cell] for cell in line]


def number(cell: Cell) -> Optional[Fraction]:
    """A number, or None for a blank. Raises the cell's error, or #VALUE! for a text."""
    if isinstance(cell, ExcelError):
        raise cell
    if isinstance(cell, str):
        raise ExcelError(VALUE)
    return cell


def whole(cell: Cell, lowest: int, highest: int) -> int:
    """A setting that is a whole number. Raises ExcelError: #VALUE! for blank, text or a fraction, #NUM! out
    of bounds.
    """
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
    """The only cell of an argument. Raises ExcelError (#VALUE!) where there are more or none."""
    cells = flat(grid)
    if len(cells) != 1:
        raise ExcelError(VALUE)
    return cells[0]

"""The fast reading: values only, by python-calamine."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence

from python_calamine import CalamineError, CalamineWorkbook

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import Refused

_UNREADABLE = Words(
    "không đọc được các ô của trang “{sheet}”", "the cells of the sheet “{sheet}” cannot be read"
)
Grid = Sequence[Sequence[object]]


def read_grid(content: bytes, sheet: str) -> Grid:
    """The values of one sheet from A1 on; blank and error cells are ''. Raises Refused.

    The package must have passed preflight and the exact reading: a cell at the far corner of a sheet makes
    calamine abort its process.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return workbook.get_sheet_by_name(_stored_name(workbook, sheet)).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(finding("FILE_DAMAGED", _UNREADABLE.filled(sheet=sheet))) from error
    except BaseException as error:
        # A panic in the Rust code is a BaseException but not an Exception; any other one is raised again.
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(finding("FILE_DAMAGED", _UNREADABLE.filled(sheet=sheet))) from error


def _stored_name(workbook: CalamineWorkbook, sheet: str) -> str:
    """The name by which the file knows a sheet; its letters may be decomposed (see `composed`)."""
    names = workbook.sheet_names
    if sheet in names:
        return sheet
    return next((each for each in names if unicodedata.normalize("NFC", each) == sheet), sheet)


def at(grid: Grid, row: int, column: int) -> object:
    """The value at a place; '' outside the data."""
    if row >= len(grid) or column >= len(grid[row]):
        return ""
    return grid[row][column]

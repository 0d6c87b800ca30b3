"""Reads one cell of the control workbook from both readings, as the tables of a campaign know values.

A cell whose value is not certain (an error such as #REF!, a formula without a stored result, readings that differ)
is a finding and never a blank: a blank has a meaning in most columns.
"""

from __future__ import annotations

from datetime import date

from cchc.campaign.reading import Cell, expectation
from cchc.core.numbers import plain
from cchc.findings.finding import Finding, finding
from cchc.language import Words
from cchc.table_spec import ColumnSpec
from consolidator.reading.fast import at
from consolidator.sheet_reader import DeclaredSheet
from consolidator.typed import BOOLEAN, DATE, NUMBER, TEXT, Note, TypedCell, moment_of, shortened
from workbook_templates.cell_plan import Place

_NO_RESULT = Words("công thức {formula} chưa có kết quả", "the formula {formula} has no stored result")
_TWO_READINGS = Words(
    "hai cách đọc khác nhau: “{one}” và “{other}”", "two readings differ: “{one}” and “{other}”"
)


def read_cell(sheet: DeclaredSheet, column: ColumnSpec, place: Place, note: Note) -> Cell:
    """A cell's value; None if it is blank or (noted) its value is not certain.

    A percentage becomes text, since tables hold no percentages. Times and durations become text.
    """
    disagreements: list[Finding] = []
    cell = sheet.typed(place, disagreements.append)
    if disagreements:
        one, other = (shortened(each) for each in (disagreements[0].found, disagreements[0].expected))
        _unreadable(_TWO_READINGS.filled(one=one, other=other), column, note)
        return None
    if cell.is_blank:
        if cell.formula is not None:
            _unreadable(_NO_RESULT.filled(formula=shortened(f"={cell.formula}")), column, note)
        return None
    if cell.kind == TEXT:
        return cell.text
    if cell.kind == DATE:
        return _date(cell, at(sheet.grid, *place))
    if cell.kind == NUMBER and cell.number is not None:
        return cell.text if cell.percent else _number(cell)
    if cell.kind == BOOLEAN or cell.number is not None:  # TRUE, or a number that may show another one
        found = cell.text if cell.kind == BOOLEAN else f"{cell.text}?"
        note(finding("CONTROL_VALUE_MALFORMED", found, expectation(column, cell.text)))
        return None
    _unreadable(cell.named, column, note)
    return None


def _unreadable(found: object, column: ColumnSpec, note: Note) -> None:
    note(finding("CONTROL_CELL_UNREADABLE", found, column.heading))


def _number(cell: TypedCell) -> int | float:
    assert cell.number is not None
    return int(cell.number) if cell.number.denominator == 1 else float(cell.number)


def _date(cell: TypedCell, fast: object) -> Cell:
    """The day as the fast reading gives it, or of the stored number of days."""
    if isinstance(fast, date):
        return fast
    moment = None if cell.number is None else moment_of(float(cell.number))
    return moment or (plain(cell.number) if cell.number is not None else cell.text)

"""Reads one cell of the control workbook from both readings, as the tables of a campaign know values.

A cell whose value is not certain (an error such as #REF!, a formula without a stored result, readings that differ)
is a finding and never a blank: a blank has a meaning in most columns.
"""

from __future__ import annotations

from datetime import date

from cchc.campaign.reading import Cell, Misshown, expectation
from cchc.core.numbers import plain
from cchc.findings.finding import Finding, finding
from cchc.language import Words
from cchc.table_spec import ColumnSpec
from consolidator.reading import formats
from consolidator.reading.days import moment_of
from consolidator.reading.fast import at
from consolidator.reading.pictures import AS_STORED, picture
from consolidator.reading.workbook import RawCell
from consolidator.seen import shown_otherwise, text_as_seen, written_alike
from consolidator.sheet_reader import DeclaredSheet
from consolidator.typed import (
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Note,
    TypedCell,
    decimal_of,
    shortened,
)
from workbook_templates.cell_plan import Place

_NO_RESULT = Words("công thức {formula} chưa có kết quả", "the formula {formula} has no stored result")
_TWO_READINGS = Words(
    "hai cách đọc khác nhau: “{one}” và “{other}”", "two readings differ: “{one}” and “{other}”"
)


def read_cell(sheet: DeclaredSheet, column: ColumnSpec, place: Place, note: Note) -> Cell:
    """A cell's value; None if it is blank or (noted) its value is not certain.

    A percentage becomes text, since tables hold no percentages. What is shown as another number or text than is
    stored becomes a value that no table accepts. Times and durations become text.
    """
    disagreements: list[Finding] = []
    cell = sheet.typed(place, disagreements.append)
    if disagreements:
        one, other = (shortened(each) for each in (disagreements[0].found, disagreements[0].expected))
        _unreadable(_TWO_READINGS.filled(one=one, other=other), column, note)
        return None
    raw = sheet.raw.cells.get(place)
    if raw is not None and raw.formats and (misshown := _misshown(raw)) is not None:
        return misshown
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


def _misshown(raw: RawCell) -> Misshown | None:
    """A cell that shows a number or text in another way than it is stored; None if it does not. Percentages, dates and
    unknown formats are named otherwise.
    """
    if raw.kind == "text":
        shown = text_as_seen(raw)
        return None if shown == raw.text else Misshown(raw.text, shown_otherwise(raw.text, shown))
    value = decimal_of(raw.text)
    if raw.kind != "n" or raw.shown in (formats.DATE, formats.UNKNOWN) or value is None:
        return None
    seen = picture(value, raw.formats, group="")
    same = seen.how == AS_STORED and not seen.date
    if same and (seen.percent or written_alike(seen.text, value)):
        return None
    return Misshown(plain(value, "."), shown_otherwise(plain(value), seen.text), same)


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

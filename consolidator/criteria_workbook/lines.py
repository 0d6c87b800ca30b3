"""Reads the lines of the set (`criteria.csv`) from the sheet of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc.core.indices import is_code
from cchc.criteria.writing import lines_text
from consolidator.criteria_workbook.cells import due_codes, read_code, read_value
from consolidator.criteria_workbook.notes import Notes
from consolidator.criteria_workbook.tables import OpenSheet
from workbook_templates.criteria_plan import LINES

NO_CODE = "?"
"""Replaces a code that could not be read. It is not a valid code, so no line can become its child."""


@dataclass(frozen=True)
class LineRow:
    """A line: its row on the sheet (from 0) and its cells by column."""

    row: int
    cells: dict[str, str]

    @property
    def code(self) -> str:
        return self.cells["code"]

    @property
    def is_known(self) -> bool:
        """Whether the line has a readable code, on which the checks of its other cells depend."""
        return self.code != NO_CODE


def read_lines(sheet: OpenSheet, notes: Notes) -> list[LineRow]:
    """Every line in the order of the sheet. Cells whose value is not certain are noted and left empty."""
    rows: list[LineRow] = []
    previous: str | None = ""
    for row in sheet.rows():
        code = _code(sheet, row, previous, notes)
        cells = {"code": code}
        for column in LINES.read:
            if column.key != "code":
                place = (row, sheet.places[column.key])
                note = notes.at(LINES.name, place, (row, column.key), "" if code == NO_CODE else code)
                cell = sheet.cell(*place, note)
                value = read_value(column, cell, note) if cell is not None else None
                cells[column.key] = value if isinstance(value, str) else ""
        rows.append(LineRow(row, cells))
        previous = code if is_code(code) else None
    return rows


def as_table(rows: Sequence[LineRow]) -> tuple[bytes, dict[int, LineRow]]:
    """The content of `criteria.csv`, and the rows by the line at which each starts (a text may hold line ends)."""
    by_line: dict[int, LineRow] = {}
    line = 2
    for each in rows:
        by_line[line] = each
        line += 1 + sum(text.count("\n") for text in each.cells.values())
    return lines_text([each.cells for each in rows]), by_line


def _code(sheet: OpenSheet, row: int, previous: str | None, notes: Notes) -> str:
    """The code of a row; `previous` is the code above it, None if that is not known."""
    place = (row, sheet.places["code"])
    note = notes.at(LINES.name, place, (row, "code"))
    due = () if previous is None else due_codes(previous)
    cell = sheet.cell(*place, note)
    if cell is None:
        return NO_CODE
    code = read_code(cell, due, note)
    if code == "":
        note("CRITERIA_CODE_MISSING", "", " | ".join(due) or "1.2.3")
    return code or NO_CODE

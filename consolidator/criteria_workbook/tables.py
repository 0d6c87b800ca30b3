"""Opens the sheets of the workbook and finds their columns by heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cchc.findings.finding import Finding
from consolidator.criteria_workbook.notes import Note, Notes
from consolidator.reading.fast import Grid
from consolidator.reading.workbook import ExactWorkbook, RawSheet
from consolidator.sheet_reader import (
    DeclaredSheet,
    SheetReader,
    both_readings,
    heading_text,
    sheets_by_name,
)
from consolidator.typed import TypedCell
from workbook_templates.cell_plan import address_of, column_number
from workbook_templates.criteria_plan import (
    FIRST_ROW,
    HEADING_ROW,
    CriteriaTable,
    counts_sheet,
    level_heading,
    sheets,
)

_SEARCHED_ROWS = 30
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True)
class Area:
    """A merged area by its corners (rows and columns from 0)."""

    name: str
    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass
class OpenSheet(DeclaredSheet):
    """A sheet of the workbook with its merged cells."""

    merged: tuple[Area, ...] = field(kw_only=True)

    @property
    def name(self) -> str:
        return self.spec.name

    def rows(self) -> Iterator[int]:
        """The rows below the headings that have a value in a declared column."""
        columns = set(self.places.values())
        filled = {
            row for (row, column), cell in self.raw.cells.items() if column in columns and cell.content
        }
        yield from sorted(row for row in filled if row > self.heading_row)

    def cell(self, row: int, column: int, note: Note) -> TypedCell | None:
        """A cell from both readings, None (noted) where they disagree."""
        disagreements: list[Finding] = []
        typed = self.typed((row, column), disagreements.append)
        for each in disagreements:
            note("CRITERIA_CELL_UNREADABLE", f"{each.found} / {each.expected}")
        return None if disagreements else typed

    def covering(self, row: int, column: int) -> Area | None:
        """The merged area a cell lies in."""
        return next((area for area in self.merged if area.holds(row, column)), None)


def open_sheets(workbook: ExactWorkbook, content: bytes, notes: Notes) -> dict[str, OpenSheet]:
    """Every sheet of the plan by name, its headings found. What is missing is noted, and the sheet
    left out. Raises Refused where the package is damaged.
    """
    names = sheets_by_name(workbook)
    found = {}
    for spec in sheets():
        name = names.get(heading_text(spec.name))
        if name is None:
            notes.add("CRITERIA_SHEET_MISSING", spec.name, None, ", ".join(workbook.sheet_names), spec.name)
            continue
        raw, grid = both_readings(workbook, content, name)
        sheet = _with_headings(spec, raw, grid, _merged(workbook, name))
        _note_headings(sheet, notes)
        if not sheet.missing:
            found[spec.name] = sheet
    return found


def _with_headings(spec: CriteriaTable, raw: RawSheet, grid: Grid, merged: tuple[Area, ...]) -> OpenSheet:
    if spec.name == counts_sheet(0).name:
        spec = counts_sheet(_levels(raw))
    row = HEADING_ROW
    if not spec.single:
        headings = [heading_text(column.heading) for column in spec.columns]
        row = SheetReader(raw, grid).row_of_most(headings, HEADING_ROW, heading_text)
    return OpenSheet(raw, grid, spec=spec, heading_row=row, merged=merged)


def _note_headings(sheet: OpenSheet, notes: Notes) -> None:
    """Note merged cells, and headings that are missing, stand twice or are none of the declaration's."""
    for area in sheet.merged:
        if area.bottom >= sheet.heading_row:
            notes.add("CRITERIA_CELLS_MERGED", sheet.name, (area.top, area.left), area.name)
    for column in sheet.missing:
        notes.add("CRITERIA_HEADING_MISSING", sheet.name, None, "", column.heading)
    read = {column.key: column.heading for column in sheet.spec.read}
    for each in sheet.headings:
        if each.first and each.key in read:
            first = address_of(*each.first)
            notes.add("CRITERIA_HEADING_TWICE", sheet.name, each.place, read[each.key], first)
        elif not each.key and each.cell.text.strip() and not sheet.spec.single:
            notes.add("CRITERIA_HEADING_UNKNOWN", sheet.name, each.place, each.cell.text)


def _levels(raw: RawSheet) -> int:
    """How many levels the sheet of counts has columns for."""
    texts = {
        heading_text(cell.text) for (row, _), cell in raw.cells.items() if row < FIRST_ROW + _SEARCHED_ROWS
    }
    levels = 0
    while heading_text(level_heading(levels + 1)) in texts:
        levels += 1
    return levels


def _merged(workbook: ExactWorkbook, name: str) -> tuple[Area, ...]:
    areas = []
    for reference in workbook.merged(name):
        match = _RANGE.fullmatch(reference)
        if match:
            left, top, right, bottom = match.groups()
            corners = (int(top) - 1, column_number(left), int(bottom) - 1, column_number(right))
            areas.append(Area(reference, *corners))
    return tuple(areas)

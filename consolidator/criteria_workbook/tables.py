"""Opens the sheets of the workbook and finds their columns by heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consolidator.criteria_workbook.notes import Note, Notes
from consolidator.form.sheet import comparable_text
from consolidator.reading.fast import Grid, at, read_grid
from consolidator.reading.raw import RawWorkbook
from consolidator.reading.workbook import RawSheet
from consolidator.typed import TypedCell, put_together
from workbook_templates.cell_plan import Place, address_of, column_number
from workbook_templates.criteria_plan import (
    FIRST_ROW,
    HEADING_ROW,
    LABEL_COLUMN,
    CriteriaColumn,
    Sheet,
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


@dataclass(frozen=True)
class OpenSheet:
    """A sheet with both readings. `places` are the columns by key; on a `single` sheet, the rows by key."""

    plan: Sheet
    raw: RawSheet
    grid: Grid
    heading_row: int
    places: dict[str, int]
    merged: tuple[Area, ...]

    @property
    def name(self) -> str:
        return self.plan.name

    def rows(self) -> Iterator[int]:
        """The rows below the headings that have a value in a declared column."""
        columns = set(self.places.values())
        filled = {
            row for (row, column), cell in self.raw.cells.items() if column in columns and cell.content
        }
        yield from sorted(row for row in filled if row > self.heading_row)

    def cell(self, row: int, column: int, note: Note) -> TypedCell | None:
        """A cell from both readings; None (noted) if they disagree."""
        disagreements: list[str] = []
        typed = put_together(
            self.raw.cells.get((row, column)),
            at(self.grid, row, column),
            lambda found: disagreements.append(f"{found.found} / {found.expected}"),
        )
        for each in disagreements:
            note("CRITERIA_CELL_UNREADABLE", each)
        return None if disagreements else typed

    def covering(self, row: int, column: int) -> Area | None:
        """The merged area a cell lies in."""
        return next((area for area in self.merged if area.holds(row, column)), None)


def open_sheets(workbook: RawWorkbook, content: bytes, notes: Notes) -> dict[str, OpenSheet]:
    """Every planned sheet by name, with its headings located. What is missing is noted; a sheet without a required
    column is left out. Raises Refused if the package is damaged.
    """
    names = {comparable_text(name).casefold(): name for name in workbook.sheet_parts}
    found = {}
    for plan in sheets():
        name = names.get(comparable_text(plan.name).casefold())
        if name is None:
            notes.add("CRITERIA_SHEET_MISSING", plan.name, None, ", ".join(workbook.sheet_parts), plan.name)
            continue
        raw, grid = workbook.sheet(name).bounded(), read_grid(workbook.for_fast_reading(content), name)
        sheet = _with_headings(plan, raw, grid, _merged(workbook, name), notes)
        if all(column.key in sheet.places or column.may_be_absent for column in sheet.plan.read):
            found[plan.name] = sheet
    return found


def _with_headings(
    plan: Sheet, raw: RawSheet, grid: Grid, merged: tuple[Area, ...], notes: Notes
) -> OpenSheet:
    if plan.name == counts_sheet(0).name:
        plan = counts_sheet(_levels(raw))
    heading_row = HEADING_ROW if plan.single else _heading_row(plan, raw)
    for area in merged:
        if area.bottom >= heading_row:
            notes.add("CRITERIA_CELLS_MERGED", plan.name, (area.top, area.left), area.name)
    places = _labels(plan, raw, notes) if plan.single else _columns(plan, raw, heading_row, notes)
    return OpenSheet(plan, raw, grid, heading_row, places, merged)


def _labels(plan: Sheet, raw: RawSheet, notes: Notes) -> dict[str, int]:
    """The rows of the settings, found by their labels in any order."""
    found = [
        (row, _heading(cell.text)) for (row, column), cell in raw.cells.items() if column == LABEL_COLUMN
    ]
    places: dict[str, int] = {}
    for column in plan.columns:
        rows = [row for row, label in sorted(found) if label == _heading(column.heading)]
        if rows or not column.may_be_absent:
            _check_once(plan, column, [(row, LABEL_COLUMN) for row in rows], notes)
        if rows:
            places[column.key] = rows[0]
    return places


def _columns(plan: Sheet, raw: RawSheet, heading_row: int, notes: Notes) -> dict[str, int]:
    """The declared columns, found by heading in any order. Other columns are reported and not read."""
    found = {column: cell.text for (row, column), cell in sorted(raw.cells.items()) if row == heading_row}
    places: dict[str, int] = {}
    for column in plan.columns:
        wanted = _heading(column.heading)
        here = [place for place, heading in found.items() if _heading(heading) == wanted]
        if column.kind != "derived":
            _check_once(plan, column, [(heading_row, place) for place in here], notes)
            if here:
                places[column.key] = here[0]
    known = {_heading(column.heading) for column in plan.columns}
    for place, heading in found.items():
        if heading.strip() and _heading(heading) not in known:
            notes.add("CRITERIA_HEADING_UNKNOWN", plan.name, (heading_row, place), heading)
    return places


def _check_once(plan: Sheet, column: CriteriaColumn, places: list[Place], notes: Notes) -> None:
    if not places:
        notes.add("CRITERIA_HEADING_MISSING", plan.name, None, "", column.heading)
    for place in places[1:]:
        notes.add("CRITERIA_HEADING_TWICE", plan.name, place, column.heading, address_of(*places[0]))


def _heading_row(plan: Sheet, raw: RawSheet) -> int:
    """The row with the most headings: rows may have been inserted above it."""
    wanted = {_heading(column.heading) for column in plan.columns}
    hits = dict.fromkeys((HEADING_ROW, *range(_SEARCHED_ROWS)), 0)
    for (row, _), cell in raw.cells.items():
        if row in hits and _heading(cell.text) in wanted:
            hits[row] += 1
    return int(max(hits, key=lambda row: hits[row]))


def _levels(raw: RawSheet) -> int:
    """How many levels the sheet of counts has columns for."""
    texts = {
        _heading(cell.text) for (row, _), cell in raw.cells.items() if row < FIRST_ROW + _SEARCHED_ROWS
    }
    levels = 0
    while _heading(level_heading(levels + 1)) in texts:
        levels += 1
    return levels


def _merged(workbook: RawWorkbook, name: str) -> tuple[Area, ...]:
    areas = []
    for reference in workbook.merged(name):
        match = _RANGE.fullmatch(reference)
        if match:
            left, top, right, bottom = match.groups()
            corners = (int(top) - 1, column_number(left), int(bottom) - 1, column_number(right))
            areas.append(Area(reference, *corners))
    return tuple(areas)


def _heading(text: str) -> str:
    return comparable_text(text).casefold()

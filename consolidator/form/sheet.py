"""The main sheet of a returned form: both readings, and the present places of the planned rows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property

from cchc.core import roles
from cchc.core.numbers import machine_text
from cchc.findings.finding import Finding, finding
from consolidator.form.memory import Memory, memory_of
from consolidator.reading.fast import at
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook, RawCell
from consolidator.sheet_reader import SheetReader, comparable_text
from consolidator.typed import Note, TypedCell, put_together, shortened
from workbook_templates.cell_plan import Computed, Fixed, Frame, Place, PlanCell, Rich, Slot, address_of
from workbook_templates.sheet_plan import SheetPlan

_ENOUGH_CODES = 5

Fill = Callable[[str], str | None]
"""Takes a slot's template and returns the unit's own text; None if it is not known."""


@dataclass
class ReturnedSheet(SheetReader):
    """The sheet of a returned form that holds the table.

    `rows` maps the planned rows to their present rows; a row that is missing or duplicated is not in it.
    """

    plan: SheetPlan = field(kw_only=True)
    rows: dict[int, int] = field(default_factory=dict, kw_only=True)

    def noting(self, cell: PlanCell) -> Note:
        """A function that adds findings with the address, criterion and unit of a planned cell."""
        return lambda found: self.note(
            found, cell=self.address(cell), criterion_code=cell.code, unit_code=cell.unit
        )

    @property
    def frame(self) -> Frame:
        """The places of the table's headings and keys; every sheet that is read has them."""
        assert self.plan.frame is not None
        return self.plan.frame

    def is_there(self, cell: PlanCell) -> bool:
        """Whether the planned cell's row is still on the sheet."""
        return cell.row in self.rows

    def address(self, cell: PlanCell) -> str:
        return address_of(self.rows.get(cell.row, cell.row), cell.column)

    def raw_at(self, cell: PlanCell) -> RawCell | None:
        """The exact reading at the present place of a planned cell; None if it is gone or blank."""
        return self.raw.cells.get((self.rows.get(cell.row, -1), cell.column))

    def fast_at(self, cell: PlanCell) -> object:
        """The fast reading at the present place of a planned cell; its row must be there."""
        return at(self.grid, self.rows[cell.row], cell.column)

    def typed_at(self, cell: PlanCell, note: Note) -> TypedCell:
        """The planned cell from both readings."""
        return put_together(self.raw_at(cell), self.fast_at(cell), note)

    @cached_property
    def memory(self) -> Memory:
        """What is known of other forms of this plan."""
        return memory_of(self.plan)

    @cached_property
    def has_moved(self) -> bool:
        """Whether any row has left its issued place or is gone. Valid only after rows are located."""
        return any(self.rows.get(row) != row for row in self.plan.rows)

    @cached_property
    def not_known(self) -> set[Place]:
        """The places whose cell is not yet known to be as issued, as of the time before this sheet's cells are
        compared. Usable only if no row has moved.
        """
        return {place for place, _ in self.raw.cells.items() - self.memory.as_issued}

    @cached_property
    def filled_rows(self) -> set[int]:
        """The rows that hold anything."""
        return {row for (row, _), raw in self.raw.cells.items() if raw.content}

    @cached_property
    def planned_places(self) -> Collection[Place]:
        """The present places of all planned cells."""
        if not self.has_moved:
            return self.plan.by_place.keys()
        return {(self.rows[cell.row], cell.column) for cell in self.plan.cells if cell.row in self.rows}


def find_sheet_name(workbook: ExactWorkbook, plan: SheetPlan) -> tuple[str, list[Finding]]:
    """The name of the sheet with the table: the planned name, or else the sheet that holds the table's codes.

    Raises Refused if there is none.
    """
    if plan.name in workbook.sheet_names:
        return plan.name, []
    frame, keys = plan.frame, {cell.key for cell in plan.key_cells}
    assert frame is not None
    for name in workbook.sheet_names:
        here = {
            raw.text
            for (_, column), raw in workbook.sheet(name).cells.items()
            if column == frame.key_column and raw.kind == "text"
        }
        headings = {raw.text for raw in workbook.sheet(name).cells.values() if raw.kind == "text"}
        if len(keys & here) >= min(_ENOUGH_CODES, len(keys)) and frame.telling in headings:
            return name, [finding("FORM_SHEET_RENAMED", name, plan.name, sheet=name)]
    raise Refused(finding("FORM_SHEET_MISSING", "", plan.name))


def locate_rows(sheet: ReturnedSheet, fill: Fill) -> None:
    """Find the present place of each planned row: lines by their code, other rows by their first text.

    Raises Refused if the columns are not those of the plan.
    """
    if _stands_as_issued(sheet, fill):
        sheet.rows.update({row: row for row in sheet.plan.rows})
        return
    _check_headings(sheet, _heading_shift(sheet))
    standing = _rows_by_code(sheet)
    for cell in sheet.plan.key_cells:
        places = _before_its_name(sheet, cell, standing.get(cell.key, []))
        belongs = {"criterion_code": cell.code, "unit_code": cell.unit}
        if len(places) == 1:
            sheet.rows[cell.row] = places[0]
        elif not places:
            sheet.note(finding("ROW_MISSING", "", cell.key, **belongs))
        else:
            addresses = ", ".join(address_of(row, cell.column) for row in places)
            sheet.note(finding("ROW_TWICE", shortened(addresses), cell.key, **belongs))
    _place_the_rest(sheet, fill)
    _report_moves(sheet)


def name_text(cell: PlanCell) -> str:
    """The text of a line's name as issued, in comparable form; names have no slots."""
    return planned_text(cell, str) or ""


def planned_text(cell: PlanCell, fill: Fill) -> str | None:
    """The text that a locked cell was issued with, in comparable form; None if it is not known."""
    content = cell.content
    if isinstance(content, Slot):
        filled = fill(content.template)
        return None if filled is None else comparable_text(filled)
    if isinstance(content, Rich):
        return comparable_text(content.text)
    if isinstance(content, Fixed):
        value = content.value
        return comparable_text(value) if isinstance(value, str) else machine_text(value)
    return ""


def _stands_as_issued(sheet: ReturnedSheet, fill: Fill) -> bool:
    """Whether every row is in its issued place: the headings, each line's key (found nowhere else), and the first
    text of other rows. This holds for nearly every form; then no row needs to be searched for.
    """
    frame, cells = sheet.frame, sheet.raw.cells
    if not all(_holds(cells.get((frame.heading_row, at)), text) for at, text in frame.headings.items()):
        return False
    keys = {(cell.row, cell.column): cell.key for cell in sheet.plan.key_cells}
    in_column = {at: raw.text.strip() for at, raw in cells.items() if at[1] == frame.key_column}
    if any(in_column.pop(at, None) != key for at, key in keys.items()):
        return False
    if not set(keys.values()).isdisjoint(in_column.values()):
        return False
    for cell in _first_cells(sheet.plan, fill):
        raw, wanted = cells.get((cell.row, cell.column)), planned_text(cell, fill)
        if raw is None or not (_holds(raw, wanted) if wanted else raw.formula is not None):
            return False
    return True


def _holds(raw: RawCell | None, text: str) -> bool:
    return raw is not None and _same(raw.text, text)


def _heading_shift(sheet: ReturnedSheet) -> int:
    """The number of rows by which the heading of the table has moved."""
    frame = sheet.frame
    wanted = frame.headings[frame.name_column]
    for (row, column), raw in sheet.raw.cells.items():
        if column == frame.name_column and _same(raw.text, wanted):
            return row - frame.heading_row
    return 0


def _check_headings(sheet: ReturnedSheet, shift: int) -> None:
    row = sheet.frame.heading_row + shift
    for place, heading in sheet.frame.headings.items():
        raw = sheet.raw.cells.get((row, place))
        found = raw.text if raw else ""
        if not _same(found, heading):
            cell = address_of(row, place)
            raise Refused(finding("FORM_COLUMNS_MOVED", found, heading, sheet=sheet.raw.name, cell=cell))


def _rows_by_code(sheet: ReturnedSheet) -> dict[str, list[int]]:
    standing: dict[str, list[int]] = {}
    for (row, column), raw in sheet.raw.cells.items():
        if column == sheet.frame.key_column:
            standing.setdefault(raw.text.strip(), []).append(row)
    return standing


def _before_its_name(sheet: ReturnedSheet, code: PlanCell, places: list[int]) -> list[int]:
    """The rows that hold a code. If there are several, those with the code's own name beside it, if any: "1" may
    also be typed below the table.
    """
    if len(places) < 2:
        return places
    wanted = name_text(sheet.plan.by_name[f"{code.key}:{roles.NAME}"])
    texts = {row: sheet.raw.cells.get((row, sheet.frame.name_column)) for row in places}
    named = [row for row, raw in texts.items() if raw is not None and comparable_text(raw.text) == wanted]
    return named or places


def _place_the_rest(sheet: ReturnedSheet, fill: Fill) -> None:
    """Place the rows above and below the table where their first text is found; a row whose text is not found is
    placed beside its neighbours. A row that is gone is noted.
    """
    firsts = {cell.row: cell for cell in _first_cells(sheet.plan, fill)}
    standing = _rows_by_text(sheet, {cell.column for cell in firsts.values()})
    for row, cell in firsts.items():
        places = standing.get((cell.column, planned_text(cell, fill) or ""), [])
        if len(places) == 1:
            sheet.rows[row] = places[0]
    for row in sorted(firsts.keys() - sheet.rows.keys()):
        _place_beside(sheet, row, firsts[row], fill)


def _first_cells(plan: SheetPlan, fill: Fill) -> Collection[PlanCell]:
    """For every row outside the table, its first cell with a text, else its last cell."""
    return [next((cell for cell in row if planned_text(cell, fill)), row[-1]) for row in plan.beside_lines]


def _rows_by_text(sheet: ReturnedSheet, columns: set[int]) -> dict[tuple[int, str], list[int]]:
    """The rows that hold a text, by column and text, without the rows already placed."""
    taken = set(sheet.rows.values())
    standing: dict[tuple[int, str], list[int]] = {}
    for (row, column), raw in sheet.raw.cells.items():
        if column in columns and row not in taken and raw.text:
            standing.setdefault((column, comparable_text(raw.text)), []).append(row)
    return standing


def _place_beside(sheet: ReturnedSheet, row: int, first: PlanCell, fill: Fill) -> None:
    """Place a row without a text of its own, or with a changed text, by the shift of its neighbouring rows."""
    computed = isinstance(first.content, Computed)
    above = max((planned for planned in sheet.rows if planned < row), default=None)
    below = min((planned for planned in sheet.rows if planned > row), default=None)
    shifts = [sheet.rows[planned] - planned for planned in (above, below) if planned is not None]
    free = sheet.filled_rows - set(sheet.rows.values())
    places = [row + shift for shift in shifts if row + shift in free]
    if computed:
        raws = {place: sheet.raw.cells.get((place, first.column)) for place in places}
        places = [place for place, raw in raws.items() if raw and raw.formula is not None] or places
    if places:
        sheet.rows[row] = places[0]
        return
    code = "FORMULA_OVERWRITTEN" if computed else "LOCKED_TEXT_EDITED"
    sheet.note(finding(code, "", (planned_text(first, fill) or "")[:200]), cell=first.address)


def _report_moves(sheet: ReturnedSheet) -> None:
    moved = sum(1 for planned, row in sheet.rows.items() if row != planned)
    if moved:
        sheet.note(finding("ROWS_MOVED", moved))


def _same(found: str, wanted: str) -> bool:
    return comparable_text(found) == comparable_text(wanted)

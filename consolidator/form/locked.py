"""Compares locked cells with what was issued."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cchc.core import roles
from cchc.core.numbers import TOLERANCE, from_double, plain
from cchc.findings.finding import Finding, finding
from consolidator.form.formula_text import (
    Changes,
    check_computed,
    check_formula,
    formulas_as_issued,
    note_changes,
)
from consolidator.form.memory import memory_of
from consolidator.form.sheet import Fill, ReturnedSheet, name_text, planned_text
from consolidator.form.shown import number_shown
from consolidator.reading.workbook import ExactWorkbook, RawCell
from consolidator.seen import shown_otherwise, text_as_seen
from consolidator.sheet_reader import comparable_content, comparable_text
from workbook_templates.cell_plan import Blank, Computed, Fixed, Place, PlanCell, Slot, address_of
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form.links import PANEL_SHEET

FilledCells = list[tuple[Place, RawCell]]

_LISTED = 50
"""How many cells outside the form are named one by one; the rest are counted in one finding."""


def check_locked(sheet: ReturnedSheet, fill: Fill) -> set[str]:
    """Compare every locked cell of a sheet with the plan. `fill` gives a slot's text.

    Returns the keys of lines that cannot be trusted because the key is in front of another line's name.
    """
    untrusted = _check_names(sheet)
    changed: Changes = []
    for cell in _to_compare(sheet):
        raw = sheet.raw_at(cell)
        noted = len(sheet.findings) + len(changed)
        _check_cell(sheet, cell, raw, fill, untrusted, changed)
        same_for_all = not isinstance(cell.content, Slot) and cell.key not in untrusted
        if _remembers(sheet) and same_for_all and noted == len(sheet.findings) + len(changed):
            sheet.memory.remember_as_issued((cell.row, cell.column), _stored(raw, cell))
    note_changes(sheet, changed)
    return untrusted


def _remembers(sheet: ReturnedSheet) -> bool:
    """Whether a cell found as issued on this sheet can be remembered as such for other files."""
    return not sheet.has_moved and sheet.raw.excel_formulas


def _to_compare(sheet: ReturnedSheet) -> Iterable[PlanCell]:
    """The locked cells that are not known to be as issued; if rows have moved, all locked cells still there."""
    plan, cells = sheet.plan, sheet.raw.cells
    if not _remembers(sheet):
        return [cell for cell in plan.compared if sheet.is_there(cell)]
    places = sheet.not_known - formulas_as_issued(plan, cells)
    places |= plan.never_empty - cells.keys()
    numbers = sorted(plan.compared_at[place] for place in places & plan.compared_at.keys())
    return [plan.compared[number] for number in numbers]


def _check_cell(
    sheet: ReturnedSheet,
    cell: PlanCell,
    raw: RawCell | None,
    fill: Fill,
    untrusted: set[str],
    changed: Changes,
) -> None:
    """Compare one locked cell with the plan."""
    if isinstance(cell.content, Blank):
        _check_empty(sheet, cell, raw)
    elif cell.key in untrusted:
        return  # the cells belong to another line, so they differ
    elif isinstance(cell.content, Computed):
        check_formula(sheet, cell, raw, changed)
    elif isinstance(cell.content, Fixed) and isinstance(cell.content.value, Fraction):
        _check_number(sheet, cell, cell.content.value, raw)
    else:
        _check_text(sheet, cell, raw, fill)


def _stored(raw: RawCell | None, cell: PlanCell) -> object:
    """The part of a stored cell that the comparison uses: for a formula, its text without the result."""
    if raw is None:
        return None
    return raw.formula if isinstance(cell.content, Computed) else raw


def _check_names(sheet: ReturnedSheet) -> set[str]:
    """The keys that are in front of another line's name; each is noted."""
    cells = sheet.plan.name_cells
    if _remembers(sheet) and sheet.not_known.isdisjoint((cell.row, cell.column) for cell in cells):
        return set()
    others = [
        cell for cell in cells if cell.code and sheet.is_there(cell) and not _has_its_name(sheet, cell)
    ]
    if not others:
        return set()
    names: dict[str, set[str]] = {}
    for cell in cells:
        names.setdefault(name_text(cell), set()).add(cell.key)
    untrusted: set[str] = set()
    for cell in others:
        raw = sheet.raw_at(cell)
        found = comparable_text(raw.text if raw else "")
        if cell.key not in names.get(found, {cell.key}):
            untrusted.add(cell.key)
            sheet.noting(cell)(
                finding("CODE_ON_OTHER_LINE", found, name_text(cell), criterion_code=cell.code)
            )
    return untrusted


def _has_its_name(sheet: ReturnedSheet, cell: PlanCell) -> bool:
    raw = sheet.raw_at(cell)
    return raw is not None and comparable_text(raw.text) == name_text(cell)


def check_outside(
    sheet: ReturnedSheet, workbook: ExactWorkbook, planned: tuple[SheetPlan, ...], fill: Fill
) -> None:
    """Note every value outside a form with one table, so that no typed value is silently ignored."""
    check_beside(sheet, fill)
    sheet.findings += other_sheets(workbook, {sheet.raw.name}, planned, fill, sheet)


def check_beside(sheet: ReturnedSheet, fill: Fill) -> None:
    """Note every value on a read sheet that is outside its planned cells."""
    beside = sheet.raw.cells.keys() - sheet.planned_places
    if not beside:
        return
    issued = _lines_by_name(sheet.plan)
    outside = [
        ((row, column), raw)
        for row, column in sorted(beside)
        if (raw := sheet.raw.cells[row, column]).content
        and not _is_as_issued(
            issued.get(_name_in(sheet, row), {}).get(column), raw, fill, sheet.raw.tells_formulas
        )
    ]
    sheet.findings += _listed(sheet.raw.name, outside)


def other_sheets(
    workbook: ExactWorkbook,
    read: set[str],
    planned: tuple[SheetPlan, ...],
    fill: Fill,
    main: ReturnedSheet | None = None,
) -> list[Finding]:
    """Findings for values that were not issued, on the sheets that are not read, and for formulas that refer to
    the `main` sheet and are no longer as issued.
    """
    plans = {plan.name: plan for plan in planned}
    findings: list[Finding] = []
    for name in workbook.sheet_names:
        if name in read or name == PANEL_SHEET:
            continue  # no result depends on the panel, and an add-in may write to it
        there = workbook.sheet(name)
        cells = there.cells
        places = set(cells)
        if name in plans:
            places = {place for place, _ in cells.items() - memory_of(plans[name]).as_issued}
            places -= plans[name].computed_places
        filled = [(place, cells[place]) for place in sorted(places) if cells[place].content]
        if name in plans:
            if main is not None and plans[name].beyond is main.plan:
                findings += check_computed(plans[name], there, main)
            findings += _listed(name, not_issued(plans[name], filled, fill))
        elif filled:
            findings.append(finding("TYPED_OUTSIDE_FORM", f"+{len(filled)}", sheet=name))
    return findings


def not_issued(plan: SheetPlan, filled: FilledCells, fill: Fill) -> FilledCells:
    """The filled cells whose text was not issued anywhere on the sheet. Planned formula cells are left out:
    `check_computed` checks them.
    """
    own = {planned_text(cell, fill) for cell in plan.slots}
    untold = {(cell.row, cell.column) for cell in plan.slots if planned_text(cell, fill) is None}
    untold |= plan.computed_places
    rest = [(at, raw) for at, raw in filled if at not in untold and comparable_content(raw) not in own]
    if not rest:
        return []
    texts = {planned_text(cell, _of_no_unit) for cell in plan.cells}
    strange = []
    for place, raw in rest:
        if comparable_content(raw) in texts:
            memory_of(plan).remember_as_issued(place, raw)
        else:
            strange.append((place, raw))
    return strange


def _of_no_unit(template: str) -> None:
    """No text for any slot, so that only texts issued to every unit are left."""


def _listed(name: str, outside: FilledCells) -> list[Finding]:
    findings = [
        finding("TYPED_OUTSIDE_FORM", raw.content[:200], sheet=name, cell=address_of(*place))
        for place, raw in outside[:_LISTED]
    ]
    if len(outside) > _LISTED:
        first, last = outside[_LISTED][0], outside[-1][0]
        where = f"{address_of(*first)} … {address_of(*last)}"
        more = finding("TYPED_OUTSIDE_FORM", f"+{len(outside) - _LISTED}", sheet=name, cell=where)
        findings.append(more)
    return findings


def _lines_by_name(plan: SheetPlan) -> dict[str, dict[int, PlanCell]]:
    """The planned cells of each line by the text of its name, then by column; empty if names repeat, as on sheets
    of several units.
    """
    names = {cell.row: name_text(cell) for cell in plan.cells if cell.role == roles.NAME and cell.code}
    lines: dict[str, dict[int, PlanCell]] = {name: {} for name in names.values()}
    if len(lines) < len(names):
        return {}
    for cell in plan.cells:
        if cell.row in names:
            lines[names[cell.row]][cell.column] = cell
    return lines


def _name_in(sheet: ReturnedSheet, row: int) -> str:
    raw = sheet.raw.cells.get((row, sheet.frame.name_column))
    return comparable_text(raw.text) if raw else ""


def _is_as_issued(cell: PlanCell | None, raw: RawCell, fill: Fill, tells_formulas: bool) -> bool:
    """Whether a cell of a line that was not found still holds its issued content, so that nobody typed it."""
    if cell is None or cell.unlocked:
        return False
    if isinstance(cell.content, Computed):
        return raw.formula is not None or not tells_formulas
    return comparable_content(raw) == planned_text(cell, fill)


def _check_empty(sheet: ReturnedSheet, cell: PlanCell, raw: RawCell | None) -> None:
    """Check a cell that was issued locked and empty: a survey leaf, a closed cell, the achieved score."""
    if raw is None or not raw.content:
        return
    code = "SURVEY_LEAF_FILLED" if cell.source else "LOCKED_CELL_FILLED"
    sheet.noting(cell)(finding(code, raw.content[:200], criterion_code=cell.code))


def _check_number(sheet: ReturnedSheet, cell: PlanCell, expected: Fraction, raw: RawCell | None) -> None:
    """Check a locked number, usually the max points. Files store 15 digits of it."""
    found = raw.text if raw else ""
    try:
        value = from_double(float(found)) if raw is not None and raw.kind == "n" else None
    except ValueError:
        value = None
    seen = None if raw is None or value is None else number_shown(raw)
    if value is None or seen is not None or abs(value - expected) >= TOLERANCE:
        shown = found if value is None else plain(value)
        told = shown if seen is None else shown_otherwise(shown, seen)
        code = "MAX_POINTS_EDITED" if cell.role == roles.MAX else "LOCKED_TEXT_EDITED"
        sheet.noting(cell)(finding(code, told, plain(expected)))


def _check_text(sheet: ReturnedSheet, cell: PlanCell, raw: RawCell | None, fill: Fill) -> None:
    expected, found = planned_text(cell, fill), ""
    if raw is not None:
        seen = text_as_seen(raw)
        found = comparable_content(raw) if seen == raw.text else comparable_text(seen)
    if expected is not None and found != expected:
        sheet.noting(cell)(finding("LOCKED_TEXT_EDITED", found[:200], expected[:200]))

"""What was locked, compared with what was issued."""

from __future__ import annotations

from fractions import Fraction

from cchc.core.numbers import from_double, plain
from cchc.findings.finding import finding
from consolidator.form.sheet import Fill, ReturnedSheet, comparable_text
from consolidator.reading.raw import RawCell, RawWorkbook
from workbook_templates.cell_plan import Blank, Computed, Fixed, PlanCell, Rich, SheetPlan, Slot, address_of

_LISTED = 50
"""So many cells outside the form are named one by one; the rest are counted in one finding."""


def check_locked(sheet: ReturnedSheet, fill: Fill) -> set[str]:
    """Compare every locked cell of the main sheet with the plan. `fill` gives a slot's text.

    Returns the codes whose line cannot be trusted: their code stands before another line's name.
    """
    untrusted: set[str] = set()
    names = {_planned_text(cell, fill): cell.code for cell in sheet.plan.cells if cell.role == "name"}
    for cell in sheet.plan.cells:
        if cell.unlocked or not sheet.is_there(cell) or cell.role == "code":
            continue
        raw = sheet.raw_at(cell)
        if isinstance(cell.content, Computed):
            _check_formula(sheet, cell, raw)
        elif isinstance(cell.content, Blank):
            _check_empty(sheet, cell, raw)
        elif cell.role == "max":
            _check_max(sheet, cell, raw)
        elif cell.role == "name" and cell.code:
            found = comparable_text(raw.text if raw else "")
            if found in names and names[found] != cell.code:
                untrusted.add(cell.code)
                expected = _planned_text(cell, fill)
                sheet.noting(cell)(finding("CODE_ON_OTHER_LINE", found, expected, criterion_code=cell.code))
            else:
                _check_text(sheet, cell, raw, fill)
        else:
            _check_text(sheet, cell, raw, fill)
    return untrusted


def check_outside(sheet: ReturnedSheet, workbook: RawWorkbook, planned: tuple[SheetPlan, ...]) -> None:
    """Name whatever stands outside the form: no typed value is passed over in silence."""
    outside = [
        (place, raw)
        for place, raw in sorted(sheet.raw.cells.items())
        if place not in sheet.planned_places and raw.text.strip()
    ]
    for place, raw in outside[:_LISTED]:
        sheet.note(finding("TYPED_OUTSIDE_FORM", raw.text[:200]), cell=address_of(*place))
    if len(outside) > _LISTED:
        first, last = outside[_LISTED][0], outside[-1][0]
        where = f"{address_of(*first)} … {address_of(*last)}"
        sheet.note(finding("TYPED_OUTSIDE_FORM", f"+{len(outside) - _LISTED}"), cell=where)
    known = {plan.name for plan in planned} | {sheet.raw.name}
    for name in workbook.sheet_parts:
        if name not in known:
            count = len(workbook.sheet(name).cells)
            sheet.findings.append(finding("TYPED_OUTSIDE_FORM", f"+{count}", sheet=name))


def _check_formula(sheet: ReturnedSheet, cell: PlanCell, raw: RawCell | None) -> None:
    if raw is None or raw.formula is None:
        found = raw.text if raw else ""
        sheet.noting(cell)(finding("FORMULA_OVERWRITTEN", found))


def _check_empty(sheet: ReturnedSheet, cell: PlanCell, raw: RawCell | None) -> None:
    """A cell that was locked and empty: a survey leaf, a closed cell, the achieved score."""
    if raw is None or not raw.text.strip():
        return
    survey = cell.style == "survey"
    code = "SURVEY_LEAF_FILLED" if survey else "LOCKED_CELL_FILLED"
    sheet.noting(cell)(finding(code, raw.text[:200], criterion_code=cell.code))


def _check_max(sheet: ReturnedSheet, cell: PlanCell, raw: RawCell | None) -> None:
    assert isinstance(cell.content, Fixed)
    expected = Fraction(cell.content.value)
    found = raw.text if raw else ""
    try:
        value = from_double(float(found)) if raw is not None and raw.kind == "n" else None
    except ValueError:
        value = None
    if value != expected:
        shown = found if value is None else plain(value)
        sheet.noting(cell)(finding("MAX_POINTS_EDITED", shown, plain(expected)))


def _check_text(sheet: ReturnedSheet, cell: PlanCell, raw: RawCell | None, fill: Fill) -> None:
    expected, found = (_planned_text(cell, fill), comparable_text(raw.text if raw else ""))
    if expected is not None and found != expected:
        sheet.noting(cell)(finding("LOCKED_TEXT_EDITED", found[:200], expected[:200]))


def _planned_text(cell: PlanCell, fill: Fill) -> str | None:
    """The text a locked cell was issued with, None where that is not known."""
    content = cell.content
    if isinstance(content, Slot):
        filled = fill(content.template)
        return None if filled is None else comparable_text(filled)
    if isinstance(content, Rich):
        return comparable_text(content.text)
    return comparable_text(str(content.value)) if isinstance(content, Fixed) else ""

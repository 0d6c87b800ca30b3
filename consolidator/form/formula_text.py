"""Compares the text of locked formulas in a returned form with the formulas as issued.

Programs store one formula in several ways: other capitals, blanks, dollar signs, prefixes of newer
functions and of add-ins. These are removed before two texts are compared; any remaining difference is a change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from cchc.findings.finding import Finding, finding
from consolidator.form.memory import memory_of
from consolidator.form.sheet import ReturnedSheet
from consolidator.reading.workbook import RawCell, RawSheet
from consolidator.typed import shortened
from workbook_templates.cell_plan import Computed, Place, PlanCell
from workbook_templates.formulas import as_formula
from workbook_templates.sheet_plan import SheetPlan

Changes = list[tuple[PlanCell, str, str]]
"""Cells whose formulas were changed: the cell, the formula found, the one issued."""

_NAMED = 5
"""How many changed formulas are named one by one; more than that have one cause, such as a sorted table."""

_PREFIX = re.compile(
    r"(?i)(?:_xlfn\.|_xlws\.|_xludf\.|_xll\.|_xldudf_)+"
    r"|'?[^'!(),]*\[[^\]]*\][^'!(),]*'?!"  # [1]!, 'C:\folder\[cchc.xlam]'!
    r"|'?[^'!(),]*cchc\.xlam'?!"
    r"|com\.sun\.star\.(?:sheet\.)?addin\.(?:[\w.]*\.)?(?=CCHC)"
)
_OFFICE_NAME = re.compile(r"^CCHC\.")


def check_formula(sheet: ReturnedSheet, cell: PlanCell, raw: RawCell | None, changed: Changes) -> None:
    """Note a formula that was replaced by a value; add a formula whose text was changed to `changed`."""
    if not sheet.raw.tells_formulas:
        return
    if raw is None or raw.formula is None:
        sheet.noting(cell)(finding("FORMULA_OVERWRITTEN", raw.text if raw else ""))
        return
    if not raw.formula or not sheet.raw.excel_formulas:
        return  # shared with another cell, or written in another program's way
    ways = _issued(sheet, cell)
    if not ways or raw.formula in ways:
        return  # nearly every formula; comparing texts that differ takes a tokenizer
    if not any(same_formula(raw.formula, issued) for issued in ways):
        changed.append((cell, raw.formula, ways[-1]))


def note_changes(sheet: ReturnedSheet, changed: Changes) -> None:
    """Note changed formulas, a few one by one, many in one finding."""
    if len(changed) <= _NAMED:
        for cell, found, issued in changed:
            sheet.noting(cell)(finding("FORMULA_CHANGED", _shown(found), _shown(issued)))
        return
    cell, found, issued = changed[0]
    summary = f"{_shown(found)} (+{len(changed) - 1})"
    sheet.note(finding("FORMULA_CHANGED", summary, _shown(issued)), cell=sheet.address(cell))


def check_computed(plan: SheetPlan, raw: RawSheet, main: ReturnedSheet) -> list[Finding]:
    """Compare the formulas of a sheet that refers to the main sheet with those issued.

    If the rows or the name of the main sheet have changed, programs have rewritten these formulas, each in its own
    way; then the check is only that formulas are there. No figure is taken from such a sheet.
    """
    known = formulas_as_issued(plan, raw.cells) if raw.excel_formulas else frozenset()
    differing = [cell for cell in plan.computed if (cell.row, cell.column) not in known]
    if not differing:
        return []  # nearly every form
    sheet = ReturnedSheet(raw, main.grid, plan=plan, rows={row: row for row in plan.rows})
    rewritten = main.has_moved or main.raw.name != main.plan.name
    changed: Changes = []
    for cell in differing:
        noted, found = len(sheet.findings) + len(changed), sheet.raw_at(cell)
        check_formula(sheet, cell, found, changed)
        if found and raw.excel_formulas and noted == len(sheet.findings) + len(changed):
            sheet.memory.remember_as_issued((cell.row, cell.column), found.formula)
    overwritten, sheet.findings = sheet.findings, []
    if len(overwritten) <= _NAMED:
        sheet.findings = overwritten
    else:
        first = overwritten[0]
        summary = f"{first.found} (+{len(overwritten) - 1})"
        sheet.note(finding("FORMULA_OVERWRITTEN", summary), cell=first.cell)
    if not rewritten:
        note_changes(sheet, changed)
    return sheet.findings


def formulas_as_issued(plan: SheetPlan, cells: Mapping[Place, RawCell]) -> frozenset[Place]:
    """Where formulas stand that were found as issued before, whatever they give now."""
    known = memory_of(plan).as_issued
    there = plan.computed_places & cells.keys()
    return frozenset(place for place in there if (place, cells[place].formula) in known)


def same_formula(one: str, other: str) -> bool:
    """Whether two texts are the same formula, whichever program stored them. A text that cannot be parsed only
    equals itself.
    """
    if one == other:
        return True
    from consolidator.form.formula_order import in_order_of_work, tokens_of

    ours, theirs = tokens_of(one, _comparable), tokens_of(other, _comparable)
    if ours is None or theirs is None:
        return False
    if [text for _, text in ours] == [text for _, text in theirs]:
        return True
    order = in_order_of_work(ours)
    return order is not None and order == in_order_of_work(theirs)


def _issued(sheet: ReturnedSheet, cell: PlanCell) -> list[str]:
    """The formula texts that do not count as a change: the formula as issued, now or by an earlier version, and, if
    rows have moved, the formula with the present addresses of its cells (Excel updates them, other programs do not).
    An empty list if one of those cells is gone.
    """
    content = cell.content
    assert isinstance(content, Computed)
    ways = [text for each in content.earlier for text in _issued(sheet, replace(cell, content=each))]
    ways.append(sheet.plan.formula(content).removeprefix("="))
    if sheet.has_moved:
        names = sheet.plan.by_name
        used: list[PlanCell] = []

        def address(name: str) -> str:
            used.append(names[content.full_name(name)])
            return sheet.address(used[-1])

        ways.append(as_formula(content.tree, address).removeprefix("="))
        if not all(sheet.is_there(each) for each in used):
            return []
    return ways


def _comparable(text: str) -> str:
    """A name, reference or operator without the parts that programs write in several ways."""
    bare = _PREFIX.sub("", text).replace("$", "").replace("'", "").upper()
    return _OFFICE_NAME.sub("CCHC_", bare)  # LibreOffice's names for the functions of the add-in


def _shown(formula: str) -> str:
    return shortened(f"={formula.removeprefix('=')}")

"""Locked formulas by their text: what was issued, against what came back.

Programs store one formula in several ways: other capitals, blanks, dollar signs, prefixes of newer
functions and of add-ins. Those are taken away before two texts are compared; what is left is a change.
"""

from __future__ import annotations

import re

from cchc.findings.finding import finding
from consolidator.form.sheet import ReturnedSheet
from consolidator.reading.workbook import RawCell
from consolidator.typed import shortened
from workbook_templates.cell_plan import Computed, PlanCell
from workbook_templates.formulas import as_formula

Changes = list[tuple[PlanCell, str, str]]
"""Cells whose formulas were changed: the cell, the formula found, the one issued."""

_NAMED = 5
"""So many changed formulas are named one by one; more have one cause, such as a sorted table."""

_PREFIX = re.compile(r"(?i)(?:_xlfn\.|_xlws\.|_xludf\.|_xll\.|_xldudf_)+|'?[^'!(),]*\[[^\]]*\][^'!(),]*'?!")


def check_formula(sheet: ReturnedSheet, cell: PlanCell, raw: RawCell | None, changed: Changes) -> None:
    """Note a formula that was replaced by a value; add one whose text was changed to `changed`."""
    if not sheet.raw.tells_formulas:
        return
    if raw is None or raw.formula is None:
        sheet.noting(cell)(finding("FORMULA_OVERWRITTEN", raw.text if raw else ""))
        return
    if not raw.formula or not sheet.raw.excel_formulas:
        return  # shared with another cell, or written in another program's way
    ways = _issued(sheet, cell)
    if ways and not any(same_formula(raw.formula, issued) for issued in ways):
        changed.append((cell, raw.formula, ways[-1]))


def note_changes(sheet: ReturnedSheet, changed: Changes) -> None:
    """Name changed formulas cell by cell; many at once in one finding."""
    if len(changed) <= _NAMED:
        for cell, found, issued in changed:
            sheet.noting(cell)(finding("FORMULA_CHANGED", _shown(found), _shown(issued)))
        return
    cell, found, issued = changed[0]
    told = f"{_shown(found)} (+{len(changed) - 1})"
    sheet.note(finding("FORMULA_CHANGED", told, _shown(issued)), cell=sheet.address(cell))


def same_formula(one: str, other: str) -> bool:
    """Whether two formula texts say the same, whoever stored them. A text that is no formula says nothing."""
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
    """The texts that are no change: the formula as issued and, where rows have moved, with its cells
    where they now stand (Excel follows them, other programs do not). None where one of them has gone.
    """
    content = cell.content
    assert isinstance(content, Computed)
    ways = [sheet.plan.formula(content).removeprefix("=")]
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
    """A name, reference or operator without what programs write in several ways."""
    return _PREFIX.sub("", text).replace("$", "").upper()


def _shown(formula: str) -> str:
    return shortened(f"={formula.removeprefix('=')}")

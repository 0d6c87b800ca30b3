"""Locked formulas by their text: what was issued, against what came back.

Programs store one formula in several ways: other capitals, blanks, dollar signs, prefixes of newer
functions and of add-ins. Those are taken away before two texts are compared; what is left is a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    """Whether two formula texts say the same, whoever stored them."""
    return one == other or list(_tokens(one)) == list(_tokens(other))


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


def _tokens(formula: str) -> Iterator[str]:
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import Token

    text = formula if formula.startswith("=") else f"={formula}"
    for token in Tokenizer(text).items:
        if token.type == Token.WSPACE:
            continue
        if token.type == Token.OPERAND and token.subtype == Token.TEXT:
            yield token.value
        elif token.type == Token.OPERAND and token.subtype == Token.NUMBER:
            yield repr(float(token.value))
        else:
            yield _PREFIX.sub("", token.value).replace("$", "").upper()


def _shown(formula: str) -> str:
    return shortened(f"={formula.removeprefix('=')}")

"""Compares the figures stored in a returned file with the same figures computed again."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from cchc.core import roles
from cchc.core.check_code import MODULUS, shown_code
from cchc.core.evaluation import evaluate
from cchc.core.expressions import Value
from cchc.core.indices import index
from cchc.core.numbers import agree, from_double, shown, total
from cchc.criteria.model import BASE, CriteriaSet
from cchc.findings.finding import finding
from cchc.language import Text, Words
from cchc.returns.scorebook import Claim
from consolidator.form.sheet import ReturnedSheet
from consolidator.typed import shortened
from workbook_templates.cell_plan import Computed
from workbook_templates.sheet_plan import SheetPlan

_SHOWN_PLACES = 4
_NOTHING = Words("(trống)", "(blank)")


def self_index(criteria: CriteriaSet, claims: Mapping[str, Claim]) -> Fraction | None:
    """The provisional index from the claims alone, as the form's last line shows it."""
    points = criteria.rolled_up({code: claim.self_score for code, claim in claims.items()})[""]
    counting = (code for code, claim in claims.items() if claim.applicable)
    possible = total(
        criteria.by_code[code].max_points for code in counting if not _in_section(criteria, code)
    )
    return index(points, possible)


def _in_section(criteria: CriteriaSet, code: str) -> bool:
    return criteria.by_code[code].section != BASE


def check_code(plan: SheetPlan, seen: Mapping[str, Mapping[str, Value]]) -> int:
    """The check code of the input values, computed by the form's own formula. `seen` holds the values as formulas
    see them, by line and role.
    """

    def value_of(name: str) -> Value:
        cell = plan.by_name[name]
        content = cell.content
        if not isinstance(content, Computed):
            return seen.get(cell.key, {}).get(cell.role)
        line = seen.get(content.scope, {})
        return evaluate(
            content.tree, lambda each: line[each] if each in line else value_of(content.full_name(each))
        )

    code = value_of(f":{roles.CHECK_CODE}")
    assert isinstance(code, Fraction)
    return int(code)


def check_cached(
    sheet: ReturnedSheet, criteria: CriteriaSet, claims: Mapping[str, Claim], code: int, decimals: int
) -> None:
    """Compare the index and the check code stored in the file with ours; a difference is a finding.

    `decimals` is the number of decimals that the campaign publishes.
    """
    if _nothing_cached(sheet):
        sheet.note(finding("CACHED_FIGURES_MISSING"))
        return
    ours, index_shown = self_index(criteria, claims), _cached(sheet, f":{roles.INDEX}")
    if not agree(index_shown.number, ours, decimals):
        found = shown(index_shown.number, _SHOWN_PLACES) or index_shown.text
        _note(sheet, f":{roles.INDEX}", "INDEX_DIFFERS", found, shown(ours, _SHOWN_PLACES) or _NOTHING)
    code_shown = _cached(sheet, f":{roles.CHECK_CODE}")
    if code_shown.number != code:
        _note(sheet, f":{roles.CHECK_CODE}", "CHECK_CODE_DIFFERS", _as_code(code_shown), shown_code(code))


def _nothing_cached(sheet: ReturnedSheet) -> bool:
    """Whether the program that saved the file stored no formula results at all."""
    computed = map(sheet.raw_at, sheet.plan.computed)
    tells_formulas = sheet.raw.tells_formulas
    return not any(raw.kind for raw in computed if raw and (raw.formula is not None or not tells_formulas))


class _Shown(NamedTuple):
    """What a cell shows: its number, if it has one, and a text for findings."""

    number: Fraction | None
    text: Text


def _cached(sheet: ReturnedSheet, name: str) -> _Shown:
    raw = sheet.raw_at(sheet.plan.by_name[name])
    if raw is None or raw.kind == "":
        return _Shown(None, _NOTHING)
    try:
        return _Shown(from_double(float(raw.text)) if raw.kind == "n" else None, shortened(raw.text))
    except ValueError:
        return _Shown(None, shortened(raw.text))


def _as_code(code: _Shown) -> Text:
    if code.number is None or code.number.denominator != 1 or not 0 <= code.number < MODULUS:
        return code.text
    return shown_code(int(code.number))


def _note(sheet: ReturnedSheet, name: str, code: str, found: Text, expected: Text) -> None:
    cell = sheet.plan.by_name[name]
    sheet.note(finding(code, found, expected), cell=sheet.address(cell))

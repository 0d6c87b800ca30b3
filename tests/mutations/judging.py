"""Whether what intake made of a mutated form can be lived with."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from fractions import Fraction

import openpyxl
from openpyxl.workbook.workbook import Workbook

from cchc.findings.catalogue import NOTE
from cchc.returns.receipt import ACCEPTED, REJECTED, SKIPPED, WITH_REMARKS
from cchc.returns.scorebook import Claim
from cchc.returns.unit_form import UnitReceipt
from tests.intake.packages import MAIN, with_parts
from tests.support.rounds import Round

from .bases import Base

FORM_WIDE = {"INDEX_DIFFERS", "CHECK_CODE_DIFFERS"}
"""These say that the figures are not those the unit signed, wherever the difference lies."""


def faults_of(issued: Round, base: Base, outcome: UnitReceipt, content: bytes) -> list[str]:
    """What is wrong with a verdict: a figure accepted that is not the truth, and nobody told.

    A form without results has nothing to hold a changed figure against. There a third reader must see
    in the file what was accepted, or it was changed by us.
    """
    if outcome.reading is None:
        return [] if outcome.verdict in (REJECTED, SKIPPED) and outcome.findings else ["refused silently"]
    if outcome.verdict not in (ACCEPTED, WITH_REMARKS):
        return [f"verdict {outcome.verdict}"]
    if outcome.unit_code != base.unit:
        return [f"taken for unit {outcome.unit_code}"]
    changed = [
        code
        for code, claim in outcome.reading.claims.items()
        if not same_figures(claim, base.truth[code]) and not is_named(outcome, code)
    ]
    if changed and not base.shows_results:
        seen = seen_by_openpyxl(issued, content)
        changed = [code for code in changed if not _seen_too(outcome.reading.claims[code], seen.get(code))]
    return [f"{code}: {outcome.reading.claims[code]} instead of {base.truth[code]}" for code in changed]


def same_figures(one: Claim, other: Claim) -> bool:
    """Whether two claims give the same score for the same figures."""
    return (dict(one.figures), one.self_score, one.applicable) == (
        dict(other.figures),
        other.self_score,
        other.applicable,
    )


def is_named(outcome: UnitReceipt, code: str) -> bool:
    """Whether a finding tells people about this leaf, or about the figures as a whole."""
    return any(
        each.severity != NOTE and (each.criterion_code == code or each.code in FORM_WIDE)
        for each in outcome.findings
    )


def seen_by_openpyxl(issued: Round, content: bytes) -> dict[str, dict[str, object]]:
    """What a third reader sees in the inputs of each leaf, by code and role."""
    book = _loaded(content) or _loaded(with_parts(content, {MAIN: _table_alone}))
    if book is None:
        return {}
    name = issued.sheet.name if issued.sheet.name in book.sheetnames else book.sheetnames[0]
    roles: dict[str, dict[str, int]] = {}
    for cell in issued.sheet.inputs:
        roles.setdefault(cell.code, {})[cell.role] = cell.column
    seen: dict[str, dict[str, object]] = {}
    for row in book[name].iter_rows(values_only=True):
        code = str(row[0]).strip() if row else ""
        if code in roles:
            seen[code] = {role: row[column] for role, column in roles[code].items() if column < len(row)}
    return seen


def _loaded(content: bytes) -> Workbook | None:
    try:
        return openpyxl.load_workbook(io.BytesIO(content))
    except Exception:
        return None


def _table_alone(part: bytes) -> bytes:
    """A sheet without its links, validations and formats: openpyxl gives up at an odd attribute in them."""
    return re.sub(rb"</sheetData>.*</worksheet>", b"</sheetData></worksheet>", part, flags=re.DOTALL)


def _seen_too(claim: Claim, seen: Mapping[str, object] | None) -> bool:
    """Whether the third reader sees the very figures of a claim, and no others."""
    if seen is None:
        return False
    there = {role: value for role, value in seen.items() if role != "remark" and value not in (None, "")}
    return there.keys() == claim.figures.keys() and all(
        _equal(value, there[role]) for role, value in claim.figures.items()
    )


def _equal(ours: Fraction | str, theirs: object) -> bool:
    if isinstance(ours, str):
        return isinstance(theirs, str) and ours.casefold() == theirs.casefold()
    return isinstance(theirs, int | float) and abs(float(ours) - float(theirs)) < 1e-9

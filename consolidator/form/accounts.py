"""The account of one form: every typed value is in a result or in a finding, or is counted as lost.

To be an independent check, it counts the cells that the exact reading found on the sheet, not the values that
the readers of figures took.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cchc.core import roles
from cchc.findings.finding import Finding
from cchc.returns.scorebook import Claim
from cchc.returns.unit_form import Accounts
from consolidator.form.sheet import ReturnedSheet
from consolidator.typed import says_something

_NO_CLAIM = Claim()


def account(sheet: ReturnedSheet, claims: Mapping[str, Claim], findings: Iterable[Finding]) -> Accounts:
    """The account of every value in the sheet's input cells."""
    named = {(each.sheet, each.cell) for each in findings}
    leaves = {each.criterion_code for each in findings if each.criterion_code}
    typed = in_results = in_findings = 0
    lost = []
    for cell in sheet.plan.inputs:
        raw = sheet.raw_at(cell)
        if raw is None or not (raw.formula is not None or says_something(raw.text)):
            continue
        typed += 1
        claim = claims.get(cell.code, _NO_CLAIM)
        if cell.role in claim.figures or (cell.role == roles.REMARK and claim.remark):
            in_results += 1
        elif (sheet.raw.name, sheet.address(cell)) in named or cell.code in leaves:
            in_findings += 1
        else:
            lost.append(f"{sheet.raw.name}!{sheet.address(cell)}")
    return Accounts(typed, in_results, in_findings, tuple(lost))

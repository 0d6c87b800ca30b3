"""The account of one form: every typed value ends in a result or in a finding, or is lost.

It counts from what the exact reading found on the sheet, not from what the readers of figures took:
that is what makes it a check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc.findings.finding import Finding
from cchc.scorebook import Claim
from consolidator.form.sheet import ReturnedSheet
from consolidator.typed import says_something

_NO_CLAIM = Claim()


@dataclass(frozen=True)
class Accounts:
    """Of the input cells in which something stands: how many went into the score book, how many are
    named by a finding only. `lost` are the addresses of the rest: there must be none.
    """

    typed: int = 0
    in_results: int = 0
    in_findings: int = 0
    lost: tuple[str, ...] = ()

    def __add__(self, other: Accounts) -> Accounts:
        return Accounts(
            self.typed + other.typed,
            self.in_results + other.in_results,
            self.in_findings + other.in_findings,
            self.lost + other.lost,
        )


def account(sheet: ReturnedSheet, claims: Mapping[str, Claim], findings: Iterable[Finding]) -> Accounts:
    """What became of everything that stands in the sheet's input cells."""
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
        if cell.role in claim.figures or (cell.role == "remark" and claim.remark):
            in_results += 1
        elif (sheet.raw.name, sheet.address(cell)) in named or cell.code in leaves:
            in_findings += 1
        else:
            lost.append(f"{sheet.raw.name}!{sheet.address(cell)}")
    return Accounts(typed, in_results, in_findings, tuple(lost))

"""What was read from a unit's returned form, as later steps use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc.findings.finding import Finding
from cchc.identity import Identity
from cchc.returns.receipt import Receipt
from cchc.returns.scorebook import Claim


@dataclass(frozen=True)
class Accounts:
    """Counts of the non-empty input cells: how many went into the score book, and how many only into a
    finding. `lost` are the addresses of the rest; there must be none.
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


@dataclass(frozen=True)
class FormReading:
    """The content of a form. `findings` have no file and unit yet; `rows` maps rows of the plan that have
    moved to their present rows.
    """

    identity: Identity
    claims: Mapping[str, Claim]
    check_code: int
    findings: tuple[Finding, ...]
    accounts: Accounts
    rows: Mapping[int, int] = field(default_factory=dict)


UnitReceipt = Receipt[FormReading]
"""The result of reading a file that was returned as a unit's form."""

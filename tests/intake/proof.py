"""How these tests look at findings, and how they prove that each finding can be raised."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple, ParamSpec

from cchc.core.numbers import shown
from cchc.findings.finding import Finding
from cchc.returns.receipt import REJECTED
from cchc.returns.scorebook import Claim
from cchc.returns.unit_form import UnitReceipt
from tests.support.findings import recorded

P = ParamSpec("P")
Test = Callable[P, None]

PROVEN: dict[str, list[Callable[..., None]]] = {}
"""For every code the tests that build its fault and see it raised."""

_seen: set[str] = set()


class Found(NamedTuple):
    """What a finding says, its places and texts; file and unit are filled in for all alike."""

    code: str
    cell: str = ""
    criterion: str = ""
    found: str = ""
    expected: str = ""


def proves(code: str) -> Callable[[Test[P]], Test[P]]:
    """The test raises this code and compares it, whole, through `see`; else it fails."""

    def proving(test: Test[P]) -> Test[P]:
        @functools.wraps(test)
        def proven(*args: P.args, **kwargs: P.kwargs) -> None:
            _seen.clear()
            test(*args, **kwargs)
            assert code in _seen, f"{code} was not seen"

        PROVEN.setdefault(code, []).append(proven)
        return proven

    return proving


def see(findings: Iterable[Finding], *wanted: Found) -> None:
    """Exactly these findings, in this order: root cause first, no echoes."""
    listed = list(findings)
    assert [_as_found(each) for each in listed] == list(wanted)
    for each in listed:
        assert (
            recorded(each).message
            and recorded(each).remedy
            and "{" not in recorded(each).message + recorded(each).remedy
        )
    _seen.update(each.code for each in wanted)


def see_refused(outcome: UnitReceipt, wanted: Found) -> None:
    """The file is refused for this one reason, and nothing of it is taken."""
    see(outcome.findings, wanted)
    assert (outcome.verdict, outcome.reading, outcome.check_code) == (REJECTED, None, "")


def claim_on(outcome: UnitReceipt, code: str) -> Claim:
    """What was accepted on a leaf."""
    assert outcome.reading is not None
    return outcome.reading.claims[code]


def touched(outcome: UnitReceipt, clean: UnitReceipt) -> set[str]:
    """The leaves whose claims are no longer those of the clean form."""
    assert outcome.reading is not None and clean.reading is not None
    before = clean.reading.claims
    assert before.keys() == outcome.reading.claims.keys()
    return {code for code, claim in outcome.reading.claims.items() if claim != before[code]}


def codes_at(outcome: UnitReceipt, cell: str) -> list[str]:
    """The codes of the findings that name a cell."""
    return [each.code for each in outcome.findings if each.cell == cell]


def index_of(points: str, possible: str = "79") -> str:
    """The index of so many points as findings show it: the unit scores 79 points itself."""
    return shown(100 * Fraction(points) / Fraction(possible), 4)


def _as_found(finding: Finding) -> Found:
    return Found(
        finding.code,
        finding.cell,
        finding.criterion_code,
        recorded(finding).found,
        recorded(finding).expected,
    )

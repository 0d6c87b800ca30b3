"""Forms spoilt as people spoil them, drawn from the fault classes of what comes back.

Every fault says what must be found and what the leaf is then worth; several meet in one form.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from cchc.returns.receipt import REJECTED
from cchc.returns.unit_form import UnitReceipt
from tests.intake.packages import saved_by_openpyxl
from tests.support.rounds import Round

from .bases import Base
from .form_faults import FORM_FAULTS
from .judging import same_figures
from .spoilt import Expected, Spoilt
from .value_faults import VALUE_FAULTS

CARRIERS: tuple[Callable[[bytes], bytes], ...] = (bytes, bytes, saved_by_openpyxl)
"""How the spoilt form travels: as it is, or through another program."""


def faults_of_semantic_case(
    issued: Round, base: Base, chance: random.Random
) -> tuple[UnitReceipt, list[str]]:
    """One form with one to four faults, and what is wrong with its verdict."""
    spoilt = Spoilt(issued, chance, base.unit, dict(base.values), dict(base.truth))
    leaves = [scored for scored in issued.criteria.leaves if scored.by_unit]
    chance.shuffle(leaves)
    for _ in range(chance.choice((1, 1, 2, 3))):
        _plant_one(spoilt, leaves, VALUE_FAULTS)
    if chance.random() < 0.6:
        _plant_one(spoilt, leaves, FORM_FAULTS)
    content = spoilt.content()
    if spoilt.may_travel:
        content = chance.choice(CARRIERS)(content)
    outcome = issued.take(content)
    return outcome, [f"{fault} ({', '.join(spoilt.planted)})" for fault in _judged(spoilt, outcome)]


def _plant_one(spoilt: Spoilt, leaves: list, faults: tuple) -> None:  # type: ignore[type-arg]
    """One fault on the first leaf it fits; each leaf takes one."""
    fault = spoilt.chance.choice(faults)
    for place, scored in enumerate(leaves):
        expected = fault(spoilt, scored)
        if expected is not None:
            spoilt.planted.append(f"{fault.__name__} {scored.code}")
            spoilt.expected += expected
            del leaves[place]
            return


def _judged(spoilt: Spoilt, outcome: UnitReceipt) -> list[str]:
    codes = {(each.code, each.criterion_code) for each in outcome.findings}
    if spoilt.refused_for:
        refused = outcome.verdict == REJECTED and (spoilt.refused_for, "") in codes
        return [] if refused else [f"not refused for {spoilt.refused_for}"]
    if outcome.reading is None:
        return [f"refused: {sorted(codes)}"]
    faults = [
        f"{expected.code} does not raise {' or '.join(sorted(expected.raises))}"
        for expected in spoilt.expected
        if expected.raises and not any((code, expected.code) in codes for code in expected.raises)
    ]
    truth = {**spoilt.truth, **{each.code: each.claim for each in spoilt.expected if each.claim}}
    for code, claim in outcome.reading.claims.items():
        exact = code in {each.code for each in spoilt.expected}
        same = (
            (claim.self_score, claim.applicable) == (truth[code].self_score, truth[code].applicable)
            if exact
            else same_figures(claim, truth[code]) and claim.remark == truth[code].remark
        )
        if not same:
            faults.append(f"{code}: {claim} instead of {truth[code]}")
    return faults


__all__ = ["Expected", "faults_of_semantic_case"]

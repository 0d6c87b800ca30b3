"""What a person decides about a file: it counts by their word, and says so on its line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc.findings.catalogue import CATALOGUE
from cchc.findings.finding import Finding
from cchc.results.consolidation import Consolidation
from cchc.returns.attribution import AttributionRequest
from macros_py.steps.consolidate import consolidate
from tests.support.findings import recorded
from tests.support.rounds import TODAY, Round, full_values

from .leaves import STEPS
from .proof import Found, proves, see
from .test_identity import PLACES, without_stamps

REASON = "Xã xác nhận bằng công văn số 15/UBND"


def claimed(issued: Round, file: str, unit: str) -> Consolidation:
    return consolidate(issued.root, TODAY, attribution=AttributionRequest(file, unit, REASON))


def of_file(done: Consolidation, file: str) -> list[Finding]:
    return [each for each in done.findings if each.file == file]


@proves("FORM_CLAIMED")
def test_a_form_without_a_stamp_counts_by_a_persons_word(fresh_round: Round, clean: bytes) -> None:
    fresh_round.put("mat ma.xlsx", without_stamps(clean, *PLACES))
    unit = fresh_round.units[0]
    assert fresh_round.consolidate().results.units[0].index is None
    done = claimed(fresh_round, "mat ma.xlsx", unit)
    why = CATALOGUE["FORM_NOT_OURS"].message.say()
    found = [each for each in of_file(done, "mat ma.xlsx") if each.code == "FORM_CLAIMED"]
    see(found, Found("FORM_CLAIMED", "", "", why, unit))
    assert done.results.units[0].index == 100
    assert [each.verdict for each in done.receipts] == ["accepted_with_remarks"]
    assert fresh_round.consolidate().results.units[0].index == 100, "the word stands in the next run"


@pytest.fixture
def twice(fresh_round: Round, clean: bytes) -> Round:
    """Two returns of the first unit, a quarter of a point apart."""
    values = {**full_values(fresh_round.criteria), f"{STEPS}:score": Fraction(3, 4)}
    fresh_round.put("a.xlsx", clean)
    fresh_round.put("b.xlsx", fresh_round.form(values))
    return fresh_round


@pytest.mark.parametrize(("chosen", "index"), [("a.xlsx", Fraction(100)), ("b.xlsx", Fraction(7875, 79))])
@proves("UNIT_RETURN_CHOSEN")
def test_of_two_the_chosen_one_counts(twice: Round, chosen: str, index: Fraction) -> None:
    done = claimed(twice, chosen, twice.units[0])
    found = of_file(done, chosen)
    see(found, Found("UNIT_RETURN_CHOSEN", "", "", recorded(found[0]).found, REASON))
    assert done.results.units[0].index == index


@proves("UNIT_RETURN_NOT_CHOSEN")
def test_the_other_one_says_why_it_does_not_count(twice: Round) -> None:
    done = claimed(twice, "a.xlsx", twice.units[0])
    see(of_file(done, "b.xlsx"), Found("UNIT_RETURN_NOT_CHOSEN", "", "", REASON, "a.xlsx"))


def test_a_third_return_after_the_choice_opens_it_again(twice: Round) -> None:
    """Nobody has seen it beside the others."""
    claimed(twice, "a.xlsx", twice.units[0])
    values = {**full_values(twice.criteria), f"{STEPS}:score": Fraction(1, 2)}
    twice.put("c.xlsx", twice.form(values))
    done = twice.consolidate()
    assert {each.verdict for each in done.receipts} == {"rejected"}
    assert done.results.units[0].index is None

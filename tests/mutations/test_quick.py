"""A few hundred mutations in every test run. The thousands are in test_long.py."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cchc.returns.receipt import ACCEPTED
from tests.intake.spoiling import with_text
from tests.support.rounds import Round

from .judging import faults_of
from .running import Case, run


@pytest.fixture(scope="module")
def case(issued_round: Round) -> Case:
    return Case(issued_round)


@pytest.mark.parametrize(("kind", "count"), [("bytes", 120), ("xml", 60), ("semantic", 40)])
def test_every_mutation_ends_in_a_verdict_and_no_wrong_score(case: Case, kind: str, count: int) -> None:
    tally = run(case, kind, range(count))
    assert tally.faults == [], tally.report(kind)
    assert tally.verdicts.total() >= count
    assert tally.verdicts.keys() - {ACCEPTED}, "the mutations change nothing"


@pytest.mark.parametrize("base", [0, -1])
def test_the_judge_knows_a_wrong_score_when_it_sees_one(case: Case, base: int) -> None:
    """Else all of this proves nothing: a quarter of a point more on one leaf, and not a word about it."""
    form = case.bases[base]
    outcome = case.issued.take(form.content)
    assert outcome.reading is not None
    assert faults_of(case.issued, form, outcome, form.content) == []
    code, claim = next(
        (code, claim) for code, claim in outcome.reading.claims.items() if "done" in claim.figures
    )
    wrong = replace(claim, figures={**claim.figures, "done": Fraction(1, 4)}, self_score=Fraction(1, 4))
    reading = replace(outcome.reading, claims={**outcome.reading.claims, code: wrong})
    (fault,) = faults_of(case.issued, form, replace(outcome, reading=reading), form.content)
    assert fault.startswith(f"{code}: ")


def test_an_emptied_text_is_blank_to_every_reader(case: Case) -> None:
    """Mutation xml 3380: a choice emptied in a form without results. The unit is incomplete; nothing was misread."""
    form = next(base for base in case.bases if not base.shows_results)
    code = next(code for code, claim in form.truth.items() if "choice" in claim.figures)
    content = with_text(form.content, case.issued.cell(f"{code}:choice").address, "")
    outcome = case.issued.take(content)
    assert outcome.reading is not None and "choice" not in outcome.reading.claims[code].figures
    assert faults_of(case.issued, form, outcome, content) == []

"""A few hundred mutations in every test run. The thousands are in test_long.py."""

from __future__ import annotations

import pytest

from tests.support.rounds import Round

from .running import Case, run


@pytest.fixture(scope="module")
def case(issued_round: Round) -> Case:
    return Case(issued_round)


@pytest.mark.parametrize(("kind", "count"), [("bytes", 120), ("xml", 60), ("semantic", 40)])
def test_every_mutation_ends_in_a_verdict_and_no_wrong_score(case: Case, kind: str, count: int) -> None:
    tally = run(case, kind, range(count))
    assert tally.faults == [], tally.report(kind)
    assert tally.verdicts.total() >= count
    assert len(tally.verdicts) > 1, "the mutations change nothing"

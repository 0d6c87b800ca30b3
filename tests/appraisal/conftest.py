"""Appraisals to read from; tests that write make their own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.appraisal.rounds import Appraising, claimed, start_appraising


@pytest.fixture(scope="session")
def first_round(tmp_path_factory: pytest.TempPathFactory) -> Appraising:
    """Three communes: one at its best, one with a leaf that did not arise and a rate of 5/7, one that
    left a leaf blank. The forms of the first appraisal are out.
    """
    round_ = start_appraising(tmp_path_factory.mktemp("lan-1") / "Đợt 2023", 3, two=True)
    best, odd, blank = round_.units
    changes = {
        "1.4.2:choice": "Không phát sinh",
        "1.4.2:done": None,
        "1.4.2:total": None,
        "1.3.2:done": Fraction(5),
        "1.3.2:total": Fraction(7),
    }
    claimed(round_, {best: {}, odd: changes, blank: {"1.1.2:done": None, "1.1.2:total": None}})
    round_.issue("first")
    return round_

"""Statistics worked out by hand on a set small enough for that: one leaf of 4 points, one of 6."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from cchc.campaign.model import Block, Campaign, Unit
from cchc.core.ranking import ClassBand, RankingSettings
from cchc.core.rules.choosing import YesNo
from cchc.criteria.model import CriteriaSet, Criterion, Expected, Header, Leaf
from cchc.criteria.sources import SELF
from cchc.results.compute import compute
from cchc.results.model import Results
from cchc.results.statistics import gaps, line_figures, mean, median, summary, weakest
from cchc.returns.scorebook import Claim, LeafScores, UnitScores, without_return

CLASSES = (ClassBand("Khá", Fraction(70)), ClassBand("Tốt", Fraction(90)))
LEAF = Leaf(SELF, YesNo(), "yes_no")
CRITERIA = CriteriaSet(
    Header(
        "thu",
        "Thử",
        "PL",
        "1/QĐ",
        date(2023, 1, 1),
        "UBND",
        "1",
        2023,
        "x",
        Expected((2,), Fraction(10), {}),
        {},
    ),
    (
        Criterion("1", "Một", Fraction(4)),
        Criterion("1.1", "Một một", Fraction(4), leaf=LEAF),
        Criterion("2", "Hai", Fraction(6)),
        Criterion("2.1", "Hai một", Fraction(6), leaf=LEAF),
    ),
    "f" * 64,
)
# Claims on 1.1 and 2.1 ("-" does not apply, None blank), what appraisal made of them, special.
# The indices: A 4+3 of 10 = 70; B 2+6 of 10 = 80; C 2 of 4 = 50; D 4 of 10 = 40; E special, 100; F nothing.
UNITS: tuple[tuple[str, object, object, object, bool], ...] = (
    ("A", 4, 6, (4, 3), False),
    ("B", 2, 6, (None, None), False),
    ("C", 3, "-", (2, None), False),
    ("D", 4, None, (None, None), False),
    ("E", 4, 6, (None, None), True),
)


def row(claim: object, decided: object) -> LeafScores:
    if claim == "-":
        return LeafScores(Claim(applicable=False))
    exact = None if claim is None else Fraction(str(claim))
    return LeafScores(Claim(self_score=exact), decided=None if decided is None else Fraction(str(decided)))


@pytest.fixture(scope="module")
def results() -> Results:
    books = []
    units = []
    for code, first, second, decided, special in UNITS:
        unit = Unit(code, f"Đơn vị {code}", "x", "T", "k", special=special)
        assert isinstance(decided, tuple)
        rows = {"1.1": row(first, decided[0]), "2.1": row(second, decided[1])}
        books.append(UnitScores(unit, CRITERIA, rows, returned=True))
        units.append(unit)
    units.append(Unit("F", "Đơn vị F", "x", "T", "k"))
    books.append(without_return(units[-1], CRITERIA, rejected=False))
    campaign = Campaign(
        "t", "Thử", 2023, False, RankingSettings(), 5, date(2024, 1, 1), (), (), (), (Block("k", "Khối"),),
        CLASSES, tuple(units), (),
    )  # fmt: skip
    return compute(campaign, books, frozenset({SELF}))


def test_the_indices_are_those_of_the_table_above(results: Results) -> None:
    assert [each.index for each in results.units] == [70, 80, 50, 40, 100, None]


def test_summary_leaves_out_special_units_and_those_without_figures(results: Results) -> None:
    figures = summary(results.block("k"), CLASSES)
    assert (figures.units, figures.ranked, figures.special, figures.without_figures) == (6, 4, 1, 1)
    assert figures.average == 60  # (70 + 80 + 50 + 40) / 4
    assert figures.median == 60  # between 50 and 70
    assert figures.highest is not None
    assert figures.highest.unit.code == "B"
    assert figures.lowest is not None
    assert figures.lowest.unit.code == "D"
    assert figures.spread == 40
    assert figures.by_class == {"Tốt": 0, "Khá": 2, "": 2}


def test_lines(results: Results) -> None:
    first, leaf, second, other = line_figures(CRITERIA, results.units)
    # 1.1: A 4, B 2, C 2 after appraisal, D 4 of 4: average 3, 75 %; C lost 1 of 4 claims.
    assert (leaf.scored, leaf.full, leaf.zero, leaf.not_applicable, leaf.not_scored) == (4, 2, 0, 0, 0)
    assert (leaf.average_points, leaf.average_index) == (Fraction(3), Fraction(75))
    assert leaf.average_change == Fraction(-1, 4)
    # 2.1: A 3 after appraisal, B 6; C does not have it, D left it blank: average 4.5, 75 %; A lost 3 of 2 claims.
    assert (other.scored, other.full, other.zero, other.not_applicable, other.not_scored) == (2, 1, 0, 1, 1)
    assert (other.average_points, other.average_index) == (Fraction("4.5"), Fraction(75))
    assert other.average_change == Fraction("-1.5")
    assert (first.average_index, second.average_index) == (Fraction(75), Fraction(75))


def test_the_weakest_line_comes_first_and_one_without_figures_last(results: Results) -> None:
    lines = line_figures(CRITERIA, results.units)
    low = replace(lines[3], average_index=Fraction(10))
    none = replace(lines[0], average_index=None)
    assert weakest([none, lines[1], low, lines[2]]) == [low, lines[1], lines[2], none]


def test_gaps_largest_first(results: Results) -> None:
    found = [(gap.result.unit.code, gap.line.code, gap.change) for gap in gaps(results.units)]
    assert found == [("A", "2.1", Fraction(-3)), ("C", "1.1", Fraction(-1))]


def test_nothing_has_no_average() -> None:
    assert mean([]) is None
    assert median([]) is None
    assert median([Fraction(1), Fraction(9), Fraction(2)]) == 2
    empty = summary([], CLASSES)
    assert (empty.average, empty.median, empty.highest, empty.spread) == (None, None, None, None)

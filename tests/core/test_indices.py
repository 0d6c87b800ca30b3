"""Sums over the criteria tree, and the index made from them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.indices import Section, Tree, index, parent_code
from cchc.core.numbers import percentage, round_half_up, shown

from .scoring import steadily

UNEVEN_TREE = ("1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1")
"""1.2 and 2.1 are leaves on level 2."""


def test_the_whole_is_named_by_the_empty_code() -> None:
    """1.10.3 lies below 1.10, not below 1.1; above a domain there is the whole."""
    assert [parent_code(code) for code in ("1.10.3", "1.10", "1")] == ["1.10", "1", ""]


def test_leaves_are_summed_up_an_uneven_tree() -> None:
    """A parent is what is there below it, on whatever level its leaves stand."""
    points: dict[str, Fraction | None] = {
        "1.1.1": Fraction("0.5"),
        "1.1.2": Fraction(5, 7),
        "1.2": Fraction(2),
        "2.1": Fraction(1),
    }
    rolled = Tree(UNEVEN_TREE).rolled_up(points)
    assert rolled == {
        **points,
        "1.1": Fraction(1, 2) + Fraction(5, 7),
        "1": Fraction(5, 2) + Fraction(5, 7),
        "2": Fraction(1),
        "": Fraction(7, 2) + Fraction(5, 7),
    }


def test_a_missing_leaf_adds_nothing_and_nothing_stays_nothing() -> None:
    """A parent with one figure has that figure; a parent with none has none, not 0."""
    rolled = Tree(UNEVEN_TREE).rolled_up({"1.1.1": Fraction("0.5"), "1.1.2": None})
    assert rolled["1.1"] == rolled["1"] == rolled[""] == Fraction(1, 2)
    assert rolled["1.1.2"] is rolled["1.2"] is rolled["2.1"] is rolled["2"] is None


def test_a_form_without_figures_has_no_sums() -> None:
    """Nothing filled in: no value anywhere, so no index either."""
    rolled = Tree(UNEVEN_TREE).rolled_up({})
    assert set(rolled.values()) == {None}
    assert index(rolled[""], Fraction(100)) is None


def test_a_scored_zero_stays_zero() -> None:
    """0 is a score: it shows in the parent, and the index is 0."""
    rolled = Tree(UNEVEN_TREE).rolled_up({"2.1": Fraction(0)})
    assert rolled["2"] == rolled[""] == 0
    assert rolled["1"] is None
    assert index(rolled[""], Fraction(100)) == 0


@steadily
@given(st.lists(st.fractions(min_value=0, max_value=20, max_denominator=1000), min_size=4, max_size=4))
def test_domains_add_up_to_the_whole_exactly(points: list[Fraction]) -> None:
    """Unrounded values are summed: no point is lost on the way up."""
    rolled = Tree(UNEVEN_TREE).rolled_up(dict(zip(("1.1.1", "1.1.2", "1.2", "2.1"), points, strict=True)))
    assert rolled["1"] == sum(points[:3])
    assert rolled[""] == sum(points)


def test_not_applicable_points_leave_the_denominator() -> None:
    """68.32 of the 84 points possible is an index of 81,33 (Thanh Hóa 2023)."""
    assert shown(index(Fraction("68.32"), Fraction(84)), 2) == "81,33"


def test_index_of_nothing_possible_is_nothing() -> None:
    """A unit none of whose leaves count has no index."""
    assert index(Fraction(0), Fraction(0)) is None


def test_the_total_is_rounded_once_from_exact_domains() -> None:
    """Eight domains whose rounded figures add to 87.84 show a total of 87,83, as published."""
    domains = [
        Fraction(points)
        for points in ("12.125", "6.205", "15.50", "10.40", "13.20", "8.15", "11.75", "10.50")
    ]
    assert sum(round_half_up(points, 2) for points in domains) == Decimal("87.84")
    whole = Tree(map(str, range(1, 9))).rolled_up({str(n): p for n, p in enumerate(domains, 1)})[""]
    assert shown(index(whole, Fraction(100)), 2) == "87,83"


def test_component_index_is_the_same_ratio() -> None:
    """A domain's index is its points over its own possible points."""
    assert index(Fraction("10.5"), Fraction(14)) == percentage(Fraction("10.5"), Fraction(14)) == 75


SECTIONS = {"2": Section(1, Fraction(3)), "3": Section(-1, Fraction(2))}
WITH_SECTIONS = ("1", "1.1", "2", "2.1", "2.2", "3", "3.1")


def _rolled(base: str | None, bonus: tuple[str, str], penalty: str) -> dict[str, Fraction | None]:
    leaves = {"2.1": Fraction(bonus[0]), "2.2": Fraction(bonus[1]), "3.1": Fraction(penalty)}
    values: dict[str, Fraction | None] = {"1.1": None if base is None else Fraction(base), **leaves}
    return Tree(WITH_SECTIONS, SECTIONS).rolled_up(values)


@pytest.mark.parametrize(
    ("bonus", "penalty", "whole"),
    [
        (("1", "0.5"), "0", "91.5"),
        (("3", "0"), "0", "93"),
        (("2", "2"), "0", "93"),
        (("0", "0"), "1.5", "88.5"),
        (("0", "0"), "2", "88"),
        (("0", "0"), "2.5", "88"),
        (("3", "3"), "5", "91"),
    ],
)
def test_bonus_and_penalty_stay_within_their_caps(bonus: tuple[str, str], penalty: str, whole: str) -> None:
    """Each section moves the points of the whole by at most its own cap: 3 up, 2 down."""
    rolled = _rolled("90", bonus, penalty)
    assert rolled[""] == Fraction(whole)
    assert rolled["1"] == 90


def test_a_section_comes_to_its_cap() -> None:
    """Its own line never shows more than it is worth."""
    rolled = _rolled("90", ("2", "2"), "5")
    assert rolled["2"] == 3
    assert rolled["3"] == 2


def test_a_penalty_never_leads_below_zero() -> None:
    """Points end at 0, however large the penalty."""
    assert _rolled("1", ("0", "0"), "5")[""] == 0


def test_bonus_points_alone_are_no_result() -> None:
    """A unit without points of the base set has none, and no index."""
    assert _rolled(None, ("2", "0"), "0")[""] is None


def _by_definition(code: str, values: dict[str, Fraction | None]) -> Fraction | None:
    """A line's value as it is defined: its own, or the fractions directly below it, one after another."""
    if code in values:
        value = values[code]
    else:
        below = [each for each in WITH_SECTIONS if parent_code(each) == code and each not in SECTIONS]
        there = [value for each in below if (value := _by_definition(each, values)) is not None]
        value = sum(there, Fraction(0)) if there else None
    if value is None:
        return None
    if code in SECTIONS:
        return min(value, SECTIONS[code].cap)
    if code:
        return value
    for section, (sign, _) in SECTIONS.items():
        value += sign * (_by_definition(section, values) or 0)
    return max(Fraction(0), value)


_POINTS = st.none() | st.fractions(min_value=0, max_value=20, max_denominator=10**6)


@steadily
@given(st.fixed_dictionaries(dict.fromkeys(Tree(WITH_SECTIONS).leaves, _POINTS)))
def test_sums_over_one_denominator_are_the_exact_sums(values: dict[str, Fraction | None]) -> None:
    """Whatever the denominators: the same as fractions added one by one, sections within their caps."""
    rolled = Tree(WITH_SECTIONS, SECTIONS).rolled_up(values)
    assert rolled == {code: _by_definition(code, values) for code in (*WITH_SECTIONS, "")}

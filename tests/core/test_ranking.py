"""Rank numbers and classes, under each setting a campaign can choose."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.numbers import round_half_up
from cchc.core.ranking import DENSE, DISPLAYED, GAPS, UNROUNDED, ClassBand, RankingSettings, class_of, ranks

from .scoring import steadily

INDICES = st.lists(
    st.one_of(st.none(), st.fractions(min_value=0, max_value=100, max_denominator=3000)), max_size=12
)
SETTINGS = st.builds(
    RankingSettings,
    decimals=st.integers(0, 3),
    compare_on=st.sampled_from([DISPLAYED, UNROUNDED]),
    numbering=st.sampled_from([GAPS, DENSE]),
)
CLASSES = (
    ClassBand("Xuất sắc", Fraction(90)),
    ClassBand("Tốt", Fraction(80)),
    ClassBand("Khá", Fraction(70)),
    ClassBand("Trung bình", Fraction(55)),
)


def ranked(*indices: str | None, settings: RankingSettings) -> list[int | None]:
    """The ranks of indices written as decimals."""
    return ranks([None if text is None else Fraction(text) for text in indices], settings)


def compared(value: Fraction, settings: RankingSettings) -> Fraction:
    """The figure on which a campaign with these settings compares."""
    if settings.compare_on == UNROUNDED:
        return value
    return Fraction(round_half_up(value, settings.decimals))


@pytest.mark.parametrize(
    ("compare_on", "numbering", "expected"),
    [
        (DISPLAYED, GAPS, [1, 1, 3]),
        (DISPLAYED, DENSE, [1, 1, 2]),
        (UNROUNDED, GAPS, [2, 1, 3]),
        (UNROUNDED, DENSE, [2, 1, 3]),
    ],
)
def test_equal_displayed_figures_tie_only_where_displayed_figures_decide(
    compare_on: str, numbering: str, expected: list[int]
) -> None:
    """90.001 and 90.004 both show 90,00: one place or two, as the campaign says."""
    settings = RankingSettings(2, compare_on, numbering)
    assert ranked("90.001", "90.004", "80", settings=settings) == expected


@pytest.mark.parametrize(("numbering", "expected"), [(GAPS, [1, 1, 3]), (DENSE, [1, 1, 2])])
def test_truly_equal_figures_tie_under_either_comparison(numbering: str, expected: list[int]) -> None:
    """Two thirds computed twice is one figure."""
    for compare_on in (DISPLAYED, UNROUNDED):
        settings = RankingSettings(2, compare_on, numbering)
        assert ranked("200/3", "400/6", "50", settings=settings) == expected


def test_more_decimals_part_a_tie() -> None:
    """91.651 and 91.654 are equal at 2 decimals and not at 3."""
    assert ranked("91.651", "91.654", settings=RankingSettings(2)) == [1, 1]
    assert ranked("91.651", "91.654", settings=RankingSettings(3)) == [2, 1]


def test_figures_round_half_up_before_they_are_compared() -> None:
    """89.995 shows 90,00 and ties with 90; 89.9949 shows 89,99 and does not."""
    assert ranked("89.995", "90", "89.9949", settings=RankingSettings(2)) == [1, 1, 3]


def test_a_unit_without_an_index_has_no_rank_and_takes_no_place() -> None:
    """None is left out; an index of 0 is ranked last."""
    assert ranked(None, "80", None, "0", "90", settings=RankingSettings()) == [None, 2, None, 3, 1]
    assert ranked(None, None, settings=RankingSettings()) == [None, None]


def test_the_usual_setting_is_displayed_figures_and_gaps() -> None:
    """What a campaign gets that says nothing: 2 decimals, 1,1,3."""
    assert ranked("90.001", "90.004", "80", settings=RankingSettings()) == [1, 1, 3]


@steadily
@given(INDICES, SETTINGS)
def test_a_higher_index_never_has_a_worse_rank(
    indices: list[Fraction | None], settings: RankingSettings
) -> None:
    """Among all pairs; and a rank is shared exactly by figures that compare equal."""
    pairs = [
        (value, rank)
        for value, rank in zip(indices, ranks(indices, settings), strict=True)
        if value is not None and rank is not None
    ]
    assert len(pairs) == len([value for value in indices if value is not None])
    for value, rank in pairs:
        for other, other_rank in pairs:
            assert value <= other or rank <= other_rank
            assert (rank == other_rank) == (compared(value, settings) == compared(other, settings))


@steadily
@given(INDICES, SETTINGS)
def test_a_rank_says_how_many_stand_above(
    indices: list[Fraction | None], settings: RankingSettings
) -> None:
    """1,1,3 counts the units that are better, 1,1,2 the figures that are better."""
    figures = [None if value is None else compared(value, settings) for value in indices]
    for figure, rank in zip(figures, ranks(indices, settings), strict=True):
        if figure is None:
            assert rank is None
            continue
        above = [other for other in figures if other is not None and other > figure]
        assert rank == 1 + len(set(above) if settings.numbering == DENSE else above)


@steadily
@given(INDICES, SETTINGS, st.randoms(use_true_random=False))
def test_the_order_units_come_in_does_not_matter(
    indices: list[Fraction | None], settings: RankingSettings, random: Random
) -> None:
    """Shuffled units keep their ranks."""
    order = list(range(len(indices)))
    random.shuffle(order)
    before = ranks(indices, settings)
    assert ranks([indices[place] for place in order], settings) == [before[place] for place in order]


@pytest.mark.parametrize(
    ("index", "name"),
    [
        ("100", "Xuất sắc"),
        ("90", "Xuất sắc"),
        ("89.995", "Xuất sắc"),
        ("89.9949", "Tốt"),
        ("80", "Tốt"),
        ("79.99", "Khá"),
        ("55", "Trung bình"),
        ("54.99", None),
        ("0", None),
    ],
)
def test_the_displayed_figure_decides_the_class(index: str, name: str | None) -> None:
    """What prints as 90,00 is of the class from 90; below the lowest class there is none."""
    assert class_of(Fraction(index), CLASSES, 2) == name


def test_the_class_follows_the_campaigns_decimals() -> None:
    """89.995 prints as 89,995 at 3 decimals and is not of the class from 90."""
    assert class_of(Fraction("89.995"), CLASSES, 3) == "Tốt"


def test_classes_may_be_declared_in_any_order() -> None:
    """The highest fitting class is found wherever it stands."""
    assert class_of(Fraction(85), CLASSES[::-1], 2) == "Tốt"


def test_no_index_no_class() -> None:
    """A unit without figures is in no class, not in the lowest."""
    assert class_of(None, (*CLASSES, ClassBand("Yếu", Fraction(0))), 2) is None
    assert class_of(Fraction(0), (*CLASSES, ClassBand("Yếu", Fraction(0))), 2) == "Yếu"

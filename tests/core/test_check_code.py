"""The check code (mã đối chiếu): any figure changed, moved or missing changes it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cchc.core.check_code import MODULUS, leaf_share, shown_code, whole
from cchc.core.evaluation import evaluate
from cchc.core.expressions import Value

from .scoring import Figure, cell, steadily

LABELS = ("Đúng hạn", "Chậm", "Không ban hành")
ASKED = ("done", "total", "score")

COUNTERS = st.integers(0, MODULUS - 2)
SCALES = st.sampled_from([1, 1000])
"""Whole counts up to 999,981, or points with three decimals up to 999.981."""
PLACES = st.integers(1, 200)


def share(position: int, **figures: Figure) -> Value:
    """The share of the leaf at this position with these figures entered."""
    entered = {name: cell(figure) for name, figure in figures.items()}
    return evaluate(leaf_share(position, LABELS, ASKED), entered.get)


def code(*leaves: Mapping[str, Figure]) -> int:
    """The check code of a form with these leaves, in their order."""
    shares = {str(place): share(place, **figures) for place, figures in enumerate(leaves, start=1)}
    value = evaluate(whole(tuple(shares)), shares.get)
    assert isinstance(value, Fraction)
    return int(value)


def test_the_code_on_papers_already_signed_stays_what_it_was() -> None:
    """Worked out by hand: figures in thousandths plus 1, times 7, 101 and 1009; answers by their place.

    1 × (2 + 7 × 9,001 + 101 × 10,001) = 1,073,110, less 999,983: 73,127
    2 × (1009 × 751) = 1,515,518, less 999,983: 515,535
    3 × 99 (an answer off the list) = 297
    """
    leaves: list[dict[str, Figure]] = [
        {"choice": "Chậm", "done": 9, "total": 10},
        {"score": Fraction("0.75")},
        {"choice": "Không rõ"},
    ]
    assert shown_code(code(*leaves)) == "588-959"


def test_the_same_figures_give_the_same_code() -> None:
    """Computed again at intake, it is the code on the signed paper."""
    leaves: list[dict[str, Figure]] = [
        {"choice": "Chậm"},
        {"done": 9, "total": 10},
        {"score": Fraction("0.75")},
    ]
    assert code(*leaves) == code(*leaves)


def test_an_empty_form_has_code_zero() -> None:
    """Nothing entered, nothing to stand for."""
    assert code({}, {}, {}) == 0


@pytest.mark.parametrize("name", ASKED)
def test_blank_and_zero_differ(name: str) -> None:
    """An entered 0 is a figure; an empty cell, or text in it, is none."""
    assert code({name: 0}) != code({name: None})
    assert code({name: "0"}) == code({name: None})


def test_figures_exchanged_between_two_leaves_change_the_code() -> None:
    """9 and 10 on the wrong lines: the totals are the same, the code is not."""
    assert code({"done": 9}, {"done": 10}) != code({"done": 10}, {"done": 9})


def test_done_and_total_exchanged_change_the_code() -> None:
    """9 of 10 is not 10 of 9."""
    assert code({"done": 9, "total": 10}) != code({"done": 10, "total": 9})


def test_choices_exchanged_between_two_leaves_change_the_code() -> None:
    """The same two answers on each other's lines."""
    assert code({"choice": "Chậm"}, {"choice": "Đúng hạn"}) != code(
        {"choice": "Đúng hạn"}, {"choice": "Chậm"}
    )


def test_every_answer_has_a_code_of_its_own() -> None:
    """Each label, no answer, and an answer that is not on the list."""
    answers: list[Figure] = [*LABELS, None, "Không rõ"]
    assert len({code({"choice": answer}) for answer in answers}) == len(answers)


def test_an_answer_in_capitals_is_the_same_answer() -> None:
    """The spreadsheet compares without regard to case, so the code must too."""
    assert code({"choice": "CHẬM"}) == code({"choice": "Chậm"})


def test_the_third_decimal_counts() -> None:
    """0.501 is not 0.5; what lies beyond three decimals does not count."""
    assert code({"score": Fraction("0.501")}) != code({"score": Fraction("0.5")})
    assert code({"score": Fraction("0.5001")}) == code({"score": Fraction("0.5")})


@steadily
@given(PLACES, st.sampled_from(ASKED), COUNTERS, COUNTERS, SCALES)
def test_one_changed_figure_always_changes_the_code(
    position: int, name: str, before: int, after: int, scale: int
) -> None:
    """On any leaf, from any count to any other, from any points to any other."""
    assume(before != after)
    old, new = Fraction(before, scale), Fraction(after, scale)
    assert share(position, **{name: old}) != share(position, **{name: new})


@steadily
@given(PLACES, PLACES, COUNTERS, COUNTERS, SCALES)
def test_two_exchanged_figures_always_change_the_code(
    here: int, there: int, first: int, second: int, scale: int
) -> None:
    """Between any two leaves: place and figure cannot cancel each other out."""
    assume(here != there and first != second)
    one, other = {"done": Fraction(first, scale)}, {"done": Fraction(second, scale)}

    def both(left: Mapping[str, Figure], right: Mapping[str, Figure]) -> Value:
        shares = {"here": share(here, **left), "there": share(there, **right)}
        return evaluate(whole(("here", "there")), shares.get)

    assert both(one, other) != both(other, one)


@steadily
@given(st.lists(st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=1000), max_size=8))
def test_a_code_has_at_most_six_digits(figures: list[Fraction]) -> None:
    """Whatever was typed, negative and huge figures too."""
    assert 0 <= code(*({"done": figure, "total": figure} for figure in figures)) < MODULUS


@pytest.mark.parametrize(
    ("number", "text"), [(12345, "012-345"), (0, "000-000"), (999982, "999-982"), (7, "000-007")]
)
def test_the_code_is_shown_in_two_groups_of_three(number: int, text: str) -> None:
    """With its leading zeros, as the form prints it."""
    assert shown_code(number) == text

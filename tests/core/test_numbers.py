"""Exact numbers: read from text and from doubles, summed, rounded, written."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.numbers import (
    comparable,
    exact,
    from_double,
    machine_text,
    percentage,
    plain,
    round_half_up,
    rounded,
    shown,
    total,
)

from .scoring import steadily

FRACTIONS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("2", Fraction(2)),
        ("0.25", Fraction(1, 4)),
        ("-1.5", Fraction(-3, 2)),
        ("99.55", Fraction(9955, 100)),
        ("100.00", Fraction(100)),
    ],
)
def test_plain_decimal_is_read_exactly(text: str, value: Fraction) -> None:
    """ASCII digits with a dot are a number, without passing through a binary float."""
    assert exact(text) == value


@pytest.mark.parametrize(
    "text",
    ["1,5", "1e3", " 1", "1 ", "1\n", "+1", "01", "1.", ".5", "", "-", "1.5.2", "1_000", "１", "nan"],
)
def test_anything_but_a_plain_decimal_is_refused(text: str) -> None:
    """What could be read in two ways is not read at all."""
    with pytest.raises(ValueError, match="not a plain decimal"):
        exact(text)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("12.125", 2, "12.13"),
        ("-12.125", 2, "-12.13"),
        ("12.1249999999", 2, "12.12"),
        ("2.675", 2, "2.68"),
        ("0.005", 2, "0.01"),
        ("-0.005", 2, "-0.01"),
        ("-0.004", 2, "0.00"),
        ("91.6505", 3, "91.651"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("7", 2, "7.00"),
    ],
)
def test_halves_round_away_from_zero(value: str, places: int, rounded: str) -> None:
    """A half goes up, a negative half goes down, and nothing shows as minus zero."""
    assert str(round_half_up(Fraction(value), places)) == rounded


@steadily
@given(FRACTIONS, st.integers(0, 9))
def test_rounding_moves_a_figure_by_half_a_unit_at_most(value: Fraction, places: int) -> None:
    """The nearest figure is taken, and the same one on both sides of zero."""
    rounded = Fraction(round_half_up(value, places))
    assert abs(rounded - value) <= Fraction(1, 2 * 10**places)
    assert Fraction(round_half_up(-value, places)) == -rounded


def test_rounding_keeps_every_digit_of_a_long_figure() -> None:
    """Exact means exact: a whole number of 29 digits rounds to itself."""
    long_figure = 12345678901234567890123456789
    assert int(round_half_up(Fraction(long_figure), 2)) == long_figure
    assert int(round_half_up(Fraction(-long_figure), 2)) == -long_figure
    assert shown(-long_figure + Fraction(1, 8), 2, ".") == "-12345678901234567890123456788.88"


@steadily
@given(FRACTIONS, st.integers(0, 9))
def test_a_figure_is_rounded_the_same_to_be_compared_and_to_be_shown(value: Fraction, places: int) -> None:
    """What is compared as a fraction is what people read as a decimal, with all its places."""
    figure = round_half_up(value, places)
    assert Fraction(figure) == rounded(value, places)
    assert figure.as_tuple().exponent == -places


def test_a_figure_of_thousands_of_digits_is_written_too() -> None:
    """Someone may lean on a key: even that is text to show in a finding, not a traceback."""
    assert machine_text(Fraction(10**5000)) == "1" + "0" * 5000
    assert machine_text(Fraction(-(10**5000))) == "-1" + "0" * 5000
    assert shown(Fraction(10**5000), 1) == "1" + "0" * 5000 + ",0"


def test_limits_are_compared_at_nine_decimals() -> None:
    """What a double cannot tell from 0.9 counts as 0.9; the ninth decimal still counts."""
    assert comparable(Fraction("0.8999999999")) == Fraction(9, 10)
    assert comparable(Fraction("0.899999999")) < Fraction(9, 10)


@steadily
@given(st.lists(FRACTIONS))
def test_total_equals_the_plain_sum(values: list[Fraction]) -> None:
    """The quick way of adding gives what adding one by one gives."""
    assert total(values) == sum(values, Fraction(0))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(5, 7) * 2, "1.42857142857"),
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(2, 3), "0.666666666667"),
        (Fraction(-2, 3), "-0.666666666667"),
        (Fraction(123, 10**6), "0.000123"),
        (Fraction(1, 8100), "0.000123456790123"),
        (Fraction(2, 21), "0.0952380952381"),
        (Fraction("123456789012.6"), "123456789013"),
        (Fraction(1, 10**20), "0.00000000000000000001"),
        (Fraction("123456789.123456789"), "123456789.123"),
        (Fraction("9.9999999999999"), "10"),
        (Fraction(100), "100"),
        (Fraction(10**15), "1000000000000000"),
        (Fraction("87.50"), "87.5"),
        (Fraction(0), "0"),
        (None, ""),
    ],
)
def test_figures_for_csv_carry_twelve_digits_and_no_exponent(value: Fraction | None, text: str) -> None:
    """Twelve significant digits, a dot, no trailing zeros; what is not there stays empty."""
    assert machine_text(value) == text


@steadily
@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_figures_for_csv_can_be_read_back(value: Fraction) -> None:
    """The text is a plain decimal again, as near as twelve digits allow."""
    assert abs(exact(machine_text(value)) - value) <= abs(value) * Fraction(5, 10**12)


@pytest.mark.parametrize(
    ("double", "value"),
    [
        (0.1, Fraction(1, 10)),
        (0.1 + 0.2, Fraction(3, 10)),
        (87.5, Fraction(175, 2)),
        (-2.25, Fraction(-9, 4)),
        (1e-7, Fraction(1, 10**7)),
        (1e22, Fraction(10**22)),
    ],
)
def test_double_is_read_as_the_decimal_people_see(double: float, value: Fraction) -> None:
    """Behind a spreadsheet's 0.1 stands one tenth, not its nearest binary fraction."""
    assert from_double(double) == value


@steadily
@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_every_typed_decimal_survives_the_spreadsheet(digits: int, places: int) -> None:
    """A decimal of up to 15 digits comes back from its double unchanged."""
    typed = Decimal(digits).scaleb(-places)
    assert from_double(float(typed)) == Fraction(typed)


@pytest.mark.parametrize("double", [float("nan"), float("inf"), float("-inf")])
def test_nan_and_infinity_are_no_figures(double: float) -> None:
    """They are refused, not carried along."""
    with pytest.raises(ValueError, match="not a finite number"):
        from_double(double)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction("91.651"), 3, "91,651"),
        (Fraction(5, 7) * 2, 2, "1,43"),
        (Fraction(2), 2, "2,00"),
        (Fraction("87.5"), 0, "88"),
        (Fraction(0), 2, "0,00"),
        (None, 2, ""),
    ],
)
def test_figures_for_people_have_a_comma_and_fixed_decimals(
    value: Fraction | None, places: int, text: str
) -> None:
    """87,5 for 87.5, as many decimals as asked for; a missing figure is not shown as 0."""
    assert shown(value, places) == text


def test_decimal_mark_can_be_a_dot() -> None:
    """English pages show the same figure with a dot."""
    assert shown(Fraction("91.6505"), 3, ".") == "91.651"


@pytest.mark.parametrize(
    ("value", "text"), [("0.25", "0,25"), ("2.00", "2"), ("1.50", "1,5"), ("10", "10")]
)
def test_declared_points_show_without_trailing_zeros(value: str, text: str) -> None:
    """Max points print as the decision writes them."""
    assert plain(Fraction(value)) == text


def test_percentage_of_nothing_possible_is_nothing() -> None:
    """Where no points were possible there is no rate, neither 0 nor 100."""
    assert percentage(Fraction(3), Fraction(4)) == 75
    assert percentage(Fraction(0), Fraction(4)) == 0
    assert percentage(Fraction(0), Fraction(0)) is None

"""Exact numbers: from text to `Fraction`, back to text, rounding half up.

Every figure inside the project is a `Fraction`: declared scores are decimals, but a rule may divide
(5 of 7 files on time, times 2 points), and only fractions keep both exact. A spreadsheet computes
in binary floats; `comparable` is the common ground on which the two are compared.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Dict, Iterable, Optional, Union

COMPARISON_PLACES = 9
"""Decimals at which limits are compared, here and in the native formulas (ROUND(x,9))."""

TAIL_PLACES = 12
"""Decimals native sums and indices are rounded to: cuts off binary tails (some 1e-13 for figures up
to 100) and is far finer than what two engines may differ by."""

TOLERANCE = Fraction(1, 10**9)
"""Figures of two engines agree within this, and when they display the same."""

MACHINE_DIGITS = 12
"""Significant decimal digits a figure carries in our CSV files."""

_KNOWN_FIGURES = 16384
"""So many figures and their texts are remembered."""

_PLAIN_WHOLE = 10**MACHINE_DIGITS

_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")

Exact = Union[int, Fraction]
"""A number on the way: whole ones as `int` where that is known, which is many times faster."""

ZERO = Fraction(0)
HUNDRED = Fraction(100)


def exact(text: str) -> Fraction:
    """Read a decimal written in plain ASCII with a dot ("0.25", "2", "-1.5").

    Raises ValueError for anything else: exponents, commas, signs in front of zero-padded digits,
    surrounding blanks.
    """
    if not _DECIMAL.fullmatch(text):
        raise ValueError("not a plain decimal: %r" % (text,))
    return Fraction(Decimal(text))


def from_double(value: float) -> Fraction:
    """The decimal a person sees behind a spreadsheet's binary double (15 significant digits).

    Raises ValueError for infinities and NaN, which are no figures.
    """
    if not math.isfinite(value):
        raise ValueError("not a finite number: %r" % (value,))
    return Fraction(Decimal(format(value, ".15g")))


def total(values: Iterable[Fraction]) -> Fraction:
    """Exact sum. Numerators are added per denominator first: most scores share very few of them,
    and a general fraction addition is many times dearer.
    """
    numerators: Dict[int, int] = {}
    for value in values:
        denominator = value.denominator
        numerators[denominator] = numerators.get(denominator, 0) + value.numerator
    whole, parts = 0, 1
    for denominator, numerator in numerators.items():
        common = math.gcd(parts, denominator)
        whole = whole * (denominator // common) + numerator * (parts // common)
        parts = parts // common * denominator
    return Fraction(whole, parts)


def least_common_multiple(numbers: Iterable[int]) -> int:
    """Of whole numbers from 1; 1 of none. (`math.lcm` came with Python 3.9.)"""
    multiple = 1
    for number in numbers:
        multiple = multiple // math.gcd(multiple, number) * number
    return multiple


def shared_fraction(numerator: int, denominator: int) -> Fraction:
    """The fraction, one object for equal ones as a rule: thousands of units share few figures."""
    common = math.gcd(numerator, denominator)
    return _shared_fraction(numerator // common, denominator // common)


@lru_cache(maxsize=_KNOWN_FIGURES)
def _shared_fraction(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)


def percentage(points: Fraction, possible: Fraction) -> Optional[Fraction]:
    """100 × points / possible, or None where nothing was possible.

    Source: 1877/QĐ-UBND, III.1.d (the same words in III.2.d and III.3.d).
    """
    if possible == 0:
        return None
    return shared_fraction(
        100 * points.numerator * possible.denominator, points.denominator * possible.numerator
    )


def rounded(value: Fraction, places: int) -> Fraction:
    """Rounded to `places` decimals (0 or more) as people and spreadsheets do: a half goes away from
    zero.
    """
    return Fraction(_units(value, places), 10**places)


def round_half_up(value: Fraction, places: int) -> Decimal:
    """The same as a decimal of exactly `places` decimals, to be shown.

    Put together from its digits: arithmetic on decimals would cut them off at those of the context.
    """
    units = _units(value, places)
    return Decimal((int(units < 0), Decimal(abs(units)).as_tuple().digits, -places))


def _units(value: Fraction, places: int) -> int:
    """How many units of the last decimal a rounded figure has."""
    return _half_up(value.numerator, value.denominator, places)


def _half_up(numerator: int, denominator: int, places: int) -> int:
    """The same of a quotient, the denominator above zero."""
    units: int = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return -units if numerator < 0 else units


def comparable(value: Fraction) -> Fraction:
    """A figure at the precision at which limits are compared (9 decimals, half up)."""
    if 10**COMPARISON_PLACES % value.denominator == 0:
        return value  # a short decimal already: nearly all of them are
    return rounded(value, COMPARISON_PLACES)


def comparable_units(value: Exact, divisor: Exact = 1) -> int:
    """A figure, or one divided by another, at that precision, as a whole number of its last decimals:
    quicker to compare. Raises ZeroDivisionError.
    """
    numerator = value.numerator * divisor.denominator
    denominator = value.denominator * divisor.numerator
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    return _half_up(numerator, denominator, COMPARISON_PLACES)


def agree(one: Optional[Fraction], other: Optional[Fraction], places: int) -> bool:
    """Whether two engines' figures are the same: both empty, or closer than 1e-9 and displayed
    alike at `places` decimals.
    """
    if one is None or other is None:
        return one is other
    return abs(one - other) < TOLERANCE and round_half_up(one, places) == round_half_up(other, places)


def machine_text(value: Optional[Fraction]) -> str:
    """A figure for CSV: 12 significant digits, dot, no exponent, no trailing zeros; None is empty."""
    return "" if value is None else _machine_text(value.numerator, value.denominator)


@lru_cache(maxsize=_KNOWN_FIGURES)  # by two whole numbers: hashing a Fraction is slow
def _machine_text(numerator: int, denominator: int) -> str:
    value = Fraction(numerator, denominator)
    if value.denominator == 1 and -_PLAIN_WHOLE < value.numerator < _PLAIN_WHOLE:
        return str(value.numerator)
    whole_digits = _whole_digits(value) if abs(value) >= 1 else _leading_zeros(value)
    text = format(round_half_up(value, max(MACHINE_DIGITS - whole_digits, 0)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _whole_digits(value: Fraction) -> int:
    """How many digits stand before the decimal point. Not by str(): it refuses very long numbers."""
    return Decimal(int(abs(value))).adjusted() + 1


def _leading_zeros(value: Fraction) -> int:
    """Minus the number of zeros right behind the decimal point (0.00123 has two, so -2)."""
    zeros, scaled = 0, abs(value) * 10
    while scaled < 1:
        zeros, scaled = zeros + 1, scaled * 10
    return -zeros


@lru_cache(maxsize=4096)
def shown(value: Optional[Fraction], places: int, decimal_mark: str = ",") -> str:
    """A figure for people: rounded half up to `places`, with the Vietnamese decimal comma."""
    if value is None:
        return ""
    return format(round_half_up(value, places), "f").replace(".", decimal_mark)


def plain(value: Fraction, decimal_mark: str = ",") -> str:
    """A declared decimal for people without trailing zeros: 0,25 · 2 · 1,5."""
    return machine_text(value).replace(".", decimal_mark)

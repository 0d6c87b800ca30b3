"""Figures in sentences: shown in full where they are short decimals, else rounded to four decimals."""

from __future__ import annotations

from fractions import Fraction

from cchc.core.numbers import plain, shown

_SHORT = 6
"""A figure with at most this many decimals is shown in full."""

_CUT = 4


def figure_text(value: Fraction) -> str:
    """A figure for a line of arithmetic: in full where it is a short decimal, else at four decimals."""
    return plain(value) if is_short(value) else shown(value, _CUT)


def is_short(value: Fraction) -> bool:
    """Whether a figure is a decimal with few enough places to be shown in full."""
    return bool((value * 10**_SHORT).denominator == 1)


def equals(*values: Fraction) -> str:
    """The sign before a result: "≈" where one of the figures is rounded, else "="."""
    return "=" if all(is_short(each) for each in values) else "≈"


def percent(rate: Fraction) -> str:
    """A rate as a percentage without trailing zeros: 87,5%."""
    return plain(rate * 100) + "%"

"""When two engines, the spreadsheet and Python, have computed the same figure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc.core.numbers import agree, from_double


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Fraction(10, 7), from_double(10 / 7), True),
        (Fraction("87.5"), Fraction("87.5"), True),
        (Fraction("87.5"), Fraction("87.5000000009"), True),
        (Fraction("87.5"), Fraction("87.500000001"), False),
        (Fraction("89.995"), Fraction("89.9949999999"), False),
        (Fraction(0), None, False),
        (None, Fraction(0), False),
        (None, None, True),
    ],
)
def test_figures_agree_when_close_and_displayed_alike(
    one: Fraction | None, other: Fraction | None, *, same: bool
) -> None:
    """Closer than 1e-9 and equal at 2 decimals: 90,00 against 89,99 is a finding; blank is not 0."""
    assert agree(one, other, 2) is same

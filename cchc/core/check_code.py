"""The check code (mã đối chiếu): six digits that stand for all figures a unit entered.

The form computes it with native formulas and prints it beside the signature; intake computes it
again. One changed, swapped or missing figure changes the code. It is a check against mix-ups
between the signed paper and the file, not a seal: Ed25519 does that for the identity.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Dict, Sequence, Tuple

from . import roles
from .expressions import (
    Arithmetic,
    Expression,
    If,
    Input,
    Is,
    IsBlank,
    IsNumber,
    Number,
    Remainder,
    Rounded,
    SumOf,
)
from .numbers import ZERO

MODULUS = 999_983
"""The largest prime of six digits: no two leaves can cancel each other out by their place."""

FIGURE_PLACES = 3
"""Decimals of an entered figure that count; more are refused at intake."""

_WEIGHTS: Dict[str, int] = {roles.DONE: 7, roles.TOTAL: 101, roles.SCORE: 1009}
_UNKNOWN_CHOICE = 99


def leaf_share(position: int, labels: Sequence[str], figures: Sequence[str]) -> Expression:
    """The tree of one leaf's share. `position` counts leaves from 1 and weighs the share, so that
    the same figures on another leaf give another code; `labels` are its choices, `figures` the
    number cells it asks for.
    """
    sum_tree: Expression = _choice_number(labels) if labels else Number(ZERO)
    for name in figures:
        weighed = Arithmetic("*", _scaled(Input(name)), _number(_WEIGHTS[name]))
        sum_tree = Arithmetic("+", sum_tree, weighed)
    return Remainder(Arithmetic("*", sum_tree, _number(position)), MODULUS)


def whole(names: Tuple[str, ...]) -> Expression:
    """The tree of the code from the shares of all leaves."""
    return Remainder(SumOf(names), MODULUS)


def shown_code(code: int) -> str:
    """The code as the form's number format shows it: 012-345."""
    return "%03d-%03d" % divmod(code, 1000)


def _choice_number(labels: Sequence[str]) -> Expression:
    tree: Expression = _number(_UNKNOWN_CHOICE)
    for place in range(len(labels), 0, -1):
        tree = If(Is(Input(roles.CHOICE), labels[place - 1]), _number(place), tree)
    return If(IsBlank(Input(roles.CHOICE)), Number(ZERO), tree)


def _scaled(figure: Input) -> Expression:
    """A figure as a small whole number; a missing one is 0 and an entered 0 is 1."""
    thousandths = Rounded(Arithmetic("*", figure, _number(10**FIGURE_PLACES)), 0)
    shifted = Arithmetic("+", thousandths, _number(1))
    return If(IsNumber(figure), Remainder(shifted, MODULUS), Number(ZERO))


def _number(value: int) -> Number:
    return Number(Fraction(value))

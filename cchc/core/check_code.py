"""The check code (mã đối chiếu): six digits computed from all figures a unit entered.

The form computes it with native formulas and prints it beside the signature; intake computes it again. One
changed, swapped or missing figure changes the code. It detects mix-ups between the signed paper and the
file. It is not a seal: the identity is signed with Ed25519.
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
"""The largest prime of six digits, so that the weights of two leaves cannot cancel each other."""

FIGURE_PLACES = 3
"""Decimals of an entered figure that are used; figures with more are refused at intake."""

_WEIGHTS: Dict[str, int] = {roles.DONE: 7, roles.TOTAL: 101, roles.SCORE: 1009}
_UNKNOWN_CHOICE = 99


def leaf_share(position: int, labels: Sequence[str], figures: Sequence[str]) -> Expression:
    """The tree of one leaf's share of the code. `position` counts leaves from 1 and is the leaf's weight,
    so that the same figures on another leaf give another code; `labels` are its choices, `figures` its
    number cells.
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
    """A figure as a small whole number: a missing figure is 0, an entered 0 is 1."""
    thousandths = Rounded(Arithmetic("*", figure, _number(10**FIGURE_PLACES)), 0)
    shifted = Arithmetic("+", thousandths, _number(1))
    return If(IsNumber(figure), Remainder(shifted, MODULUS), Number(ZERO))


def _number(value: int) -> Number:
    return Number(Fraction(value))

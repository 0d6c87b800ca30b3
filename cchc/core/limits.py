"""The limits of every score, stated once: from 0 to the max points of its line.

Rules, forms, their validations and messages, and the readers of forms use these functions, either as
conditions of a tree or as tests of exact figures.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Tuple, Type, Union

from .expressions import (
    Arithmetic,
    Compare,
    CompareStored,
    Condition,
    Expression,
    Minimum,
    Number,
    Rounded,
)
from .numbers import ZERO

Exact = Union[int, Fraction]
Comparison = Union[Type[Compare], Type[CompareStored]]


def score_limits(
    score: Expression, max_points: Fraction, compare: Comparison = Compare
) -> Tuple[Condition, Condition]:
    """The two conditions a score must meet."""
    return not_negative(score, compare), compare("<=", score, Number(max_points))


def not_negative(figure: Expression, compare: Comparison = Compare) -> Condition:
    """The condition every figure must meet."""
    return compare(">=", figure, Number(ZERO))


def on_step(score: Expression, step: Fraction) -> Condition:
    """Whether a score is a multiple of a step, as a tree."""
    steps = Arithmetic("/", score, Number(step))
    return Compare("=", steps, Rounded(steps, 0))


def is_negative(figure: Expression) -> Condition:
    """Whether a figure is below 0, as a tree."""
    return Compare("<", figure, Number(ZERO))


def is_above_max(score: Expression, max_points: Fraction) -> Condition:
    """Whether a score is above its max points, as a tree."""
    return Compare(">", score, Number(max_points))


def capped(earned: Expression, max_points: Fraction) -> Expression:
    """Points earned, at most the max points."""
    return Minimum(Number(max_points), earned)


def exceeds(score: Exact, max_points: Exact) -> bool:
    """Whether an exact score is above its max points."""
    return score > max_points


def within_limits(score: Exact, max_points: Exact) -> bool:
    """Whether an exact score is from 0 to its max points."""
    return score >= 0 and not exceeds(score, max_points)

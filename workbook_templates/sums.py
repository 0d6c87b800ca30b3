"""Sums of a criteria tree as expression trees: what forms show of a line with lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc.core.expressions import (
    Arithmetic,
    Compare,
    CountOf,
    Empty,
    Expression,
    If,
    Maximum,
    Minimum,
    Number,
    Rounded,
    SumOf,
)
from cchc.core.numbers import TAIL_PLACES, ZERO
from cchc.criteria.model import CriteriaSet


def sum_of(names: Sequence[str]) -> Expression:
    """The sum of what is there in some cells, nothing (not 0) where nothing is."""
    if not names:
        return Empty()
    return _if_any(names, Rounded(SumOf(tuple(names)), TAIL_PLACES))


def capped_sum(names: Sequence[str], cap: Fraction) -> Expression:
    """The sum of a bonus or penalty section, within its cap; nothing where nothing is."""
    return _if_any(names, Minimum(Number(cap), Rounded(SumOf(tuple(names)), TAIL_PLACES)))


def whole_sum(criteria: CriteriaSet, names: Sequence[str], role: str) -> Expression:
    """The points of the whole: those of the base set (`names`), with the cells `role` of bonus and penalty
    sections added and taken off, not below 0; nothing where the base set has none. As
    `cchc.core.indices.Tree` has it.
    """
    if not criteria.sections:
        return sum_of(names)
    points: Expression = SumOf(tuple(names))
    for code, section in criteria.sections.items():
        points = Arithmetic("+" if section.sign > 0 else "-", points, SumOf((f"{code}:{role}",)))
    return _if_any(names, Maximum(Number(ZERO), Rounded(points, TAIL_PLACES)))


def _if_any(names: Sequence[str], then: Expression) -> Expression:
    return If(Compare(">", CountOf(tuple(names)), Number(ZERO)), then, Empty())

"""Sums of a criteria tree as expression trees: the figures of lines that have lines below them."""

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
    """The sum of the numbers in some cells; the empty text (not 0) where all are blank."""
    if not names:
        return Empty()
    return _if_any(names, Rounded(SumOf(tuple(names)), TAIL_PLACES))


def capped_sum(names: Sequence[str], cap: Fraction) -> Expression:
    """The sum of a bonus or penalty section, at most its cap; the empty text where all cells are blank."""
    return _if_any(names, Minimum(Number(cap), Rounded(SumOf(tuple(names)), TAIL_PLACES)))


def whole_sum(criteria: CriteriaSet, names: Sequence[str], role: str) -> Expression:
    """The points of the whole: those of the base set (`names`) plus bonus and minus penalty sections (their
    cells `role`), not below 0; the empty text where the base set has no points. The same sum as
    `cchc.core.indices.Tree`.
    """
    if not criteria.sections:
        return sum_of(names)
    points: Expression = SumOf(tuple(names))
    for code, section in criteria.sections.items():
        points = Arithmetic("+" if section.sign > 0 else "-", points, SumOf((f"{code}:{role}",)))
    return _if_any(names, Maximum(Number(ZERO), Rounded(points, TAIL_PLACES)))


def _if_any(names: Sequence[str], then: Expression) -> Expression:
    return If(Compare(">", CountOf(tuple(names)), Number(ZERO)), then, Empty())

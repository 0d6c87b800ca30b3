"""Rules that use counts or a score entered by the unit: rates, points for each item, deductions, steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import FrozenSet, Optional, Tuple

from .. import roles
from ..expressions import All, Arithmetic, Compare, Expression, If, Maximum, Number
from ..limits import capped, exceeds, not_negative, on_step, score_limits
from ..numbers import ZERO
from ..words import Answers
from .base import DONE, SCORE, Rule, RuleFault, decimal, multiples, once_counted, once_number, rate
from .notation import matched, one_number, rate_of

_FLOOR = re.compile(r"from\s+([0-9.]+)\s*%")


@dataclass(frozen=True)
class Proportional(Rule):
    """Rate × max points; below `floor`, where there is one, 0."""

    floor: Optional[Fraction] = None
    kind = "proportional"

    @classmethod
    def read(cls, detail: Optional[str], answers: Answers) -> Proportional:
        if detail is None:
            return cls()
        return cls(rate_of(matched(_FLOOR, detail.strip(), "from 80%").group(1)))

    @property
    def figures(self) -> Tuple[str, ...]:
        return (roles.DONE, roles.TOTAL)

    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        share: Expression = Arithmetic("*", rate(), Number(max_points))
        if self.floor is not None:
            share = If(Compare(">=", rate(), Number(self.floor)), share, Number(ZERO))
        return once_counted(share)

    def possible_scores(self, max_points: Fraction) -> Optional[FrozenSet[Fraction]]:
        return None


@dataclass(frozen=True)
class PerItem(Rule):
    """A number of points for each item counted, at most the max points."""

    points: Fraction
    kind = "per_item"

    @classmethod
    def read(cls, detail: Optional[str], answers: Answers) -> PerItem:
        return cls(one_number(detail))

    @property
    def figures(self) -> Tuple[str, ...]:
        return (roles.DONE,)

    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        earned = capped(Arithmetic("*", DONE, Number(self.points)), max_points)
        return once_number(DONE, not_negative(DONE), earned)

    def check_reach(self, max_points: Fraction) -> None:
        _check_each(self.points, max_points)

    def possible_scores(self, max_points: Fraction) -> Optional[FrozenSet[Fraction]]:
        return multiples(self.points, max_points)


@dataclass(frozen=True)
class Deduction(Rule):
    """Max points minus a number of points for each case, not below 0."""

    points: Fraction
    kind = "deduct"
    starts_full = True

    @classmethod
    def read(cls, detail: Optional[str], answers: Answers) -> Deduction:
        return cls(one_number(detail))

    @property
    def figures(self) -> Tuple[str, ...]:
        return (roles.DONE,)

    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        lost = Arithmetic("*", DONE, Number(self.points))
        left = Maximum(Number(ZERO), Arithmetic("-", Number(max_points), lost))
        return once_number(DONE, not_negative(DONE), left)

    def check_reach(self, max_points: Fraction) -> None:
        _check_each(self.points, max_points)

    def possible_scores(self, max_points: Fraction) -> Optional[FrozenSet[Fraction]]:
        return frozenset(max_points - lost for lost in multiples(self.points, max_points))


def _check_each(points: Fraction, max_points: Fraction) -> None:
    """Raise RuleFault unless one item or case gives more than 0 and at most the max points."""
    if points <= 0 or exceeds(points, max_points):
        raise RuleFault("RULE_EXCEEDS_MAX", decimal(points), "0 < … <= " + decimal(max_points))


@dataclass(frozen=True)
class Steps(Rule):
    """A score the unit enters itself, from 0 to the max points in fixed steps."""

    step: Fraction
    kind = "steps"

    @classmethod
    def read(cls, detail: Optional[str], answers: Answers) -> Steps:
        return cls(one_number(detail))

    @property
    def figures(self) -> Tuple[str, ...]:
        return (roles.SCORE,)

    @property
    def score_step(self) -> Optional[Fraction]:
        return self.step

    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        sound = All((*score_limits(SCORE, max_points), on_step(SCORE, self.step)))
        return once_number(SCORE, sound, SCORE)

    def check_reach(self, max_points: Fraction) -> None:
        if (max_points / self.step).denominator != 1:
            raise RuleFault("RULE_CANNOT_REACH_MAX", decimal(self.step), "| " + decimal(max_points))

    def possible_scores(self, max_points: Fraction) -> Optional[FrozenSet[Fraction]]:
        return multiples(self.step, max_points)

"""Rules answered by a choice: yes or no, declared levels, or conditions that must all hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import FrozenSet, List, Optional, Tuple

from .. import roles
from ..expressions import All, AnyOf, Compare, Empty, Expression, If, Is, Number
from ..numbers import ZERO
from ..words import Answers
from .base import CHOICE, Rule, RuleFault, check_worth, chosen, once_counted, percent, rate
from .notation import label_of, matched, parts_of, points_of, rate_of, without_detail

_LEVEL = re.compile(r'"([^"]+)"\s*=\s*(-?[0-9.]+)')
_RATE_CONDITION = re.compile(r"rate\s*(>=|>)\s*([0-9.]+)\s*%")
_YES_CONDITION = re.compile(r'yes\s+"([^"]+)"')


@dataclass(frozen=True)
class YesNo(Rule):
    """Full points or none ("document issued")."""

    kind = "yes_no"

    @classmethod
    def read(cls, detail: Optional[str], answers: Answers) -> YesNo:
        without_detail(cls.kind, detail)
        return cls()

    def choices(self, answers: Answers) -> Tuple[str, ...]:
        return (answers.yes, answers.no)

    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        return chosen(((answers.yes, max_points), (answers.no, ZERO)))


@dataclass(frozen=True)
class Option:
    """A level that can be chosen, with the points it gives."""

    label: str
    points: Fraction


@dataclass(frozen=True)
class Levels(Rule):
    """A choice among declared levels ("issued on time 1, late 0.5, not issued 0")."""

    options: Tuple[Option, ...]
    kind = "levels"

    @classmethod
    def read(cls, detail: Optional[str], answers: Answers) -> Levels:
        options: List[Option] = []
        for part in parts_of(detail, cls.kind):
            match = matched(_LEVEL, part, '"%s" = 0.5' % answers.label)
            options.append(Option(label_of(match.group(1)), points_of(match.group(2))))
        labels = [option.label.casefold() for option in options]
        reserved = answers.not_applicable
        if reserved.casefold() in labels:
            raise RuleFault("RULE_MALFORMED", reserved, "≠ " + reserved)
        if len(labels) < 2 or len(set(labels)) != len(labels):
            raise RuleFault("RULE_MALFORMED", str(detail), "levels(…; …)")
        return cls(tuple(options))

    def choices(self, answers: Answers) -> Tuple[str, ...]:
        return tuple(option.label for option in self.options)

    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        return chosen((option.label, option.points) for option in self.options)

    def check_reach(self, max_points: Fraction) -> None:
        check_worth([option.points for option in self.options], max_points)

    def possible_scores(self, max_points: Fraction) -> Optional[FrozenSet[Fraction]]:
        return frozenset(option.points for option in self.options)


@dataclass(frozen=True)
class RateCondition:
    """The rate must reach (or exceed) a limit."""

    operator: str
    limit: Fraction


@dataclass(frozen=True)
class YesCondition:
    """A statement the unit answers with yes or no."""

    label: str


@dataclass(frozen=True)
class AllOf(Rule):
    """Full points when every condition holds, else none ("full count and on time")."""

    rate: Optional[RateCondition]
    yes: YesCondition
    kind = "all_of"

    @classmethod
    def read(cls, detail: Optional[str], answers: Answers) -> AllOf:
        reached: Optional[RateCondition] = None
        statement: Optional[YesCondition] = None
        for part in parts_of(detail, cls.kind):
            counted, stated = (_RATE_CONDITION.fullmatch(part), _YES_CONDITION.fullmatch(part))
            if counted and reached is None:
                reached = RateCondition(counted.group(1), rate_of(counted.group(2)))
            elif stated and statement is None:
                statement = YesCondition(label_of(stated.group(1)))
            else:
                raise RuleFault("RULE_MALFORMED", part, 'rate >= 100% | yes "…"')
        if statement is None:
            raise RuleFault("RULE_MALFORMED", str(detail), 'yes "…"')
        return cls(reached, statement)

    @property
    def figures(self) -> Tuple[str, ...]:
        return (roles.DONE, roles.TOTAL) if self.rate else ()

    @property
    def statement(self) -> str:
        return self.yes.label

    def choices(self, answers: Answers) -> Tuple[str, ...]:
        return (answers.yes, answers.no)

    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        yes, no = Is(CHOICE, answers.yes), Is(CHOICE, answers.no)
        if self.rate is None:
            return chosen(((answers.yes, max_points), (answers.no, ZERO)))
        reached = Compare(self.rate.operator, rate(), Number(self.rate.limit))
        met = If(All((yes, reached)), Number(max_points), Number(ZERO))
        return If(AnyOf((yes, no)), once_counted(met), Empty())

    def check_reach(self, max_points: Fraction) -> None:
        if self.rate is not None and self.rate.operator == ">" and self.rate.limit >= 1:
            limit = percent(self.rate.limit)
            raise RuleFault("RULE_CANNOT_REACH_MAX", "rate > " + limit, "rate >= " + limit)

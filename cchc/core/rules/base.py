"""What every kind of rule answers, and the pieces their trees are made of.

A rule knows which figures it asks for and yields one expression tree that gives the self score, or
nothing while the figures are incomplete. Python evaluates that tree; `workbook_templates` renders
the same tree as the native formula of the form.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import ClassVar, FrozenSet, Iterable, Optional, Tuple

from .. import roles
from ..expressions import (
    All,
    Arithmetic,
    Compare,
    Condition,
    Empty,
    Expression,
    If,
    Input,
    Is,
    IsNumber,
    Number,
)
from ..limits import exceeds, not_negative
from ..numbers import ZERO, plain
from ..words import Answers

CHOICE, DONE, TOTAL, SCORE = map(Input, roles.FIGURES)
"""The figures of a leaf as trees see them."""


class RuleFault(ValueError):
    """A declared rule that cannot stand.

    `code` is the code of the finding, `found` and `expected` are its two sides in the notation of
    the declaration.
    """

    def __init__(self, code: str, found: str, expected: str) -> None:
        super().__init__("%s: found %s, expected %s" % (code, found, expected))
        self.code = code
        self.found = found
        self.expected = expected


class Rule(ABC):
    """One kind of rule; an instance is a rule as declared on one leaf.

    `kind` is its name in the notation. `by_unit`: the unit itself enters its figures (False: a survey brings
    them in). `starts_full`: a unit has full points until something is counted against it.
    """

    kind: ClassVar[str]
    by_unit: ClassVar[bool] = True
    starts_full: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def read(cls, detail: Optional[str], answers: Answers) -> Rule:
        """The rule from what stands in brackets behind its kind, None without brackets. Raises RuleFault."""

    @abstractmethod
    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        """The tree of the self score: a number once the figures are complete and sound, else `Empty`."""

    @property
    def figures(self) -> Tuple[str, ...]:
        """The number cells it asks for, of `done`, `total` and `score`, in the order of the form."""
        return ()

    def choices(self, answers: Answers) -> Tuple[str, ...]:
        """The labels it offers in the choice cell, empty where there is no choice to make."""
        return ()

    @property
    def statement(self) -> str:
        """The declared statement that is answered with yes or no, "" where there is none."""
        return ""

    @property
    def score_step(self) -> Optional[Fraction]:
        """The steps in which a score is entered, where the unit enters it itself."""
        return None

    @property
    def may_exceed_total(self) -> bool:
        """Whether `done` may be more than `total`."""
        return False

    def check_reach(self, max_points: Fraction) -> None:
        """Raise RuleFault where the rule cannot reach its max points, exceeds them or goes below 0."""
        return

    def possible_scores(self, max_points: Fraction) -> Optional[FrozenSet[Fraction]]:
        """The scores it can give beside 0 and the max points; None where any between them may be."""
        return frozenset()

    def given_score(self, max_points: Fraction, figure: Fraction) -> Fraction:
        """The exact score that a figure from outside gives on a survey leaf: points as they are.

        Source: 1877/QĐ-UBND, III.1.c ("trên cơ sở kết quả điều tra xã hội học").
        """
        return figure

    def highest_given(self, max_points: Fraction) -> Fraction:
        """The highest figure a survey can give a leaf: its max points."""
        return max_points


def self_score_tree(rule: Rule, max_points: Fraction, not_applicable: str, answers: Answers) -> Expression:
    """The tree of a leaf's self score: a number once its figures are complete, else `Empty`.

    `not_applicable` is "" (not allowed), "exclude" (no score, out of the denominator) or "full"
    (full points).
    """
    tree = rule.score_tree(max_points, answers)
    if not_applicable:
        instead: Expression = Number(max_points) if not_applicable == "full" else Empty()
        tree = If(Is(CHOICE, answers.not_applicable), instead, tree)
    return tree


def counting_tree(
    max_points: Fraction, not_applicable: str, takes_part: bool, answers: Answers
) -> Expression:
    """The tree of the points a leaf adds to the denominator of the index."""
    if not takes_part:
        return Number(ZERO)
    if not_applicable == "exclude":
        return If(Is(CHOICE, answers.not_applicable), Number(ZERO), Number(max_points))
    return Number(max_points)


def choices_of(rule: Rule, not_applicable: str, answers: Answers) -> Tuple[str, ...]:
    """The labels the choice cell of a leaf offers, empty where there is no choice to make."""
    return rule.choices(answers) + ((answers.not_applicable,) if not_applicable else ())


def check_worth(points: Iterable[Fraction], max_points: Fraction) -> None:
    """Raise RuleFault where declared points go below 0, exceed the max points or do not reach them."""
    lowest, highest = min(points), max(points)
    if lowest < 0:
        raise RuleFault("RULE_NEGATIVE_POINTS", decimal(lowest), ">= 0")
    if exceeds(highest, max_points):
        raise RuleFault("RULE_EXCEEDS_MAX", decimal(highest), decimal(max_points))
    if highest < max_points:
        raise RuleFault("RULE_CANNOT_REACH_MAX", decimal(highest), decimal(max_points))


def rate() -> Expression:
    """Done of total."""
    return Arithmetic("/", DONE, TOTAL)


def once_counted(worth: Expression, within_total: bool = True) -> Expression:
    """`worth` once both counts are numbers and make a rate (of at most 1 where `within_total`).
    Numbers are tested first and apart: text compares greater than any number in a spreadsheet.
    """
    sound: Tuple[Condition, ...] = (Compare(">", TOTAL, Number(ZERO)), not_negative(DONE))
    if within_total:
        sound += (Compare("<=", DONE, TOTAL),)
    return If(All((IsNumber(DONE), IsNumber(TOTAL))), If(All(sound), worth, Empty()), Empty())


def once_number(figure: Input, sound: Condition, worth: Expression) -> Expression:
    """`worth` once a figure is a number that meets a condition."""
    return If(IsNumber(figure), If(sound, worth, Empty()), Empty())


def chosen(worth: Iterable[Tuple[str, Fraction]]) -> Expression:
    """The points of the label that is chosen."""
    tree: Expression = Empty()
    for label, points in reversed(tuple(worth)):
        tree = If(Is(CHOICE, label), Number(points), tree)
    return tree


def multiples(step: Fraction, highest: Fraction) -> FrozenSet[Fraction]:
    """0 and every multiple of a step up to a highest figure."""
    return frozenset(step * each for each in range(int(highest / step) + 1))


def percent(share: Fraction) -> str:
    """A rate in the notation of the declaration."""
    return decimal(share * 100) + "%"


def decimal(value: Fraction) -> str:
    """A figure in the notation of the declaration."""
    return plain(value, ".")

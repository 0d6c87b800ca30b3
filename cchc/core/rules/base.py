"""The base class of all rules, and the parts their trees are built from.

A rule names the figures it asks for and gives one expression tree of the self score; the tree gives the
empty text while the figures are incomplete. Python evaluates that tree; `workbook_templates` renders the
same tree as the native formula of the form.
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
"""The figures of a leaf as inputs of trees."""


class RuleFault(ValueError):
    """A declared rule that is invalid.

    `code` is the code of the finding, `found` and `expected` are its two sides in the notation of the
    declaration.
    """

    def __init__(self, code: str, found: str, expected: str) -> None:
        super().__init__("%s: found %s, expected %s" % (code, found, expected))
        self.code = code
        self.found = found
        self.expected = expected


class Rule(ABC):
    """One kind of rule; an instance is the rule declared for one leaf.

    `kind` is its name in the notation. `by_unit`: the unit itself enters its figures (False: they are
    imported from a survey). `starts_full`: a unit has full points until points are deducted.
    """

    kind: ClassVar[str]
    by_unit: ClassVar[bool] = True
    starts_full: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def read(cls, detail: Optional[str], answers: Answers) -> Rule:
        """The rule from the text in brackets after its kind, None without brackets. Raises RuleFault."""

    @abstractmethod
    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        """The tree of the self score: a number once the figures are complete and valid, else `Empty`."""

    @property
    def figures(self) -> Tuple[str, ...]:
        """The number cells it asks for, out of `done`, `total` and `score`, in the order of the form."""
        return ()

    def choices(self, answers: Answers) -> Tuple[str, ...]:
        """The labels it offers in the choice cell; empty where it has no choice cell."""
        return ()

    @property
    def statement(self) -> str:
        """The declared statement that is answered with yes or no, "" where there is none."""
        return ""

    @property
    def score_step(self) -> Optional[Fraction]:
        """The step of an entered score; None where the unit does not enter the score itself."""
        return None

    @property
    def may_exceed_total(self) -> bool:
        """Whether `done` may be more than `total`."""
        return False

    def check_reach(self, max_points: Fraction) -> None:
        """Raise RuleFault where the rule cannot reach its max points, exceeds them or goes below 0."""
        return

    def possible_scores(self, max_points: Fraction) -> Optional[FrozenSet[Fraction]]:
        """The scores it can give besides 0 and the max points; None where every score between them is
        possible.
        """
        return frozenset()

    def given_score(self, max_points: Fraction, figure: Fraction) -> Fraction:
        """The exact score for a figure of a survey leaf that comes from outside: here the figure itself, in
        points. Source: 1877/QĐ-UBND, III.1.c ("trên cơ sở kết quả điều tra xã hội học").
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
    """The labels that the choice cell of a leaf offers; empty where it has no choice cell."""
    return rule.choices(answers) + ((answers.not_applicable,) if not_applicable else ())


def check_worth(points: Iterable[Fraction], max_points: Fraction) -> None:
    """Raise RuleFault where declared points include a negative value, exceed the max points or do not reach
    them.
    """
    lowest, highest = min(points), max(points)
    if lowest < 0:
        raise RuleFault("RULE_NEGATIVE_POINTS", decimal(lowest), ">= 0")
    if exceeds(highest, max_points):
        raise RuleFault("RULE_EXCEEDS_MAX", decimal(highest), decimal(max_points))
    if highest < max_points:
        raise RuleFault("RULE_CANNOT_REACH_MAX", decimal(highest), decimal(max_points))


def rate() -> Expression:
    """`done` divided by `total`."""
    return Arithmetic("/", DONE, TOTAL)


def once_counted(worth: Expression, within_total: bool = True) -> Expression:
    """`worth` once both counts are numbers and make a valid rate (of at most 1 where `within_total`).

    Whether they are numbers is tested first, in its own condition: text compares greater than any number in
    a spreadsheet.
    """
    sound: Tuple[Condition, ...] = (Compare(">", TOTAL, Number(ZERO)), not_negative(DONE))
    if within_total:
        sound += (Compare("<=", DONE, TOTAL),)
    return If(All((IsNumber(DONE), IsNumber(TOTAL))), If(All(sound), worth, Empty()), Empty())


def once_number(figure: Input, sound: Condition, worth: Expression) -> Expression:
    """`worth` once a figure is a number that meets the condition."""
    return If(IsNumber(figure), If(sound, worth, Empty()), Empty())


def chosen(worth: Iterable[Tuple[str, Fraction]]) -> Expression:
    """The points of the chosen label."""
    tree: Expression = Empty()
    for label, points in reversed(tuple(worth)):
        tree = If(Is(CHOICE, label), Number(points), tree)
    return tree


def multiples(step: Fraction, highest: Fraction) -> FrozenSet[Fraction]:
    """0 and every multiple of a step up to `highest`."""
    return frozenset(step * each for each in range(int(highest / step) + 1))


def percent(share: Fraction) -> str:
    """A rate in the notation of the declaration."""
    return decimal(share * 100) + "%"


def decimal(value: Fraction) -> str:
    """A figure in the notation of the declaration."""
    return plain(value, ".")

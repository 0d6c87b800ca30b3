"""Scoring rules: what a leaf's figures are worth, as declared in a criteria set.

A rule knows which figures it asks for and yields one expression tree that gives the self score, or
nothing while the figures are incomplete. Python evaluates that tree; `workbook_templates` renders
the same tree as the native formula of the form. The declared notation is read by `rule_text`.

The kinds are those found in published criteria sets (see docs/decisions.md, "Rules").
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Callable, Dict, List, Optional, Tuple, Union

from .expressions import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Empty,
    Expression,
    If,
    Input,
    Is,
    IsNumber,
    Maximum,
    Minimum,
    Number,
    Rounded,
)
from .numbers import HUNDRED, ZERO, plain

YES = "Có"
NO = "Không"
NOT_APPLICABLE = "Không phát sinh"

ROLES = ("choice", "done", "total", "score")
"""The figures of a leaf, in the order in which sheet functions take them."""

CHOICE, DONE, TOTAL, SCORE = map(Input, ROLES)


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


@dataclass(frozen=True)
class Interval:
    """A stretch of rates (1 is 100 %); None as a bound means unbounded on that side."""

    low: Optional[Fraction]
    low_included: bool
    high: Optional[Fraction]
    high_included: bool

    def condition(self, rate: Expression) -> Condition:
        """The comparison a rate must pass to lie in here."""
        parts: List[Condition] = []
        if self.low is not None:
            parts.append(Compare(">=" if self.low_included else ">", rate, Number(self.low)))
        if self.high is not None:
            parts.append(Compare("<=" if self.high_included else "<", rate, Number(self.high)))
        return parts[0] if len(parts) == 1 else All(tuple(parts))


@dataclass(frozen=True)
class Option:
    """A level to choose, with the points it is worth."""

    label: str
    points: Fraction


@dataclass(frozen=True)
class Band:
    """A stretch of rates, with the points it is worth."""

    interval: Interval
    points: Fraction


@dataclass(frozen=True)
class Levels:
    """A choice among declared levels ("issued on time 1, late 0.5, not issued 0")."""

    options: Tuple[Option, ...]
    kind = "levels"


@dataclass(frozen=True)
class YesNo:
    """Full points or none ("document issued")."""

    kind = "yes_no"


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
class AllOf:
    """Full points when every condition holds, else none ("full count and on time")."""

    rate: Optional[RateCondition]
    statement: YesCondition
    kind = "all_of"


@dataclass(frozen=True)
class Bands:
    """Points by bands of a rate; which band a limit belongs to is part of the declaration."""

    bands: Tuple[Band, ...]
    kind = "bands"


@dataclass(frozen=True)
class Proportional:
    """Rate × max points; below `floor`, where there is one, nothing."""

    floor: Optional[Fraction] = None
    kind = "proportional"


@dataclass(frozen=True)
class PerItem:
    """So many points for each thing counted, at most the max points."""

    points: Fraction
    kind = "per_item"


@dataclass(frozen=True)
class Deduction:
    """Max points less so many for each case, not below 0."""

    points: Fraction
    kind = "deduct"


@dataclass(frozen=True)
class Steps:
    """A score the unit enters itself, from 0 to the max points in fixed steps."""

    step: Fraction
    kind = "steps"


@dataclass(frozen=True)
class SurveyPoints:
    """Points brought in from a survey; the unit scores nothing."""

    kind = "survey"


@dataclass(frozen=True)
class SatisfactionRate:
    """A SIPAS rate brought in from outside, × max points."""

    kind = "sipas"


Rule = Union[
    YesNo, Levels, AllOf, Bands, Proportional, PerItem, Deduction, Steps, SurveyPoints, SatisfactionRate
]


def may_exceed_total(rule: Rule) -> bool:
    """Whether "thực hiện" may be more than "tổng số": only where a band reaches beyond 100 %
    (revenue collected against the estimate, say).
    """
    if not isinstance(rule, Bands):
        return False
    return any(_lies_beyond(band.interval) for band in rule.bands)


def _lies_beyond(interval: Interval) -> bool:
    """Whether a stretch reaches rates that need more done than there was to do."""
    if interval.high is not None and interval.high > 1:
        return True
    return interval.low is not None and (
        interval.low > 1 or (interval.low == 1 and not interval.low_included)
    )


def is_scored_by_unit(rule: Rule) -> bool:
    """Whether the unit itself enters the figures of this rule."""
    return not isinstance(rule, (SurveyPoints, SatisfactionRate))


def asked_figures(rule: Rule) -> Tuple[str, ...]:
    """The number cells a rule needs, of `done`, `total` and `score`, in the order of the form."""
    if isinstance(rule, (Bands, Proportional)) or (isinstance(rule, AllOf) and rule.rate):
        return ("done", "total")
    if isinstance(rule, (PerItem, Deduction)):
        return ("done",)
    return ("score",) if isinstance(rule, Steps) else ()


def choices(rule: Rule, not_applicable: str) -> Tuple[str, ...]:
    """The labels the choice cell of a leaf offers, empty where there is no choice to make."""
    labels: Tuple[str, ...] = ()
    if isinstance(rule, Levels):
        labels = tuple(option.label for option in rule.options)
    elif isinstance(rule, (YesNo, AllOf)):
        labels = (YES, NO)
    return labels + ((NOT_APPLICABLE,) if not_applicable else ())


def self_score_tree(rule: Rule, max_points: Fraction, not_applicable: str = "") -> Expression:
    """The tree of a leaf's self score: a number once its figures are complete, else `Empty`.

    `not_applicable` is "" (not allowed), "exclude" (no score, out of the denominator) or "full"
    (full points).
    """
    tree = _TREES[rule.kind](rule, max_points)
    if not_applicable:
        instead: Expression = Number(max_points) if not_applicable == "full" else Empty()
        tree = If(Is(CHOICE, NOT_APPLICABLE), instead, tree)
    return tree


def counting_tree(max_points: Fraction, not_applicable: str, takes_part: bool) -> Expression:
    """The tree of the points a leaf adds to the denominator of the index."""
    if not takes_part:
        return Number(ZERO)
    if not_applicable == "exclude":
        return If(Is(CHOICE, NOT_APPLICABLE), Number(ZERO), Number(max_points))
    return Number(max_points)


def given_score(rule: Rule, max_points: Fraction, figure: Fraction) -> Fraction:
    """The exact score that a figure from outside gives on a survey leaf: points as they are, a
    satisfaction rate (in percent) as its share of the max points.

    Source: 1877/QĐ-UBND, III.1.c ("trên cơ sở kết quả điều tra xã hội học").
    """
    return figure / HUNDRED * max_points if isinstance(rule, SatisfactionRate) else figure


def highest_given(rule: Rule, max_points: Fraction) -> Fraction:
    """The highest figure a survey can give a leaf: its max points, or 100 percent."""
    return HUNDRED if isinstance(rule, SatisfactionRate) else max_points


def check_reach(rule: Rule, max_points: Fraction) -> None:
    """Raise RuleFault where a rule cannot reach its max points, exceeds them or goes below 0."""
    if isinstance(rule, (Levels, Bands)):
        worth = rule.options if isinstance(rule, Levels) else rule.bands
        points = [each.points for each in worth]
        if min(points) < 0:
            raise RuleFault("RULE_NEGATIVE_POINTS", _decimal(min(points)), ">= 0")
        if max(points) > max_points:
            raise RuleFault("RULE_EXCEEDS_MAX", _decimal(max(points)), _decimal(max_points))
        if max(points) < max_points:
            raise RuleFault("RULE_CANNOT_REACH_MAX", _decimal(max(points)), _decimal(max_points))
    elif isinstance(rule, AllOf):
        if rule.rate is not None and rule.rate.operator == ">" and rule.rate.limit >= 1:
            found = "rate > %s" % _percent(rule.rate.limit)
            raise RuleFault("RULE_CANNOT_REACH_MAX", found, "rate >= %s" % _percent(rule.rate.limit))
    elif isinstance(rule, (PerItem, Deduction)) and not 0 < rule.points <= max_points:
        raise RuleFault("RULE_EXCEEDS_MAX", _decimal(rule.points), "0 < … <= " + _decimal(max_points))
    elif isinstance(rule, Steps) and (max_points / rule.step).denominator != 1:
        raise RuleFault("RULE_CANNOT_REACH_MAX", _decimal(rule.step), "| " + _decimal(max_points))


def check_coverage(bands: Tuple[Band, ...]) -> None:
    """Raise RuleFault where bands leave a gap between 0 % and 100 %, or lie over one another."""
    ordered = sorted(bands, key=lambda band: (band.interval.low is not None, band.interval.low or ZERO))
    first, last = ordered[0].interval, ordered[-1].interval
    if first.low is not None and (first.low > 0 or not first.low_included):
        raise RuleFault("RULE_BANDS_GAP", "0%% … %s" % _percent(first.low), "0%")
    for lower, upper in zip(ordered, ordered[1:]):  # noqa: B905, RUF007 - Python 3.8
        _check_joint(lower.interval, upper.interval)
    beyond = may_exceed_total(Bands(bands))
    if last.high is not None and (beyond or last.high < 1 or not last.high_included):
        raise RuleFault("RULE_BANDS_GAP", "%s …" % _percent(last.high), "100% …")


def _check_joint(lower: Interval, upper: Interval) -> None:
    """The upper end of one band and the lower end of the next must meet, the limit in one of them."""
    if lower.high is None or upper.low is None or lower.high > upper.low:
        place = upper.low if upper.low is not None else ZERO
        raise RuleFault("RULE_BANDS_OVERLAP", _percent(place), "one band")
    if lower.high < upper.low:
        where = "%s … %s" % (_percent(lower.high), _percent(upper.low))
        raise RuleFault("RULE_BANDS_GAP", where, "one band")
    if lower.high_included == upper.low_included:
        code = "RULE_BANDS_OVERLAP" if lower.high_included else "RULE_BANDS_GAP"
        raise RuleFault(code, _percent(upper.low), "one band")


def _rate() -> Expression:
    return Arithmetic("/", DONE, TOTAL)


def _once_counted(worth: Expression, within_total: bool = True) -> Expression:
    """`worth` once both counts are numbers and make a rate (of at most 1 where `within_total`).
    Numbers are tested first and apart: text compares greater than any number in a spreadsheet.
    """
    sound: Tuple[Condition, ...] = (Compare(">", TOTAL, Number(ZERO)), _not_negative(DONE))
    if within_total:
        sound += (Compare("<=", DONE, TOTAL),)
    return If(All((IsNumber(DONE), IsNumber(TOTAL))), If(All(sound), worth, Empty()), Empty())


def _once_number(figure: Input, sound: Condition, worth: Expression) -> Expression:
    return If(IsNumber(figure), If(sound, worth, Empty()), Empty())


def _not_negative(figure: Input) -> Condition:
    return Compare(">=", figure, Number(ZERO))


def _chosen(options: Tuple[Option, ...]) -> Expression:
    tree: Expression = Empty()
    for option in reversed(options):
        tree = If(Is(CHOICE, option.label), Number(option.points), tree)
    return tree


def _yes_no_tree(rule: YesNo, max_points: Fraction) -> Expression:
    return _chosen((Option(YES, max_points), Option(NO, ZERO)))


def _levels_tree(rule: Levels, max_points: Fraction) -> Expression:
    return _chosen(rule.options)


def _all_of_tree(rule: AllOf, max_points: Fraction) -> Expression:
    if rule.rate is None:
        return _chosen((Option(YES, max_points), Option(NO, ZERO)))
    reached = Compare(rule.rate.operator, _rate(), Number(rule.rate.limit))
    met = If(All((Is(CHOICE, YES), reached)), Number(max_points), Number(ZERO))
    return If(AnyOf((Is(CHOICE, YES), Is(CHOICE, NO))), _once_counted(met), Empty())


def _bands_tree(rule: Bands, max_points: Fraction) -> Expression:
    *upper, last = rule.bands
    tree: Expression = Number(last.points)
    for band in reversed(upper):
        tree = If(band.interval.condition(_rate()), Number(band.points), tree)
    return _once_counted(tree, within_total=not may_exceed_total(rule))


def _proportional_tree(rule: Proportional, max_points: Fraction) -> Expression:
    share: Expression = Arithmetic("*", _rate(), Number(max_points))
    if rule.floor is not None:
        share = If(Compare(">=", _rate(), Number(rule.floor)), share, Number(ZERO))
    return _once_counted(share)


def _per_item_tree(rule: PerItem, max_points: Fraction) -> Expression:
    earned = Minimum(Number(max_points), Arithmetic("*", DONE, Number(rule.points)))
    return _once_number(DONE, _not_negative(DONE), earned)


def _deduction_tree(rule: Deduction, max_points: Fraction) -> Expression:
    lost = Arithmetic("*", DONE, Number(rule.points))
    left = Maximum(Number(ZERO), Arithmetic("-", Number(max_points), lost))
    return _once_number(DONE, _not_negative(DONE), left)


def _steps_tree(rule: Steps, max_points: Fraction) -> Expression:
    steps = Arithmetic("/", SCORE, Number(rule.step))
    sound = All(
        (
            _not_negative(SCORE),
            Compare("<=", SCORE, Number(max_points)),
            Compare("=", steps, Rounded(steps, 0)),
        )
    )
    return _once_number(SCORE, sound, SCORE)


def _outside_tree(rule: Rule, max_points: Fraction) -> Expression:
    return Empty()


_TREES: Dict[str, Callable[..., Expression]] = {
    "yes_no": _yes_no_tree,
    "levels": _levels_tree,
    "all_of": _all_of_tree,
    "bands": _bands_tree,
    "proportional": _proportional_tree,
    "per_item": _per_item_tree,
    "deduct": _deduction_tree,
    "steps": _steps_tree,
    "survey": _outside_tree,
    "sipas": _outside_tree,
}


def _percent(rate: Fraction) -> str:
    return _decimal(rate * 100) + "%"


def _decimal(value: Fraction) -> str:
    return plain(value, ".")

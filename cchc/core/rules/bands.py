"""Points by bands of a rate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import FrozenSet, List, Optional, Tuple

from .. import roles
from ..expressions import All, Compare, Condition, Expression, If, Number
from ..numbers import ZERO
from ..words import Answers
from .base import Rule, RuleFault, check_worth, once_counted, percent, rate
from .notation import matched, parts_of, points_of, rate_of

_HIGHEST_BAND = 10
"""A band may go beyond 100 % (revenue against the estimate), but hardly beyond 1000 %."""

_BAND = re.compile(r"(.*\S)\s*=\s*(-?[0-9.]+)", re.DOTALL)
_ONE_SIDED = re.compile(r"x\s*(<=|<|>=|>)\s*([0-9.]+)\s*%")
_TWO_SIDED = re.compile(r"([0-9.]+)\s*%\s*(<=|<)\s*x\s*(<=|<)\s*([0-9.]+)\s*%")


@dataclass(frozen=True)
class Interval:
    """A range of rates (1 is 100 %); None as a bound means unbounded on that side."""

    low: Optional[Fraction]
    low_included: bool
    high: Optional[Fraction]
    high_included: bool

    def condition(self, share: Expression) -> Condition:
        """The condition that a rate lies in the range."""
        parts: List[Condition] = []
        if self.low is not None:
            parts.append(Compare(">=" if self.low_included else ">", share, Number(self.low)))
        if self.high is not None:
            parts.append(Compare("<=" if self.high_included else "<", share, Number(self.high)))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    @property
    def lies_beyond(self) -> bool:
        """Whether it contains rates above 100 %."""
        if self.high is not None and self.high > 1:
            return True
        return self.low is not None and (self.low > 1 or (self.low == 1 and not self.low_included))


@dataclass(frozen=True)
class Band:
    """A range of rates with the points it gives."""

    interval: Interval
    points: Fraction


@dataclass(frozen=True)
class Bands(Rule):
    """Points by bands of a rate; the declaration says to which band a limit belongs."""

    bands: Tuple[Band, ...]
    kind = "bands"

    @classmethod
    def read(cls, detail: Optional[str], answers: Answers) -> Bands:
        rule = cls(tuple(_band(part) for part in parts_of(detail, cls.kind)))
        _check_coverage(rule)
        return rule

    @property
    def figures(self) -> Tuple[str, ...]:
        return (roles.DONE, roles.TOTAL)

    @property
    def may_exceed_total(self) -> bool:
        """Only where a band goes beyond 100 % (for example revenue collected against the estimate)."""
        return any(band.interval.lies_beyond for band in self.bands)

    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        *upper, last = self.bands
        tree: Expression = Number(last.points)
        for band in reversed(upper):
            tree = If(band.interval.condition(rate()), Number(band.points), tree)
        return once_counted(tree, within_total=not self.may_exceed_total)

    def check_reach(self, max_points: Fraction) -> None:
        check_worth([band.points for band in self.bands], max_points)

    def possible_scores(self, max_points: Fraction) -> Optional[FrozenSet[Fraction]]:
        return frozenset(band.points for band in self.bands)


def _band(text: str) -> Band:
    match = matched(_BAND, text, "70% <= x < 90% = 1")
    return Band(_interval(match.group(1)), points_of(match.group(2)))


def _interval(text: str) -> Interval:
    one, two = _ONE_SIDED.fullmatch(text), _TWO_SIDED.fullmatch(text)
    if one:
        limit, included = rate_of(one.group(2), _HIGHEST_BAND), one.group(1).endswith("=")
        if one.group(1).startswith("<"):
            return Interval(None, False, limit, included)
        return Interval(limit, included, None, False)
    if not two:
        raise RuleFault("RULE_MALFORMED", text, "x >= 90% | 70% <= x < 90%")
    low, high = rate_of(two.group(1), _HIGHEST_BAND), rate_of(two.group(4), _HIGHEST_BAND)
    if low >= high:
        raise RuleFault("RULE_MALFORMED", text, "low < high")
    return Interval(low, two.group(2) == "<=", high, two.group(3) == "<=")


def _check_coverage(rule: Bands) -> None:
    """Raise RuleFault where bands leave a gap between 0 % and 100 %, or overlap."""
    ordered = sorted(
        rule.bands, key=lambda band: (band.interval.low is not None, band.interval.low or ZERO)
    )
    first, last = ordered[0].interval, ordered[-1].interval
    if first.low is not None and (first.low > 0 or not first.low_included):
        raise RuleFault("RULE_BANDS_GAP", "0%% … %s" % percent(first.low), "0%")
    for lower, upper in zip(ordered, ordered[1:]):  # noqa: B905, RUF007 - Python 3.8
        _check_joint(lower.interval, upper.interval)
    if last.high is not None and (rule.may_exceed_total or last.high < 1 or not last.high_included):
        raise RuleFault("RULE_BANDS_GAP", "%s …" % percent(last.high), "100% …")


def _check_joint(lower: Interval, upper: Interval) -> None:
    """Raise RuleFault unless the upper end of a band meets the lower end of the next and exactly one of the
    two contains the limit.
    """
    if lower.high is None or upper.low is None or lower.high > upper.low:
        place = upper.low if upper.low is not None else ZERO
        raise RuleFault("RULE_BANDS_OVERLAP", percent(place), "one band")
    if lower.high < upper.low:
        where = "%s … %s" % (percent(lower.high), percent(upper.low))
        raise RuleFault("RULE_BANDS_GAP", where, "one band")
    if lower.high_included == upper.low_included:
        code = "RULE_BANDS_OVERLAP" if lower.high_included else "RULE_BANDS_GAP"
        raise RuleFault(code, percent(upper.low), "one band")

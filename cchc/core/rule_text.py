"""The declared notation of scoring rules, read once into `rules`.

yes_no
levels("Ban hành đúng hạn" = 1; "Ban hành chậm" = 0.5; "Không ban hành" = 0)
all_of(rate >= 100%; yes "Gửi báo cáo đúng hạn")
bands(x > 90% = 2; 70% <= x <= 90% = 1; x < 70% = 0)
proportional        proportional(from 80%)
per_item(0.5)       deduct(0.25)        steps(0.25)
survey              sipas
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Callable, Dict, List, Optional, Tuple

from .numbers import exact
from .rules import (
    NOT_APPLICABLE,
    AllOf,
    Band,
    Bands,
    Deduction,
    Interval,
    Levels,
    Option,
    PerItem,
    Proportional,
    RateCondition,
    Rule,
    RuleFault,
    SatisfactionRate,
    Steps,
    SurveyPoints,
    YesCondition,
    YesNo,
    check_coverage,
    check_reach,
)

LABEL_LIMIT = 60

_HIGHEST_BAND = 10
"""A band may reach beyond 100 % (revenue against the estimate), but hardly tenfold."""

_SHAPE = re.compile(r"\s*(\w+)\s*(?:\((.*)\))?\s*", re.DOTALL)
_LEVEL = re.compile(r'"([^"]+)"\s*=\s*(-?[0-9.]+)')
_RATE_CONDITION = re.compile(r"rate\s*(>=|>)\s*([0-9.]+)\s*%")
_YES_CONDITION = re.compile(r'yes\s+"([^"]+)"')
_BAND = re.compile(r"(.*\S)\s*=\s*(-?[0-9.]+)", re.DOTALL)
_ONE_SIDED = re.compile(r"x\s*(<=|<|>=|>)\s*([0-9.]+)\s*%")
_TWO_SIDED = re.compile(r"([0-9.]+)\s*%\s*(<=|<)\s*x\s*(<=|<)\s*([0-9.]+)\s*%")
_FLOOR = re.compile(r"from\s+([0-9.]+)\s*%")


def parse_rule(text: str, max_points: Optional[Fraction]) -> Rule:
    """Read a declared rule and check that it can stand with these max points (None where they are
    not known: then only the rule itself is looked at).

    Raises RuleFault: unknown kind, malformed detail, points that miss or exceed the max, bands
    with gaps or overlaps.
    """
    shape = _SHAPE.fullmatch(text)
    kind = shape.group(1) if shape else ""
    if shape is None or kind not in _READERS:
        raise RuleFault("RULE_UNKNOWN", text, " | ".join(sorted(_READERS)))
    rule = _READERS[kind](shape.group(2))
    if max_points is not None:
        check_reach(rule, max_points)
    return rule


def _without_detail(kind: str, rule: Rule) -> Callable[[Optional[str]], Rule]:
    def read(detail: Optional[str]) -> Rule:
        if detail is not None:
            raise RuleFault("RULE_MALFORMED", "%s(%s)" % (kind, detail), kind)
        return rule

    return read


def _levels(detail: Optional[str]) -> Rule:
    options: List[Option] = []
    for part in _parts(detail, "levels"):
        match = _matched(_LEVEL, part, '"nhãn" = 0.5')
        options.append(Option(_label(match.group(1)), _points(match.group(2))))
    labels = [option.label.casefold() for option in options]
    if NOT_APPLICABLE.casefold() in labels:
        raise RuleFault("RULE_MALFORMED", NOT_APPLICABLE, "≠ " + NOT_APPLICABLE)
    if len(labels) < 2 or len(set(labels)) != len(labels):
        raise RuleFault("RULE_MALFORMED", str(detail), "levels(…; …)")
    return Levels(tuple(options))


def _all_of(detail: Optional[str]) -> Rule:
    rate: Optional[RateCondition] = None
    statement: Optional[YesCondition] = None
    for part in _parts(detail, "all_of"):
        counted, stated = (_RATE_CONDITION.fullmatch(part), _YES_CONDITION.fullmatch(part))
        if counted and rate is None:
            rate = RateCondition(counted.group(1), _rate(counted.group(2)))
        elif stated and statement is None:
            statement = YesCondition(_label(stated.group(1)))
        else:
            raise RuleFault("RULE_MALFORMED", part, 'rate >= 100% | yes "…"')
    if statement is None:
        raise RuleFault("RULE_MALFORMED", str(detail), 'yes "…"')
    return AllOf(rate, statement)


def _bands(detail: Optional[str]) -> Rule:
    bands = tuple(_band(part) for part in _parts(detail, "bands"))
    check_coverage(bands)
    return Bands(bands)


def _band(text: str) -> Band:
    match = _matched(_BAND, text, "70% <= x < 90% = 1")
    return Band(_interval(match.group(1)), _points(match.group(2)))


def _interval(text: str) -> Interval:
    one, two = _ONE_SIDED.fullmatch(text), _TWO_SIDED.fullmatch(text)
    if one:
        limit, included = _rate(one.group(2), _HIGHEST_BAND), one.group(1).endswith("=")
        if one.group(1).startswith("<"):
            return Interval(None, False, limit, included)
        return Interval(limit, included, None, False)
    if not two:
        raise RuleFault("RULE_MALFORMED", text, "x >= 90% | 70% <= x < 90%")
    low, high = _rate(two.group(1), _HIGHEST_BAND), _rate(two.group(4), _HIGHEST_BAND)
    if low >= high:
        raise RuleFault("RULE_MALFORMED", text, "low < high")
    return Interval(low, two.group(2) == "<=", high, two.group(3) == "<=")


def _proportional(detail: Optional[str]) -> Rule:
    if detail is None:
        return Proportional()
    return Proportional(_rate(_matched(_FLOOR, detail.strip(), "from 80%").group(1)))


def _one_number(make: Callable[[Fraction], Rule]) -> Callable[[Optional[str]], Rule]:
    def read(detail: Optional[str]) -> Rule:
        value = _points((detail or "").strip())
        if value <= 0:
            raise RuleFault("RULE_MALFORMED", str(detail), "> 0")
        return make(value)

    return read


def _parts(detail: Optional[str], kind: str) -> List[str]:
    """Split at semicolons outside quotes; a label may hold one. No part is empty, no quote alone."""
    parts, quoted = [""], False
    for sign in detail or "":
        quoted = quoted != (sign == '"')
        if sign == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += sign
    if quoted or not all(part.strip() for part in parts):
        raise RuleFault("RULE_MALFORMED", detail or kind, kind + "(…; …)")
    return [part.strip() for part in parts]


def _matched(pattern: "re.Pattern[str]", text: str, expected: str) -> "re.Match[str]":
    match = pattern.fullmatch(text)
    if match is None:
        raise RuleFault("RULE_MALFORMED", text, expected)
    return match


def _label(text: str) -> str:
    if len(text) > LABEL_LIMIT or text != text.strip():
        raise RuleFault("RULE_MALFORMED", text, "<= %d" % LABEL_LIMIT)
    return text


def _points(text: str) -> Fraction:
    try:
        return exact(text)
    except ValueError:
        raise RuleFault("RULE_MALFORMED", text, "0.5") from None


def _rate(text: str, highest: int = 1) -> Fraction:
    rate = _points(text) / 100
    if rate > highest:
        raise RuleFault("RULE_MALFORMED", text + "%", "<= %d%%" % (100 * highest))
    return rate


_READERS: Dict[str, Callable[[Optional[str]], Rule]] = {
    "yes_no": _without_detail("yes_no", YesNo()),
    "levels": _levels,
    "all_of": _all_of,
    "bands": _bands,
    "proportional": _proportional,
    "per_item": _one_number(PerItem),
    "deduct": _one_number(Deduction),
    "steps": _one_number(Steps),
    "survey": _without_detail("survey", SurveyPoints()),
    "sipas": _without_detail("sipas", SatisfactionRate()),
}

KINDS: Tuple[str, ...] = tuple(_READERS)

"""Texts of the rules for which the unit chooses an answer."""

from __future__ import annotations

from fractions import Fraction

from cchc.core import roles
from cchc.core.numbers import plain
from cchc.core.rules.base import Rule
from cchc.core.rules.choosing import AllOf, Levels, RateCondition
from cchc.criteria.model import ScoredLine
from cchc.language import Words
from cchc.returns.scorebook import Claim
from workbook_templates.words.figures import percent
from workbook_templates.words.rules.base import EACH_WORTH, Example, RuleWords, rate_of

_YES_NO = Words("Có: {points} điểm; Không: 0 điểm.", "Yes: {points} points; No: 0.")
_ALL_OF = Words(
    "Được {points} điểm khi {conditions}; còn lại 0 điểm.", "{points} points if {conditions}; otherwise 0."
)
_AND = Words(" và ", " and ")
_STATED = Words("“{label}” (chọn Có)", "“{label}” (choose Có)")
_RATE_FROM = Words("tỷ lệ từ {limit}", "the rate is {limit} or more")
_RATE_ABOVE = Words("tỷ lệ trên {limit}", "the rate is above {limit}")
_CHOSEN = Words("Chọn “{choice}”: {points} điểm", "Chose “{choice}”: {points} points")
_NEEDED = Words("{rate} (cần {operator} {limit})", "{rate} ({operator} {limit} is needed)")
_ALL_MET = Words("{rate}; chọn “{choice}”: {points} điểm", "{rate}; chose “{choice}”: {points} points")


def _yes_no(rule: Rule, scored: ScoredLine) -> str:
    return _YES_NO.written(points=plain(scored.max_points))


def _levels(rule: Levels, scored: ScoredLine) -> str:
    parts = [EACH_WORTH.written(label=option.label, points=plain(option.points)) for option in rule.options]
    return "; ".join(parts) + "."


def _all_of(rule: AllOf, scored: ScoredLine) -> str:
    conditions = [_rate_words(rule.rate)] if rule.rate else []
    conditions.append(_STATED.written(label=rule.statement))
    return _ALL_OF.written(points=plain(scored.max_points), conditions=_AND.written().join(conditions))


def _rate_words(condition: RateCondition) -> str:
    words = _RATE_FROM if condition.operator == ">=" else _RATE_ABOVE
    return words.written(limit=percent(condition.limit))


def _chosen(rule: Rule, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    return _CHOSEN.written(choice=claim.figures[roles.CHOICE], points=plain(score))


def _all_met(rule: AllOf, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    if rule.rate is None:
        return _chosen(rule, scored, claim, score)
    words, _ = rate_of(claim)
    needed = _NEEDED.written(rate=words, operator=rule.rate.operator, limit=percent(rule.rate.limit))
    return _ALL_MET.written(rate=needed, choice=claim.figures[roles.CHOICE], points=plain(score))


YES_NO = RuleWords(_yes_no, (Example("Có hoặc không", "yes_no", "1"),), _chosen)
LEVELS = RuleWords(
    _levels,
    (
        Example(
            "Chọn mức", 'levels("Ban hành đúng hạn" = 1; "Ban hành chậm" = 0.5; "Không ban hành" = 0)', "1"
        ),
    ),
    _chosen,
)
ALL_OF = RuleWords(
    _all_of,
    (
        Example("Đủ các điều kiện", 'all_of(rate >= 100%; yes "Gửi báo cáo đúng hạn")', "1"),
        Example("Đủ điều kiện, không có tỷ lệ", 'all_of(yes "Công khai đầy đủ, kịp thời")', "0.5"),
    ),
    _all_met,
)

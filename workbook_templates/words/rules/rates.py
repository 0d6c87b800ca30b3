"""Texts of the rules that score a rate: by bands or in proportion."""

from __future__ import annotations

from fractions import Fraction

from cchc.core import roles
from cchc.core.evaluation import evaluate
from cchc.core.expressions import If, Number
from cchc.core.numbers import plain
from cchc.core.rules.bands import Band, Bands, Interval
from cchc.core.rules.counting import Proportional
from cchc.criteria.model import ScoredLine
from cchc.language import Words
from cchc.returns.scorebook import Claim
from workbook_templates.words.figures import equals, figure_text, percent
from workbook_templates.words.rules.base import EACH_WORTH, Example, RuleWords, number_of, rate_of

_BANDS = Words("Tỷ lệ {bands}.", "Rate {bands}.")
_FROM = Words("từ {limit}", "from {limit}")
_ABOVE = Words("trên {limit}", "above {limit}")
_UP_TO = Words("đến {limit}", "up to {limit}")
_BELOW = Words("dưới {limit}", "below {limit}")
_TO_BELOW = Words("đến dưới {limit}", "to below {limit}")
_PROPORTIONAL = Words("Điểm = tỷ lệ × {points}.", "Score = rate × {points}.")
_WITH_FLOOR = Words(
    "Tỷ lệ từ {floor}: điểm = tỷ lệ × {points}; dưới {floor}: 0 điểm.",
    "Rate {floor} or more: score = rate × {points}; below {floor}: 0.",
)
_POINTS = Words("{points} điểm", "{points} points")
_IN_BAND = Words(
    "{rate}, thuộc khoảng {band}: {points} điểm", "{rate}, in the band {band}: {points} points"
)
_BELOW_FLOOR = Words("{rate}, dưới {floor}: 0 điểm", "{rate}, below {floor}: 0 points")


def interval_text(interval: Interval) -> str:
    """A band in words: "từ 70% đến dưới 90%". It says whether each limit is included."""
    parts = []
    if interval.low is not None:
        words = _FROM if interval.low_included else _ABOVE
        parts.append(words.written(limit=percent(interval.low)))
    if interval.high is not None:
        words = _UP_TO if interval.high_included else _BELOW if interval.low is None else _TO_BELOW
        parts.append(words.written(limit=percent(interval.high)))
    return " ".join(parts)


def _bands(rule: Bands, scored: ScoredLine) -> str:
    parts = [
        EACH_WORTH.written(label=interval_text(band.interval), points=plain(band.points))
        for band in rule.bands
    ]
    return _BANDS.written(bands="; ".join(parts))


def _proportional(rule: Proportional, scored: ScoredLine) -> str:
    points = plain(scored.max_points)
    if rule.floor is None:
        return _PROPORTIONAL.written(points=points)
    return _WITH_FLOOR.written(points=points, floor=percent(rule.floor))


def _in_band(rule: Bands, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    words, rate = rate_of(claim)
    band = next(each for each in rule.bands if _holds(each, rate))
    return _IN_BAND.written(rate=words, band=interval_text(band.interval), points=plain(score))


def _holds(band: Band, rate: Fraction) -> bool:
    """Whether a rate is in a band, compared as in the rule's own tree."""
    inside = If(band.interval.condition(Number(rate)), Number(Fraction(1)), Number(Fraction(0)))
    return evaluate(inside, lambda _: None) == 1


def _share(rule: Proportional, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    words, rate = rate_of(claim)
    if rule.floor is not None and score == 0 and rate > 0:
        return _BELOW_FLOOR.written(rate=words, floor=percent(rule.floor))
    done, total = number_of(claim, roles.DONE), number_of(claim, roles.TOTAL)
    points = _POINTS.written(points=figure_text(score))
    return f"{plain(done)}/{plain(total)} × {plain(scored.max_points)} {equals(score)} {points}"


BANDS = RuleWords(
    _bands,
    (Example("Theo khoảng tỷ lệ", "bands(x > 90% = 2; 70% <= x <= 90% = 1; x < 70% = 0)", "2"),),
    _in_band,
)
PROPORTIONAL = RuleWords(
    _proportional,
    (
        Example("Theo tỷ lệ", "proportional", "1.5"),
        Example("Theo tỷ lệ, có mức sàn", "proportional(from 80%)", "1"),
    ),
    _share,
)

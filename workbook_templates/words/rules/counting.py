"""Texts of the rules that use one count, or a score the unit enters."""

from __future__ import annotations

from fractions import Fraction

from cchc.core import roles
from cchc.core.numbers import plain
from cchc.core.rules.counting import Deduction, PerItem, Steps
from cchc.criteria.model import ScoredLine
from cchc.language import Words
from cchc.returns.scorebook import Claim
from workbook_templates.words.rules.base import Example, RuleWords, number_of, unit_of

_PER_ITEM = Words(
    "Mỗi {unit} được {each} điểm, tối đa {points} điểm.", "{each} points per {unit}, at most {points}."
)
_DEDUCTION = Words(
    "{points} điểm, trừ {each} điểm cho mỗi {unit}, không dưới 0.",
    "{points} points less {each} per {unit}, not below 0.",
)
_STEPS = Words(
    "Đơn vị tự chấm từ 0 đến {points} điểm, theo bước {step}.",
    "Scored by the unit itself from 0 to {points} in steps of {step}.",
)
_CAPPED = Words(
    "{count} × {each} = {earned}, tối đa {points}: {result} điểm",
    "{count} × {each} = {earned}, at most {points}: {result} points",
)
_FLOORED = Words(
    "{points} − {count} × {each} = {left}, không dưới 0: {result} điểm",
    "{points} − {count} × {each} = {left}, not below 0: {result} points",
)
_ENTERED = Words("Đơn vị ghi {points} điểm", "The unit entered {points} points")


def _per_item(rule: PerItem, scored: ScoredLine) -> str:
    return _PER_ITEM.written(unit=unit_of(scored), each=plain(rule.points), points=plain(scored.max_points))


def _earned(rule: PerItem, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    count = number_of(claim, roles.DONE)
    return _CAPPED.written(
        count=plain(count),
        each=plain(rule.points),
        earned=plain(count * rule.points),
        points=plain(scored.max_points),
        result=plain(score),
    )


def _deduction(rule: Deduction, scored: ScoredLine) -> str:
    return _DEDUCTION.written(
        unit=unit_of(scored), each=plain(rule.points), points=plain(scored.max_points)
    )


def _left(rule: Deduction, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    count = number_of(claim, roles.DONE)
    return _FLOORED.written(
        points=plain(scored.max_points),
        count=plain(count),
        each=plain(rule.points),
        left=plain(scored.max_points - count * rule.points),
        result=plain(score),
    )


def _steps(rule: Steps, scored: ScoredLine) -> str:
    return _STEPS.written(points=plain(scored.max_points), step=plain(rule.step))


def _entered(rule: Steps, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    return _ENTERED.written(points=plain(score))


PER_ITEM = RuleWords(
    _per_item, (Example("Mỗi việc được điểm", "per_item(0.5)", "2", "sáng kiến"),), _earned
)
DEDUCTION = RuleWords(
    _deduction, (Example("Mỗi trường hợp bị trừ", "deduct(0.25)", "1", "hồ sơ trễ hạn"),), _left
)
STEPS = RuleWords(_steps, (Example("Tự chấm theo bước", "steps(0.25)", "1"),), _entered)

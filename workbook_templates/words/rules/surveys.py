"""Texts of the rules whose figures come from surveys."""

from __future__ import annotations

from cchc.core.numbers import plain
from cchc.core.rules.base import Rule
from cchc.criteria.model import ScoredLine
from cchc.language import Words
from workbook_templates.words.rules.base import Example, RuleWords

_SURVEY = Words(
    "Điểm xác định qua điều tra xã hội học; đơn vị không tự chấm.",
    "Scored by a survey; not by the unit itself.",
)
_SIPAS = Words(
    "Điểm = tỷ lệ hài lòng × {points}; đơn vị không tự chấm.",
    "Score = satisfaction rate × {points}; not scored by the unit itself.",
)


def _survey(rule: Rule, scored: ScoredLine) -> str:
    return _SURVEY.written()


def _sipas(rule: Rule, scored: ScoredLine) -> str:
    return _SIPAS.written(points=plain(scored.max_points))


SURVEY = RuleWords(_survey, (Example("Điều tra xã hội học", "survey", "1"),))
SIPAS = RuleWords(_sipas, (Example("Khảo sát SIPAS", "sipas", "10"),))

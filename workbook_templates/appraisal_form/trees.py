"""The expression trees of an appraisal form's row: the score that will be taken, and the message about what
is still wrong. Intake checks the row again by the same rules.
"""

from __future__ import annotations

from fractions import Fraction

from cchc.appraisal.model import Row
from cchc.appraisal.rounds import CLAIM, PREVIOUS, Round
from cchc.appraisal.scores import SHOWN_PLACES, allowed_scores
from cchc.core import roles
from cchc.core.expressions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Empty,
    Expression,
    If,
    Input,
    Is,
    IsBlank,
    IsNumber,
    Number,
    Rounded,
    Text,
)
from cchc.core.limits import is_above_max, is_negative, score_limits
from cchc.core.numbers import ZERO, plain
from cchc.criteria.answers import NOT_APPLICABLE
from cchc.criteria.model import ScoredLine
from workbook_templates.words.checks import MESSAGES

NOT_ARISEN = NOT_APPLICABLE
"""The result shown where the appraiser agrees with "Không phát sinh"."""

OPEN = "Chưa thẩm định"
SOUND = MESSAGES.sound
QUIET = (OPEN, SOUND)
"""Messages that report no fault."""

CLEAR_SCORE = "Đã chọn ý kiến: xóa điểm nhập"
NO_SCORE = "Có nhận xét, chưa có điểm"
NO_NUMBER = MESSAGES.figure_is_text
EARLIER_NO_NUMBERS = (MESSAGES.no_number,)
"""What forms of earlier versions say in its place."""

NEGATIVE = MESSAGES.negative
ABOVE_MAX = MESSAGES.above_max
OFF_STEP = "Không đúng mức điểm của tiêu chí"
NO_REASON = "Khác điểm tự đánh giá: ghi lý do"

_AGREE, _SCORE, _REMARK = Input(roles.AGREE), Input(roles.SCORE), Input(roles.REMARK)
_REFERENCES = {CLAIM: Input(roles.CLAIM), PREVIOUS: Input(roles.PREVIOUS)}


def references(row: Row, round_: Round) -> dict[str, str]:
    """The choices a row offers, by what the choice adopts (claim, earlier result). Choices whose claim or
    earlier result does not exist are left out.
    """
    there = {CLAIM: row.claim.verdict is not None, PREVIOUS: row.previous is not None}
    return {reference: label for reference, label in round_.choices if there[reference]}


def result_tree(scored: ScoredLine, row: Row, round_: Round) -> Expression:
    """The score that will be taken, "Không phát sinh", or the empty text."""
    tree: Expression = If(IsNumber(_SCORE), If(_sound(scored), _typed(row), Empty()), Empty())
    for reference, label in references(row, round_).items():
        worth = _worth(row, reference)
        tree = If(Is(_AGREE, label), _unless_contradicted(row, reference, worth, Empty()), tree)
    return tree


def message_tree(scored: ScoredLine, row: Row, round_: Round, no_number: str = NO_NUMBER) -> Expression:
    """The message of a row in "Kiểm tra": of several faults, the one that causes the others. `no_number` is said of
    a text in place of a score.
    """
    missing = If(IsBlank(_REMARK), Text(OPEN), Text(NO_SCORE))
    tree: Expression = If(IsBlank(_SCORE), missing, _score_message(scored, row, no_number))
    for reference, label in references(row, round_).items():
        message = _unless_contradicted(row, reference, Text(SOUND), Text(CLEAR_SCORE))
        tree = If(Is(_AGREE, label), message, tree)
    return tree


def entered_tree() -> Expression:
    """1 once a row has a result, else the empty text. The progress line counts these."""
    result = Input(roles.RESULT)
    return If(AnyOf((IsNumber(result), Is(result, NOT_ARISEN))), Number(ZERO + 1), Empty())


def _score_message(scored: ScoredLine, row: Row, no_number: str) -> Expression:
    reason: Expression = Text(SOUND)
    if row.claim.verdict is not None:
        reason = If(IsBlank(_REMARK), Text(NO_REASON), Text(SOUND))
        if _score_of(row, CLAIM) is not None:
            reason = If(_repeats(CLAIM), Text(SOUND), reason)
    off = If(_sound(scored), reason, Text(OFF_STEP))
    above = If(
        is_above_max(_SCORE, scored.max_points),
        Text(ABOVE_MAX.format(points=plain(scored.max_points))),
        off,
    )
    negative = If(is_negative(_SCORE), Text(NEGATIVE), above)
    return If(IsNumber(_SCORE), negative, Text(no_number))


def _sound(scored: ScoredLine) -> Condition:
    allowed = allowed_scores(scored)
    if not allowed:
        return All(score_limits(_SCORE, scored.max_points))
    return AnyOf(tuple(Compare("=", _SCORE, Number(each)) for each in allowed))


def _typed(row: Row) -> Expression:
    """The typed score. Where it equals the claim or the earlier result as displayed (rounded), the exact figure
    is taken instead.
    """
    tree: Expression = _SCORE
    for reference in (PREVIOUS, CLAIM):
        if _score_of(row, reference) is not None:
            tree = If(_repeats(reference), _REFERENCES[reference], tree)
    return tree


def _worth(row: Row, reference: str) -> Expression:
    return Text(NOT_ARISEN) if _score_of(row, reference) is None else _REFERENCES[reference]


def _unless_contradicted(row: Row, reference: str, then: Expression, otherwise: Expression) -> Expression:
    """`then` where no score is typed beside the choice, or the same score; else `otherwise`."""
    if _score_of(row, reference) is None:
        return If(IsBlank(_SCORE), then, otherwise)
    same = If(IsNumber(_SCORE), If(_repeats(reference), then, otherwise), otherwise)
    return If(IsBlank(_SCORE), then, same)


def _score_of(row: Row, reference: str) -> Fraction | None:
    verdict = row.claim.verdict if reference == CLAIM else row.previous
    return verdict.score if verdict else None


def _repeats(reference: str) -> Condition:
    """Whether the typed number equals the reference, exactly or as displayed."""
    figure = _REFERENCES[reference]
    return AnyOf((Compare("=", _SCORE, figure), Compare("=", _SCORE, Rounded(figure, SHOWN_PLACES))))

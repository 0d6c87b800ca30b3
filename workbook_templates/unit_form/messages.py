"""What the column "Kiểm tra" says of a leaf while it is being filled in."""

from __future__ import annotations

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
    Text,
)
from cchc.core.numbers import ZERO, plain
from cchc.core.rules import DONE, NOT_APPLICABLE, SCORE, TOTAL, AllOf, Steps, may_exceed_total
from cchc.criteria.model import ScoredLine

EMPTY = "Chưa nhập"
SOUND = "Hợp lệ"
NOT_ARISEN = "Không phát sinh"
QUIET = (EMPTY, SOUND, NOT_ARISEN)
"""Messages that ask for nothing to be put right."""

CLEAR_FIGURES = "Đã chọn “Không phát sinh”: xóa số liệu"
NO_EVIDENCE = "Chưa ghi tài liệu kiểm chứng"
NOT_IN_LIST = "Lựa chọn không có trong danh sách"
NOT_CHOSEN = "Chưa chọn Có hoặc Không"
NO_NUMBER = "Phải nhập số"
FIGURES_MISSING = "Chưa đủ hai số liệu"
NEGATIVE = "Số không được âm"
TOTAL_ZERO = "Tổng số phải lớn hơn 0"
DONE_TOO_LARGE = "Thực hiện lớn hơn tổng số"
ABOVE_MAX = "Vượt điểm tối đa {points}"
OFF_STEP = "Không đúng bước {step}"


def message_tree(scored: ScoredLine) -> Expression:
    """The message of a leaf the unit scores itself, root cause first."""
    asked: tuple[Input, ...] = tuple(Input(name) for name in scored.figures)
    if scored.choices:
        asked = (Input("choice"), *asked)
    scored_message = If(IsNumber(Input("self")), _evidence_message(scored), _fault_message(scored))
    entered = _unless_not_applicable(scored, scored_message)
    return If(_all_blank(asked), Text(EMPTY), entered)


def _unless_not_applicable(scored: ScoredLine, otherwise: Expression) -> Expression:
    if not scored.leaf.not_applicable:
        return otherwise
    arisen: Expression = Text(NOT_ARISEN)
    if scored.figures:
        figures = tuple(Input(name) for name in scored.figures)
        arisen = If(_all_blank(figures), arisen, Text(CLEAR_FIGURES))
    return If(Is(Input("choice"), NOT_APPLICABLE), arisen, otherwise)


def _evidence_message(scored: ScoredLine) -> Expression:
    if not scored.leaf.evidence:
        return Text(SOUND)
    claimed = All((Compare(">", Input("self"), Number(ZERO)), IsBlank(Input("remark"))))
    return If(claimed, Text(NO_EVIDENCE), Text(SOUND))


def _fault_message(scored: ScoredLine) -> Expression:
    rule = scored.leaf.rule
    if isinstance(rule, Steps):
        above = Text(ABOVE_MAX.format(points=plain(scored.max_points)))
        off_step = Text(OFF_STEP.format(step=plain(rule.step)))
        too_much = Compare(">", SCORE, Number(scored.max_points))
        numeric = If(too_much, above, If(_negative(SCORE), Text(NEGATIVE), off_step))
        return If(IsNumber(SCORE), numeric, Text(NO_NUMBER))
    if "total" in scored.figures:
        return _counts_message(scored)
    if scored.figures:
        return If(IsNumber(DONE), Text(NEGATIVE), Text(NO_NUMBER))
    return Text(NOT_IN_LIST)


def _counts_message(scored: ScoredLine) -> Expression:
    rest: Expression = Text(NOT_CHOSEN if isinstance(scored.leaf.rule, AllOf) else NO_NUMBER)
    if not may_exceed_total(scored.leaf.rule):
        rest = If(Compare(">", DONE, TOTAL), Text(DONE_TOO_LARGE), rest)
    rest = If(_negative(DONE), Text(NEGATIVE), rest)
    rest = If(Compare("<=", TOTAL, Number(ZERO)), Text(TOTAL_ZERO), rest)
    return If(All((IsNumber(DONE), IsNumber(TOTAL))), rest, Text(FIGURES_MISSING))


def entered_tree(scored: ScoredLine) -> Expression:
    """1 once a leaf needs nothing more, else the empty text: what progress counts."""
    one = Number(ZERO + 1)
    conditions: tuple[Condition, ...] = (IsNumber(Input("self")),)
    if scored.leaf.not_applicable:
        conditions += (Is(Input("choice"), NOT_APPLICABLE),)
    return If(conditions[0] if len(conditions) == 1 else AnyOf(conditions), one, Empty())


def _negative(figure: Input) -> Condition:
    return Compare("<", figure, Number(ZERO))


def _all_blank(inputs: tuple[Input, ...]) -> Condition:
    blank = tuple(IsBlank(each) for each in inputs)
    return blank[0] if len(blank) == 1 else All(blank)

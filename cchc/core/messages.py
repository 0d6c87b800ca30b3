"""What a form says of a leaf while it is being filled in, as trees: root cause first.

The form renders them in its column "Kiểm tra"; the sheet functions evaluate them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Tuple

from .expressions import (
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
from .numbers import ZERO, plain
from .rules import (
    DONE,
    NOT_APPLICABLE,
    SCORE,
    TOTAL,
    AllOf,
    Rule,
    Steps,
    asked_figures,
    choices,
    may_exceed_total,
)

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
MISSING = (EMPTY, FIGURES_MISSING, NOT_CHOSEN, NO_EVIDENCE)
"""Messages of leaves that are not finished; beside these and the sound ones, all tell what is wrong."""

ABOVE_MAX = "Vượt điểm tối đa {points}"
OFF_STEP = "Không đúng bước {step}"


def message_tree(
    rule: Rule, max_points: Fraction, not_applicable: str = "", needs_evidence: bool = False
) -> Expression:
    """The message of a leaf the unit scores itself. Beside the inputs of the rule it looks at `self`,
    the leaf's score, and, where evidence is needed, at `remark`.
    """
    figures = tuple(Input(name) for name in asked_figures(rule))
    asked = figures
    if choices(rule, not_applicable):
        asked = (Input("choice"), *asked)
    sound = _evidence_message() if needs_evidence else Text(SOUND)
    message: Expression = If(IsNumber(Input("self")), sound, _fault_message(rule, max_points))
    if not_applicable:
        message = _unless_not_applicable(figures, message)
    return If(_all_blank(asked), Text(EMPTY), message)


def _unless_not_applicable(figures: Tuple[Input, ...], otherwise: Expression) -> Expression:
    arisen: Expression = Text(NOT_ARISEN)
    if figures:
        arisen = If(_all_blank(figures), arisen, Text(CLEAR_FIGURES))
    return If(Is(Input("choice"), NOT_APPLICABLE), arisen, otherwise)


def _evidence_message() -> Expression:
    claimed = All((Compare(">", Input("self"), Number(ZERO)), IsBlank(Input("remark"))))
    return If(claimed, Text(NO_EVIDENCE), Text(SOUND))


def _fault_message(rule: Rule, max_points: Fraction) -> Expression:
    figures = asked_figures(rule)
    if isinstance(rule, Steps):
        above = Text(ABOVE_MAX.format(points=plain(max_points)))
        off_step = Text(OFF_STEP.format(step=plain(rule.step)))
        too_much = Compare(">", SCORE, Number(max_points))
        numeric = If(too_much, above, If(_negative(SCORE), Text(NEGATIVE), off_step))
        return If(IsNumber(SCORE), numeric, Text(NO_NUMBER))
    if "total" in figures:
        return _counts_message(rule)
    if figures:
        return If(IsNumber(DONE), Text(NEGATIVE), Text(NO_NUMBER))
    return Text(NOT_IN_LIST)


def _counts_message(rule: Rule) -> Expression:
    rest: Expression = Text(NOT_CHOSEN if isinstance(rule, AllOf) else NO_NUMBER)
    if not may_exceed_total(rule):
        rest = If(Compare(">", DONE, TOTAL), Text(DONE_TOO_LARGE), rest)
    rest = If(_negative(DONE), Text(NEGATIVE), rest)
    rest = If(Compare("<=", TOTAL, Number(ZERO)), Text(TOTAL_ZERO), rest)
    return If(All((IsNumber(DONE), IsNumber(TOTAL))), rest, Text(FIGURES_MISSING))


def entered_tree(not_applicable: str = "") -> Expression:
    """1 once a leaf needs nothing more, else the empty text: what progress counts."""
    one = Number(ZERO + 1)
    there: Condition = IsNumber(Input("self"))
    if not_applicable:
        there = AnyOf((there, Is(Input("choice"), NOT_APPLICABLE)))
    return If(there, one, Empty())


def _negative(figure: Input) -> Condition:
    return Compare("<", figure, Number(ZERO))


def _all_blank(inputs: Tuple[Input, ...]) -> Condition:
    blank = tuple(IsBlank(each) for each in inputs)
    return blank[0] if len(blank) == 1 else All(blank)

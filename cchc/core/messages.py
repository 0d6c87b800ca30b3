"""The messages of a form about a leaf while it is being filled in, as trees. The root cause comes first.

The form renders them in its column "Kiểm tra"; the sheet functions evaluate them. The texts are passed in
(`words.Messages`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Tuple

from . import roles
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
from .limits import is_above_max, is_negative
from .numbers import ZERO, plain
from .rules.base import CHOICE, DONE, SCORE, TOTAL, Rule, choices_of
from .words import Answers, Messages


def message_tree(
    rule: Rule,
    max_points: Fraction,
    not_applicable: str,
    needs_evidence: bool,
    answers: Answers,
    messages: Messages,
) -> Expression:
    """The message of a leaf that the unit scores itself. Besides the inputs of the rule it uses `self`, the
    leaf's score, and, where evidence is needed, `remark`.
    """
    figures = tuple(Input(name) for name in rule.figures)
    asked = figures
    if choices_of(rule, not_applicable, answers):
        asked = (CHOICE, *asked)
    sound = _evidence_message(messages) if needs_evidence else Text(messages.sound)
    fault = _fault_message(rule, max_points, answers, messages)
    message: Expression = If(IsNumber(Input(roles.SELF)), sound, fault)
    if not_applicable:
        arisen: Expression = Text(messages.not_arisen)
        if figures:
            arisen = If(_all_blank(figures), arisen, Text(messages.clear_figures))
        message = If(Is(CHOICE, answers.not_applicable), arisen, message)
    return If(_all_blank(asked), Text(messages.empty), message)


def _evidence_message(messages: Messages) -> Expression:
    claimed = All((Compare(">", Input(roles.SELF), Number(ZERO)), IsBlank(Input(roles.REMARK))))
    return If(claimed, Text(messages.no_evidence), Text(messages.sound))


def _fault_message(rule: Rule, max_points: Fraction, answers: Answers, messages: Messages) -> Expression:
    """The error in inputs that give no score. It depends only on the figures that the rule asks for."""
    if roles.SCORE in rule.figures:
        return _score_message(rule, max_points, messages)
    if roles.TOTAL in rule.figures:
        return _counts_message(rule, bool(rule.choices(answers)), messages)
    if rule.figures:
        return If(IsNumber(DONE), Text(messages.negative), _no_number(DONE, messages))
    return Text(messages.not_in_list)


def _score_message(rule: Rule, max_points: Fraction, messages: Messages) -> Expression:
    above = Text(messages.above_max.format(points=plain(max_points)))
    rest = Text("" if rule.score_step is None else messages.off_step.format(step=plain(rule.score_step)))
    numeric = If(
        is_above_max(SCORE, max_points), above, If(is_negative(SCORE), Text(messages.negative), rest)
    )
    return If(IsNumber(SCORE), numeric, _no_number(SCORE, messages))


def _counts_message(rule: Rule, has_choice: bool, messages: Messages) -> Expression:
    rest: Expression = Text(messages.not_chosen if has_choice else messages.no_number)
    if not rule.may_exceed_total:
        rest = If(Compare(">", DONE, TOTAL), Text(messages.done_too_large), rest)
    rest = If(is_negative(DONE), Text(messages.negative), rest)
    rest = If(Compare("<=", TOTAL, Number(ZERO)), Text(messages.total_zero), rest)
    missing: Expression = Text(messages.figures_missing)
    for each in (TOTAL, DONE) if messages.figure_is_text else ():
        missing = If(AnyOf((IsNumber(each), IsBlank(each))), missing, Text(messages.figure_is_text))
    return If(All((IsNumber(DONE), IsNumber(TOTAL))), rest, missing)


def _no_number(figure: Input, messages: Messages) -> Expression:
    """The message where one figure is no number: it is blank, or a text, such as one pasted from a letter."""
    missing = Text(messages.no_number)
    return (
        If(IsBlank(figure), missing, Text(messages.figure_is_text)) if messages.figure_is_text else missing
    )


def entered_tree(not_applicable: str, answers: Answers) -> Expression:
    """1 once a leaf is complete, else the empty text. The progress display counts these."""
    one = Number(ZERO + 1)
    there: Condition = IsNumber(Input(roles.SELF))
    if not_applicable:
        there = AnyOf((there, Is(CHOICE, answers.not_applicable)))
    return If(there, one, Empty())


def _all_blank(inputs: Tuple[Input, ...]) -> Condition:
    blank = tuple(IsBlank(each) for each in inputs)
    return blank[0] if len(blank) == 1 else All(blank)

"""The trees of a form's messages about a leaf, and the functions in sheets: those of the core with our texts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc.core import messages, sheet_functions
from cchc.core.cells import Raw
from cchc.core.expressions import Expression
from cchc.core.rules.base import Rule
from cchc.criteria.answers import ANSWERS
from workbook_templates.words.checks import EARLIER_MESSAGES, MESSAGES, SHEET_WORDS


def message_tree(
    rule: Rule, max_points: Fraction, not_applicable: str = "", needs_evidence: bool = False
) -> Expression:
    """The tree of the message for a leaf that the unit scores itself."""
    return messages.message_tree(rule, max_points, not_applicable, needs_evidence, ANSWERS, MESSAGES)


def earlier_message_trees(
    rule: Rule, max_points: Fraction, not_applicable: str = "", needs_evidence: bool = False
) -> tuple[Expression, ...]:
    """The trees of the same message in forms that earlier versions issued."""
    return tuple(
        messages.message_tree(rule, max_points, not_applicable, needs_evidence, ANSWERS, each)
        for each in EARLIER_MESSAGES
    )


def entered_tree(not_applicable: str = "") -> Expression:
    """1 once a leaf is complete, else the empty text. The progress line counts these."""
    return messages.entered_tree(not_applicable, ANSWERS)


def call(name: str, arguments: Sequence[object]) -> list[list[Raw]]:
    """The result of a function in a sheet; see `cchc.core.sheet_functions.call`."""
    return sheet_functions.call(name, arguments, SHEET_WORDS)

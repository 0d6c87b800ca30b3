"""The functions of `core.rules` for one leaf, with the answers that the forms use filled in."""

from __future__ import annotations

from fractions import Fraction

from cchc.core.expressions import Expression
from cchc.core.rules import base, table
from cchc.core.rules.base import Rule
from cchc.criteria.answers import ANSWERS


def parse_rule(text: str, max_points: Fraction | None) -> Rule:
    """A declared rule, checked against its max points where they are known. Raises RuleFault."""
    return table.parse_rule(text, max_points, ANSWERS)


def choices(rule: Rule, not_applicable: str) -> tuple[str, ...]:
    """The labels that the choice cell of a leaf offers; empty where it has no choice cell."""
    return base.choices_of(rule, not_applicable, ANSWERS)


def self_score_tree(rule: Rule, max_points: Fraction, not_applicable: str = "") -> Expression:
    """The tree of a leaf's self score: a number once its figures are complete, else `Empty`."""
    return base.self_score_tree(rule, max_points, not_applicable, ANSWERS)


def counting_tree(max_points: Fraction, not_applicable: str, takes_part: bool) -> Expression:
    """The tree of the points a leaf adds to the denominator of the index."""
    return base.counting_tree(max_points, not_applicable, takes_part, ANSWERS)

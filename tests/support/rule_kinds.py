"""Every kind of rule, taken from its examples, so that a new kind is tested without being added to a list."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from cchc.core.rules.base import Rule
from cchc.criteria.scoring import choices, parse_rule
from workbook_templates.words.rules.base import Example
from workbook_templates.words.rules.table import EXAMPLES


def rule_of(example: Example) -> Rule:
    """The rule that an example's notation describes."""
    return parse_rule(example.notation, Fraction(example.points))


def examples_beside(notations: Collection[tuple[str, str]]) -> Iterator[Example]:
    """The examples that units score themselves, of kinds that are not among these rules (notation, max points)."""
    known = {parse_rule(notation, Fraction(points)).kind for notation, points in notations}
    for example in EXAMPLES:
        rule = rule_of(example)
        if rule.by_unit and rule.kind not in known:
            yield example


def complete_figures(example: Example) -> dict[str, Fraction | str]:
    """Figures for which a rule has a score: the first choice, one of one, all the points."""
    rule, points = rule_of(example), Fraction(example.points)
    numbers = {"done": Fraction(1), "total": Fraction(1), "score": points}
    figures: dict[str, Fraction | str] = {role: numbers[role] for role in rule.figures}
    labels = choices(rule, "")
    return {"choice": labels[0], **figures} if labels else figures

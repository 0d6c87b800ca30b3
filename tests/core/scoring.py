"""Helpers of these tests: exact figures written as text, and one leaf scored from its notation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import settings

from cchc.core.evaluation import evaluate
from cchc.core.expressions import Value
from cchc.criteria.scoring import counting_tree, parse_rule, self_score_tree

Figure = Fraction | Decimal | int | str | None
"""What stands in a cell: a number, a text somebody typed, or nothing."""

steadily = settings(deadline=None)
"""Hypothesis without a time limit per example: a busy machine must not fail a test."""


def cell(figure: Figure) -> Value:
    """A figure as the tool reads it from a cell; numbers become exact, text stays text."""
    return Fraction(figure) if isinstance(figure, (int, Decimal)) else figure


def score(
    notation: str, max_points: str = "1", not_applicable: str = "", /, **figures: Figure
) -> Fraction | None:
    """The self score of a leaf with this rule, from `choice`, `done`, `total` and `score`."""
    entered = {name: cell(figure) for name, figure in figures.items()}
    most = Fraction(max_points)
    value = evaluate(self_score_tree(parse_rule(notation, most), most, not_applicable), entered.get)
    return value if isinstance(value, Fraction) else None


def counting(max_points: str, not_applicable: str, *, takes_part: bool, choice: str | None) -> Value:
    """The points a leaf adds to the denominator when its choice cell holds `choice`."""
    tree = counting_tree(Fraction(max_points), not_applicable, takes_part)
    return evaluate(tree, {"choice": choice}.get)

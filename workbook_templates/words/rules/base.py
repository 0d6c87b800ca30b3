"""The texts of one kind of rule, and functions that their lines of arithmetic share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from cchc.core import roles
from cchc.core.numbers import HUNDRED, plain
from cchc.criteria.model import ScoredLine
from cchc.language import Words
from cchc.returns.scorebook import Claim
from workbook_templates.words.figures import equals, figure_text

_CASE = Words("trường hợp", "case")
EACH_WORTH = Words("{label}: {points} điểm", "{label}: {points} points")


class Example(NamedTuple):
    """An example of a rule, for the guide of the criteria workbook and the reference: the rule's name, its
    notation, the max points of the example, and what is counted.
    """

    name: str
    notation: str
    points: str
    unit: str = ""


@dataclass(frozen=True)
class RuleWords:
    """The texts of one kind of rule.

    `sentence` says how a leaf is scored, from its rule and its line. `arithmetic` gives the computation of
    the score from the unit's entries (rule, line, claim, score); None where the unit enters nothing.
    """

    sentence: Callable[[Any, ScoredLine], str]
    examples: tuple[Example, ...]
    arithmetic: Callable[[Any, ScoredLine, Claim, Fraction], str] | None = None


def unit_of(scored: ScoredLine) -> str:
    """What is counted."""
    return scored.leaf.unit or _CASE.written()


def number_of(claim: Claim, role: str) -> Fraction:
    """An accepted number of a claim, by its role."""
    value = claim.figures[role]
    assert isinstance(value, Fraction)
    return value


def rate_of(claim: Claim) -> tuple[str, Fraction]:
    """The rate in words, "27/30 = 90%", and as a number."""
    done, total = number_of(claim, roles.DONE), number_of(claim, roles.TOTAL)
    rate = done / total
    sign = equals(rate * HUNDRED)
    return f"{plain(done)}/{plain(total)} {sign} {figure_text(rate * HUNDRED)}%", rate

"""Rules whose figures are imported from surveys; the unit enters nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Optional

from ..expressions import Empty, Expression
from ..numbers import HUNDRED
from ..words import Answers
from .base import Rule
from .notation import without_detail


@dataclass(frozen=True)
class _FromSurvey(Rule):
    """A rule without parameters and without a self score."""

    by_unit = False

    @classmethod
    def read(cls, detail: Optional[str], answers: Answers) -> _FromSurvey:
        without_detail(cls.kind, detail)
        return cls()

    def score_tree(self, max_points: Fraction, answers: Answers) -> Expression:
        return Empty()


@dataclass(frozen=True)
class SurveyPoints(_FromSurvey):
    """Points imported from a survey; the unit enters nothing."""

    kind = "survey"


@dataclass(frozen=True)
class SatisfactionRate(_FromSurvey):
    """An imported SIPAS rate × max points."""

    kind = "sipas"

    def given_score(self, max_points: Fraction, figure: Fraction) -> Fraction:
        """The rate in percent, as a share of the max points."""
        return figure / HUNDRED * max_points

    def highest_given(self, max_points: Fraction) -> Fraction:
        """100: the figure is a percentage."""
        return HUNDRED

"""What was read from a filled survey template, as later steps use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc.returns.receipt import Receipt
from cchc.returns.scorebook import SurveyFigure
from cchc.survey.model import FigureKey


@dataclass(frozen=True)
class SurveyReading:
    """What a template holds, and its bytes: a copy is kept of what is brought in."""

    content: bytes
    figures: Mapping[FigureKey, SurveyFigure]


SurveyReceipt = Receipt[SurveyReading]
"""What became of a filled template. With an error among its findings it is rejected: nothing of it may be taken."""


def figures_of(receipt: SurveyReceipt) -> Mapping[FigureKey, SurveyFigure]:
    """The figures that were read, whether or not they count."""
    return receipt.reading.figures if receipt.reading else {}

"""What was read from a filled survey template, as later steps use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc.returns.receipt import Receipt
from cchc.returns.scorebook import SurveyFigure
from cchc.survey.model import FigureKey


@dataclass(frozen=True)
class SurveyReading:
    """The content of a template, and its bytes, of which a copy is stored at import."""

    content: bytes
    figures: Mapping[FigureKey, SurveyFigure]


SurveyReceipt = Receipt[SurveyReading]
"""The result of reading a filled template. With an error among its findings it is rejected as a whole."""


def figures_of(receipt: SurveyReceipt) -> Mapping[FigureKey, SurveyFigure]:
    """The figures that were read, whether or not they count."""
    return receipt.reading.figures if receipt.reading else {}

"""What was brought in of a survey: figures by unit and leaf, and the workbooks they were read in."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc.returns.scorebook import SurveyFigure

NOT_SURVEYED = "Không khảo sát"
"""Typed where a unit was not surveyed on a leaf (an office without procedures has no SIPAS): the leaf
does not apply to it and leaves its denominator.
"""

FigureKey = tuple[str, str]
"""What a figure of a survey is found by: a unit's code and a leaf's code."""


@dataclass(frozen=True)
class Imported:
    """One workbook that was brought in: its name, SHA-256 and the day (ISO) of the first import."""

    file: str
    sha256: str
    day: str


@dataclass(frozen=True)
class SurveyRecord:
    """All that was brought in of one source and year."""

    source: str
    year: int
    imports: tuple[Imported, ...] = ()
    figures: dict[FigureKey, SurveyFigure] = field(default_factory=dict)

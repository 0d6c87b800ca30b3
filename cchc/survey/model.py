"""The imported content of a survey: figures by unit and leaf, and the workbooks they were read from."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc.returns.scorebook import SurveyFigure

NOT_SURVEYED = "Không khảo sát"
"""Typed where a unit was not surveyed on a leaf (an office without procedures has no SIPAS). The leaf does
not apply to the unit and is left out of its denominator.
"""

FigureKey = tuple[str, str]
"""The key of a survey figure: a unit's code and a leaf's code."""


@dataclass(frozen=True)
class Imported:
    """One imported workbook: its name, SHA-256 and the day (ISO) of the first import."""

    file: str
    sha256: str
    day: str


@dataclass(frozen=True)
class SurveyRecord:
    """All imported figures of one source and year."""

    source: str
    year: int
    imports: tuple[Imported, ...] = ()
    figures: dict[FigureKey, SurveyFigure] = field(default_factory=dict)

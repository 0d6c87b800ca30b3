"""What a survey says of one leaf of one unit, and where that was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

NOT_SURVEYED = "Không khảo sát"
"""Typed where a unit was not surveyed on a leaf (an office without procedures has no SIPAS): the leaf
does not apply to it and leaves its denominator.
"""

Place = tuple[str, str]
"""A unit's code and a leaf's code."""


@dataclass(frozen=True)
class SurveyFigure:
    """One figure as it was brought in: points, or percent for SIPAS; None where the unit was not
    surveyed. `year` is that of the survey; the rest says where it stood: the workbook (name, SHA-256),
    its sheet and cell; `note` is what was written beside the unit.
    """

    figure: Fraction | None
    year: int
    file: str = ""
    sha256: str = ""
    sheet: str = ""
    cell: str = ""
    note: str = ""


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
    figures: dict[Place, SurveyFigure] = field(default_factory=dict)

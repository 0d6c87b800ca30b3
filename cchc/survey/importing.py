"""Filled templates merged into the record of a survey: in any order, again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cchc.core.numbers import plain
from cchc.findings.finding import Finding, finding, has_errors
from cchc.scorebook import SurveyFigure
from cchc.survey.model import NOT_SURVEYED, Imported, Place, SurveyRecord


@dataclass(frozen=True)
class SurveyReading:
    """What one workbook holds. Where a finding is an error nothing of it may be taken."""

    file: str
    sha256: str
    content: bytes
    figures: dict[Place, SurveyFigure] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not has_errors(list(self.findings))


def settled(
    readings: Sequence[SurveyReading], before: SurveyRecord, replace_figures: bool
) -> list[SurveyReading]:
    """The readings, each told where it differs from another of this run or from what was there."""
    said: dict[Place, list[SurveyFigure]] = {}
    for reading in (each for each in readings if each.is_sound):
        for place, figure in reading.figures.items():
            said.setdefault(place, []).append(figure)
    settled = []
    for reading in readings:
        told = list(reading.findings)
        for place, figure in reading.figures.items() if reading.is_sound else ():
            others = [each for each in said[place] if each.figure != figure.figure]
            there = before.figures.get(place)
            if others:
                told.append(_differs("SURVEY_DIFFERS", place, figure, others[0]))
            elif there is not None and there.figure != figure.figure:
                code = "SURVEY_REPLACED" if replace_figures else "SURVEY_DIFFERS"
                told.append(_differs(code, place, figure, there))
        settled.append(replace(reading, findings=tuple(told)))
    return settled


def _differs(code: str, place: Place, figure: SurveyFigure, other: SurveyFigure) -> Finding:
    theirs = f"{_shown(other)} ({other.file}, {other.cell})"
    places = {"unit_code": place[0], "criterion_code": place[1], "file": figure.file}
    return finding(code, _shown(figure), theirs, sheet=figure.sheet, cell=figure.cell, **places)


def _shown(figure: SurveyFigure) -> str:
    return NOT_SURVEYED if figure.figure is None else plain(figure.figure)


def merged(before: SurveyRecord, taken: Sequence[SurveyReading], today: date) -> SurveyRecord:
    """The record with these readings in it. What is there already keeps the place it was read from."""
    figures = dict(before.figures)
    for reading in sorted(taken, key=lambda each: each.sha256):
        for place, figure in reading.figures.items():
            there = figures.get(place)
            if there is None or (there.figure, there.note) != (figure.figure, figure.note):
                figures[place] = figure
    known = {each.sha256: each for each in before.imports}
    for reading in taken:
        known.setdefault(reading.sha256, Imported(reading.file, reading.sha256, today.isoformat()))
    imports = sorted(known.values(), key=lambda each: (each.day, each.file, each.sha256))
    return replace(before, imports=tuple(imports), figures=figures)

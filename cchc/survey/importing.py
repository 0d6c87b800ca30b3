"""Merges filled templates into the record of a survey. Order and repetition do not matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cchc.core.numbers import plain
from cchc.findings.finding import Finding, finding, has_errors
from cchc.returns.receipt import REJECTED, verdict_on
from cchc.returns.scorebook import SurveyFigure
from cchc.survey.model import NOT_SURVEYED, FigureKey, Imported, SurveyRecord
from cchc.survey.returned import SurveyReceipt, figures_of


def compared(
    receipts: Sequence[SurveyReceipt], before: SurveyRecord, replace_figures: bool
) -> list[SurveyReceipt]:
    """The receipts, each with findings where its file differs from another file of this run or from the
    record.
    """
    said: dict[FigureKey, list[SurveyFigure]] = {}
    for receipt in (each for each in receipts if each.counts):
        for key, figure in figures_of(receipt).items():
            said.setdefault(key, []).append(figure)
    compared = []
    for receipt in receipts:
        findings = list(receipt.findings)
        for key, figure in figures_of(receipt).items() if receipt.counts else ():
            others = [each for each in said[key] if each.figure != figure.figure]
            there = before.figures.get(key)
            if others:
                findings.append(_differs("SURVEY_DIFFERS", key, figure, others[0]))
            elif there is not None and there.figure != figure.figure:
                code = "SURVEY_REPLACED" if replace_figures else "SURVEY_DIFFERS"
                findings.append(_differs(code, key, figure, there))
        verdict = REJECTED if has_errors(findings) else verdict_on(findings)
        compared.append(replace(receipt, verdict=verdict, findings=tuple(findings)))
    return compared


def _differs(code: str, key: FigureKey, figure: SurveyFigure, other: SurveyFigure) -> Finding:
    theirs = f"{_shown(other)} ({other.file}, {other.cell})"
    places = {"unit_code": key[0], "criterion_code": key[1], "file": figure.file}
    return finding(code, _shown(figure), theirs, sheet=figure.sheet, cell=figure.cell, **places)


def _shown(figure: SurveyFigure) -> str:
    return NOT_SURVEYED if figure.figure is None else plain(figure.figure)


def merged(before: SurveyRecord, taken: Sequence[SurveyReceipt], today: date) -> SurveyRecord:
    """The record with the figures of these files added. A figure that is recorded already keeps its place
    of origin.
    """
    figures = dict(before.figures)
    for receipt in sorted(taken, key=lambda each: each.sha256):
        for key, figure in figures_of(receipt).items():
            there = figures.get(key)
            if there is None or (there.figure, there.note) != (figure.figure, figure.note):
                figures[key] = figure
    known = {each.sha256: each for each in before.imports}
    for receipt in taken:
        known.setdefault(receipt.sha256, Imported(receipt.file, receipt.sha256, today.isoformat()))
    imports = sorted(known.values(), key=lambda each: (each.day, each.file, each.sha256))
    return replace(before, imports=tuple(imports), figures=figures)

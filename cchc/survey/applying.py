"""Enters survey figures into the score book: this year's, or last year's where the campaign allows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cchc.campaign.model import Campaign
from cchc.campaign.opened import OpenCampaign
from cchc.core.limits import within_limits
from cchc.core.numbers import plain
from cchc.criteria.model import ScoredLine
from cchc.criteria.sources import BY_KEY, survey_of_year
from cchc.files import require_folder
from cchc.findings.finding import Finding, finding
from cchc.returns.scorebook import LeafScores, SurveyFigure, UnitScores
from cchc.survey.model import FigureKey, SurveyRecord
from cchc.survey.record import read_surveys, record_file

_NOWHERE = Path()

Figures = Mapping[FigureKey, SurveyFigure]


def survey_points(
    opened: OpenCampaign, books: Sequence[UnitScores], whole: bool = True
) -> tuple[list[UnitScores], list[Finding]]:
    """The score book with the imported figures of this year and last year, and findings about them.
    `whole`: the book holds every unit of the campaign. Raises CchcError where a record is damaged.
    """
    year = opened.campaign.year
    folder = opened.folder.surveys
    require_folder(folder)
    records = [*read_surveys(folder, year - 1), *read_surveys(folder, year)]
    filled, findings = with_survey(opened.campaign, books, records)
    return filled, findings + (unknown_units(opened.campaign, records) if whole else [])


def with_survey(
    campaign: Campaign, books: Sequence[UnitScores], records: Iterable[SurveyRecord]
) -> tuple[list[UnitScores], list[Finding]]:
    """The score book with survey points, and findings about them.

    For each leaf this year's figure counts; without one, last year's counts where the campaign allows it
    for that source. A campaign without a survey uses none.
    """
    records = [record for record in records if record.figures]
    if not campaign.survey_held:
        return list(books), [_not_held(record) for record in records]
    figures: dict[str, dict[FigureKey, SurveyFigure]] = {}
    for record in sorted(records, key=lambda each: each.year):
        if _counts(campaign, record):
            figures.setdefault(record.source, {}).update(record.figures)
    filled = [_filled(book, figures) for book in books]
    about = [each for record in records if _counts(campaign, record) for each in _unusable(record, books)]
    for book in filled:
        about += _stand_ins(campaign, book)
    return filled, [*about, *_outstanding(filled)]


def _counts(campaign: Campaign, record: SurveyRecord) -> bool:
    if record.year == campaign.year:
        return True
    return record.year == campaign.year - 1 and record.source in campaign.stand_in


def _filled(book: UnitScores, figures: Mapping[str, Figures]) -> UnitScores:
    filled: dict[str, LeafScores] = {}
    for scored in book.criteria.leaves:
        of_source = figures.get(scored.leaf.source)
        figure = of_source.get((book.unit.code, scored.code)) if of_source else None
        if figure is not None and _fits(scored, figure):
            filled[scored.code] = _with_figure(book.rows[scored.code], scored, figure)
    return replace(book, rows={**book.rows, **filled}) if filled else book


def _with_figure(row: LeafScores, scored: ScoredLine, figure: SurveyFigure) -> LeafScores:
    if figure.figure is None:
        return replace(row, survey_figure=figure)
    points = scored.leaf.rule.given_score(scored.max_points, figure.figure)
    return replace(row, survey=points, survey_figure=figure)


def _fits(scored: ScoredLine, figure: SurveyFigure) -> bool:
    highest = scored.leaf.rule.highest_given(scored.max_points)
    return figure.figure is None or within_limits(figure.figure, highest)


def _unusable(record: SurveyRecord, books: Sequence[UnitScores]) -> Iterator[Finding]:
    """Findings on imported figures that no longer match the units and criteria of the campaign."""
    by_unit = {book.unit.code: book for book in books}
    for (unit, leaf), figure in sorted(record.figures.items()):
        book = by_unit.get(unit)
        if book is None:
            continue  # a unit of another authority, or reported by `unknown_units`
        scored = book.criteria.leaf_by_code.get(leaf)
        if scored is None or scored.leaf.source != record.source or not _fits(scored, figure):
            shown = "" if figure.figure is None else plain(figure.figure)
            yield _placed(finding("SURVEY_FIGURE_UNUSABLE", shown, leaf, criterion_code=leaf), unit, figure)


def unknown_units(campaign: Campaign, records: Iterable[SurveyRecord]) -> list[Finding]:
    """Findings on units that have survey figures but are no longer in the control workbook."""
    found: dict[str, SurveyFigure] = {}
    for record in records:
        for (unit, _), figure in sorted(record.figures.items()):
            if unit not in campaign.unit_by_code:
                found.setdefault(unit, figure)
    return [_placed(finding("SURVEY_UNIT_GONE", unit), unit, figure) for unit, figure in found.items()]


def _placed(found: Finding, unit: str, figure: SurveyFigure) -> Finding:
    return found.placed(unit_code=unit, file=figure.file, sheet=figure.sheet, cell=figure.cell)


def _stand_ins(campaign: Campaign, book: UnitScores) -> Iterator[Finding]:
    """One finding for each survey of last year that is used for a unit."""
    for source in sorted(book.criteria.sources):
        rows = [
            row for code, row in book.rows.items() if book.criteria.leaf_by_code[code].leaf.source == source
        ]
        years = [row.survey_figure.year for row in rows if row.survey_figure is not None]
        earlier = [year for year in years if year != campaign.year]
        if earlier:
            places = {"unit_code": book.unit.code}
            yield finding("SURVEY_STANDS_IN", f"{len(earlier)} × {earlier[0]}", campaign.year, **places)


def _outstanding(books: Sequence[UnitScores]) -> Iterator[Finding]:
    """Findings on units whose survey is incomplete, where figures of that survey were imported for their
    block.
    """
    begun = {(book.unit.block, source) for book in books for source in book.surveyed_sources}
    for book in books:
        for source in sorted(book.outstanding_surveys):
            if (book.unit.block, source) in begun:
                codes = ", ".join(book.outstanding_surveys[source])
                yield finding("SURVEY_OUTSTANDING", codes, BY_KEY[source].name, unit_code=book.unit.code)


def _not_held(record: SurveyRecord) -> Finding:
    name = record_file(_NOWHERE, record.source, record.year).name
    return finding("SURVEY_NOT_HELD", survey_of_year(record.source, record.year), file=f"khao-sat/{name}")

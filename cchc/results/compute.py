"""Computes sums, indices, classes and ranks from the score book. No files, no workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from cchc.campaign.model import Campaign
from cchc.core.indices import parent_code
from cchc.core.numbers import ZERO
from cchc.core.ranking import class_of, ranks
from cchc.criteria.model import BASE, CriteriaSet
from cchc.criteria.sources import OWN_SOURCES
from cchc.results.counting import counting_sources
from cchc.results.model import FiguresByLine, Nodes, Results, UnitResult
from cchc.returns.scorebook import UnitScores


def compute(campaign: Campaign, books: Sequence[UnitScores], sources: frozenset[str]) -> Results:
    """The results of a score book. `sources` are the sources that may take part: `self`, and surveys, which
    count by the rule of `counting_sources`.
    """
    counting = counting_sources(campaign, books, sources)
    sums = Sums()
    results = [_with_class(campaign, unit_result(book, counting[book.unit.code], sums)) for book in books]
    for block in campaign.blocks:
        places = [
            at
            for at, result in enumerate(results)
            if result.unit.block == block.code and not result.unit.special
        ]
        for at, rank in zip(
            places, ranks([results[at].index for at in places], campaign.ranking), strict=True
        ):
            results[at] = replace(results[at], rank=rank)
    counted = frozenset(source for result in results for source in result.sources)
    return Results(campaign, tuple(results), counted)


def unit_result(book: UnitScores, sources: frozenset[str], sums: Sums | None = None) -> UnitResult:
    """One unit's sums and indices, without class and rank. `sums` may be shared with other units as a
    cache.

    A unit without a score of its own in the base set has no achieved points, even where it has survey or
    bonus points.
    """
    criteria, sums = book.criteria, sums or Sums()
    leaves = criteria.leaves
    rows = [book.rows[code] for code in criteria.tree.leaves]
    by_unit = criteria.own_leaves
    finals = [row.final if own else None for row, own in zip(rows, by_unit, strict=True)]
    surveys = [
        row.survey if scored.leaf.source in sources else None
        for row, scored in zip(rows, leaves, strict=True)
    ]
    has_own = not criteria.sources & OWN_SOURCES or any(
        final is not None and scored.section == BASE for final, scored in zip(finals, leaves, strict=True)
    )
    achieved = [
        final if own else survey if has_own else None
        for final, survey, own in zip(finals, surveys, by_unit, strict=True)
    ]
    counting = sums.counting(criteria, sources, tuple(row.applicable for row in rows))
    columns = ([row.claim.self_score for row in rows], [row.first_appraisal for row in rows])
    rolled = sums.of(criteria, *columns, finals, surveys, achieved)
    nodes = Nodes(criteria, *counting, *rolled)
    return UnitResult(book.unit, criteria, book, nodes, sources & criteria.sources)


class Sums:
    """Sums up trees, and computes only once what is the same for many units."""

    def __init__(self) -> None:
        self._counting: dict[
            tuple[str, frozenset[str], tuple[bool, ...]], tuple[tuple[Fraction, ...], tuple[bool, ...]]
        ] = {}

    def of(self, criteria: CriteriaSet, *columns: Sequence[Fraction | None]) -> list[FiguresByLine]:
        """The sums of a unit's columns. Equal columns are summed once: where nothing was appraised, the
        final scores equal the claim.
        """
        done: list[tuple[Sequence[Fraction | None], FiguresByLine]] = []
        for column in columns:
            known = next((sums for other, sums in done if other == column), None)
            done.append((column, known or criteria.tree.sums(column)))
        return [sums for _, sums in done]

    def counting(
        self, criteria: CriteriaSet, sources: frozenset[str], applicable: tuple[bool, ...]
    ) -> tuple[tuple[Fraction, ...], tuple[bool, ...]]:
        """The possible points of every line and whether it applies, where `applicable` says it for each
        leaf.
        """
        key = criteria.fingerprint, sources, applicable
        if key not in self._counting:
            possible = [
                scored.max_points
                if applies and scored.leaf.source in sources and scored.section == BASE
                else ZERO
                for scored, applies in zip(criteria.leaves, applicable, strict=True)
            ]
            points = tuple(figure or ZERO for figure in criteria.tree.sums(possible))
            self._counting[key] = points, _applicable(criteria, applicable)
        return self._counting[key]


def _applicable(criteria: CriteriaSet, leaves: Sequence[bool]) -> tuple[bool, ...]:
    """Whether each line applies: leaves that do, all their ancestors, and the whole."""
    codes = {""}
    for scored, applies in zip(criteria.leaves, leaves, strict=True):
        above = scored.code if applies else ""
        while above:
            codes.add(above)
            above = parent_code(above)
    return tuple(code in codes for code in criteria.tree.places)


def _with_class(campaign: Campaign, result: UnitResult) -> UnitResult:
    name = class_of(result.index, campaign.classes, campaign.ranking.decimals)
    return replace(result, class_name=name)

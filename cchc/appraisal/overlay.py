"""What the appraisal has decided, laid over the score book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cchc.appraisal.cases import Case
from cchc.scorebook import LeafScores, UnitScores


def overlaid(books: Sequence[UnitScores], cases: Iterable[Case]) -> list[UnitScores]:
    """The books with first appraisal, decision and standing of every leaf filled in."""
    rows: dict[str, dict[str, LeafScores]] = {book.unit.code: dict(book.rows) for book in books}
    for case in cases:
        rows[case.unit][case.code] = _decided(rows[case.unit][case.code], case)
    return [replace(book, rows=rows[book.unit.code]) for book in books]


def _decided(row: LeafScores, case: Case) -> LeafScores:
    standing = case.standing
    return replace(
        row,
        first_appraisal=standing.first.score if standing.first else None,
        decided=standing.decided.score if standing.decided else None,
        applies=standing.decided.applicable if standing.decided else None,
        settled=standing.settled,
    )

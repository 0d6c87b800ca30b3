"""Fills the decisions of the appraisal into the score book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cchc.appraisal.cases import Case
from cchc.returns.scorebook import LeafScores, UnitScores


def overlaid(books: Sequence[UnitScores], cases: Iterable[Case]) -> list[UnitScores]:
    """The books with the first appraisal, the decision and the state of every leaf filled in."""
    rows: dict[str, dict[str, LeafScores]] = {book.unit.code: dict(book.rows) for book in books}
    for case in cases:
        rows[case.unit][case.code] = _decided(rows[case.unit][case.code], case)
    return [replace(book, rows=rows[book.unit.code]) for book in books]


def _decided(row: LeafScores, case: Case) -> LeafScores:
    standing = case.standing
    first, decided = standing.first, standing.decided
    if first is None and decided is None and standing.finished == row.finished and _is_untouched(row):
        return row  # most leaves at the beginning of an appraisal
    return replace(
        row,
        first_appraisal=first.score if first else None,
        decided=decided.score if decided else None,
        applies=decided.applicable if decided else None,
        finished=standing.finished,
    )


def _is_untouched(row: LeafScores) -> bool:
    return row.first_appraisal is None and row.decided is None and row.applies is None

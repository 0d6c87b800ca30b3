"""Which rows are due in a round: each goes to a party once, and again only where the claim has changed
since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cchc.appraisal.cases import BOARD_SEAT, Case
from cchc.appraisal.model import Party, Row
from cchc.appraisal.rounds import BOARD, EXPLANATION, FIRST, SECOND, Round
from cchc.campaign.model import Campaign

Due = Callable[[Case, bool], Iterator[str]]
"""From a case, and whether a first round was held in its jurisdiction, to the codes of the parties that
must get a row.
"""


def due_rows(round_: Round, cases: Iterable[Case], campaign: Campaign) -> dict[Party, list[Row]]:
    """The rows that are due in a round and not issued yet, by the party they go to."""
    all_cases = list(cases)
    held = {_jurisdiction(campaign, case.unit) for case in all_cases if case.rows(FIRST.key)}
    rows: dict[Party, list[Row]] = {}
    for case in all_cases:
        jurisdiction = _jurisdiction(campaign, case.unit)
        for who in _DUE[round_.key](case, jurisdiction in held):
            rows.setdefault(Party(*jurisdiction, who), []).append(row_of(case, round_))
    return rows


def row_of(case: Case, round_: Round) -> Row:
    """A row as the form of a round shows it, with the opinions of the rounds before."""
    if round_ is FIRST:
        return Row(case.unit, case.code, case.claim)
    first = case.opinions(FIRST.key)
    if round_ is EXPLANATION:
        return Row(case.unit, case.code, case.claim, first)
    second = case.opinions(SECOND.key) if round_ is BOARD else ()
    return Row(case.unit, case.code, case.claim, first, case.explained, second)


def _first(case: Case, held: bool) -> Iterator[str]:
    if not case.rows(BOARD.key):
        yield from (who for who in case.appraisers if who not in case.rows(FIRST.key))


def _explanation(case: Case, held: bool) -> Iterator[str]:
    later = case.rows(EXPLANATION.key) or case.rows(SECOND.key) or case.rows(BOARD.key)
    if case.first_complete and case.reducing and not later:
        yield case.unit


def _second(case: Case, held: bool) -> Iterator[str]:
    """The agencies that get a second row: those that reduced the claim, or all of them where they differ.
    Where the unit was asked to explain itself, they are due only once it has contested the reduction.
    """
    asked = bool(case.rows(EXPLANATION.key))
    waits = asked and not (case.explained and case.explained.contests)
    if not case.first_complete or waits or case.rows(BOARD.key):
        return
    opinions = case.opinions(FIRST.key)
    differ = len({each.verdict for each in opinions}) > 1
    for opinion in opinions if differ else case.reducing:
        if opinion.who not in case.rows(SECOND.key):
            yield opinion.who


def _board(case: Case, held: bool) -> Iterator[str]:
    """Leaves on which claim, first and second appraisal differ. Also every leaf of a jurisdiction that
    skipped the first round, and every leaf without an agency.
    """
    if case.rows(BOARD.key):
        return
    complete = case.first_complete and not case.second_open
    if (complete and case.differs) or not held or not case.appraisers:
        yield BOARD_SEAT


def _jurisdiction(campaign: Campaign, unit: str) -> tuple[str, str]:
    of = campaign.unit_by_code[unit]
    return (of.authority, of.unit_type)


_DUE: dict[str, Due] = {
    FIRST.key: _first,
    EXPLANATION.key: _explanation,
    SECOND.key: _second,
    BOARD.key: _board,
}

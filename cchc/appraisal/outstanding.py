"""The answers that the appraisal still waits for, by the party that owes them, with the working days left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.appraisal.cases import Case
from cchc.appraisal.model import Party
from cchc.appraisal.parties import name_of
from cchc.appraisal.rounds import BY_KEY, FIRST, Round
from cchc.appraisal.state import Appraisal
from cchc.campaign.model import Campaign
from cchc.language import Words
from cchc.returns.scorebook import UnitScores


@dataclass(frozen=True)
class Outstanding:
    """What one party owes in one round. `due` is the earliest deadline among its units, `days` the working
    days left until then, negative once it has passed. A unit's explanation does not `block`: the figures do
    not wait for it.
    """

    party: Party
    name: Words
    round: Round
    issued: bool
    blocks: bool
    rows: int
    units: tuple[str, ...]
    due: date
    days: int


def outstanding(appraisal: Appraisal, books: Sequence[UnitScores], today: date) -> list[Outstanding]:
    """What is owed, in the order of rounds; empty before the first form of the appraisal is issued."""
    if not appraisal.forms:
        return []
    campaign = appraisal.opened.campaign
    received = {book.unit.code: book.received for book in books}
    owed: dict[tuple[int, Party, str, bool, bool], list[Case]] = {}
    for case in appraisal.cases(books):
        unit = campaign.unit_by_code[case.unit]
        for waiting in case.standing.waiting:
            party = Party(unit.authority, unit.unit_type, waiting.who)
            place = BY_KEY[waiting.round].place
            key = (place, party, waiting.round, waiting.issued, waiting.blocks)
            owed.setdefault(key, []).append(case)
    rows = []
    for (_, party, round_key, issued, blocks), cases in sorted(owed.items(), key=lambda item: item[0]):
        round_ = BY_KEY[round_key]
        units = tuple(dict.fromkeys(case.unit for case in cases))
        due = min(deadline(campaign, round_, received[unit], today) for unit in units)
        days = campaign.calendar.left(today, due)
        name = name_of(campaign, party)
        rows.append(Outstanding(party, name, round_, issued, blocks, len(cases), units, due, days))
    return rows


def deadline(campaign: Campaign, round_: Round, received: date | None, today: date) -> date:
    """The deadline of a round for a unit. Source: 1877/QĐ-UBND, V.2.d (the first appraisal within 5 working
    days of a complete return); for later rounds `finish`, the day before which everything must be done.
    """
    if round_ is FIRST:
        return campaign.calendar.after(received or today, campaign.appraisal_days)
    return campaign.finish

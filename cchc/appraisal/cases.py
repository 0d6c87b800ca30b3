"""All that has been put before somebody and said on one leaf of one unit, and where that leaves it.

Final is what the board decided, else what the agencies found in their latest round once all have
answered and agree; until then the leaf follows what was agreed before, at last the unit's claim.
Two agencies that differ decide nothing: both stand for the board.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from cchc.appraisal.latest import LatestRows, latest_rows
from cchc.appraisal.model import Entry, Explained, IssuedForm, Opinion, Row, ShownClaim, Slot, Verdict
from cchc.appraisal.permission import Permissions
from cchc.appraisal.resting import why_it_rests
from cchc.appraisal.rounds import BOARD, EXPLANATION, FIRST, ROUNDS, SECOND
from cchc.core.numbers import ZERO
from cchc.criteria.model import BASE, PENALTY, ScoredLine
from cchc.returns.scorebook import UnitScores

BOARD_SEAT = ""
"""Who decides for the board: it has no code of its own."""


class Waiting(NamedTuple):
    """What a leaf still waits for. `issued` is whether the form for it is out; what does not `block`
    leaves the figures as they are (a unit need not explain itself).
    """

    round: str
    who: str
    issued: bool
    blocks: bool = True


@dataclass(frozen=True)
class Standing:
    """What a leaf is worth as things stand. `first` is what the first appraisal agreed on."""

    first: Verdict | None
    decided: Verdict | None
    waiting: tuple[Waiting, ...]

    @property
    def finished(self) -> bool:
        """Whether every party has given its opinion."""
        return not any(each.blocks for each in self.waiting)


@dataclass(frozen=True)
class Case:
    """One leaf of one unit. `put` are the rows issued on the claim as it now stands and `said` the
    answers to them, by round and by who, of those alone who have a say on the unit today; `overtaken` is
    whether rows went out, all on an earlier claim.
    In a `section` points are a bonus or a penalty.
    """

    unit: str
    code: str
    claim: ShownClaim
    appraisers: tuple[str, ...]
    put: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    overtaken: bool = False
    section: str = BASE

    def rows(self, key: str) -> Mapping[str, Row]:
        return self.put.get(key, {})

    def answers(self, key: str) -> Mapping[str, Entry]:
        return self.said.get(key, {})

    def opinions(self, key: str) -> tuple[Opinion, ...]:
        """What the appraisers of the leaf found in a round, in the order of the control workbook."""
        answers = self.answers(key)
        return tuple(answers[who].opinion for who in self.appraisers if who in answers)

    @property
    def explained(self) -> Explained | None:
        answer = self.answers(EXPLANATION.key).get(self.unit)
        return Explained(answer.remark, answer.evidence) if answer else None

    @cached_property
    def first_complete(self) -> bool:
        """Whether every agency of the leaf has given its first appraisal."""
        return bool(self.appraisers) and len(self.opinions(FIRST.key)) == len(self.appraisers)

    @cached_property
    def second_open(self) -> tuple[str, ...]:
        """Who still owes a second appraisal that was asked for."""
        answers = self.answers(SECOND.key)
        return tuple(who for who in self.rows(SECOND.key) if who not in answers)

    @cached_property
    def latest(self) -> Mapping[str, Verdict]:
        """What each agency found last."""
        both = (*self.opinions(FIRST.key), *self.opinions(SECOND.key))
        return {each.who: each.verdict for each in both}

    @property
    def reducing(self) -> tuple[Opinion, ...]:
        """The first opinions by which the unit has less than it claims."""
        return tuple(
            each for each in self.opinions(FIRST.key) if takes_off(self.claim, each.verdict, self.section)
        )

    @property
    def differs(self) -> bool:
        """Whether claim, first and second appraisal are not all the same. A blank claim that is scored 0 is no
        difference.
        """
        claimed = self.claim.verdict or Verdict(ZERO, True)
        both = (*self.opinions(FIRST.key), *self.opinions(SECOND.key))
        return len({claimed, *(each.verdict for each in both)}) > 1

    @cached_property
    def standing(self) -> Standing:
        """Where it all leaves the leaf."""
        first = _agreed(self.opinions(FIRST.key)) if self.first_complete else None
        board = self.answers(BOARD.key).get(BOARD_SEAT)
        if board is not None:
            return Standing(first, board.opinion.verdict, ())
        complete = self.first_complete and not self.second_open
        found = set(self.latest.values()) if complete else set()
        decided = found.pop() if len(found) == 1 else first
        return Standing(first, decided, tuple(self._waiting()))

    def _waiting(self) -> Iterator[Waiting]:
        """What the leaf waits for while the board has not spoken."""
        if self.rows(BOARD.key):
            yield Waiting(BOARD.key, BOARD_SEAT, issued=True)
        elif not self.appraisers:
            yield Waiting(BOARD.key, BOARD_SEAT, issued=False)
        elif not self.first_complete:
            answers, rows = self.answers(FIRST.key), self.rows(FIRST.key)
            for who in self.appraisers:
                if who not in answers:
                    yield Waiting(FIRST.key, who, issued=who in rows)
        else:
            yield from self._waiting_after_first()

    def _waiting_after_first(self) -> Iterator[Waiting]:
        second = self.rows(SECOND.key)
        if self.rows(EXPLANATION.key) and self.explained is None and not second:
            yield Waiting(EXPLANATION.key, self.unit, issued=True, blocks=False)
        if self.second_open:
            for who in self.second_open:
                yield Waiting(SECOND.key, who, issued=True)
        elif self.explained is not None and self.explained.contests and not second:
            for opinion in self.reducing:
                yield Waiting(SECOND.key, opinion.who, issued=False)
        elif len(set(self.latest.values())) > 1:
            yield Waiting(BOARD.key, BOARD_SEAT, issued=False)


def cases(
    books: Iterable[UnitScores],
    forms: Iterable[IssuedForm],
    entries: Mapping[Slot, Entry],
    permissions: Permissions,
) -> Iterator[Case]:
    """A case for every leaf that a returned unit scores itself, in the order of book and criteria set."""
    issued = latest_rows(forms)
    for book in books:
        if not book.returned:
            continue
        for scored in book.criteria.leaves:
            if scored.by_unit:
                claim = ShownClaim.of(book.rows[scored.code].claim)
                yield _case(book.unit.code, scored, claim, issued, entries, permissions)


def takes_off(claim: ShownClaim, found: Verdict, section: str = BASE) -> bool:
    """Whether by an opinion the unit has less than by its claim: fewer points, a leaf counted that it says
    did not arise, less of a bonus, more of a penalty.
    """
    claimed = claim.verdict
    if section == BASE:
        return _gives_less(claimed, found)
    moved = (found.score or ZERO) - ((claimed.score if claimed else None) or ZERO)
    return moved > 0 if section == PENALTY else moved < 0


def _gives_less(claimed: Verdict | None, found: Verdict) -> bool:
    if claimed is None:
        return False
    if not claimed.applicable:
        return found.applicable
    assert claimed.score is not None
    return found.score is not None and found.score < claimed.score


def _case(
    unit: str,
    scored: ScoredLine,
    claim: ShownClaim,
    issued: LatestRows,
    entries: Mapping[Slot, Entry],
    permissions: Permissions,
) -> Case:
    put: dict[str, dict[str, Row]] = {each.key: {} for each in ROUNDS}
    said: dict[str, dict[str, Entry]] = {each.key: {} for each in ROUNDS}
    code, overtaken = scored.code, False
    appraisers = permissions.appraisers(unit, code)
    for slot, latest in issued.get((unit, code), {}).items():
        row = latest.row
        if why_it_rests(slot, latest.form, permissions):
            continue
        if row.claim != claim:
            overtaken = True
            continue
        if slot.round == EXPLANATION.key and not _tells_all(row, appraisers):
            continue
        put[slot.round][slot.who] = row
        entry = entries.get(slot)
        if entry is not None and entry.issue == latest.issue:
            said[slot.round][slot.who] = entry
    stale = overtaken and not any(put.values())
    return Case(unit, code, claim, appraisers, put, said, stale, scored.section)


def _tells_all(row: Row, appraisers: Iterable[str]) -> bool:
    """Whether the explanation form of a unit showed the findings of all its present appraisers."""
    return {*appraisers} <= {each.who for each in row.first}


def _agreed(opinions: tuple[Opinion, ...]) -> Verdict | None:
    found = {each.verdict for each in opinions}
    return found.pop() if len(found) == 1 else None

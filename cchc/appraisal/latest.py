"""The latest form that put a leaf of a unit before somebody, and whether a later round has closed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cchc.appraisal.model import IssuedForm, Row, Slot
from cchc.appraisal.rounds import BOARD, BY_KEY, EXPLANATION, FIRST


class Latest(NamedTuple):
    """The last form with a row in a slot, and that row."""

    form: IssuedForm
    row: Row

    @property
    def issue(self) -> int:
        return self.form.issue


LatestRows = Mapping[tuple[str, str], Mapping[Slot, Latest]]
"""By unit and leaf, what was issued last in every slot."""


def latest_rows(forms: Iterable[IssuedForm]) -> LatestRows:
    """What was issued last in every slot of all forms."""
    latest: dict[tuple[str, str], dict[Slot, Latest]] = {}
    for form in sorted(forms, key=lambda each: each.issue):
        for row in form.rows:
            latest.setdefault((row.unit, row.code), {})[Slot.of(form, row)] = Latest(form, row)
    return latest


def latest_of(slot: Slot, issued: LatestRows) -> Latest | None:
    """What was issued last in a slot."""
    return issued.get((slot.unit, slot.code), {}).get(slot)


def is_closed(slot: Slot, issued: LatestRows) -> bool:
    """Whether a later round was put before somebody on what this slot holds, so that nothing in it may change.

    That depends on forms alone, never on the control workbook, and only on forms of the same jurisdiction: an
    agency that is given a leaf after a later round went out to others has not been heard yet.
    """
    own = latest_of(slot, issued)
    if own is None:
        return False
    rows = issued[slot.unit, slot.code].items()
    return any(_closes(slot, own, other, later) for other, later in rows)


def _closes(slot: Slot, own: Latest, other: Slot, later: Latest) -> bool:
    same_jurisdiction = other.party[:2] == slot.party[:2]
    comes_later = BY_KEY[other.round].place > BY_KEY[slot.round].place
    if not (same_jurisdiction and comes_later and later.row.claim == own.row.claim):
        return False
    if other.round == BOARD.key:
        return True
    printed = {each.who for each in later.row.first}
    if slot.round == FIRST.key:
        return slot.who in printed
    # A second appraisal closes the explanation of those reductions that it goes back to.
    return slot.round == EXPLANATION.key and printed <= {each.who for each in own.row.first}

"""The latest form that was issued for a leaf of a unit, and whether a later round has closed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cchc.appraisal.model import IssuedForm, Row, Slot
from cchc.appraisal.rounds import BOARD, BY_KEY, EXPLANATION, FIRST


class Latest(NamedTuple):
    """The latest form with a row in a slot, and that row."""

    form: IssuedForm
    row: Row

    @property
    def issue(self) -> int:
        return self.form.issue


LatestRows = Mapping[tuple[str, str], Mapping[Slot, Latest]]
"""By unit and leaf: the latest form and row of every slot."""


def latest_rows(forms: Iterable[IssuedForm]) -> LatestRows:
    """The latest form and row of every slot in all forms."""
    latest: dict[tuple[str, str], dict[Slot, Latest]] = {}
    for form in sorted(forms, key=lambda each: each.issue):
        for row in form.rows:
            latest.setdefault((row.unit, row.code), {})[Slot.of(form, row)] = Latest(form, row)
    return latest


def latest_of(slot: Slot, issued: LatestRows) -> Latest | None:
    """The latest form and row of a slot; None where nothing was issued."""
    return issued.get((slot.unit, slot.code), {}).get(slot)


def is_closed(slot: Slot, issued: LatestRows) -> bool:
    """Whether a form of a later round already shows what this slot holds, so that nothing in it may change.

    This depends only on the forms, not on the control workbook, and only on forms of the same jurisdiction.
    The slot of an agency that got the leaf after a later round was issued to others stays open: that agency
    has not been heard yet.
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
    # A second appraisal closes the explanation only of those reductions that it reviews.
    return slot.round == EXPLANATION.key and printed <= {each.who for each in own.row.first}

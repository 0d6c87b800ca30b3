"""From what returned forms say to the one entry that counts in every slot, whatever order they came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc.appraisal.cases import latest_rows
from cchc.appraisal.model import Entry, IssuedForm, Party, Row, Slot
from cchc.appraisal.permission import Permissions
from cchc.appraisal.rounds import BY_KEY
from cchc.core.numbers import plain
from cchc.findings.finding import Finding, finding


@dataclass(frozen=True)
class Merge:
    """The entries that count, and what was refused or passed over."""

    entries: Mapping[Slot, Entry]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Change:
    """How a slot differs from the merge before: None on either side is "nothing"."""

    before: Entry | None
    now: Entry | None


def merge(
    returned: Iterable[tuple[Party, Entry]],
    forms: Iterable[IssuedForm],
    permissions: Permissions,
    before: Mapping[Slot, Entry],
) -> Merge:
    """The entries that count. `before` are those of the last merge: once a later round has been put
    before somebody on a leaf, what its form prints of earlier rounds stands, and nothing else is taken.
    """
    issued = latest_rows(forms)
    closed = {slot: entry for slot, entry in before.items() if _is_closed(slot, issued)}
    entries = dict(closed)
    findings: list[Finding] = []
    for party, entry in sorted(returned, key=lambda each: (each[1].slot, each[1].issue)):
        slot = entry.slot
        code = permissions.refusal(BY_KEY[slot.round], party, slot.unit, slot.code)
        if code:
            findings.append(_placed(code, entry, party))
        elif issued[slot.unit, slot.code][slot][0] != entry.issue:
            findings.append(_placed("APPRAISAL_SUPERSEDED", entry, party))
        elif _is_closed(slot, issued):
            if not (closed[slot].said == entry.said if slot in closed else entry.is_empty):
                findings.append(_placed("APPRAISAL_ROUND_CLOSED", entry, party))
        else:
            entries[slot] = entry
    return Merge(dict(sorted(entries.items())), tuple(findings))


def changes(before: Mapping[Slot, Entry], now: Mapping[Slot, Entry]) -> list[Change]:
    """What a merge changed, slot by slot; the same figure from another file is a change, too."""
    return [
        Change(before.get(slot), now.get(slot))
        for slot in sorted(before.keys() | now.keys())
        if before.get(slot) != now.get(slot)
    ]


def _is_closed(slot: Slot, issued: Mapping[tuple[str, str], Mapping[Slot, tuple[int, Row]]]) -> bool:
    """Whether a later round was put before somebody on the same claim."""
    rows = issued.get((slot.unit, slot.code), {})
    own = rows.get(slot)
    return own is not None and any(
        BY_KEY[other.round].place > BY_KEY[slot.round].place and row.claim == own[1].claim
        for other, (_, row) in rows.items()
    )


def _placed(code: str, entry: Entry, party: Party) -> Finding:
    return finding(
        code,
        entry.remark[:200] if entry.score is None else plain(entry.score),
        party.who,
        unit_code=entry.slot.unit,
        criterion_code=entry.slot.code,
        file=entry.file,
        sheet=entry.sheet,
        cell=entry.cell,
    )

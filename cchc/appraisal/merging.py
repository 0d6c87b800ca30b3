"""Merges returned forms into one entry for every slot; the order of the files does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc.appraisal.latest import LatestRows, is_closed, latest_of, latest_rows
from cchc.appraisal.model import Entry, IssuedForm, Party, Slot
from cchc.appraisal.permission import Permissions
from cchc.appraisal.resting import NOT_IN_CHARGE, why_it_rests
from cchc.core.numbers import plain
from cchc.findings.finding import Finding, finding


@dataclass(frozen=True)
class Merge:
    """The entries that count; those that rest, because the control workbook has changed since; and findings
    about what was refused or skipped.
    """

    entries: Mapping[Slot, Entry]
    resting: Mapping[Slot, Entry]
    findings: tuple[Finding, ...]

    @property
    def recorded(self) -> Mapping[Slot, Entry]:
        """All entries that are recorded."""
        return {**self.entries, **self.resting}


@dataclass(frozen=True)
class Change:
    """How a slot differs from the previous merge: None on either side means "no entry"."""

    before: Entry | None
    now: Entry | None


def merge(
    returned: Iterable[tuple[Party, Entry]],
    forms: Iterable[IssuedForm],
    permissions: Permissions,
    before: Mapping[Slot, Entry],
) -> Merge:
    """The entries of every slot. `before` are those of the previous merge. Once a later round has been
    issued on a leaf, what its form prints of earlier rounds stays, and no other entry for them is accepted.

    Resting entries are also kept from before: they count again when the change in the control workbook is
    undone. An entry on a leaf that now belongs to another party gets a finding at its cell. A unit that
    moved to another authority or type is reported where the resting opinions are listed.
    """
    issued = latest_rows(forms)
    resting = {slot for slot in before if _why(slot, issued, permissions)}
    closed = {slot: entry for slot, entry in before.items() if is_closed(slot, issued)}
    entries = closed | {slot: before[slot] for slot in resting if _is_latest(before[slot], issued)}
    findings: list[Finding] = []
    for party, entry in sorted(returned, key=lambda each: (each[1].slot, each[1].issue)):
        slot = entry.slot
        if not _is_latest(entry, issued):
            findings.append(_placed("APPRAISAL_SUPERSEDED", entry, party))
        elif is_closed(slot, issued):
            if not (closed[slot].said == entry.said if slot in closed else entry.is_empty):
                findings.append(_placed("APPRAISAL_ROUND_CLOSED", entry, party))
        else:
            entries[slot] = entry
            if _why(slot, issued, permissions) == NOT_IN_CHARGE:
                findings.append(_placed("APPRAISAL_NOT_ITS_LEAF", entry, party))
    resting |= {slot for slot in entries if _why(slot, issued, permissions)}
    return Merge(
        {slot: entry for slot, entry in sorted(entries.items()) if slot not in resting},
        {slot: entry for slot, entry in sorted(entries.items()) if slot in resting},
        tuple(findings),
    )


def changes(before: Mapping[Slot, Entry], now: Mapping[Slot, Entry]) -> list[Change]:
    """What a merge changed, slot by slot. The same score from another file is a change too."""
    return [
        Change(before.get(slot), now.get(slot))
        for slot in sorted(before.keys() | now.keys())
        if before.get(slot) != now.get(slot)
    ]


def _why(slot: Slot, issued: LatestRows, permissions: Permissions) -> str:
    """The code of the finding that says why the entry in a slot does not count today, "" where it counts."""
    latest = latest_of(slot, issued)
    return why_it_rests(slot, latest.form, permissions) if latest else ""


def _is_latest(entry: Entry, issued: LatestRows) -> bool:
    latest = latest_of(entry.slot, issued)
    return latest is not None and latest.issue == entry.issue


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

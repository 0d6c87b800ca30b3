"""Resting opinions: given on a form we issued, by a party that the present control workbook does not let appraise
the leaf. They are kept but do not count. When the control workbook lets the party appraise again, they count again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc.appraisal.latest import Latest, latest_rows
from cchc.appraisal.model import Entry, IssuedForm, Slot
from cchc.appraisal.permission import Permissions
from cchc.appraisal.rounds import BY_KEY
from cchc.campaign.agencies import jurisdiction_of
from cchc.campaign.model import Campaign
from cchc.findings.finding import Finding, finding

UNIT_GONE = "APPRAISAL_UNIT_GONE"
UNIT_MOVED = "APPRAISAL_UNIT_MOVED"
SET_CHANGED = "APPRAISAL_SET_CHANGED"
NOT_IN_CHARGE = "APPRAISAL_NOT_IN_CHARGE"
_NOTHING_BACK = "APPRAISAL_FORM_IDLE"

_LISTED = 10


def why_it_rests(slot: Slot, form: IssuedForm, permissions: Permissions) -> str:
    """The code of the finding that says why what stands in a slot of a form does not count, "" where it does."""
    unit = permissions.campaign.every_unit.get(slot.unit)
    if unit is None:
        return UNIT_GONE
    if jurisdiction_of(unit) != slot.party[:2]:
        return UNIT_MOVED
    if permissions.criteria[unit.unit_type].fingerprint != form.fingerprint:
        return SET_CHANGED
    refused = permissions.refusal(BY_KEY[slot.round], slot.party, slot.unit, slot.code)
    return NOT_IN_CHARGE if refused else ""


@dataclass(frozen=True)
class Rest:
    """Rows that are out and rest for one reason: of one unit, or, where leaves were given to somebody else, of
    one agency. `opinions` are those that came back on them.
    """

    reason: str
    latest: Sequence[Latest]
    slots: Sequence[Slot]
    opinions: Sequence[Entry]

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(slot.unit for slot in self.slots))

    @property
    def whose(self) -> tuple[str, ...]:
        """The names of those who gave the opinions, as their forms print them."""
        given = {entry.slot for entry in self.opinions}
        return tuple(
            dict.fromkeys(
                latest.form.texts.get("party", slot.who)
                for slot, latest in zip(self.slots, self.latest, strict=True)
                if slot in given
            )
        )


def rests(
    forms: Iterable[IssuedForm], entries: Mapping[Slot, Entry], permissions: Permissions
) -> list[Rest]:
    """All that rests in an appraisal; of one authority's view, what concerns that authority."""
    groups: dict[tuple[str, ...], list[tuple[Slot, Latest]]] = {}
    for rows in latest_rows(forms).values():
        for slot, latest in rows.items():
            reason = why_it_rests(slot, latest.form, permissions)
            if reason and _concerns(slot, permissions.campaign):
                whose = slot.party if reason == NOT_IN_CHARGE else (*slot.party[:2], slot.unit)
                groups.setdefault((reason, *whose), []).append((slot, latest))
    return [_rest(key[0], sorted(groups[key]), entries) for key in sorted(groups)]


def rest_findings(found: Iterable[Rest], campaign: Campaign) -> list[Finding]:
    """A finding for each: what does not count any more, of whom, and why."""
    return [_finding(rest, campaign) for rest in found]


def move_of(rest: Rest, campaign: Campaign) -> str:
    """From where to where a unit has moved, by names: of authorities, else of unit types."""
    form, unit = rest.latest[0].form, campaign.every_unit[rest.slots[0].unit]
    if unit.authority != form.party.authority:
        now = campaign.authority_by_code[unit.authority].name
        return f"{form.texts.get('authority', form.party.authority)} → {now}"
    before = campaign.type_by_code.get(form.party.unit_type)
    name = before.name if before else form.party.unit_type
    return f"{name} → {campaign.type_by_code[unit.unit_type].name}"


def _concerns(slot: Slot, campaign: Campaign) -> bool:
    """Whether a view of a campaign includes a slot: its unit is among those seen, or the authority that appraised
    it sees units here. The whole campaign has no units elsewhere.
    """
    if not campaign.elsewhere or slot.unit in campaign.unit_by_code:
        return True
    return any(unit.authority == slot.authority for unit in campaign.units)


def _rest(reason: str, rows: Sequence[tuple[Slot, Latest]], entries: Mapping[Slot, Entry]) -> Rest:
    slots, latest = [slot for slot, _ in rows], [each for _, each in rows]
    opinions = []
    for slot, each in rows:
        entry = entries.get(slot)
        if entry is not None and entry.issue == each.issue and not entry.is_empty:
            opinions.append(entry)
    return Rest(reason, latest, slots, opinions)


def _finding(rest: Rest, campaign: Campaign) -> Finding:
    units, codes = rest.units, tuple(dict.fromkeys(slot.code for slot in rest.slots))
    texts = rest.latest[0].form.texts
    about = texts.get("authority", rest.slots[0].authority)
    if rest.reason == NOT_IN_CHARGE:
        about = f"{texts.get('party', rest.slots[0].who)} ({', '.join(_some(codes))})"
    elif rest.reason == UNIT_MOVED and rest.opinions:
        about = move_of(rest, campaign)
    return finding(
        rest.reason if rest.opinions else _NOTHING_BACK,
        len(rest.opinions) or len(rest.slots),
        about,
        unit_code=units[0] if len(units) == 1 else "",
        criterion_code=codes[0] if len(codes) == 1 else "",
    )


def _some(codes: Sequence[str]) -> Iterator[str]:
    yield from codes[:_LISTED]
    if len(codes) > _LISTED:
        yield "…"

"""What a person is asked before opinions that count are withdrawn, or units are appraised anew elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cchc.appraisal.counting_opinions import counting
from cchc.appraisal.latest import latest_of, latest_rows
from cchc.appraisal.merging import Change
from cchc.appraisal.model import IssuedForm
from cchc.appraisal.resting import UNIT_MOVED, move_of
from cchc.appraisal.state import Appraisal
from cchc.language import Words

NAMED = 10
"""So many agencies, units or moves are named; of the others only how many they are."""

_WITHDRAWN = Words(
    "{count} ý kiến đang được tính sẽ bị rút, vì tệp không còn, không đọc được hoặc không được nhận. Của: {whose}. "
    "Về đơn vị: {units}.",
    "{count} opinions that count would be withdrawn, because their files are gone, unreadable or refused. Of: {whose}. "
    "On: {units}.",
)
_MOVED = Words(
    "{unit} đã chuyển: {move}. {count} ý kiến đã nhận không được tính nữa; phiếu mới sẽ phát hành ở nơi mới. Của: {whose}.",
    "{unit} was moved: {move}. {count} opinions on it do not count any more; new forms go out where it is now. Of: "
    "{whose}.",
)
_MOVES_LEFT = Words("Và {count} đơn vị nữa.", "And {count} more units.")
_AND_MORE = Words("{named} và {count} nữa", "{named} and {count} more")


def withdrawals(appraisal: Appraisal, changes: Iterable[Change]) -> list[str]:
    """A sentence on what counts now and would go with a merge. Opinions that a later issue superseded, or whose
    author may no longer appraise the leaf, do not count now.
    """
    issued = latest_rows(appraisal.forms)
    gone = {change.before.slot: change.before for change in changes if change.before and not change.now}
    slots = list(counting(gone, issued, appraisal.permissions))
    if not slots:
        return []
    whose: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for slot in slots:
        latest = latest_of(slot, issued)
        assert latest is not None
        whose[latest.form.texts.get("party", slot.who)] += 1
        units[latest.form.units.get(slot.unit, slot.unit)] += 1
    return [_WITHDRAWN.say(count=len(slots), whose=_listed(whose), units=_listed(units))]


def moves(appraisal: Appraisal, new: Iterable[IssuedForm]) -> list[str]:
    """A sentence for each unit that was appraised by its earlier authority and is now to be appraised for the first
    time by another.
    """
    campaign = appraisal.opened.campaign
    out = {(form.party[:2], row.unit) for form in appraisal.forms for row in form.rows}
    first = {row.unit for form in new for row in form.rows if (form.party[:2], row.unit) not in out}
    said = [
        _MOVED.say(
            unit=campaign.every_unit[rest.slots[0].unit].name,
            move=move_of(rest, campaign),
            count=len(rest.opinions),
            whose=_listed(rest.whose),
        )
        for rest in appraisal.rests
        if rest.reason == UNIT_MOVED and rest.opinions and rest.slots[0].unit in first
    ]
    left = len(said) - NAMED
    return [*said[:NAMED], _MOVES_LEFT.say(count=left)] if left > 0 else said


def _listed(names: Counter[str] | Sequence[str]) -> str:
    """Names in a row, with how many each where that is known."""
    counted = names.items() if isinstance(names, Counter) else ((name, 0) for name in names)
    texts = [f"{name} ({count})" if count else name for name, count in counted]
    named = "; ".join(texts[:NAMED])
    left = len(texts) - NAMED
    return _AND_MORE.say(named=named, count=left) if left > 0 else named

"""Finds a unit of a campaign by code or name."""

from __future__ import annotations

import difflib

from cchc.campaign.model import Campaign, Unit
from cchc.errors import CchcError
from cchc.language import Words
from cchc.names import composed

_NO_UNIT = Words(
    "Không có đơn vị mã “{code}”. Gần giống: {near}.", "There is no unit “{code}”. Close to it: {near}."
)


def unit_named(campaign: Campaign, code: str) -> Unit:
    """The unit with this code or full name, ignoring case. Raises CchcError, which names similar units."""
    wanted = composed(code).casefold()
    for unit in campaign.units:
        if wanted in (composed(unit.code).casefold(), composed(unit.name).casefold()):
            return unit
    known = {text: unit for unit in campaign.units for text in (unit.code, unit.name)}
    near = difflib.get_close_matches(code, list(known), n=3, cutoff=0.4) or list(known)[:6:2]
    named = dict.fromkeys(f"{known[each].code} ({known[each].name})" for each in near)
    raise CchcError(_NO_UNIT, code=code, near=", ".join(named))

"""The names of the parties of an appraisal, as people are shown them."""

from __future__ import annotations

from cchc.appraisal.model import Party
from cchc.campaign.model import Campaign
from cchc.language import Words

BOARD_NAME = Words("Hội đồng thẩm định của {authority}", "the appraisal board of {authority}")


def name_of(campaign: Campaign, party: Party) -> Words:
    """The name of a party by the present control workbook."""
    if not party.who:
        return BOARD_NAME.filled(authority=campaign.authority_by_code[party.authority].name)
    unit = campaign.unit_by_code.get(party.who)
    names = (each.name for each in campaign.agencies if _is(each.authority, each.code, party))
    name = unit.name if unit else next(names, party.who)
    return Words(name, name)


def _is(authority: str, code: str, party: Party) -> bool:
    return (authority, code) == (party.authority, party.who)

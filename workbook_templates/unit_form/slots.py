"""The texts that differ from one unit's form to another's."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.campaign.folder import Issued
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.printed import PrintedTexts, form_identity, printed_texts
from cchc.identity import Identity, Sealer


@dataclass(frozen=True)
class UnitSlots:
    """All texts that differ from one unit's form to another's."""

    superior: str
    unit_name: str
    unit_upper: str
    form_line: str
    place_date: str
    form_number: str
    office: str
    due: str
    year: str
    token: str
    public_key: str

    def fill(self, template: str) -> str:
        """A slot's template with its names filled in."""
        return template.format(**vars(self))


def slots_now(opened: OpenCampaign, unit_code: str, issue: int) -> UnitSlots:
    """The texts of a unit's form as it would be issued now."""
    unit = opened.campaign.unit_by_code[unit_code]
    identity = form_identity(opened.campaign, unit, opened.set_of(unit), issue)
    return unit_slots(printed_texts(opened.campaign, unit), identity, opened.sealer)


def slots_as_issued(issued: Issued, sealer: Sealer) -> UnitSlots:
    """The texts of a unit's form as it was issued, even if the control workbook has changed since."""
    return unit_slots(PrintedTexts(**issued.texts), issued.identity, sealer)


def unit_slots(texts: PrintedTexts, identity: Identity, sealer: Sealer) -> UnitSlots:
    """The texts of one unit's form, with those of its identity."""
    return UnitSlots(**sealer.texts(identity), **unit_texts(texts, identity))


def unit_texts(texts: PrintedTexts, identity: Identity) -> dict[str, str]:
    """The texts of one unit's form without those of its identity."""
    return {
        "superior": texts.authority.upper(),
        "unit_name": texts.unit_name,
        "unit_upper": texts.unit_name.upper(),
        "form_line": f"Số phiếu: {identity.form_number}",
        "place_date": f"{texts.place}, ngày …… tháng …… năm ………",
        "office": texts.office,
        "due": texts.due,
        "year": texts.year,
    }

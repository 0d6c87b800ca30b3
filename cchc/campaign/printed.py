"""The texts of the control workbook that a unit's form prints, and the form's identity."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc.campaign.model import Campaign, Unit
from cchc.campaign.panel import panel_of
from cchc.criteria.model import CriteriaSet
from cchc.identity import FINGERPRINT_DIGITS, UNIT_FORM, Identity

_NAME_PARTS = re.compile(
    r"(?:UBND|Ủy ban nhân dân) (xã|phường|thị trấn|thị xã|huyện|thành phố|quận|đặc khu) ([^,]+)(?:,.*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PrintedTexts:
    """The texts of the control workbook that a form prints. They are recorded at issue, because the control
    workbook may change later while the form does not. `year` is the year judged; `panel` are the settings
    of the form's live panel ("" for none).
    """

    authority: str
    unit_name: str
    place: str
    office: str
    due: str
    year: str
    panel: str = ""


def form_identity(campaign: Campaign, unit: Unit, criteria: CriteriaSet, issue: int) -> Identity:
    """The identity of a unit's form."""
    header = criteria.header
    return Identity(
        campaign=campaign.id,
        unit=unit.code,
        criteria_set=header.id,
        version=header.version,
        fingerprint=criteria.fingerprint[:FINGERPRINT_DIGITS],
        kind=UNIT_FORM,
        issue=issue,
    )


def printed_texts(campaign: Campaign, unit: Unit) -> PrintedTexts:
    """The texts that a unit's form prints under the present control workbook."""
    authority = campaign.authority_by_code[unit.authority]
    return PrintedTexts(
        authority=authority.name,
        unit_name=unit.name,
        place=place_of(unit) or authority.place,
        office=authority.office,
        due=campaign.due(unit).strftime("%d/%m/%Y"),
        year=str(campaign.year),
        panel=panel.text if (panel := panel_of(campaign)) else "",
    )


def place_of(unit: Unit) -> str:
    """The place name in a unit's name: "Thanh An" for "UBND xã Thanh An", "Phường 1" for "UBND Phường 1,
    thành phố Vĩnh Long"; "" where the name has none.
    """
    match = _NAME_PARTS.fullmatch(unit.name)
    if match is None:
        return ""
    kind, name = match.groups()
    return f"{kind.capitalize()} {name}" if name.isdigit() else name

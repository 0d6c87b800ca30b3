"""The whole unit form as a cell plan, and what differs from unit to unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc.campaign.model import Campaign, Unit
from cchc.criteria.model import CriteriaSet
from cchc.identity import FINGERPRINT_DIGITS, UNIT_FORM, Identity, Sealer
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.unit_form.guide_sheet import guide_sheet
from workbook_templates.unit_form.identity_sheet import choice_lists, identity_sheet, list_references
from workbook_templates.unit_form.main_sheet import main_sheet, provisional_note
from workbook_templates.unit_form.panel import Panel, panel_of
from workbook_templates.unit_form.panel_sheet import panel_sheet
from workbook_templates.unit_form.result_sheet import result_sheet

_NAME_PARTS = re.compile(
    r"(?:UBND|Ủy ban nhân dân) (xã|phường|thị trấn|thị xã|huyện|thành phố|quận|đặc khu) ([^,]+)(?:,.*)?",
    re.IGNORECASE,
)

_PLANS: dict[tuple[str, Panel | None], WorkbookPlan] = {}
"""Plans by fingerprint of their set and panel: the same set is rendered or compared hundreds of times."""


@dataclass(frozen=True)
class PrintedTexts:
    """What a form prints of the control workbook. Recorded when it is issued, because the control
    workbook may change after that and the form that comes back does not. `year` is the year judged; `panel`
    are the settings of its live panel ("" for none).
    """

    authority: str
    unit_name: str
    place: str
    office: str
    due: str
    year: str
    panel: str = ""


@dataclass(frozen=True)
class UnitSlots:
    """Everything in which one unit's form differs from another's. All are texts."""

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


def unit_form_plan(criteria: CriteriaSet, panel: Panel | None = None) -> WorkbookPlan:
    """The plan of the unit form of a criteria set, with or without a live panel; built once each.

    A set with bonus or penalty sections has no panel: the functions add up scores and know no sections.
    """
    panel = None if criteria.sections else panel
    key = (criteria.fingerprint, panel)
    if key not in _PLANS:
        _PLANS[key] = _built(criteria, panel)
    return _PLANS[key]


def main_sheet_of(plan: WorkbookPlan) -> SheetPlan:
    """The sheet that is filled in."""
    return plan.sheets[0]


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
    """What a unit's form prints of the control workbook as it now stands."""
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


def unit_slots(texts: PrintedTexts, identity: Identity, sealer: Sealer) -> UnitSlots:
    """The texts of one unit's form."""
    return UnitSlots(
        superior=texts.authority.upper(),
        unit_name=texts.unit_name,
        unit_upper=texts.unit_name.upper(),
        form_line=f"Số phiếu: {identity.form_number}",
        place_date=f"{texts.place}, ngày …… tháng …… năm ………",
        form_number=identity.form_number,
        office=texts.office,
        due=texts.due,
        year=texts.year,
        token=sealer.seal(identity),
        public_key=sealer.public_key,
    )


def place_of(unit: Unit) -> str:
    """The place name in a unit's name: "UBND xã Thanh An" signs at Thanh An, "UBND
    Phường 1, thành phố Vĩnh Long" at Phường 1; "" where there is none.
    """
    match = _NAME_PARTS.fullmatch(unit.name)
    if match is None:
        return ""
    kind, name = match.groups()
    return f"{kind.capitalize()} {name}" if name.isdigit() else name


def _built(criteria: CriteriaSet, panel: Panel | None) -> WorkbookPlan:
    lists = choice_lists(criteria)
    main = main_sheet(criteria, lists)
    result = result_sheet(criteria, main, provisional_note(criteria))
    live = (panel_sheet(criteria, main, panel),) if panel else ()
    return WorkbookPlan(
        sheets=(main, result, guide_sheet(criteria, main), identity_sheet(lists), *live),
        defined_names=list_references(lists),
    )

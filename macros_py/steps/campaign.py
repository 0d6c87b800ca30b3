"""Opens a campaign: its control workbook and its criteria sets, checked against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc.campaign.agencies import check_agencies
from cchc.campaign.folder import CampaignFolder, Issued
from cchc.campaign.model import Agency, Campaign, Unit, UnitType
from cchc.campaign.tables import AGENCIES, UNIT_TYPES
from cchc.criteria.declaration import load_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.errors import BrokenInput, CchcError
from cchc.findings.catalogue import ERROR
from cchc.findings.finding import Finding, finding
from cchc.identity import Sealer
from cchc.language import Words
from cchc.names import known_codes
from cchc.returns.attribution import Attribution
from consolidator.control import locate, read_control
from consolidator.identity import Expectations
from consolidator.intake import IntakeContext
from workbook_templates.unit_form.plan import (
    PrintedTexts,
    UnitSlots,
    form_identity,
    printed_texts,
    unit_slots,
)

_SETS_MISSING = Words(
    "Sổ điều hành cần {count} bộ tiêu chí chưa có.",
    "The control workbook names {count} sets that are not there.",
)
_BROKEN = Words(
    "Sổ điều hành có {count} chỗ không khớp bộ tiêu chí.",
    "The control workbook does not fit its criteria sets in {count} places.",
)
_NO_AUTHORITY = Words(
    "Không có cơ quan thẩm định “{code}”. Các cơ quan: {known}.",
    "There is no authority “{code}”. Authorities: {known}.",
)
_NO_BLOCK = Words(
    "Không có khối xếp hạng “{code}”. Các khối: {known}.",
    "There is no ranking block “{code}”. Blocks: {known}.",
)


@dataclass(frozen=True)
class OpenCampaign:
    """A campaign ready to work on. `criteria` is by unit type; `remarks` are findings that stop nothing."""

    folder: CampaignFolder
    campaign: Campaign
    criteria: dict[str, CriteriaSet]
    sealer: Sealer
    remarks: tuple[Finding, ...] = ()

    def set_of(self, unit: Unit) -> CriteriaSet:
        return self.criteria[unit.unit_type]

    def slots(self, unit_code: str, issue: int) -> UnitSlots:
        """The texts of a unit's form if it were issued now."""
        unit = self.campaign.unit_by_code[unit_code]
        identity = form_identity(self.campaign, unit, self.set_of(unit), issue)
        return unit_slots(printed_texts(self.campaign, unit), identity, self.sealer)

    def slots_as_issued(self, issued: Issued) -> UnitSlots:
        """The texts of a unit's form as it was issued, whatever the control workbook says now."""
        return unit_slots(PrintedTexts(**issued.texts), issued.identity, self.sealer)

    def intake_context(
        self, issued: dict[str, Issued], attributions: Mapping[str, Attribution] | None = None
    ) -> IntakeContext:
        """What intake needs to know of this campaign, and to which units users say some files belong."""
        expected = Expectations(self.campaign, self.sealer.public_key, issued)
        units = {sha256: each.unit for sha256, each in (attributions or {}).items()}
        return IntakeContext(expected, self.criteria, self.sealer, units)

    def require_authority(self, code: str) -> None:
        """Raise CchcError where the campaign has no such authority."""
        if code not in self.campaign.authority_by_code:
            raise CchcError(_NO_AUTHORITY, code=code, known=known_codes(self.campaign.authority_by_code))

    def require_block(self, code: str) -> None:
        """Raise CchcError where the campaign has no such ranking block."""
        known = [block.code for block in self.campaign.blocks]
        if code not in known:
            raise CchcError(_NO_BLOCK, code=code, known=known_codes(known))


def open_campaign(root: Path) -> OpenCampaign:
    """Open a campaign folder.

    Raises CchcError (no campaign, unreadable), BrokenInput (faults in control workbook or sets).
    """
    folder = CampaignFolder(root)
    folder.require()
    campaign = read_control(folder.control_workbook)
    _require_sets(folder, campaign)
    criteria = {
        unit_type.code: load_criteria_set(folder.criteria / unit_type.criteria_set)
        for unit_type in campaign.unit_types
    }
    located = locate(folder.control_workbook)

    def locate_agency(agency: Agency) -> dict[str, str]:
        return located(AGENCIES, agency.row, "criteria")

    found = check_agencies(campaign, criteria, locate_agency)
    errors = [each for each in found if each.severity == ERROR]
    if errors:
        raise BrokenInput(_BROKEN, errors, count=len(errors))
    remarks = [each.placed(file=folder.control_workbook.name, sheet=AGENCIES.title) for each in found]
    return OpenCampaign(folder, campaign, criteria, folder.sealer(), tuple(remarks))


def _require_sets(folder: CampaignFolder, campaign: Campaign) -> None:
    located = locate(folder.control_workbook)

    def missing(unit_type: UnitType) -> Finding:
        place = located(UNIT_TYPES, unit_type.row, "criteria_set")
        return finding("CONTROL_CRITERIA_MISSING", unit_type.code, unit_type.criteria_set, **place)

    findings = [
        missing(unit_type)
        for unit_type in campaign.unit_types
        if not (folder.criteria / unit_type.criteria_set).is_dir()
    ]
    if findings:
        raise BrokenInput(_SETS_MISSING, findings, count=len(findings))

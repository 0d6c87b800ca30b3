"""Opens a campaign: its control workbook and its criteria sets, checked against each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cchc.campaign.agencies import check_agencies
from cchc.campaign.folder import CampaignFolder, Issued
from cchc.campaign.model import Agency, Campaign, UnitType
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.tables import AGENCIES, UNIT_TYPES
from cchc.criteria.declaration import load_criteria_set
from cchc.errors import BrokenInput
from cchc.findings.catalogue import ERROR
from cchc.findings.finding import Finding, finding
from cchc.language import Words
from cchc.returns.attribution import Attribution
from consolidator.control import locate, read_control
from consolidator.control_beside import beside_control, beside_sets
from consolidator.identity import Expectations
from consolidator.intake import IntakeContext

_SETS_MISSING = Words(
    "Sổ điều hành cần {count} bộ tiêu chí chưa có.",
    "The control workbook names {count} sets that are not there.",
)
_BROKEN = Words(
    "Sổ điều hành có {count} chỗ không khớp bộ tiêu chí.",
    "The control workbook does not fit its criteria sets in {count} places.",
)


def intake_context(
    opened: OpenCampaign, issued: dict[str, Issued], attributions: Mapping[str, Attribution] | None = None
) -> IntakeContext:
    """The context of a campaign for intake, with the users' statements of which unit a file belongs to."""
    expected = Expectations(opened.campaign, opened.sealer.public_key, issued)
    units = {sha256: each.unit for sha256, each in (attributions or {}).items()}
    return IntakeContext(expected, opened.criteria, opened.sealer, units)


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
    remarks += beside_control(folder.control_workbook)
    remarks += beside_sets(folder.criteria, (each.criteria_set for each in campaign.unit_types))
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

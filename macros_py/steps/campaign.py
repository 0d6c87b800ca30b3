"""Opens a campaign: its control workbook and its criteria sets, checked against each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc.campaign.folder import CONTROL_WORKBOOK, CampaignFolder, Issued
from cchc.campaign.model import Campaign, Unit
from cchc.criteria.declaration import load_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.errors import BrokenInput
from cchc.findings.finding import finding
from cchc.identity import Sealer
from cchc.language import Words
from consolidator.control import read_control
from consolidator.identity import Expectations
from consolidator.intake import Desk
from workbook_templates.unit_form.plan import UnitSlots, form_identity, unit_slots

_SETS_MISSING = Words(
    "Sổ điều hành cần {count} bộ tiêu chí chưa có.",
    "The control workbook names {count} sets that are not there.",
)


@dataclass(frozen=True)
class OpenCampaign:
    """A campaign ready to work on. `criteria` is by unit type."""

    folder: CampaignFolder
    campaign: Campaign
    criteria: dict[str, CriteriaSet]
    sealer: Sealer

    def set_of(self, unit: Unit) -> CriteriaSet:
        return self.criteria[unit.unit_type]

    def slots(self, unit_code: str, issue: int) -> UnitSlots:
        """The texts of a unit's form at an issue."""
        unit = self.campaign.unit_by_code[unit_code]
        identity = form_identity(self.campaign, unit, self.set_of(unit), issue)
        return unit_slots(self.campaign, unit, identity, self.sealer)

    def desk(self, issued: dict[str, Issued]) -> Desk:
        """What intake needs to know of this campaign."""
        expected = Expectations(self.campaign, self.sealer.public_key, issued)
        return Desk(expected, self.criteria, self.slots)


def open_campaign(root: Path) -> OpenCampaign:
    """Open a campaign folder.

    Raises CchcError (no campaign, unreadable), BrokenInput (faults in control workbook or sets).
    """
    folder = CampaignFolder(root)
    folder.require()
    campaign = read_control(folder.control_workbook)
    missing = [
        finding("CONTROL_CRITERIA_MISSING", unit_type.code, unit_type.criteria_set, file=CONTROL_WORKBOOK)
        for unit_type in campaign.unit_types
        if not (folder.criteria / unit_type.criteria_set).is_dir()
    ]
    if missing:
        raise BrokenInput(_SETS_MISSING, missing, count=len(missing))
    criteria = {
        unit_type.code: load_criteria_set(folder.criteria / unit_type.criteria_set)
        for unit_type in campaign.unit_types
    }
    return OpenCampaign(folder, campaign, criteria, folder.sealer())

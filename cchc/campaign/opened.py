"""A campaign ready to work on: its folder, its control workbook and its criteria sets."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.campaign.folder import CampaignFolder
from cchc.campaign.model import Campaign, Unit
from cchc.criteria.model import CriteriaSet
from cchc.errors import CchcError
from cchc.findings.finding import Finding
from cchc.identity import Sealer
from cchc.language import Words
from cchc.names import known_codes

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
    """A campaign whose control workbook and criteria sets match. `criteria` is by unit type; `remarks` are
    findings that do not stop any command.
    """

    folder: CampaignFolder
    campaign: Campaign
    criteria: dict[str, CriteriaSet]
    sealer: Sealer
    remarks: tuple[Finding, ...] = ()

    def set_of(self, unit: Unit) -> CriteriaSet:
        return self.criteria[unit.unit_type]

    def require_authority(self, code: str) -> None:
        """Raise CchcError where the campaign has no such authority."""
        if code not in self.campaign.authority_by_code:
            raise CchcError(_NO_AUTHORITY, code=code, known=known_codes(self.campaign.authority_by_code))

    def require_block(self, code: str) -> None:
        """Raise CchcError where the campaign has no such ranking block."""
        known = [block.code for block in self.campaign.blocks]
        if code not in known:
            raise CchcError(_NO_BLOCK, code=code, known=known_codes(known))

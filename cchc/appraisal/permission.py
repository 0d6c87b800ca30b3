"""Who may score what: an agency the leaves the control workbook gives it, the board every leaf of its
authority's units that the unit scored itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cchc.appraisal.model import Party
from cchc.appraisal.rounds import BOARD, EXPLANATION, Round
from cchc.campaign.agencies import Jurisdiction, agencies_by_leaf
from cchc.campaign.model import Campaign
from cchc.criteria.model import CriteriaSet


@dataclass(frozen=True)
class Permissions:
    """Who appraises what in a campaign. `agencies` is by jurisdiction and leaf; `criteria` by unit type."""

    campaign: Campaign
    criteria: Mapping[str, CriteriaSet]
    agencies: Mapping[Jurisdiction, Mapping[str, Collection[str]]]

    @classmethod
    def of(cls, campaign: Campaign, criteria: Mapping[str, CriteriaSet]) -> Permissions:
        """The permissions that the control workbook and the criteria sets give."""
        jurisdictions = {
            Jurisdiction(authority.code, unit_type.code)
            for authority in campaign.authorities
            for unit_type in campaign.unit_types
        }
        return cls(campaign, criteria, {each: _codes(campaign, each, criteria) for each in jurisdictions})

    def appraisers(self, unit: str, code: str) -> tuple[str, ...]:
        """The agencies that appraise a leaf of a unit, in the order of the control workbook."""
        of = self.campaign.every_unit[unit]
        return tuple(self.agencies[Jurisdiction(of.authority, of.unit_type)].get(code, ()))

    def refusal(self, round_: Round, party: Party, unit: str, code: str) -> str:
        """The code of the finding that says why a party may not appraise a leaf of a unit; "" where it may."""
        criteria = self.criteria.get(party.unit_type)
        if criteria is None or code not in criteria.leaf_by_code:
            return "APPRAISAL_LEAF_UNKNOWN"
        if not criteria.leaf_by_code[code].by_unit:
            return "APPRAISAL_SURVEY_LEAF"
        of = self.campaign.every_unit.get(unit)
        if of is None or (of.authority, of.unit_type) != (party.authority, party.unit_type):
            return "APPRAISAL_OTHER_AUTHORITY"
        if round_ is EXPLANATION:
            return "" if unit == party.who else "APPRAISAL_OTHER_UNIT"
        if round_ is BOARD or party.who in self.appraisers(unit, code):
            return ""
        return "APPRAISAL_NOT_ITS_LEAF"


def _codes(
    campaign: Campaign, jurisdiction: Jurisdiction, criteria: Mapping[str, CriteriaSet]
) -> Mapping[str, Collection[str]]:
    by_leaf = agencies_by_leaf(campaign, jurisdiction, criteria[jurisdiction.unit_type])
    return {
        code: tuple(dict.fromkeys(agency.code for agency in agencies)) for code, agencies in by_leaf.items()
    }

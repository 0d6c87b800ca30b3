"""Which agency appraises what: the control workbook's assignments, and the criteria sets' own behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from cchc.campaign.model import Agency, Campaign, Unit
from cchc.core.indices import parent_code
from cchc.criteria.model import CriteriaSet, ScoredLine
from cchc.findings.finding import Finding, finding

LocateAgency = Callable[[Agency], dict[str, str]]
"""From an agency to the places of a finding about its list of criteria."""


class Jurisdiction(NamedTuple):
    """Units of one type that one authority appraises: they share their agencies."""

    authority: str
    unit_type: str


def jurisdiction_of(unit: Unit) -> Jurisdiction:
    """The jurisdiction in which a unit is appraised."""
    return Jurisdiction(unit.authority, unit.unit_type)


def agencies_by_leaf(
    campaign: Campaign, jurisdiction: Jurisdiction, criteria: CriteriaSet
) -> Mapping[str, tuple[Agency, ...]]:
    """The agencies that appraise each leaf, by leaf code; survey leaves from outside are left out.

    An agency that names a domain or criterion takes all below it; two may share a leaf, and both then
    stand for the board. A leaf nobody names goes to the agencies whose code the criteria set gives it.
    """
    rows = [
        agency
        for agency in campaign.agencies
        if agency.authority == jurisdiction.authority and agency.unit_type in ("", jurisdiction.unit_type)
    ]
    return {
        scored.code: _naming(rows, scored) or _declared(rows, scored)
        for scored in criteria.leaves
        if not scored.source.is_published
    }


def check_agencies(
    campaign: Campaign, criteria: Mapping[str, CriteriaSet], locate: LocateAgency
) -> list[Finding]:
    """What is wrong with the assignments: codes that no criteria set has, and leaves without an agency.

    `criteria` is by unit type. An authority without agencies does not appraise yet: this is not an error.
    """
    return [*_unknown_codes(campaign, criteria, locate), *_uncovered(campaign, criteria)]


def _naming(rows: list[Agency], scored: ScoredLine) -> tuple[Agency, ...]:
    """The agencies with the nearest code above or at a leaf: "3.2" goes before "3"."""
    code = scored.code
    while code:
        found = tuple(agency for agency in rows if code in agency.criteria)
        if found:
            return found
        code = parent_code(code)
    return ()


def _declared(rows: list[Agency], scored: ScoredLine) -> tuple[Agency, ...]:
    return tuple(agency for agency in rows if not agency.criteria and agency.code == scored.leaf.agency)


def _unknown_codes(
    campaign: Campaign, criteria: Mapping[str, CriteriaSet], locate: LocateAgency
) -> list[Finding]:
    findings = []
    for agency in campaign.agencies:
        sets = [criteria[agency.unit_type]] if agency.unit_type else list(criteria.values())
        for code in agency.criteria:
            if not any(code in each.by_code for each in sets):
                names = ", ".join(each.header.id for each in sets)
                findings.append(finding("CONTROL_CRITERION_UNKNOWN", code, names, **locate(agency)))
    return findings


def _uncovered(campaign: Campaign, criteria: Mapping[str, CriteriaSet]) -> list[Finding]:
    findings = []
    appraising = {agency.authority for agency in campaign.agencies}
    for jurisdiction in dict.fromkeys(jurisdiction_of(unit) for unit in campaign.units):
        if jurisdiction.authority not in appraising:
            continue
        by_leaf = agencies_by_leaf(campaign, jurisdiction, criteria[jurisdiction.unit_type])
        without = [code for code, agencies in by_leaf.items() if not agencies]
        if without:
            named = f"{jurisdiction.authority}, {jurisdiction.unit_type}"
            findings.append(finding("CONTROL_AGENCY_MISSING", ", ".join(without), named))
    return findings

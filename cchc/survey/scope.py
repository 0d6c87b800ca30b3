"""What one survey template covers: a source, a year, and the units and leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from cchc.campaign.agencies import Jurisdiction, agencies_by_leaf
from cchc.campaign.model import Agency, Campaign, Unit, UnitType
from cchc.criteria.model import CriteriaSet, ScoredLine
from cchc.criteria.sources import BY_KEY
from cchc.errors import CchcError
from cchc.identity import FINGERPRINT_DIGITS, SURVEY_TEMPLATE, Identity
from cchc.language import Words

_YEAR = Words(
    "Đợt đánh giá năm {year}: chỉ nhập kết quả năm {year}, hoặc năm {before} để dùng khi năm {year} chưa có.",
    "The campaign is of {year}: import results of {year}, or of {before} to stand in where {year} is missing.",
)
_NO_STAND_IN = Words(
    "Sổ điều hành không cho dùng kết quả năm trước của nguồn này; sửa mục “Kết quả điều tra năm trước” ở trang Đợt.",
    "The control workbook lets no earlier year of this source stand in: see “Kết quả điều tra năm trước”, sheet Đợt.",
)

Criteria = Mapping[str, CriteriaSet]
"""Criteria sets by unit type."""


@dataclass(frozen=True)
class Scope:
    """The scope of one template. `authority` "" means the units of all authorities. `agency` is the code of
    the agency that gives the remarks, "" for leaves assigned to no agency.
    """

    source: str
    year: int
    authority: str = ""
    agency: str = ""

    def units(self, campaign: Campaign, unit_type: str) -> tuple[Unit, ...]:
        """Its units of a type, in the order of the control workbook."""
        return tuple(
            unit
            for unit in campaign.units
            if unit.unit_type == unit_type and self.authority in ("", unit.authority)
        )

    def leaves(self, campaign: Campaign, criteria: Criteria, unit_type: str) -> tuple[ScoredLine, ...]:
        """Its leaves for units of a type, in the order of the Phụ lục."""
        of_source = [each for each in criteria[unit_type].leaves if each.leaf.source == self.source]
        if not BY_KEY[self.source].is_published:
            by_leaf = agencies_by_leaf(
                campaign, Jurisdiction(self.authority, unit_type), criteria[unit_type]
            )
            of_source = [each for each in of_source if self.agency in _codes(by_leaf[each.code])]
        return tuple(of_source)

    def unit_types(self, campaign: Campaign, criteria: Criteria) -> tuple[UnitType, ...]:
        """The unit types with something to fill in; each gets a sheet."""
        return tuple(
            each
            for each in campaign.unit_types
            if self.units(campaign, each.code) and self.leaves(campaign, criteria, each.code)
        )

    def identity(self, campaign: Campaign, criteria: Criteria) -> Identity:
        """The identity of its template."""
        sets = [criteria[each.code].fingerprint for each in self.unit_types(campaign, criteria)]
        return Identity(
            campaign=campaign.id,
            unit=f"{self.authority}/{self.agency}",
            criteria_set=self.source,
            version=str(self.year),
            fingerprint=hashlib.sha256(" ".join(sets).encode()).hexdigest()[:FINGERPRINT_DIGITS],
            kind=SURVEY_TEMPLATE,
            issue=1,
        )


def scope_of(identity: Identity) -> Scope | None:
    """The scope named by a template's identity, None for another kind of form."""
    if identity.kind != SURVEY_TEMPLATE or not identity.version.isdigit() or identity.unit.count("/") != 1:
        return None
    authority, agency = identity.unit.split("/")
    return Scope(identity.criteria_set, int(identity.version), authority, agency)


def scopes(
    campaign: Campaign, criteria: Criteria, source: str, year: int, authority: str = ""
) -> tuple[Scope, ...]:
    """The templates of a source: one for the whole campaign (or one authority); where departments give
    their remarks, one for each agency of each authority.

    Source of the latter: 1877/QĐ-UBND, III.3.c ("nhận xét, đánh giá của các phòng chuyên môn huyện").
    """
    wanted = [Scope(source, year, authority)]
    if not BY_KEY[source].is_published:
        codes = [authority] if authority else list(campaign.authority_by_code)
        agencies = {agency.code: None for agency in campaign.agencies}
        wanted = [Scope(source, year, code, agency) for code in codes for agency in (*agencies, "")]
    return tuple(each for each in wanted if each.unit_types(campaign, criteria))


def checked_year(campaign: Campaign, source: str, year: int) -> int:
    """The year, if results of that year may be imported: the campaign's own, or the year before where the
    control workbook allows it for that source. Raises CchcError.
    """
    due = campaign.year
    if year not in (due, due - 1):
        raise CchcError(_YEAR, year=due, before=due - 1)
    if year != due and source not in campaign.stand_in:
        raise CchcError(_NO_STAND_IN)
    return year


def agency_name(campaign: Campaign, scope: Scope) -> str:
    """The name of the agency that fills a template in, "" where there is none."""
    names = (
        each.name
        for each in campaign.agencies
        if (each.authority, each.code) == (scope.authority, scope.agency)
    )
    return next(names, "")


def _codes(agencies: tuple[Agency, ...]) -> tuple[str, ...]:
    return tuple(agency.code for agency in agencies) or ("",)

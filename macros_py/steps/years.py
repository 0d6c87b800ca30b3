"""Checks that criteria sets, the campaign's title and deadlines are of the year judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cchc.campaign.folder import CONTROL_WORKBOOK
from cchc.campaign.model import Unit
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.tables import CAMPAIGN, UNIT_TYPES
from cchc.findings.finding import Finding, finding
from cchc.language import Words
from cchc.table_spec import TableSpec
from consolidator.control import locate

_YEAR = re.compile(r"(?<![0-9/])20[0-9]{2}(?![0-9/])")
_OTHER_YEAR = Words(
    "Bộ tiêu chí {name} là của năm {theirs}, sổ điều hành ghi năm đánh giá {ours}: phiếu sẽ in năm {ours}. Nếu "
    "không phải như vậy, sửa “Năm đánh giá” ở trang Đợt của {control}, hoặc year trong {header}.",
    "The criteria set {name} is of {theirs}, the control workbook says the year judged is {ours}: forms will print "
    "{ours}. If this is not meant, correct “Năm đánh giá” on the sheet Đợt of {control}, or year in {header}.",
)


def sets_of_other_years(opened: OpenCampaign, units: Iterable[Unit]) -> list[str]:
    """A sentence for each criteria set of another year than the campaign's that these units are scored by."""
    ours = opened.campaign.year
    used = dict.fromkeys(unit.unit_type for unit in units)
    named = {opened.campaign.type_by_code[code].criteria_set: opened.criteria[code] for code in used}
    return [
        _OTHER_YEAR.say(
            name=name,
            theirs=criteria.header.year,
            ours=ours,
            control=CONTROL_WORKBOOK,
            header=f"{opened.folder.criteria.name}/{name}/set.toml",
        )
        for name, criteria in named.items()
        if criteria.header.year != ours
    ]


def other_years(opened: OpenCampaign) -> Iterator[Finding]:
    """Findings where the control workbook has another year than the one judged: in the title, or in a deadline
    before that year.
    """
    campaign = opened.campaign
    located = locate(opened.folder.control_workbook)

    def differs(said: str, table: TableSpec, row: int, key: str) -> Finding:
        return finding("CONTROL_YEAR_DIFFERS", said, campaign.year, **located(table, row, key))

    years = _YEAR.findall(campaign.title)
    if years and str(campaign.year) not in years:
        yield differs(", ".join(years), CAMPAIGN, 1, "title")
    if campaign.finish.year < campaign.year:
        yield differs(campaign.finish.strftime("%d/%m/%Y"), CAMPAIGN, 1, "finish")
    for unit_type in campaign.unit_types:
        if unit_type.due.year < campaign.year:
            yield differs(unit_type.due.strftime("%d/%m/%Y"), UNIT_TYPES, unit_type.row, "due")

"""Which surveys still have to be imported: by source and, for departments' remarks, by department."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.campaign.opened import OpenCampaign
from cchc.criteria.sources import SURVEY_SOURCES
from cchc.returns.scorebook import UnitScores
from cchc.survey.scope import agency_name, scopes


@dataclass(frozen=True)
class SurveyOwed:
    """The figures that one survey template still lacks. `who` is the department that gives the remarks, ""
    where there is one result for the whole campaign; `figures` counts the cells without a figure, `units`
    their units; `days` are the working days left until `due`, negative once it has passed.
    """

    source: str
    who: str
    figures: int
    units: int
    due: date
    days: int


def surveys_owed(opened: OpenCampaign, books: Sequence[UnitScores], today: date) -> Iterator[SurveyOwed]:
    """What is owed, in the order of sources and agencies; nothing where no survey is held. `due` is the day
    before which everything must be done. Source: 1877/QĐ-UBND, V.2.
    """
    campaign = opened.campaign
    if not campaign.survey_held:
        return
    open_leaves = {book.unit.code: book.outstanding_surveys for book in books}
    days = campaign.calendar.left(today, campaign.finish)
    for source in SURVEY_SOURCES:
        for scope in scopes(campaign, opened.criteria, source, campaign.year):
            missing: dict[str, int] = {}
            for unit_type in scope.unit_types(campaign, opened.criteria):
                codes = {each.code for each in scope.leaves(campaign, opened.criteria, unit_type.code)}
                for unit in scope.units(campaign, unit_type.code):
                    left = codes & set(open_leaves.get(unit.code, {}).get(source, ()))
                    if left:
                        missing[unit.code] = len(left)
            if missing:
                who = agency_name(campaign, scope)
                figures = sum(missing.values())
                yield SurveyOwed(source, who, figures, len(missing), campaign.finish, days)

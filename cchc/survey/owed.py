"""Which surveys are still to be brought in: by source and, for departments' remarks, by who gives them."""

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
    """What one survey template still waits for. `who` is the department that gives its remarks, "" where one
    result is of the whole campaign; `figures` are cells without one, of `units`; `days` are working days left
    to `due`, negative once it has passed.
    """

    source: str
    who: str
    figures: int
    units: int
    due: date
    days: int


def surveys_owed(opened: OpenCampaign, books: Sequence[UnitScores], today: date) -> Iterator[SurveyOwed]:
    """What is owed, in the order of sources and agencies; nothing where no survey is held.

    Due is the day before which all is done. Source: 1877/QĐ-UBND, V.2.
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

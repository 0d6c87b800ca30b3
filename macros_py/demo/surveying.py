"""Imports survey points into a demo: every template of every source is filled in and imported. For some units the
Ministry's result of the year before is used.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

from cchc.campaign.opened import OpenCampaign
from cchc.criteria.model import ScoredLine
from cchc.criteria.sources import SURVEYS
from cchc.files import write_atomically
from cchc.survey.places import TEMPLATES, template_name
from cchc.survey.scope import Scope, scopes
from generator.issue import issue
from generator.render import Typed
from macros_py.steps.progress import Progress, counted, silent
from macros_py.steps.survey import import_surveys
from workbook_templates.forms.survey import SURVEY, SurveyRecord

_STANDS_IN = 6
"""One unit in this number has no result of this year from the Ministry yet."""

_QUARTER = Fraction(1, 4)


def bring_in_surveys(
    opened: OpenCampaign, chance: random.Random, today: date, progress: Progress = silent
) -> list[str]:
    """Import all surveys, and return the codes of units whose figures are from an earlier year.

    Raises CchcError, BrokenInput, as importing does.
    """
    campaign = opened.campaign
    if not campaign.survey_held:
        return []
    waiting = {unit.code for unit in campaign.units[::_STANDS_IN]}
    stood_in: set[str] = set()
    filled: dict[tuple[str, int], list[Path]] = {}
    for scope in counted(list(_scopes(opened)), progress):
        earlier = scope.year != campaign.year
        values: dict[str, Typed] = {}
        for unit_type in scope.unit_types(campaign, opened.criteria):
            leaves = scope.leaves(campaign, opened.criteria, unit_type.code)
            for unit in scope.units(campaign, unit_type.code):
                if scope.source in campaign.stand_in and earlier != (unit.code in waiting):
                    continue
                stood_in |= {unit.code} if earlier else set()
                values |= {f"{unit.code}:{scored.code}": _figure(scored, chance) for scored in leaves}
        if values:
            path = opened.folder.surveys / TEMPLATES / template_name(scope)
            write_atomically(
                path, issue(SURVEY, SurveyRecord(campaign, opened.criteria, scope), opened.sealer, values)
            )
            filled.setdefault((scope.source, scope.year), []).append(path)
    for (source, year), paths in filled.items():
        import_surveys(opened.folder.root, paths, source, year, today)
    return sorted(stood_in)


def _scopes(opened: OpenCampaign) -> Iterator[Scope]:
    """Every template of this year, and last year's templates of sources whose older figures may be used."""
    year = opened.campaign.year
    for source in SURVEYS:
        yield from scopes(opened.campaign, opened.criteria, source.key, year)
        if source.key in opened.campaign.stand_in and source.stands_in:
            yield from scopes(opened.campaign, opened.criteria, source.key, year - 1)


def _figure(scored: ScoredLine, chance: random.Random) -> Fraction:
    """A satisfaction rate in percent, or points in quarters up to the max points of the leaf."""
    if scored.source.is_rate:
        return Fraction(chance.randint(7200, 9700), 100)
    steps = int(scored.max_points / _QUARTER)
    return _QUARTER * chance.randint(steps // 2, steps)

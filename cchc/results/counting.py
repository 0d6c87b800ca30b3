"""Which sources of points count for which unit.

Units that are ranked against one another are measured alike: a survey counts in a block only once it is whole for
every ranked unit of the block. Until then its leaves are out of everybody's denominator and every figure is
provisional. A special unit is not ranked: its own survey decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cchc.campaign.model import Campaign
from cchc.criteria.sources import OWN_SOURCES
from cchc.returns.scorebook import UnitScores


def counting_sources(
    campaign: Campaign, books: Sequence[UnitScores], offered: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    """The sources that count, by unit, of those `offered`.

    Without a survey its leaves are out (the index is rescaled to 100), or, where the campaign says so,
    stay in the denominator without points.
    """
    if not campaign.survey_held:
        counted = offered if campaign.survey_in_denominator else offered & OWN_SOURCES
        return {book.unit.code: counted for book in books}
    waiting: dict[str, set[str]] = {}
    for book in books:
        if not book.unit.special:
            waiting.setdefault(book.unit.block, set()).update(book.outstanding_surveys)
    return {book.unit.code: offered - _held_back(book, waiting) for book in books}


def _held_back(book: UnitScores, waiting: Mapping[str, set[str]]) -> set[str]:
    own = set(book.outstanding_surveys)
    return own if book.unit.special else own | waiting[book.unit.block]

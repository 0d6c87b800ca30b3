"""Fills in a form as a careful clerk would: every leaf scored, every claim with its evidence."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction

from cchc.campaign.model import Unit
from cchc.campaign.opened import OpenCampaign
from cchc.core import roles
from cchc.criteria.answers import NO, NOT_APPLICABLE, YES
from cchc.criteria.model import CriteriaSet, ScoredLine
from cchc.criteria.scoring import choices
from generator.issue import issue
from generator.render import Typed
from workbook_templates.forms.unit import UNIT, UnitRecord

_ARISES = 0.85
_DOCUMENTS = ("BC-UBND", "KH-UBND", "QĐ-UBND", "CV-UBND")
_MONEY = range(800, 9000)
_COUNTS = range(12, 320)
_MOST_COUNTED = 10_000


def filled_in(criteria: CriteriaSet, chance: random.Random, year: int | None = None) -> dict[str, Typed]:
    """Typed values by cell name for a whole form. `chance` decides how good the unit is. Documents have dates in
    `year`, by default the year of the criteria set.
    """
    quality = chance.uniform(0.5, 0.93)
    values: dict[str, Typed] = {}
    for scored in criteria.leaves:
        if scored.by_unit:
            values.update(_leaf(criteria, scored, quality, year or criteria.header.year, chance))
    return values


def returned_form(opened: OpenCampaign, unit: Unit, values: Mapping[str, Typed]) -> bytes:
    """The first issue of a unit's form, with these inputs typed in."""
    return issue(UNIT, UnitRecord.now(opened, unit, 1), opened.sealer, values)


def _leaf(
    criteria: CriteriaSet, scored: ScoredLine, quality: float, year: int, chance: random.Random
) -> dict[str, Typed]:
    if scored.leaf.not_applicable and chance.random() > _ARISES:
        return {f"{scored.code}:{roles.CHOICE}": NOT_APPLICABLE}
    figures = _figures(scored, quality, chance, scored.leaf.unit in criteria.header.decimal_units)
    typed: dict[str, Typed] = {f"{scored.code}:{role}": value for role, value in figures.items()}
    typed[f"{scored.code}:{roles.REMARK}"] = _evidence(scored, year, chance)
    return typed


def _figures(
    scored: ScoredLine, quality: float, chance: random.Random, money: bool
) -> Mapping[str, Fraction | str]:
    """The figures the rule asks for: with the probability `quality` the best ones, else random ones."""
    good = chance.random() < quality
    step = scored.leaf.rule.score_step
    if step is not None:
        steps = int(scored.max_points / step)
        return {roles.SCORE: step * (steps if good else chance.randint(0, steps))}
    answer: Mapping[str, Fraction | str] = {}
    labels = choices(scored.leaf.rule, "")
    if labels and labels != (YES, NO):
        answer = {roles.CHOICE: labels[0] if good else chance.choice(labels)}
    if scored.figures == (roles.DONE,):
        return {**answer, roles.DONE: Fraction(_count(scored, good, chance))}
    counts = _counts(quality, good, chance, money) if scored.figures else {}
    if labels == (YES, NO):
        answer = {roles.CHOICE: YES if good else NO}
    return {**answer, **counts}


def _count(scored: ScoredLine, good: bool, chance: random.Random) -> int:
    """The least count that earns the max points; if not `good`, a worse one (fewer where items earn points, more
    where they lose points).
    """
    enough = next(count for count in range(_MOST_COUNTED) if _score(scored, count) == scored.max_points)
    if good:
        return enough
    return chance.randint(0, enough) if enough else chance.randint(1, 3)


def _score(scored: ScoredLine, count: int) -> Fraction | None:
    return scored.self_score({roles.DONE: Fraction(count)})


def _counts(quality: float, good: bool, chance: random.Random, money: bool) -> dict[str, Fraction | str]:
    total = chance.choice(_MONEY if money else _COUNTS)
    rate = 1.0 if good and chance.random() < quality else min(1.0, chance.uniform(quality - 0.25, 1))
    return {roles.DONE: Fraction(round(total * rate)), roles.TOTAL: Fraction(total)}


def _evidence(scored: ScoredLine, year: int, chance: random.Random) -> str:
    """The first document the criterion asks for, with a number, a date and a page."""
    document = scored.leaf.evidence.split(";")[0].split("(")[0].strip()
    number, sort = chance.randint(3, 480), chance.choice(_DOCUMENTS)
    day, month = chance.randint(1, 28), chance.randint(1, 11)
    return f"{document}: số {number}/{sort} ngày {day:02d}/{month:02d}/{year}, trang {chance.randint(1, 9)}"

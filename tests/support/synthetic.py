"""Results of any number of units, without forms, for the ranking workbook's tests and benchmark."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from cchc.campaign.model import Authority, Block, Campaign, Unit, UnitType
from cchc.core.ranking import ClassBand, RankingSettings
from cchc.criteria.model import EXCLUDE, CriteriaSet
from cchc.criteria.sources import SELF
from cchc.results.compute import compute
from cchc.results.model import Results
from cchc.returns.scorebook import Claim, LeafScores, SurveyFigure, UnitScores, without_return
from workbook_templates.library import criteria_set

UNITS_OF_A_BLOCK = 107
YEAR = 2023
_STEPS = 4


def synthetic_results(
    count: int,
    block_size: int = UNITS_OF_A_BLOCK,
    seed: int = 1,
    settings: RankingSettings | None = None,
    surveys: Iterable[str] = (),
) -> Results:
    """Results of `count` communes: most of them complete, some lines appraised, a few special or not returned.

    `surveys` are the sources with imported points, some of last year, some "Không khảo sát".
    """
    chance = random.Random(seed)
    criteria = criteria_set("vinh-long-1877-2023-phu-luc-iii")
    blocks = tuple(
        Block(f"khoi-{number}", f"Các xã, phường khối {number}")
        for number in range(1, -(-count // block_size) + 1)
    )
    units = tuple(
        Unit(
            code=f"{10_000 + number}",
            name=f"UBND xã Số {number + 1}",
            unit_type="commune",
            authority="TINH",
            block=blocks[number // block_size].code,
            special=number % 20 == 19,
        )
        for number in range(count)
    )
    campaign = Campaign(
        id="DO-TOC-DO",
        title="Đợt giả định để đo tốc độ",
        year=YEAR,
        survey_held=True,
        ranking=settings or RankingSettings(),
        appraisal_days=5,
        finish=date(2024, 1, 15),
        authorities=(Authority("TINH", "UBND tỉnh", "Chính phủ", "Sở Nội vụ", "Tỉnh lỵ"),),
        unit_types=(UnitType("commune", "Xã, phường", "phu-luc-iii", date(2023, 12, 8)),),
        agencies=(),
        blocks=blocks,
        classes=tuple(
            ClassBand(name, Fraction(lowest))
            for name, lowest in (("Xuất sắc", 90), ("Tốt", 80), ("Khá", 70), ("Trung bình", 55), ("Yếu", 0))
        ),
        units=units,
        register=(),
    )
    sources = frozenset({SELF, *surveys})
    books = [_book(unit, criteria, chance, sources) for unit in units]
    return compute(campaign, books, sources)


def _book(unit: Unit, criteria: CriteriaSet, chance: random.Random, sources: frozenset[str]) -> UnitScores:
    if chance.random() < 0.02:
        missing = without_return(unit, criteria, rejected=False)
        return replace(missing, rows={**missing.rows, **_surveyed(criteria, chance, sources)})
    level = chance.uniform(0.5, 1.0)
    rows: dict[str, LeafScores] = {}
    for scored in criteria.leaves:
        row = LeafScores(Claim())
        if scored.by_unit:
            absent = scored.leaf.not_applicable == EXCLUDE and chance.random() < 0.1
            share = Fraction(min(_STEPS, round(_STEPS * chance.triangular(0, 1, level))), _STEPS)
            score = None if absent or chance.random() < 0.01 else scored.max_points * share
            row = LeafScores(Claim(self_score=score, applicable=not absent))
            if score and chance.random() < 0.1:
                row = replace(row, decided=score * Fraction(2, 3))
        rows[scored.code] = row
    rows |= _surveyed(criteria, chance, sources)
    return UnitScores(unit, criteria, rows, received=date(2023, 11, 20), returned=True)


def _surveyed(
    criteria: CriteriaSet, chance: random.Random, sources: frozenset[str]
) -> dict[str, LeafScores]:
    rows: dict[str, LeafScores] = {}
    for scored in criteria.leaves:
        if not scored.by_unit and scored.leaf.source in sources:
            year = YEAR - 1 if chance.random() < 0.2 else YEAR
            points = scored.max_points * Fraction(chance.randint(5, 9), 9)
            surveyed = chance.random() >= 0.05
            figure = SurveyFigure(points if surveyed else None, year)
            rows[scored.code] = LeafScores(
                Claim(), survey=points if surveyed else None, survey_figure=figure
            )
    return rows

"""How large the ranking workbook is and how long it takes: to write, and for LibreOffice to load and recalculate.

uv run python -m benchmarks.ranking_workbook 13 134 3321

Units, scores and blocks are invented (the communes of the preset vinh-long-2023 over and over), without forms. Each
argument is a number of units; with --keep FOLDER the workbooks stay there.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from cchc.campaign.calendar import Calendar
from cchc.campaign.model import Authority, Block, Campaign, Unit, UnitType
from cchc.core.ranking import ClassBand, RankingSettings
from cchc.criteria.model import EXCLUDE, SELF, CriteriaSet
from cchc.results import Results, compute
from cchc.scorebook import Claim, LeafScores, UnitScores, without_return
from generator.ranking.model import RankingContent
from generator.ranking.workbook import ranking_workbook
from workbook_templates.library import criteria_set

UNITS_OF_A_BLOCK = 107
_STEPS = 4


def synthetic_results(count: int, block_size: int = UNITS_OF_A_BLOCK, seed: int = 1) -> Results:
    """Results of `count` communes: most complete, some lines appraised, a few special or not returned."""
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
            special=number % 50 == 49,
        )
        for number in range(count)
    )
    campaign = Campaign(
        id="DO-TOC-DO",
        title="Đợt giả định để đo tốc độ",
        year=2023,
        survey_held=True,
        ranking=RankingSettings(),
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
        calendar=Calendar(),
    )
    books = [_book(unit, criteria, chance) for unit in units]
    return compute(campaign, books, frozenset({SELF}))


def _book(unit: Unit, criteria: CriteriaSet, chance: random.Random) -> UnitScores:
    if chance.random() < 0.02:
        return without_return(unit, criteria, rejected=False)
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
                row = replace(row, decided=score / 2)
        rows[scored.code] = row
    return UnitScores(unit, criteria, rows, received=date(2023, 11, 20), returned=True)


def load_seconds(workbook: Path) -> float:
    """How long LibreOffice takes to start, load, recalculate and write the first sheet as CSV."""
    program = shutil.which("soffice") or shutil.which("soffice.exe")
    if program is None:
        return float("nan")
    with tempfile.TemporaryDirectory() as place:
        profile = Path(place) / "profile"
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "csv",
                   "--outdir", place, str(workbook)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)  # the first start makes the profile
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> None:
    """A line a number of units."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[13, 134, 3321])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--block", type=int, default=UNITS_OF_A_BLOCK)
    chosen = parser.parse_args(arguments)
    print("units   write s     KiB   LibreOffice s")
    with tempfile.TemporaryDirectory() as place:
        folder = chosen.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        for count in chosen.counts:
            content = RankingContent(synthetic_results(count, chosen.block), (), (), ())
            started = time.perf_counter()
            package = ranking_workbook(content)
            written = time.perf_counter() - started
            path = folder / f"xep-hang-{count}.xlsx"
            path.write_bytes(package)
            print(f"{count:5}  {written:8.2f}  {len(package) // 1024:6}  {load_seconds(path):14.1f}")


if __name__ == "__main__":
    main()

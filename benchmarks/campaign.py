"""Made-up campaigns of any size, from the units and criteria sets of Vĩnh Long."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from cchc.campaign.reading import Row
from cchc.criteria.model import CriteriaSet
from generator.lock import campaign_lock
from generator.stamping import Stamper
from macros_py.steps.campaign import OpenCampaign, open_campaign
from macros_py.steps.demo.filler import filled_in
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from workbook_templates.library import preset

PRESET = "vinh-long-2025"
TODAY = date(2025, 11, 20)
_KEY = bytes(range(32))
_STRIDE = 59
"""Shares no factor with the preset's 138 units: every stretch has departments and communes mixed."""

_FILLINGS = 8
"""Differently filled forms per criteria set. Writing each return by itself would take longer than all that
is measured; a return is stamped like an issued form, with one of these fillings in it."""


def made_campaign(root: Path, units: int) -> None:
    """A campaign of so many units at `root`, issued, every unit's return in nop-ve/."""
    chosen = preset(PRESET)
    make_campaign(root, chosen, {**chosen.tables, "units": _units(chosen.tables["units"], units)}, key=_KEY)
    issue_forms(root)
    opened = open_campaign(root)
    for name, content in _returns(opened):
        (opened.folder.returned / name).write_bytes(content)


def _units(rows: Sequence[Row], wanted: int) -> list[Row]:
    made = []
    for number in range(wanted):
        row = rows[number * _STRIDE % len(rows)]
        turn = number // len(rows) + 1
        name = str(row.cells["name"]) + (f" {turn}" if turn > 1 else "")
        cells = {**row.cells, "code": f"{number + 1:05d}", "name": name}
        made.append(replace(row, number=number + 1, cells=cells))
    return made


def _returns(opened: OpenCampaign) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(1877)
    lock = campaign_lock(opened.sealer)
    stampers: dict[tuple[str, int], Stamper] = {}

    def stamper(criteria: CriteriaSet, filling: int) -> Stamper:
        key = (criteria.fingerprint, filling)
        if key not in stampers:
            stampers[key] = Stamper(lock, filled_in(criteria, chance))
        return stampers[key]

    for number, unit in enumerate(opened.campaign.units):
        criteria = opened.set_of(unit)
        form = stamper(criteria, number % _FILLINGS).form(criteria, opened.slots(unit.code, 1))
        yield f"{unit.code}.xlsx", form

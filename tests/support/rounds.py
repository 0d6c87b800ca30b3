"""Campaigns and forms for tests, made by the functions that the command uses."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from cchc.campaign.opened import OpenCampaign
from cchc.campaign.panel import panel_of
from cchc.criteria.model import CriteriaSet
from cchc.results.consolidation import Consolidation
from cchc.returns.unit_form import UnitReceipt
from consolidator.files import ReturnedFile
from consolidator.intake import IntakeContext
from consolidator.take_in import take_in
from generator.lock import campaign_lock
from generator.package import edited, is_sheet
from generator.render import Typed
from macros_py.steps.campaign import intake_context, open_campaign
from macros_py.steps.consolidate import consolidate
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from tests.support.issued import unit_form
from workbook_templates.cell_plan import PlanCell
from workbook_templates.library import preset
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form.plan import main_sheet_of, unit_form_plan
from workbook_templates.unit_form.slots import slots_now

KEY = bytes(range(32))
TODAY = date(2023, 11, 20)


@dataclass
class Round:
    """A campaign of a few communes with its forms issued."""

    root: Path

    @cached_property
    def opened(self) -> OpenCampaign:
        return open_campaign(self.root)

    @cached_property
    def context(self) -> IntakeContext:
        return intake_context(self.opened, self.opened.folder.read_manifest())

    @property
    def criteria(self) -> CriteriaSet:
        return next(iter(self.opened.criteria.values()))

    @property
    def sheet(self) -> SheetPlan:
        return main_sheet_of(unit_form_plan(self.criteria))

    @property
    def units(self) -> list[str]:
        return [unit.code for unit in self.opened.campaign.units]

    def form(self, values: Mapping[str, Typed] | None = None, unit: str = "") -> bytes:
        """A unit's form (the first one's unless named) with these inputs typed in."""
        slots = slots_now(self.opened, unit or self.units[0], 1)
        lock, panel = campaign_lock(self.opened.sealer), panel_of(self.opened.campaign)
        return unit_form(self.criteria, slots, lock, values or {}, panel)

    def take(self, content: bytes, name: str = "phieu.xlsx") -> UnitReceipt:
        """The receipt of a file's content under a name."""
        return self.take_file(ReturnedFile(name, content))

    def take_file(self, file: ReturnedFile) -> UnitReceipt:
        """The receipt of a returned file."""
        return take_in(file, self.context)

    def put(self, name: str, content: bytes) -> None:
        """Drop a file into nop-ve/."""
        target = self.opened.folder.returned / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def consolidate(self, today: date = TODAY) -> Consolidation:
        return consolidate(self.root, today)

    def cell(self, name: str) -> PlanCell:
        """A planned cell of the main sheet by name: `1.1.1:done`."""
        return self.sheet.by_name[name]


def start_round(root: Path, units: int = 3) -> Round:
    """A campaign of the first communes of Hớn Quản, issued."""
    chosen = preset("hon-quan-2023")
    tables = {**chosen.tables, "units": chosen.tables["units"][:units]}
    make_campaign(root, chosen, tables, key=KEY)
    issue_forms(root)
    return Round(root)


def full_values(criteria: CriteriaSet) -> dict[str, Typed]:
    """Values for every leaf the unit scores itself: the best ones, with evidence."""
    values: dict[str, Typed] = {}
    for scored in criteria.leaves:
        if scored.by_unit:
            values.update(best_values(criteria, scored.code))
    return values


def best_values(criteria: CriteriaSet, code: str) -> dict[str, Typed]:
    """Inputs that give one leaf its max points."""
    scored = criteria.leaf_by_code[code]
    values: dict[str, Typed] = {f"{code}:remark": "Báo cáo số 12/BC-UBND ngày 03/11/2023"}
    if scored.choices and scored.choices[0] != "Không phát sinh":
        values[f"{code}:choice"] = scored.choices[0]
    best = {"done": Fraction(40), "total": Fraction(40), "score": scored.max_points}
    if scored.leaf.rule.kind == "deduct":
        best["done"] = Fraction(0)
    if scored.leaf.rule.kind == "bands":
        best["done"] = Fraction(80) if _reaches_beyond(scored.leaf.rule_text) else Fraction(40)
    for role in scored.figures:
        values[f"{code}:{role}"] = best[role]
    return values


def with_cell(content: bytes, address: str, cell_xml: str | Callable[[str], str], sheet: int = 1) -> bytes:
    """The package with one cell of a sheet replaced (`<c …>…</c>` or `<c …/>`)."""
    pattern = re.compile(rf'<c r="{address}"(?:[^>]*/>|[^>]*>.*?</c>)', re.DOTALL)

    def edit(name: str, part: bytes) -> bytes:
        if not is_sheet(name) or not name.endswith(f"sheet{sheet}.xml"):
            return part
        text = part.decode()
        found = pattern.search(text)
        assert found is not None, f"no cell {address}"
        new = cell_xml if isinstance(cell_xml, str) else cell_xml(found.group(0))
        return (text[: found.start()] + new + text[found.end() :]).encode()

    return edited(content, edit)


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, with or without BOM."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def codes(outcome: UnitReceipt) -> list[str]:
    """The codes of a receipt's findings, sorted."""
    return sorted(each.code for each in outcome.findings)


def _reaches_beyond(rule_text: str) -> bool:
    return any(int(limit) > 100 for limit in re.findall(r"(\d+)%", rule_text))

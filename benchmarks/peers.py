"""Other ways to do the work ("peers"), each written as an experienced user of the library would write it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any

from cchc.campaign.panel import Panel
from cchc.criteria.model import CriteriaSet
from generator.marks import Marks
from generator.render import FormContent, render
from workbook_templates.cell_plan import Computed, Slot
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.unit_form.columns import CODE, SELF
from workbook_templates.unit_form.plan import main_sheet_of, unit_form_plan
from workbook_templates.unit_form.slots import UnitSlots


class _Prepared(SheetPlan):
    """A sheet whose formulas are rendered beforehand, because a hand-written loop would have them as texts."""

    @cached_property
    def _prepared(self) -> dict[int, str]:
        contents = (cell.content for cell in self.cells)
        return {id(each): SheetPlan.formula(self, each) for each in contents if isinstance(each, Computed)}

    def formula(self, content: Computed) -> str:
        return self._prepared[id(content)]


class XlsxWriterLoop:
    """Writes the whole form with XlsxWriter for every unit. No password is hashed and no structure is locked."""

    def __init__(self, criteria: CriteriaSet, panel: Panel | None) -> None:
        plan = unit_form_plan(criteria, panel)
        sheets = [
            _Prepared(**{each.name: getattr(sheet, each.name) for each in fields(sheet)})
            for sheet in plan.sheets
        ]
        self._plan = WorkbookPlan(tuple(sheets), plan.defined_names)

    def form(self, slots: UnitSlots) -> bytes:
        marks = Marks(token=slots.token, title=slots.unit_name)
        return render(self._plan, FormContent(slots.fill, marks=marks))


class OpenpyxlTemplate:
    """Opens a template, puts in the unit's texts, and saves it."""

    def __init__(self, criteria: CriteriaSet, panel: Panel | None, template: bytes) -> None:
        self._template = template
        self._slots = [
            (sheet.name, cell.address, cell.content.template)
            for sheet in unit_form_plan(criteria, panel).sheets
            for cell in sheet.cells
            if isinstance(cell.content, Slot)
        ]

    def form(self, slots: UnitSlots) -> bytes:
        import openpyxl

        workbook = openpyxl.load_workbook(io.BytesIO(self._template))
        for sheet, address, template in self._slots:
            workbook[sheet][address] = slots.fill(template)
        stream = io.BytesIO()
        workbook.save(stream)
        return stream.getvalue()


def main_sheet_name(criteria: CriteriaSet) -> str:
    """The name of the sheet that units fill in."""
    return main_sheet_of(unit_form_plan(criteria)).name


def pandas_scores(file: Path, sheet: str, engine: Any) -> dict[str, float]:
    """The self scores of one return by code, as pandas reads them. Nothing is checked."""
    import pandas as pd

    table = pd.read_excel(file, sheet_name=sheet, header=None, engine=engine)
    scores = pd.to_numeric(table[SELF], errors="coerce")
    return {str(code): float(score) for code, score in zip(table[CODE], scores, strict=True) if score >= 0}


def inflated(file: Path) -> Iterator[int]:
    """The uncompressed sizes of all parts of one return."""
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            yield len(package.read(name))

"""What the live panel of a saved form says."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from workbook_templates.sheet_plan import SheetPlan

SHEET = "Đối chiếu"


def at(sheet: Worksheet, plan: SheetPlan, name: str) -> object:
    """What a named cell of the panel shows."""
    return sheet[plan.by_name[name].address].value


def checks(sheet: Worksheet, plan: SheetPlan) -> set[object]:
    """What the check cells of all lines say."""
    return {sheet[cell.address].value for cell in plan.cells if cell.role.endswith("_check")}


def panel_of_file(path: Path) -> Worksheet:
    """The panel as the file shows it."""
    return openpyxl.load_workbook(path, data_only=True)[SHEET]

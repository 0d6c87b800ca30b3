"""Reads the live panel of a saved form."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from workbook_templates.sheet_plan import SheetPlan

SHEET = "Đối chiếu"


def at(sheet: Worksheet, plan: SheetPlan, name: str) -> object:
    """The value shown in a named cell of the panel."""
    return sheet[plan.by_name[name].address].value


def checks(sheet: Worksheet, plan: SheetPlan) -> set[object]:
    """The texts of the check cells of all lines."""
    return {sheet[cell.address].value for cell in plan.cells if cell.role.endswith("_check")}


def panel_of_file(path: Path) -> Worksheet:
    """The panel's sheet with the values stored in the file."""
    return openpyxl.load_workbook(path, data_only=True)[SHEET]

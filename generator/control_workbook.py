"""Writes the control workbook of a campaign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from cchc.campaign.reading import Cell, Row
from cchc.campaign.tables import TABLES
from generator.marks import Marks
from generator.render import FormContent, Typed, render
from workbook_templates.control_plan import TITLE, control_plan, shown_cell, value_name


def control_workbook(tables: Mapping[str, Sequence[Row]]) -> bytes:
    """The control workbook with these rows."""
    values: dict[str, Typed] = {}
    for table in TABLES:
        for number, row in enumerate(tables.get(table.key, ()), start=1):
            for column in table.columns:
                typed = _typed(shown_cell(column, row.cells.get(column.key)))
                if typed is not None:
                    values[value_name(table, number, column)] = typed
    content = FormContent(lambda template: template, values, Marks(title=TITLE))
    return render(control_plan(tables), content)


def _typed(cell: Cell) -> Typed | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, int | float):
        return Fraction(cell)
    return cell if isinstance(cell, date) else str(cell)

"""Renders a cell plan with XlsxWriter.

`FormContent` holds what differs from form to form: the slots of a unit, and values for inputs (none in an issued
form, all of them in a form written as if a person had filled it in).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc.core.evaluation import evaluate
from cchc.core.expressions import Value
from generator.charts import bars
from generator.footer import filled_footer
from generator.marks import Marks, mark
from generator.native_sheet import NativeSheet
from generator.toolbox import A3, A4, MARGIN, MINIMUM_MARGIN, Formats, accepted, strict, workbook_options
from generator.validations import validate
from workbook_templates.cell_plan import (
    BarChart,
    Blank,
    Called,
    Computed,
    Fixed,
    PlanCell,
    Rich,
    Slot,
    address_of,
)
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.styles import DATE_FORMAT

Typed = str | Fraction | date | bool
"""The values that a person can type into an input cell."""


@dataclass(frozen=True)
class FormContent:
    """The content for a plan: `fill` resolves slot templates, `values` are input values by name."""

    fill: Callable[[str], str]
    values: Mapping[str, Typed] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)


def render(plan: WorkbookPlan, content: FormContent) -> bytes:
    """The package of a workbook, unlocked; the same input gives the same bytes."""
    stream = io.BytesIO()
    with strict():
        workbook = xlsxwriter.Workbook(stream, workbook_options())
        formats = Formats(workbook)
        written: dict[str, _SheetRenderer] = {}
        for sheet in plan.sheets:
            beyond = written[sheet.beyond.name] if sheet.beyond else None
            written[sheet.name] = _SheetRenderer(workbook, sheet, formats, content, beyond)
            written[sheet.name].render()
        for name, reference in plan.defined_names.items():
            workbook.define_name(name, reference)
        mark(workbook, content.marks)
        workbook.close()
    return stream.getvalue()


class _SheetRenderer:
    """Writes one sheet of a plan; `beyond` is the renderer of the sheet that its formulas refer to."""

    def __init__(
        self,
        workbook: Workbook,
        plan: SheetPlan,
        formats: Formats,
        content: FormContent,
        beyond: _SheetRenderer | None,
    ) -> None:
        self.workbook = workbook
        self.beyond = beyond
        self.plan = plan
        self.formats = formats
        self.content = content
        self.sheet: Worksheet = workbook.add_worksheet(plan.name, NativeSheet)
        self._figures: dict[str, Value] = {}

    def render(self) -> None:
        self._lay_out()
        for cell in self.plan.cells:
            self._write(cell)
        validate(self.sheet, self.plan.inputs)
        for highlight in self.plan.highlights:
            options = {
                "type": "formula",
                "criteria": highlight.formula,
                "format": self.formats(highlight.style),
            }
            accepted(self.sheet.conditional_format(*highlight.area, options))
        for chart in self.plan.charts:
            self._draw(chart)
        self._protect()

    def figure(self, name: str) -> Value:
        """The value that a named cell shows: typed, fixed, or computed from typed values."""
        if name not in self.plan.by_name and self.beyond is not None:
            return self.beyond.figure(name)
        if name not in self._figures:
            cell = self.plan.by_name[name]
            if isinstance(cell.content, Computed):
                content = cell.content
                value: Value = evaluate(content.tree, lambda each: self.figure(content.full_name(each)))
            elif isinstance(cell.content, Called):
                value = evaluate(cell.content.shows, self.figure)
            elif isinstance(cell.content, Fixed):
                value = cell.content.value
            else:
                value = _as_value(self.content.values.get(name))
            self._figures[name] = value
        return self._figures[name]

    def _write(self, cell: PlanCell) -> None:
        style = self.formats(cell.style, cell.unlocked)
        if cell.last is not None:
            accepted(self.sheet.merge_range(cell.row, cell.column, *cell.last, "", style))
        content = cell.content
        if cell.link is not None and isinstance(content, Fixed):
            target, text = f"internal:{cell.link.target}", str(content.value)
            accepted(self.sheet.write_url(cell.row, cell.column, target, style, text, cell.link.tip))
        elif isinstance(content, Fixed):
            self._write_value(cell, content.value, style)
        elif isinstance(content, Slot):
            self._write_value(cell, self.content.fill(content.template), style)
        elif isinstance(content, Rich):
            parts = [each for name, text in content.parts for each in (self.formats(name), text)]
            accepted(self.sheet.write_rich_string(cell.row, cell.column, *parts, style))
        elif isinstance(content, Computed):
            shown = self.figure(cell.name)
            cached = float(shown) if isinstance(shown, Fraction) else shown
            formula = self.plan.formula(content)
            accepted(self.sheet.write_formula(cell.row, cell.column, formula, style, cached))
        elif isinstance(content, Called):
            self._call(cell, content, style)
        elif isinstance(content, Blank):
            self._write_value(cell, self.content.values.get(cell.name), style)

    def _call(self, cell: PlanCell, content: Called, style: Format) -> None:
        shown = self.figure(cell.name)
        cached = float(shown) if isinstance(shown, Fraction) else shown or ""
        place = (cell.row, cell.column)
        if content.rows == 0:  # XlsxWriter fills an array with 0, so the shown value overwrites it
            self._write_value(cell, None if shown == "" else shown, style)
        elif content.rows == 1:
            accepted(self.sheet.write_formula(*place, f"={content.formula}", style, cached))
        else:
            last, formula = cell.row + content.rows - 1, f"{{={content.formula}}}"
            accepted(self.sheet.write_array_formula(*place, last, cell.column, formula, style, cached))

    def _write_value(self, cell: PlanCell, value: Typed | None, style: Format) -> None:
        write = self.sheet
        if value is None:
            accepted(write.write_blank(cell.row, cell.column, None, style))
        elif isinstance(value, bool):
            accepted(write.write_boolean(cell.row, cell.column, value, style))
        elif isinstance(value, str):
            accepted(write.write_string(cell.row, cell.column, value, style))
        elif isinstance(value, Fraction):
            accepted(write.write_number(cell.row, cell.column, float(value), style))
        else:
            dated = self.formats(cell.style, cell.unlocked, DATE_FORMAT)
            accepted(write.write_datetime(cell.row, cell.column, value, dated))

    def _draw(self, plan: BarChart) -> None:
        (first, last), name = plan.rows, self.plan.name
        categories: list[str | int] = [name, first, plan.categories, last, plan.categories]
        values: list[str | int] = [name, first, plan.values, last, plan.values]
        chart, _ = bars(self.workbook, plan.title, categories, values, last - first + 1, plan.decimals)
        chart.set_size({"width": plan.width, "height": plan.height})
        options = {"description": plan.described, "object_position": 1}
        accepted(self.sheet.insert_chart(*plan.place, chart, options))

    def _lay_out(self) -> None:
        plan, sheet = self.plan, self.sheet
        for column, width in plan.widths.items():
            options = {"hidden": True} if column in plan.hidden_columns else {}
            accepted(sheet.set_column(column, column, width, None, options))
        for row, height in plan.heights.items():
            accepted(sheet.set_row(row, height))
        if plan.freeze:
            row, column = plan.freeze
            sheet.freeze_panes(row - plan.first_shown, column, row, column)
        if plan.first_shown:
            first = plan.inputs[0].row, plan.inputs[0].column
            sheet.set_top_left_cell(plan.first_shown, 0)
            sheet.set_selection(*first, *first)
        if plan.filtered:
            accepted(sheet.autofilter(*plan.filtered))
        sheet.set_zoom(plan.zoom)
        sheet.hide_gridlines(2)
        last_row = max(cell.row for cell in plan.cells)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{address_of(last_row, 12)}"})
        if plan.visibility == "very_hidden":
            sheet.very_hidden()
        self._set_paper()

    def _set_paper(self) -> None:
        paper, sheet = self.plan.paper, self.sheet
        if paper is None:
            return
        if paper.landscape:
            sheet.set_landscape()
        sheet.set_paper(A3 if paper.wide else A4)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=MARGIN, right=MINIMUM_MARGIN, top=MARGIN, bottom=MARGIN)
        if paper.repeat_rows:
            sheet.repeat_rows(*paper.repeat_rows)
        if paper.area:
            sheet.print_area(*paper.area)
        if paper.footer:
            sheet.set_footer(filled_footer(paper.footer, self.content.fill))

    def _protect(self) -> None:
        """Lock everything except the inputs; columns and rows may still be resized and lists filtered."""
        self.sheet.protect(
            "",
            {
                "format_columns": True,
                "format_rows": True,
                "autofilter": True,
                "select_locked_cells": True,
                "select_unlocked_cells": True,
            },
        )


def _as_value(typed: Typed | None) -> Value:
    """The value that a formula sees in an input. A spreadsheet stores a date as a number; TRUE is not a number."""
    if isinstance(typed, bool):
        return None
    if isinstance(typed, date):
        return Fraction((typed - date(1899, 12, 30)).days)
    return typed

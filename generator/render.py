"""Renders a cell plan with XlsxWriter.

`FormContent` carries what differs: the slots of a unit, and values typed into inputs (none when a
form is issued, all of them when a form is written as a person would have filled it in).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc.core.evaluation import evaluate
from cchc.core.expressions import Value
from generator.errors import RenderError
from generator.footer import filled_footer
from generator.native_sheet import NativeSheet
from generator.ranking.charts import bars
from workbook_templates.cell_plan import (
    BarChart,
    Blank,
    Called,
    Computed,
    Fixed,
    PlanCell,
    Rich,
    Slot,
    Validation,
    address_of,
)
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.styles import DATE_FORMAT, FONT, STYLES

Typed = str | Fraction | date | bool
"""What a person can leave in an input cell."""

MINIMUM_MARGIN, MARGIN = 0.4, 0.6
A3, A4 = 8, 9
TOKEN_NAME = "CCHC_MA_PHIEU"
PROPERTY_PIECE = 250
"""Custom properties and formula texts hold at most 255 characters: longer texts go in pieces."""


@dataclass(frozen=True)
class Marks:
    """Where the identity stands outside the sheets."""

    token: str = ""
    title: str = ""
    created: datetime = datetime(2020, 1, 1)


@dataclass(frozen=True)
class FormContent:
    """What is put into a plan: `fill` resolves slot templates, `values` are inputs by name."""

    fill: Callable[[str], str]
    values: Mapping[str, Typed] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)


@contextmanager
def strict() -> Iterator[None]:
    """XlsxWriter's warnings (a dropped validation, a cut text) as errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            yield
        except UserWarning as warning:
            raise RenderError(str(warning)) from warning


def workbook_options() -> dict[str, Any]:
    """How every workbook of ours is written. Made anew each time: XlsxWriter changes it."""
    return {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        # The default font also sets what a "character" of column width is. Without "none" the theme's
        # Calibri would take its place in Excel.
        "default_format_properties": {"font_name": FONT, "font_size": 11, "font_scheme": "none"},
    }


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
        _mark(workbook, content.marks)
        workbook.close()
    return stream.getvalue()


class Formats:
    """XlsxWriter formats by style name, made once each."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, bool, str], Format] = {}

    def __call__(self, style: str, unlocked: bool = False, num_format: str = "") -> Format:
        key = (style, unlocked, num_format)
        if key not in self._made:
            properties: dict[str, Any] = dict(STYLES[style])
            if unlocked:
                properties["locked"] = False
            if num_format:
                properties["num_format"] = num_format
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]


class _SheetRenderer:
    """Writes one sheet of a plan; `beyond` wrote the sheet its formulas look at."""

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
        for first, last in _validated(self.plan.inputs):
            assert first.validation is not None
            self._validate(first, last, first.validation)
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
        """The value a named cell shows: typed, or computed from what is typed."""
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
        if content.rows == 0:  # XlsxWriter fills an array with 0: what is shown goes over it
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

    def _validate(self, first: PlanCell, last: PlanCell, validation: Validation) -> None:
        """The validation of all cells of a column from `first` to `last`."""
        options: dict[str, Any] = {
            "validate": validation.kind,
            "input_title": validation.prompt_title,
            "input_message": validation.prompt,
            "error_title": validation.error_title,
            "error_message": validation.error,
        }
        if validation.kind == "list":
            options["source"] = validation.source
        elif validation.kind == "custom":
            options["value"] = validation.source
        else:
            low, high = float(validation.low), float(validation.high)
            options |= {"criteria": "between", "minimum": low, "maximum": high}
            if validation.kind == "whole":
                options |= {"minimum": int(low), "maximum": int(high)}
        accepted(self.sheet.data_validation(first.row, first.column, last.row, last.column, options))

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
        """Everything but the inputs is locked; columns and rows may still be resized, lists filtered."""
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


def _validated(inputs: Iterable[PlanCell]) -> list[tuple[PlanCell, PlanCell]]:
    """First and last of every run of cells below one another that share one validation. A rule for each of
    ten thousand cells makes a workbook slow to open.
    """
    runs: list[tuple[PlanCell, PlanCell]] = []
    open_runs: dict[int, int] = {}
    for cell in inputs:
        if cell.validation is None:
            continue
        at = open_runs.get(cell.column)
        if at is not None:
            first, last = runs[at]
            if first.validation is cell.validation and last.row + 1 == cell.row:
                runs[at] = (first, cell)
                continue
        open_runs[cell.column] = len(runs)
        runs.append((cell, cell))
    return runs


def pieces(text: str) -> list[str]:
    """A long text in pieces that properties and formula texts can hold."""
    return [text[start : start + PROPERTY_PIECE] for start in range(0, len(text), PROPERTY_PIECE)]


def joined(text: str) -> str:
    """A long text as a formula: its pieces, joined."""
    return "&".join(f'"{piece}"' for piece in pieces(text))


def _mark(workbook: Workbook, marks: Marks) -> None:
    """Put the identity where it survives what other programs drop."""
    workbook.set_properties(
        {"title": marks.title, "author": "cchc", "keywords": marks.token, "created": marks.created}
    )
    if not marks.token:
        return
    parts = pieces(marks.token)
    for number, part in enumerate(parts, start=1):
        accepted(workbook.set_custom_property(f"CCHC {number}", part, "text"))
    accepted(workbook.define_name(TOKEN_NAME, f"={joined(marks.token)}"))


def _as_value(typed: Typed | None) -> Value:
    """What a formula sees in an input. A date is a number to a spreadsheet; TRUE is no number."""
    if isinstance(typed, bool):
        return None
    if isinstance(typed, date):
        return Fraction((typed - date(1899, 12, 30)).days)
    return typed


def accepted(code: object) -> None:
    """XlsxWriter says no by a negative code and goes on."""
    if isinstance(code, int) and code < 0:
        raise RenderError(f"XlsxWriter returned {code}")

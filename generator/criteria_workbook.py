"""Writes the criteria workbook, in which a criteria set is edited with a spreadsheet program."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc.criteria.model import CriteriaSet
from cchc.criteria.writing import header_content, line_cells
from cchc.table_spec import ColumnSpec
from generator.toolbox import A4, MARGIN, Formats, accepted, strict, workbook_options
from workbook_templates import criteria_guide as guide
from workbook_templates.cell_plan import column_letters
from workbook_templates.criteria_plan import (
    AGENCIES,
    CHECK_OK,
    EXPLANATION_ROW,
    FIRST_ROW,
    GUIDE,
    HEADING_ROW,
    LINES,
    LINES_STATUS,
    LISTS,
    PRINT_BREAK,
    SPARE_ROWS,
    STATUS_ROW,
    TITLE_ROW,
    WHOLE_SET,
    CriteriaTable,
    check_condition,
    check_formula,
    criterion_condition,
    domain_condition,
    level_key,
    lines_status_formula,
    sheets,
)
from workbook_templates.row_heights import text_height
from workbook_templates.styles import FONT, TEXT_FORMAT
from workbook_templates.table_layout import HELP_COLUMN, LABEL_COLUMN, VALUE_COLUMN
from workbook_templates.words.rules.table import EXAMPLES
from workbook_templates.words.sentences import rule_sentence

Value = str | int | date
Rows = Sequence[Mapping[str, Value]]

_LINE_STYLES = {"code": "leaf_code", "max_points": "leaf_max", "rule": "guide_text", "sentence": "closed"}
_PRINT_SCALE = 58
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def criteria_workbook(criteria: CriteriaSet) -> bytes:
    """The workbook of a set; the same set gives the same bytes."""
    stream = io.BytesIO()
    with strict():
        workbook = xlsxwriter.Workbook(stream, workbook_options())
        created = datetime.combine(criteria.header.decision_date, datetime.min.time())
        workbook.set_properties({"title": criteria.header.title, "author": "cchc", "created": created})
        _Writer(workbook, criteria).write()
        workbook.close()
    return stream.getvalue()


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, workbook: Workbook, criteria: CriteriaSet) -> None:
        self.workbook = workbook
        self.formats = Formats(workbook)
        self.criteria = criteria
        self.content = header_content(criteria.header)
        self.list_names: dict[tuple[tuple[str, str], ...], str] = {}

    def write(self) -> None:
        depth = max(line.level for line in self.criteria.lines)
        planned = sheets(max(depth, len(self.criteria.header.expected.counts)))
        made = [self.workbook.add_worksheet(sheet.name) for sheet in planned]
        guide_sheet = self.workbook.add_worksheet(GUIDE)
        self._write_lists(planned)
        for sheet, target in zip(planned, made, strict=True):
            self._write_heading(target, sheet)
            if sheet.single:
                self._write_settings(target, sheet)
            elif sheet is LINES:
                self._write_lines(target)
            else:
                self._write_table(target, sheet, self._rows(sheet))
        self._write_guide(guide_sheet, planned)
        made[-1].activate()

    def _rows(self, sheet: CriteriaTable) -> Rows:
        if sheet is AGENCIES:
            agencies = cast("Mapping[str, str]", self.content["agencies"])
            return [{"code": code, "name": name} for code, name in agencies.items()]
        expected = cast("Mapping[str, Any]", self.content["expected"])
        whole = {"domain": WHOLE_SET, **_levels(expected["counts"], 1)}
        domains = expected.get("by_domain", {})
        return [whole, *({"domain": code, **_levels(each, 2)} for code, each in domains.items())]

    def _write_lists(self, planned: Sequence[CriteriaTable]) -> None:
        """The choices, on a hidden sheet: a list written into a validation is dropped beyond 255
        characters.
        """
        target = self.workbook.add_worksheet(LISTS)
        target.very_hidden()
        options = [column.options for sheet in planned for column in sheet.columns if column.options]
        for place, labels in enumerate(options):
            for row, (_, label) in enumerate(labels):
                accepted(target.write_string(row, place, label, self.formats("working")))
            letters, name = column_letters(place), f"DM_{place + 1}"
            self.list_names[labels] = name
            accepted(self.workbook.define_name(name, f"={LISTS}!${letters}$1:${letters}${len(labels)}"))

    def _write_heading(self, target: Worksheet, sheet: CriteriaTable) -> None:
        target.hide_gridlines(2)
        accepted(target.write_string(TITLE_ROW, 0, sheet.title, self.formats("guide_title")))
        accepted(target.write_string(EXPLANATION_ROW, 0, sheet.explanation, self.formats("report_note")))
        for row, height in ((TITLE_ROW, 24), (EXPLANATION_ROW, 18), (STATUS_ROW, 18)):
            accepted(target.set_row(row, height))
        target.freeze_panes(FIRST_ROW, 0)
        target.set_landscape()
        target.set_paper(A4)
        target.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN)
        target.set_footer(guide.FOOTER)
        target.repeat_rows(HEADING_ROW)

    def _write_settings(self, target: Worksheet, sheet: CriteriaTable) -> None:
        widths = {LABEL_COLUMN: 36.0, VALUE_COLUMN: 62.0, HELP_COLUMN: 62.0}
        for place, heading in enumerate(guide.SETTINGS_HEADINGS):
            accepted(target.set_column(place, place, widths[place]))
            accepted(target.write_string(HEADING_ROW, place, heading, self.formats("table_heading")))
        for offset, column in enumerate(sheet.columns):
            row, value = FIRST_ROW + offset, _at(self.content, column.key)
            accepted(target.write_string(row, LABEL_COLUMN, column.heading, self.formats("control_label")))
            accepted(
                target.write_string(row, HELP_COLUMN, column.explanation, self.formats("control_help"))
            )
            self._write_value(target, row, VALUE_COLUMN, column, value)
            self._validate(target, column, VALUE_COLUMN, row, row)
            texts = (("control_text", str(value)), ("control_help", column.explanation))
            accepted(target.set_row(row, max(20.0, *(text_height(*text, 62.0) for text in texts))))
        target.fit_to_pages(1, 0)

    def _write_table(self, target: Worksheet, sheet: CriteriaTable, rows: Rows) -> None:
        last = FIRST_ROW + len(rows) - 1 + SPARE_ROWS
        self._write_column_headings(target, sheet)
        for offset in range(len(rows) + SPARE_ROWS):
            row = rows[offset] if offset < len(rows) else {}
            for place, column in enumerate(sheet.columns):
                self._write_value(target, FIRST_ROW + offset, place, column, row.get(column.key, ""))
        for place, column in enumerate(sheet.columns):
            self._validate(target, column, place, FIRST_ROW, last)
        target.print_area(0, 0, FIRST_ROW + len(rows) - 1, len(sheet.columns) - 1)
        target.fit_to_pages(1, 0)

    def _write_column_headings(self, target: Worksheet, sheet: CriteriaTable) -> None:
        for place, column in enumerate(sheet.columns):
            accepted(target.set_column(place, place, column.width))
            accepted(target.write_string(HEADING_ROW, place, column.heading, self.formats("table_heading")))
        heights = (text_height("table_heading", each.heading, each.width) for each in sheet.columns)
        accepted(target.set_row(HEADING_ROW, max(30.0, *heights)))

    def _write_lines(self, target: Worksheet) -> None:
        rows = line_cells(self.criteria)
        end = FIRST_ROW + len(rows) - 1
        last = end + SPARE_ROWS
        self._write_column_headings(target, LINES)
        for offset, cells in enumerate(rows):
            self._write_line(target, FIRST_ROW + offset, self._with_derived(cells), last)
        for row in range(end + 1, last + 1):
            self._write_line(target, row, {}, last)
        for place, column in enumerate(LINES.columns):
            self._validate(target, column, place, FIRST_ROW, last)
        points = self.criteria.header.expected.points
        declared = _at(self.content, "expected.points")
        cached = LINES_STATUS.format(sum=f"{float(points):g}", declared=declared)
        status = self.formats("progress")
        accepted(target.write_formula(STATUS_ROW, 0, lines_status_formula(last), status, cached))
        self._highlight(target, last)
        target.freeze_panes(FIRST_ROW, LINES.place("name") + 1)
        accepted(target.autofilter(HEADING_ROW, 0, last, len(LINES.columns) - 1))
        accepted(target.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:P{last + 1}"}))
        target.set_zoom(90)
        target.set_print_scale(_PRINT_SCALE)
        target.print_area(HEADING_ROW, 0, end, len(LINES.columns) - 1)
        header = self.criteria.header
        above = f"{LINES.name} – {header.appendix}, {header.decision}".replace("&", "&&")
        target.set_header(f'&C&"{FONT},Bold"{above}')
        target.repeat_columns(0, LINES.place("name"))
        target.set_v_pagebreaks([PRINT_BREAK])
        target.print_across()

    def _with_derived(self, cells: Mapping[str, str]) -> dict[str, str]:
        """A line with its derived cells."""
        scored = self.criteria.leaf_by_code.get(cells["code"])
        if scored is None:
            return {**cells, "check": CHECK_OK}
        return {**cells, "sentence": rule_sentence(scored)}

    def _write_line(self, target: Worksheet, row: int, cells: Mapping[str, str], last: int) -> None:
        heights = [18.0]
        for place, column in enumerate(LINES.columns):
            style = self.formats(_LINE_STYLES.get(column.key, "guide_text"), num_format=TEXT_FORMAT)
            text = column.shown(cells.get(column.key, ""))
            if column.key == "check":
                check = self.formats("closed")
                accepted(target.write_formula(row, place, check_formula(row, last), check, text))
            elif column.kind == "derived":
                _put(target, row, place, text, self.formats("closed"))
            else:
                _put(target, row, place, text, style)
            heights.append(text_height(_LINE_STYLES.get(column.key, "guide_text"), text, column.width))
        accepted(target.set_row(row, max(heights)))

    def _highlight(self, target: Worksheet, last: int) -> None:
        """Highlight domains and criteria, also in rows that are added later."""
        check = LINES.place("check")
        wrong = (FIRST_ROW, check, last, check)
        what = (FIRST_ROW, 0, last, check)
        how = (FIRST_ROW, check + 1, last, len(LINES.columns) - 1)
        for place, formula, style in (
            (wrong, check_condition(), "alert_cell"),
            (what, domain_condition(), "domain_name"),
            (what, criterion_condition(), "criterion_name"),
            (how, domain_condition(), "result_domain"),
            (how, criterion_condition(), "result_criterion"),
        ):
            options = {"type": "formula", "criteria": formula, "format": self.formats(style)}
            accepted(target.conditional_format(*place, options))

    def _write_value(
        self, target: Worksheet, row: int, place: int, column: ColumnSpec, value: Value
    ) -> None:
        if isinstance(value, date):
            moment = datetime.combine(value, datetime.min.time())
            accepted(target.write_datetime(row, place, moment, self.formats("control_date")))
        elif column.kind == "whole":
            style = self.formats("control_number")
            done = target.write_blank(row, place, None, style) if value == "" else None
            accepted(done if value == "" else target.write_number(row, place, value, style))
        else:
            _put(target, row, place, column.shown(str(value)), self.formats("control_text"))

    def _validate(self, target: Worksheet, column: ColumnSpec, place: int, first: int, last: int) -> None:
        """What the spreadsheet program lets in while typing; the import checks everything again."""
        cell = f"{column_letters(place)}{first + 1}"
        accepts = self._accepts(column, cell)
        if accepts is None:
            return
        options = {
            **accepts,
            "error_title": guide.ERROR_TITLE,
            "error_message": f"{column.heading}: {column.explanation}"[:250],
        }
        accepted(target.data_validation(first, place, last, place, options))

    def _accepts(self, column: ColumnSpec, cell: str) -> dict[str, Any] | None:
        if column.options:
            return {"validate": "list", "source": f"={self.list_names[column.options]}"}
        if column is LINES.columns[LINES.place("agency")]:
            letters = AGENCIES.letters("code")
            last = FIRST_ROW + len(self.criteria.header.agencies) + SPARE_ROWS
            source = f"='{AGENCIES.name}'!${letters}${FIRST_ROW + 1}:${letters}${last}"
            return {"validate": "list", "source": source}
        if column.kind in ("code", "points"):
            sound = f'AND(ISTEXT({cell}),ISERROR(FIND(",",{cell})),ISERROR(FIND(" ",{cell})))'
            return {"validate": "custom", "value": f"={sound}"}
        if column.kind == "date":
            first, last_day = date(_FIRST_YEAR, 1, 1), date(_LAST_YEAR, 12, 31)
            return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last_day}
        if column.kind == "whole":
            most = _LAST_YEAR if column.key == "year" else 9999
            return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": most}
        if column.kind == "derived":
            return None
        return {"validate": "length", "criteria": "<=", "value": column.limit}

    def _write_guide(self, target: Worksheet, planned: Sequence[CriteriaTable]) -> None:
        target.hide_gridlines(2)
        accepted(target.write_string(0, 0, guide.TITLE, self.formats("guide_title")))
        accepted(target.set_row(0, 24))
        width = sum(width for _, width in guide.COLUMN_HEADINGS)
        row = 1
        for step in guide.STEPS:
            row = self._write_wide(target, row, step, "guide_step", width)
        columns = [
            (sheet.name, column.heading, guide.REQUIRED if column.required else "", column.explanation)
            for sheet in planned
            for column in sheet.columns
        ]
        row = self._write_block(target, row + 1, guide.COLUMN_HEADINGS, columns)
        row = self._write_wide(target, row + 1, guide.RULES_TITLE, "result_heading", width)
        row = self._write_wide(target, row, guide.RULES_NOTE, "guide_step", width)
        rules = [(each.name, each.notation, each.points, guide.meaning(each)) for each in EXAMPLES]
        self._write_block(target, row, guide.RULE_HEADINGS, rules)
        target.set_landscape()
        target.set_paper(A4)
        target.fit_to_pages(1, 0)
        target.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN)
        target.set_footer(guide.FOOTER)

    def _write_wide(self, target: Worksheet, row: int, text: str, style: str, width: float) -> int:
        last = len(guide.COLUMN_HEADINGS) - 1
        accepted(target.merge_range(row, 0, row, last, text, self.formats(style)))
        accepted(target.set_row(row, max(18.0, text_height(style, text, width))))
        return row + 1

    def _write_block(
        self,
        target: Worksheet,
        row: int,
        headings: Sequence[tuple[str, float]],
        lines: Sequence[tuple[str, ...]],
    ) -> int:
        for place, (heading, width) in enumerate(headings):
            accepted(target.set_column(place, place, width))
            accepted(target.write_string(row, place, heading, self.formats("table_heading")))
        accepted(
            target.set_row(row, max(30.0, *(text_height("table_heading", *each) for each in headings)))
        )
        for line in lines:
            row += 1
            for place, text in enumerate(line):
                _put(target, row, place, text, self.formats("guide_text"))
            heights = (
                text_height("guide_text", *each) for each in zip(line, _widths(headings), strict=True)
            )
            accepted(target.set_row(row, max(heights)))
        return row + 1


def _at(content: Mapping[str, object], key: str) -> Value:
    """A value of the header by its full key; "" if it is not given."""
    value: object = content
    for part in key.split("."):
        value = value.get(part, "") if isinstance(value, Mapping) else ""
    return "; ".join(value) if isinstance(value, list) else cast("Value", value)


def _levels(counts: Sequence[int], first: int) -> dict[str, int]:
    return {level_key(level): count for level, count in enumerate(counts, first)}


def _widths(headings: Sequence[tuple[str, float]]) -> tuple[float, ...]:
    return tuple(width for _, width in headings)


def _put(target: Worksheet, row: int, place: int, text: str, style: Any) -> None:
    if text:
        accepted(target.write_string(row, place, text, style))
    else:
        accepted(target.write_blank(row, place, None, style))

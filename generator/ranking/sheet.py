"""A sheet of the ranking workbook: title in its first cell, notes, then one table with one heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.errors import RenderError
from generator.render import A4, MARGIN, Formats
from workbook_templates.row_heights import text_height
from workbook_templates.styles import score_format

SHEET_NAME_LIMIT = 31
LINE_HEIGHT = 19.0

_WIDE_SCALE = 70
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


@dataclass(frozen=True)
class Figure:
    """A native formula with the exact value it must give."""

    formula: str
    value: Fraction | None


Shown = str | int | Fraction | date | Figure | None


@dataclass(frozen=True)
class Heading:
    """A column: its heading, width in characters and the style of its cells."""

    text: str
    width: float
    style: str = "result_text"


class ReportSheet:
    """Writes one sheet. `decimals` is how many figures show."""

    def __init__(self, workbook: Workbook, formats: Formats, name: str, decimals: int) -> None:
        self.sheet: Worksheet = workbook.add_worksheet(sheet_name(name))
        self.formats = formats
        self.decimals = decimals
        self.row = 0
        self.tall_rows: set[int] = set()
        self.sheet.hide_gridlines(2)

    def title(self, text: str, notes: Sequence[tuple[str, str]]) -> None:
        """The title in the first cell, notes (text, style) below it; empty notes are left out."""
        self.sheet.write_string(0, 0, text, self.formats("report_title"))
        self.sheet.set_row(0, 26)
        self.row = 1
        for note, style in notes:
            if note:
                self.sheet.write_string(self.row, 0, note, self.formats(style))
                self.sheet.set_row(self.row, 18)
                self.row += 1
        self.row += 1

    def tall(self, height: float) -> None:
        """Give the next row a height of its own (points)."""
        self.sheet.set_row(self.row, height)
        self.tall_rows.add(self.row)

    def headings(self, headings: Sequence[Heading], style: str = "table_heading") -> int:
        """The heading row; returns its number. Columns get their widths here."""
        for column, heading in enumerate(headings):
            self.sheet.set_column(column, column, heading.width)
            self.sheet.write_string(self.row, column, heading.text, self.formats(style))
        highest = max(text_height(style, each.text, each.width) for each in headings)
        self.sheet.set_row(self.row, max(highest, 32))
        self.row += 1
        return self.row - 1

    def line(
        self, cells: Sequence[Shown], styles: Sequence[str], widths: Mapping[int, float] | None = None
    ) -> None:
        """One row of the table; `widths` of wrapped columns make the row as high as its text."""
        for column, (cell, style) in enumerate(zip(cells, styles, strict=True)):
            self._write(column, cell, style)
        heights = [
            text_height(styles[column], str(cells[column] or ""), width)
            for column, width in (widths or {}).items()
        ]
        if self.row not in self.tall_rows:
            self.sheet.set_row(self.row, max([LINE_HEIGHT, *heights]))
        self.row += 1

    def paper(self, heading_row: int, last_column: int, across: int = 0) -> None:
        """Print on A4 landscape, headings repeated: one page wide, or, for a table that is too wide
        to be read so, over several pages with its first `across` columns on each.
        """
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        if across:
            sheet.set_print_scale(_WIDE_SCALE)
            sheet.repeat_columns(0, across - 1)
            sheet.print_across()
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN)
        sheet.repeat_rows(heading_row - across, heading_row)
        sheet.print_area(0, 0, max(self.row - 1, heading_row), last_column)
        sheet.set_footer("&CTrang &P/&N")

    def _write(self, column: int, cell: Shown, style: str) -> None:
        # Declared max points show as declared; everything else at the campaign's decimals.
        sheet, number = (self.sheet, "" if style == "result_max" else score_format(self.decimals))
        if cell is None or cell == "":
            code = sheet.write_blank(self.row, column, None, self.formats(style))
        elif isinstance(cell, str):
            code = sheet.write_string(self.row, column, cell, self.formats(style))
        elif isinstance(cell, Figure):
            cached = "" if cell.value is None else float(cell.value)
            shown = self.formats(style, num_format=number)
            code = sheet.write_formula(self.row, column, cell.formula, shown, cached)
        elif isinstance(cell, Fraction):
            shown = self.formats(style, num_format=number)
            code = sheet.write_number(self.row, column, float(cell), shown)
        elif isinstance(cell, int):
            code = sheet.write_number(self.row, column, cell, self.formats(style))
        else:
            moment = datetime.combine(cell, datetime.min.time())
            code = sheet.write_datetime(self.row, column, moment, self.formats(style))
        if code is not None and int(code) < 0:
            raise RenderError(f"XlsxWriter returned {code} at row {self.row}, column {column}")


def sheet_name(name: str) -> str:
    """A name Excel takes: at most 31 characters, none of those it forbids."""
    return name.translate(_FORBIDDEN_IN_NAMES)[:SHEET_NAME_LIMIT].strip()

"""Writes a sheet of the ranking workbook: title in its first cell, notes, then one table with one heading row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from cchc.core.expressions import Expression, Input
from generator.native_sheet import Formula, NativeSheet, Value
from generator.toolbox import A4, MARGIN, Formats, accepted
from workbook_templates.cell_plan import column_letters
from workbook_templates.formulas import as_formula
from workbook_templates.ranking import texts
from workbook_templates.ranking.columns import ReportColumn
from workbook_templates.row_heights import text_height
from workbook_templates.styles import (
    ASIDE,
    EDGE,
    PRINTED_NOTE,
    PRINTED_PAGE,
    PRINTED_TITLE,
    change_format,
    score_format,
)

SHEET_NAME_LIMIT = 31
LINE_HEIGHT = 19.0

ROW = "\x02"
"""A placeholder for the row number in formulas that differ only by it; no sheet name can contain it."""

_WIDE_SCALE = 70
_FOOTER_LIMIT = 200
_HEADER_LIMIT = 250
"""In characters. Excel accepts 255 including all codes."""

_UNDER_A_HEADER = 0.95
"""The top margin in inches of a page that has the title in its header."""

_AS_DECLARED = frozenset({"result_max", "result_count", "result_rank"})
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


@dataclass(frozen=True)
class Figure:
    """A native formula with the exact value (or text) it must give; None is the empty text."""

    formula: str
    value: Fraction | int | str | None


def computed(tree: Expression, value: Fraction | int | str | None) -> Figure:
    """The formula of an expression tree over addresses, with the exact value it must give."""
    return Figure(as_formula(tree, str), value)


@dataclass(frozen=True)
class WrittenTable:
    """A table written on a sheet: its rows (0-based) and the column of each key, for formulas elsewhere."""

    sheet: str
    heading_row: int
    first: int
    last: int
    columns: Mapping[str, int]

    def column(self, key: str, other_sheet: bool = True) -> str:
        """The absolute range of a column, such as `'Ma trận điểm'!$F$9:$F$142`."""
        letters = column_letters(self.columns[key])
        area = f"${letters}${self.first + 1}:${letters}${self.last + 1}"
        return f"'{self.sheet}'!{area}" if other_sheet else area

    def cells(self, key: str, other_sheet: bool = True) -> Input:
        """The absolute range of a column as an expression."""
        return Input(self.column(key, other_sheet))

    def chart_range(self, key: str, first: int, last: int) -> list[str | int]:
        """Rows `first` to `last` of a column in the form of a chart series."""
        column = self.columns[key]
        return [self.sheet, first, column, last, column]


Shown = str | int | Fraction | date | Figure | None


@dataclass(frozen=True)
class Heading:
    """A column: its heading, width in characters and the style of its cells."""

    text: str
    width: float
    style: str = "result_text"


class _Known(dict[str, Format]):
    """Formats by style, each made once."""

    def __init__(self, make: Callable[[str], Format]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, style: str) -> Format:
        self[style] = self._make(style)
        return self[style]


class ReportSheet:
    """Writes one sheet. `decimals` is the number of decimals of figures; `footer` is printed on every page."""

    def __init__(
        self,
        workbook: Workbook,
        formats: Formats,
        name: str,
        decimals: int,
        sheet: NativeSheet | None = None,
        footer: str = "",
    ) -> None:
        self.sheet: NativeSheet = sheet or workbook.add_worksheet(sheet_name(name), NativeSheet)
        self.name: str = self.sheet.get_name()
        self.formats = formats
        self.decimals = decimals
        self.footer = footer
        self.row = 0
        self.back_to = ""
        self.titled: tuple[str, ...] = ()
        self._scores, self._changes = score_format(decimals), change_format(decimals)
        self._text_formats = _Known(formats)
        self._figure_formats = _Known(lambda style: formats(style, num_format=self._number_format(style)))
        self.tall_rows: set[int] = set()
        self.sheet.hide_gridlines(2)

    def title(self, text: str, notes: Sequence[tuple[str, str]]) -> None:
        """Write the title to the first cell and the notes (text, style) below it; empty notes are left out."""
        self.sheet.write_string(0, 0, text, self.formats("report_title"))
        self.sheet.set_row(0, 26)
        self.row = 1
        self.titled = (text, *(note for note, _ in notes if note))
        for note, style in notes:
            if note:
                self.sheet.write_string(self.row, 0, note, self.formats(style))
                self.sheet.set_row(self.row, 18)
                self.row += 1
        if self.back_to:
            link, style = f"internal:'{self.back_to}'!A1", self.formats("report_back")
            accepted(self.sheet.write_url(self.row, 0, link, style, texts.BACK.written()))
        self.row += 1

    def table(self, columns: Sequence[ReportColumn]) -> int:
        """Write the heading row of declared columns; returns its number."""
        return self.headings([Heading(each.heading.written(), each.width, each.style) for each in columns])

    def tall(self, height: float) -> None:
        """Give the next row a height of its own (points)."""
        self.sheet.set_row(self.row, height)
        self.tall_rows.add(self.row)

    def headings(self, headings: Sequence[Heading], style: str = "table_heading") -> int:
        """Write the heading row and set the column widths; returns the row's number."""
        for column, heading in enumerate(headings):
            self.sheet.set_column(column, column, heading.width)
            self.sheet.write_string(self.row, column, heading.text, self.formats(style))
        highest = max(text_height(style, each.text, each.width) for each in headings)
        self.sheet.set_row(self.row, max(highest, 32))
        self.row += 1
        return self.row - 1

    def packs(self) -> None:
        """Hold all following rows compressed, as XML. From then on only `line` may write, row after row."""
        self.sheet.packs = True

    def line(
        self, cells: Sequence[Shown], styles: Sequence[str], widths: Mapping[int, float] | None = None
    ) -> None:
        """Write one row of the table; `widths` are those of wrapped columns, whose texts set the row's height."""
        self.sheet.put_row(
            self.row, [self._cell(cell, style) for cell, style in zip(cells, styles, strict=True)]
        )
        heights = [
            text_height(styles[column], _text(cells[column]), width)
            for column, width in (widths or {}).items()
        ]
        if self.row not in self.tall_rows:
            self.sheet.set_row(self.row, max([LINE_HEIGHT, *heights]))
        self.row += 1

    def paper(self, heading_row: int, last_column: int, across: int = 0, above: int = 0) -> None:
        """Set printing on A4 landscape with repeated headings: one page wide or, for a table too wide for that, over
        several pages with its first `across` columns repeated. `above` is the number of rows above the heading that
        belong to it.
        """
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        if across:
            sheet.set_print_scale(_WIDE_SCALE)
            sheet.repeat_columns(0, across - 1)
            sheet.print_across()
            # A title in cells would be cut off at the end of the repeated columns.
            sheet.set_header(_header(self.titled))
        else:
            sheet.fit_to_pages(1, 0)
        top = _UNDER_A_HEADER if across else MARGIN
        sheet.set_margins(left=MARGIN, right=MARGIN, top=top, bottom=MARGIN)
        sheet.repeat_rows(heading_row - above, heading_row)
        first = heading_row - above if across else 0
        sheet.print_area(first, 0, max(self.row - 1, heading_row), last_column)
        footer = _printed(self.footer)[:_FOOTER_LIMIT]
        sheet.set_footer(f"&L{PRINTED_NOTE}{footer}&R{PRINTED_PAGE}{texts.PAGE.written()}")
        # Codes are stored as text deliberately, so Excel's warning about such numbers is switched off.
        sheet.ignore_errors(
            {"number_stored_as_text": f"A1:{column_letters(last_column + 1)}{self.row + 1}"}
        )

    def _cell(self, cell: Shown, style: str) -> tuple[Value, Format]:
        """A cell and its format, as `NativeSheet` takes them."""
        kind = type(cell)
        if kind is Fraction:
            return cell.numerator / cell.denominator, self._figure_formats[style]  # type: ignore[union-attr]
        if kind is Figure:
            return Formula(cell.formula, _cached(cell)), self._figure_formats[style]  # type: ignore[union-attr,arg-type]
        if isinstance(cell, date):
            return self.sheet._convert_date_time(_midnight(cell)), self._text_formats[style]
        return None if cell == "" else cell, self._text_formats[style]  # type: ignore[return-value]

    def write(self, row: int, column: int, cell: Shown, style: str) -> None:
        """Write one cell anywhere on the sheet."""
        self.sheet.put(row, column, *self._cell(cell, style))

    def _number_format(self, style: str) -> str:
        """The number format of a style: max points as declared, ranks and counts as whole numbers, other figures with
        the campaign's decimals.
        """
        base = style.removesuffix(ASIDE).removesuffix(EDGE)
        if base in _AS_DECLARED:
            return ""
        return self._changes if base == "result_change" else self._scores


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def _cached(figure: Figure) -> float | int | str:
    """The value that a formula's cell shows until it is recalculated."""
    value = figure.value
    if value is None:
        return ""
    return float(value) if isinstance(value, Fraction) else value


def _header(titled: Sequence[str]) -> str:
    """The title and as many notes as fit into a header, one on each line."""
    header = f"&L{PRINTED_TITLE}{_printed(titled[0])}"
    for note in titled[1:]:
        line = f"\n{PRINTED_NOTE} {_printed(note)}"
        if len(header) + len(line) <= _HEADER_LIMIT:
            header += line
    return header


def _printed(text: str) -> str:
    return text.replace("&", "&&")


def _text(cell: Shown) -> str:
    """The text that a cell shows, for its height; only texts take more than one line."""
    shown = cell.value if isinstance(cell, Figure) else cell
    return shown if isinstance(shown, str) else ""


def sheet_name(name: str) -> str:
    """A name that Excel accepts: at most 31 characters, without forbidden ones."""
    return name.translate(_FORBIDDEN_IN_NAMES)[:SHEET_NAME_LIMIT].strip()

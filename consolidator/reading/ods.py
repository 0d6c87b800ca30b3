"""The exact reading of an OpenDocument spreadsheet (.ods), which units without Excel send."""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from lxml import etree

from cchc.findings.finding import Finding, finding
from cchc.language import Words
from consolidator.reading.bounds import CellCount
from consolidator.reading.conditional import also_shown
from consolidator.reading.customary import is_written_oddly, usual_ods
from consolidator.reading.formats import NUMBER, PERCENT
from consolidator.reading.ods_styles import Look, OdsStyles
from consolidator.reading.ods_tables import cells_of, check_package, columns_of, rows_of, tables_in
from consolidator.reading.pictures import for_texts
from consolidator.reading.preflight import Refused, read_part
from consolidator.reading.trees import parse_part, parse_small_part, parse_xml
from consolidator.reading.workbook import (
    LAST_COLUMN,
    LAST_ROW,
    ROW_COLUMN,
    RawCell,
    RawSheet,
    Surroundings,
    area_name,
    cell_texts,
)
from workbook_templates.cell_plan import Place

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

_META_PART = "meta.xml"
_HOLDS_A_PROGRAM = re.compile(r"Basic/[^/]+/(?!script-lb\.xml)[^/]+\.xml|Scripts/.+").fullmatch

_STYLE_NAME = f"{_TABLE}style-name"
_DEFAULT_STYLE = f"{_TABLE}default-cell-style-name"
_TWO_TYPES = Words(
    "một ô có hai kiểu giá trị: {one} và {other}", "a cell with two types of value: {one} and {other}"
)
_REPEATED = Words("số lần lặp “{text}”", "the repetition “{text}”")
_STYLED = ("n", "text")
"""The kinds of cells whose style may show another value than they hold."""

_SHEET_BEFORE = re.compile(r"(?:'(?:[^']|'')*'|[^\s.:']*)\.")
"""The name of the sheet in front of a cell's address."""

_NUMBERS = ("float", "currency", "percentage")


class OdsWorkbook:
    """Reads the parts of an .ods package when they are needed. All methods raise Refused."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self._sheets: dict[str, RawSheet] = {}
        self._count = CellCount()
        self._written_oddly = False
        manifest = "META-INF/manifest.xml"
        if manifest in package.namelist() and b"encryption-data" in read_part(package, manifest):
            raise Refused(finding("FILE_ENCRYPTED"))
        check_package(package)

    @property
    def sheet_names(self) -> Sequence[str]:
        return list(self._tables)

    @property
    def format_remark(self) -> Finding | None:
        return finding("FILE_OTHER_FORMAT", "OpenDocument (.ods)")

    @cached_property
    def texts(self) -> Sequence[str]:
        return cell_texts(self)

    @property
    def defined_names(self) -> dict[str, str]:
        nodes = self._content.iter(f"{_TABLE}named-expression")
        return {node.get(f"{_TABLE}name", ""): node.get(f"{_TABLE}expression", "") for node in nodes}

    @property
    def program(self) -> str:
        """The generator in the document's metadata."""
        if _META_PART not in self.package.namelist():
            return ""
        root = parse_small_part(self.package, _META_PART)
        return root.findtext(f"{_OFFICE}meta/{_META}generator", "")

    def property_texts(self) -> Iterator[tuple[str, str]]:
        if _META_PART not in self.package.namelist():
            return
        root = parse_part(self.package, _META_PART)
        for node in root.iter(f"{_META}keyword"):
            yield "keywords", node.text or ""
        for node in root.iter(f"{_META}user-defined"):
            yield node.get(f"{_META}name", ""), node.text or ""

    @property
    def surroundings(self) -> Surroundings:
        """Macros only: LibreOffice changes everything else when it converts."""
        return Surroundings(macros=any(_HOLDS_A_PROGRAM(name) for name in self.package.namelist()))

    @property
    def differences(self) -> Sequence[Finding]:
        return ()  # there is one way to read this format

    def for_fast_reading(self, content: bytes) -> bytes:
        """The content after a check that every sheet is within bounds: python-calamine reads all of them. It is
        unchanged if content.xml is written as usual.
        """
        for name in self.sheet_names:
            self.sheet(name).bounded()
        return usual_ods(self.package) if self._written_oddly else content

    def sheet(self, name: str) -> RawSheet:
        known = self._sheets.get(name)
        if known is None:
            known = self._sheets[name] = self._read(name)
        return known

    def merged(self, name: str) -> Sequence[str]:
        areas = []
        row_number = 0
        for row in rows_of(self._tables[name], name):
            column = 0
            for node in cells_of(row, name):
                rows, columns = (
                    _repeats(node, "number-rows-spanned"),
                    _repeats(node, "number-columns-spanned"),
                )
                if rows > 1 or columns > 1:
                    areas.append(area_name(row_number, column, rows, columns))
                column += _repeats(node, "number-columns-repeated")
            row_number += _repeats(row, "number-rows-repeated")
        return areas

    def _read(self, name: str) -> RawSheet:
        cells: dict[Place, RawCell] = {}
        standard = self._column_styles(name)
        row_number = 0
        for row in rows_of(self._tables[name], name):
            row_repeats = _repeats(row, "number-rows-repeated")
            of_row = row.get(_DEFAULT_STYLE)
            column = 0
            for node in cells_of(row, name):
                repeats = _repeats(node, "number-columns-repeated")
                cell = _cell(node)
                if cell is not None:
                    _check_repeats(name, row_number, row_repeats, column, repeats)
                    self._count.add(name, len(cells) + row_repeats * repeats)
                    if cell.kind in _STYLED:
                        style = node.get(_STYLE_NAME) or of_row or standard(column)
                        cell = _shown(cell, self._styles.look(style))
                    for down in range(row_repeats):
                        for across in range(repeats):
                            cells[row_number + down, column + across] = cell
                column += repeats
            row_number += row_repeats
        conditions = list(self._conditional(name))
        if conditions:
            cells = dict(also_shown(list(cells.items()), conditions))
        return RawSheet(name, cells, excel_formulas=False)

    def _conditional(self, name: str) -> Iterator[tuple[str, str]]:
        """The areas of conditional formats that change how numbers are shown, each with a code that it may give."""
        for node in self._tables[name].iter(f"{_CALC}conditional-format"):
            names = (each.get(f"{_CALC}apply-style-name", "") for each in node.iter(f"{_CALC}condition"))
            areas = _SHEET_BEFORE.sub("", node.get(f"{_CALC}target-range-address", ""))
            for code in (code for each in names for code in self._styles.codes_under(each)):
                yield areas, code

    def _column_styles(self, name: str) -> Callable[[int], str | None]:
        """A function from a column to the style of its cells that have no style and whose row has none."""
        ends: list[int] = []
        styles: list[str | None] = []
        for node in columns_of(self._tables[name]):
            ends.append((ends[-1] if ends else 0) + _repeats(node, "number-columns-repeated"))
            styles.append(node.get(_DEFAULT_STYLE))
        return lambda column: next(iter(styles[bisect_right(ends, column) :]), None)

    @cached_property
    def _styles(self) -> OdsStyles:
        """The styles of both parts that may hold them, or only those of content.xml if there is no styles.xml."""
        roots = [self._content]
        if "styles.xml" in self.package.namelist():
            roots.append(parse_part(self.package, "styles.xml"))
        return OdsStyles(roots)

    @cached_property
    def _content(self) -> etree._Element:
        part = read_part(self.package, "content.xml")
        self._written_oddly = is_written_oddly(part)
        return parse_xml(part, "content.xml")

    @cached_property
    def _tables(self) -> dict[str, etree._Element]:
        return tables_in(self._content)


def _cell(node: etree._Element) -> RawCell | None:
    kind = node.get(f"{_OFFICE}value-type", "")
    formula = node.get(f"{_TABLE}formula")
    again = node.get(f"{_CALC}value-type", kind)
    if again == "error":
        return RawCell("e", _text(node), formula)
    if again != kind:
        raise Refused(finding("FILE_UNSAFE", _TWO_TYPES.filled(one=kind[:20] or "—", other=again[:20])))
    if kind in _NUMBERS:
        return RawCell(
            "n", node.get(f"{_OFFICE}value", ""), formula, PERCENT if kind == "percentage" else NUMBER
        )
    if kind in ("date", "time"):
        return RawCell("d", node.get(f"{_OFFICE}{kind}-value", ""), formula)
    if kind == "boolean":
        return RawCell("b", "1" if node.get(f"{_OFFICE}boolean-value") == "true" else "0", formula)
    if kind in ("string", ""):  # a text may come without a type
        stated = node.get(f"{_OFFICE}string-value")
        text = _text(node) if stated is None else stated
        return RawCell("text", text, formula) if text else _bare(formula)
    return _bare(formula)


def _shown(cell: RawCell, look: Look) -> RawCell:
    """A cell as its style shows it."""
    if cell.kind == "text":
        return cell._replace(formats=for_texts(look.codes))
    shown = look.percentages if cell.shown == PERCENT else look.numbers
    return cell._replace(shown=shown, formats=look.codes)


def _bare(formula: str | None) -> RawCell | None:
    return None if formula is None else RawCell("", "", formula)


def _text(node: etree._Element) -> str:
    """The paragraphs of a cell, one on each line, without comments."""
    return "\n".join(_paragraph(each) for each in node if each.tag == f"{_TEXT}p")


def _paragraph(node: etree._Element) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(_repeats(child, "c", _TEXT), 1000))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _repeats(node: etree._Element, attribute: str, space: str = _TABLE) -> int:
    written = node.get(f"{space}{attribute}")
    if written is None:
        return 1
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= 7 else 0
    if number < 1:
        raise Refused(finding("FILE_UNSAFE", _REPEATED.filled(text=written[:20])))
    return number


def _check_repeats(sheet: str, row: int, rows: int, column: int, columns: int) -> None:
    """Refuse a filled cell that is repeated beyond the last row or column that our forms can use."""
    if row + rows > LAST_ROW or column + columns > LAST_COLUMN or rows * columns > LAST_ROW:
        where = ROW_COLUMN.filled(row=row + rows, column=column + columns)
        raise Refused(finding("FILE_UNSAFE", where, sheet=sheet))

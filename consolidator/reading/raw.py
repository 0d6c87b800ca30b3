"""The exact reading: what stands in the XML of a sheet, cell by cell, with types and formulas.

It tells apart what the fast reader cannot: an error cell from a blank one, a number from a date, a
formula from a value.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from lxml import etree

from cchc.findings.finding import Finding, finding
from consolidator.reading.plain_xml import Stored, plain_cells, plain_texts
from consolidator.reading.preflight import Refused, read_part
from consolidator.reading.workbook import RawCell, RawSheet, Surroundings
from workbook_templates.cell_plan import column_number

_ROW_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How OOXML writes characters that XML does not keep (ST_Xstring): _x000D_ is a carriage return."""

_TRUE = ("1", "true", "on")
_LINK_RELATIONS = re.compile(r"xl/externalLinks/_rels/[^/]+\.rels").fullmatch

_DIGITS = 10
"""No number of a shared text has so many."""

_PERCENT_FORMATS = (9, 10)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^]]*\]')
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class RawWorkbook:
    """Reads the parts of a package as they are asked for. All methods raise Refused."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """The part of every sheet, by sheet name, in the order of the workbook."""
        targets = {
            node.get("Id", ""): _resolved(node.get("Target", ""))
            for node in self._parse("xl/_rels/workbook.xml.rels")
        }
        parts = {}
        for node in self._workbook.iter("{*}sheet"):
            relation = node.get(_RELATION_ID) or node.get(_STRICT_RELATION_ID) or ""
            if relation in targets:
                parts[node.get("name", "")] = targets[relation]
        return parts

    @cached_property
    def defined_names(self) -> dict[str, str]:
        """What each defined name refers to."""
        nodes = self._workbook.iter("{*}definedName")
        return {node.get("name", ""): node.text or "" for node in nodes}

    @cached_property
    def shared_strings(self) -> list[str]:
        """The shared texts, runs joined, phonetic guides left out."""
        if "xl/sharedStrings.xml" not in self.package.namelist():
            return []
        content = read_part(self.package, "xl/sharedStrings.xml")
        root = parse_xml(content, "xl/sharedStrings.xml")
        texts = plain_texts(content)
        if texts is None:
            texts = texts_in_tree(root)
        return [_unescaped(text) for text in texts]

    @property
    def sheet_names(self) -> Sequence[str]:
        return list(self.sheet_parts)

    @property
    def texts(self) -> Sequence[str]:
        return self.shared_strings

    @property
    def format_remark(self) -> Finding | None:
        return None

    def sheet(self, name: str) -> RawSheet:
        """One sheet's cells."""
        part = self.sheet_parts[name]
        stored, protected = _stored_sheet(read_part(self.package, part), part)
        percent, unlocked = self._styles
        cells: dict[tuple[int, int], RawCell] = {}
        for row, column, kind, value, formula, style in stored:
            if not value:
                cell = RawCell("", "", formula)
            elif kind == "s":
                cell = RawCell("text", self._shared(value), formula)
            elif kind in ("str", "inlineStr"):
                cell = RawCell("text", _unescaped(value), formula)
            else:
                cell = RawCell(kind, value, formula, kind == "n" and style in percent)
            cells[row, column] = cell
        if len(cells) < len(stored):
            raise Refused(finding("FILE_DAMAGED", _standing_twice(stored)))
        opened = frozenset((each[0], each[1]) for each in stored if each[5] in unlocked)
        return RawSheet(name, cells, protected=protected, unlocked=opened)

    @property
    def surroundings(self) -> Surroundings:
        """Hidden sheets, macros of either kind, and the files that links lead to."""
        parts = self.package.namelist()
        return Surroundings(
            frozenset(
                node.get("name", "")
                for node in self._workbook.iter("{*}sheet")
                if node.get("state", "visible") != "visible"
            ),
            any(part.endswith("vbaProject.bin") or part.startswith("xl/macrosheets/") for part in parts),
            tuple(link for part in parts if _LINK_RELATIONS(part) for link in self._links(part)),
        )

    def _links(self, part: str) -> Iterator[str]:
        for node in self._parse(part):
            if node.get("TargetMode") == "External":
                yield node.get("Target", "")

    def merged(self, name: str) -> list[str]:
        """The merged areas of a sheet, as it writes them (A1:B2)."""
        return [node.get("ref", "") for node in self._parse(self.sheet_parts[name]).iter("{*}mergeCell")]

    def property_texts(self) -> Iterator[tuple[str, str]]:
        """The document's keywords, and its custom properties by name."""
        names = self.package.namelist()
        if "docProps/core.xml" in names:
            for node in self._parse("docProps/core.xml").iter("{*}keywords"):
                yield "keywords", node.text or ""
        if "docProps/custom.xml" in names:
            for node in self._parse("docProps/custom.xml").iter("{*}property"):
                yield node.get("name", ""), "".join(str(text) for text in node.itertext())

    @cached_property
    def _workbook(self) -> etree._Element:
        return self._parse("xl/workbook.xml")

    @cached_property
    def _styles(self) -> _Styles:
        if "xl/styles.xml" not in self.package.namelist():
            return _Styles(frozenset(), frozenset())
        return _styles_in(read_part(self.package, "xl/styles.xml"))

    def _shared(self, number: str) -> str:
        texts = self.shared_strings
        if number.isascii() and number.isdigit() and len(number) < _DIGITS and int(number) < len(texts):
            return texts[int(number)]
        raise Refused(finding("FILE_DAMAGED", f"chuỗi dùng chung {number[:20]}"))

    def _parse(self, part: str) -> etree._Element:
        return parse_part(self.package, part)


def parse_part(package: zipfile.ZipFile, part: str) -> etree._Element:
    """One part as a tree, nothing outside it being fetched. Raises Refused."""
    return parse_xml(read_part(package, part), part)


def parse_xml(content: bytes, part: str) -> etree._Element:
    """The content of a part as a tree. Raises Refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(finding("FILE_DAMAGED", f"{part}: {error.msg}")) from error


def _stored_sheet(content: bytes, part: str) -> tuple[list[Stored], bool]:
    """The cells of a worksheet part that hold something, and whether the sheet is locked. Raises Refused."""
    root = parse_xml(content, part)
    cells = plain_cells(content) if root.find("{*}sheetData") is not None else None
    if cells is None:
        cells = list(cells_in_tree(root))
    lock = root.find("{*}sheetProtection")
    return cells, lock is not None and lock.get("sheet") in _TRUE


def _standing_twice(stored: list[Stored]) -> str:
    places = Counter((row, column) for row, column, *_ in stored)
    row, column = next(place for place, times in places.items() if times > 1)
    return f"hai ô ở dòng {row + 1}, cột {column + 1}"


def cells_in_tree(root: etree._Element) -> Iterator[Stored]:
    """The cells of a worksheet part that hold something, however it is written. Raises Refused."""
    row_number = -1
    for row in _only("row", root.iterfind("{*}sheetData/*")):
        row_number = _row_number(row.get("r"), row_number + 1)
        column = -1
        for node in _only("c", row):
            column = _column_number(node.get("r"), row_number, column + 1)
            value, formula = _value_and_formula(node)
            if value or formula is not None:
                yield row_number, column, node.get("t", "n"), value or None, formula, node.get("s")


def _only(tag: str, nodes: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The elements of a table, which are all of one kind: what stands in another would go unseen. Raises
    Refused.
    """
    for node in nodes:
        name = etree.QName(node).localname
        if name == tag:
            yield node
        elif name != "extLst":
            raise Refused(finding("FILE_DAMAGED", f"<{name}> không có chỗ trong bảng"))


def _value_and_formula(node: etree._Element) -> tuple[str | None, str | None]:
    value, formula = None, None
    for child in node:
        tag = etree.QName(child).localname
        if tag == "v":
            if value is not None or len(child):
                raise Refused(finding("FILE_DAMAGED", "ô có hai giá trị"))
            value = child.text
        elif tag == "f":
            formula = child.text or ""
        elif tag == "is":
            value = _runs_of(child)
        elif tag != "extLst":
            raise Refused(finding("FILE_DAMAGED", f"<{tag}> không có chỗ trong ô"))
    return value, formula


class _Styles(NamedTuple):
    """The numbers of the cell styles that show a percentage, and of those that a sheet's lock leaves
    open. A cell without a style of its own has the first.
    """

    percent: frozenset[str | None]
    unlocked: frozenset[str | None]


@lru_cache(maxsize=16)  # the styles of forms saved by one program are the same
def _styles_in(content: bytes) -> _Styles:
    root = parse_xml(content, "xl/styles.xml")
    formats = {
        node.get("numFmtId"): _NOT_SHOWN.sub("", node.get("formatCode", ""))
        for node in root.iter("{*}numFmt")
    }
    percent = {str(number) for number in _PERCENT_FORMATS}
    percent |= {number for number, code in formats.items() if number and "%" in code}
    styles = list(root.iterfind("{*}cellXfs/{*}xf"))
    return _Styles(
        _numbers_of([style.get("numFmtId") in percent for style in styles]),
        _numbers_of([_is_unlocked(style) for style in styles]),
    )


def _numbers_of(flags: list[bool]) -> frozenset[str | None]:
    numbers: set[str | None] = {str(number) for number, flag in enumerate(flags) if flag}
    return frozenset(numbers | {None}) if flags[:1] == [True] else frozenset(numbers)


def _is_unlocked(style: etree._Element) -> bool:
    lock = style.find("{*}protection")
    return lock is not None and lock.get("locked", "1") not in _TRUE


def texts_in_tree(root: etree._Element) -> list[str]:
    """The shared texts of a workbook as stored, however they are written."""
    return [_runs_of(item) for item in root.iter("{*}si")]


def _runs_of(item: etree._Element) -> str:
    """The text of a string item as stored: its runs, without phonetic guides (rPh)."""
    texts = []
    for node in item.iter("{*}t"):
        parent = node.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            texts.append(node.text or "")
    return "".join(texts)


def _unescaped(text: str) -> str:
    """A text with its escaped characters put back; halves of surrogate pairs are no characters."""

    def character(match: re.Match[str]) -> str:
        number = int(match.group(1), 16)
        return match.group(0) if 0xD800 <= number <= 0xDFFF else chr(number)

    return _ESCAPE.sub(character, text) if "_x" in text else text


def _resolved(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _row_number(written: str | None, due: int) -> int:
    if written is None:
        return due
    if not _ROW_NUMBER.fullmatch(written):
        raise Refused(finding("FILE_UNSAFE", f"dòng {written[:20]}"))
    return int(written) - 1


def _column_number(written: str | None, row: int, due: int) -> int:
    if written is None:
        return due
    match = _REFERENCE.fullmatch(written)
    if match is None or int(match.group(2)) != row + 1:
        raise Refused(finding("FILE_UNSAFE", f"ô {written[:20]}"))
    return column_number(match.group(1))

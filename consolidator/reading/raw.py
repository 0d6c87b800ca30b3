"""The exact reading: what stands in the XML of a sheet, cell by cell, with types and formulas.

It tells apart what the fast reader cannot: an error cell from a blank one, a number from a date, a
formula from a value.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cached_property

from lxml import etree

from cchc.findings.finding import Finding, finding
from consolidator.reading.preflight import Refused, read_part
from consolidator.reading.workbook import RawCell, RawSheet, Surroundings
from workbook_templates.cell_plan import column_number

_ROW_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How OOXML writes characters that XML does not keep (ST_Xstring): _x000D_ is a carriage return."""

_TRUE = ("1", "true", "on")
_LINK_RELATIONS = re.compile(r"xl/externalLinks/_rels/[^/]+\.rels").fullmatch

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
        return [_text_of(item) for item in self._parse("xl/sharedStrings.xml").iter("{*}si")]

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
        root = self._parse(self.sheet_parts[name])
        cells: dict[tuple[int, int], RawCell] = {}
        unlocked = []
        for place, cell, style in self._cells(root):
            if place in cells:
                raise Refused(finding("FILE_DAMAGED", f"hai ô ở dòng {place[0] + 1}, cột {place[1] + 1}"))
            cells[place] = cell
            if style in self._unlocked_styles:
                unlocked.append(place)
        return RawSheet(name, cells, protected=_is_protected(root), unlocked=frozenset(unlocked))

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

    def _cells(self, root: etree._Element) -> Iterator[tuple[tuple[int, int], RawCell, str | None]]:
        row_number = -1
        for row in root.iterfind("{*}sheetData/{*}row"):
            row_number = _row_number(row.get("r"), row_number + 1)
            column = -1
            for node in row.iterchildren("{*}c"):
                column = _column_number(node.get("r"), row_number, column + 1)
                cell = self._cell(node)
                if cell is not None:
                    yield (row_number, column), cell, node.get("s")

    def _cell(self, node: etree._Element) -> RawCell | None:
        kind, value, formula = node.get("t", "n"), None, None
        for child in node:
            tag = etree.QName(child).localname
            if tag == "v":
                if value is not None or len(child):
                    raise Refused(finding("FILE_DAMAGED", "ô có hai giá trị"))
                value = child.text
            elif tag == "f":
                formula = child.text or ""
            elif tag == "is":
                value = _text_of(child)
        if value is None or value == "":
            return None if formula is None else RawCell("", "", formula)
        if kind == "s":
            return RawCell("text", self._shared(value), formula)
        if kind == "str":
            return RawCell("text", _unescaped(value), formula)
        if kind == "inlineStr":
            return RawCell("text", value, formula)
        return RawCell(kind, value, formula, kind == "n" and node.get("s") in self._percent_styles)

    @cached_property
    def _workbook(self) -> etree._Element:
        return self._parse("xl/workbook.xml")

    @cached_property
    def _styles(self) -> etree._Element | None:
        return self._parse("xl/styles.xml") if "xl/styles.xml" in self.package.namelist() else None

    @cached_property
    def _unlocked_styles(self) -> frozenset[str | None]:
        """The numbers of the cell styles that a sheet's lock leaves open. A cell without a style of its
        own has the first.
        """
        if self._styles is None:
            return frozenset()
        styles = self._styles.iterfind("{*}cellXfs/{*}xf")
        open_ = {str(place) for place, style in enumerate(styles) if _is_unlocked(style)}
        return frozenset({None, *open_} if "0" in open_ else open_)

    @cached_property
    def _percent_styles(self) -> frozenset[str]:
        """The numbers of the cell styles that show a percentage."""
        if self._styles is None:
            return frozenset()
        root = self._styles
        formats = {
            node.get("numFmtId"): _NOT_SHOWN.sub("", node.get("formatCode", ""))
            for node in root.iter("{*}numFmt")
        }
        percent = {str(number) for number in _PERCENT_FORMATS}
        percent |= {number for number, code in formats.items() if number and "%" in code}
        styles = [node.get("numFmtId") for node in root.iterfind("{*}cellXfs/{*}xf")]
        return frozenset(str(place) for place, number in enumerate(styles) if number in percent)

    def _shared(self, number: str) -> str:
        try:
            place = int(number)
            if place < 0:
                raise IndexError
            return self.shared_strings[place]
        except (ValueError, IndexError) as error:
            raise Refused(finding("FILE_DAMAGED", f"chuỗi dùng chung {number}")) from error

    def _parse(self, part: str) -> etree._Element:
        return parse_part(self.package, part)


def parse_part(package: zipfile.ZipFile, part: str) -> etree._Element:
    """One part as a tree, nothing outside it being fetched. Raises Refused."""
    content = read_part(package, part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(finding("FILE_DAMAGED", f"{part}: {error.msg}")) from error


def _is_protected(root: etree._Element) -> bool:
    lock = root.find("{*}sheetProtection")
    return lock is not None and lock.get("sheet") in _TRUE


def _is_unlocked(style: etree._Element) -> bool:
    lock = style.find("{*}protection")
    return lock is not None and lock.get("locked", "1") not in _TRUE


def _text_of(item: etree._Element) -> str:
    """The text of a string item: its runs, without phonetic guides (rPh)."""
    texts = []
    for node in item.iter("{*}t"):
        parent = node.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            texts.append(node.text or "")
    return _unescaped("".join(texts))


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

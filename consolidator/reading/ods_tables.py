"""The tables of an OpenDocument spreadsheet, and their rows as programs show them.

A table's rows may stand in groups. Tables within cells, shapes or remarks, deleted content (table:tracked-changes)
and elements of other namespaces are not rows of it. Source: OASIS OpenDocument 1.3 part 3, 9.1 (tables), 3.17
(foreign elements), part 2, 3.2 (manifest).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import SAME_NAMES, Refused
from consolidator.reading.sheet_parts import check_names
from consolidator.reading.trees import parse_part

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_MANIFEST_PART = "META-INF/manifest.xml"
_SPREADSHEETS = (
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet-template",
)
ROW = f"{_TABLE}table-row"
CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_GROUPS = (f"{_TABLE}table-row-group", f"{_TABLE}table-header-rows", f"{_TABLE}table-rows")
_COLUMN = f"{_TABLE}table-column"
_COLUMN_GROUPS = (f"{_TABLE}table-column-group", f"{_TABLE}table-header-columns", f"{_TABLE}table-columns")
_HOLDS_ROWS = (ROW, *CELLS, *_GROUPS)

_LOCAL_NAMES = tuple(etree.QName(tag).localname for tag in _HOLDS_ROWS)

_TWO_BODIES = Words("content.xml có hai nội dung sổ tính", "content.xml holds two spreadsheets")
_NESTED = Words(
    "một bảng nằm trong bảng của trang “{sheet}”", "a table within the table of the sheet “{sheet}”"
)
_STRANGE = Words(
    "<{tag}> ở giữa các dòng, ô của trang “{sheet}”", "<{tag}> among the rows of the sheet “{sheet}”"
)
_OTHER_KIND = Words(
    "META-INF/manifest.xml khai báo tệp là {found}, không phải sổ tính",
    "META-INF/manifest.xml declares the file as {found}, not a spreadsheet",
)
_OTHER_PACKAGE = Words("tệp vừa là OpenDocument vừa là Excel", "the file is both OpenDocument and Excel")
_NOT_LISTED = Words(
    "META-INF/manifest.xml không liệt kê content.xml", "META-INF/manifest.xml does not list content.xml"
)
_NO_MANIFEST = Words("thiếu META-INF/manifest.xml", "META-INF/manifest.xml is missing")


def check_package(package: zipfile.ZipFile) -> None:
    """Check that a package is an OpenDocument spreadsheet to every program, and nothing else. Raises Refused."""
    names = package.namelist()
    if len({name.lower() for name in names}) < len(names):
        raise Refused(finding("FILE_UNSAFE", SAME_NAMES))
    if any(name.lower() in ("[content_types].xml", "xl/workbook.xml") for name in names):
        raise Refused(finding("FILE_UNSAFE", _OTHER_PACKAGE))
    if _MANIFEST_PART not in names:
        raise Refused(finding("FILE_DAMAGED", _NO_MANIFEST))
    listed: dict[str, str] = {}
    for node in parse_part(package, _MANIFEST_PART).iter(f"{_MANIFEST}file-entry"):
        kind = node.get(f"{_MANIFEST}media-type", "")
        if listed.setdefault(node.get(f"{_MANIFEST}full-path", ""), kind) != kind:
            raise Refused(finding("FILE_UNSAFE", SAME_NAMES))
    kind = listed.get("/", "")
    if kind not in _SPREADSHEETS:
        raise Refused(finding("FILE_UNSAFE", _OTHER_KIND.filled(found=kind[:80] or "—")))
    if "content.xml" not in listed:
        raise Refused(finding("FILE_UNSAFE", _NOT_LISTED))


def tables_in(content: etree._Element) -> dict[str, etree._Element]:
    """The tables of content.xml by name. Raises Refused if two have one name, if one holds another, or if there are
    two bodies.
    """
    bodies = content.findall(f"{_OFFICE}body")
    sheets = [sheet for body in bodies for sheet in body.iterchildren(f"{_OFFICE}spreadsheet")]
    if len(bodies) > 1 or len(sheets) > 1:
        raise Refused(finding("FILE_UNSAFE", _TWO_BODIES))
    tables = [table for sheet in sheets for table in sheet.iterchildren(f"{_TABLE}table")]
    named = [(table.get(f"{_TABLE}name", ""), table) for table in tables]
    check_names([name for name, _ in named])
    for name, table in named:
        if next(table.iterdescendants(f"{_TABLE}table"), None) is not None:
            raise Refused(finding("FILE_UNSAFE", _NESTED.filled(sheet=name[:50])))
    return dict(named)


def rows_of(table: etree._Element, sheet: str) -> Iterator[etree._Element]:
    """A table's rows in their order, out of all groups. Raises Refused if other elements between them hold rows."""
    for node in table:
        if node.tag == ROW:
            yield node
        elif node.tag in _GROUPS:
            yield from rows_of(node, sheet)
        else:
            _check_strange(node, sheet)


def columns_of(table: etree._Element) -> Iterator[etree._Element]:
    """A table's columns in their order, out of all groups."""
    for node in table:
        if node.tag == _COLUMN:
            yield node
        elif node.tag in _COLUMN_GROUPS:
            yield from columns_of(node)


def cells_of(row: etree._Element, sheet: str) -> Iterator[etree._Element]:
    """A row's cells in their order. Raises Refused if other elements between them hold cells."""
    for node in row:
        if node.tag in CELLS:
            yield node
        else:
            _check_strange(node, sheet)


def _check_strange(node: etree._Element, sheet: str) -> None:
    """Refuse an element that holds rows or cells, or is named so: programs may read them or skip them."""
    held = any(next(node.iter(tag), None) is not None for tag in _HOLDS_ROWS)
    if held or etree.QName(node).localname in _LOCAL_NAMES:
        name = etree.QName(node).localname[:50]
        raise Refused(finding("FILE_UNSAFE", _STRANGE.filled(tag=name, sheet=sheet[:50])))

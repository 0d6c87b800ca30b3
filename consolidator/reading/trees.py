"""Reads parts of a package as XML trees, which handles every way of writing cells and texts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.encodings import as_utf8
from consolidator.reading.preflight import Refused, read_part
from consolidator.reading.spaces import only_child, only_elements, space_of
from workbook_templates.cell_plan import column_number

TRUE = ("1", "true", "on")
"""The values of an attribute that mean true."""

_MALFORMED = Words("{part}: XML sai cú pháp ở dòng {line}", "{part}: malformed XML in line {line}")
_SMALL = 256 * 2**10
_STRANGE_IN_TABLE = Words("<{tag}> không có chỗ trong bảng", "<{tag}> has no place in a table")
_STRANGE_IN_CELL = Words("<{tag}> không có chỗ trong ô", "<{tag}> has no place in a cell")
_TWO_VALUES = Words("ô có hai giá trị", "a cell with two values")
_TWO_FORMULAS = Words("ô có hai công thức", "a cell with two formulas")
_NO_WORKSHEET = Words("{part} có ô nhưng là <{tag}>", "{part} holds cells but is a <{tag}>")
_ROW = Words("dòng {text}", "row {text}")
_CELL = Words("ô {text}", "cell {text}")
_ROW_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


Stored = tuple[int, int, str, str | None, str | None, str | None]
"""A cell as stored: row and column from 0, type, value, formula, number of its style. `value` and `formula` are None
if there is none; `formula` is "" if its text is stored with another cell.
"""


def parse_part(package: zipfile.ZipFile, part: str) -> etree._Element:
    """One part as a tree; nothing outside the part is loaded. Raises Refused."""
    return parse_xml(read_part(package, part), part)


def parse_small_part(package: zipfile.ZipFile, part: str) -> etree._Element:
    """One part as a tree, for parts that programs never write large. Raises Refused, also if the part is large: its
    tree could exhaust the memory and end the reading of a file that can be read without it.
    """
    size = package.getinfo(part).file_size
    if size > _SMALL:
        raise Refused(finding("FILE_TOO_LARGE", part, f"{_SMALL >> 10} KiB"))
    return parse_part(package, part)


def parse_xml(content: bytes, part: str) -> etree._Element:
    """The content of a part as a tree. Raises Refused, also if it declares a DTD."""
    content = as_utf8(content, part)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refused(finding("FILE_UNSAFE", f"DTD, {part}"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(finding("FILE_DAMAGED", _MALFORMED.filled(part=part, line=error.lineno))) from error


def cells_in_tree(root: etree._Element, part: str = "") -> Iterator[Stored]:
    """The cells of a worksheet part that hold a value or a formula. Raises Refused."""
    row_number = -1
    space = space_of(root, part)
    tag_of_cell = f"{space}c"
    for row in _only(f"{space}row", table_of(root, part), space):
        row_number = _row_number(row.get("r"), row_number + 1)
        column = -1
        for node in _only(tag_of_cell, row, space):
            column = _column_number(node.get("r"), row_number, column + 1)
            if len(node):
                value, formula = _value_and_formula(node, space)
                if value or formula is not None:
                    yield row_number, column, node.get("t", "n"), value or None, formula, node.get("s")


def table_of(root: etree._Element, part: str) -> Iterable[etree._Element]:
    """The element of a sheet's part that holds its rows; empty for a sheet without cells, such as a chart. Raises
    Refused if there are two, a choice between two, or one in a part that is no worksheet.
    """
    table = only_child(root, "sheetData", part)
    if table is None:
        return ()
    if etree.QName(root).localname != "worksheet":
        name = etree.QName(root).localname[:50]
        raise Refused(finding("FILE_DAMAGED", _NO_WORKSHEET.filled(part=part, tag=name)))
    return table


def _only(tag: str, nodes: Iterable[etree._Element], space: str) -> Iterator[etree._Element]:
    """The elements of a table, all of which must have this tag: values in other elements would be missed, and
    programs differ in what they make of elements of other namespaces. Raises Refused.
    """
    extension = f"{space}extLst"
    for node in nodes:
        if node.tag == tag:
            yield node
        elif node.tag != extension:
            name = etree.QName(node).localname[:50]
            raise Refused(finding("FILE_DAMAGED", _STRANGE_IN_TABLE.filled(tag=name)))


def _value_and_formula(node: etree._Element, space: str) -> tuple[str | None, str | None]:
    value, formula = None, None
    for child in node:
        own, _, tag = child.tag.rpartition("}")
        if f"{own}}}" != space:
            tag = f"{own}}}{tag}"
        if tag == "v":
            if value is not None or len(child):
                raise Refused(finding("FILE_DAMAGED", _TWO_VALUES))
            value = child.text
        elif tag == "f":
            if formula is not None:
                raise Refused(finding("FILE_DAMAGED", _TWO_FORMULAS))
            formula = child.text or ""
        elif tag == "is":
            if value is not None:
                raise Refused(finding("FILE_DAMAGED", _TWO_VALUES))
            value = runs_of(child)
        elif tag != "extLst":
            name = tag.rpartition("}")[2][:50]
            raise Refused(finding("FILE_DAMAGED", _STRANGE_IN_CELL.filled(tag=name)))
    return value, formula


def is_locked(root: etree._Element, part: str) -> bool:
    """Whether a worksheet part locks its sheet. Raises Refused if it says so twice."""
    lock = only_child(root, "sheetProtection", part)
    return lock is not None and lock.get("sheet") in TRUE


def texts_in_tree(root: etree._Element, part: str = "") -> list[str]:
    """The shared texts of a workbook as stored. Raises Refused."""
    space = space_of(root, part)
    item = f"{space}si"
    return [
        runs_of(node) for node in only_elements(root, (item, f"{space}extLst"), part) if node.tag == item
    ]


def runs_of(item: etree._Element) -> str:
    """The text of a string item as stored: its runs joined, without phonetic guides (rPh). Raises Refused if the item
    holds elements of another namespace.
    """
    space = etree.QName(item).namespace
    prefix = f"{{{space}}}" if space else ""
    text, guide = f"{prefix}t", f"{prefix}rPh"
    texts = []
    for node in item.iter():
        parent = node.getparent()
        if node.tag == text and parent is not None and parent.tag != guide:
            if parent is not item and parent.tag != f"{prefix}r":
                raise Refused(finding("FILE_DAMAGED", _STRANGE_IN_CELL.filled(tag="t")))
            texts.append(node.text or "")
        elif not node.tag.startswith(prefix) or (node.tag == item.tag and node is not item):
            name = etree.QName(node).localname[:50]
            raise Refused(finding("FILE_DAMAGED", _STRANGE_IN_CELL.filled(tag=name)))
    return "".join(texts)


def _row_number(written: str | None, due: int) -> int:
    if written is None:
        return due
    if not _ROW_NUMBER.fullmatch(written):
        raise Refused(finding("FILE_UNSAFE", _ROW.filled(text=written[:20])))
    return int(written) - 1


def _column_number(written: str | None, row: int, due: int) -> int:
    if written is None:
        return due
    match = _REFERENCE.fullmatch(written)
    if match is None or int(match.group(2)) != row + 1:
        raise Refused(finding("FILE_UNSAFE", _CELL.filled(text=written[:20])))
    return column_number(match.group(1))

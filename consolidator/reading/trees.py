"""Reads parts of a package as XML trees, which handles every way of writing cells and texts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import Refused, read_part
from workbook_templates.cell_plan import column_number

TRUE = ("1", "true", "on")
"""The values of an attribute that mean true."""

_MALFORMED = Words("{part}: XML sai cú pháp ở dòng {line}", "{part}: malformed XML in line {line}")
_SMALL = 256 * 2**10
_STRANGE_IN_TABLE = Words("<{tag}> không có chỗ trong bảng", "<{tag}> has no place in a table")
_STRANGE_IN_CELL = Words("<{tag}> không có chỗ trong ô", "<{tag}> has no place in a cell")
_TWO_VALUES = Words("ô có hai giá trị", "a cell with two values")
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
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content[:200]:
        raise Refused(finding("FILE_UNSAFE", f"DTD, {part}"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(finding("FILE_DAMAGED", _MALFORMED.filled(part=part, line=error.lineno))) from error


def cells_in_tree(root: etree._Element) -> Iterator[Stored]:
    """The cells of a worksheet part that hold a value or a formula. Raises Refused."""
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
    """The elements of a table, all of which must have this tag: values in other elements would be missed. Raises
    Refused.
    """
    for node in nodes:
        name = etree.QName(node).localname
        if name == tag:
            yield node
        elif name != "extLst":
            raise Refused(finding("FILE_DAMAGED", _STRANGE_IN_TABLE.filled(tag=name)))


def _value_and_formula(node: etree._Element) -> tuple[str | None, str | None]:
    value, formula = None, None
    for child in node:
        tag = etree.QName(child).localname
        if tag == "v":
            if value is not None or len(child):
                raise Refused(finding("FILE_DAMAGED", _TWO_VALUES))
            value = child.text
        elif tag == "f":
            formula = child.text or ""
        elif tag == "is":
            value = runs_of(child)
        elif tag != "extLst":
            raise Refused(finding("FILE_DAMAGED", _STRANGE_IN_CELL.filled(tag=tag)))
    return value, formula


def is_locked(root: etree._Element) -> bool:
    """Whether a worksheet part locks its sheet."""
    lock = root.find("{*}sheetProtection")
    return lock is not None and lock.get("sheet") in TRUE


def texts_in_tree(root: etree._Element) -> list[str]:
    """The shared texts of a workbook as stored."""
    return [runs_of(item) for item in root.iter("{*}si")]


def runs_of(item: etree._Element) -> str:
    """The text of a string item as stored: its runs joined, without phonetic guides (rPh)."""
    texts = []
    for node in item.iter("{*}t"):
        parent = node.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            texts.append(node.text or "")
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

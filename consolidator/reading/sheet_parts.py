"""The sheets that a workbook part names, and the part of each: one name, one part, one meaning."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from lxml import etree

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.parts import Relation
from consolidator.reading.preflight import Refused
from consolidator.reading.spaces import only_child, only_elements, space_of

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_KINDS = ("worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")

_SAME_NAME = Words("hai trang cùng tên “{name}”", "two sheets named “{name}”")
_SAME_PART = Words("hai trang dùng chung phần {part}", "two sheets share the part {part}")
_NO_PART = Words(
    "trang “{name}” không dẫn tới phần nào của tệp", "the sheet “{name}” leads to no part of the file"
)
_TWO_PARTS = Words("trang “{name}” dẫn tới hai phần", "the sheet “{name}” leads to two parts")


def sheet_nodes(workbook: etree._Element, part: str) -> list[etree._Element]:
    """The elements of a workbook part that name its sheets, in their order. Raises Refused."""
    sheets = only_child(workbook, "sheets", part)
    return (
        [] if sheets is None else list(only_elements(sheets, (f"{space_of(workbook, part)}sheet",), part))
    )


def parts_of_sheets(nodes: Sequence[etree._Element], relations: Iterable[Relation]) -> dict[str, str]:
    """The part of every sheet, by sheet name. For a part that is not in the package, the target as written. Raises
    Refused if two sheets have one name or one part: programs show one of them, renamed, or none.
    """
    by_id = {each.id: each for each in relations}
    parts: dict[str, str] = {}
    check_names([node.get("name", "") for node in nodes])
    for node in nodes:
        name = node.get("name", "")
        ids = {node.get(_ID), node.get(_STRICT_ID)} - {None}
        if len(ids) > 1:
            raise Refused(finding("FILE_UNSAFE", _TWO_PARTS.filled(name=name[:50])))
        relation = by_id.get(next(iter(ids), None) or "")
        if relation is None or relation.kind not in _KINDS:
            raise Refused(finding("FILE_DAMAGED", _NO_PART.filled(name=name[:50])))
        parts[name] = relation.part or relation.written.strip() or "?"
    if len(set(parts.values())) < len(parts):
        twice = next(part for part in parts.values() if list(parts.values()).count(part) > 1)
        raise Refused(finding("FILE_UNSAFE", _SAME_PART.filled(part=twice[:100])))
    return parts


def check_names(names: Sequence[str]) -> None:
    """Refuse sheets that have one name: programs compare them without regard to case. Raises Refused."""
    seen = set()
    for name in names:
        comparable = unicodedata.normalize("NFC", name).casefold()
        if comparable in seen:
            raise Refused(finding("FILE_UNSAFE", _SAME_NAME.filled(name=name[:50])))
        seen.add(comparable)

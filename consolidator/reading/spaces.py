"""The namespaces of the parts of an .xlsx package, and the elements of a part that are in its own namespace.

Elements of other namespaces may have the same local names. Programs skip them (mc:Ignorable) or choose between
them (mc:AlternateContent), each in its own way; so they are never read as cells, texts or relationships.
Source: ISO/IEC 29500-1 and -4 (namespaces of the strict and the transitional form), ISO/IEC 29500-3 (markup
compatibility).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import Refused

SHEET_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of workbooks, sheets, texts and styles: transitional and strict."""

RELATION_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRONG_ROOT = Words("{part} bắt đầu bằng thẻ lạ <{tag}>", "{part} begins with the strange element <{tag}>")
_STRANGE = Words("thẻ lạ <{tag}> trong {part}", "the strange element <{tag}> in {part}")
_CHOICE = Words(
    "{part} có nội dung thay thế (AlternateContent) cho <{tag}>",
    "{part} has alternate content for <{tag}>",
)
_TWICE = Words("hai <{tag}> trong {part}", "two <{tag}> in {part}")


def space_of(root: etree._Element, part: str, spaces: tuple[str, ...] = SHEET_SPACES) -> str:
    """The namespace of a part in braces, as tags have it. Raises Refused if it is none of those that a program reads
    such a part in.
    """
    name = etree.QName(root)
    if name.namespace not in spaces:
        raise Refused(finding("FILE_DAMAGED", _WRONG_ROOT.filled(part=part, tag=name.localname[:50])))
    return f"{{{name.namespace}}}"


def only_child(root: etree._Element, tag: str, part: str) -> etree._Element | None:
    """The one child element with this tag in the namespace of its part; None if there is none. Raises Refused if
    there are two, of whatever namespace, or if a choice between contents holds one: programs differ in which of them
    they read.
    """
    space = f"{{{etree.QName(root).namespace}}}"
    found = list(root.iterchildren(f"{{*}}{tag}"))
    if len(found) > 1 or (found and found[0].tag != f"{space}{tag}"):
        raise Refused(finding("FILE_UNSAFE", _TWICE.filled(tag=tag, part=part)))
    for choice in root.iterchildren(f"{_COMPATIBILITY}AlternateContent"):
        if next(choice.iter(f"{{*}}{tag}"), None) is not None:
            raise Refused(finding("FILE_UNSAFE", _CHOICE.filled(part=part, tag=tag)))
    return found[0] if found else None


def only_elements(nodes: etree._Element, tags: tuple[str, ...], part: str) -> Iterator[etree._Element]:
    """The children, all of which must have one of these tags (with namespace). Raises Refused."""
    for node in nodes:
        if node.tag not in tags:
            name = etree.QName(node).localname[:50]
            raise Refused(finding("FILE_UNSAFE", _STRANGE.filled(tag=name, part=part)))
        yield node

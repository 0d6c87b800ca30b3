"""Repacks a package for readers that find parts by their usual names and not by relationships."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from xml.sax.saxutils import quoteattr

from lxml import etree

from consolidator.reading.encodings import as_utf8, is_utf8
from consolidator.reading.parts import Parts, Relation
from consolidator.reading.preflight import read_part
from consolidator.reading.trees import parse_xml

_ROOT, _MAIN, _RELATIONS = "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_SHEETS = ("worksheet", "chartsheet", "dialogsheet")
_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def by_customary_names(
    content: bytes,
    parts: Parts,
    styles: str | None,
    strings: str | None,
    written_oddly: Collection[str] = (),
) -> bytes:
    """The content of a package, repacked if a part does not have its usual name, or is one of those `written_oddly`
    (see `is_written_oddly`), which are then written anew.

    `styles` and `strings` are the parts of the stylesheet and of the shared texts, None if there are none to read.
    Only the parts that a reader of cells needs are repacked. Raises Refused.
    """
    sheets = [each for each in parts.relations(parts.main) if each.kind in _SHEETS and each.part]
    names = set(parts.package.namelist())
    if (
        not written_oddly
        and parts.main == _MAIN
        and {_ROOT, _RELATIONS} <= names
        and all(_is_customary(each) for each in sheets)
        and styles == (_STYLES if _STYLES in names else None)
        and strings == (_STRINGS if _STRINGS in names else None)
        and all(_is_in_utf8(parts, each) for each in (_ROOT, _MAIN, _RELATIONS))
    ):
        return content
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, part in _named_anew(parts, sheets, styles, strings):
            target.writestr(name, _rewritten(part) if is_written_oddly(part) else part)
    return packed.getvalue()


def is_written_oddly(content: bytes) -> bool:
    """Whether a part writes characters in ways that python-calamine does not read in numbers although they are
    ordinary XML: in another encoding, by their code, as CDATA, with comments or instructions among them.
    """
    if not is_utf8(content[:400]):
        return True
    signs = (b"&#", b"!--", b"![CDATA[")
    return any(sign in content for sign in signs) or content.find(b"?>", content.find(b"?>") + 2) > 0


def usual_ods(package: zipfile.ZipFile) -> bytes:
    """An .ods package with content.xml written as python-calamine reads it. Raises Refused."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for each in ("mimetype", "META-INF/manifest.xml"):
            target.writestr(each, read_part(package, each))
        target.writestr("content.xml", _rewritten(read_part(package, "content.xml")))
    return packed.getvalue()


def _rewritten(content: bytes) -> bytes:
    """A part with the same content, written as programs usually write it. Raises Refused."""
    return etree.tostring(parse_xml(content, ""), encoding="UTF-8", xml_declaration=True)


def _is_in_utf8(parts: Parts, name: str) -> bool:
    """Whether a part is in UTF-8 as its first bytes state; python-calamine reads nothing else. Raises Refused."""
    return is_utf8(read_part(parts.package, name)[:400])


def _read(parts: Parts, name: str) -> bytes:
    return as_utf8(read_part(parts.package, name), name)


def _is_customary(sheet: Relation) -> bool:
    """Whether a sheet's target gives its part's name by simply prepending xl/ or removing a leading slash."""
    return sheet.part in (f"xl/{sheet.written}", sheet.written.removeprefix("/"))


def _named_anew(
    parts: Parts, sheets: list[Relation], styles: str | None, strings: str | None
) -> Iterator[tuple[str, bytes]]:
    yield _ROOT, _relations([("rId1", "officeDocument", _MAIN)])
    yield _MAIN, _read(parts, parts.main)
    targets = {styles: "styles.xml", strings: "sharedStrings.xml"}
    relations = []
    for number, each in enumerate(parts.relations(parts.main), 1):
        target = f"worksheets/sheet{number}.xml" if each in sheets else f"other/{number}"
        if each in sheets and each.part is not None:
            yield f"xl/{target}", _read(parts, each.part)
        relations.append((each.id, each.kind, targets.get(each.part, target) if each.part else target))
    yield _RELATIONS, _relations(relations)
    for name, stored in ((_STYLES, styles), (_STRINGS, strings)):
        if stored is not None:
            yield name, _read(parts, stored)


def _relations(relations: list[tuple[str, str, str]]) -> bytes:
    """The content of a relationships part; each relationship has an id, a kind and a target."""
    nodes = (
        f"<Relationship Id={quoteattr(name)} Type={quoteattr(f'{_TYPES}/{kind}')} Target={quoteattr(target)}/>"
        for name, kind, target in relations
    )
    return f'<Relationships xmlns="{_SPACE}">{"".join(nodes)}</Relationships>'.encode()

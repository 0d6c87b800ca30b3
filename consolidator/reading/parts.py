"""Finds the parts of a package by their relationships, as the OPC standard requires, and not by fixed names.

Source: ISO/IEC 29500-2 (Open Packaging Conventions), 6.2 (part names are compared without regard to case) and 6.5
(relationships and their targets). Names such as xl/styles.xml are only usual, not required.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import PART_MISSING, SAME_NAMES, Refused
from consolidator.reading.spaces import RELATION_SPACE, only_elements, space_of
from consolidator.reading.trees import parse_part

_ROOT = ""
_USUAL_OF_ROOT = {
    "core-properties": "docProps/core.xml",
    "custom-properties": "docProps/custom.xml",
    "extended-properties": "docProps/app.xml",
}
_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata",
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata",
)
"""The beginnings of the relationship types that the standard defines."""

_MICROSOFT = "http://schemas.microsoft.com/office/"
_OF_MEANING = ("officeDocument", "worksheet", "chartsheet", "dialogsheet", "sharedStrings", "styles")
"""The kinds of relationships by which a workbook is read; only the standard's own types count as these."""

_NO_PART_NAME = re.compile(r"%2f|%5c|\\", re.IGNORECASE).search
"""Finds what no part name holds (6.2.2.3), so that such a target names no part."""

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_TWO_OF_KIND = Words(
    "hai quan hệ {kind} dẫn tới hai phần khác nhau", "two relationships of kind {kind} lead to two parts"
)
_NO_MAIN = Words(
    "_rels/.rels không dẫn tới sổ tính nào (officeDocument)",
    "_rels/.rels leads to no workbook (officeDocument)",
)
_BASE = Words("{part} đặt lại gốc địa chỉ (xml:base)", "{part} sets another base address (xml:base)")
_STRICT = {"customProperties": "custom-properties", "extendedProperties": "extended-properties"}


class Relation(NamedTuple):
    """One relationship. `kind` is the last word of its type, the same in the transitional and the strict types;
    `written` is its target as written; `part` is the name of the target part, None if there is no such part or the
    target is outside the package.
    """

    id: str
    kind: str
    written: str
    part: str | None


class Parts:
    """The parts of a package. All methods raise Refused."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self._stored: dict[str, str] = {}
        for name in package.namelist():
            if self._stored.setdefault(_comparable(name), name) != name:
                raise Refused(finding("FILE_UNSAFE", SAME_NAMES))
        self._relations: dict[str, list[Relation]] = {}

    def named(self, name: str) -> str | None:
        """A part's name as the package stores it; None if there is no such part."""
        return self._stored.get(_comparable(name))

    def relations(self, source: str) -> list[Relation]:
        """The relationships of a part ("" for those of the package itself); empty if none are stored."""
        known = self._relations.get(source)
        if known is None:
            known = self._relations[source] = list(self._read(source))
        return known

    def related(self, source: str, kind: str) -> Relation | None:
        """The relationship of a kind; None if there is none. If several lead to different parts, the part counts as
        missing, because it is unknown which one is meant.
        """
        found = [each for each in self.relations(source) if each.kind == kind]
        if not found:
            return None
        return found[0] if len({each.part for each in found}) == 1 else found[0]._replace(part=None)

    def only_related(self, source: str, kind: str) -> Relation | None:
        """The relationship of a kind; None if there is none. Raises Refused if several lead to different parts."""
        relation = self.related(source, kind)
        if relation is not None and relation.part is None:
            found = {each.part for each in self.relations(source) if each.kind == kind}
            if len(found) > 1:
                raise Refused(finding("FILE_UNSAFE", _TWO_OF_KIND.filled(kind=kind)))
        return relation

    @cached_property
    def main(self) -> str:
        """The name of the workbook part."""
        relation = self.only_related(_ROOT, "officeDocument")
        if relation is None or relation.part is None:
            missing = relation.written if relation else "_rels/.rels"
            known = relation is None and self.relations_part(_ROOT) is not None
            why = _NO_MAIN if known else PART_MISSING.filled(part=missing)
            raise Refused(finding("FILE_DAMAGED", why))
        return relation.part

    def of_root(self, kind: str) -> str | None:
        """A properties part of the package; without a relationship, the part with the usual name. That is safe:
        properties only hold a second copy of the signed identity, and data that no verdict depends on.
        """
        relation = self.related(_ROOT, kind)
        return relation.part if relation else self.named(_USUAL_OF_ROOT[kind])

    def relations_part(self, source: str) -> str | None:
        """The part that holds the relationships of another."""
        folder, name = posixpath.split(source)
        return self.named(posixpath.join(folder, "_rels", f"{name}.rels"))

    def _read(self, source: str) -> list[Relation]:
        part = self.relations_part(source)
        if part is None:
            return []
        found: dict[str, Relation] = {}
        root = parse_part(self.package, part)
        tag = f"{space_of(root, part, (RELATION_SPACE,))}Relationship"
        for node in only_elements(root, (tag,), part):
            relation = self._relation(source, node)
            if found.setdefault(relation.id, relation) is not relation:
                raise Refused(finding("FILE_DAMAGED", f"{part}: {relation.id[:50]}"))
            if node.get(_XML_BASE) is not None or root.get(_XML_BASE) is not None:
                raise Refused(finding("FILE_UNSAFE", _BASE.filled(part=part)))
        return list(found.values())

    def _relation(self, source: str, node: etree._Element) -> Relation:
        kind, target = _kind(node.get("Type", "")), node.get("Target", "")
        inside = node.get("TargetMode", "Internal") == "Internal"
        return Relation(
            node.get("Id", ""), kind, target, self.named(_resolved(source, target)) if inside else None
        )


def _kind(written: str) -> str:
    """The kind of a relationship by its type: its last word if the type is one of the standard's or of Microsoft's
    extensions, else the whole type.
    """
    space, _, word = written.rpartition("/")
    known = space in _OFFICE or (space.startswith(_MICROSOFT) and word not in _OF_MEANING)
    return _STRICT.get(word, word) if known else written


def _resolved(source: str, target: str) -> str:
    """The name of a target's part (RFC 3986, 5.2: relative to the folder of the source part)."""
    if _NO_PART_NAME(target):
        return ""
    path = target
    if not path.startswith("/"):
        path = f"/{posixpath.dirname(source)}/{path}"
    return posixpath.normpath(path).lstrip("/")


def _comparable(name: str) -> str:
    """A part's name in comparable form: lower case, without escapes and leading slash."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()

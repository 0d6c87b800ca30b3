"""The exact reading: the cells in the XML of a sheet, with types and formulas.

It distinguishes what python-calamine cannot: an error cell from a blank one, a number from a date, a formula from
a value.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cached_property

from lxml import etree

from cchc.findings.finding import Finding, finding
from cchc.language import Words
from consolidator.reading.bounds import MANY_CELLS, CellCount, check_texts, filled_cells
from consolidator.reading.conditional import rules_in, shown_under
from consolidator.reading.content_types import ContentTypes
from consolidator.reading.customary import by_customary_names, is_written_oddly
from consolidator.reading.encodings import is_utf8
from consolidator.reading.parts import Parts, Relation
from consolidator.reading.plain.patterns import NotPlain
from consolidator.reading.plain.sheets import plain_sheet, plain_texts
from consolidator.reading.preflight import Refused, read_part
from consolidator.reading.sheet_parts import parts_of_sheets, sheet_nodes
from consolidator.reading.spaces import only_child, only_elements, space_of
from consolidator.reading.styles import (
    NO_STYLES,
    UNREADABLE_STYLES,
    Styles,
    styles_in,
    text_number,
    unescaped,
)
from consolidator.reading.trees import (
    cells_in_tree,
    is_locked,
    parse_part,
    parse_small_part,
    parse_xml,
    texts_in_tree,
)
from consolidator.reading.ways import Way, way_of
from consolidator.reading.workbook import RawCell, RawSheet, Surroundings, sheet_of
from workbook_templates.cell_plan import address_of

_PROGRAMS = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet")
_SHARED_TEXT = Words("chuỗi dùng chung {number}", "shared text {number}")
_RELATIONS_MISSING = Words("thiếu quan hệ của {part}", "the relations of {part} are missing")
_LINK_RELATIONS = re.compile(r"xl/externalLinks/_rels/[^/]+\.rels").fullmatch


class RawWorkbook:
    """Reads the parts of a package when they are needed. All methods raise Refused."""

    def __init__(self, package: zipfile.ZipFile, way: Way | None = None) -> None:
        self.package = package
        self._way = way or way_of(in_sample=False)
        self._differences: list[Finding] = []
        self._written_oddly: set[str] = set()
        self._count = CellCount()
        self.parts = Parts(package)

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """The part of every sheet, by sheet name, in the order of the workbook. For a part that is not in the
        package, the target as written: reading it raises Refused with that name.
        """
        types = ContentTypes(self.package)
        types.check_main(self.parts.main)
        relations = self._relations
        for each in relations:
            if each.part is not None:
                types.check(each.part, each.kind)
        return parts_of_sheets(self._sheet_nodes, relations)

    def for_fast_reading(self, content: bytes) -> bytes:
        """The file's content with the usual part names, by which python-calamine finds the parts."""
        styles = self._related("styles") if self._styles is not UNREADABLE_STYLES else None
        strings = self._strings
        return by_customary_names(content, self.parts, styles, strings, self._written_oddly)

    @cached_property
    def defined_names(self) -> dict[str, str]:
        """What each defined name refers to."""
        names = only_child(self._workbook, "definedNames", self.parts.main)
        if names is None:
            return {}
        tag = f"{space_of(self._workbook, self.parts.main)}definedName"
        nodes = only_elements(names, (tag,), self.parts.main)
        return {node.get("name", ""): node.text or "" for node in nodes}

    @cached_property
    def text_cells(self) -> Sequence[RawCell]:
        """The shared texts, each as the cell that shows it."""
        if self._way is Way.TREE:
            return self._texts_by_tree
        texts = self._texts_by_patterns
        return self._texts_by_tree if texts is None else texts

    @cached_property
    def _texts_by_patterns(self) -> Sequence[RawCell] | None:
        """The shared texts read the fast way; None if the part is not plain."""
        part = self._strings
        if part is None:
            return []
        content = read_part(self.package, part)
        check_texts(content)
        self._note_encoding(part, content)
        try:
            return plain_texts(content, part)
        except NotPlain:
            return None

    @cached_property
    def _texts_by_tree(self) -> Sequence[RawCell]:
        part = self._strings
        if part is None:
            return []
        content = read_part(self.package, part)
        check_texts(content)
        self._note_encoding(part, content)
        root = parse_xml(content, part)
        return [RawCell("text", unescaped(text)) for text in texts_in_tree(root, part)]

    @property
    def sheet_names(self) -> Sequence[str]:
        return list(self.sheet_parts)

    @property
    def texts(self) -> Sequence[str]:
        return [cell.text for cell in self.text_cells]

    @property
    def format_remark(self) -> Finding | None:
        return None

    @property
    def differences(self) -> Sequence[Finding]:
        return self._differences

    def sheet(self, name: str) -> RawSheet:
        """One sheet's cells."""
        part = self.sheet_parts[name]
        content = read_part(self.package, part)
        self._count.add(name, filled_cells(content))
        if b"&#" in content:
            self._note_writing(part, content)
        if self._way is Way.TREE or content.count(b"</c>") > MANY_CELLS:
            return self._sheet_by_tree(name, content)
        try:
            plain = plain_sheet(name, content, part, self._styles, lambda: self.text_cells)
        except NotPlain:
            return self._sheet_by_tree(name, content)
        return self._compared(plain, content) if self._way is Way.BOTH else plain

    def _compared(self, plain: RawSheet, content: bytes) -> RawSheet:
        """The sheet as read by its tree; a difference from the fast way is recorded."""
        by_tree = self._sheet_by_tree(plain.name, content)
        if plain != by_tree:
            places = {place for place, _ in plain.cells.items() ^ by_tree.cells.items()}
            cell = address_of(*min(places)) if places else ""
            self._differences.append(finding("FAST_READING_DIFFERS", sheet=plain.name, cell=cell))
        return by_tree

    def _note_encoding(self, part: str, content: bytes) -> None:
        if not is_utf8(content[:400]):
            self._written_oddly.add(part)

    def _note_writing(self, part: str, content: bytes) -> None:
        """Note a part that the fast reading needs written anew. The patterns read none of those but by codes."""
        if is_written_oddly(content):
            self._written_oddly.add(part)

    def _sheet_by_tree(self, name: str, content: bytes) -> RawSheet:
        """A sheet read by its tree, which handles every way of writing it."""
        part = self.sheet_parts[name]
        self._note_writing(part, content)
        root = parse_xml(content, part)
        stored = list(cells_in_tree(root, part))
        filled = []
        for each in stored:
            cell = self._styles.cell(each)
            if cell is not None:
                filled.append(
                    (each[:2], self._shown(cell, each[3] or "") if each[2] == "s" and each[3] else cell)
                )
        unlocked = frozenset(each[:2] for each in stored if self._styles.is_unlocked(each))
        filled = shown_under(filled, rules_in(root), self._styles.conditional)
        return sheet_of(name, filled, is_locked(root, part), unlocked)

    def _shown(self, cell: RawCell, written: str) -> RawCell:
        """A cell with the shared text of the number `written`."""
        texts = self.text_cells if self._way is Way.FAST else self._texts_by_tree
        number = text_number(written)
        if number is None or number >= len(texts):
            raise Refused(finding("FILE_DAMAGED", _SHARED_TEXT.filled(number=written[:20])))
        return cell._replace(text=texts[number].text)

    @property
    def surroundings(self) -> Surroundings:
        """Hidden sheets, macros of both kinds, and the files that the workbook links to."""
        parts = self.package.namelist()
        return Surroundings(
            frozenset(
                node.get("name", "")
                for node in self._sheet_nodes
                if node.get("state", "visible") != "visible"
            ),
            any(part.endswith("vbaProject.bin") or part.startswith("xl/macrosheets/") for part in parts)
            or any(each.kind in _PROGRAMS for each in self._relations),
            tuple(link for part in parts if self._holds_links(part) for link in self._links(part)),
        )

    def _holds_links(self, part: str) -> bool:
        """Whether a part holds the relationships of a link to another workbook, judged by its name or by the
        relationships that lead to it.
        """
        if _LINK_RELATIONS(part):
            return True
        links = (each.part for each in self._relations if each.kind == "externalLink" and each.part)
        return any(self.parts.relations_part(link) == part for link in links)

    def _links(self, part: str) -> Iterator[str]:
        for node in self._parse(part):
            if node.get("TargetMode") == "External":
                yield node.get("Target", "")

    def merged(self, name: str) -> Sequence[str]:
        part = self.sheet_parts[name]
        merges = only_child(self._parse(part), "mergeCells", part)
        return [] if merges is None else [node.get("ref", "") for node in merges]

    def property_texts(self) -> Iterator[tuple[str, str]]:
        """The document's keywords, and its custom properties by name."""
        core, custom = self.parts.of_root("core-properties"), self.parts.of_root("custom-properties")
        if core is not None:
            for node in self._parse(core).iter("{*}keywords"):
                yield "keywords", node.text or ""
        if custom is not None:
            for node in self._parse(custom).iter("{*}property"):
                yield node.get("name", ""), "".join(str(text) for text in node.itertext())

    @property
    def program(self) -> str:
        """Name and version of the program, from the document's extended properties."""
        extended = self.parts.of_root("extended-properties")
        if extended is None:
            return ""
        root = parse_small_part(self.package, extended)
        told = (root.findtext(f"{{*}}{name}", "") for name in ("Application", "AppVersion"))
        return " ".join(each for each in told if each)

    @cached_property
    def _workbook(self) -> etree._Element:
        root = self._parse(self.parts.main)
        space_of(root, self.parts.main)
        return root

    @cached_property
    def _sheet_nodes(self) -> list[etree._Element]:
        """The elements that name the sheets. Raises Refused."""
        return sheet_nodes(self._workbook, self.parts.main)

    @cached_property
    def _relations(self) -> list[Relation]:
        """The relationships of the workbook, which are needed to find its sheets."""
        main = self.parts.main
        if self.parts.relations_part(main) is None:
            raise Refused(finding("FILE_DAMAGED", _RELATIONS_MISSING.filled(part=main)))
        return self.parts.relations(main)

    def _related(self, kind: str) -> str | None:
        """The part of this kind that the workbook refers to; None if there is none."""
        relation = self.parts.related(self.parts.main, kind)
        return relation.part if relation else None

    @property
    def _strings(self) -> str | None:
        """The part of the shared texts; None if there is none. Raises Refused if it is unknown which one is meant."""
        relation = self.parts.only_related(self.parts.main, "sharedStrings")
        return relation.part if relation else None

    @cached_property
    def _styles(self) -> Styles:
        part = self._related("styles")
        if part is None:
            return NO_STYLES
        content = read_part(self.package, part)
        self._note_encoding(part, content)
        try:
            return styles_in(content, part)
        except Refused as refused:
            if refused.finding.code != "FILE_DAMAGED":
                raise
            return UNREADABLE_STYLES

    def _parse(self, part: str) -> etree._Element:
        return parse_part(self.package, part)

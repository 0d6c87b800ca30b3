"""The exact reading: what stands in the XML of a sheet, cell by cell, with types and formulas.

It tells apart what the fast reader cannot: an error cell from a blank one, a number from a date, a
formula from a value.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import compress

from lxml import etree

from cchc.findings.finding import Finding, finding
from cchc.language import Words
from consolidator.reading.customary import by_customary_names
from consolidator.reading.parts import Parts, Relation
from consolidator.reading.plain_xml import (
    NotPlain,
    Table,
    check_rows,
    common_to_units,
    cut_at_cells,
    cut_at_texts,
    plain_end,
    plain_item,
    without_cells,
)
from consolidator.reading.preflight import Refused, read_part
from consolidator.reading.remembered import Remembered
from consolidator.reading.styles import (
    NO_STYLES,
    TRUE,
    UNREADABLE_STYLES,
    Styles,
    styles_in,
    text_number,
    unescaped,
)
from consolidator.reading.trees import cells_in_tree, parse_part, parse_xml, texts_in_tree
from consolidator.reading.workbook import RawCell, RawSheet, Surroundings

_PROGRAMS = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet")
_SHARED_TEXT = Words("chuỗi dùng chung {number}", "shared text {number}")
_RELATIONS_MISSING = Words("thiếu quan hệ của {part}", "the relations of {part} are missing")
_TWO_CELLS = Words("hai ô ở dòng {row}, cột {column}", "two cells in row {row}, column {column}")
_LINK_RELATIONS = re.compile(r"xl/externalLinks/_rels/[^/]+\.rels").fullmatch
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


Place = tuple[int, int]


class RawWorkbook:
    """Reads the parts of a package as they are asked for. All methods raise Refused."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.parts = Parts(package)

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """The part of every sheet, by sheet name, in the order of the workbook. A part that is not in the
        package has the name that leads there: who reads it is told that it is missing.
        """
        relations = {each.id: each for each in self._relations}
        parts = {}
        for node in self._workbook.iter("{*}sheet"):
            relation = relations.get(node.get(_RELATION_ID) or node.get(_STRICT_RELATION_ID) or "")
            if relation is not None:
                parts[node.get("name", "")] = relation.part or relation.written
        return parts

    def for_fast_reading(self, content: bytes) -> bytes:
        """The file's content as the fast reader finds everything in it: it goes by customary names."""
        styles = self._related("styles") if self._styles is not UNREADABLE_STYLES else None
        strings = self._related("sharedStrings")
        return by_customary_names(content, self.parts, styles, strings)

    @cached_property
    def defined_names(self) -> dict[str, str]:
        """What each defined name refers to."""
        nodes = self._workbook.iter("{*}definedName")
        return {node.get("name", ""): node.text or "" for node in nodes}

    @cached_property
    def text_cells(self) -> list[RawCell]:
        """The shared texts, each as the cell that shows it."""
        name = self._related("sharedStrings")
        if name is None:
            return []
        part = read_part(self.package, name)
        try:
            pieces, around = cut_at_texts(part)
            cells = [_TEXTS[piece] for piece in pieces]
            if next(parse_xml(around, name).iter("{*}si"), None) is None:
                return cells
        except (NotPlain, Refused):  # the whole part tells better what is wrong with it
            pass
        root = parse_xml(part, name)
        return [RawCell("text", unescaped(text)) for text in texts_in_tree(root)]

    @property
    def sheet_names(self) -> Sequence[str]:
        return list(self.sheet_parts)

    @property
    def texts(self) -> Sequence[str]:
        return [cell.text for cell in self.text_cells]

    @property
    def format_remark(self) -> Finding | None:
        return None

    def sheet(self, name: str) -> RawSheet:
        """One sheet's cells."""
        part = self.sheet_parts[name]
        content = read_part(self.package, part)
        try:
            return self._plain_sheet(name, cut_at_cells(content))
        except NotPlain:
            return self._sheet_of_tree(name, parse_xml(content, part))

    def _plain_sheet(self, name: str, table: Table) -> RawSheet:
        """A sheet from the pieces of its table, most of which are known. Raises NotPlain."""
        read = map(self._styles.pieces.__getitem__, table.pieces)
        rows, places, cells, shared, opened, between, goes_on = zip(*read, strict=True)
        end, last_goes_on = plain_end(table.rest)
        check_rows((*goes_on, last_goes_on), rows)
        around = common_to_units(without_cells(table, (*between, end)))
        locked = _is_locked_around(around, self.sheet_parts[name])
        texts = self.text_cells
        try:
            filled = [
                (place, cell if number is None else texts[number])
                for place, cell, number in zip(places, cells, shared, strict=True)
                if cell is not None
            ]
        except IndexError as error:
            raise NotPlain from error
        return _sheet(name, filled, locked, frozenset(compress(places, opened)))

    def _sheet_of_tree(self, name: str, root: etree._Element) -> RawSheet:
        """A sheet however it is written."""
        stored = list(cells_in_tree(root))
        filled = []
        for each in stored:
            cell = self._styles.cell(each)
            if cell is not None:
                filled.append(
                    (each[:2], self._shown(cell, each[3] or "") if each[2] == "s" and each[3] else cell)
                )
        opened = frozenset(each[:2] for each in stored if self._styles.opened(each))
        return _sheet(name, filled, _is_locked(root), opened)

    def _shown(self, cell: RawCell, written: str) -> RawCell:
        """A cell with the shared text of this number."""
        number = text_number(written)
        if number is None or number >= len(self.text_cells):
            raise Refused(finding("FILE_DAMAGED", _SHARED_TEXT.filled(number=written[:20])))
        return cell._replace(text=self.text_cells[number].text)

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
            any(part.endswith("vbaProject.bin") or part.startswith("xl/macrosheets/") for part in parts)
            or any(each.kind in _PROGRAMS for each in self._relations),
            tuple(link for part in parts if self._holds_links(part) for link in self._links(part)),
        )

    def _holds_links(self, part: str) -> bool:
        """Whether a part holds the relationships of a link to another workbook, by its name or by what leads
        to it.
        """
        if _LINK_RELATIONS(part):
            return True
        links = (each.part for each in self._relations if each.kind == "externalLink" and each.part)
        return any(self.parts.relations_part(link) == part for link in links)

    def _links(self, part: str) -> Iterator[str]:
        for node in self._parse(part):
            if node.get("TargetMode") == "External":
                yield node.get("Target", "")

    def merged(self, name: str) -> list[str]:
        """The merged areas of a sheet, as it writes them (A1:B2)."""
        return [node.get("ref", "") for node in self._parse(self.sheet_parts[name]).iter("{*}mergeCell")]

    def property_texts(self) -> Iterator[tuple[str, str]]:
        """The document's keywords, and its custom properties by name."""
        core, custom = self.parts.of_root("core-properties"), self.parts.of_root("custom-properties")
        if core is not None:
            for node in self._parse(core).iter("{*}keywords"):
                yield "keywords", node.text or ""
        if custom is not None:
            for node in self._parse(custom).iter("{*}property"):
                yield node.get("name", ""), "".join(str(text) for text in node.itertext())

    @cached_property
    def _workbook(self) -> etree._Element:
        return self._parse(self.parts.main)

    @cached_property
    def _relations(self) -> list[Relation]:
        """The relationships of the workbook, which no sheet can do without."""
        main = self.parts.main
        if self.parts.relations_part(main) is None:
            raise Refused(finding("FILE_DAMAGED", _RELATIONS_MISSING.filled(part=main)))
        return self.parts.relations(main)

    def _related(self, kind: str) -> str | None:
        """The part of a kind that the workbook leads to, None where there is none."""
        relation = self.parts.related(self.parts.main, kind)
        return relation.part if relation else None

    @cached_property
    def _styles(self) -> Styles:
        part = self._related("styles")
        if part is None:
            return NO_STYLES
        content = read_part(self.package, part)
        try:
            return styles_in(content, part)
        except Refused as refused:
            if refused.finding.code != "FILE_DAMAGED":
                raise
            return UNREADABLE_STYLES

    def _parse(self, part: str) -> etree._Element:
        return parse_part(self.package, part)


@lru_cache(maxsize=64)  # what stands around the cells of a sheet is the same in thousands of forms
def _is_locked_around(around: bytes, part: str) -> bool:
    """Whether a sheet is locked, by its part without cells. Raises NotPlain where that is not well-formed (the
    whole part tells better where), or where there is no table in it.
    """
    try:
        root = parse_xml(around, part)
    except Refused as refused:
        raise NotPlain from refused
    if root.find("{*}sheetData") is None:
        raise NotPlain
    return _is_locked(root)


def _is_locked(root: etree._Element) -> bool:
    lock = root.find("{*}sheetProtection")
    return lock is not None and lock.get("sheet") in TRUE


def _sheet(
    name: str, filled: Sequence[tuple[Place, RawCell]], locked: bool, opened: frozenset[Place]
) -> RawSheet:
    """A sheet with these cells. Raises Refused where two of them stand in one place."""
    cells = dict(filled)
    if len(cells) < len(filled):
        (row, column), _ = Counter(place for place, _ in filled).most_common(1)[0]
        raise Refused(finding("FILE_DAMAGED", _TWO_CELLS.filled(row=row + 1, column=column + 1)))
    return RawSheet(name, cells, protected=locked, unlocked=opened)


def _text_cell(piece: bytes) -> RawCell:
    return RawCell("text", unescaped(plain_item(piece)))


_TEXTS = Remembered(_text_cell, limit=20_000)
"""Shared texts by their XML: most are those of every form."""

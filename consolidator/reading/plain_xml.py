"""Cells and shared texts taken from XML of the plainest form, piece by piece, without a tree.

Nearly every returned form is written in it, most of its pieces are those of the form before, and a tree of
all cells takes several times as long. A part is cut at its cells; each piece is read by one pattern, which
holds no more than a well-formed cell. What is left of the part without them is small: it goes to the
parser, which thereby has seen the whole of it. Where anything is written in another way, NotPlain is
raised and the whole part goes to the parser. A test compares the two ways over mutated forms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from lxml import etree

from workbook_templates.cell_plan import column_number

_NEEDS_A_TREE = ("<!--", "<![CDATA[", "<?", "\r", "]]>")
"""Comments, CDATA, instructions, line ends a parser changes, and what may not stand in a text."""

_REFERENCE = re.compile(r"&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}

_CHARACTERS = r"[^<\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*"
"""What may stand in a text (XML 1.0, 2.2), references among it."""

_CELL = re.compile(
    r'r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?'
    rf'(?:/>|>(?:(<f)((?: [A-Za-z]+="[^"<]*")*)(?:/>|>({_CHARACTERS})</f>))?'
    rf'(?:<v>({_CHARACTERS})</v>|<is><t(?: xml:space="preserve")?>({_CHARACTERS})</t></is>)?</c>)'
)
_ATTRIBUTES = r'(?: [A-Za-z0-9:]+="[^"<]*")*'
_BETWEEN_CELLS = re.compile(
    rf'(</row>)?(?:<row{_ATTRIBUTES}(?:/>|></row>))*(?:<row r="([1-9][0-9]{{0,6}})"{_ATTRIBUTES}>)?'
)
_ITEM = re.compile(rf'<t(?: xml:space="preserve")?>({_CHARACTERS})</t></si>')

_END = -1
"""The row that follows the last one."""


class NotPlain(Exception):
    """A part is not written in the plainest form; that is no fault of it."""


Stored = tuple[int, int, str, str | None, str | None, str | None]
"""A cell as stored: row and column from 0, type, value, formula, number of its style. `value` is None
where there is none, `formula` likewise, and "" where its text stands elsewhere.
"""


class Table(NamedTuple):
    """A worksheet part cut at its cells: what stands before the first of them, each cell with what follows
    on it (without its "<c "), and what stands after the table.
    """

    before: str
    pieces: Sequence[str]
    after: str


class PlainCell(NamedTuple):
    """A cell, and what stands between it and the next one: nothing, or the end of its row and the start of
    the row `follows` (from 0, -1 for the end of the table; None within a row).
    """

    stored: Stored
    between: str
    follows: int | None


class Placed(Protocol):
    """A cell of a table with its place."""

    @property
    def place(self) -> tuple[int, int]: ...
    @property
    def follows(self) -> int | None: ...


def cut_at_cells(part: bytes) -> Table:
    """A worksheet part cut at its cells. Raises NotPlain."""
    text = _plain_text(part)
    start, end = text.find("<sheetData>"), text.find("</sheetData>")
    if text.count("sheetData") != 2 or not 0 <= start < end:
        raise NotPlain
    start += len("<sheetData>")
    first, *pieces = text[start:end].split("<c ")
    return Table(text[:start] + first, pieces, text[end:])


def plain_cell(piece: str) -> PlainCell:
    """What stands in one piece of a table. Raises NotPlain."""
    found = _CELL.match(piece)
    if found is None:
        raise NotPlain
    letters, row, style, kind, opened, attributes, formula, value, inline = found.groups()
    if attributes or "&" in found[0]:
        _parsed(f"<c {found[0]}")  # may hold an attribute twice, or a reference to nothing
    stored = (
        int(row) - 1,
        column_number(letters),
        kind or "n",
        _unescaped(value or inline or "") or None,
        _unescaped(formula or "") if opened else None,
        style,
    )
    between = piece[found.end() :]
    return PlainCell(stored, between, _row_after(between) if between else None)


def first_row(table: Table) -> int:
    """The row in which the first cell of a table stands, from 0. Raises NotPlain."""
    found = _BETWEEN_CELLS.fullmatch(table.before, table.before.rindex("<sheetData>") + len("<sheetData>"))
    if found is None or found[1] is not None or found[2] is None:
        raise NotPlain
    return int(found[2]) - 1


def without_cells(table: Table, between: Sequence[str]) -> bytes:
    """The part without its cells, `between` being what stands between them: for the parser."""
    return "".join((table.before, *between, table.after)).encode()


def check_rows(table: Table, cells: Sequence[Placed]) -> None:
    """Make sure that each cell stands under its row's number. Raises NotPlain."""
    row = first_row(table)
    for cell in cells:
        if cell.place[0] != row:
            raise NotPlain
        if cell.follows is not None:
            row = cell.follows
    if row != _END:
        raise NotPlain


def cut_at_texts(part: bytes) -> tuple[list[str], bytes]:
    """The shared texts of a workbook, each as a piece for `plain_item`, and the part without them. Raises
    NotPlain.
    """
    before, *pieces = _plain_text(part).split("<si>")
    if not pieces:
        raise NotPlain
    last, end, after = pieces[-1].rpartition("</si>")
    pieces[-1] = last + end
    return pieces, (before + after).encode()


def plain_item(piece: str) -> str:
    """The text of one piece, its runs joined, phonetic guides left out. Raises NotPlain."""
    found = _ITEM.fullmatch(piece)
    if found is None or "&" in piece:
        item = _parsed(f"<si>{piece}")
        if sum(1 for _ in item.iter("{*}si")) > 1:  # one within another, by whatever prefix
            raise NotPlain
        return runs_of(item)
    return found[1]


def runs_of(item: etree._Element) -> str:
    """The text of a string item as stored: its runs, without phonetic guides (rPh)."""
    texts = []
    for node in item.iter("{*}t"):
        parent = node.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            texts.append(node.text or "")
    return "".join(texts)


def _plain_text(part: bytes) -> str:
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotPlain from error
    declared = 0
    if text.startswith("<?xml"):
        declared = text.find("?>") + 2
        if "encoding" in text[:declared] and "utf-8" not in text[:declared].lower():
            raise NotPlain
        if text.startswith("\r\n", declared):
            declared += 2  # Excel ends the declaration so
    if any(text.find(sign, declared) >= 0 for sign in _NEEDS_A_TREE):
        raise NotPlain
    return text


def _row_after(between: str) -> int:
    found = _BETWEEN_CELLS.fullmatch(between)
    if found is None or found[1] is None:
        raise NotPlain
    return _END if found[2] is None else int(found[2]) - 1


def _parsed(text: str) -> etree._Element:
    """A piece as a tree of its own. Raises NotPlain."""
    try:
        return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise NotPlain from error


def _unescaped(text: str) -> str:
    """A text with its references put back; the parser has seen that there are no others."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    return chr(int(decimal) if decimal else int(hexadecimal, 16))

"""Cells and shared texts taken from XML of the plainest form, piece by piece, without a tree.

Nearly every returned form is written in it, most of its pieces are those of the form before, and a tree of
all cells takes several times as long. A part is cut at its cells; each piece is read by one pattern, which
holds no more than a well-formed cell. What is left of the part without them is small: it goes to the
parser, which thereby has seen the whole of it. Where anything is written in another way, NotPlain is
raised and the whole part goes to the parser. A test compares the two ways over mutated forms.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from workbook_templates.cell_plan import column_number

_NEEDS_A_TREE = (b"<!", b"<?")
"""Comments, CDATA and instructions: what stands in them looks like something that it is not."""

_REFERENCE = re.compile(r"&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(lt|gt|amp|quot|apos));")
_NAMED_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|apos);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}

_CHARACTERS = r"[^<\x00-\x08\x0b-\x1f\ufffe\uffff]*"
"""What may stand in a text (XML 1.0, 2.2), references among it; no line end that a parser changes."""

_CELL = re.compile(
    r'r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?'
    rf'(?:/>|>(?:(<f)((?: [A-Za-z]+="[^"<]*")*)(?:/>|>({_CHARACTERS})</f>))?'
    rf'(?:<v>({_CHARACTERS})</v>|<is><t(?: xml:space="preserve")?>({_CHARACTERS})</t></is>)?</c>)'
)
_NO_TEXT = "]]>"
"""What XML forbids in a text (2.4)."""

_ATTRIBUTES = r'(?: [A-Za-z0-9:]+="[^"<]*")*'
_BETWEEN_CELLS = re.compile(
    rf'(</row>)?(?:<row{_ATTRIBUTES}(?:/>|></row>))*(?:<row r="([1-9][0-9]{{0,6}})"{_ATTRIBUTES}>)?'.encode()
)
_OF_ONE_UNIT = (b"sheetViews", b"headerFooter")
"""Where the cursor was when a sheet was saved, and the number of its form."""

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

    before: bytes
    pieces: Sequence[bytes]
    after: bytes


class PlainCell(NamedTuple):
    """A cell, and what stands between it and the next one: nothing, or the end of its row and the start of
    the row `follows` (from 0, -1 for the end of the table; None within a row).
    """

    stored: Stored
    between: bytes
    follows: int | None


def cut_at_cells(part: bytes) -> Table:
    """A worksheet part cut at its cells. Raises NotPlain."""
    opening, closing = b"<sheetData>", b"</sheetData>"
    start, end = part.find(opening), part.rfind(closing)
    if not 0 <= start < end:
        raise NotPlain
    before, after = part[:start], part[end + len(closing) :]
    _require_plain(before, after)
    if b"sheetData" in before or b"sheetData" in after:
        raise NotPlain
    first, *pieces = part[start + len(opening) : end].split(b"<c ")
    return Table(before + opening + first, pieces, closing + after)


def plain_cell(piece: bytes) -> PlainCell:
    """What stands in one piece of a table. Raises NotPlain."""
    text = _decoded(piece)
    found = _CELL.match(text)
    if found is None or _NO_TEXT in found[0]:
        raise NotPlain
    letters, row, style, kind, opened, attributes, formula, value, inline = found.groups()
    if attributes or _odd_reference(found[0]):
        _parsed(f"<c {found[0]}")  # may hold an attribute twice, or a reference to nothing
    stored = (
        int(row) - 1,
        column_number(letters),
        kind or "n",
        _unescaped(value or inline or "") or None,
        _unescaped(formula or "") if opened else None,
        style,
    )
    between = text[found.end() :].encode()
    return PlainCell(stored, between, _row_after(between) if between else None)


def without_cells(table: Table, between: Iterable[bytes]) -> bytes:
    """The part without its cells, `between` being what stands between them: for the parser."""
    return b"".join((table.before, *between, table.after))


def common_to_units(around: bytes) -> bytes:
    """A part without its cells, its elements that differ from unit to unit left empty: the parser sees each
    of them here, by itself. What is left is well-formed if and only if the part is.
    """
    for tag in _OF_ONE_UNIT:
        start = around.find(b"<%b>" % tag)
        end = around.find(b"</%b>" % tag, start)
        if 0 <= start < end:
            end += len(tag) + len(b"</>")
            with contextlib.suppress(NotPlain):
                _parsed(_decoded(around[start:end]))
                around = around[:start] + b"<%b/>" % tag + around[end:]
    return around


def check_rows(table: Table, rows: Sequence[int], follows: Sequence[int | None]) -> None:
    """Make sure that each cell stands under its row's number: `rows` are those the cells name, `follows` as
    in PlainCell. Raises NotPlain.
    """
    row, start = _first_row(table), 0
    for place, following in enumerate(follows, start=1):
        if following is not None:
            if rows[start:place].count(row) != place - start:
                raise NotPlain
            row, start = following, place
    if row != _END or start != len(rows):
        raise NotPlain


def cut_at_texts(part: bytes) -> tuple[list[bytes], bytes]:
    """The shared texts of a workbook, each as a piece for `plain_item`, and the part without them. Raises
    NotPlain.
    """
    before, *pieces = part.split(b"<si>")
    if not pieces:
        raise NotPlain
    last, end, after = pieces[-1].rpartition(b"</si>")
    pieces[-1] = last + end
    _require_plain(before, after)
    return pieces, before + after


def plain_item(piece: bytes) -> str:
    """The text of one piece, its runs joined, phonetic guides left out. Raises NotPlain."""
    text = _decoded(piece)
    found = _ITEM.fullmatch(text)
    if found is None or _odd_reference(text) or _NO_TEXT in text:
        item = _parsed(f"<si>{text}")
        if sum(1 for _ in item.iter("{*}si")) > 1:  # one within another, by whatever prefix
            raise NotPlain
        return runs_of(item)
    return _unescaped(found[1])


def runs_of(item: etree._Element) -> str:
    """The text of a string item as stored: its runs, without phonetic guides (rPh)."""
    texts = []
    for node in item.iter("{*}t"):
        parent = node.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            texts.append(node.text or "")
    return "".join(texts)


def _require_plain(before: bytes, after: bytes) -> None:
    """Raises NotPlain where what stands around the pieces of a part is not in UTF-8, or holds what only a
    parser should read; in the pieces themselves the patterns allow none of it.
    """
    declared = 0
    if before.startswith(b"<?xml"):
        declared = before.find(b"?>") + 2
        if b"encoding" in before[:declared] and b"utf-8" not in before[:declared].lower():
            raise NotPlain
    if any(sign in part for sign in _NEEDS_A_TREE for part in (before[declared:], after)):
        raise NotPlain


def _decoded(piece: bytes) -> str:
    try:
        return piece.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error


def _first_row(table: Table) -> int:
    """The row in which the first cell of a table stands, from 0."""
    before = table.before[table.before.rindex(b"<sheetData>") + len(b"<sheetData>") :]
    found = _BETWEEN_CELLS.fullmatch(before)
    if found is None or found[1] is not None or found[2] is None:
        raise NotPlain
    return int(found[2]) - 1


def _row_after(between: bytes) -> int:
    found = _BETWEEN_CELLS.fullmatch(between)
    if found is None or found[1] is None:
        raise NotPlain
    return _END if found[2] is None else int(found[2]) - 1


def _parsed(text: str) -> etree._Element:
    """A piece as a tree of its own. Raises NotPlain."""
    if "<!" in text or "<?" in text:
        raise NotPlain
    try:
        return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise NotPlain from error


def _odd_reference(text: str) -> bool:
    """Whether a text holds references beyond the five that XML gives names to."""
    return "&" in text and "&" in _NAMED_REFERENCE.sub("", text)


def _unescaped(text: str) -> str:
    """A text with its references put back; the parser has seen that there are no others."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    return chr(int(decimal) if decimal else int(hexadecimal, 16))

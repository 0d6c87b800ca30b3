"""Reads cells and shared texts from XML of the plainest form, piece by piece, without a tree.

Nearly every returned form is written in this form, most of its pieces occur in other forms too, and a tree of all
cells takes several times as long. A part is cut at its cells. Each piece is read by one pattern, which matches only
a well-formed cell. The rest of the part is small and goes to the XML parser, so that the whole part is checked. If
anything is written in another way, NotPlain is raised and the parser reads the whole part. A test compares the two
ways on mutated forms, and every run compares them on one file in fifty.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from consolidator.reading.preflight import Refused
from consolidator.reading.trees import Stored, runs_of
from workbook_templates.cell_plan import column_number

_NEEDS_A_TREE = (b"<!", b"<?")
"""Starts of comments, CDATA and instructions: their content could be mistaken for cells."""

_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|apos);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}

_CHARACTERS = r"[^<\x00-\x08\x0b-\x1f\ufffe\uffff]*"
"""The characters of a text (XML 1.0, 2.2), including references, without line ends that a parser changes."""

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?>'
    rf'(?:(<f)((?: [A-Za-z]+="[^"<]*")*)(?:/>|>({_CHARACTERS})</f>))?'
    rf'(?:<v>({_CHARACTERS})</v>|<is><t(?: xml:space="preserve")?>({_CHARACTERS})</t></is>)?'
)
_BLANK = re.compile(r'<c r="[A-Z]{1,3}([1-9][0-9]{0,6})"(?: s="[0-9]+")?(?: t="[A-Za-z]+")?/>')
_NO_TEXT = "]]>"
"""The sequence that XML forbids in a text (2.4)."""

_ATTRIBUTES = r'(?: [A-Za-z0-9:]+="[^"<]*")*'
_BETWEEN_CELLS = re.compile(
    rf'(</row>)?(?:<row r="[1-9][0-9]{{0,6}}"{_ATTRIBUTES}(?:/>|></row>))*(?:<row r="([1-9][0-9]{{0,6}})"{_ATTRIBUTES}>)?'
)
_OF_ONE_UNIT = (b"sheetViews", b"headerFooter")
"""The elements that differ from unit to unit: the cursor's place, and the footer with the form's number."""

_ITEM = re.compile(rf'<t(?: xml:space="preserve")?>({_CHARACTERS})</t></si>')

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)

_LONGEST = 1_000_000
"""The most bytes of a piece. The parser's own limit is ten times as high."""

FIRST = -1
"""The number used for the row before the first one."""


class NotPlain(Exception):
    """A part is not written in the plainest form. This is not an error: the tree reads it."""


class Table(NamedTuple):
    """A worksheet part cut after each cell that has a closing tag. `before` and `after` are the XML around the
    table; each piece is one such cell (without its "</c>") with the blank cells and row tags before it; `rest` is
    the XML after the last of them.
    """

    before: bytes
    pieces: Sequence[bytes]
    rest: bytes
    after: bytes


class PlainCell(NamedTuple):
    """The cell at the end of a piece; `between` is the XML before it without blank cells.

    `goes_on` is the row that the piece continues (from 0), None if the piece begins with a new row, FIRST if that
    is the first row of the table.
    """

    stored: Stored
    between: bytes
    goes_on: int | None


def cut_at_cells(part: bytes) -> Table:
    """A worksheet part cut after its cells. Raises NotPlain."""
    opening, closing = b"<sheetData>", b"</sheetData>"
    start, end = part.find(opening), part.rfind(closing)
    if not 0 <= start < end:
        raise NotPlain
    start += len(opening)
    before, after = part[:start], part[end:]
    _require_plain(before, after)
    if before.count(b"sheetData") != 1 or after.count(b"sheetData") != 1:
        raise NotPlain
    *pieces, rest = part[start:end].split(b"</c>")
    if not pieces:
        raise NotPlain
    return Table(before, pieces, rest, after)


def plain_cell(piece: bytes) -> PlainCell:
    """The content of one piece of a table. Raises NotPlain."""
    text = _decoded(piece)
    start = text.rfind("<c ")
    found = _CELL.fullmatch(text, start) if start >= 0 else None
    if found is None or _NO_TEXT in found[0]:
        raise NotPlain
    letters, row, style, kind, has_formula, attributes, formula, value, inline = found.groups()
    if attributes and "xmlns" in attributes:
        raise NotPlain
    if attributes or _odd_reference(found[0]):
        _parsed(f"{found[0]}</c>")  # may hold a duplicate attribute or an undefined reference
    stored = (
        int(row) - 1,
        column_number(letters),
        kind or "n",
        _unescaped(value or inline or "") or None,
        _unescaped(formula or "") if has_formula else None,
        style,
    )
    gaps, rows = _run(text[:start])
    return PlainCell(stored, "".join(gaps).encode(), _goes_on(gaps, [*rows, stored[0]]))


@lru_cache(maxsize=64)
def plain_end(rest: bytes) -> tuple[bytes, int | None]:
    """The XML after the last cell with a closing tag, without blank cells, and the row that it continues (from 0;
    None if it begins with the end of a row). Raises NotPlain.
    """
    (*gaps, last), rows = _run(_decoded(rest))
    closing = _BETWEEN_CELLS.fullmatch(last)
    if closing is None or closing[1] is None or closing[2] is not None:
        raise NotPlain
    goes_on = _goes_on(gaps, rows)
    return "".join((*gaps, last)).encode(), goes_on


def without_cells(table: Table, between: Iterable[bytes]) -> bytes:
    """The part without its cells, for the parser; `between` is the XML between the cells."""
    return b"".join((table.before, *between, table.after))


def common_to_units(around: bytes) -> bytes:
    """A part without its cells, in which the elements that differ from unit to unit are emptied. The parser checks
    each of those elements here. The result is well-formed if and only if the part is.
    """
    for tag in _OF_ONE_UNIT:
        start = around.rfind(b"<%b>" % tag)
        end = around.find(b"</%b>" % tag, start)
        if 0 <= start < end:
            end += len(tag) + len(b"</>")
            with contextlib.suppress(NotPlain):
                _parsed(_decoded(around[start:end]))
                around = around[:start] + b"<%b/>" % tag + around[end:]
    return around


def check_rows(goes_on: Sequence[int | None], rows: Sequence[int]) -> None:
    """Check that each piece continues the row in which the piece before it ends. `rows` are the rows of the pieces'
    cells; `goes_on` is as in PlainCell, including the end of the table. Raises NotPlain.
    """
    ends = (FIRST, *rows)
    if goes_on[0] != FIRST or any(
        row is not None and row != end for row, end in zip(goes_on, ends, strict=True)
    ):
        raise NotPlain


def cut_at_texts(part: bytes) -> tuple[list[bytes], bytes]:
    """The shared texts of a workbook, each as a piece for `plain_item`, and the part without them. Raises
    NotPlain.
    """
    before, *pieces = part.split(b"<si>")
    if not pieces or not before:
        raise NotPlain
    last, end, after = pieces[-1].rpartition(b"</si>")
    pieces[-1] = last + end
    _require_plain(before, after)
    return pieces, before + after


def plain_item(piece: bytes) -> str:
    """The text of one piece, with its runs joined and without phonetic guides. Raises NotPlain."""
    text = _decoded(piece)
    found = _ITEM.fullmatch(text)
    if found is None or _odd_reference(text) or _NO_TEXT in text:
        item = _parsed(f"<si>{text}")
        if "xmlns" in text or item.find(".//{*}si") is not None:
            raise NotPlain  # a nested item, or elements of another namespace
        try:
            return runs_of(item)
        except Refused as refused:
            raise NotPlain from refused
    return _unescaped(found[1])


def _require_plain(before: bytes, after: bytes) -> None:
    """Raises NotPlain if the XML around the pieces of a part is not in UTF-8, or holds comments, CDATA or
    instructions. In the pieces themselves the patterns do not match these.
    """
    declared = 0
    if before.startswith(b"<?xml "):
        declared = before.find(b"?>") + 2
        if declared < 2:
            raise NotPlain
        if b"encoding" in before[:declared] and b"utf-8" not in before[:declared].lower():
            raise NotPlain
    if any(sign in part for sign in _NEEDS_A_TREE for part in (before[declared:], after)):
        raise NotPlain


def _decoded(piece: bytes) -> str:
    """The text of a piece. Raises NotPlain if it is not UTF-8, or so long that the parser's limits may apply."""
    if len(piece) > _LONGEST:
        raise NotPlain
    try:
        return piece.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error


def _run(text: str) -> tuple[list[str], list[int]]:
    """A run of blank cells: the XML before each of them and after the last, and their rows."""
    pieces = _BLANK.split(text)
    return pieces[0::2], [int(row) - 1 for row in pieces[1::2]]


def _goes_on(gaps: Sequence[str], rows: Sequence[int]) -> int | None:
    """The row that a run of cells continues, as `goes_on` in PlainCell; `gaps` holds the XML before each cell. Raises
    NotPlain if a cell is in another row than its reference states.
    """
    begins: int | None = rows[0] if rows else None
    row = begins
    for number, (gap, here) in enumerate(zip(gaps, rows, strict=True)):
        if gap:
            found = _BETWEEN_CELLS.fullmatch(gap)
            if found is None or found[2] is None or (found[1] is None and number > 0):
                raise NotPlain
            row = int(found[2]) - 1
            if number == 0:
                begins = FIRST if found[1] is None else None
        if here != row:
            raise NotPlain
    return begins


def _parsed(text: str) -> etree._Element:
    """A piece as a separate tree. Raises NotPlain."""
    if "<!" in text or "<?" in text:
        raise NotPlain
    try:
        return etree.fromstring(text, _PARSER)
    except etree.XMLSyntaxError as error:
        raise NotPlain from error


def _odd_reference(text: str) -> bool:
    """Whether a text holds references other than the five named ones of XML. Raises NotPlain for an `&` that does
    not begin a reference of usual length.
    """
    if "&" not in text or "&" not in _NAMED_REFERENCE.sub("", text):
        return False
    if "&" in _REFERENCE.sub("", text):
        raise NotPlain
    return True


def _unescaped(text: str) -> str:
    """A text with its references replaced by their characters; the parser has checked that there are no others."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    return chr(int(decimal) if decimal else int(hexadecimal, 16))

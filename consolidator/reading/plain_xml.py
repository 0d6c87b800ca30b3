"""Cells and shared texts taken from XML of the plainest form, in a few passes that run in C.

Nearly every returned form is written in it, and walking a tree cell by cell in Python takes several times
as long. Each function answers None where a part is written in any other way: then the tree is walked.
The caller has parsed the part (so it is well-formed, without DTD): what is told here is what the
tree holds, and a test compares the two over mutated forms.
"""

from __future__ import annotations

import re
from itertools import pairwise

from workbook_templates.cell_plan import column_number

_NEEDS_A_TREE = ("<!--", "<![CDATA[", "<?", "\r")
"""Comments, CDATA, instructions, line ends a parser changes."""

_REFERENCE = re.compile(r"&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?'
    r'(?:/>|>(?:(<f)(?: [A-Za-z]+="[^"<]*")*(?:/>|>([^<]*)</f>))?'
    r'(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_PIECES = _CELL.groups + 1
"""`_CELL.split` gives what stands before a cell, then the cell's groups, and so on."""

_ATTRIBUTES = r'(?: [A-Za-z0-9:]+="[^"<]*")*'
_BETWEEN_CELLS = re.compile(
    rf'(</row>)?(?:<row{_ATTRIBUTES}(?:/>|></row>))*(?:<row r="([1-9][0-9]{{0,6}})"{_ATTRIBUTES}>)?'
)
_ITEM = re.compile(r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t>|(.*?))</si>', re.DOTALL)
_PREFIXED = re.compile("<[^<>\\s]*:")
_TEXT = re.compile(r'<t(?: xml:space="preserve")?>([^<]*)</t>|<t/>')


Stored = tuple[int, int, str, str | None, str | None, str | None]
"""A cell as stored: row and column from 0, type, value, formula, number of its style. `value` is None
where there is none, `formula` likewise, and "" where its text stands elsewhere.
"""


def plain_cells(part: bytes) -> list[Stored] | None:
    """The cells of a worksheet part in their order, None where it is not written plainly. Cells with
    neither value nor formula are left out.
    """
    text = _plain_text(part)
    if text is None or text.count("sheetData") != 2:
        return None
    start, end = text.find("<sheetData>"), text.find("</sheetData>")
    if not 0 <= start < end:
        return None
    table = text[start + len("<sheetData>") : end]
    pieces = _CELL.split(table)
    if len(pieces) < _PIECES or not _stand_in_rows(pieces):
        return None
    read = _unescaped if "&" in table else str
    return [
        (
            int(row) - 1,
            column_number(letters),
            kind or "n",
            read(value or inline or "") or None,
            read(formula or "") if opened else None,
            style,
        )
        for letters, row, style, kind, opened, formula, value, inline in zip(
            *(pieces[place::_PIECES] for place in range(1, _PIECES)), strict=True
        )
        if value or inline or opened
    ]


def plain_texts(part: bytes) -> list[str] | None:
    """The shared texts of a workbook, runs joined, None where they are not written plainly."""
    text = _plain_text(part)
    if text is None or "<rPh" in text:
        return None
    start, end = text.find("<si>"), text.rfind("</si>")
    if start < 0:
        return None
    pieces = _ITEM.split(text[start : end + len("</si>")])
    if any(pieces[0::3]) or len(pieces) // 3 != text.count("<si") or _PREFIXED.search(text, start):
        return None
    texts = []
    for whole, item in zip(pieces[1::3], pieces[2::3], strict=True):
        if whole is not None:
            texts.append(_unescaped(whole))
            continue
        runs = _TEXT.findall(item)
        if len(runs) != item.count("<t>") + item.count("<t ") + item.count("<t/"):
            return None
        texts.append(_unescaped("".join(runs)))
    return texts


def _plain_text(part: bytes) -> str | None:
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if text.startswith("<?xml"):
        declaration, _, text = text.partition("?>")
        if "encoding" in declaration and "utf-8" not in declaration.lower():
            return None
        text = text.lstrip()  # Excel ends the declaration with a carriage return
    return None if any(sign in text for sign in _NEEDS_A_TREE) else text


def _stand_in_rows(pieces: list[str]) -> bool:
    """Whether the cells stand in rows, each under its row's number, and nothing else is there."""
    breaks = [place for place in range(0, len(pieces), _PIECES) if pieces[place]]
    last = len(pieces) - 1
    if not breaks or breaks[0] != 0 or breaks[-1] != last:
        return False
    for here, following in pairwise(breaks):
        found = _BETWEEN_CELLS.fullmatch(pieces[here])
        if found is None or (found[1] is None) != (here == 0) or found[2] is None:
            return False
        if set(pieces[here + 2 : following : _PIECES]) != {found[2]}:
            return False
    closing = _BETWEEN_CELLS.fullmatch(pieces[last])
    return closing is not None and closing[1] is not None and closing[2] is None


def _unescaped(text: str) -> str:
    """A text with its references put back; the parser has seen that there are no others."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    return chr(int(decimal) if decimal else int(hexadecimal, 16))

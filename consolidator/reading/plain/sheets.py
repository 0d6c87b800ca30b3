"""Reads cells and shared texts of parts in the plainest form; the result for each piece is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from consolidator.reading.conditional import Rule, rules_in, shown_under
from consolidator.reading.plain.patterns import (
    NotPlain,
    check_rows,
    common_to_units,
    cut_at_cells,
    cut_at_texts,
    plain_cell,
    plain_end,
    plain_item,
    without_cells,
)
from consolidator.reading.plain.remembered import Remembered
from consolidator.reading.preflight import Refused
from consolidator.reading.spaces import only_child, space_of
from consolidator.reading.styles import Styles, text_number, unescaped
from consolidator.reading.trees import is_locked, parse_xml
from consolidator.reading.workbook import RawCell, RawSheet, sheet_of
from workbook_templates.cell_plan import Place

_NUMBER = re.compile(rb"<v>(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)</v>")

_PIECES = 10_000
"""How many pieces of tables are remembered for one stylesheet; the sheets of a criteria set have about 1,700."""


class StyledCell(NamedTuple):
    """One piece of a table (see `patterns`), read.

    `cell` is None for a blank cell. If the cell shows a shared text, `shared` is the number of that text and `cell`
    has the rest. `unlocked` is whether the cell is filled and not covered by a sheet's lock.
    """

    row: int
    place: Place
    cell: RawCell | None
    shared: int | None
    unlocked: bool
    between: bytes
    goes_on: int | None


class StyledCells:
    """The pieces of tables as read with one stylesheet; each result is remembered."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.pieces = Remembered(self._piece, _PIECES)
        self._frames = Remembered(self._whole_piece, _PIECES)

    def _piece(self, piece: bytes) -> StyledCell:
        """Read a new piece. Most new pieces are a known cell with another number in it."""
        found = _NUMBER.search(piece)
        if found is None:
            return self._whole_piece(piece)
        frame = self._frames[b"%b<v>0</v>%b" % (piece[: found.start()], piece[found.end() :])]
        row, place, cell, shared, unlocked, between, goes_on = frame
        assert cell is not None
        number = found[1].decode()
        if shared is None:
            cell = RawCell(cell.kind, number, cell.formula, cell.shown, cell.formats)
        else:
            shared = _number_of_text(number)
        return StyledCell(row, place, cell, shared, unlocked, between, goes_on)

    def _whole_piece(self, piece: bytes) -> StyledCell:
        stored, between, goes_on = plain_cell(piece)
        cell = self._styles.cell(stored)
        shared = None
        if stored[2] == "s" and cell is not None:
            if cell.kind != "text" or cell.formula is not None:
                raise NotPlain
            shared = _number_of_text(stored[3] or "")
        unlocked = cell is not None and self._styles.is_unlocked(stored)
        return StyledCell(stored[0], stored[:2], cell, shared, unlocked, between, goes_on)


@lru_cache(maxsize=8)  # `styles_in` remembers as many stylesheets
def _cells_under(styles: Styles) -> StyledCells:
    return StyledCells(styles)


def plain_sheet(
    name: str, content: bytes, part: str, styles: Styles, texts: Callable[[], Sequence[RawCell]]
) -> RawSheet:
    """A sheet from the pieces of its table, most of which are remembered. `texts` gives the shared texts.

    Raises NotPlain if the tree must read it, Refused if two cells are in the same place.
    """
    table = cut_at_cells(content)
    read = map(_cells_under(styles).pieces.__getitem__, table.pieces)
    rows, places, cells, shared, unlocked, between, goes_on = zip(*read, strict=True)
    end, last_goes_on = plain_end(table.rest)
    check_rows((*goes_on, last_goes_on), rows)
    locked, rules = _around_cells(common_to_units(without_cells(table, (*between, end))), part)
    known = texts()
    try:
        filled = [
            (
                place,
                cell
                if number is None
                else known[number]
                if not cell.formats
                else known[number]._replace(formats=cell.formats),
            )
            for place, cell, number in zip(places, cells, shared, strict=True)
            if cell is not None
        ]
    except IndexError as error:
        raise NotPlain from error
    filled = shown_under(filled, rules, styles.conditional)
    return sheet_of(name, filled, locked, frozenset(compress(places, unlocked)))


def plain_texts(content: bytes, part: str) -> list[RawCell]:
    """The shared texts of a part, each as the cell that shows it. Raises NotPlain if the tree must read it; the tree
    also reports faults of the part more precisely.
    """
    pieces, around = cut_at_texts(content)
    cells = [_TEXTS[piece] for piece in pieces]
    try:
        root = parse_xml(around, part)
        space_of(root, part)
    except Refused as refused:
        raise NotPlain from refused
    if len(root):
        raise NotPlain
    return cells


@lru_cache(maxsize=64)  # thousands of forms have the same XML around the cells of a sheet
def _around_cells(around: bytes, part: str) -> tuple[bool, tuple[Rule, ...]]:
    """Whether a sheet is locked, and its conditional formats, read from its part without cells. Raises NotPlain if
    that is not well-formed (reading the whole part reports the place more precisely), or if it has no table.
    """
    try:
        root = parse_xml(around, part)
        space = space_of(root, part)
        table = only_child(root, "sheetData", part)
        if root.tag != f"{space}worksheet" or table is None:
            raise NotPlain
        if any(row.tag != f"{space}row" or len(row) for row in table):
            raise NotPlain
        return is_locked(root, part), rules_in(root)
    except Refused as refused:
        raise NotPlain from refused


def _number_of_text(written: str) -> int:
    """The number of a shared text as a cell writes it. Raises NotPlain."""
    number = text_number(written)
    if number is None:
        raise NotPlain
    return number


def _text_cell(piece: bytes) -> RawCell:
    return RawCell("text", unescaped(plain_item(piece)))


_TEXTS = Remembered(_text_cell, limit=20_000)
"""Shared texts by their XML. Most of them occur in every form."""

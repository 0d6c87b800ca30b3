"""Ways to spoil a filled form: its typed values, its identity, its cells and rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from xml.sax.saxutils import escape

from openpyxl.workbook.workbook import Workbook

from cchc.campaign.printed import form_identity
from cchc.identity import Sealer
from generator.lock import campaign_lock
from generator.render import Typed
from tests.support.issued import unit_form
from tests.support.rounds import Round, full_values, with_cell
from workbook_templates.unit_form.slots import slots_now

from .packages import MAIN, saved_by_openpyxl, with_parts

Rows = dict[int, str]
"""Row numbers (from 1) and the XML of their cells."""

_ROW = re.compile(r'<row r="(\d+)"[^>]*?(?:/>|>(.*?)</row>)', re.DOTALL)
_OPENING = re.compile(r'<c r="[A-Z]+\d+"(?: s="\d+")?')


def filled(issued: Round, changes: Mapping[str, Typed | None]) -> bytes:
    """The full form with some inputs typed otherwise, or left blank (None); results follow them."""
    values = {**full_values(issued.criteria), **changes}
    return issued.form({name: value for name, value in values.items() if value is not None})


def address(issued: Round, name: str) -> str:
    """The address of a planned cell."""
    return issued.cell(name).address


def sealed(issued: Round, sealer: Sealer | None = None, **changes: str | int) -> bytes:
    """The first unit's full form under an identity that differs in some fields, or under another key."""
    opened = issued.opened
    unit = opened.campaign.units[0]
    identity = replace(form_identity(opened.campaign, unit, issued.criteria, 1), **changes)  # type: ignore[arg-type]
    slots = replace(slots_now(opened, unit.code, 1), token=(sealer or opened.sealer).seal(identity))
    return unit_form(issued.criteria, slots, campaign_lock(opened.sealer), full_values(issued.criteria))


def with_content(content: bytes, cell: str, inner: str, kind: str = "") -> bytes:
    """A cell of the main sheet holding this XML, its style kept."""

    def changed(before: str) -> str:
        opening = _OPENING.match(before)
        assert opening is not None
        return opening.group(0) + (f' t="{kind}"' if kind else "") + f">{inner}</c>"

    return with_cell(content, cell, changed)


def with_text(content: bytes, cell: str, text: str) -> bytes:
    """A cell of the main sheet holding a text."""
    return with_content(content, cell, f"<is><t>{escape(text)}</t></is>", "inlineStr")


def with_number(content: bytes, cell: str, number: float) -> bytes:
    """A cell of the main sheet holding a number and no formula."""
    return with_content(content, cell, f"<v>{number!r}</v>")


def emptied(content: bytes, cell: str) -> bytes:
    """A cell of the main sheet holding nothing."""
    return with_content(content, cell, "")


def with_cached(content: bytes, cell: str, value: str, kind: str = "") -> bytes:
    """A formula cell showing another result."""

    def changed(before: str) -> str:
        opening, formula = _OPENING.match(before), re.search(r"<f>.*?</f>", before, re.DOTALL)
        assert opening is not None and formula is not None
        mark = f' t="{kind}"' if kind else ""
        return f"{opening.group(0)}{mark}>{formula.group(0)}<v>{value}</v></c>"

    return with_cell(content, cell, changed)


def formatted(content: bytes, sheet: str, cell: str, value: float, number_format: str) -> bytes:
    """A cell holding a number in a number format, saved by openpyxl (all formula results are gone)."""

    def change(book: Workbook) -> None:
        found = book[sheet][cell]
        found.value, found.number_format = value, number_format

    return saved_by_openpyxl(content, change)


def swapped(content: bytes, one: str, other: str) -> bytes:
    """Two cells of the main sheet with their contents exchanged."""
    kept: dict[str, str] = {}

    def taking(cell: str) -> Callable[[str], str]:
        def take(before: str) -> str:
            kept[cell] = before
            return before

        return take

    with_cell(content, one, taking(one))
    with_cell(content, other, taking(other))
    content = with_cell(content, one, kept[other].replace(f'r="{other}"', f'r="{one}"'))
    return with_cell(content, other, kept[one].replace(f'r="{one}"', f'r="{other}"'))


def with_rows(content: bytes, change: Callable[[Rows], Rows], part: str = MAIN) -> bytes:
    """The rows of a sheet rearranged; cells take the number of the row they come to stand in."""

    def edit(before: bytes) -> bytes:
        text = before.decode()
        start, end = text.index("<sheetData>") + len("<sheetData>"), text.index("</sheetData>")
        rows = {int(match.group(1)): match.group(2) or "" for match in _ROW.finditer(text[start:end])}
        written = "".join(_row(number, cells) for number, cells in sorted(change(rows).items()))
        return (text[:start] + written + text[end:]).encode()

    return with_parts(content, {part: edit})


def without_row(content: bytes, gone: int) -> bytes:
    """A row deleted, those below it moved up."""
    return with_rows(
        content,
        lambda rows: {row - (row > gone): cells for row, cells in rows.items() if row != gone},
    )


def with_row_before(content: bytes, place: int, cells: str = "") -> bytes:
    """A row inserted, the one at `place` and those below it moved down."""

    def change(rows: Rows) -> Rows:
        moved = {row + (row >= place): each for row, each in rows.items()}
        return {**moved, place: cells} if cells else moved

    return with_rows(content, change)


def with_rows_swapped(content: bytes, one: int, other: int) -> bytes:
    """Two whole rows exchanged."""
    return with_rows(content, lambda rows: {**rows, one: rows[other], other: rows[one]})


def typed_at(*cells: tuple[str, str], row: int) -> str:
    """The XML of new cells in a row: pairs of column letters and text."""
    return "".join(
        f'<c r="{column}{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for column, text in cells
    )


def added_below(content: bytes, row: int, cells: str, part: str = MAIN) -> bytes:
    """A new row with these cells at the end of a sheet."""
    return with_rows(content, lambda rows: {**rows, row: cells}, part)


def _row(number: int, cells: str) -> str:
    moved = re.sub(r'(<c r="[A-Z]+)\d+"', rf'\g<1>{number}"', cells)
    return f'<row r="{number}">{moved}</row>'

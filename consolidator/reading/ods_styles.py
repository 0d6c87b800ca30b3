"""How the cell styles of an OpenDocument spreadsheet show numbers.

A cell states whether it holds a number, a percentage or a date (office:value-type). Its style states how that is
shown. If the two differ, or the style is not defined, what a person saw is unknown.
Source: OASIS OpenDocument 1.3 part 3, 16.2 (style:style), 16.29 (data styles).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from consolidator.reading.formats import NUMBER, PERCENT, UNKNOWN, codes_of
from consolidator.reading.ods_codes import code_of

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DATA = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_DATA_STYLES = {
    f"{_DATA}number-style": NUMBER,
    f"{_DATA}currency-style": NUMBER,
    f"{_DATA}text-style": NUMBER,
    f"{_DATA}boolean-style": UNKNOWN,
    f"{_DATA}percentage-style": UNKNOWN,
    f"{_DATA}date-style": UNKNOWN,
    f"{_DATA}time-style": UNKNOWN,
}
"""How each kind of data style shows a cell that holds a plain number."""

_PERCENTAGE_STYLE = f"{_DATA}percentage-style"

_ALWAYS_THERE = "Default"
"""The style that every program has, even if the file does not define it."""

_DEEPEST = 20
"""The most parents followed from a style. Programs write two or three; a cycle would never end."""


class Look(NamedTuple):
    """How a cell style shows plain numbers and percentages (see `formats`), and the codes that it may use; none if
    everything is shown as it is stored.
    """

    numbers: str
    percentages: str
    codes: tuple[str, ...] = ()


_PLAIN, _UNKNOWN_LOOK = Look(NUMBER, PERCENT), Look(UNKNOWN, UNKNOWN)


class OdsStyles:
    """The cell styles of a workbook, from the parts that define them."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._cell_styles: dict[str, etree._Element] = {}
        self._data_styles: dict[str, etree._Element] = {}
        self._by_display_name: dict[str, etree._Element] = {}
        for node in (each for root in roots for each in root.iter(f"{_STYLE}style", *_DATA_STYLES)):
            name = node.get(f"{_STYLE}name", "")
            if node.tag in _DATA_STYLES:
                self._data_styles.setdefault(name, node)
            elif node.get(f"{_STYLE}family") == "table-cell":
                self._cell_styles.setdefault(name, node)
                self._by_display_name.setdefault(node.get(f"{_STYLE}display-name", name), node)
        self._known: dict[str, Look] = {}

    def look(self, style: str | None) -> Look:
        """How cells of this style show what they hold; None means that the cell has no style."""
        if style is None:
            return _PLAIN
        known = self._known.get(style)
        if known is None:
            known = self._known[style] = self._look(style)
        return known

    def _look(self, style: str) -> Look:
        conditional: tuple[str, ...] = ()
        for _ in range(_DEEPEST):
            node = self._cell_styles.get(style)
            if node is None:
                return _with(_PLAIN if style == _ALWAYS_THERE else _UNKNOWN_LOOK, conditional)
            conditional += self._conditional(node)
            data = node.get(f"{_STYLE}data-style-name")
            if data is not None:
                return _with(self._by_data(data), conditional)
            parent = node.get(f"{_STYLE}parent-style-name")
            if parent is None:
                return _with(_PLAIN, conditional)
            style = parent
        return _UNKNOWN_LOOK

    def _by_data(self, name: str) -> Look:
        """The look that a data style gives."""
        data = self._data_styles.get(name)
        if data is None:
            return _UNKNOWN_LOOK
        percentages = PERCENT if data.tag == _PERCENTAGE_STYLE else UNKNOWN
        return Look(
            _DATA_STYLES[str(data.tag)], percentages, codes_of(None, [code_of(data, self._data_styles)])
        )

    def _conditional(self, node: etree._Element) -> tuple[str, ...]:
        """The codes of the styles that a cell style applies under a condition."""
        names = (each.get(f"{_STYLE}apply-style-name", "") for each in node.iterfind(f"{_STYLE}map"))
        return tuple(code for name in names for code in self.codes_under(name))

    def codes_under(self, name: str) -> tuple[str, ...]:
        """The codes that a cell style brings where a condition applies it; none if it has no number format.
        LibreOffice names such a style as its users see it.
        """
        style: str | None = name
        for _ in range(_DEEPEST):
            node = self._cell_styles.get(style or "", self._by_display_name.get(style or ""))
            if node is None:
                return ()
            data = node.get(f"{_STYLE}data-style-name")
            if data is not None:
                found = self._data_styles.get(data)
                return () if found is None else (code_of(found, self._data_styles),)
            style = node.get(f"{_STYLE}parent-style-name")
        return ()


def _with(look: Look, conditional: tuple[str, ...]) -> Look:
    """A look that may change to others under conditions."""
    if not codes_of(None, conditional):
        return look
    return look._replace(codes=(look.codes or ("General",)) + conditional)

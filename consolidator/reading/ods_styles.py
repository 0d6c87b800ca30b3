"""How the cell styles of an OpenDocument spreadsheet show numbers.

A cell states whether it holds a number, a percentage or a date (office:value-type). Its style states how that is
shown. If the two differ, or the style is not defined, what a person saw is unknown.
Source: OASIS OpenDocument 1.3 part 3, 16.2 (style:style), 16.29 (data styles).
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from consolidator.reading.formats import NUMBER, UNKNOWN

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

_ALWAYS_THERE = "Default"
"""The style that every program has, even if the file does not define it."""

_DEEPEST = 20
"""The most parents followed from a style. Programs write two or three; a cycle would never end."""


class OdsStyles:
    """The cell styles of a workbook, from the parts that define them."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._cell_styles: dict[str, etree._Element] = {}
        self._data_styles: dict[str, str] = {}
        for node in (each for root in roots for each in root.iter(f"{_STYLE}style", *_DATA_STYLES)):
            name = node.get(f"{_STYLE}name", "")
            if node.tag in _DATA_STYLES:
                self._data_styles.setdefault(name, _DATA_STYLES[str(node.tag)])
            elif node.get(f"{_STYLE}family") == "table-cell":
                self._cell_styles.setdefault(name, node)
        self._known: dict[str, str] = {}

    def shown(self, style: str | None) -> str:
        """How a cell of this style shows its plain number; None means that the cell has no style."""
        if style is None:
            return NUMBER
        known = self._known.get(style)
        if known is None:
            known = self._known[style] = self._shown(style)
        return known

    def _shown(self, style: str) -> str:
        for _ in range(_DEEPEST):
            node = self._cell_styles.get(style)
            if node is None:
                return NUMBER if style == _ALWAYS_THERE else UNKNOWN
            data = node.get(f"{_STYLE}data-style-name")
            if data is not None:
                return self._data_styles.get(data, UNKNOWN)
            parent = node.get(f"{_STYLE}parent-style-name")
            if parent is None:
                return NUMBER
            style = parent
        return UNKNOWN

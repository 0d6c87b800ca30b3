"""Reads cells as the styles of their workbook show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from consolidator.reading.formats import DATE, NUMBER, PERCENT, UNKNOWN, shown_as
from consolidator.reading.spaces import only_child, only_elements, space_of
from consolidator.reading.trees import TRUE, Stored, parse_xml
from consolidator.reading.workbook import RawCell

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How OOXML writes characters that XML does not preserve (ST_Xstring): _x000D_ is a carriage return."""

_DIGITS = 10
"""More digits than the number of any shared text has."""


class Styles:
    """The cell styles of a workbook, by number: `percent` show a percentage, `dates` a date, `plain` a plain number;
    `unlocked` are not covered by a sheet's lock. What any other style shows is unknown; if `plain` is None, all
    other styles show plain numbers. The number None stands for the first style, which a cell without a style has.
    """

    def __init__(
        self,
        percent: frozenset[str | None],
        unlocked: frozenset[str | None],
        dates: frozenset[str | None] = frozenset(),
        plain: frozenset[str | None] | None = None,
    ) -> None:
        self._shown = {
            **dict.fromkeys(plain or (), NUMBER),
            **dict.fromkeys(percent, PERCENT),
            **dict.fromkeys(dates, DATE),
        }
        self._otherwise = NUMBER if plain is None else UNKNOWN
        self._unlocked = unlocked

    def is_unlocked(self, stored: Stored) -> bool:
        """Whether a sheet's lock does not cover a cell."""
        return stored[5] in self._unlocked

    def cell(self, stored: Stored) -> RawCell | None:
        """A stored cell, without the content of a shared text; None if it is blank."""
        _, _, kind, value, formula, style = stored
        if not value:
            return None if formula is None else RawCell("", "", formula)
        if kind == "s":
            return RawCell("text", "", formula)
        if kind in ("str", "inlineStr"):
            return RawCell("text", unescaped(value), formula)
        shown = self._shown.get(style, self._otherwise) if kind == "n" else NUMBER
        return RawCell(kind, value, formula, shown)


def text_number(written: str) -> int | None:
    """The number of a shared text as a cell writes it; None if it is not a valid number."""
    plain = written.isascii() and written.isdigit() and len(written) < _DIGITS
    return int(written) if plain else None


NO_STYLES = Styles(frozenset(), frozenset(), plain=frozenset({None}))
"""The styles of a workbook without a stylesheet: only a cell without a style shows a plain number."""

UNREADABLE_STYLES = Styles(frozenset(), frozenset(), plain=frozenset())
"""The styles of a damaged stylesheet: all are unknown, including the first, which cells without a style have."""


@lru_cache(maxsize=8)  # forms saved by the same program have the same styles
def styles_in(content: bytes, part: str = "xl/styles.xml") -> Styles:
    """The styles of a stylesheet part. Raises Refused."""
    root = parse_xml(content, part)
    space = space_of(root, part)
    codes = {
        node.get("numFmtId"): node.get("formatCode", "")
        for node in only_elements(_child(root, "numFmts", part), (f"{space}numFmt",), part)
    }
    styles = list(only_elements(_child(root, "cellXfs", part), (f"{space}xf",), part))
    shown = [_shown_by(style.get("numFmtId", "0"), codes) for style in styles] or [NUMBER]
    return Styles(
        _numbers_of([each == PERCENT for each in shown]),
        _numbers_of([_is_unlocked(style) for style in styles]),
        _numbers_of([each == DATE for each in shown]),
        _numbers_of([each == NUMBER for each in shown]) - (frozenset() if styles else frozenset({"0"})),
    )


def _child(root: etree._Element, tag: str, part: str) -> etree._Element:
    """The child with this tag; an empty element if there is none. Raises Refused if there are two."""
    child = only_child(root, tag, part)
    return etree.Element(tag) if child is None else child


def _shown_by(number: str, codes: Mapping[str | None, str]) -> str:
    """How the format with this number shows numbers."""
    written = text_number(number)
    return shown_as(written, codes.get(number))


def _numbers_of(flags: list[bool]) -> frozenset[str | None]:
    numbers: set[str | None] = {str(number) for number, flag in enumerate(flags) if flag}
    return frozenset(numbers | {None}) if flags[:1] == [True] else frozenset(numbers)


def _is_unlocked(style: etree._Element) -> bool:
    lock = style.find("{*}protection")
    return lock is not None and lock.get("locked", "1") not in TRUE


def unescaped(text: str) -> str:
    """A text with escapes replaced by their characters; an escape of a lone surrogate is not a character."""

    def character(match: re.Match[str]) -> str:
        number = int(match.group(1), 16)
        return match.group(0) if 0xD800 <= number <= 0xDFFF else chr(number)

    return _ESCAPE.sub(character, text) if "_x" in text else text

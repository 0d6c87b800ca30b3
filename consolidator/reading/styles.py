"""Reads cells as the styles of their workbook show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from consolidator.reading.formats import DATE, NUMBER, PERCENT, UNKNOWN, codes_of, shown_by
from consolidator.reading.pictures import for_texts
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
    `formats` are the codes of the styles that may show another number than is stored; `conditional` those of the
    styles for conditional formats, by number.
    """

    def __init__(
        self,
        percent: frozenset[str | None],
        unlocked: frozenset[str | None],
        dates: frozenset[str | None] = frozenset(),
        plain: frozenset[str | None] | None = None,
        formats: Mapping[str | None, tuple[str, ...]] | None = None,
        conditional: Mapping[str, str] | None = None,
    ) -> None:
        self._formats = formats or {}
        self._text_formats = {style: for_texts(codes) for style, codes in self._formats.items()}
        self.conditional = conditional or {}
        self._shown = {
            **dict.fromkeys(plain or (), NUMBER),
            **dict.fromkeys(percent, PERCENT),
            **dict.fromkeys(dates, DATE),
        }
        self._otherwise = NUMBER if plain is None else UNKNOWN
        self._unlocked = unlocked

    def is_unlocked(self, stored: Stored) -> bool:
        """Whether a sheet's lock does not cover a cell."""
        return _as_numbered(stored[5]) in self._unlocked

    def cell(self, stored: Stored) -> RawCell | None:
        """A stored cell, without the content of a shared text; None if it is blank."""
        _, _, kind, value, formula, style = stored
        if not value:
            return None if formula is None else RawCell("", "", formula)
        style = _as_numbered(style)
        if kind == "s":
            return RawCell("text", "", formula, formats=self._text_formats.get(style, ()))
        if kind in ("str", "inlineStr"):
            return RawCell("text", unescaped(value), formula, formats=self._text_formats.get(style, ()))
        if kind != "n":
            return RawCell(kind, value, formula)
        shown = self._shown.get(style, self._otherwise)
        return RawCell(kind, value, formula, shown, self._formats.get(style, ()))


def _as_numbered(style: str | None) -> str | None:
    """The number of a style as `Styles` names it: a cell may write 054 for 54."""
    return style.lstrip("0") or "0" if style and style[0] == "0" else style


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
    codes = _codes_in(root, part)
    styles = list(only_elements(_child(root, "cellXfs", part), (f"{space}xf",), part))
    numbers = [_format_of(style, root) for style in styles]
    shown = [shown_by(each, codes.get(each, ())) for each in numbers] or [NUMBER]
    formats = [codes_of(each, codes.get(each, ())) for each in numbers]
    return Styles(
        _numbers_of([each == PERCENT for each in shown]),
        _numbers_of([_is_unlocked(style) for style in styles]),
        _numbers_of([each == DATE for each in shown]),
        _numbers_of([each == NUMBER for each in shown]) - (frozenset() if styles else frozenset({"0"})),
        _by_number(formats),
        _conditional_in(root),
    )


def _codes_in(root: etree._Element, part: str) -> dict[int | None, list[str]]:
    """The codes that a stylesheet gives to the numbers of formats; nothing forbids two for one number."""
    codes: dict[int | None, list[str]] = {}
    tag = f"{space_of(root, part)}numFmt"
    for node in only_elements(_child(root, "numFmts", part), (tag,), part):
        codes.setdefault(text_number(node.get("numFmtId", "")), []).append(node.get("formatCode", ""))
    return codes


def _conditional_in(root: etree._Element) -> dict[str, str]:
    """The number formats of the styles for conditional formats."""
    nodes = enumerate(root.iterfind("{*}dxfs/{*}dxf"))
    found = ((str(number), node.find("{*}numFmt")) for number, node in nodes)
    return {number: node.get("formatCode", "") for number, node in found if node is not None}


def _by_number(formats: list[tuple[str, ...]]) -> dict[str | None, tuple[str, ...]]:
    """The codes by the numbers of the styles, and those of the first for cells without a style."""
    numbered: dict[str | None, tuple[str, ...]] = {
        str(number): codes for number, codes in enumerate(formats) if codes
    }
    return {**numbered, None: numbered.get("0", ())}


def _format_of(style: etree._Element, root: etree._Element) -> int | None:
    """The number of a style's format: its own, or that of the named style it is based on."""
    own = style.get("numFmtId")
    if own is None:
        based = text_number(style.get("xfId", "0"))
        named = root.find(f"{{*}}cellStyleXfs/{{*}}xf[{(based or 0) + 1}]")
        own = "0" if named is None else named.get("numFmtId", "0")
    return text_number(own)


def _child(root: etree._Element, tag: str, part: str) -> etree._Element:
    """The child with this tag; an empty element if there is none. Raises Refused if there are two."""
    child = only_child(root, tag, part)
    return etree.Element(tag) if child is None else child


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

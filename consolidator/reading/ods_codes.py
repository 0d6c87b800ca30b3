"""The number styles of an OpenDocument spreadsheet as format codes in the notation of Excel.

Source: OASIS OpenDocument 1.3 part 3, 16.29 (data styles), 19.343 to 19.400 (their attributes).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DATA = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_ANY_NUMBER = "General"
_ILLEGIBLE = '"1"'
"""Stands for a part of a style that is not understood: beside a number it makes another one of it."""

_MOST_PLACES = 30
_USUAL_MAPS: tuple[list[str], ...] = ([], [">=0"], [">0", "<0"], [">0", "<0", "=0"])
"""The conditions of styles whose sections are for positive and negative numbers, zero and texts, as in Excel."""

_PALE = ("ffffff", "ffff00")
"""White and yellow, which cannot be read on our inputs."""


def code_of(style: etree._Element, styles: Mapping[str, etree._Element]) -> str:
    """The format code of a data style; `styles` are all of them by name."""
    maps = style.findall(f"{_STYLE}map")
    conditions = [
        "".join(each.get(f"{_STYLE}condition", "").split()).removeprefix("value()") for each in maps
    ]
    applied = [styles.get(each.get(f"{_STYLE}apply-style-name", "")) for each in maps]
    sections = [_ILLEGIBLE if each is None else _section(each) for each in applied]
    if conditions not in _USUAL_MAPS:
        sections = [f"[{condition}]{each}" for condition, each in zip(conditions, sections, strict=True)]
    return ";".join([*sections, _section(style)])


def _section(style: etree._Element) -> str:
    """One data style without its maps."""
    percent = style.tag == f"{_DATA}percentage-style"
    script = style.get(f"{_DATA}transliteration-format", "1")
    parts = ["" if script == "1" else "[DBNum1]"]
    return "".join([*parts, *(_part(node, percent) for node in style)])


def _part(node: etree._Element, percent: bool) -> str:
    maker = _MAKERS.get(str(node.tag))
    if maker is not None:
        return maker(node)
    if node.tag == f"{_DATA}text":
        return _text(node.text or "", percent)
    return _ILLEGIBLE if str(node.tag).startswith(_DATA) else ""


def _text(text: str, percent: bool) -> str:
    """A fixed text; in a style for percentages its percent signs are those of the format."""
    pieces = text.split("%") if percent else [text]
    return "%".join(_quoted(each) for each in pieces)


def _quoted(text: str) -> str:
    quoted = text.replace('"', '"\\""')
    return f'"{quoted}"' if text else ""


def _number(node: etree._Element) -> str:
    places = _count(node, "decimal-places")
    whole = _count(node, "min-integer-digits")
    if places is None and (whole or 0) <= 1 and node.get(f"{_DATA}grouping") != "true":
        return _ANY_NUMBER
    shown = _whole_digits(node, whole or 0)
    return shown + _decimals(node, places or 0) + _scaling(node)


def _whole_digits(node: etree._Element, least: int) -> str:
    """The placeholders before the decimal mark, with the texts that stand between them."""
    grouped = node.get(f"{_DATA}grouping") == "true"
    inner = {_count(each, "position") or 0: each.text or "" for each in node.iter(f"{_DATA}embedded-text")}
    length = max([least, 4 if grouped else 1, *(each + 1 for each in inner)])
    shown = ""
    for place in range(length):
        shown = _quoted(inner[place]) + shown if place in inner else shown
        shown = ("0" if place < least else "#") + ("," if grouped and place == 3 else "") + shown
    return shown


def _decimals(node: etree._Element, places: int) -> str:
    """The decimal mark and the placeholders behind it."""
    if not places:
        return ""
    least = _count(node, "min-decimal-places")
    stands_for_zeros = node.get(f"{_DATA}decimal-replacement")
    if stands_for_zeros is not None and stands_for_zeros.strip("- "):
        return f".{_ILLEGIBLE}"
    least = (0 if stands_for_zeros is not None else places) if least is None else min(least, places)
    return "." + "0" * least + "#" * (places - least)


def _scaling(node: etree._Element) -> str:
    """A comma for each factor of 1000 by which the number is divided."""
    factor = node.get(f"{_DATA}display-factor", "1").removesuffix(".0")
    zeros = len(factor) - 1
    if factor.strip("0") != "1" or not factor.startswith("1") or zeros % 3 or zeros > _MOST_PLACES:
        return _ILLEGIBLE
    return "," * (zeros // 3)


def _scientific(node: etree._Element) -> str:
    whole = max(_count(node, "min-integer-digits") or 0, _count(node, "exponent-interval") or 1, 1)
    least = max(_count(node, "min-integer-digits") or 0, 1)
    digits = "#" * (whole - least) + "0" * least
    return (
        digits
        + _decimals(node, _count(node, "decimal-places") or 0)
        + "E+"
        + "0" * (_count(node, "min-exponent-digits") or 1)
    )


def _fraction(node: etree._Element) -> str:
    least = _count(node, "min-integer-digits")
    whole = "" if least is None else ("0" * least or "#") + " "
    fixed = _count(node, "denominator-value")
    over = "?" * (_count(node, "min-numerator-digits") or 1)
    under = "?" * max(
        _count(node, "min-denominator-digits") or 1, len(node.get(f"{_DATA}max-denominator-value", ""))
    )
    return f"{whole}{over}/{fixed or under}"


def _colour(node: etree._Element) -> str:
    return "[White]" if node.get(f"{_FO}color", "").lower().removeprefix("#") in _PALE else ""


def _count(node: etree._Element, name: str) -> int | None:
    """A whole number in an attribute; None if there is none."""
    written = node.get(f"{_DATA}{name}") or node.get(f"{_LOEXT}{name}") or ""
    if not (written.isascii() and written.isdigit()):
        return None
    return min(int(written[:9]), _MOST_PLACES) if name != "denominator-value" else int(written[:7])


_MAKERS = {
    f"{_DATA}number": _number,
    f"{_DATA}scientific-number": _scientific,
    f"{_DATA}fraction": _fraction,
    f"{_DATA}currency-symbol": lambda node: _quoted(node.text or ""),
    f"{_DATA}text-content": lambda _: "@",
    f"{_DATA}fill-character": lambda node: f"*{(node.text or ' ')[:1]}",
    f"{_STYLE}text-properties": _colour,
}

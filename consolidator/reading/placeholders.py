"""The digits of a number, laid over the placeholders of a format section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from cchc.core.numbers import HUNDRED, rounded
from consolidator.reading.number_codes import BLANK, COMMA, DIGIT, FILL, LITERAL, PERCENT, POINT, Token

THOUSAND = 1000
_BETWEEN_GROUPS = " \u00a0\u2009\u202f'’"
"""What people put between thousands, besides the separator of their language."""


_ZEROS_FIRST = re.compile(r"\s*0[0-9]{0,2}[^0-9]?[0-9]{3}")
"""0.012 for 12, as a format shows it that pads a number with zeros and divides it at thousands."""


class Shown(NamedTuple):
    """The part of a section that shows a number: its text; the number it says, None if no number can be read; its
    decimals, None if it was not rounded to decimals; the tokens it reaches from and to.
    """

    text: str
    says: Fraction | None
    places: int | None
    first: int
    last: int


class Layout(NamedTuple):
    """The placeholders of a number, and how it is scaled before it is shown. `legible` is whether its digits stand
    together.
    """

    first: int
    last: int
    whole: tuple[int, ...]
    decimals: tuple[int, ...]
    grouped: bool
    scale: Fraction
    legible: bool


def shown_by_general(text: str, value: Fraction, place: int, count: int) -> Shown:
    """A number shown as it is stored, where the format has no placeholders."""
    return Shown(text, value if count == 1 else None, None, place, place + 1)


def shown_fixed(value: Fraction, tokens: Sequence[Token], marks: tuple[str, str]) -> Shown:
    """A number shown with a fixed number of decimals."""
    layout = layout_of(tokens)
    number = rounded(value * layout.scale, len(layout.decimals))
    pieces = laid_out(number, tokens, layout, marks)
    text = "".join(pieces[layout.first : layout.last])
    scaled = layout.scale not in (1, HUNDRED)
    padded = layout.grouped and _ZEROS_FIRST.match("".join(pieces[at] for at in layout.whole)) is not None
    says = number if layout.legible and not scaled and not padded else None
    return Shown(text, says, len(layout.decimals), layout.first, layout.last)


def layout_of(tokens: Sequence[Token]) -> Layout:
    """The placeholders of a section that shows plain digits; it has at least one."""
    places = [at for at, each in enumerate(tokens) if each.kind == DIGIT]
    points = [at for at, each in enumerate(tokens) if each.kind == POINT]
    point = points[0] if points else len(tokens)
    whole = tuple(at for at in places if at < point)
    decimals = tuple(at for at in places if at > point)
    first, last = _reach(tokens, places, points)
    commas = [at for at in range(first, last) if tokens[at].kind == COMMA]
    scaling = [at for at in commas if not whole or at > whole[-1]]
    percents = sum(1 for each in tokens if each.kind == PERCENT)
    legible = len(points) < 2 and all(
        _keeps_digits_together(tokens, at, whole) for at in range(first, last)
    )
    legible = legible and not any(decimals and decimals[0] < at < decimals[-1] for at in commas)
    scale = HUNDRED**percents / Fraction(THOUSAND) ** len(scaling)
    return Layout(first, last, whole, decimals, len(commas) > len(scaling), scale, legible)


def _reach(tokens: Sequence[Token], places: Sequence[int], points: Sequence[int]) -> tuple[int, int]:
    """The first token of the number and the one behind its last: the point, and commas that scale, belong to it."""
    first, last = min([*places, *points[:1]]), max([*places, *points[:1]]) + 1
    while last < len(tokens) and tokens[last].kind == COMMA:
        last += 1
    return first, last


def _keeps_digits_together(tokens: Sequence[Token], at: int, whole: Sequence[int]) -> bool:
    """Whether a token among the digits leaves them one number: only a blank between thousands does."""
    token = tokens[at]
    if token.kind in (DIGIT, POINT, COMMA):
        return True
    behind = sum(1 for place in whole if place > at)
    if token.kind not in (BLANK, LITERAL) or behind == 0 or behind % 3:
        return False
    return token.kind == BLANK or all(each in _BETWEEN_GROUPS for each in token.text)


def laid_out(
    number: Fraction, tokens: Sequence[Token], layout: Layout, marks: tuple[str, str]
) -> list[str]:
    """What each token shows, with the digits of an already rounded number."""
    pieces = [_fixed(each, marks[0]) for each in tokens]
    digits = str(int(number)) if number >= 1 else ""
    _put_whole(pieces, tokens, layout, digits, marks[1])
    behind = int((number - int(number)) * 10 ** len(layout.decimals))
    written = str(behind).zfill(len(layout.decimals)) if layout.decimals else ""
    shown = len(written.rstrip("0"))
    for at, place in enumerate(layout.decimals):
        pieces[place] = written[at] if at < shown else _empty(tokens[place].text)
    return pieces


def _put_whole(pieces: list[str], tokens: Sequence[Token], layout: Layout, digits: str, group: str) -> None:
    """Put the digits before the decimal mark from right to left; the first placeholder takes all that are left."""
    if not layout.whole and digits:
        pieces[layout.first] = digits + pieces[layout.first]
    count = 0
    for place in reversed(layout.whole):
        take = digits if place == layout.whole[0] else digits[-1:]
        digits = digits[: len(digits) - len(take)]
        put = ""
        for each in reversed(take or _empty(tokens[place].text)):
            divided = layout.grouped and count and count % 3 == 0 and each.isdigit()
            put = each + (group if divided else "") + put
            count += 1
        pieces[place] = put


def _empty(placeholder: str) -> str:
    """What a placeholder shows without a digit."""
    return {"0": "0", "?": " "}.get(placeholder, "")


def _fixed(token: Token, mark: str) -> str:
    if token.kind in (DIGIT, COMMA, FILL):
        return ""
    return mark if token.kind == POINT else " " if token.kind == BLANK else token.text

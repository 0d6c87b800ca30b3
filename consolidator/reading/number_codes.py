"""Takes the code of a number format apart: its sections, and in each what is a digit and what is a fixed text.

Source: ECMA-376 part 1, 18.8.31 (numFmts). Codes of .ods and .xls are brought to the same notation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from cchc.core.numbers import exact
from consolidator.reading.formats import kind_of_code

LITERAL, BLANK, FILL, DIGIT, POINT, COMMA, PERCENT, SLASH, EXPONENT, GENERAL = (
    "literal", "blank", "fill", "digit", "point", "comma", "percent", "slash", "exponent", "general",
)  # fmt: skip
"""The kinds of tokens. A fill is repeated over the width of the cell; GENERAL stands for the whole value."""

_TOKEN = re.compile(
    r'"[^"]*"?|\\.?|_.?|\*.?|\[[^\]]*\]?|General|Standard|G/通用格式|G/標準|G/표준|E[+-]|.',
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?[0-9]*\.?[0-9]+)\s*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]*))?[^\]]*\]")
_FAINT = re.compile(r"\[\s*(?:white|yellow|color\s*(?:2|6))\s*\]", re.IGNORECASE)
"""Colours of the letters that cannot be read on white or on the light yellow of our inputs."""

_OTHER_DIGITS = re.compile(
    r"\[\s*(?:DB|Nat)Num|\[\$[^\]]*-0*(?:[2-9A-F]|1[0-9A-F])[0-9A-F]{6}\]", re.IGNORECASE
)
"""Digits of another script, by name or by the numeral shape of a language code ([MS-OI29500] 2.1.740)."""

_SIMPLE = {
    "0": DIGIT, "#": DIGIT, "?": DIGIT, ".": POINT, ",": COMMA, "%": PERCENT, "/": SLASH, "@": GENERAL,
}  # fmt: skip
_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": Fraction.__lt__, "<=": Fraction.__le__, ">": Fraction.__gt__, ">=": Fraction.__ge__,
    "=": Fraction.__eq__, "<>": lambda one, other: one != other,
}  # fmt: skip
_NUMERIC_SECTIONS = 3


class Token(NamedTuple):
    """A piece of a section: its kind and its text as written or shown."""

    kind: str
    text: str


class Section(NamedTuple):
    """One section of a code. `kind` is as in `formats`; `faint` is whether its colour cannot be read, `other_digits`
    whether it shows digits of another script.
    """

    tokens: tuple[Token, ...]
    kind: str
    condition: tuple[str, Fraction] | None = None
    faint: bool = False
    other_digits: bool = False

    @property
    def takes_text(self) -> bool:
        """Whether the section shows a text that was typed."""
        return any(each.kind == GENERAL and each.text == "@" for each in self.tokens)

    def holds(self, value: Fraction) -> bool:
        """Whether the section's own condition is met."""
        return self.condition is not None and _COMPARE[self.condition[0]](value, self.condition[1])


class Code(NamedTuple):
    """The sections of a code: those for numbers, and the one for texts where the code has one."""

    numeric: tuple[Section, ...]
    text: Section | None

    def sections_for(self, value: Fraction) -> list[Section]:
        """The section that shows this number; several where programs differ in which of them they use."""
        if any(each.condition for each in self.numeric):
            return self._conditional(value)
        if len(self.numeric) > 1 and value < 0:
            return [self.numeric[1]]
        return [self.numeric[2 if len(self.numeric) > 2 and value == 0 else 0]]

    def _conditional(self, value: Fraction) -> list[Section]:
        met = [each for each in self.numeric if each.holds(value)]
        if met and self.numeric[0].condition:
            return met[:1]
        unmet = [each for each in self.numeric if each.condition is None]
        return met[:1] + unmet

    def adds_minus(self, value: Fraction) -> tuple[bool, ...]:
        """Whether a minus is put before a negative number; both, where programs differ."""
        if value >= 0:
            return (False,)
        if any(each.condition for each in self.numeric):
            return (True, False)
        return (len(self.numeric) == 1,)


@lru_cache(maxsize=1024)
def parsed(code: str) -> Code:
    """A format code taken apart."""
    sections = [_section(each) for each in _split(code)]
    text = None
    if len(sections) > _NUMERIC_SECTIONS or (sections[-1].takes_text and len(sections) > 1):
        text = sections.pop(min(len(sections) - 1, _NUMERIC_SECTIONS))
    elif sections[0].takes_text:
        text = sections[0]
    return Code(tuple(sections[:_NUMERIC_SECTIONS]), text)


def is_digit(character: str) -> bool:
    """Whether a character is a digit or numeral of any script, also a raised one."""
    return character.isdigit() or unicodedata.category(character).startswith("N")


def _split(code: str) -> list[list[str]]:
    """The pieces of every section."""
    sections: list[list[str]] = [[]]
    for piece in _TOKEN.findall(code):
        if piece == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    return sections


def _section(pieces: list[str]) -> Section:
    written = "".join(pieces)
    condition = _CONDITION.search(written) if "[" in written else None
    limit = condition and (condition[1], _limit(condition[2]))
    return Section(
        tuple(token for piece in pieces if (token := _token(piece)) is not None),
        kind_of_code(written),
        limit,
        "[" in written and _FAINT.search(written) is not None,
        "[" in written and _OTHER_DIGITS.search(written) is not None,
    )


def _limit(written: str) -> Fraction:
    try:
        return exact(written)
    except ValueError:
        return Fraction(written)


def _token(piece: str) -> Token | None:
    """A piece as a token; None for what shows nothing."""
    if piece in _SIMPLE:
        return Token(_SIMPLE[piece], piece)
    first = piece[0]
    if first == "[":
        currency = _CURRENCY.match(piece)
        return Token(LITERAL, currency[1]) if currency and currency[1] else None
    if first == "_":
        return Token(BLANK, " ")
    if first == "*":
        return Token(FILL, piece[1:])
    if first in '"\\':
        return Token(LITERAL, piece[1:].removesuffix('"') if first == '"' else piece[1:])
    if len(piece) == 2 and piece[1] in "+-":
        return Token(EXPONENT, piece)
    return Token(GENERAL if len(piece) > 1 else LITERAL, piece)

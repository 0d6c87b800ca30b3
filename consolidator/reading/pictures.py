"""What a person sees where a number is shown in a number format, and which number that says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from cchc.core.numbers import HUNDRED, plain, rounded
from consolidator.reading.days import day_or_time
from consolidator.reading.formats import DATE, PERCENT
from consolidator.reading.literals import around_number, is_dash_alone
from consolidator.reading.number_codes import (
    BLANK,
    DIGIT,
    EXPONENT,
    FILL,
    GENERAL,
    SLASH,
    Section,
    Token,
    parsed,
)
from consolidator.reading.placeholders import Shown, shown_by_general, shown_fixed
from consolidator.reading.placeholders_other import shown_exponent, shown_fraction

AS_STORED, DASH, ROUNDED, COARSE, OTHERWISE = ("as stored", "dash", "rounded", "coarse", "otherwise")
"""How the number that a person sees relates to the stored one, from harmless to worst: the same; a dash for zero;
rounded to at least as many decimals as our forms show; rounded to fewer; another number, or none.
"""

_ORDER = (AS_STORED, DASH, ROUNDED, COARSE, OTHERWISE)
_LONGEST_CODE = 1000
"""Programs allow 255 characters."""

_FEWEST_PLACES = 2
"""The decimals that our forms show of a figure that may have decimals."""


class Picture(NamedTuple):
    """What is shown for a number. `how` is how that relates to the stored number; `percent` whether it is a
    percentage, `date` whether it is a date (then the text is the day, however the format writes it).
    """

    text: str
    how: str = AS_STORED
    percent: bool = False
    date: bool = False


@lru_cache(maxsize=16384)  # thousands of forms hold the same counts and scores
def picture(value: Fraction, codes: tuple[str, ...], mark: str = ",", group: str = ".") -> Picture:
    """What is shown for a number in the format of this code; the most misleading picture if a cell may have
    several. `mark` is the decimal mark, `group` stands between thousands.
    """
    if not codes:
        return Picture(plain(value, mark))
    if any(len(code) > _LONGEST_CODE for code in codes):
        return Picture("…", OTHERWISE)
    seen = [each for code in codes for each in _pictures(value, code, mark, group)]
    worst = max(seen, key=lambda each: _ORDER.index(each.how))
    if len({(each.percent, each.date) for each in seen}) > 1:
        of_other_kind = next(each for each in seen if each.percent or each.date)
        worst = (worst if worst.how == OTHERWISE else of_other_kind)._replace(how=OTHERWISE)
    return worst


@lru_cache(maxsize=1024)
def text_picture(text: str, code: str) -> str:
    """What is shown for a text in the format of this code."""
    section = parsed(code).text
    if section is None:
        return text
    return "".join(text if each.kind == GENERAL else _fixed(each) for each in section.tokens)


def for_texts(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes, if one of them shows a text as another one; else none."""
    return codes if any(map(changes_texts, codes)) else ()


@lru_cache(maxsize=1024)
def changes_texts(code: str) -> bool:
    """Whether the format of this code shows a text as another one."""
    section = parsed(code).text
    if section is None:
        return False
    return section.faint or text_picture("x", code).strip() != "x"


def _pictures(value: Fraction, code: str, mark: str, group: str) -> list[Picture]:
    """The picture of a number, or all that programs may show."""
    taken = parsed(code)
    found = [
        _in_section(value, section, minus, (mark, group))
        for section in taken.sections_for(value)
        for minus in taken.adds_minus(value)
    ]
    return found or [Picture("###", OTHERWISE)]


def _in_section(value: Fraction, section: Section, minus: bool, marks: tuple[str, str]) -> Picture:
    if section.kind == DATE:
        return Picture(day_or_time(float(value)), date=True)
    shown = _shown(abs(value), section.tokens, marks)
    first, last = shown.first, shown.last
    before, after = _text(section.tokens[:first]), _text(section.tokens[last:])
    text = ("-" if minus else "") + before + shown.text + after
    if section.faint:
        return Picture("", OTHERWISE)
    if not any(each.isdigit() for each in shown.text):
        dash = value == 0 and is_dash_alone(before + after)
        return Picture(text, DASH if dash else OTHERWISE)
    percent = section.kind == PERCENT
    negative = around_number(before, after, percent)
    if negative is None or shown.says is None or section.other_digits:
        return Picture(text, OTHERWISE, percent)
    signs = int(minus) + negative
    wanted = value * HUNDRED if percent else value
    says = -shown.says if signs == 1 else shown.says
    how = OTHERWISE if signs > 1 else _compared(says, wanted, shown.places)
    return Picture(text, how, percent)


def _compared(says: Fraction, wanted: Fraction, places: int | None) -> str:
    """How the number shown relates to the one meant; `places` are its decimals, None if it was not rounded so."""
    if says == wanted:
        return AS_STORED
    if places is None or places < 0 or says != rounded(wanted, places):
        return OTHERWISE
    return ROUNDED if places >= _FEWEST_PLACES else COARSE


def _shown(value: Fraction, tokens: Sequence[Token], marks: tuple[str, str]) -> Shown:
    """The part of a section that shows the number."""
    kinds = [each.kind for each in tokens]
    if EXPONENT in kinds and DIGIT in kinds:
        return shown_exponent(value, tokens, marks)
    if SLASH in kinds and DIGIT in kinds[: kinds.index(SLASH)]:
        return shown_fraction(value, tokens)
    if DIGIT in kinds:
        return shown_fixed(value, tokens, marks)
    if GENERAL in kinds:
        return shown_by_general(plain(value, marks[0]), value, kinds.index(GENERAL), kinds.count(GENERAL))
    return Shown("", None, None, len(kinds), len(kinds))


def _text(tokens: Sequence[Token]) -> str:
    return "".join(map(_fixed, tokens))


def _fixed(token: Token) -> str:
    """What a token shows that does not depend on the number. A fill is shown once, and not at all if blank."""
    return " " if token.kind == BLANK else token.text.strip() if token.kind == FILL else token.text

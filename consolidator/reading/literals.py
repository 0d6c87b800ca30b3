"""The fixed texts that a number format puts around a number, and whether they change what it says.

A unit behind 5 leaves it 5. A digit before it, or a thousand behind it, makes it another number; so does a sign such as >.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cchc.language import Words
from consolidator.reading.number_codes import is_digit


def _any_of(words: Words) -> re.Pattern[str]:
    """A pattern for each word of both languages."""
    each = [word for side in (words.vi, words.en) for word in side.split()]
    return re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE)


_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_UNIT_POWER = re.compile(r"\s*[^\W\d_]+[23²³]\s*")
"""A unit of measure such as m2 or km²: its digit is no digit of the number."""

_MULTIPLES = _any_of(
    Words(
        "chục tá trăm nghìn ngàn vạn triệu tỷ tỉ rưỡi tr k",
        "dozen hundred thousand million billion mil mn bn k",
    )
)
"""Words beside a number that multiply it."""

_COUNTED = _any_of(
    Words(
        "không chưa một hai ba bốn năm sáu bảy tám chín mười mươi âm trừ",
        "zero no not one two three four five six seven eight nine ten minus",
    )
)
"""Words before a number that are numbers themselves or deny it."""

_SIGNS_BESIDE = "/^×÷√<>~±≈≤≥≠.,:"
"""Signs that change a number when they stand beside it."""

_LIKE_DIGITS = "OoIl|ОоІΟοΙ"
"""Letters that look like digits, in three scripts."""

_PER_MILLE = "‰‱"


def is_dash(character: str) -> bool:
    """Whether a character looks like a minus."""
    return character in _DASHES


@lru_cache(maxsize=1024)
def is_dash_alone(text: str) -> bool:
    """Whether a text is one dash, apart from blanks and signs of currencies: what accounting shows for zero."""
    left = [each for each in text if not each.isspace() and unicodedata.category(each) != "Sc"]
    return len(left) == 1 and is_dash(left[0])


@lru_cache(maxsize=1024)
def around_number(before: str, after: str, percent: bool = False) -> int | None:
    """How many minus signs the texts around a number show (brackets are one); None if the texts change the number
    in another way. `percent` is whether the format itself shows a percentage.
    """
    if _has_digits(before, after) or _beside(before, after):
        return None
    if _COUNTED.search(before) or _MULTIPLES.search(before) or _MULTIPLES.search(after):
        return None
    if any(each in before + after for each in _PER_MILLE) or (before + after).count("%") > 1:
        return None
    if percent and "%" not in before + after:
        return None
    start, end = before.strip(), after.strip()
    minus = int(start[:1] in _DASHES if start else False)
    minus += int(len(start) > 1 and is_dash(start[-1]))
    minus += int(len(end) == 1 and is_dash(end))
    return minus + int("(" in start and ")" in end)


def _has_digits(before: str, after: str) -> bool:
    """Whether the texts show digits of their own."""
    if any(map(is_digit, before)):
        return True
    return any(map(is_digit, after)) and not _UNIT_POWER.fullmatch(after)


def _beside(before: str, after: str) -> bool:
    """Whether a sign or letter beside the number makes another one of it. A point behind it ends a sentence."""
    left, right = before.rstrip()[-1:], after.lstrip()[:1]
    if (left and left in _SIGNS_BESIDE and left != ":") or (right and right in _SIGNS_BESIDE[:-3]):
        return True
    return bool((before[-1:] and before[-1] in _LIKE_DIGITS) or _letter_like_digit(after))


def _letter_like_digit(after: str) -> bool:
    """Whether a letter that looks like a digit stands alone behind the number."""
    return bool(after[:1]) and after[0] in _LIKE_DIGITS and not after[1:2].isalpha()

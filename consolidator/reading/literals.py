"""The fixed texts that a number format puts around a number, and whether they change what it says.

“5 kg” says 5. “1” before 5 says 15, “5 nghìn” says 5000, “>5” says no certain number.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from consolidator.reading.number_codes import is_digit

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_UNIT_POWER = re.compile(r"\s*[^\W\d_]+[23²³]\s*")
"""A unit of measure such as m2 or km²: its digit is no digit of the number."""

_MULTIPLES = re.compile(
    r"\b(?:chục|tá|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|rưỡi|k|tr|dozen|hundred|thousand|million|billion|mil|mn|bn)\b",
    re.IGNORECASE,
)
"""Words behind a number that multiply it."""

_COUNTED = re.compile(
    r"\b(?:không|chưa|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|âm|trừ|minus|zero|one|two|three|four|five|"
    r"six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
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

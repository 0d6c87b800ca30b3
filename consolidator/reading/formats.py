"""How a number format shows a number: as a plain number, a percentage, a date, or unknown.

Sources: ECMA-376 part 1, 18.8.30 (numFmt, the built-in formats of all languages) and 18.8.31 (format
codes); [MS-XLS] 2.4.126 (Format) for .xls, whose built-in formats have the same numbers.
"""

from __future__ import annotations

import re
from functools import lru_cache

NUMBER, PERCENT, DATE, UNKNOWN = ("number", "percent", "date", "unknown")
"""How a cell shows its number. UNKNOWN means that it cannot be determined: 1 may be shown as 100 %, and 45,293 as a
date.
"""


def _built_in() -> dict[int, str]:
    """The built-in formats by number. Thai digits and fractions (59-62, 69, 70) are numbers in Thai programs and
    undefined elsewhere, so what a person saw is unknown; the same holds for reserved numbers.
    """
    kinds = dict.fromkeys((*range(14), *range(37, 45), 48, 49), NUMBER)
    dates = (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59), *range(71, 82))
    kinds |= dict.fromkeys(dates, DATE)
    return kinds | dict.fromkeys((9, 10, 67, 68), PERCENT)


_BUILT_IN = _built_in()
_OF_A_LANGUAGE = (*range(27, 37), *range(50, 82))
"""Built-in numbers whose format depends on the language, unless the workbook gives them a format code."""

_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_GENERAL = re.compile(r"General|Standard|G/通用格式|G/標準|G/표준", re.IGNORECASE)
"""The plain format, also as programs in other languages write it."""

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|[_*].|\[[^]]*\]|E[+-]', re.DOTALL | re.IGNORECASE)
"""The parts of a code that are not placeholders: texts, escaped characters, padding, colours and conditions,
exponents."""

_DATE_SIGNS = re.compile(r"[ymdhs]|[ว]/|[ปนท]{2}", re.IGNORECASE)
_ERA_SIGNS = re.compile(r"[aegb]", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?]")


@lru_cache(maxsize=4096)
def shown_as(number: int | None, code: str | None) -> str:
    """How the format with this number and code shows numbers. `code` is None if the workbook gives none.

    A workbook may give a built-in number its own code. If the two differ in kind, the result is UNKNOWN, because a
    program may have used either of them.
    """
    built_in = None if number is None else _BUILT_IN.get(number)
    if code is None:
        return built_in or UNKNOWN
    kind = kind_of_code(code)
    return kind if built_in in (None, kind) or number in _OF_A_LANGUAGE else UNKNOWN


def kind_of_code(code: str) -> str:
    """How a format code, or one section of it, shows numbers."""
    if _ELAPSED.search(code):
        return DATE
    shown = _NOT_SHOWN.sub("", _GENERAL.sub("", code))
    if "%" in shown:
        return PERCENT
    is_date = _DATE_SIGNS.search(shown) or (_ERA_SIGNS.search(shown) and not _DIGITS.search(shown))
    return DATE if is_date else NUMBER

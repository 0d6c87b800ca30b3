"""How a number format shows a number: as a plain number, a percentage, a date, or unknown.

Sources: ECMA-376 part 1, 18.8.30 (numFmt, the built-in formats of all languages) and 18.8.31 (format
codes); [MS-XLS] 2.4.126 (Format) for .xls, whose built-in formats have the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
_BUILT_IN_CODES = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '#,##0\\ "₫";(#,##0\\ "₫")', 6: '#,##0\\ "₫";(#,##0\\ "₫")',
    7: '#,##0.00\\ "₫";(#,##0.00\\ "₫")', 8: '#,##0.00\\ "₫";(#,##0.00\\ "₫")',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);(#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 42: '_("₫"* #,##0_);_("₫"* (#,##0);_("₫"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("₫"* #,##0.00_);_("₫"* (#,##0.00);_("₫"* "-"??_);_(@_)', 48: "##0.0E+0",
    67: "0%", 68: "0.00%",
}  # fmt: skip
"""The codes of the built-in formats that show a number or a percentage and may show another than is stored.
Programs put the currency of their language into them.
"""

_AS_STORED = re.compile(
    r"(?:\[\$-[0-9A-Fa-f]{1,6}\])?(?:General|Standard|G/通用格式|G/標準|G/표준|@)", re.IGNORECASE
)
"""The codes that show every number as it is stored, and every text as it was typed."""

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


def shown_by(number: int | None, codes: Iterable[str]) -> str:
    """How the format with this number shows numbers. A workbook may give it several codes: if they differ in kind,
    the result is UNKNOWN.
    """
    kinds = {shown_as(number, each) for each in codes} or {shown_as(number, None)}
    return kinds.pop() if len(kinds) == 1 else UNKNOWN


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


def codes_of(number: int | None, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes by which a cell in the format with this number may be shown, without those that change nothing.
    A program may use its built-in format instead of the code that the workbook gives to the same number.
    """
    found = list(codes)
    if number in _BUILT_IN_CODES and not (found and number in _OF_A_LANGUAGE):
        found.append(_BUILT_IN_CODES[number])
    known = dict.fromkeys(found)
    return () if all(map(_AS_STORED.fullmatch, known)) else tuple(known)


def kind_of_code(code: str) -> str:
    """How a format code, or one section of it, shows numbers."""
    if _ELAPSED.search(code):
        return DATE
    shown = _NOT_SHOWN.sub("", _GENERAL.sub("", code))
    if "%" in shown:
        return PERCENT
    is_date = _DATE_SIGNS.search(shown) or (_ERA_SIGNS.search(shown) and not _DIGITS.search(shown))
    return DATE if is_date else NUMBER

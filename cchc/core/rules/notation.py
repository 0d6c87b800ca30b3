"""The parts of the notation of rules: lists, labels, points and rates."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import List, Optional

from ..numbers import exact
from .base import RuleFault

LABEL_LIMIT = 60


def without_detail(kind: str, detail: Optional[str]) -> None:
    """Raise RuleFault where a kind without parameters is followed by brackets."""
    if detail is not None:
        raise RuleFault("RULE_MALFORMED", "%s(%s)" % (kind, detail), kind)


def one_number(detail: Optional[str]) -> Fraction:
    """The one number in brackets, above 0. Raises RuleFault."""
    value = points_of((detail or "").strip())
    if value <= 0:
        raise RuleFault("RULE_MALFORMED", str(detail), "> 0")
    return value


def parts_of(detail: Optional[str], kind: str) -> List[str]:
    """Split at semicolons outside quotes; a quoted label may contain one. Raises RuleFault for empty parts
    and unclosed quotes.
    """
    parts, quoted = [""], False
    for sign in detail or "":
        quoted = quoted != (sign == '"')
        if sign == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += sign
    if quoted or not all(part.strip() for part in parts):
        raise RuleFault("RULE_MALFORMED", detail or kind, kind + "(…; …)")
    return [part.strip() for part in parts]


def matched(pattern: "re.Pattern[str]", text: str, expected: str) -> "re.Match[str]":
    """The match of a text with a pattern. Raises RuleFault, which shows what was expected."""
    match = pattern.fullmatch(text)
    if match is None:
        raise RuleFault("RULE_MALFORMED", text, expected)
    return match


def label_of(text: str) -> str:
    """A label, short enough for a cell of the form. Raises RuleFault."""
    if len(text) > LABEL_LIMIT or text != text.strip():
        raise RuleFault("RULE_MALFORMED", text, "<= %d" % LABEL_LIMIT)
    return text


def points_of(text: str) -> Fraction:
    """A decimal with a dot as decimal mark. Raises RuleFault."""
    try:
        return exact(text)
    except ValueError:
        raise RuleFault("RULE_MALFORMED", text, "0.5") from None


def rate_of(text: str, highest: int = 1) -> Fraction:
    """A rate from its percentage; 1 is 100 %. Raises RuleFault."""
    rate = points_of(text) / 100
    if rate > highest:
        raise RuleFault("RULE_MALFORMED", text + "%", "<= %d%%" % (100 * highest))
    return rate

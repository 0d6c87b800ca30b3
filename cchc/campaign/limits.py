"""Limits of classes that cannot be meant, and what is expected in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from cchc.core.numbers import plain
from cchc.core.ranking import are_percentages, is_percentage
from cchc.language import Words

_PERCENTAGE = Words("0–100 (ghi 90, không ghi 0,9 hay 90%)", "0–100 (90, not 0.9 or 90%)")
_LOWER = Words(
    "số nhỏ hơn {limit} của loại ở dòng trên (ghi từ loại cao xuống loại thấp)",
    "a number below {limit}, the limit of the class above (from the highest class down)",
)


class Limit(NamedTuple):
    """A limit, the number of its row and the text of its cell."""

    row: int
    value: Fraction
    text: str


def strange_limits(limits: Sequence[Limit]) -> Iterator[tuple[Limit, Words]]:
    """Each limit that is not a percentage from 0 to 100 or not below the limit before it, with the expected value."""
    if are_percentages([each.value for each in limits]):
        yield from _rising(limits)
        return
    strange = [each for each in limits if not is_percentage(each.value)]
    for limit in strange or limits:
        yield limit, _PERCENTAGE


def _rising(limits: Sequence[Limit]) -> Iterator[tuple[Limit, Words]]:
    """Limits that are not below the one above them: one of the two is mistyped, and an index could get a class that
    a reader of the list does not expect. A cell with the same text as the one above is reported as a duplicate
    elsewhere.
    """
    for above, limit in pairwise(limits):
        if limit.value >= above.value and limit.text != above.text:
            yield limit, _LOWER.filled(limit=plain(above.value))

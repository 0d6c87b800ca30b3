"""Sums over the criteria tree, and the PAR index.

Codes carry the tree: the parent of `1.2.3` is `1.2`, and a domain (`1`) has none.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Dict, Iterable, List, Mapping, NamedTuple, Optional

from .numbers import ZERO, percentage, total

_CODE = re.compile(r"[1-9][0-9]*(?:\.[1-9][0-9]*)*")


def is_code(text: str) -> bool:
    """Whether a text is a well-formed code: whole numbers from 1 joined by dots."""
    return _CODE.fullmatch(text) is not None


def parent_code(code: str) -> str:
    """The code one level up, "" above a domain."""
    return code.rpartition(".")[0]


class Section(NamedTuple):
    """What a domain outside the base set does to the whole: adds to it (`sign` 1, a bonus section) or
    takes from it (-1, a penalty section), at most `cap` points.
    """

    sign: int
    cap: Fraction


NO_SECTIONS: Mapping[str, Section] = {}


def roll_up(
    codes: Iterable[str],
    leaf_values: Mapping[str, Optional[Fraction]],
    sections: Mapping[str, Section] = NO_SECTIONS,
) -> Dict[str, Optional[Fraction]]:
    """The value of every node: a leaf's own, a parent's sum of what is there below it.

    `codes` lists the whole tree, parents before children. A parent is None (not 0) where nothing
    below it has a value. The whole stands under the code "": the sum over domains, with bonus and penalty
    `sections` (by code, each within its cap) as `with_sections` takes them.
    """
    gathered: Dict[str, List[Fraction]] = {}
    rolled: Dict[str, Optional[Fraction]] = {}
    for code in reversed(list(codes)):
        value = leaf_values[code] if code in leaf_values else _sum_of(gathered.get(code))
        if value is not None and code in sections:
            value = min(value, sections[code].cap)
        rolled[code] = value
        if value is not None and code not in sections:
            gathered.setdefault(parent_code(code), []).append(value)
    moved = {code: rolled.get(code) for code in sections}
    rolled[""] = with_sections(_sum_of(gathered.get("")), moved, sections)
    return rolled


def _sum_of(values: Optional[List[Fraction]]) -> Optional[Fraction]:
    return None if values is None else total(values)


def index(points: Optional[Fraction], possible: Fraction) -> Optional[Fraction]:
    """The index (or component index) in percent, None where there are no points to speak of or
    nothing was possible. Blank is not 0: a unit without figures has no index.

    Source: 1877/QĐ-UBND, III.1.d.
    """
    return None if points is None else percentage(points, possible)


def with_sections(
    points: Optional[Fraction],
    moved: Mapping[str, Optional[Fraction]],
    sections: Mapping[str, Section],
) -> Optional[Fraction]:
    """Points of the base set with its bonus and penalty sections, each within its own cap, not below 0.

    Such a section adds nothing to the possible points: it moves the points achieved alone, and makes
    none where the base set has none.
    """
    if points is None:
        return None
    for code, value in moved.items():
        if value is not None:
            points += sections[code].sign * min(value, sections[code].cap)
    return max(ZERO, points)

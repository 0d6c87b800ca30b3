"""Sums over the criteria tree, and the PAR index.

Codes carry the tree: the parent of `1.2.3` is `1.2`, and a domain (`1`) has none.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .numbers import least_common_multiple, percentage, shared_fraction

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


class Tree:
    """A criteria tree made ready for many sums. `codes` lists it whole, parents before children; `leaves`
    are the lines without lines below them. The whole stands behind the codes, under "".

    The value of a leaf is its own, a parent's the sum of what is there below it: None (not 0) where nothing
    is. The whole is the sum over domains, with bonus and penalty `sections` (by code, each within its cap)
    added or taken off, never below 0.

    Such a section adds nothing to the possible points: it moves the points achieved alone, and makes none
    where the base set has none.
    """

    def __init__(self, codes: Iterable[str], sections: Mapping[str, Section] = NO_SECTIONS) -> None:
        self.codes = tuple(codes)
        self.sections = sections
        self.places: Dict[str, int] = {code: at for at, code in enumerate((*self.codes, ""))}
        parents = {parent_code(code) for code in self.codes}
        self.leaves = tuple(code for code in self.codes if code not in parents)
        self._leaf_places = tuple(self.places[code] for code in self.leaves)
        self._caps = {self.places[code]: section.cap for code, section in sections.items()}
        self._upwards = tuple(
            (at, self.places.get(parent_code(code))) for at, code in reversed(list(enumerate(self.codes)))
        )
        self._nothing: Tuple[Optional[Fraction], ...] = (None,) * len(self.places)

    def rolled_up(self, leaf_values: Mapping[str, Optional[Fraction]]) -> Dict[str, Optional[Fraction]]:
        """The value of every line by its code, from those of the leaves; a leaf that is not given has none."""
        sums = self.sums([leaf_values.get(code) for code in self.leaves])
        return dict(zip(self.places, sums))  # noqa: B905

    def sums(self, leaf_values: Sequence[Optional[Fraction]]) -> Tuple[Optional[Fraction], ...]:
        """The same with the values in the order of `leaves`: those of all codes in their order, then the whole.

        Exact: whole numbers over one common denominator are added, many times cheaper than fractions.
        """
        denominators = {value.denominator for value in leaf_values if value is not None}
        if not denominators:
            return self._nothing
        common = least_common_multiple([*denominators, *(cap.denominator for cap in self._caps.values())])
        numbers: List[Optional[int]] = [None] * len(self.places)
        for at, value in zip(self._leaf_places, leaf_values):  # noqa: B905
            if value is not None:
                numbers[at] = value.numerator * (common // value.denominator)
        self._add_up(numbers, {at: int(cap * common) for at, cap in self._caps.items()})
        rolled = [None if number is None else shared_fraction(number, common) for number in numbers]
        return tuple(rolled)

    def _add_up(self, numbers: List[Optional[int]], caps: Mapping[int, int]) -> None:
        """Fill in the sums of whole `numbers`, sections ending at their `caps`."""
        for at, above in self._upwards:
            number = numbers[at]
            if number is None:
                continue
            if at in caps:
                numbers[at] = min(number, caps[at])
            elif above is not None:
                so_far = numbers[above]
                numbers[above] = number if so_far is None else so_far + number
        whole = numbers[-1]
        if whole is not None:
            for code, section in self.sections.items():
                whole += section.sign * (numbers[self.places[code]] or 0)
            numbers[-1] = max(0, whole)


def index(points: Optional[Fraction], possible: Fraction) -> Optional[Fraction]:
    """The index (or component index) in percent, None where there are no points or no possible points. Blank is not
    0: a unit without figures has no index.

    Source: 1877/QĐ-UBND, III.1.d.
    """
    return None if points is None else percentage(points, possible)

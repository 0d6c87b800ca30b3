"""Sums over the criteria tree, and the PAR index.

The codes define the tree: the parent of `1.2.3` is `1.2`, and a domain (`1`) has none.
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
    """The code one level up, "" for a domain."""
    return code.rpartition(".")[0]


class Section(NamedTuple):
    """The effect of a domain outside the base set on the whole: it adds points (`sign` 1, a bonus section)
    or subtracts them (-1, a penalty section), at most `cap` points.
    """

    sign: int
    cap: Fraction


NO_SECTIONS: Mapping[str, Section] = {}


class Tree:
    """A criteria tree prepared for many sums. `codes` are all codes, parents before children; `leaves` are
    the codes without children. The whole follows the codes, with the code "".

    A leaf has its own value; a parent has the sum of the values below it, or None (not 0) where there are
    none. The whole is the sum over domains with bonus `sections` added and penalty `sections` subtracted
    (by code, each at most its cap), and is never below 0. Sections do not change the possible points. They
    change the points achieved, but only where the base set has some.
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
        """The value of every code, from the values of the leaves; a missing leaf has no value."""
        sums = self.sums([leaf_values.get(code) for code in self.leaves])
        return dict(zip(self.places, sums))  # noqa: B905

    def sums(self, leaf_values: Sequence[Optional[Fraction]]) -> Tuple[Optional[Fraction], ...]:
        """The same as a tuple: the arguments in the order of `leaves`, the results in the order of `codes`,
        then the whole. Sums are exact: whole numbers over a common denominator are added, which is much
        faster than fractions.
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
        """Fill in the sums of whole `numbers`; each section is at most its cap."""
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
    """The index (or component index) in percent; None where `points` is None or nothing was possible. Blank
    is not 0: a unit without figures has no index. Source: 1877/QĐ-UBND, III.1.d.
    """
    return None if points is None else percentage(points, possible)

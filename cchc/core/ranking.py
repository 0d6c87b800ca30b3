"""Rank numbers and classes.

No written rule says what a tie is: places compare the displayed or the unrounded figures, and number
1,1,3 or 1,1,2. Both are settings of the campaign, and results print them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Dict, List, Optional, Sequence

from .numbers import rounded

DISPLAYED = "displayed"
UNROUNDED = "unrounded"
GAPS = "1,1,3"
DENSE = "1,1,2"


@dataclass(frozen=True)
class RankingSettings:
    """How a campaign compares and numbers.

    `decimals`: at which indices are displayed. `compare_on`: DISPLAYED or UNROUNDED figures decide
    what a tie is. `numbering`: GAPS (1,1,3) or DENSE (1,1,2).
    """

    decimals: int = 2
    compare_on: str = DISPLAYED
    numbering: str = GAPS


@dataclass(frozen=True)
class ClassBand:
    """A class ("Tốt") and the lowest displayed index, in percent, that belongs to it."""

    name: str
    lowest: Fraction


def ranks(indices: Sequence[Optional[Fraction]], settings: RankingSettings) -> List[Optional[int]]:
    """The rank of each index among all of them, highest first; None keeps None."""
    keys = [_key(value, settings) for value in indices]
    places: Dict[Fraction, int] = {}
    ordered = sorted((key for key in keys if key is not None), reverse=True)
    for position, key in enumerate(ordered, start=1):
        if key not in places:
            places[key] = len(places) + 1 if settings.numbering == DENSE else position
    return [None if key is None else places[key] for key in keys]


def are_percentages(limits: Sequence[Fraction]) -> bool:
    """Whether limits of classes are plausible percentages from 0 to 100. A cell where 90% is typed holds 0.9, a
    limit that nearly every unit would reach. So limits between 0 and 1 are refused, and so are 1 and 0 alone (100%
    and 0%).
    """
    return all(is_percentage(limit) for limit in limits) and (
        not any(limits) or any(limit > 1 for limit in limits)
    )


def is_percentage(limit: Fraction) -> bool:
    """Whether one limit can be meant as a percentage, whatever the others are."""
    return limit == 0 or 1 <= limit <= 100


def class_of(value: Optional[Fraction], classes: Sequence[ClassBand], decimals: int) -> Optional[str]:
    """The class of an index by its displayed figure, None without a figure or a fitting class."""
    if value is None:
        return None
    displayed = rounded(value, decimals)
    fitting = [band for band in classes if displayed >= band.lowest]
    return max(fitting, key=lambda band: band.lowest).name if fitting else None


def _key(value: Optional[Fraction], settings: RankingSettings) -> Optional[Fraction]:
    if value is None or settings.compare_on == UNROUNDED:
        return value
    return rounded(value, settings.decimals)

"""Ranks and classes.

No written rule defines ties: ranks may compare the displayed or the unrounded figures, and be numbered
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

    `decimals`: the decimals of a displayed index. `compare_on`: whether DISPLAYED or UNROUNDED figures
    decide ties. `numbering`: GAPS (1,1,3) or DENSE (1,1,2).
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
    """The rank of each index among all of them, highest first; None stays None."""
    keys = [_key(value, settings) for value in indices]
    places: Dict[Fraction, int] = {}
    ordered = sorted((key for key in keys if key is not None), reverse=True)
    for position, key in enumerate(ordered, start=1):
        if key not in places:
            places[key] = len(places) + 1 if settings.numbering == DENSE else position
    return [None if key is None else places[key] for key in keys]


def are_percentages(limits: Sequence[Fraction]) -> bool:
    """Whether class limits look like percentages from 0 to 100. A cell in which 90% was typed holds 0.9,
    and nearly every unit would reach such a limit. Limits between 0 and 1 are therefore refused, and so are
    1 and 0 alone (100% and 0%).
    """
    return all(is_percentage(limit) for limit in limits) and (
        not any(limits) or any(limit > 1 for limit in limits)
    )


def is_percentage(limit: Fraction) -> bool:
    """Whether one limit on its own looks like a percentage."""
    return limit == 0 or 1 <= limit <= 100


def class_of(value: Optional[Fraction], classes: Sequence[ClassBand], decimals: int) -> Optional[str]:
    """The class of an index by its displayed figure; None where the index is None or below every class."""
    if value is None:
        return None
    displayed = rounded(value, decimals)
    fitting = [band for band in classes if displayed >= band.lowest]
    return max(fitting, key=lambda band: band.lowest).name if fitting else None


def _key(value: Optional[Fraction], settings: RankingSettings) -> Optional[Fraction]:
    if value is None or settings.compare_on == UNROUNDED:
        return value
    return rounded(value, settings.decimals)

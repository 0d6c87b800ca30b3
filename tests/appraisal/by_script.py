"""The 20 units of `test_twenty_units` worked out by themselves: nothing of the product is used here.

It reads the criteria set's own table for max points, sources and agencies, draws what every unit claims and what
everybody says of it, and adds up. Rules are written out again for the few leaves that differ from full marks.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

F = Fraction
HALF = F(1, 2)
SPECIAL, STANDS_IN, UNDECIDED = 5, 7, (3, 11, 17)
"""Places of the special unit, of the one with last year's survey, of those the board leaves open."""

TWINS = (0, 1)
BONUS, PENALTY = ("9.1", "9.2"), ("10.1", "10.2")


@dataclass
class Leaf:
    code: str
    max: Fraction
    source: str
    agency: str


@dataclass
class Unit:
    """What one unit enters, what it then has in each round, and its surveys. None is blank or not applicable."""

    place: int
    late: int
    done_132: int
    absent: bool
    blank: bool
    ideas: int
    praised: bool
    punished: int
    blamed: bool
    first: dict[str, Fraction | None] = field(default_factory=dict)
    contests: bool = False
    second: Fraction | None = None
    board: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Fraction] = field(default_factory=dict)


def leaves(folder: Path) -> list[Leaf]:
    """The scored lines of a criteria set: those with a source."""
    with (folder / "criteria.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [Leaf(r["code"], F(r["max_points"]), r["source"], r["agency"]) for r in rows if r["source"]]


def units(all_leaves: list[Leaf], count: int = 20, seed: int = 5) -> list[Unit]:
    """What happens to every unit."""
    drawn = []
    for place in range(count):
        # Twins draw the same.
        chance = random.Random(f"{seed} {TWINS[0] if place in TWINS else place}")
        unit = Unit(
            place,
            late=chance.choice((0, 0, 1, 2)),
            done_132=chance.choice((7, 6, 5)),
            absent=chance.random() < 0.4,
            blank=chance.random() < 0.25,
            ideas=chance.randint(0, 3),
            praised=chance.random() < 0.5,
            punished=chance.choice((0, 0, 1, 3, 5)),
            blamed=chance.random() < 0.3,
        )
        claim = claims(unit, all_leaves)
        unit.first["1.1.1"] = chance.choice((F(1), HALF, F(0)))
        unit.first["1.4.2"] = HALF if unit.absent and chance.random() < 0.6 else claim["1.4.2"]
        unit.first["1.1.2"] = F(5, 4) if unit.blank else F(2)
        unit.first["9.1"] = chance.choice((claim["9.1"], F(0)))
        unit.first["10.1"] = chance.choice((claim["10.1"], min(F(2), (claim["10.1"] or F(0)) + HALF)))
        unit.contests = unit.first["1.1.1"] != 1 and chance.random() < 0.7
        unit.second = chance.choice((F(1), HALF, F(0)))
        for code in unit.first:
            unit.board[code] = chance.choice(("unit", "appraisal", "typed"))
        for leaf in all_leaves:
            if leaf.source == "sipas":
                unit.figures[leaf.code] = F(chance.randint(6000, 9900), 100)
            elif leaf.source != "self":
                unit.figures[leaf.code] = leaf.max * chance.randint(1, 4) / 4
        drawn.append(unit)
    return drawn


def claims(unit: Unit, all_leaves: list[Leaf]) -> dict[str, Fraction | None]:
    """The points a unit claims on the leaves it scores itself: full marks but for what was drawn."""
    own: dict[str, Fraction | None] = {leaf.code: leaf.max for leaf in all_leaves if leaf.source == "self"}
    own["2.1.1"] = max(F(0), 1 - HALF * unit.late)  # deduct(0.5) of 1 point
    own["1.3.2"] = F(unit.done_132, 7)  # proportional, 1 point
    own["9.1"] = F(min(unit.ideas, 2))  # per_item(1), at most 2
    own["9.2"] = F(2 if unit.praised else 0)
    own["10.1"] = min(F(2), HALF * unit.punished)  # per_item(0.5), at most 2
    own["10.2"] = F(1 if unit.blamed else 0)
    if unit.absent:
        own["1.4.2"] = None
    if unit.blank:
        own["1.1.2"] = None
    return own


TYPED = {"1.1.1": HALF, "1.4.2": F(1, 4), "1.1.2": HALF, "9.1": F(1), "10.1": F(1)}
"""What the board types where it follows nobody."""


def latest(unit: Unit, code: str, claim: Fraction | None) -> Fraction | None:
    """What the agency found last."""
    if code == "1.1.1" and unit.contests and unit.first[code] != claim:
        return unit.second
    return unit.first[code]


def differs(unit: Unit, code: str, claim: Fraction | None) -> bool:
    """Whether claim, first and second are not all the same: then it is the board's."""
    said = {claim, unit.first[code], latest(unit, code, claim)}
    return len(said) > 1


def decided(unit: Unit, all_leaves: list[Leaf]) -> dict[str, Fraction | None]:
    """Final points of the leaves a unit scores itself; None is out of the denominator."""
    final = claims(unit, all_leaves)
    for code in unit.first:
        claim = final[code]
        found = latest(unit, code, claim)
        final[code] = found
        if unit.place in UNDECIDED or not differs(unit, code, claim):
            continue
        if unit.board[code] == "unit" and not (code == "1.1.2" and claim is None):
            final[code] = claim
        elif unit.board[code] == "typed":
            final[code] = TYPED[code]
    return final


@dataclass
class Result:
    final: dict[str, Fraction | None]
    survey: dict[str, Fraction]
    points: Fraction
    possible: Fraction
    index: Fraction
    rank: int | None = None


def results(drawn: list[Unit], all_leaves: list[Leaf]) -> list[Result]:
    """Points, possible points, index and rank of every unit."""
    worked = []
    for unit in drawn:
        final = decided(unit, all_leaves)
        points = possible = bonus = penalty = F(0)
        survey = {}
        for leaf in all_leaves:
            if leaf.source != "self":
                figure = unit.figures[leaf.code]
                survey[leaf.code] = figure * leaf.max / 100 if leaf.source == "sipas" else figure
                points, possible = points + survey[leaf.code], possible + leaf.max
                continue
            score = final[leaf.code]
            if leaf.code in BONUS:
                bonus += score or 0
            elif leaf.code in PENALTY:
                penalty += score or 0
            elif score is not None:
                points, possible = points + score, possible + leaf.max
        points = points + min(bonus, F(3)) - min(penalty, F(2))
        worked.append(Result(final, survey, points, possible, 100 * points / possible))
    shown = [hundredths(each.index) for each in worked]
    for place, each in enumerate(worked):
        if place != SPECIAL:
            better = sum(
                1 for other, index in enumerate(shown) if other != SPECIAL and index > shown[place]
            )
            each.rank = better + 1
    return worked


def hundredths(value: Fraction) -> Decimal:
    """Rounded half up to two decimals."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)

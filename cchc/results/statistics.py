"""Statistics over many results: averages, spread, classes, weak criteria, and claims that were changed.

Exact (`Fraction`), without files. Only ranked units count: a special unit is shown but not compared, and a
unit without figures is never counted as 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cchc.core.numbers import HUNDRED, total
from cchc.core.ranking import ClassBand
from cchc.criteria.model import BASE, PENALTY, CriteriaSet, Criterion
from cchc.results.model import Nodes, UnitResult

UNCLASSED = ""
"""The key under which `Summary.by_class` counts ranked units that are below all classes."""


@dataclass(frozen=True)
class Summary:
    """The indices (percent) of a group of units. Averages, `highest` and `lowest` are None where no unit is
    ranked.

    `special` and `without_figures` count the units left out; a special unit without figures counts as
    special. `by_class` counts ranked units by class name, best class first.
    """

    units: int
    ranked: int
    special: int
    without_figures: int
    average: Fraction | None
    median: Fraction | None
    highest: UnitResult | None
    lowest: UnitResult | None
    by_class: Mapping[str, int]

    @property
    def spread(self) -> Fraction | None:
        """Highest minus lowest index, in percentage points."""
        if self.highest is None or self.lowest is None:
            return None
        return _index(self.highest) - _index(self.lowest)


@dataclass(frozen=True)
class LineFigures:
    """The figures of ranked units on one line of the tree.

    `scored` units have points on it. Of the other units, the line does not apply to `not_applicable`,
    `not_scored` left it blank, and `waiting` wait for its survey. `average_points` and `average_index` (the
    mean of component indices, percent) are over scored units; `average_change` is the mean of final score
    minus claim, over units that have both. They are None where there is no such unit.
    """

    line: Criterion
    scored: int
    full: int
    zero: int
    not_applicable: int
    not_scored: int
    waiting: int
    average_points: Fraction | None
    average_index: Fraction | None
    average_change: Fraction | None


@dataclass(frozen=True)
class Gap:
    """A leaf on which a unit's final score differs from its claim."""

    result: UnitResult
    line: Criterion
    claimed: Fraction
    decided: Fraction

    @property
    def change(self) -> Fraction:
        """The change from the unit's point of view: final score minus claim, with the sign reversed for a
        penalty.
        """
        more = self.decided - self.claimed
        return -more if self.line.section == PENALTY else more


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """The exact average, None for no values."""
    return total(values) / len(values) if values else None


def median(values: Iterable[Fraction]) -> Fraction | None:
    """The middle value, or the exact mean of the two middle ones; None for no values."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def ranked(units: Iterable[UnitResult]) -> tuple[UnitResult, ...]:
    """The units that have a rank."""
    return tuple(result for result in units if result.rank is not None)


def summary(units: Sequence[UnitResult], classes: Sequence[ClassBand]) -> Summary:
    """The summary of a group. Of several equal units the first is taken as highest or lowest."""
    counting = ranked(units)
    indices = [_index(result) for result in counting]
    special = sum(1 for result in units if result.unit.special)
    return Summary(
        units=len(units),
        ranked=len(counting),
        special=special,
        without_figures=len(units) - len(counting) - special,
        average=mean(indices),
        median=median(indices),
        highest=max(counting, key=_index, default=None),
        lowest=min(counting, key=_index, default=None),
        by_class=_by_class(counting, classes),
    )


def line_figures(criteria: CriteriaSet, units: Iterable[UnitResult]) -> tuple[LineFigures, ...]:
    """The figures of every line of the base set, in the order of the tree; bonus and penalty lines have no
    index to compare. All `units` are scored by `criteria`.
    """
    counting = [result.nodes for result in ranked(units)]
    return tuple(
        _line(line, at, counting) for at, line in enumerate(criteria.lines) if line.section == BASE
    )


def weakest(lines: Iterable[LineFigures]) -> list[LineFigures]:
    """Lines by average index, the lowest first; equal ones in their order, those without an index last."""
    return sorted(lines, key=lambda each: (each.average_index is None, each.average_index or 0))


def gaps(units: Iterable[UnitResult]) -> list[Gap]:
    """Every leaf of every unit whose final score differs from the claim: the largest difference first,
    equal ones in the order of units and tree. Survey leaves are not claimed, so they are not included.
    """
    found: list[Gap] = []
    for result in units:
        nodes = result.nodes
        if nodes.final_score is nodes.self_score:
            continue  # the unit has no changed leaf
        places = result.criteria.tree.places
        for scored in result.criteria.leaves:
            at = places[scored.code]
            claimed, decided = nodes.self_score[at], nodes.final_score[at]
            if claimed is None or decided is None or claimed is decided:
                continue
            if claimed != decided:
                found.append(Gap(result, scored.criterion, claimed, decided))
    return sorted(found, key=lambda gap: -abs(gap.change))


def _index(result: UnitResult) -> Fraction:
    """The index of a ranked unit; it always has one."""
    assert result.index is not None
    return result.index


def _by_class(counting: Sequence[UnitResult], classes: Sequence[ClassBand]) -> dict[str, int]:
    counts = Counter(result.class_name or UNCLASSED for result in counting)
    ordered = sorted(classes, key=lambda each: each.lowest, reverse=True)
    named = {each.name: counts[each.name] for each in ordered}
    return {**named, UNCLASSED: counts[UNCLASSED]} if counts[UNCLASSED] else named


def _line(line: Criterion, at: int, units: Sequence[Nodes]) -> LineFigures:
    applying = [nodes for nodes in units if nodes.applicable[at]]
    open_ = [nodes for nodes in applying if nodes.possible[at]]
    scored = _tally((nodes.achieved[at], nodes.possible[at]) for nodes in open_)
    changed = _tally((nodes.final_score[at], nodes.self_score[at]) for nodes in applying)
    count = sum(times for _, _, times in scored)
    change = [(decided - claimed, times) for decided, claimed, times in changed]
    return LineFigures(
        line=line,
        scored=count,
        full=sum(times for achieved, possible, times in scored if achieved == possible),
        zero=sum(times for achieved, _, times in scored if achieved == 0),
        not_applicable=len(units) - len(applying),
        not_scored=len(open_) - count,
        waiting=len(applying) - len(open_),
        average_points=_mean([(achieved, times) for achieved, _, times in scored]),
        average_index=_mean(
            [(HUNDRED * achieved / possible, times) for achieved, possible, times in scored]
        ),
        average_change=_mean(change),
    )


_Pair = tuple[Fraction | None, Fraction | None]


def _tally(pairs: Iterable[_Pair]) -> list[tuple[Fraction, Fraction, int]]:
    """How often each pair occurs; pairs with a None are left out. Pairs are distinguished by object
    identity: equal pairs may be listed twice, but no fractions are compared. Most units share few figures.
    """
    there: dict[tuple[int, int], _Pair] = {}
    times: Counter[tuple[int, int]] = Counter()
    for pair in pairs:
        key = id(pair[0]), id(pair[1])
        there[key] = pair
        times[key] += 1
    return [
        (one, other, times[key])
        for key, (one, other) in there.items()
        if one is not None and other is not None
    ]


def _mean(values: Sequence[tuple[Fraction, int]]) -> Fraction | None:
    """The exact average of values with their numbers of occurrences, None for no values."""
    count = sum(times for _, times in values)
    return total(value * times for value, times in values) / count if count else None

"""The trees of the ranking workbook's formulas. They look at cells and ranges by address (`cell_at`) and compare
figures as they are stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc.core.expressions import (
    All,
    Arithmetic,
    Call,
    Chain,
    CompareStored,
    Empty,
    Expression,
    If,
    Input,
    IsBlank,
    IsNumber,
    Maximum,
    Minimum,
    Number,
    Rounded,
    Text,
)
from cchc.core.numbers import COMPARISON_PLACES, HUNDRED, TAIL_PLACES, ZERO
from cchc.core.ranking import ClassBand

_RANKED = Text(">0")
"""The condition on a column of ranks that only ranked units meet."""

_NONE = Number(ZERO)


def cell_at(reference: str) -> Input:
    """A cell or a range, by its address."""
    return Input(reference)


def if_number(value: Expression) -> Expression:
    """A figure, empty where there is none."""
    return If(IsNumber(value), value, Empty())


def share(points: Expression, possible: Expression, places: int = TAIL_PLACES) -> Expression:
    """100 × points / possible, empty without points or where nothing was possible."""
    there = All((IsNumber(points), CompareStored(">", possible, _NONE)))
    return If(there, _percentage(points, possible, places), Empty())


def share_of_max(points: Expression, max_points: Expression) -> Expression:
    """100 × points / max points, which are always there."""
    return If(IsNumber(points), _percentage(points, max_points, COMPARISON_PLACES), Empty())


def _percentage(points: Expression, possible: Expression, places: int) -> Expression:
    return Rounded(Chain(Number(HUNDRED), (("*", points), ("/", possible))), places)


def difference(more: Expression, less: Expression, places: int = COMPARISON_PLACES) -> Expression:
    """One figure less another, empty unless both are there.

    Sums are cut at 12 decimals and scores are not: rounded there, equal figures could differ by 1e-12 and
    show as +0,00. Nine decimals are those at which figures are compared; what is summed up afterwards takes more.
    """
    return If(All((IsNumber(more), IsNumber(less))), Rounded(Arithmetic("-", more, less), places), Empty())


def sum_of(cells: Sequence[Expression]) -> Expression:
    """The sum of what is there, empty where nothing is."""
    return _if_any(cells, Rounded(added(cells), TAIL_PLACES))


def added(cells: Sequence[Expression]) -> Expression:
    """The sum of cells and ranges as it is, 0 where nothing is."""
    return Call("SUM", tuple(cells))


def counted(cells: Sequence[Expression]) -> Expression:
    """How many figures stand in cells and ranges."""
    return Call("COUNT", tuple(cells))


def _if_any(cells: Sequence[Expression], then: Expression) -> Expression:
    return If(CompareStored("=", counted(cells), _NONE), Empty(), then)


def within(cap: Fraction, total: Expression) -> Expression:
    """A sum that ends at a cap, empty where it is: what a bonus or penalty section comes to."""
    return If(IsBlank(total), Empty(), Minimum(Number(cap), total))


def with_sections(
    base: Sequence[Expression], bonus: Sequence[Expression], penalty: Sequence[Expression]
) -> Expression:
    """The points of the whole: the base set's cells, bonus cells added and penalty cells taken off, not
    below 0; empty where the base set has none.
    """
    if not bonus and not penalty:
        return sum_of(base)
    moved = [*(("+", added([each])) for each in bonus), *(("-", added([each])) for each in penalty)]
    points = Rounded(Chain(added(base), tuple(moved)), TAIL_PLACES)
    return _if_any(base, Maximum(_NONE, points))


def class_of(index: Expression, classes: Sequence[ClassBand], decimals: int) -> Expression:
    """The class of an index by its displayed figure, empty without one."""
    inner: Expression = Empty()
    for band in sorted(classes, key=lambda each: each.lowest):
        reached = CompareStored(">=", Rounded(index, decimals), Number(band.lowest))
        inner = If(reached, Text(band.name), inner)
    return If(IsNumber(index), inner, Empty())


def place_of(value: Expression, cells: Expression) -> Expression:
    """The place (from 1) of the first cell of a range that holds a value."""
    return Call("MATCH", (value, cells, _NONE))


def item(cells: Expression, place: Expression) -> Expression:
    """The cell at a place of a range."""
    return Call("INDEX", (cells, place))


def looked_up(column: Expression, code: Expression, codes: Expression) -> Expression:
    """The cell of a column in the row in which `codes` holds `code`."""
    return item(column, place_of(code, codes))


def heading_of_lowest(figures: Expression, headings: Expression) -> Expression:
    """The heading of the lowest figure of a row, empty where there is none."""
    lowest = place_of(Call("MIN", (figures,)), figures)
    return _if_any([figures], item(headings, lowest))


def or_empty(value: Expression) -> Expression:
    """A value, empty where it is an error."""
    return Call("IFERROR", (value, Empty()))


def over(function: str, ranges: Sequence[Expression], round_: bool = True) -> Expression:
    """AVERAGE, MEDIAN, MAX, MIN of ranges, empty where they hold no figure."""
    figure: Expression = Call(function, tuple(ranges))
    return _if_any(ranges, Rounded(figure, TAIL_PLACES) if round_ else figure)


def average_of_ranked(values: Expression, ranks: Expression) -> Expression:
    """The average over ranked units, empty where none has a figure."""
    return or_empty(Rounded(Call("AVERAGEIF", (ranks, _RANKED, values)), TAIL_PLACES))


def count_of_ranked(values: Expression, condition: Expression, ranks: Expression) -> Expression:
    """How many ranked units meet a condition."""
    return Call("COUNTIFS", (ranks, _RANKED, values, condition))


def count_of_class(name: str, classes: Expression, indices: Expression) -> Expression:
    """How many units with an index are of a class."""
    return Call("COUNTIFS", (classes, Text(name), indices, Text(">=0")))


def together(parts: Sequence[Expression]) -> Expression:
    """The sum of figures, one after another."""
    first, *others = parts
    return Chain(first, tuple(("+", each) for each in others))

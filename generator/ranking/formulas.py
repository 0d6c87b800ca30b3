"""The expression trees of the ranking workbook's formulas. They refer to cells and ranges by address (`cell_at`) and
compare figures as stored.
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
"""The condition on a column of ranks that selects the ranked units."""

_NONE = Number(ZERO)


def cell_at(reference: str) -> Input:
    """A cell or a range, by its address."""
    return Input(reference)


def if_number(value: Expression) -> Expression:
    """A figure; empty if it is not a number."""
    return If(IsNumber(value), value, Empty())


def share(points: Expression, possible: Expression, places: int = TAIL_PLACES) -> Expression:
    """100 × points / possible; empty if there are no points or `possible` is 0."""
    there = All((IsNumber(points), CompareStored(">", possible, _NONE)))
    return If(there, _percentage(points, possible, places), Empty())


def share_of_max(points: Expression, max_points: Expression) -> Expression:
    """100 × points / max points, which are always given; empty if there are no points."""
    return If(IsNumber(points), _percentage(points, max_points, COMPARISON_PLACES), Empty())


def _percentage(points: Expression, possible: Expression, places: int) -> Expression:
    return Rounded(Chain(Number(HUNDRED), (("*", points), ("/", possible))), places)


def difference(more: Expression, less: Expression, places: int = COMPARISON_PLACES) -> Expression:
    """One figure minus another; empty unless both are numbers.

    Sums are rounded to 12 decimals and scores are not, so at 12 decimals equal figures could differ by 1e-12 and show
    as +0,00. The default of nine decimals is the precision of comparisons; differences that are summed up later need
    more decimals.
    """
    return If(All((IsNumber(more), IsNumber(less))), Rounded(Arithmetic("-", more, less), places), Empty())


def sum_of(cells: Sequence[Expression]) -> Expression:
    """The sum of the figures in cells and ranges, rounded; empty if there are none."""
    return _if_any(cells, Rounded(added(cells), TAIL_PLACES))


def added(cells: Sequence[Expression]) -> Expression:
    """The sum of the figures in cells and ranges, not rounded; 0 if there are none."""
    return Call("SUM", tuple(cells))


def counted(cells: Sequence[Expression]) -> Expression:
    """The number of figures in cells and ranges."""
    return Call("COUNT", tuple(cells))


def _if_any(cells: Sequence[Expression], then: Expression) -> Expression:
    return If(CompareStored("=", counted(cells), _NONE), Empty(), then)


def within(cap: Fraction, total: Expression) -> Expression:
    """A total limited to a cap, empty if the total is empty: the points of a bonus or penalty section."""
    return If(IsBlank(total), Empty(), Minimum(Number(cap), total))


def with_sections(
    base: Sequence[Expression], bonus: Sequence[Expression], penalty: Sequence[Expression]
) -> Expression:
    """The total points: the sum of the base set's cells, plus bonus cells, minus penalty cells, but not below 0; empty
    if the base set has no figures.
    """
    if not bonus and not penalty:
        return sum_of(base)
    moved = [*(("+", added([each])) for each in bonus), *(("-", added([each])) for each in penalty)]
    points = Rounded(Chain(added(base), tuple(moved)), TAIL_PLACES)
    return _if_any(base, Maximum(_NONE, points))


def class_of(index: Expression, classes: Sequence[ClassBand], decimals: int) -> Expression:
    """The class of an index by its displayed figure; empty if there is no index."""
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
    """The cell of a column in the row where `codes` holds `code`."""
    return item(column, place_of(code, codes))


def heading_of_lowest(figures: Expression, headings: Expression) -> Expression:
    """The heading of the lowest figure of a row; empty if there are no figures."""
    lowest = place_of(Call("MIN", (figures,)), figures)
    return _if_any([figures], item(headings, lowest))


def or_empty(value: Expression) -> Expression:
    """A value; empty if it is an error."""
    return Call("IFERROR", (value, Empty()))


def over(function: str, ranges: Sequence[Expression], round_: bool = True) -> Expression:
    """AVERAGE, MEDIAN, MAX or MIN of ranges; empty if they hold no figures."""
    figure: Expression = Call(function, tuple(ranges))
    return _if_any(ranges, Rounded(figure, TAIL_PLACES) if round_ else figure)


def average_of_ranked(values: Expression, ranks: Expression) -> Expression:
    """The average over the ranked units; empty if none has a figure."""
    return or_empty(Rounded(Call("AVERAGEIF", (ranks, _RANKED, values)), TAIL_PLACES))


def count_of_ranked(values: Expression, condition: Expression, ranks: Expression) -> Expression:
    """The number of ranked units that meet a condition."""
    return Call("COUNTIFS", (ranks, _RANKED, values, condition))


def count_of_class(name: str, classes: Expression, indices: Expression) -> Expression:
    """The number of units of a class that have an index."""
    return Call("COUNTIFS", (classes, Text(name), indices, Text(">=0")))


def together(parts: Sequence[Expression]) -> Expression:
    """The sum of parts, joined by plus signs."""
    first, *others = parts
    return Chain(first, tuple(("+", each) for each in others))

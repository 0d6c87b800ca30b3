"""Native formulas of the ranking workbook: only functions Excel 2013 and LibreOffice 7.4 share.

IF, AND, ISNUMBER, ROUND, SUM, COUNT, COUNTIFS, AVERAGE, AVERAGEIF, MEDIAN, MIN, MAX, RANK, INDEX, MATCH, IFERROR.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc.core.numbers import COMPARISON_PLACES, TAIL_PLACES
from cchc.core.ranking import ClassBand
from workbook_templates.formulas import number_literal, text_literal

RANKED = '">0"'
"""The condition on a column of ranks that only ranked units meet."""


def share(points: str, possible: str) -> str:
    """100 × points / possible, empty without points or where nothing was possible."""
    return f'IF(AND(ISNUMBER({points}),{possible}>0),ROUND(100*{points}/{possible},{TAIL_PLACES}),"")'


def difference(more: str, less: str, places: int = COMPARISON_PLACES) -> str:
    """One figure less another, empty unless both are there.

    Sums are cut at 12 decimals and scores are not: rounded there, equal figures could differ by 1e-12 and
    show as +0,00. Nine decimals are those at which figures are compared; what is summed up afterwards takes more.
    """
    return f'IF(AND(ISNUMBER({more}),ISNUMBER({less})),ROUND({more}-{less},{places}),"")'


def sum_of(cells: Sequence[str]) -> str:
    """The sum of what is there, empty where nothing is."""
    listed = ",".join(cells)
    return f'IF(COUNT({listed})=0,"",ROUND(SUM({listed}),{TAIL_PLACES}))'


def within(cap: Fraction, formula: str) -> str:
    """A sum that ends at a cap, empty where it is: what a bonus or penalty section comes to."""
    return f'IF({formula}="","",MIN({number_literal(cap)},{formula}))'


def with_sections(base: Sequence[str], bonus: Sequence[str], penalty: Sequence[str]) -> str:
    """The points of the whole: the base set's cells, bonus cells added and penalty cells taken off, not
    below 0; empty where the base set has none.
    """
    if not bonus and not penalty:
        return sum_of(base)
    listed = ",".join(base)
    moved = "".join([*(f"+SUM({each})" for each in bonus), *(f"-SUM({each})" for each in penalty)])
    return f'IF(COUNT({listed})=0,"",MAX(0,ROUND(SUM({listed}){moved},{TAIL_PLACES})))'


def class_of(index: str, classes: Sequence[ClassBand], decimals: int) -> str:
    """The class of an index by its displayed figure, empty without one."""
    inner = '""'
    for band in sorted(classes, key=lambda each: each.lowest):
        inner = f"IF(ROUND({index},{decimals})>={number_literal(band.lowest)},{text_literal(band.name)},{inner})"
    return f'IF(ISNUMBER({index}),{inner},"")'


def looked_up(column: str, code: str, codes: str) -> str:
    """The cell of a column in the row in which `codes` holds `code`."""
    return f"INDEX({column},MATCH({code},{codes},0))"


def over(function: str, ranges: Sequence[str], round_: bool = True) -> str:
    """AVERAGE, MEDIAN, MAX, MIN of ranges, empty where they hold no figure."""
    listed = ",".join(ranges)
    figure = f"ROUND({function}({listed}),{TAIL_PLACES})" if round_ else f"{function}({listed})"
    return f'IF(COUNT({listed})=0,"",{figure})'


def average_of_ranked(values: str, ranks: str) -> str:
    """The average over ranked units, empty where none has a figure."""
    return f'IFERROR(ROUND(AVERAGEIF({ranks},{RANKED},{values}),{TAIL_PLACES}),"")'


def count_of_ranked(values: str, condition: str, ranks: str) -> str:
    """How many ranked units meet a condition."""
    return f"COUNTIFS({ranks},{RANKED},{values},{condition})"

"""Expression trees as native spreadsheet formulas.

Only functions that Excel 2013 and LibreOffice 7.4 share: IF, AND, OR, ISNUMBER, ROUND, MIN, MAX,
MOD, SUM, COUNT, COUNTIF, SMALL, INDEX, and those of `CALLED`. `Compare` looks at
ROUND(x,9), as `cchc.core.expressions` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from cchc.core.expressions import (
    All,
    AnyOf,
    Arithmetic,
    Call,
    Chain,
    Compare,
    CompareStored,
    Condition,
    CountBelow,
    CountOf,
    Empty,
    Expression,
    If,
    Input,
    Is,
    IsBlank,
    IsNumber,
    Item,
    Joined,
    Maximum,
    Minimum,
    Number,
    Remainder,
    Rounded,
    Smallest,
    SumOf,
    Text,
)
from cchc.core.numbers import COMPARISON_PLACES, plain

Address = Callable[[str], str]
"""Gives the cell address of an input's name: `E17` for `1.2.3:done`."""

CALLED = frozenset(
    (
        *("AVERAGE", "AVERAGEIF", "COUNT", "COUNTIFS", "IFERROR", "INDEX", "MATCH"),
        *("MAX", "MEDIAN", "MIN", "RANK", "SUM"),
    )
)
"""The functions a `Call` may name: Excel 2013 and LibreOffice 7.4 share them."""

FORMULA_LIMIT = 8192
TEXT_LITERAL_LIMIT = 255

_CELL = re.compile(r"('[^']+'!)?\$?([A-Z]+)\$?([0-9]+)")


def as_formula(tree: Expression, address: Address) -> str:
    """The formula of a tree, with the leading `=`.

    Raises ValueError where it would exceed Excel's limits (8,192 characters; 255 for a text in it).
    """
    formula = "=" + _expression(tree, address)
    if len(formula) > FORMULA_LIMIT:
        raise ValueError(f"formula of {len(formula)} characters")
    return formula


def condition_formula(condition: Condition) -> str:
    """The formula of a condition whose inputs are named by their cells, with the leading `=`."""
    return "=" + _condition(condition, str)


def text_literal(text: str) -> str:
    """A text in a formula, its quotes doubled. Raises ValueError beyond 255 characters."""
    if len(text) > TEXT_LITERAL_LIMIT:
        raise ValueError(f"text literal of {len(text)} characters")
    return '"' + text.replace('"', '""') + '"'


@lru_cache(maxsize=4096)
def number_literal(value: Fraction) -> str:
    """A declared decimal in a formula. Raises ValueError for a figure that is not a short decimal."""
    text = plain(value, ".")
    if Fraction(text) != value:
        raise ValueError(f"{value} is no short decimal")
    return text


def as_ranges(addresses: Sequence[str]) -> str:
    """Addresses as arguments of SUM; adjacent cells of a column become a range: E5:E7,E9, 'Trang'!E5:E7."""
    runs: list[tuple[str, str, int, int]] = []
    for each in addresses:
        match = _CELL.fullmatch(each)
        if match is None:
            raise ValueError(f"not a cell: {each}")
        sheet, column, row = match.group(1) or "", match.group(2), int(match.group(3))
        if runs and runs[-1][:2] == (sheet, column) and runs[-1][3] == row - 1:
            runs[-1] = (sheet, column, runs[-1][2], row)
        else:
            runs.append((sheet, column, row, row))
    return ",".join(
        f"{sheet}{column}{first}" if first == last else f"{sheet}{column}{first}:{column}{last}"
        for sheet, column, first, last in runs
    )


def one_range(addresses: Sequence[str]) -> str:
    """Addresses as one range. Raises ValueError where they are not adjacent cells of one column."""
    joined = as_ranges(addresses)
    if "," in joined:
        raise ValueError(f"not one range: {joined}")
    return joined


def sheet_prefix(sheet: str) -> str:
    """The prefix of an address on another sheet: the sheet's name, quoted, and "!"."""
    return "'" + sheet.replace("'", "''") + "'!"


def _expression(tree: Expression, address: Address) -> str:
    if isinstance(tree, Number):
        return number_literal(tree.value)
    if isinstance(tree, Text):
        return text_literal(tree.value)
    if isinstance(tree, Empty):
        return '""'
    if isinstance(tree, Input):
        return address(tree.name)
    if isinstance(tree, Arithmetic):
        left, right = _operand(tree.left, address), _operand(tree.right, address)
        return f"{left}{tree.operator}{right}"
    if isinstance(tree, Chain):
        rest = "".join(operator + _operand(each, address) for operator, each in tree.rest)
        return _operand(tree.first, address) + rest
    if isinstance(tree, If):
        parts = (_condition(tree.condition, address), *_each((tree.then, tree.otherwise), address))
        return f"IF({','.join(parts)})"
    if isinstance(tree, Joined):
        return "&".join(_operand(part, address) for part in tree.parts)
    return _call(tree, address)


def _call(tree: Expression, address: Address) -> str:
    if isinstance(tree, Minimum):
        return f"MIN({','.join(_each((tree.left, tree.right), address))})"
    if isinstance(tree, Maximum):
        return f"MAX({','.join(_each((tree.left, tree.right), address))})"
    if isinstance(tree, Rounded):
        return f"ROUND({_expression(tree.operand, address)},{tree.places})"
    if isinstance(tree, Remainder):
        return f"MOD({_expression(tree.operand, address)},{tree.divisor})"
    if isinstance(tree, SumOf):
        return f"SUM({as_ranges([address(name) for name in tree.names])})"
    if isinstance(tree, CountOf):
        return f"COUNT({as_ranges([address(name) for name in tree.names])})"
    if isinstance(tree, CountBelow):
        # One COUNTIF for each range: unlike SUM and COUNT, COUNTIF accepts only one.
        runs = as_ranges([address(name) for name in tree.names]).split(",")
        return "+".join(f'COUNTIF({run},"<{number_literal(tree.limit)}")' for run in runs)
    if isinstance(tree, (Smallest, Item)):
        function = "SMALL" if isinstance(tree, Smallest) else "INDEX"
        cells = one_range([address(name) for name in tree.names])
        return f"{function}({cells},{_expression(tree.place, address)})"
    if isinstance(tree, Call) and tree.function in CALLED:
        return f"{tree.function}({','.join(_each(tree.arguments, address))})"
    raise TypeError(f"not an expression: {tree!r}")


def _condition(condition: Condition, address: Address) -> str:
    if isinstance(condition, Compare):
        left, right = (_compared(condition.left, address), _compared(condition.right, address))
        return f"{left}{condition.operator}{right}"
    if isinstance(condition, CompareStored):
        left, right = _operand(condition.left, address), _operand(condition.right, address)
        return f"{left}{condition.operator}{right}"
    if isinstance(condition, All):
        return f"AND({','.join(_condition(each, address) for each in condition.conditions)})"
    if isinstance(condition, AnyOf):
        return f"OR({','.join(_condition(each, address) for each in condition.conditions)})"
    cell = _operand(condition.operand, address)
    if isinstance(condition, IsNumber):
        return f"ISNUMBER({cell})"
    if isinstance(condition, IsBlank):
        return f'{cell}=""'
    if isinstance(condition, Is):
        return f"{cell}={text_literal(condition.label)}"
    raise TypeError(f"not a condition: {condition!r}")


def _compared(tree: Expression, address: Address) -> str:
    """A side of a comparison: constants unchanged, everything else rounded to 9 decimals."""
    text = _expression(tree, address)
    if isinstance(tree, (Number, CountOf, CountBelow)) or (isinstance(tree, Rounded) and tree.places == 0):
        return text
    return f"ROUND({text},{COMPARISON_PLACES})"


def _operand(tree: Expression, address: Address) -> str:
    text = _expression(tree, address)
    return f"({text})" if isinstance(tree, (Arithmetic, Chain, Joined, CountBelow)) else text


def _each(trees: Iterable[Expression], address: Address) -> list[str]:
    return [_expression(tree, address) for tree in trees]

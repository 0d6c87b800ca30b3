"""Small expression trees: what a rule computes, said once for every engine.

A tree is evaluated here with exact numbers and rendered by `workbook_templates` as a native
spreadsheet formula. Both must agree, so the nodes mean what Excel means by them:

* a comparison looks at its sides rounded to 9 decimals;
* texts compare without regard to case;
* `Empty()` is the empty text a formula shows where there is nothing to show, and it is no number.

Values are `Fraction`, `str` or None (an empty cell).
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Callable, Dict, FrozenSet, Tuple, Union

from .numbers import rounded, settled, total

Value = Union[Fraction, str, None]
Lookup = Callable[[str], Value]


class NotANumber(ArithmeticError):
    """A tree did arithmetic on text or emptiness: a guard is missing. Always our own fault."""


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: Fraction


@dataclass(frozen=True)
class Text:
    """A constant text."""

    value: str


@dataclass(frozen=True)
class Empty:
    """Nothing to show: the empty text."""


@dataclass(frozen=True)
class Input:
    """What stands in a named cell. Inside a rule the names are the roles `choice`, `done`,
    `total` and `score`; bound to a leaf they become `1.2.3:done`.
    """

    name: str


@dataclass(frozen=True)
class Arithmetic:
    """`left` `operator` `right`, the operator one of + - * /."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Minimum:
    """The smaller of two numbers."""

    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Maximum:
    """The larger of two numbers."""

    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Rounded:
    """Rounded half up (away from zero) to a number of decimals."""

    operand: "Expression"
    places: int


@dataclass(frozen=True)
class Remainder:
    """The remainder of a division of whole numbers."""

    operand: "Expression"
    divisor: int


@dataclass(frozen=True)
class SumOf:
    """The sum of the named cells that hold numbers."""

    names: Tuple[str, ...]


@dataclass(frozen=True)
class CountOf:
    """How many of the named cells hold numbers."""

    names: Tuple[str, ...]


@dataclass(frozen=True)
class CountBelow:
    """How many of the named cells hold numbers below a limit."""

    names: Tuple[str, ...]
    limit: Fraction


@dataclass(frozen=True)
class Smallest:
    """The number that stands at a place (from 1) when the numbers of the named cells are put in order.
    There must be so many.
    """

    names: Tuple[str, ...]
    place: "Expression"


@dataclass(frozen=True)
class Item:
    """What the named cell at a place (from 1) holds. The cells follow one another in a column."""

    names: Tuple[str, ...]
    place: "Expression"


@dataclass(frozen=True)
class Joined:
    """Texts and whole numbers written one after another."""

    parts: Tuple["Expression", ...]


@dataclass(frozen=True)
class Compare:
    """A comparison of two numbers, one of < <= = >= > <>."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Is:
    """Whether a cell holds this text, in any case."""

    operand: Input
    label: str


@dataclass(frozen=True)
class IsNumber:
    """Whether a cell holds a number."""

    operand: Input


@dataclass(frozen=True)
class IsBlank:
    """Whether a cell shows nothing: empty, or the empty text."""

    operand: Input


@dataclass(frozen=True)
class All:
    """Every condition holds."""

    conditions: Tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one condition holds."""

    conditions: Tuple["Condition", ...]


@dataclass(frozen=True)
class If:
    """One tree or the other."""

    condition: "Condition"
    then: "Expression"
    otherwise: "Expression"


Condition = Union[Compare, Is, IsNumber, IsBlank, All, AnyOf]
Expression = Union[
    Number,
    Text,
    Empty,
    Input,
    Arithmetic,
    Minimum,
    Maximum,
    Rounded,
    Remainder,
    SumOf,
    CountOf,
    CountBelow,
    Smallest,
    Item,
    Joined,
    If,
]

_ARITHMETIC: Dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_COMPARISONS: Dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
    "<>": operator.ne,
}


def evaluate(tree: Expression, lookup: Lookup) -> Value:
    """The value of a tree. Raises NotANumber where a guard is missing."""
    if isinstance(tree, If):
        return evaluate(tree.then if holds(tree.condition, lookup) else tree.otherwise, lookup)
    if isinstance(tree, (Number, Text)):
        return tree.value
    if isinstance(tree, Empty):
        return ""
    if isinstance(tree, Input):
        return lookup(tree.name)
    if isinstance(tree, Item):
        return lookup(tree.names[int(_number(tree.place, lookup)) - 1])
    if isinstance(tree, Joined):
        return "".join(_as_text(evaluate(part, lookup)) for part in tree.parts)
    return _number_of(tree, lookup)


def holds(condition: Condition, lookup: Lookup) -> bool:
    """Whether a condition is true."""
    if isinstance(condition, Compare):
        left, right = _number(condition.left, lookup), _number(condition.right, lookup)
        return _COMPARISONS[condition.operator](settled(left), settled(right))
    if isinstance(condition, All):
        return all(holds(each, lookup) for each in condition.conditions)
    if isinstance(condition, AnyOf):
        return any(holds(each, lookup) for each in condition.conditions)
    value = lookup(condition.operand.name)
    if isinstance(condition, IsNumber):
        return isinstance(value, Fraction)
    if isinstance(condition, IsBlank):
        return value is None or value == ""
    return isinstance(value, str) and value.casefold() == condition.label.casefold()


def numbers_among(names: Tuple[str, ...], lookup: Lookup) -> Tuple[Fraction, ...]:
    """The numbers that stand in the named cells, as SUM and COUNT see them."""
    values = (lookup(name) for name in names)
    return tuple(value for value in values if isinstance(value, Fraction))


def _number_of(tree: Expression, lookup: Lookup) -> Fraction:
    if isinstance(tree, Arithmetic):
        left, right = _number(tree.left, lookup), _number(tree.right, lookup)
        return _ARITHMETIC[tree.operator](left, right)
    if isinstance(tree, Minimum):
        return min(_number(tree.left, lookup), _number(tree.right, lookup))
    if isinstance(tree, Maximum):
        return max(_number(tree.left, lookup), _number(tree.right, lookup))
    if isinstance(tree, Rounded):
        return rounded(_number(tree.operand, lookup), tree.places)
    if isinstance(tree, Remainder):
        return _number(tree.operand, lookup) % tree.divisor
    if isinstance(tree, SumOf):
        return total(numbers_among(tree.names, lookup))
    if isinstance(tree, CountOf):
        return Fraction(len(numbers_among(tree.names, lookup)))
    if isinstance(tree, CountBelow):
        return Fraction(sum(number < tree.limit for number in numbers_among(tree.names, lookup)))
    if isinstance(tree, Smallest):
        place = int(_number(tree.place, lookup))
        return sorted(numbers_among(tree.names, lookup))[place - 1]
    raise TypeError("not an expression: %r" % (tree,))


def _number(tree: Expression, lookup: Lookup) -> Fraction:
    value = evaluate(tree, lookup)
    if not isinstance(value, Fraction):
        raise NotANumber("%r gave %r where a number belongs" % (tree, value))
    return value


def _as_text(value: Value) -> str:
    if isinstance(value, Fraction):
        if value.denominator != 1:
            raise NotANumber("only whole numbers are joined to text, not %s" % value)
        return str(value.numerator)
    return value or ""


NO_NAMES: FrozenSet[str] = frozenset()


def names_in(tree: object) -> FrozenSet[str]:
    """The names of all cells an expression or condition looks at."""
    if isinstance(tree, Input):
        return frozenset((tree.name,))
    if isinstance(tree, tuple):
        return NO_NAMES.union(*(names_in(each) for each in tree))
    if not is_dataclass(tree):
        return NO_NAMES
    found: FrozenSet[str] = frozenset(getattr(tree, "names", ()))
    return found.union(*(names_in(getattr(tree, each.name)) for each in fields(tree)))

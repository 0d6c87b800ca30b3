"""Evaluates expression trees in exact numbers.

A tree is compiled into functions once and evaluated many times: thousands of forms are scored by the same
few hundred trees. Internally whole numbers are `int`, which is much faster than `Fraction` and just as
exact; arguments and results are the values of `expressions`.
"""

from __future__ import annotations

import operator
from fractions import Fraction
from typing import Any, Callable, Dict, Tuple

from . import expressions as node
from .expressions import Condition, Expression, Value
from .numbers import Exact, comparable_units, rounded, total

Lookup = Callable[[str], Value]

ValueOf = Callable[[Lookup], Value]
NumberOf = Callable[[Lookup], Exact]
Test = Callable[[Lookup], bool]

_KEPT = 50_000
"""The number of trees whose functions are cached: a campaign has a few hundred, a long test run many."""

_functions: Dict[int, Tuple[Expression, ValueOf]] = {}
"""Cached functions by `id` of the tree, together with the tree. Hashing the tree itself would hash every
node.
"""

_ARITHMETIC: Dict[str, Callable[[Any, Any], Exact]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": Fraction,
}
_COMPARISONS: Dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
    "<>": operator.ne,
}


class NotANumber(ArithmeticError):
    """A tree computed with text or an empty cell: the rule lacks a guard. Always an error in this program."""


def evaluate(tree: Expression, lookup: Lookup) -> Value:
    """The value of a tree. Raises NotANumber where a guard is missing."""
    known = _functions.get(id(tree))
    if known is None or known[0] is not tree:
        if len(_functions) >= _KEPT:
            _functions.clear()
        known = _functions[id(tree)] = (tree, value_of(tree))
    return known[1](lookup)


def value_of(tree: Expression) -> ValueOf:
    """Compile a tree into a function that returns its value."""
    if isinstance(tree, node.If):
        test, then, otherwise = holds_of(tree.condition), value_of(tree.then), value_of(tree.otherwise)
        return lambda lookup: then(lookup) if test(lookup) else otherwise(lookup)
    if isinstance(tree, (node.Number, node.Text)):
        value = tree.value
        return lambda _: value
    if isinstance(tree, node.Empty):
        return lambda _: ""
    if isinstance(tree, node.Input):
        name = tree.name
        return lambda lookup: lookup(name)
    if isinstance(tree, node.Item):
        names, place = tree.names, number_of(tree.place)
        return lambda lookup: lookup(names[int(place(lookup)) - 1])
    if isinstance(tree, node.Joined):
        parts = [value_of(part) for part in tree.parts]
        return lambda lookup: "".join([_as_text(part(lookup)) for part in parts])
    if type(tree) not in _NUMBERS:
        raise TypeError("not an expression: %r" % (tree,))
    number = number_of(tree)
    return lambda lookup: Fraction(number(lookup))


def number_of(tree: Expression) -> NumberOf:
    """Compile a tree into a function that returns its value as a number. That function raises NotANumber
    for others.
    """
    if isinstance(tree, node.If):
        test, then, otherwise = holds_of(tree.condition), number_of(tree.then), number_of(tree.otherwise)
        return lambda lookup: then(lookup) if test(lookup) else otherwise(lookup)
    if isinstance(tree, node.Number):
        constant = _whole_as_int(tree.value)
        return lambda _: constant
    made = _NUMBERS.get(type(tree))
    if made is not None:
        return made(tree)
    value = value_of(tree)

    def number(lookup: Lookup) -> Exact:
        found = value(lookup)
        if not isinstance(found, Fraction):
            raise NotANumber("%r gave %r where a number belongs" % (tree, found))
        return found.numerator if found.denominator == 1 else found

    return number


def holds_of(condition: Condition) -> Test:
    """Compile a condition into a function that returns whether it holds."""
    if isinstance(condition, node.Compare):
        compare = _COMPARISONS[condition.operator]
        left, right = _comparable_of(condition.left), _comparable_of(condition.right)
        return lambda lookup: compare(left(lookup), right(lookup))
    if isinstance(condition, node.CompareStored):
        compare = _COMPARISONS[condition.operator]
        first, second = number_of(condition.left), number_of(condition.right)
        return lambda lookup: compare(first(lookup), second(lookup))
    if isinstance(condition, (node.All, node.AnyOf)):
        tests, together = [holds_of(each) for each in condition.conditions], _TOGETHER[type(condition)]
        return lambda lookup: together(test(lookup) for test in tests)
    if isinstance(condition.operand, node.Input):
        name = condition.operand.name
        if isinstance(condition, node.IsNumber):
            return lambda lookup: isinstance(lookup(name), Fraction)
        if isinstance(condition, node.IsBlank):
            return lambda lookup: lookup(name) in (None, "")
        return _says(condition.label, lambda lookup: lookup(name))
    value = value_of(condition.operand)
    if isinstance(condition, node.IsNumber):
        return lambda lookup: isinstance(value(lookup), Fraction)
    if isinstance(condition, node.IsBlank):
        return lambda lookup: value(lookup) in (None, "")
    return _says(condition.label, value)


def _says(label: str, value_of_cell: ValueOf) -> Test:
    folded = label.casefold()

    def says(lookup: Lookup) -> bool:
        value = value_of_cell(lookup)
        return value == label or (isinstance(value, str) and value.casefold() == folded)

    return says


def numbers_among(names: Tuple[str, ...], lookup: Lookup) -> Tuple[Fraction, ...]:
    """The numbers in the named cells, as SUM and COUNT see them."""
    return tuple([value for value in map(lookup, names) if isinstance(value, Fraction)])


def _arithmetic(tree: node.Arithmetic) -> NumberOf:
    work, left, right = _ARITHMETIC[tree.operator], number_of(tree.left), number_of(tree.right)
    return lambda lookup: work(left(lookup), right(lookup))


def _chain(tree: node.Chain) -> NumberOf:
    first = number_of(tree.first)
    rest = [(_ARITHMETIC[operator], number_of(operand)) for operator, operand in tree.rest]

    def number(lookup: Lookup) -> Exact:
        value = first(lookup)
        for work, operand in rest:
            value = work(value, operand(lookup))
        return value

    return number


def _minimum(tree: node.Minimum) -> NumberOf:
    left, right = number_of(tree.left), number_of(tree.right)
    return lambda lookup: min(left(lookup), right(lookup))


def _maximum(tree: node.Maximum) -> NumberOf:
    left, right = number_of(tree.left), number_of(tree.right)
    return lambda lookup: max(left(lookup), right(lookup))


def _rounded(tree: node.Rounded) -> NumberOf:
    operand, places = number_of(tree.operand), tree.places

    def number(lookup: Lookup) -> Exact:
        value = operand(lookup)
        return value if isinstance(value, int) else _whole_as_int(rounded(value, places))

    return number


def _remainder(tree: node.Remainder) -> NumberOf:
    operand, divisor = number_of(tree.operand), tree.divisor
    return lambda lookup: operand(lookup) % divisor


def _sum_of(tree: node.SumOf) -> NumberOf:
    names = tree.names
    return lambda lookup: total(numbers_among(names, lookup))


def _count_of(tree: node.CountOf) -> NumberOf:
    names = tree.names
    return lambda lookup: len(numbers_among(names, lookup))


def _count_below(tree: node.CountBelow) -> NumberOf:
    names, limit = tree.names, tree.limit
    return lambda lookup: sum(number < limit for number in numbers_among(names, lookup))


def _smallest(tree: node.Smallest) -> NumberOf:
    names, place = tree.names, number_of(tree.place)
    return lambda lookup: sorted(numbers_among(names, lookup))[int(place(lookup)) - 1]


_NUMBERS: Dict[type, Callable[[Any], NumberOf]] = {
    node.Arithmetic: _arithmetic,
    node.Chain: _chain,
    node.Minimum: _minimum,
    node.Maximum: _maximum,
    node.Rounded: _rounded,
    node.Remainder: _remainder,
    node.SumOf: _sum_of,
    node.CountOf: _count_of,
    node.CountBelow: _count_below,
    node.Smallest: _smallest,
}
_TOGETHER: Dict[type, Callable[[Any], bool]] = {node.All: all, node.AnyOf: any}


def _whole_as_int(value: Fraction) -> Exact:
    return value.numerator if value.denominator == 1 else value


def _comparable_of(tree: Expression) -> Callable[[Lookup], int]:
    """Compile a tree into a function that returns its value in billionths, the unit in which limits are
    compared. Most such trees are rates, one whole number divided by another, so division has its own
    branch.
    """
    if isinstance(tree, node.Number):
        constant = comparable_units(tree.value)
        return lambda _: constant
    if not (isinstance(tree, node.Arithmetic) and tree.operator == "/"):
        number = number_of(tree)
        return lambda lookup: comparable_units(number(lookup))
    left, right = number_of(tree.left), number_of(tree.right)
    return lambda lookup: comparable_units(left(lookup), right(lookup))


def _as_text(value: Value) -> str:
    if isinstance(value, Fraction):
        if value.denominator != 1:
            raise NotANumber("only whole numbers are joined to text, not %s" % value)
        return str(value.numerator)
    return value or ""

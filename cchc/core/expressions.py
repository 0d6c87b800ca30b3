"""Small expression trees: what a rule computes, said once for every engine.

A tree is evaluated by `evaluation` with exact numbers and rendered by `workbook_templates` as a native
spreadsheet formula. Both must agree, so the nodes mean what Excel means by them:

* a comparison looks at its sides rounded to 9 decimals (`CompareStored`: as they are);
* texts compare without regard to case;
* `Empty()` is the empty text a formula shows where there is nothing to show, and it is no number.

Values are `Fraction`, `str` or None (an empty cell).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import FrozenSet, Tuple, Union

Value = Union[Fraction, str, None]


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
class Chain:
    """Operations from left to right, written without brackets: all of + and -, or all of * and /."""

    first: "Expression"
    rest: Tuple[Tuple[str, "Expression"], ...]


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
class Call:
    """A function that only spreadsheets compute, over whole columns: it is rendered and never evaluated.
    Ranges are inputs whose names are their addresses.
    """

    function: str
    arguments: Tuple["Expression", ...]


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
class CompareStored:
    """A comparison of two numbers as they are stored, without rounding: validations and results compare so."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Is:
    """Whether a cell holds this text, in any case."""

    operand: "Expression"
    label: str


@dataclass(frozen=True)
class IsNumber:
    """Whether a cell holds a number."""

    operand: "Expression"


@dataclass(frozen=True)
class IsBlank:
    """Whether a cell shows nothing: empty, or the empty text."""

    operand: "Expression"


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


Condition = Union[Compare, CompareStored, Is, IsNumber, IsBlank, All, AnyOf]
Expression = Union[
    Number,
    Text,
    Empty,
    Input,
    Arithmetic,
    Chain,
    Minimum,
    Maximum,
    Rounded,
    Remainder,
    SumOf,
    CountOf,
    CountBelow,
    Smallest,
    Item,
    Call,
    Joined,
    If,
]

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

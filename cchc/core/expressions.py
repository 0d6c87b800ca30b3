"""Expression trees: what a rule computes, stated once for every engine.

`evaluation` evaluates a tree with exact numbers; `workbook_templates` renders it as a native spreadsheet
formula. Both must agree, so the nodes have Excel's meaning:

* a comparison rounds its sides to 9 decimals (`CompareStored` does not);
* texts compare without regard to case;
* `Empty()` is the empty text that a formula shows where there is no result; it is not a number.

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
    """The empty text, for no result."""


@dataclass(frozen=True)
class Input:
    """The value of a named cell. Inside a rule the names are the roles `choice`, `done`, `total` and
    `score`; for a leaf they become names such as `1.2.3:done`.
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
    """The number at a place (from 1) among the numbers of the named cells in ascending order. There must be
    at least that many numbers.
    """

    names: Tuple[str, ...]
    place: "Expression"


@dataclass(frozen=True)
class Item:
    """The value of the named cell at a place (from 1). The cells are consecutive in a column."""

    names: Tuple[str, ...]
    place: "Expression"


@dataclass(frozen=True)
class Call:
    """A function over whole columns that only spreadsheets compute: it is rendered and never evaluated.
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
    """A comparison of two numbers without rounding, as in data validations and results."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Is:
    """Whether a cell holds this text, ignoring case."""

    operand: "Expression"
    label: str


@dataclass(frozen=True)
class IsNumber:
    """Whether a cell holds a number."""

    operand: "Expression"


@dataclass(frozen=True)
class IsBlank:
    """Whether a cell is empty or holds the empty text."""

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
    """One of two trees, depending on a condition."""

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
    """The names of all cells that an expression or condition uses."""
    if isinstance(tree, Input):
        return frozenset((tree.name,))
    if isinstance(tree, tuple):
        return NO_NAMES.union(*(names_in(each) for each in tree))
    if not is_dataclass(tree):
        return NO_NAMES
    found: FrozenSet[str] = frozenset(getattr(tree, "names", ()))
    return found.union(*(names_in(getattr(tree, each.name)) for each in fields(tree)))

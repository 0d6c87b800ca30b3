"""Expression trees mean what the spreadsheet means by the same formula."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc.core.evaluation import Lookup, NotANumber, evaluate, holds_of
from cchc.core.expressions import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
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
    Value,
    names_in,
)

A, B = Input("a"), Input("b")


def holds(condition: Condition, lookup: Lookup) -> bool:
    """Whether a condition is true."""
    return holds_of(condition)(lookup)


def number(text: str) -> Number:
    """A constant from its decimal."""
    return Number(Fraction(text))


def empty(name: str) -> Value:
    """A form with nothing entered."""
    return None


def value_of(tree: Expression, **cells: Value) -> Value:
    """What a tree gives over these cells; a cell not named is empty."""
    return evaluate(tree, cells.get)


@pytest.mark.parametrize(
    ("tree", "value"),
    [
        (Arithmetic("+", number("1.5"), number("2")), "3.5"),
        (Arithmetic("-", number("1.5"), number("2")), "-0.5"),
        (Arithmetic("*", number("1.5"), number("2")), "3"),
        (Arithmetic("/", number("5"), number("7")), "5/7"),
        (Minimum(number("2"), number("-3")), "-3"),
        (Maximum(number("2"), number("-3")), "2"),
        (Rounded(number("2.345"), 2), "2.35"),
        (Rounded(number("-0.5"), 0), "-1"),
        (Remainder(number("23"), 7), "2"),
        (Remainder(number("-1"), 7), "6"),
    ],
)
def test_arithmetic_is_exact(tree: Expression, value: str) -> None:
    """No node passes through a binary float; a remainder has the sign of the divisor, as MOD."""
    assert value_of(tree) == Fraction(value)


@pytest.mark.parametrize(
    ("operator", "below", "equal", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        ("=", False, True, False),
        (">=", False, True, True),
        (">", False, False, True),
        ("<>", True, False, True),
    ],
)
def test_comparisons_on_both_sides_of_a_limit(
    operator: str, *, below: bool, equal: bool, above: bool
) -> None:
    """Every operator just below, on and just above 0.9."""
    found = [
        holds(Compare(operator, number(rate), number("0.9")), empty)
        for rate in ("0.899999999", "0.9", "0.900000001")
    ]
    assert found == [below, equal, above]


def test_comparisons_look_at_nine_decimals() -> None:
    """0.8999999999 is 0.9 to both engines: a double could not be trusted to tell them apart."""
    assert holds(Compare("=", number("0.8999999999"), number("0.9")), empty)


def test_texts_compare_without_regard_to_case() -> None:
    """As `=` does in a spreadsheet; other text, a number and an empty cell are not the label."""
    cells: dict[str, Value] = {"a": "KHÔNG phát sinh", "b": Fraction(1)}
    assert holds(Is(A, "Không phát sinh"), cells.get)
    assert not holds(Is(A, "Không"), cells.get)
    assert not holds(Is(B, "1"), cells.get)
    assert not holds(Is(Input("c"), ""), cells.get)


def test_only_numbers_are_numbers() -> None:
    """A number typed as text and an empty cell are none; 0 is one."""
    cells: dict[str, Value] = {"zero": Fraction(0), "text": "0.5", "shown": ""}
    found = [holds(IsNumber(Input(name)), cells.get) for name in ("zero", "text", "shown", "empty")]
    assert found == [True, False, False, False]


def test_blank_is_an_empty_cell_or_an_empty_text() -> None:
    """A formula that shows nothing is blank; 0 and a space are not."""
    cells: dict[str, Value] = {"zero": Fraction(0), "space": " ", "shown": ""}
    found = [holds(IsBlank(Input(name)), cells.get) for name in ("zero", "space", "shown", "empty")]
    assert found == [False, False, True, True]


def test_conditions_join() -> None:
    """All needs every part, AnyOf one."""
    yes, no = (Compare("<", number("1"), number("2")), Compare(">", number("1"), number("2")))
    assert holds(All((yes, yes)), empty)
    assert not holds(All((yes, no)), empty)
    assert holds(AnyOf((no, yes)), empty)
    assert not holds(AnyOf((no, no)), empty)


def test_only_the_chosen_branch_is_computed() -> None:
    """A guard keeps the division behind it from being tried at all."""
    guarded = If(Compare("=", A, number("0")), Text("none"), Arithmetic("/", number("1"), A))
    assert value_of(guarded, a=Fraction(0)) == "none"
    assert value_of(guarded, a=Fraction(4)) == Fraction(1, 4)


def test_empty_is_a_text_and_no_number() -> None:
    """What a formula shows where there is nothing to show takes no part in sums."""
    assert value_of(Empty()) == ""
    assert value_of(SumOf(("a", "b")), a="", b=Fraction(2)) == 2


def test_sums_and_counts_see_numbers_only() -> None:
    """As SUM and COUNT over cells: text and empty cells are passed over, 0 counts."""
    cells: dict[str, Value] = {"a": Fraction(1, 2), "b": "3", "c": Fraction(0), "d": None}
    assert value_of(SumOf(("a", "b", "c", "d")), **cells) == Fraction(1, 2)
    assert value_of(CountOf(("a", "b", "c", "d")), **cells) == 2


def test_texts_and_whole_numbers_are_joined() -> None:
    """An empty cell adds nothing to the text."""
    assert value_of(Joined((Text("còn "), A, Text(" ô"), B)), a=Fraction(12)) == "còn 12 ô"


@pytest.mark.parametrize("wrong", ["0,5", "", None])
def test_arithmetic_on_text_or_emptiness_is_an_error(wrong: Value) -> None:
    """A missing guard shows at once, it never becomes a score."""
    with pytest.raises(NotANumber):
        value_of(Minimum(number("2"), A), a=wrong)


def test_fractions_are_not_joined_to_text() -> None:
    """How a fraction prints differs between engines, so it is refused."""
    with pytest.raises(NotANumber):
        value_of(Joined((Text("="), A)), a=Fraction(1, 2))


def test_counting_below_and_taking_the_smallest_pass_over_texts_and_blanks() -> None:
    cells: dict[str, Value] = {"a": Fraction(7), "b": "2", "c": None, "d": Fraction(3), "e": ""}
    names = tuple("abcde")
    assert value_of(CountBelow(names, Fraction(7)), **cells) == 1
    assert [value_of(Smallest(names, number(place)), **cells) for place in "12"] == [3, 7]


def test_an_item_is_whatever_stands_at_its_place() -> None:
    cells: dict[str, Value] = {"a": "x", "b": Fraction(2), "c": None}
    assert [value_of(Item(tuple("abc"), number(place)), **cells) for place in "123"] == ["x", 2, None]


def test_names_of_all_cells_a_tree_looks_at() -> None:
    """On any depth, in conditions, and whole ranges."""
    tree = If(
        All((IsNumber(Input("done")), Compare(">", Input("total"), Number(Fraction(0))))),
        Rounded(SumOf(("1.1:self", "1.2:self")), 2),
        Text("total"),
    )
    assert names_in(tree) == {"done", "total", "1.1:self", "1.2:self"}
    assert names_in(Number(Fraction(1))) == frozenset()


def test_what_is_no_expression_is_said_to_be_none() -> None:
    with pytest.raises(TypeError, match="not an expression"):
        evaluate(object(), empty)  # type: ignore[arg-type]

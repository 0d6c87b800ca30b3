"""The texts of the result sheet as trees: what has to be done first, how much is missing, how much is wrong.

Every leaf the unit scores itself has a key, by which it is sorted into the list of things to do: its place
on the sheet (from 1) if it is wrong, 1000 more if it is unfinished, the empty text if it is valid.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc.core import roles
from cchc.core.expressions import (
    AnyOf,
    Arithmetic,
    Compare,
    CountBelow,
    CountOf,
    Empty,
    Expression,
    If,
    Input,
    Is,
    IsNumber,
    Item,
    Joined,
    Number,
    Smallest,
    Text,
)
from cchc.core.numbers import ZERO
from cchc.criteria.model import ScoredLine
from workbook_templates.words.checks import MESSAGES, MISSING

Leaves = Sequence[ScoredLine]

_UNFINISHED = Fraction(1000)
"""Added to the places of leaves that are not finished, so that wrong leaves come first. It is larger than the
number of leaves of any criteria set."""


ALL_SOUND = "Đủ, hợp lệ"
NOTHING_TO_DO = "Không còn chỗ nào thiếu hoặc sai."

_SAID = (roles.SAID_CODE, roles.SAID_NAME, roles.SAID)


def key_tree(code: str, place: int) -> Expression:
    """The key of a leaf."""
    said = Input(f"{code}:{roles.SAID}")
    unfinished = AnyOf(tuple(Is(said, message) for message in MISSING))
    sound = AnyOf((Is(said, MESSAGES.sound), Is(said, MESSAGES.not_arisen)))
    wrong = Number(Fraction(place))
    return If(sound, Empty(), If(unfinished, Number(_UNFINISHED + place), wrong))


def place_tree(leaves: Leaves, number: int) -> Expression:
    """The place of the leaf with the `number`-th smallest key (from 1); the empty text where there are fewer."""
    key = Smallest(_keys(leaves), Number(Fraction(number)))
    behind = Compare(">", key, Number(_UNFINISHED))
    place = If(behind, Arithmetic("-", key, Number(_UNFINISHED)), key)
    return If(Compare(">=", CountOf(_keys(leaves)), Number(Fraction(number))), place, Empty())


def sentence_tree(leaves: Leaves, place: Input, nothing: str) -> Expression:
    """The leaf at a place as a sentence: "1.1.2. Name: Chưa đủ hai số liệu"; `nothing` without a place."""
    code, name, message = (Item(tuple(f"{leaf.code}:{role}" for leaf in leaves), place) for role in _SAID)
    sentence = Joined((code, Text(". "), name, Text(": "), message))
    return If(IsNumber(place), sentence, Text(nothing) if nothing else Empty())


def more_tree(leaves: Leaves, listed: int, main_name: str) -> Expression:
    """How many things there are to do after the first `listed`."""
    count, limit = CountOf(_keys(leaves)), Number(Fraction(listed))
    where = f" mục khác: xem bảng dưới đây hoặc cột “Kiểm tra” trên trang “{main_name}”."
    more = Joined((Text("Và còn "), Arithmetic("-", count, limit), Text(where)))
    return If(Compare(">", count, limit), more, Empty())


def summary_tree(leaves: Leaves) -> Expression:
    """How much is missing and wrong in the whole form, as a sentence."""
    missing, wrong = _missing(leaves), _wrong(leaves)
    parts = (Text("Còn "), missing, Text(" tiêu chí thành phần chưa đủ, "), wrong, Text(" chỗ phải sửa."))
    return If(_some(leaves), Joined(parts), Text(NOTHING_TO_DO))


def state_tree(leaves: Leaves) -> Expression:
    """How much is missing and wrong in a domain, as a short text."""
    missing, wrong = _missing(leaves), _wrong(leaves)
    unfinished: tuple[Expression, ...] = (Text("Còn "), missing, Text(" chưa đủ"))
    to_mend: tuple[Expression, ...] = (wrong, Text(" phải sửa"))
    both = Joined((*unfinished, Text("; "), *to_mend))
    some_missing = If(Compare("=", wrong, CountOf(_keys(leaves))), Joined(to_mend), both)
    some = If(Compare("=", wrong, Number(ZERO)), Joined(unfinished), some_missing)
    return If(_some(leaves), some, Text(ALL_SOUND))


def share_tree(leaves: Leaves) -> Expression:
    """The unit's progress: "61/79"."""
    return Joined(
        (CountOf(tuple(f"{each.code}:{roles.ENTERED}" for each in leaves)), Text(f"/{len(leaves)}"))
    )


def _keys(leaves: Leaves) -> tuple[str, ...]:
    return tuple(f"{leaf.code}:{roles.KEY}" for leaf in leaves)


def _wrong(leaves: Leaves) -> Expression:
    return CountBelow(_keys(leaves), _UNFINISHED)


def _missing(leaves: Leaves) -> Expression:
    return Arithmetic("-", CountOf(_keys(leaves)), _wrong(leaves))


def _some(leaves: Leaves) -> Compare:
    return Compare(">", CountOf(_keys(leaves)), Number(ZERO))

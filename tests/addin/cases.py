"""Random arguments for every function, of everything people leave in cells."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.engines.cases import LIMITS, RULES

Value = Any
"""None, a text, a number, {"date": "2023-11-30"} or the name of an error."""

Rows = list[list[Value]]

CLASSES = (("Xuất sắc", 90), ("Tốt", 80), ("Khá", 65), ("Trung bình", 50))
TEXTS = ("0,5", "x", " ", "Có ", "1.10")
ERRORS = ("#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")
DATES = ({"date": "2023-11-30"}, {"date": "1900-03-01"})


@dataclass(frozen=True)
class Call:
    """One call: the function's name and its arguments, each rows of cells."""

    name: str
    arguments: tuple[Rows, ...]

    @property
    def has_error(self) -> bool:
        """Whether an error stands in any argument."""
        return any(
            isinstance(cell, str) and cell in ERRORS
            for grid in self.arguments
            for row in grid
            for cell in row
        )


def random_calls(count: int, seed: int) -> list[Call]:
    """So many calls, all functions in turn; two thirds hold something odd."""
    chance = random.Random(seed)
    makers = list(_MAKERS.items())
    return [
        Call(name, tuple(make(chance)))
        for name, make in (makers[number % len(makers)] for number in range(count))
    ]


def column(cells: Sequence[Value]) -> Rows:
    return [[cell] for cell in cells]


def spoiled(chance: random.Random, cells: Sequence[Value], share: float = 0.04) -> list[Value]:
    """The cells with odd ones among them; in most calls, none is odd."""
    if chance.random() < 0.6:
        return list(cells)
    odd = (*TEXTS, *ERRORS, *DATES, -1, 10**9, None)
    return [chance.choice(odd) if chance.random() < share * 3 else cell for cell in cells]


def _leaf_table(chance: random.Random) -> tuple[list[str], list[Value], list[Value]]:
    """Codes of leaves, scores and max points."""
    codes = [f"{domain}.{leaf}" for domain in range(1, chance.randint(2, 4)) for leaf in range(1, 12, 3)]
    possible = [chance.choice((0.25, 0.5, 1, 1.5, 2, 3)) for _ in codes]
    scores: list[Value] = [
        None if chance.random() < 0.15 else round(top * chance.choice((0, 0.5, 0.75, 1, 1 / 3)), 6)
        for top in possible
    ]
    return codes, scores, possible


def _index(chance: random.Random) -> list[Rows]:
    _, scores, possible = _leaf_table(chance)
    return [column(spoiled(chance, scores)), column(spoiled(chance, possible, 0.01))]


def _components(chance: random.Random) -> list[Rows]:
    codes, scores, possible = _leaf_table(chance)
    wanted = [chance.choice(["1", "2", "1.1", "1.10", "9", None]) for _ in range(3)]
    return [column(codes), column(spoiled(chance, scores)), column(possible), column(wanted)]


def _what_if(chance: random.Random) -> list[Rows]:
    codes, scores, possible = _leaf_table(chance)
    changed = [chance.choice([*codes, *codes, "9.9", None]) for _ in range(2)]
    new = [None if code is None else chance.choice((0.25, 0.125, None, 9)) for code in changed]
    return [column(codes), column(spoiled(chance, scores)), column(possible), column(changed), column(new)]


def _leaves(chance: random.Random) -> list[Rows]:
    rows: list[list[Value]] = []
    for _ in range(4):
        rule, points = chance.choice(RULES)
        total = chance.choice((4, 7, 40, 200, 0, None))
        done = total * chance.choice(LIMITS) / 100 if total else chance.choice((0, 3, None))
        choice = chance.choice(("Có", "CÓ", "Không", "Không phát sinh", "Đúng hạn, đủ", None, None))
        entered = chance.choice((0.25, 0.5, 0.7, 2, 2.25, 0, None))
        kind = chance.choice((None, "exclude", "full"))
        rows.append([rule, float(points), choice, *spoiled(chance, [done, total, entered]), kind])
    return [column([row[number] for row in rows]) for number in range(7)]


def _indices(chance: random.Random) -> list[Value]:
    near = (79.995, 79.994999, 80, 90, 87.125, 87.12, 65.005)
    return [
        None if chance.random() < 0.1 else chance.choice((*near, round(chance.uniform(0, 100), 4)))
        for _ in range(6)
    ]


def _class_columns() -> list[Rows]:
    return [column([name for name, _ in CLASSES]), column([lowest for _, lowest in CLASSES])]


def _class(chance: random.Random) -> list[Rows]:
    return [column(spoiled(chance, _indices(chance))), *_class_columns(), [[chance.choice((1, 2, 3))]]]


def _settings(chance: random.Random) -> list[Rows]:
    compared = ("displayed", "unrounded", "Số đã làm tròn")
    return [[[2]], [[chance.choice(compared)]], [[chance.choice(("1,1,3", "1,1,3", "1,1,2"))]]]


def _blocks(chance: random.Random) -> list[Rows]:
    named = column([chance.choice(("A", "B")) for _ in range(6)])
    return [named, column([chance.choice(("x", None, None, None)) for _ in range(6)])]


def _rank(chance: random.Random) -> list[Rows]:
    return [column(spoiled(chance, _indices(chance), 0.01)), *_blocks(chance), *_settings(chance)]


def _standing(chance: random.Random) -> list[Rows]:
    points = [
        None if chance.random() < 0.1 else round(chance.uniform(0, 66), chance.choice((0, 2, 4)))
        for _ in range(6)
    ]
    return [column(spoiled(chance, points, 0.02)), column([66, 79, 66, 66, 79, 66])]


def _class_gap(chance: random.Random) -> list[Rows]:
    wanted = chance.choice(("Tốt", "tốt", "Khá", "Giỏi"))
    return [*_standing(chance), [[wanted]], *_class_columns(), [[2]]]


def _class_advice(chance: random.Random) -> list[Rows]:
    return [*_standing(chance), *_class_columns(), [[2]]]


def _rank_gap(chance: random.Random) -> list[Rows]:
    return [*_standing(chance), *_blocks(chance), [[chance.choice((1, 2, 5))]], *_settings(chance)]


_MAKERS: dict[str, Callable[[random.Random], list[Rows]]] = {
    "INDEX": _index,
    "COMPONENTS": _components,
    "WHATIF": _what_if,
    "SCORE": _leaves,
    "CHECK": _leaves,
    "CLASS": _class,
    "RANK": _rank,
    "CLASSGAP": _class_gap,
    "CLASSADVICE": _class_advice,
    "RANKGAP": _rank_gap,
    "RANKADVICE": _rank_gap,
}

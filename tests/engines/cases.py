"""Rules of every kind, and inputs on both sides of everything that can go wrong."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from cchc.core.evaluation import evaluate
from cchc.core.expressions import Expression, Value
from cchc.criteria.answers import NO, NOT_APPLICABLE, YES
from cchc.criteria.scoring import parse_rule, self_score_tree
from tests.support.rule_kinds import examples_beside

ROLES = ("choice", "done", "total", "score")
COLUMNS = {"choice": "A", "done": "B", "total": "C", "score": "D"}

RULES: tuple[tuple[str, str], ...] = (
    ("yes_no", "1.5"),
    ('levels("Đúng hạn, đủ" = 1; "Chậm \'một\' tuần" = 0.5; "Không" = 0)', "1"),
    ('all_of(rate >= 100%; yes "Gửi đúng hạn")', "1"),
    ('all_of(rate > 80%; yes "Gửi đúng hạn")', "0.75"),
    ("bands(x > 90% = 2; 70% <= x <= 90% = 1; x < 70% = 0)", "2"),
    ("bands(x >= 105% = 2; 100% <= x < 105% = 1.75; x < 100% = 0)", "2"),
    ("proportional", "1.25"),
    ("proportional(from 80%)", "3"),
    ("per_item(0.5)", "2"),
    ("deduct(0.25)", "1"),
    ("steps(0.25)", "2"),
    ("steps(0.1)", "0.7"),
)
_TREES_HERE = 3 * len(RULES)
RULES += tuple((example.notation, example.points) for example in examples_beside(RULES))
"""And the examples of every other kind."""

TEXTS = (
    "",
    "0,5",
    "0.5",
    "x",
    YES,
    YES.upper(),
    NO,
    NOT_APPLICABLE,
    "đúng hạn, ĐỦ",
    "Chậm 'một' tuần",
    "Có ",
)
NUMBERS = tuple(
    Fraction(text)
    for text in [
        "0",
        "1",
        "2",
        "3",
        "7",
        "9",
        "10",
        "69",
        "70",
        "71",
        "80",
        "89",
        "90",
        "91",
        "99",
        "100",
        "105",
        "106",
        "0.25",
        "0.3",
        "0.7",
        "0.75",
        "1.5",
        "2",
        "2.25",
        "-1",
        "1000000",
    ]
)
LIMITS = (100, 100, 100, 100, 100, 100, 33, 69, 70, 71, 79, 80, 81, 89, 90, 91, 99, 100, 104, 105, 106)
"""Rates in percent on both sides of the limits of the rules above, and on them."""


@dataclass(frozen=True)
class Case:
    """One leaf with its inputs; `expected` is what Python gives."""

    rule: str
    not_applicable: str
    inputs: tuple[Value, ...]
    tree: Expression

    @property
    def expected(self) -> Value:
        values = dict(zip(ROLES, self.inputs, strict=True))
        return evaluate(self.tree, lambda name: values[name])


def trees() -> list[tuple[str, str, Expression]]:
    """The tree of every rule, with and without "không phát sinh"."""
    made: list[tuple[str, str, Expression]] = []
    for text, points in RULES:
        rule = parse_rule(text, Fraction(points))
        made += (
            (text, not_applicable, self_score_tree(rule, Fraction(points), not_applicable))
            for not_applicable in ("", "exclude", "full")
        )
    return made


def random_cases(count: int, seed: int) -> list[Case]:
    """So many cases of the rules above, and as many of each kind that is added, all rules in turn, inputs drawn from
    everything people leave in cells.
    """
    here, added = trees()[:_TREES_HERE], trees()[_TREES_HERE:]
    more = _cases(added, count * len(added) // len(here), random.Random(f"{seed} more"))
    return [*_cases(here, count, random.Random(seed)), *more]


def _cases(choices: list[tuple[str, str, Expression]], count: int, chance: random.Random) -> list[Case]:
    cases = []
    for number in range(count):
        rule, not_applicable, tree = choices[number % len(choices)]
        choice, done, total, score = (_random_input(chance, role) for role in ROLES)
        if isinstance(total, Fraction) and chance.random() < 0.6:
            done = total * chance.choice(LIMITS) / 100
        cases.append(Case(rule, not_applicable, (choice, done, total, score), tree))
    return cases


def _random_input(chance: random.Random, role: str) -> Value:
    kind = chance.random()
    if kind < 0.1:
        return None
    if (kind < 0.8) == (role == "choice"):
        return chance.choice(TEXTS if chance.random() < 0.3 else (YES, YES, NO, "Đúng hạn, đủ")) or None
    if kind < 0.9:
        return chance.choice(NUMBERS)
    return Fraction(chance.randint(0, 10**6), chance.choice((1, 1, 10, 100)))


@st.composite
def any_case(draw: st.DrawFn) -> Case:
    """Any rule with any inputs."""
    rule, not_applicable, tree = draw(st.sampled_from(trees()))
    whole = st.integers(-5, 10**7).map(Fraction)
    decimal = st.integers(-500, 10**6).map(lambda number: Fraction(number, 100))
    value = st.one_of(st.none(), st.sampled_from(NUMBERS), whole, decimal, st.sampled_from(TEXTS[1:]))
    total = draw(value)
    # Close to a limit of the rule, which plain chance would hardly meet.
    near = st.sampled_from(LIMITS).map(
        lambda percent: total * percent / 100 if isinstance(total, Fraction) else None
    )
    inputs = (
        draw(st.one_of(st.none(), st.sampled_from(TEXTS[1:]), st.sampled_from(NUMBERS))),
        draw(st.one_of(value, near)),
        total,
        draw(value),
    )
    return Case(rule, not_applicable, inputs, tree)

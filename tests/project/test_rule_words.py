"""Every kind of rule can be declared, said, explained and shown by an example: none is forgotten in one place."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from cchc.core.rules.table import KINDS
from cchc.criteria.scoring import parse_rule
from workbook_templates.criteria_guide import meaning
from workbook_templates.words.rules.base import Example
from workbook_templates.words.rules.table import EXAMPLES, RULE_WORDS

KIND_OF = {each.notation: parse_rule(each.notation, Fraction(each.points)) for each in EXAMPLES}


def test_every_kind_has_an_example() -> None:
    assert {rule.kind for rule in KIND_OF.values()} == set(KINDS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.notation)
def test_every_kind_is_said_in_a_sentence(example: Example) -> None:
    """With every label and every figure of its declaration in it, as Vietnamese writes figures."""
    said = meaning(example)
    labels = re.findall(r'"([^"]*)"', example.notation)
    figures = re.findall(r"\d+(?:\.\d+)?%?", re.sub(r'"[^"]*"', "", example.notation))
    for wanted in (*labels, *(each.replace(".", ",") for each in figures)):
        assert re.search(rf"(?<![\w,]){re.escape(wanted)}(?![\w,]*\d)", said), (wanted, said)
    assert said.endswith(".") and ("Đơn vị nhập: " in said) == KIND_OF[example.notation].by_unit


def test_max_points_stand_in_the_sentence_of_a_rule_that_depends_on_them() -> None:
    for example in EXAMPLES:
        if KIND_OF[example.notation].kind != "survey":
            assert example.points.replace(".", ",") in meaning(example), example.notation


def test_every_kind_has_its_sentence_and_its_arithmetic() -> None:
    assert list(RULE_WORDS) == list(KINDS)
    by_unit = {rule.kind for rule in KIND_OF.values() if rule.by_unit}
    assert {kind for kind, words in RULE_WORDS.items() if words.arithmetic} == by_unit

"""Every kind of rule can be declared, said, explained and shown by an example: none is forgotten in one place."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc.core.rule_text import KINDS, parse_rule
from cchc.core.rules import is_scored_by_unit
from workbook_templates import arithmetic, sentences
from workbook_templates.criteria_guide import RULE_EXAMPLES

KIND_OF = {each.notation: parse_rule(each.notation, Fraction(each.points)) for each in RULE_EXAMPLES}


def test_every_kind_has_an_example() -> None:
    assert {rule.kind for rule in KIND_OF.values()} == set(KINDS)


@pytest.mark.parametrize("example", RULE_EXAMPLES, ids=lambda example: example.notation)
def test_every_kind_is_said_in_a_sentence(example: object) -> None:
    assert getattr(example, "meaning", "")


def test_every_kind_has_its_sentence_and_its_arithmetic() -> None:
    assert set(sentences._SENTENCES) == set(KINDS)
    by_unit = {rule.kind for rule in KIND_OF.values() if is_scored_by_unit(rule)}
    assert set(arithmetic._CLAIMS) == by_unit

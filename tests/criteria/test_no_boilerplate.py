"""No shipped set is filled up: rules of many kinds, names that say something, evidence of its own."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cchc.criteria.model import CriteriaSet
from workbook_templates.library import criteria_set, set_folders

every_set = pytest.mark.parametrize("name", [name for name, _ in set_folders()])

MOST_OF_A_KIND = 0.4


def boilerplate(criteria: CriteriaSet) -> list[str]:
    """What looks like filling in a set, in words."""
    own = [scored for scored in criteria.leaves if scored.by_unit]
    kinds = Counter(scored.leaf.rule.kind for scored in own)
    names = Counter(re.sub(r"[0-9]+", "", line.name).strip() for line in criteria.lines)
    evidence = Counter(scored.leaf.evidence for scored in own)
    return [
        *(f"rule {kind}" for kind, count in kinds.items() if count > MOST_OF_A_KIND * len(own)),
        *(["few kinds of rules"] if len(kinds) < 6 else []),
        *(f"only numbered: {name}" for name, count in names.items() if count > 1),
        *(f"same evidence {count}: {text}" for text, count in evidence.items() if count > 2),
    ]


@every_set
def test_a_shipped_set_has_no_boilerplate(name: str) -> None:
    assert boilerplate(criteria_set(name)) == []


def test_filling_is_seen() -> None:
    """A set with yes/no everywhere and names like "Tiêu chí 1" would not pass."""
    from tests.criteria_workbook.test_libreoffice import ten_and_more

    found = boilerplate(ten_and_more())
    assert "rule yes_no" in found
    assert "few kinds of rules" in found
    assert "only numbered: Ban hành văn bản thứ" in found
    assert "same evidence 11: Văn bản (số, ngày ký)" in found

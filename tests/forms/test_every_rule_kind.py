"""Every kind of rule on the way a unit goes: issued, filled in by the demo's clerk, read back, appraised."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from cchc.appraisal.scores import fault_of
from cchc.core.evaluation import evaluate
from cchc.criteria.model import ScoredLine
from cchc.returns.scorebook import claim_of
from macros_py.demo.filler import filled_in
from tests.criteria.every_kind import every_kind
from workbook_templates.checks import message_tree
from workbook_templates.unit_form.plan import main_sheet_of, unit_form_plan
from workbook_templates.words.arithmetic import claim_text
from workbook_templates.words.checks import MESSAGES, MISSING, QUIET
from workbook_templates.words.sentences import rule_sentence

CRITERIA = every_kind().load()
OWN = [scored for scored in CRITERIA.leaves if scored.by_unit]


def figures_of(scored: ScoredLine, seed: int) -> dict[str, Fraction | str]:
    """What the demo's clerk enters."""
    values = filled_in(CRITERIA, random.Random(seed))
    figures = {role: values.get(f"{scored.code}:{role}") for role in ("choice", "done", "total", "score")}
    return {role: value for role, value in figures.items() if isinstance(value, Fraction | str)}


@pytest.mark.parametrize("scored", OWN, ids=lambda scored: scored.leaf.rule_text)
def test_the_form_asks_for_what_the_rule_needs(scored: ScoredLine) -> None:
    cells = main_sheet_of(unit_form_plan(CRITERIA)).inputs_of[scored.code]
    asked = [*(("choice",) if scored.choices else ()), *scored.figures, "remark"]
    assert sorted(cells) == sorted(asked)
    assert all(cell.validation is not None for role, cell in cells.items() if role != "remark")


@pytest.mark.parametrize("scored", OWN, ids=lambda scored: scored.leaf.rule_text)
def test_what_the_clerk_enters_is_scored_explained_and_can_be_agreed_to(scored: ScoredLine) -> None:
    for seed in range(20):
        figures = figures_of(scored, seed)
        claim = claim_of(scored, figures, "")
        assert claim.self_score is not None, figures
        assert fault_of(scored, claim.self_score) is None
        assert claim_text(scored, claim)
        assert rule_sentence(scored)


@pytest.mark.parametrize("scored", OWN, ids=lambda scored: scored.leaf.rule_text)
def test_the_check_column_is_quiet_only_over_a_score(scored: ScoredLine) -> None:
    tree = message_tree(scored.leaf.rule, scored.max_points)

    def message(figures: dict[str, Fraction | str]) -> object:
        own = scored.self_score(figures)
        return evaluate(tree, {**figures, "self": "" if own is None else own}.get)

    figures = figures_of(scored, 0)
    assert message(figures) == MESSAGES.sound
    assert message({}) == MESSAGES.empty
    for role in figures:
        assert message({**figures, role: "?"}) not in QUIET
        if role != "choice":
            assert message({**figures, role: Fraction(-1)}) not in (*QUIET, *MISSING)

"""What is remembered of forms stands beside their plan, and goes with it."""

from __future__ import annotations

import gc

from consolidator.form import memory
from consolidator.form.memory import memory_of
from workbook_templates.cell_plan import Fixed, PlanCell
from workbook_templates.sheet_plan import SheetPlan


def plan_of_one_cell() -> SheetPlan:
    return SheetPlan("Phụ lục", (PlanCell(0, 0, Fixed("1"), "working"),), {0: 10.0})


def test_two_plans_that_are_alike_share_nothing() -> None:
    one, other = plan_of_one_cell(), plan_of_one_cell()
    memory_of(one).remember_as_issued((0, 0), "1")
    assert memory_of(one).as_issued == {((0, 0), "1")}
    assert memory_of(other).as_issued == set()


def test_what_is_remembered_goes_with_its_plan() -> None:
    plan = plan_of_one_cell()
    memory_of(plan).remember_input(("1:score", None), 1)
    number = id(plan)
    assert number in memory._MEMORIES
    del plan
    gc.collect()
    assert number not in memory._MEMORIES

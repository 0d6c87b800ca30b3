"""The whole unit form as a cell plan."""

from __future__ import annotations

from cchc.campaign.panel import Panel
from cchc.criteria.model import CriteriaSet
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.unit_form.guide_sheet import guide_sheet
from workbook_templates.unit_form.identity_sheet import choice_lists, identity_sheet, list_references
from workbook_templates.unit_form.main_sheet import main_sheet, provisional_note
from workbook_templates.unit_form.panel_sheet import panel_sheet
from workbook_templates.unit_form.result_sheet import result_sheet

_PLANS: dict[tuple[str, Panel | None], WorkbookPlan] = {}
"""Plans by their set's fingerprint and panel, because the same plan is used hundreds of times."""


def unit_form_plan(criteria: CriteriaSet, panel: Panel | None = None) -> WorkbookPlan:
    """The plan of the unit form of a criteria set, with or without a live panel; each is built once.

    A set with bonus or penalty sections gets no panel, because the add-in's functions do not support sections.
    """
    panel = None if criteria.sections else panel
    key = (criteria.fingerprint, panel)
    if key not in _PLANS:
        _PLANS[key] = _built(criteria, panel)
    return _PLANS[key]


def main_sheet_of(plan: WorkbookPlan) -> SheetPlan:
    """The sheet that the unit fills in."""
    return plan.sheets[0]


def _built(criteria: CriteriaSet, panel: Panel | None) -> WorkbookPlan:
    lists = choice_lists(criteria)
    main = main_sheet(criteria, lists)
    result = result_sheet(criteria, main, provisional_note(criteria))
    live = (panel_sheet(criteria, main, panel),) if panel else ()
    return WorkbookPlan(
        sheets=(main, result, guide_sheet(criteria, main), identity_sheet(lists), *live),
        defined_names=list_references(lists),
    )

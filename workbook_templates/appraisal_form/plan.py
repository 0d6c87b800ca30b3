"""A form of the appraisal as a cell plan. Forms differ in their rows, which are recorded when the form is
issued: the same record gives the same plan throughout the campaign.
"""

from __future__ import annotations

from cchc.appraisal.model import IssuedForm
from cchc.criteria.model import CriteriaSet
from workbook_templates.appraisal_form.inputs import lists_of
from workbook_templates.appraisal_form.sheets import guide_sheet, table_sheets
from workbook_templates.appraisal_form.table import Table
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.unit_form.identity_sheet import identity_sheet, list_references


def appraisal_plan(form: IssuedForm, criteria: CriteriaSet) -> WorkbookPlan:
    """The plan of a form as issued."""
    lists = lists_of(form, criteria)
    sheets = table_sheets(Table(form, criteria, lists))
    return WorkbookPlan(
        (*sheets, guide_sheet(form, criteria), identity_sheet(lists)), list_references(lists)
    )


def filled_sheets(plan: WorkbookPlan) -> tuple[SheetPlan, ...]:
    """The sheets of a plan that people fill in."""
    return tuple(sheet for sheet in plan.sheets if sheet.frame is not None)

"""Reads one returned appraisal form: from bytes to entries, or to the reason for its refusal."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.appraisal.model import Entry, IssuedForm
from cchc.appraisal.permission import Permissions
from cchc.appraisal.returned import AppraisalReading
from cchc.criteria.model import CriteriaSet
from cchc.findings.catalogue import IN_APPRAISAL_FORM
from cchc.findings.finding import Finding
from consolidator.appraisal_form.rows import RowReader
from consolidator.appraisal_form.strangers import check_strangers
from consolidator.form.locked import check_beside, check_locked, other_sheets
from consolidator.form.sheet import Fill, ReturnedSheet, find_sheet_name, locate_rows
from consolidator.form.shown import check_results_shown
from consolidator.form.surroundings import check_around, check_locks
from consolidator.reading.workbook import ExactWorkbook
from consolidator.sheet_reader import both_readings
from workbook_templates.appraisal_form.plan import appraisal_plan, filled_sheets
from workbook_templates.sheet_plan import SheetPlan


@dataclass(frozen=True)
class AppraisalContext:
    """The context for reading a form: the form as issued, its criteria set, the permissions to score, the texts
    of its identity.
    """

    form: IssuedForm
    criteria: CriteriaSet
    permissions: Permissions
    fill: Fill


def read_appraisal(workbook: ExactWorkbook, content: bytes, context: AppraisalContext) -> AppraisalReading:
    """Read a returned form, opened from this content. Raises Refused where it cannot be taken in at all."""
    plan = appraisal_plan(context.form, context.criteria)
    entries: list[Entry] = []
    findings: list[Finding] = [workbook.format_remark] if workbook.format_remark else []
    read: set[str] = set()
    for sheet_plan in filled_sheets(plan):
        sheet = _returned(content, workbook, sheet_plan)
        read.add(sheet.raw.name)
        entries += _read_sheet(sheet, context)
        findings += sheet.findings
    findings += other_sheets(workbook, read, plan.sheets, context.fill)
    renamed = frozenset(each.name for each in filled_sheets(plan)) - read
    findings += check_around(workbook, plan.sheets, renamed)
    findings += workbook.differences
    reported = tuple(each.placed(workbook=IN_APPRAISAL_FORM) for each in findings)
    return AppraisalReading(context.form, tuple(entries), reported)


def _returned(content: bytes, workbook: ExactWorkbook, plan: SheetPlan) -> ReturnedSheet:
    name, findings = find_sheet_name(workbook, plan)
    return ReturnedSheet(*both_readings(workbook, content, name), findings, plan=plan)


def _read_sheet(sheet: ReturnedSheet, context: AppraisalContext) -> list[Entry]:
    locate_rows(sheet, context.fill)
    untrusted = check_locked(sheet, context.fill)
    untrusted |= check_strangers(sheet, context.form, context.permissions)
    entries = list(RowReader(sheet, context.form, context.criteria, untrusted).entries())
    check_results_shown(sheet)
    check_beside(sheet, context.fill)
    check_locks(sheet)
    return entries

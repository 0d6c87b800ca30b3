"""Reads one returned appraisal form: from bytes to entries, or to the reason for its refusal."""

from __future__ import annotations

from collections.abc import Callable
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
from consolidator.form.surroundings import check_around, check_locks
from consolidator.reading.fast import read_grid
from consolidator.reading.opening import open_workbook
from consolidator.reading.workbook import ExactWorkbook
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


Identify = Callable[[ExactWorkbook], AppraisalContext]
"""Takes a workbook and returns the context for reading it. Raises Refused."""


def read_appraisal(content: bytes, identify: Identify, in_sample: bool = False) -> AppraisalReading:
    """Read a returned form; a form in the sample is read both ways. Raises Refused if it cannot be read at all."""
    workbook = open_workbook(content, in_sample)
    context = identify(workbook)
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
    raw = workbook.sheet(name).bounded()  # first: it refuses cells that would crash the fast reader
    return ReturnedSheet(plan, raw, read_grid(workbook.for_fast_reading(content), name), findings=findings)


def _read_sheet(sheet: ReturnedSheet, context: AppraisalContext) -> list[Entry]:
    locate_rows(sheet, context.fill)
    untrusted = check_locked(sheet, context.fill)
    untrusted |= check_strangers(sheet, context.form, context.permissions)
    entries = list(RowReader(sheet, context.form, context.criteria, untrusted).entries())
    check_beside(sheet, context.fill)
    check_locks(sheet)
    return entries

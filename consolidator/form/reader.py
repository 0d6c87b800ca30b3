"""Reads one returned form: from bytes to claims, or to the reason for its refusal."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.criteria.model import CriteriaSet
from cchc.identity import Identity
from cchc.returns.unit_form import FormReading
from consolidator.form.accounts import account
from consolidator.form.cached import check_cached, check_code
from consolidator.form.figures import LeafReader
from consolidator.form.locked import check_locked, check_outside
from consolidator.form.sheet import Fill, ReturnedSheet, find_sheet_name, locate_rows
from consolidator.form.shown import check_results_shown
from consolidator.form.surroundings import check_around, check_locks
from consolidator.reading.workbook import ExactWorkbook
from consolidator.sheet_reader import both_readings
from workbook_templates.unit_form.plan import main_sheet_of, unit_form_plan


@dataclass(frozen=True)
class FormContext:
    """The context for reading a form: its identity, its criteria set, the texts of its slots, and the number of
    decimals that the campaign publishes.
    """

    identity: Identity
    criteria: CriteriaSet
    fill: Fill
    decimals: int


def read_form(workbook: ExactWorkbook, content: bytes, context: FormContext) -> FormReading:
    """Read a returned unit form, opened from this content. Raises Refused where it cannot be taken in at all."""
    plan = unit_form_plan(context.criteria)
    main = main_sheet_of(plan)
    name, findings = find_sheet_name(workbook, main)
    if workbook.format_remark is not None:
        findings.append(workbook.format_remark)
    sheet = ReturnedSheet(*both_readings(workbook, content, name), findings, plan=main)
    locate_rows(sheet, context.fill)
    untrusted = check_locked(sheet, context.fill)
    reader = LeafReader(sheet, context.criteria, untrusted)
    claims = reader.claims()
    code = check_code(main, reader.seen)
    check_cached(sheet, context.criteria, claims, code, context.decimals)
    check_results_shown(sheet)
    check_outside(sheet, workbook, plan.sheets, context.fill)
    check_locks(sheet)
    renamed = frozenset({main.name} - {name})
    sheet.findings += check_around(workbook, plan.sheets, renamed)
    sheet.findings += workbook.differences
    moved = {planned: row for planned, row in sheet.rows.items() if row != planned}
    accounts = account(sheet, claims, sheet.findings)
    return FormReading(context.identity, claims, code, tuple(sheet.findings), accounts, moved)

"""Finds rows that were added to a form or whose leaf or unit was changed, and refuses what is scored there."""

from __future__ import annotations

from cchc.appraisal.model import IssuedForm
from cchc.appraisal.permission import Permissions
from cchc.appraisal.rounds import BY_KEY
from cchc.core import roles
from cchc.findings.finding import Finding, finding
from consolidator.form.sheet import ReturnedSheet, planned_text
from consolidator.sheet_reader import comparable_content
from consolidator.typed import shortened
from workbook_templates.appraisal_form.columns import COLUMNS
from workbook_templates.cell_plan import address_of


def check_strangers(sheet: ReturnedSheet, form: IssuedForm, permissions: Permissions) -> set[str]:
    """The keys of rows that show another leaf or unit than issued. A finding refuses each score on such rows and
    on added rows.
    """
    untrusted = set()
    for cell in sheet.plan.key_cells:
        if cell.unit and sheet.is_there(cell) and not _shows_its_own(sheet, cell.key):
            untrusted.add(cell.key)
            _refuse(sheet, form, permissions, sheet.rows[cell.row], issued=True)
    known = set(sheet.rows.values())
    for row in sorted(sheet.filled_rows - known):
        _refuse(sheet, form, permissions, row)
    return untrusted


def _shows_its_own(sheet: ReturnedSheet, key: str) -> bool:
    for role in (roles.LEAF, roles.UNIT):
        cell = sheet.plan.by_name.get(f"{key}:{role}")
        if cell is not None:
            raw = sheet.raw_at(cell)
            if (comparable_content(raw) if raw else "") != planned_text(cell, str):
                return False
    return True


def _refuse(
    sheet: ReturnedSheet, form: IssuedForm, permissions: Permissions, row: int, issued: bool = False
) -> None:
    """Note the first value scored on a row that was added or changed, with the most serious reason against it. An
    `issued` row is noted even if it names no leaf, since no other check reports its values; on added rows that
    name no leaf, values are reported as typed outside the form.
    """
    places = COLUMNS[form.round].places
    shown = {role: _text(sheet, row, places[role]) for role in (roles.LEAF, roles.UNIT) if role in places}
    code, unit = shown.get(roles.LEAF, ""), shown.get(roles.UNIT, form.party.who)
    wanted = (roles.SCORE, roles.AGREE) if roles.SCORE in places else (roles.EXPLAINED, roles.MORE_EVIDENCE)
    said = [(places[role], _text(sheet, row, places[role])) for role in wanted]
    filled = next(((place, text) for place, text in said if text), None)
    if filled is None or not (code or issued):
        return
    reason = permissions.refusal(BY_KEY[form.round], form.party, unit, code) or "APPRAISAL_ROW_ADDED"
    place, text = filled
    found: Finding = finding(reason, shortened(text), form.party.who, unit_code=unit, criterion_code=code)
    sheet.note(found, cell=address_of(row, place))


def _text(sheet: ReturnedSheet, row: int, column: int) -> str:
    raw = sheet.raw.cells.get((row, column))
    return comparable_content(raw) if raw else ""

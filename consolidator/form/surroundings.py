"""Reports what was unlocked, added or removed around the cells of a returned form.

None of it changes a figure: locked cells are compared and figures are computed again in any case. It is reported
because it shows how a form was treated. Some programs remove a sheet's lock when they save, so that is only a note.
"""

from __future__ import annotations

import re

from cchc.findings.finding import Finding, finding
from consolidator.form.sheet import ReturnedSheet
from consolidator.reading.workbook import ExactWorkbook
from consolidator.typed import shortened
from workbook_templates.cell_plan import Blank, PlanCell
from workbook_templates.sheet_plan import SheetPlan

_NAMED = 5
"""How many unlocked cells are named one by one; more than that have one cause."""

_SHOWN_LINKS = 3

_OWN_ADDIN = re.compile(r"(?!https?:)(?:.*[/\\])?cchc\.(?:xlam|oxt)", re.IGNORECASE | re.DOTALL).fullmatch
"""Matches a link to our add-in. Excel writes it, with the folder of the installation, into every workbook that
calls the add-in."""


def check_locks(sheet: ReturnedSheet) -> None:
    """Note a sheet that is no longer locked, and cells that its lock no longer covers."""
    if sheet.raw.protected is False:
        sheet.note(finding("SHEET_UNPROTECTED"))
    unlocked = sheet.raw.unlocked
    if not unlocked or (not sheet.has_moved and not unlocked & sheet.plan.locked_places):
        return
    loose = [
        cell
        for cell in sheet.plan.locked
        if sheet.is_there(cell)
        and (sheet.rows[cell.row], cell.column) in unlocked
        and not isinstance(cell.content, Blank)  # already reported
    ]
    if len(loose) <= _NAMED:
        for cell in loose:
            sheet.noting(cell)(finding("CELLS_UNLOCKED", cell.address))
        return
    sheet.note(finding("CELLS_UNLOCKED", _several(sheet, loose)), cell=sheet.address(loose[0]))


def check_around(
    workbook: ExactWorkbook, planned: tuple[SheetPlan, ...], renamed: frozenset[str] = frozenset()
) -> list[Finding]:
    """Findings for macros, links to other files, and sheets that were hidden, removed or reordered. `renamed` are
    the planned names of sheets that were found under another name (already reported).
    """
    around = workbook.surroundings
    findings = []
    if around.macros:
        findings.append(finding("FORM_HAS_MACROS"))
    links = [link for link in around.external_links if not _OWN_ADDIN(link)]
    if links:
        shown = ", ".join(links[:_SHOWN_LINKS])
        more = len(links) - _SHOWN_LINKS
        findings.append(finding("FORM_HAS_LINKS", shortened(shown) + (f" (+{more})" if more > 0 else "")))
    wanted = [plan.name for plan in planned if plan.name not in renamed]
    standing = [name for name in workbook.sheet_names if name in wanted]
    seen = {plan.name for plan in planned if plan.visibility == "visible"}
    hidden = sorted(seen & around.hidden_sheets)
    findings += [finding("FORM_SHEET_HIDDEN", name, sheet=name) for name in hidden]
    findings += [finding("FORM_SHEET_TAKEN_OUT", name) for name in wanted if name not in standing]
    if standing != [name for name in wanted if name in standing]:
        findings.append(finding("FORM_SHEETS_REORDERED", ", ".join(standing), ", ".join(wanted)))
    return findings


def _several(sheet: ReturnedSheet, cells: list[PlanCell]) -> str:
    return f"{sheet.address(cells[0])} … {sheet.address(cells[-1])} ({len(cells)})"

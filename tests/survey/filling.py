"""Campaigns and filled survey templates for tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
from openpyxl.workbook.workbook import Workbook

from cchc.campaign.opened import OpenCampaign
from cchc.campaign.reading import Row
from cchc.criteria.sources import DEPARTMENT_REMARKS, MINISTRY_SURVEY, SIPAS
from cchc.findings.finding import Finding
from cchc.survey.returned import SurveyReceipt
from cchc.survey.scope import Scope
from consolidator.files import ReturnedFile
from consolidator.survey_form.reading import SurveyIntakeContext
from consolidator.take_in import take_in as read_survey
from generator.lock import campaign_lock
from generator.render import Typed
from macros_py.steps.campaign import open_campaign
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from macros_py.steps.survey import ImportReport, import_surveys
from tests.support.findings import recorded
from tests.support.issued import survey_template, unit_form
from tests.support.rounds import KEY, full_values
from workbook_templates.library import preset
from workbook_templates.survey_form.plan import survey_plan
from workbook_templates.unit_form.slots import slots_now

TODAY = date(2023, 12, 20)
Edit = Callable[[Workbook], None]
Said = tuple[str, str, str, str, str, str]
"""Code, cell, unit, criterion, found, expected of a finding."""


def campaign_of(
    root: Path,
    units: int = 3,
    preset_name: str = "hon-quan-2023",
    unit_type: str = "commune",
    **settings: object,
) -> OpenCampaign:
    """A campaign of the first units of a type, forms issued; `settings` are of the sheet Đợt."""
    chosen = preset(preset_name)
    campaign = chosen.tables["campaign"][0]
    rows = [row for row in chosen.tables["units"] if row.cells["unit_type"] == unit_type][:units]
    tables = {
        **chosen.tables,
        "campaign": [Row(1, {**campaign.cells, **settings})],  # type: ignore[dict-item]
        "units": rows,
    }
    make_campaign(root, chosen, tables, key=KEY)
    issue_forms(root)
    return open_campaign(root)


def scope_of(source: str, year: int = 2023, agency: str = "") -> Scope:
    """The scope of a whole source, or of one department of Hớn Quản."""
    return Scope(source, year, "HON-QUAN" if source == DEPARTMENT_REMARKS else "", agency)


def template(opened: OpenCampaign, scope: Scope, values: Mapping[str, Typed] | None = None) -> bytes:
    """A template with these figures typed in."""
    return survey_template(opened.campaign, opened.criteria, scope, opened.sealer, values)


def edited(content: bytes, *edits: Edit) -> bytes:
    """The workbook edited and saved by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for edit in edits:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(cell: str, value: object, number_format: str = "General") -> Edit:
    """Something typed over a cell of the first sheet."""

    def edit(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet[cell].value = value
        sheet[cell].number_format = number_format

    return edit


def read(opened: OpenCampaign, scope: Scope, content: bytes, name: str = "mau.xlsx") -> SurveyReceipt:
    """What reading makes of a workbook that is brought in as what the scope says."""
    key = opened.sealer.public_key
    context = SurveyIntakeContext(opened.campaign, opened.criteria, key, scope.source, scope.year)
    return read_survey(ReturnedFile(name, content), context)


def said(findings: tuple[Finding, ...]) -> list[Said]:
    return [
        (
            each.code,
            each.cell,
            each.unit_code,
            each.criterion_code,
            recorded(each).found,
            recorded(each).expected,
        )
        for each in findings
    ]


def cell_of(opened: OpenCampaign, scope: Scope, unit: str, leaf: str) -> str:
    """The address of a unit's cell for a leaf on the first sheet."""
    plan = survey_plan(opened.campaign, opened.criteria, scope)
    return plan.sheets[0].by_name[f"{unit}:{leaf}"].address


def leaves_of(opened: OpenCampaign, source: str) -> list[str]:
    """The leaves of a source in the campaign's first criteria set in use."""
    unit = opened.campaign.units[0]
    return [each.code for each in opened.set_of(unit).leaves if each.leaf.source == source]


def row_of(unit: str, leaves: list[str], figures: list[str]) -> dict[str, Typed]:
    """A unit's figures by the names of their cells; what is no number is typed as text."""
    values: dict[str, Typed] = {}
    for leaf, figure in zip(leaves, figures, strict=True):
        if figure:
            values[f"{unit}:{leaf}"] = Fraction(figure) if figure[0].isdigit() else figure
    return values


def bring_in(
    opened: OpenCampaign, scope: Scope, values: Mapping[str, Typed], name: str = "mau"
) -> ImportReport:
    """Fill a template and import it."""
    file = opened.folder.root / f"{name}.xlsx"
    file.write_bytes(template(opened, scope, values))
    return import_surveys(opened.folder.root, [file], scope.source, scope.year, TODAY)


def bring_in_all_at_best(opened: OpenCampaign, *sources: str, year: int = 2023) -> None:
    """Import full marks of every unit for some sources."""
    for source in sources:
        highest = {SIPAS: "100"}
        for agency in ("PNV", "PTCKH", "VP", "PVHTT") if source == DEPARTMENT_REMARKS else ("",):
            scope = scope_of(source, year, agency)
            values: dict[str, Typed] = {}
            for unit in opened.campaign.units:
                for scored in scope.leaves(opened.campaign, opened.criteria, unit.unit_type):
                    best = Fraction(highest[source]) if source in highest else scored.max_points
                    values[f"{unit.code}:{scored.code}"] = best
            bring_in(opened, scope, values, f"{source}-{agency}-{year}")


def return_form(opened: OpenCampaign, unit: str, values: Mapping[str, Typed] | None = None) -> None:
    """Drop a unit's form into nop-ve/, everything at its best unless told otherwise."""
    criteria = opened.set_of(opened.campaign.unit_by_code[unit])
    typed = full_values(criteria) if values is None else values
    content = unit_form(criteria, slots_now(opened, unit, 1), campaign_lock(opened.sealer), typed)
    (opened.folder.returned / f"{unit}.xlsx").write_bytes(content)


__all__ = ["DEPARTMENT_REMARKS", "MINISTRY_SURVEY", "SIPAS"]

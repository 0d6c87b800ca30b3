"""Turns the package of a filled survey template into its figures, or reports every fault by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from cchc.campaign.model import Campaign
from cchc.criteria.sources import survey_of_year
from cchc.findings.finding import Finding, finding, has_errors
from cchc.identity import Identity
from cchc.returns.scorebook import SurveyFigure
from cchc.survey.model import FigureKey
from cchc.survey.returned import SurveyReading
from cchc.survey.scope import Criteria, Scope, scope_of
from consolidator.files import ReturnedFile
from consolidator.form.locked import not_issued
from consolidator.kind_reader import KindReader, Opened, Read
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook
from consolidator.sheet_reader import both_readings, heading_text, sheets_by_name
from consolidator.survey_form.table import TableReader
from workbook_templates.cell_plan import address_of
from workbook_templates.forms.survey import SURVEY, SurveyRecord
from workbook_templates.sheet_plan import WorkbookPlan
from workbook_templates.survey_form.plan import survey_plan, survey_sheets


@dataclass(frozen=True)
class SurveyIntakeContext:
    """The context for reading a template: the campaign, its criteria sets by unit type, its public key, and the
    survey and year being imported.
    """

    campaign: Campaign
    criteria: Criteria
    public_key: str
    source: str
    year: int

    @property
    def kinds(self) -> tuple[str, ...]:
        return (SURVEY.key,)


def _read(opened: Opened, record: SurveyRecord, context: SurveyIntakeContext) -> Read[SurveyReading]:
    """All figures of a template, and all faults at once."""
    content = opened.file.content
    figures, found = _read_sheets(opened.workbook, content, record.scope, context)
    if not figures and not has_errors(found):
        found.append(finding("SURVEY_EMPTY"))
    return Read(SurveyReading(content, _from(opened.file, figures)), found)


def _from(file: ReturnedFile, figures: Mapping[FigureKey, SurveyFigure]) -> dict[FigureKey, SurveyFigure]:
    """The figures with the file they come from."""
    return {key: replace(each, file=file.name, sha256=file.sha256) for key, each in figures.items()}


def _expected(identity: Identity, context: SurveyIntakeContext) -> SurveyRecord:
    """What a template covers. Raises Refused: of another survey, year or set."""
    scope = scope_of(identity)
    if scope is None:
        raise Refused(finding("FORM_NOT_OURS"))
    if (scope.source, scope.year) != (context.source, context.year):
        theirs = survey_of_year(scope.source, scope.year)
        raise Refused(
            finding("SURVEY_OTHER_TEMPLATE", theirs, survey_of_year(context.source, context.year))
        )
    if scope.identity(context.campaign, context.criteria).fingerprint != identity.fingerprint:
        ours = ", ".join(f"{each.header.id} {each.header.version}" for each in context.criteria.values())
        raise Refused(finding("FORM_OTHER_SET", identity.fingerprint[:12], ours))
    return SurveyRecord(context.campaign, context.criteria, scope)


def _same(one: SurveyReading, other: SurveyReading) -> bool:
    return _figures_of(one) == _figures_of(other)


def _figures_of(said: SurveyReading) -> dict[FigureKey, tuple[Fraction | None, str]]:
    return {key: (each.figure, each.note) for key, each in said.figures.items()}


def _read_sheets(
    workbook: ExactWorkbook, content: bytes, scope: Scope, context: SurveyIntakeContext
) -> tuple[dict[FigureKey, SurveyFigure], list[Finding]]:
    plan = survey_plan(context.campaign, context.criteria, scope)
    names = sheets_by_name(workbook)
    figures: dict[FigureKey, SurveyFigure] = {}
    findings: list[Finding] = [workbook.format_remark] if workbook.format_remark else []
    read: set[str] = set()
    for sheet in survey_sheets(context.campaign, context.criteria, scope):
        name = names.get(heading_text(sheet.name))
        if name is None:
            findings.append(finding("SURVEY_SHEET_MISSING", "", sheet.name))
            continue
        readings = both_readings(workbook, content, name)
        reader = TableReader(*readings, sheet=sheet, plan=plan.sheet(sheet.name))
        figures |= reader.figures(scope.year)
        findings += reader.findings
        read.add(name)
    findings += _outside(workbook, plan, read)
    return figures, [*findings, *workbook.differences]


def _outside(workbook: ExactWorkbook, plan: WorkbookPlan, read: set[str]) -> Iterator[Finding]:
    """What stands on other sheets and was not issued there."""
    plans = {sheet.name: sheet for sheet in plan.sheets}
    for name in workbook.sheet_names:
        if name in read:
            continue
        cells = workbook.sheet(name).cells
        filled = [(place, raw) for place, raw in sorted(cells.items()) if raw.content.strip()]
        if name in plans:
            filled = not_issued(plans[name], filled, lambda _: None)
        for place, raw in filled:
            yield finding("TYPED_OUTSIDE_FORM", raw.content[:200], sheet=name, cell=address_of(*place))


SURVEY_READER = KindReader(expected=_expected, read=_read, same=_same, is_whole=True)

"""Turns the package of a filled survey template into its figures, or reports every fault by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cchc.campaign.model import Campaign
from cchc.findings.catalogue import IN_SURVEY_TEMPLATE
from cchc.findings.finding import Finding, finding, has_errors
from cchc.returns.receipt import REJECTED, Receipt, verdict_on
from cchc.returns.scorebook import SurveyFigure
from cchc.survey.model import FigureKey
from cchc.survey.returned import SurveyReading, SurveyReceipt
from cchc.survey.scope import Criteria, Scope, scope_of
from consolidator.files import ReturnedFile
from consolidator.form.locked import not_issued
from consolidator.form.sheet import comparable_text
from consolidator.identity import find_token, own_identity
from consolidator.reading.fast import read_grid
from consolidator.reading.preflight import Refused, open_package
from consolidator.reading.raw import RawWorkbook
from consolidator.reading.ways import way_of
from consolidator.saved_by import saved_by
from consolidator.supervised import Reader
from consolidator.survey_form.table import TableReader
from workbook_templates.cell_plan import address_of
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


def read_all(files: Sequence[ReturnedFile], context: SurveyIntakeContext) -> Iterator[SurveyReceipt]:
    """The receipt of each workbook, in their order, each read in a supervised worker process."""
    return Reader(read_survey, _refused).read_all(files, context)


def _refused(file: ReturnedFile, why: Finding) -> SurveyReceipt:
    return Receipt(file.name, file.sha256, REJECTED, findings=(why.placed(workbook=IN_SURVEY_TEMPLATE),))


def read_survey(file: ReturnedFile, context: SurveyIntakeContext) -> SurveyReceipt:
    """The receipt of a filled template, with all faults at once; never raises for what the file holds."""
    file = file.loaded()
    reading, program = None, ""
    try:
        if file.refused is not None:
            raise Refused(file.refused)
        workbook = RawWorkbook(open_package(file.content), way_of(file.in_sample))
        program = saved_by(workbook)
        scope = _scope(find_token(workbook), context)
        figures, found = _read_sheets(workbook, file.content, scope, context)
        reading = SurveyReading(file.content, _from(file, figures))
    except Refused as refused:
        figures, found = {}, [refused.finding]
    if not figures and not has_errors(found):
        found.append(finding("SURVEY_EMPTY"))
    findings = tuple(each.placed(file=file.name, workbook=IN_SURVEY_TEMPLATE) for each in found)
    verdict = REJECTED if has_errors(found) else verdict_on(findings)
    return Receipt(file.name, file.sha256, verdict, reading=reading, findings=findings, saved_by=program)


def _from(file: ReturnedFile, figures: Mapping[FigureKey, SurveyFigure]) -> dict[FigureKey, SurveyFigure]:
    """The figures with the file they come from."""
    return {key: replace(each, file=file.name, sha256=file.sha256) for key, each in figures.items()}


def _scope(token: str, context: SurveyIntakeContext) -> Scope:
    """The scope of a template. Raises Refused: forged, of another campaign, survey, year or set."""
    identity = own_identity(token, context.campaign, context.public_key)
    scope = scope_of(identity)
    if scope is None:
        raise Refused(finding("FORM_NOT_OURS"))
    if (scope.source, scope.year) != (context.source, context.year):
        theirs, ours = f"{scope.source} {scope.year}", f"{context.source} {context.year}"
        raise Refused(finding("SURVEY_OTHER_TEMPLATE", theirs, ours))
    if scope.identity(context.campaign, context.criteria).fingerprint != identity.fingerprint:
        ours = ", ".join(f"{each.header.id} {each.header.version}" for each in context.criteria.values())
        raise Refused(finding("FORM_OTHER_SET", identity.fingerprint[:12], ours))
    return scope


def _read_sheets(
    workbook: RawWorkbook, content: bytes, scope: Scope, context: SurveyIntakeContext
) -> tuple[dict[FigureKey, SurveyFigure], list[Finding]]:
    plan = survey_plan(context.campaign, context.criteria, scope)
    names = {comparable_text(name).casefold(): name for name in workbook.sheet_parts}
    figures: dict[FigureKey, SurveyFigure] = {}
    findings: list[Finding] = []
    read: set[str] = set()
    for sheet in survey_sheets(context.campaign, context.criteria, scope):
        name = names.get(comparable_text(sheet.name).casefold())
        if name is None:
            findings.append(finding("SURVEY_SHEET_MISSING", "", sheet.name))
            continue
        raw = workbook.sheet(name).bounded()  # first: it refuses cells that would crash the fast reader
        reader = TableReader(
            sheet, plan.sheet(sheet.name), raw, read_grid(workbook.for_fast_reading(content), name)
        )
        figures |= reader.figures(scope.year)
        findings += reader.findings
        read.add(name)
    findings += _outside(workbook, plan, read)
    return figures, [*findings, *workbook.differences]


def _outside(workbook: RawWorkbook, plan: WorkbookPlan, read: set[str]) -> Iterator[Finding]:
    """Findings for values on other sheets that were not issued there."""
    plans = {sheet.name: sheet for sheet in plan.sheets}
    for name in workbook.sheet_parts:
        if name in read:
            continue
        cells = workbook.sheet(name).cells
        filled = [(place, raw) for place, raw in sorted(cells.items()) if raw.content.strip()]
        if name in plans:
            filled = not_issued(plans[name], filled, lambda _: None)
        for place, raw in filled:
            yield finding("TYPED_OUTSIDE_FORM", raw.content[:200], sheet=name, cell=address_of(*place))

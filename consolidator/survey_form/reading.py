"""From the package of a filled survey template to its figures, or every fault by cell."""

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
from consolidator.identity import find_token, own_identity
from consolidator.reading.opening import open_workbook
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook
from consolidator.sheet_reader import both_readings, heading_text, sheets_by_name
from consolidator.supervised import Reader
from consolidator.survey_form.table import TableReader
from workbook_templates.cell_plan import address_of
from workbook_templates.sheet_plan import WorkbookPlan
from workbook_templates.survey_form.plan import survey_plan, survey_sheets


@dataclass(frozen=True)
class SurveyIntakeContext:
    """What a template is read against: the campaign, its criteria sets by unit type, its public key,
    and which survey of which year is being brought in.
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
    reading = None
    try:
        if file.refused is not None:
            raise Refused(file.refused)
        workbook = open_workbook(file.content, file.in_sample)
        scope = _scope(find_token(workbook), context)
        figures, found = _read_sheets(workbook, file.content, scope, context)
        reading = SurveyReading(file.content, _from(file, figures))
    except Refused as refused:
        figures, found = {}, [refused.finding]
    if not figures and not has_errors(found):
        found.append(finding("SURVEY_EMPTY"))
    findings = tuple(each.placed(file=file.name, workbook=IN_SURVEY_TEMPLATE) for each in found)
    verdict = REJECTED if has_errors(found) else verdict_on(findings)
    return Receipt(file.name, file.sha256, verdict, reading=reading, findings=findings)


def _from(file: ReturnedFile, figures: Mapping[FigureKey, SurveyFigure]) -> dict[FigureKey, SurveyFigure]:
    """The figures with the file they stand in."""
    return {key: replace(each, file=file.name, sha256=file.sha256) for key, each in figures.items()}


def _scope(token: str, context: SurveyIntakeContext) -> Scope:
    """What a template covers. Raises Refused: forged, of another campaign, survey, year or set."""
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

"""The kind of form in which figures of surveys are collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc.campaign.model import Campaign
from cchc.findings.catalogue import IN_SURVEY_TEMPLATE
from cchc.identity import SURVEY_TEMPLATE, Identity
from cchc.survey.places import TEMPLATES
from cchc.survey.returned import SurveyReading
from cchc.survey.scope import Criteria, Scope
from workbook_templates.forms.kind import FormKind
from workbook_templates.sheet_plan import WorkbookPlan
from workbook_templates.survey_form.plan import survey_plan


@dataclass(frozen=True)
class SurveyRecord:
    """What a template is made from: the campaign, its criteria sets by unit type, and what the template covers."""

    campaign: Campaign
    criteria: Criteria
    scope: Scope


def _plan(record: SurveyRecord) -> WorkbookPlan:
    return survey_plan(record.campaign, record.criteria, record.scope)


def _texts(record: SurveyRecord) -> Mapping[str, str]:
    campaign, scope = record.campaign, record.scope
    return {"form_number": f"{campaign.id}/{scope.source}/{scope.year}/{_identity(record).unit}"}


def _title(record: SurveyRecord, texts: Mapping[str, str]) -> str:
    return f"{record.campaign.id} – {record.scope.source} {record.scope.year}"


def _identity(record: SurveyRecord) -> Identity:
    return record.scope.identity(record.campaign, record.criteria)


SURVEY = FormKind(
    key=SURVEY_TEMPLATE,
    folder=f"khao-sat/{TEMPLATES}",
    plan=_plan,
    texts=_texts,
    title=_title,
    identity=_identity,
    said=SurveyReading,
    remedies=IN_SURVEY_TEMPLATE,
)

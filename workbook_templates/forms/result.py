"""The kind of form that tells a unit its result. It carries no identity and does not come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cchc.criteria.model import CriteriaSet
from workbook_templates.forms.kind import FormKind, dated_as
from workbook_templates.result_form.plan import TITLE, ResultLine, ResultTexts, result_plan
from workbook_templates.sheet_plan import WorkbookPlan


@dataclass(frozen=True)
class ResultRecord:
    """What a result form is made from: criteria set, the unit's texts, and what each line of the tree shows."""

    criteria: CriteriaSet
    texts: ResultTexts
    lines: Mapping[str, ResultLine]


def _plan(record: ResultRecord) -> WorkbookPlan:
    return result_plan(record.criteria, record.texts, record.lines)


def _texts(record: ResultRecord) -> Mapping[str, str]:
    return {"unit_name": record.texts.unit_name}


def _title(record: ResultRecord, texts: Mapping[str, str]) -> str:
    return f"{TITLE.format(year=record.texts.year)} – {texts['unit_name']}"


def _created(record: ResultRecord) -> datetime:
    return dated_as(record.criteria)


RESULT = FormKind(
    key="phieu-ket-qua",
    folder="ket-qua/phieu-ket-qua",
    plan=_plan,
    texts=_texts,
    title=_title,
    created=_created,
)

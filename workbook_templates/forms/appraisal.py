"""The kinds of forms of the appraisal, one for each round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cchc.appraisal.model import IssuedForm
from cchc.appraisal.returned import AppraisalReading, AppraisalReceipt, entries_of
from cchc.appraisal.rounds import BY_KEY, ROUNDS, Round
from cchc.criteria.model import CriteriaSet
from cchc.findings.catalogue import IN_APPRAISAL_FORM
from cchc.identity import Identity
from workbook_templates.appraisal_form.plan import appraisal_plan
from workbook_templates.appraisal_form.sheets import form_title
from workbook_templates.forms.kind import FormKind, dated_as, issue_text
from workbook_templates.sheet_plan import WorkbookPlan


@dataclass(frozen=True)
class AppraisalRecord:
    """What a form of the appraisal is made from: how it went out, and its criteria set."""

    form: IssuedForm
    criteria: CriteriaSet


def _plan(record: AppraisalRecord) -> WorkbookPlan:
    return appraisal_plan(record.form, record.criteria)


def _texts(record: AppraisalRecord) -> Mapping[str, str]:
    return {"party_name": record.form.texts["party"]}


def _title(record: AppraisalRecord, texts: Mapping[str, str]) -> str:
    return f"{form_title(record.form, record.criteria)} – {texts['party_name']}"


def _identity(record: AppraisalRecord) -> Identity:
    return record.form.identity(BY_KEY[record.form.round].kind)


def _created(record: AppraisalRecord) -> datetime:
    return dated_as(record.criteria)


def _addressee(place: int) -> Callable[[AppraisalReceipt], str]:
    return lambda receipt: receipt.addressee[place] if receipt.addressee else ""


def _entries(receipt: AppraisalReceipt) -> str:
    return str(len(entries_of(receipt)))


_BOARD = {
    **{name: _addressee(at) for at, name in enumerate(("round", "authority", "unit_type", "who"))},
    "issue_number": issue_text,
    "entries": _entries,
}


def _kind(round_: Round) -> FormKind[AppraisalRecord]:
    return FormKind(
        key=round_.kind,
        folder=f"tham-dinh/phat-hanh/{round_.folder}",
        plan=_plan,
        texts=_texts,
        title=_title,
        identity=_identity,
        created=_created,
        said=AppraisalReading,
        remedies=IN_APPRAISAL_FORM,
        board=_BOARD,
    )


APPRAISAL = {round_.key: _kind(round_) for round_ in ROUNDS}
"""The kinds by the key of their round."""

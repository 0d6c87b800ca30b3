"""The kind of form in which units score themselves."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from cchc.campaign.folder import Issued
from cchc.campaign.model import Unit
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.panel import Panel, panel_from
from cchc.campaign.printed import PrintedTexts, form_identity, printed_texts
from cchc.criteria.model import CriteriaSet
from cchc.identity import UNIT_FORM, Identity
from cchc.returns.receipt import Receipt
from cchc.returns.unit_form import FormReading
from workbook_templates.forms.kind import FormKind, dated_as, issue_text
from workbook_templates.sheet_plan import WorkbookPlan
from workbook_templates.unit_form.plan import unit_form_plan
from workbook_templates.unit_form.slots import unit_texts


@dataclass(frozen=True)
class UnitRecord:
    """What a unit's form is made from: its criteria set, whose it is, and what it prints of the control workbook."""

    criteria: CriteriaSet
    identity: Identity
    printed: PrintedTexts

    @classmethod
    def as_issued(cls, issued: Issued, criteria: CriteriaSet) -> Self:
        """A form as it was issued, whatever the control workbook says now."""
        return cls(criteria, issued.identity, PrintedTexts(**issued.texts))

    @classmethod
    def now(cls, opened: OpenCampaign, unit: Unit, issue: int) -> Self:
        """A unit's form if it were issued now."""
        criteria, campaign = opened.set_of(unit), opened.campaign
        return cls(criteria, form_identity(campaign, unit, criteria, issue), printed_texts(campaign, unit))

    @property
    def panel(self) -> Panel | None:
        """The settings of its live panel."""
        return panel_from(self.printed.panel)


def _plan(record: UnitRecord) -> WorkbookPlan:
    return unit_form_plan(record.criteria, record.panel)


def _texts(record: UnitRecord) -> Mapping[str, str]:
    return unit_texts(record.printed, record.identity)


def _title(record: UnitRecord, texts: Mapping[str, str]) -> str:
    return f"{record.criteria.header.appendix} – {texts['unit_name']}"


def _identity(record: UnitRecord) -> Identity:
    return record.identity


def _created(record: UnitRecord) -> datetime:
    return dated_as(record.criteria)


def _master(record: UnitRecord) -> Hashable:
    return record.criteria.fingerprint, record.printed.panel


def _received(receipt: Receipt[FormReading]) -> str:
    return receipt.received.isoformat() if receipt.received else ""


UNIT = FormKind(
    key=UNIT_FORM,
    folder="phat-hanh",
    plan=_plan,
    texts=_texts,
    title=_title,
    identity=_identity,
    created=_created,
    master=_master,
    said=FormReading,
    board={
        "unit_code": lambda receipt: receipt.unit_code,
        "received": _received,
        "issue_number": issue_text,
        "check_code": lambda receipt: receipt.check_code,
    },
)

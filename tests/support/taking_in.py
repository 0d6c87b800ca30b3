"""Intake of single files and settling of returns, by the kinds of forms tests work with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cchc.appraisal.returned import AppraisalReceipt
from cchc.appraisal.rounds import FIRST
from cchc.identity import UNIT_FORM
from cchc.returns.attribution import Attribution
from cchc.returns.unit_form import UnitReceipt
from consolidator.take_in import settle_returns


def settle(
    receipts: Iterable[UnitReceipt], attributions: Mapping[str, Attribution] | None = None
) -> list[UnitReceipt]:
    """Returns of units settled."""
    return settle_returns(UNIT_FORM, receipts, attributions)


def settle_appraisal(receipts: Iterable[AppraisalReceipt]) -> list[AppraisalReceipt]:
    """Returns of the appraisal settled."""
    return settle_returns(FIRST.kind, receipts)

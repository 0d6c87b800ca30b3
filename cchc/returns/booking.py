"""Enters the returned forms that count into the score book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cchc.campaign.model import Campaign
from cchc.criteria.model import CriteriaSet
from cchc.findings.finding import Finding, finding
from cchc.returns.receipt import REJECTED
from cchc.returns.scorebook import NO_SCORES, Claim, LeafScores, UnitScores, without_return
from cchc.returns.unit_form import UnitReceipt


def score_book(
    receipts: Iterable[UnitReceipt], campaign: Campaign, criteria: Mapping[str, CriteriaSet]
) -> tuple[list[UnitScores], list[Finding]]:
    """The rows of every unit of the campaign, and findings about the units. `criteria` is by unit type."""
    receipts = list(receipts)
    counted = {each.unit_code: each for each in receipts if each.reading is not None and each.counts}
    rejected = {each.unit_code for each in receipts if each.verdict == REJECTED}
    books: list[UnitScores] = []
    findings: list[Finding] = []
    row_of = _Rows().of
    for unit in campaign.units:
        own = criteria[unit.unit_type]
        receipt = counted.get(unit.code)
        if receipt is None or receipt.reading is None:
            books.append(without_return(unit, own, unit.code in rejected))
            if unit.code not in rejected:
                findings.append(finding("UNIT_MISSING", unit_code=unit.code))
            continue
        due = campaign.due(unit)
        late = receipt.received is not None and receipt.received > due
        rows = {code: row_of(receipt.reading.claims.get(code)) for code in own.leaf_by_code}
        book = UnitScores(unit, own, rows, receipt.received, returned=True, late=late)
        books.append(book)
        findings += _unit_findings(book, receipt, due)
    return books, findings


class _Rows:
    """Rows of returned claims. Claims that are the same object share one row object, to save memory: there
    are millions.
    """

    def __init__(self) -> None:
        self._known: dict[int, LeafScores] = {}

    def of(self, claim: Claim | None) -> LeafScores:
        """The row of a claim; a claim must live as long as this object."""
        if claim is None:
            return NO_SCORES
        row = self._known.get(id(claim))
        if row is None:
            row = self._known[id(claim)] = LeafScores(claim)
        return row


def _unit_findings(book: UnitScores, receipt: UnitReceipt, due: date) -> list[Finding]:
    places = {"unit_code": book.unit.code, "file": receipt.file}
    findings = []
    if book.late and receipt.received is not None:
        shown = receipt.received.strftime("%d/%m/%Y")
        findings.append(finding("UNIT_LATE", shown, due.strftime("%d/%m/%Y"), **places))
    if book.blank_leaves:
        own = sum(1 for scored in book.criteria.leaves if scored.by_unit)
        findings.append(finding("UNIT_INCOMPLETE", len(book.blank_leaves), own, **places))
    return findings

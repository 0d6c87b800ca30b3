"""What was read from a returned appraisal form, as later steps use it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cchc.appraisal.model import Entry, IssuedForm, Party, Slot
from cchc.findings.finding import Finding
from cchc.returns.receipt import Receipt


@dataclass(frozen=True)
class AppraisalReading:
    """The content of a form. Its entries and findings do not name a file yet."""

    form: IssuedForm
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]

    @property
    def said(self) -> dict[Slot, object]:
        """The content that is compared between two copies of a form."""
        return {entry.slot: entry.said for entry in self.entries}


AppraisalReceipt = Receipt[AppraisalReading]
"""The result of reading a returned appraisal form. Its addressee is round, authority, unit type and party."""


def entries_of(receipt: AppraisalReceipt) -> list[tuple[Party, Entry]]:
    """The entries of a form that counts, with the name of their file; empty where it does not count."""
    if receipt.reading is None or not receipt.counts:
        return []
    party = receipt.reading.form.party
    return [
        (party, replace(entry, file=receipt.file, sha256=receipt.sha256))
        for entry in receipt.reading.entries
    ]

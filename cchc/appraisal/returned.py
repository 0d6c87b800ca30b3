"""What was read from a returned form of the appraisal, as later steps use it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cchc.appraisal.model import Entry, IssuedForm, Party, Slot
from cchc.findings.finding import Finding
from cchc.returns.receipt import Receipt


@dataclass(frozen=True)
class AppraisalReading:
    """What a form holds. Entries and findings have no file yet."""

    form: IssuedForm
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]

    @property
    def said(self) -> dict[Slot, object]:
        """What counts when two copies of a form are compared."""
        return {entry.slot: entry.said for entry in self.entries}


AppraisalReceipt = Receipt[AppraisalReading]
"""What became of a file that was returned as a form of the appraisal. Its addressee: round, authority, unit type,
and who of that authority.
"""


def entries_of(receipt: AppraisalReceipt) -> list[tuple[Party, Entry]]:
    """What a form says, where it counts, with the file it stands in."""
    if receipt.reading is None or not receipt.counts:
        return []
    party = receipt.reading.form.party
    return [
        (party, replace(entry, file=receipt.file, sha256=receipt.sha256))
        for entry in receipt.reading.entries
    ]

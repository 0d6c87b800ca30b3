"""Findings of a consolidation that are not about a returned file's contents: returns that are missing, forms
filled in where they were issued, a doubtful clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from cchc.campaign.folder import CampaignFolder, Issued
from cchc.clock import is_doubtful, moment
from cchc.files import is_there
from cchc.findings.finding import Finding, finding
from cchc.history.journal import Journal
from cchc.returns.scorebook import UnitScores
from cchc.returns.unit_form import UnitReceipt
from cchc.written import sha256_of


def without_a_return(
    folder: CampaignFolder,
    issued: Mapping[str, Issued],
    books: Iterable[UnitScores],
    receipts: Sequence[UnitReceipt],
    history: Journal,
) -> Iterator[Finding]:
    """Findings on units of which no return counts: a return that counted before and is missing, or changes made
    in the form in phat-hanh/.
    """
    missing = [book.unit.code for book in books if not book.returned]
    before = history.counted_before() if missing else {}
    there = {receipt.sha256 for receipt in receipts}
    for unit in missing:
        counted = before.get(unit)
        if counted is not None and counted.sha256 not in there:
            yield finding("UNIT_RETURN_REMOVED", counted.file, unit_code=unit)
        entry = issued.get(unit)
        if entry is not None and is_changed(folder, entry):
            yield finding("UNIT_FILLED_WHERE_ISSUED", unit_code=unit, file=entry.file)


def is_changed(folder: CampaignFolder, entry: Issued) -> bool:
    """Whether the form in phat-hanh/ differs from the one issued; False where the file is missing."""
    path = folder.root / entry.file
    return is_there(path) and sha256_of(path) != entry.sha256


def doubts_about_clock(history: Journal) -> Iterator[Finding]:
    """A finding where this computer's clock is before the last recorded run, or far after it."""
    last, now = history.last_moment(), moment()
    if last and is_doubtful(now, last):
        yield finding("CLOCK_DOUBTFUL", _shown(now), _shown(last))


def _shown(recorded: str) -> str:
    return datetime.fromisoformat(recorded).strftime("%d/%m/%Y %H:%M")

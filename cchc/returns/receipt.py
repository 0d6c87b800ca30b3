"""The receipt of a returned file: what became of it. Every kind of form has the same one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, Self, TypeVar

from cchc.findings.catalogue import NOTE
from cchc.findings.finding import Finding

ACCEPTED = "accepted"
WITH_REMARKS = "accepted_with_remarks"
REJECTED = "rejected"
SKIPPED = "skipped"
VERDICTS = (ACCEPTED, WITH_REMARKS, REJECTED, SKIPPED)
COUNTING = (ACCEPTED, WITH_REMARKS)
"""The verdicts on files that count."""

Reading = TypeVar("Reading", covariant=True)  # noqa: PLC0105  also in the names of those who use it


@dataclass(frozen=True)
class Receipt(Generic[Reading]):
    """What became of one file.

    `reading` is what was read from it, as its kind of form has it; None where it could not be taken in, and
    in receipts that a record of earlier runs gives back. Which form the file answers is said by `unit_code`
    and `issue`; of forms that do not go to one unit each by `addressee` instead of the unit: texts in the order
    of the columns in which the kind's return board shows them. A refused file may still carry both. `saved_by`
    is the program that saved the file last, as the file says: "" where it does not, and in receipts that the
    journal gives back.
    """

    file: str
    sha256: str
    verdict: str
    unit_code: str = ""
    issue: int | None = None
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()
    received: date | None = None
    check_code: str = ""
    addressee: tuple[str, ...] = ()
    saved_by: str = ""

    @property
    def counts(self) -> bool:
        """Whether the file counts, by its verdict."""
        return self.verdict in COUNTING

    @property
    def form(self) -> tuple[str, tuple[str, ...], int | None]:
        """Which form the file answers: equal for all returns of the same form."""
        return (self.unit_code, self.addressee, self.issue)

    def concluded(self, verdict: str, found: Finding) -> Self:
        """The same receipt with another verdict, and the finding that says why."""
        placed = found.placed(file=self.file, unit_code=self.unit_code)
        return replace(self, verdict=verdict, findings=(*self.findings, placed))


def verdict_on(findings: Iterable[Finding]) -> str:
    """The verdict on a file that was read: a note is no remark."""
    return WITH_REMARKS if remarks_of(findings) else ACCEPTED


def remarks_of(findings: Iterable[Finding]) -> list[Finding]:
    """What is remarked on a file, whatever its name: notes left out."""
    return [replace(each, file="") for each in findings if each.severity != NOTE]

"""The receipt of a returned file: the result of reading it. It is the same for every kind of form."""

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
"""The verdicts with which a file counts."""

Reading = TypeVar("Reading", covariant=True)  # noqa: PLC0105 other modules use this name too


@dataclass(frozen=True)
class Receipt(Generic[Reading]):
    """The result for one file.

    `reading` is the content read from it, in the type of its kind of form; None where it could not be read,
    and in receipts that come from the record of earlier runs. `unit_code` and `issue` say which form the
    file answers. For forms that do not go to one unit each, `addressee` replaces the unit: texts in the
    order of the columns of that kind's return board. A refused file may still have these fields. `saved_by`
    is the program that saved the file last, according to the file: "" where the file does not say, and in
    receipts that come from the journal.
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
        """The same receipt with another verdict and the finding that gives the reason."""
        placed = found.placed(file=self.file, unit_code=self.unit_code)
        return replace(self, verdict=verdict, findings=(*self.findings, placed))


def verdict_on(findings: Iterable[Finding]) -> str:
    """The verdict on a file that was read. Notes do not count as remarks."""
    return WITH_REMARKS if remarks_of(findings) else ACCEPTED


def remarks_of(findings: Iterable[Finding]) -> list[Finding]:
    """The remarks on a file, without notes and without the file name."""
    return [replace(each, file="") for each in findings if each.severity != NOTE]

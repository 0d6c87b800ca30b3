"""A finding as it is recorded: all its texts, in Vietnamese."""

from __future__ import annotations

from typing import NamedTuple

from cchc.findings.finding import Finding
from cchc.findings.rendering import as_record


class Recorded(NamedTuple):
    """The columns of `phat-hien.jsonl`."""

    code: str
    severity: str
    unit_code: str
    file: str
    sheet: str
    cell: str
    criterion_code: str
    found: str
    expected: str
    message: str
    remedy: str


def recorded(finding: Finding) -> Recorded:
    """The recorded form of a finding."""
    return Recorded(**as_record(finding))

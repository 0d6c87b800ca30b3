"""What the ranking workbook is made from beside the results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.findings.finding import Finding
from cchc.language import Words
from cchc.results import Results

VERDICTS = {
    "accepted": Words("Nhận", "Accepted"),
    "accepted_with_remarks": Words("Nhận, có lưu ý", "Accepted with remarks"),
    "rejected": Words("Không nhận", "Rejected"),
    "skipped": Words("Bỏ qua", "Skipped"),
}
STATUSES = {
    "returned": Words("Đã nộp", "Returned"),
    "incomplete": Words("chưa đủ số liệu", "incomplete"),
    "late": Words("nộp muộn", "late"),
    "missing": Words("Chưa nộp", "Missing"),
    "rejected": Words("Phiếu không nhận được", "Rejected"),
    "special": Words("đơn vị đặc thù, không xếp hạng", "special unit, not ranked"),
}
SEVERITIES = {
    "error": Words("Lỗi", "Error"),
    "warning": Words("Cảnh báo", "Warning"),
    "note": Words("Ghi nhận", "Note"),
}


@dataclass(frozen=True)
class BoardLine:
    """One returned file on the return board."""

    file: str
    verdict: str
    unit_code: str
    received: date | None
    issue: int | None
    check_code: str
    sha256: str


@dataclass(frozen=True)
class RankingContent:
    """Everything the workbook shows. `made_from` are pairs of what and value."""

    results: Results
    board: Sequence[BoardLine]
    findings: Sequence[Finding]
    made_from: Sequence[tuple[str, str]]

    @property
    def provisional(self) -> str:
        """Why the figures are provisional, "" once nothing is outstanding."""
        reasons = [words.say() for words in self.results.provisional]
        return "; ".join(reasons)


def status_text(status: Sequence[str]) -> str:
    """A unit's status for people."""
    return ", ".join(STATUSES[each].say() for each in status)

"""What the ranking workbook is made from beside the results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.campaign.model import Campaign
from cchc.core.numbers import plain
from cchc.core.ranking import DISPLAYED
from cchc.criteria.model import DEPARTMENT_REMARKS, MINISTRY_SURVEY, SELF
from cchc.criteria.model import SIPAS as SIPAS_SURVEY
from cchc.findings.finding import Finding
from cchc.language import Words
from cchc.results import Results, UnitResult

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

SOURCES = {
    SELF: Words("tự đánh giá và thẩm định", "self-assessment and appraisal"),
    MINISTRY_SURVEY: Words("điều tra của Bộ Nội vụ", "the Ministry's survey"),
    SIPAS_SURVEY: Words("SIPAS", "SIPAS"),
    DEPARTMENT_REMARKS: Words("nhận xét của các phòng chuyên môn", "departments' remarks"),
}
_RULES = Words(
    "So sánh trên {basis}; đánh số khi bằng nhau {numbering}; xếp loại theo chỉ số công bố: {classes}.",
    "Compared on {basis}; equal units numbered {numbering}; classes by published index: {classes}.",
)
_BASIS_DISPLAYED = Words("chỉ số đã làm tròn {decimals} chữ số", "the index rounded to {decimals} decimals")
_BASIS_EXACT = Words("chỉ số chưa làm tròn", "the unrounded index")
_CLASS = Words("{name} từ {lowest}%", "{name} from {lowest}%")
_STANDS_IN = Words(
    "Điểm điều tra ({source}): {units} đơn vị dùng kết quả năm {year}, năm {due} chưa có.",
    "Survey points ({source}): results of {year} stand in for {units} units, none of {due} yet.",
)
_NO_CLASSES = Words("không quy định", "none")


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
        """Why figures of any unit are provisional, "" once nothing is outstanding."""
        return self.provisional_of(self.results.units)

    def provisional_of(self, units: Sequence[UnitResult]) -> str:
        """Why the figures of some units are provisional, "" once nothing is outstanding."""
        return "; ".join(words.say() for words in self.results.provisional_of(units))

    def stand_ins(self, units: Sequence[UnitResult]) -> tuple[str, ...]:
        """Which surveys of an earlier year stand in for some units: said wherever their figures are."""
        due = self.results.campaign.year
        return tuple(
            _STANDS_IN.say(source=SOURCES[source].say(), year=year, units=units_with, due=due)
            for (source, year), units_with in sorted(self.results.stand_ins(units).items())
        )


def status_text(status: Sequence[str]) -> str:
    """A unit's status for people."""
    return ", ".join(STATUSES[each].say() for each in status)


def rules_text(campaign: Campaign) -> str:
    """How units were compared, numbered and classed: printed on every result."""
    settings = campaign.ranking
    words = _BASIS_DISPLAYED if settings.compare_on == DISPLAYED else _BASIS_EXACT
    ordered = sorted(campaign.classes, key=lambda each: each.lowest, reverse=True)
    classes = ", ".join(_CLASS.say(name=each.name, lowest=plain(each.lowest)) for each in ordered)
    return _RULES.say(
        basis=words.say(decimals=settings.decimals),
        numbering=settings.numbering,
        classes=classes or _NO_CLASSES.say(),
    )

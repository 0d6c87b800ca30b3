"""The texts of the sources of points, one entry per source (the sources are in `cchc.criteria.sources`)."""

from __future__ import annotations

from typing import NamedTuple

from cchc.criteria.model import Header
from cchc.criteria.sources import DEPARTMENT_REMARKS, MINISTRY_SURVEY, SELF, SIPAS
from cchc.language import Words


class SourceWords(NamedTuple):
    """The texts of one source in workbooks. `label` is the choice in the criteria workbook, `note` the text in the
    column "Ghi chú" of forms (None for what the unit scores itself), `form_title` the title of the form in which its
    figures are collected.
    """

    label: str
    note: Words | None = None
    form_title: str = ""


SOURCE_WORDS = {
    SELF: SourceWords("Đơn vị tự chấm"),
    MINISTRY_SURVEY: SourceWords(
        "Điều tra của Bộ Nội vụ",
        Words(
            "Điều tra xã hội học (kết quả Bộ Nội vụ công bố)",
            "Survey (result published by the Ministry of Home Affairs)",
        ),
        "KẾT QUẢ ĐIỀU TRA XÃ HỘI HỌC CỦA BỘ NỘI VỤ NĂM {year}: ĐIỂM TỪNG TIÊU CHÍ",
    ),
    SIPAS: SourceWords(
        "Khảo sát SIPAS",
        Words(
            "Điều tra xã hội học (khảo sát SIPAS do Sở Nội vụ chủ trì)",
            "Survey (SIPAS, run by the Department of Home Affairs)",
        ),
        "KẾT QUẢ KHẢO SÁT SỰ HÀI LÒNG (SIPAS) NĂM {year}: TỶ LỆ HÀI LÒNG (%)",
    ),
    DEPARTMENT_REMARKS: SourceWords(
        "Nhận xét của các phòng chuyên môn",
        Words("Điều tra xã hội học (nhận xét, đánh giá của {by})", "Survey (remarks of {by})"),
        "NHẬN XÉT, ĐÁNH GIÁ CỦA CƠ QUAN CHUYÊN MÔN NĂM {year}: ĐIỂM TỪNG TIÊU CHÍ",
    ),
}
"""The texts by source, in the order of the table. Source of the notes: 1877/QĐ-UBND, III.1.c and III.3.c."""

_REMARKS_BY = Words("các phòng chuyên môn huyện", "the district's specialised departments")
"""Who gives remarks where the criteria set does not say so. Source: 1877/QĐ-UBND, III.3.c."""


def source_note(source: str, header: Header) -> str:
    """The text of "Ghi chú" on a survey leaf's source, "" for a leaf the unit scores itself."""
    note = SOURCE_WORDS[source].note if source in SOURCE_WORDS else None
    return note.written(by=header.remarks_by or _REMARKS_BY.written()) if note else ""

"""The columns of the main sheet. Source of the three score and note columns: 1877/QĐ-UBND, III."""

from __future__ import annotations

from typing import NamedTuple

CODE, NAME, MAX, CHOICE, DONE, TOTAL, SELF, ACHIEVED, NOTE, REMARK = range(10)
CHECK = 10
COUNTING, SHARE, ACCEPTED, ENTERED = range(11, 15)
"""Working columns: hidden, never printed."""

LAST_PRINTED = REMARK
LAST_VISIBLE = CHECK


class UnitFormColumn(NamedTuple):
    """A column's role in the plan, its heading and its width in characters."""

    role: str
    heading: str
    width: float


COLUMNS = (
    UnitFormColumn("code", "STT", 7.5),
    UnitFormColumn("name", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", 50),
    UnitFormColumn("max", "Điểm tối đa", 7.5),
    UnitFormColumn("choice", "Lựa chọn", 21),
    UnitFormColumn("done", "Thực hiện", 9.5),
    UnitFormColumn("total", "Tổng số", 9.5),
    UnitFormColumn("self", "Điểm tự đánh giá", 9.5),
    UnitFormColumn("achieved", "Điểm đạt được", 9.5),
    UnitFormColumn("note", "Ghi chú", 19),
    UnitFormColumn("remark", "Giải trình và tài liệu kiểm chứng", 36),
    UnitFormColumn("check", "Kiểm tra", 24),
    UnitFormColumn("counting", "Điểm tối đa được tính", 9),
    UnitFormColumn("share", "Phần của mã đối chiếu", 9),
    UnitFormColumn("accepted", "Điểm tự chấm hợp lệ", 9),
    UnitFormColumn("entered", "Đã nhập", 9),
)

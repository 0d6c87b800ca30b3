"""The columns of the main sheet. Source of the three score and note columns: 1877/QĐ-UBND, III."""

from __future__ import annotations

from typing import NamedTuple

from cchc.core import roles

CODE, NAME, MAX, CHOICE, DONE, TOTAL, SELF, ACHIEVED, NOTE, REMARK = range(10)
CHECK = 10
COUNTING, SHARE, ACCEPTED, ENTERED = range(11, 15)
"""Working columns: hidden and not printed."""

LAST_PRINTED = REMARK
LAST_VISIBLE = CHECK


class UnitFormColumn(NamedTuple):
    """A column's role in the plan, its heading and its width in characters."""

    role: str
    heading: str
    width: float


COLUMNS = (
    UnitFormColumn(roles.CODE, "STT", 7.5),
    UnitFormColumn(roles.NAME, "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", 50),
    UnitFormColumn(roles.MAX, "Điểm tối đa", 7.5),
    UnitFormColumn(roles.CHOICE, "Lựa chọn", 21),
    UnitFormColumn(roles.DONE, "Thực hiện", 9.5),
    UnitFormColumn(roles.TOTAL, "Tổng số", 9.5),
    UnitFormColumn(roles.SELF, "Điểm tự đánh giá", 9.5),
    UnitFormColumn(roles.ACHIEVED, "Điểm đạt được", 9.5),
    UnitFormColumn(roles.NOTE, "Ghi chú", 19),
    UnitFormColumn(roles.REMARK, "Giải trình và tài liệu kiểm chứng", 36),
    UnitFormColumn(roles.CHECK, "Kiểm tra", 24),
    UnitFormColumn(roles.COUNTING, "Điểm tối đa được tính", 9),
    UnitFormColumn(roles.SHARE, "Phần của mã đối chiếu", 9),
    UnitFormColumn(roles.ACCEPTED, "Điểm tự chấm hợp lệ", 9),
    UnitFormColumn(roles.ENTERED, "Đã nhập", 9),
)

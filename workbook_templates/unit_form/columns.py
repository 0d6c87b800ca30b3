"""The columns of the main sheet. Source of the three score and note columns: 1877/QĐ-UBND, III."""

from __future__ import annotations

from typing import NamedTuple

CODE, NAME, MAX, CHOICE, DONE, TOTAL, SELF, ACHIEVED, NOTE, REMARK = range(10)
CHECK = 10
COUNTING, SHARE, ACCEPTED, ENTERED = range(11, 15)
"""Working columns: hidden, never printed."""

LAST_PRINTED = REMARK
LAST_VISIBLE = CHECK


class FormColumn(NamedTuple):
    """A column's role in the plan, its heading and its width in characters."""

    role: str
    heading: str
    width: float


COLUMNS = (
    FormColumn("code", "STT", 7.5),
    FormColumn("name", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", 50),
    FormColumn("max", "Điểm tối đa", 7.5),
    FormColumn("choice", "Lựa chọn", 21),
    FormColumn("done", "Thực hiện", 9.5),
    FormColumn("total", "Tổng số", 9.5),
    FormColumn("self", "Điểm tự đánh giá", 9.5),
    FormColumn("achieved", "Điểm đạt được", 9.5),
    FormColumn("note", "Ghi chú", 19),
    FormColumn("remark", "Giải trình và tài liệu kiểm chứng", 36),
    FormColumn("check", "Kiểm tra", 24),
    FormColumn("counting", "Điểm tối đa được tính", 9),
    FormColumn("share", "Phần của mã đối chiếu", 9),
    FormColumn("accepted", "Điểm tự chấm hợp lệ", 9),
    FormColumn("entered", "Đã nhập", 9),
)

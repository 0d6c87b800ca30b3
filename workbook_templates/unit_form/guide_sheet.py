"""The instructions sheet, made from the same criteria set as the form."""

from __future__ import annotations

from cchc.core.numbers import plain
from cchc.criteria.model import CriteriaSet, ScoredLine
from workbook_templates.cell_plan import Fixed, Paper, PlanCell, Slot
from workbook_templates.row_heights import row_heights
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form import links
from workbook_templates.words.sentences import rule_sentence
from workbook_templates.words.sources import source_note

NAME = links.GUIDE_SHEET

STEPS = (
    "1. Chỉ nhập vào các ô nền vàng viền đậm trên trang “{appendix}”; ô gạch chéo không phải nhập. Các ô khác "
    "đã khóa; điểm, cộng điểm và chỉ số tự tính.",
    "2. Ô “Lựa chọn”: chọn trong danh sách. Ô “Thực hiện”, “Tổng số”: nhập số liệu gốc, không nhập tỷ lệ "
    "phần trăm. Ô “Điểm tự đánh giá” nền vàng: nhập điểm theo bước đã ghi.",
    "3. Để trống nghĩa là chưa chấm, không phải 0 điểm. Việc không xảy ra trong năm: chọn “Không phát "
    "sinh” ở ô cho phép.",
    "4. Cột “Giải trình và tài liệu kiểm chứng”: ghi số, ngày, trích yếu văn bản, trang. Có điểm mà thiếu "
    "tài liệu thì bị nhắc khi thẩm định.",
    "5. Cột “Kiểm tra” và trang “Kết quả” báo ngay chỗ thiếu, chỗ sai, tiến độ và chỉ số. Các tiêu chí điều tra "
    "xã hội học không phải nhập.",
    "6. In, trình ký, đóng dấu. Gửi tệp này (giữ dạng .xlsx, không đổi tên trang, không thêm bớt dòng) "
    "cùng bản ký và tài liệu kiểm chứng.",
)
SEND_TO = "Nơi nhận: {office}. Hạn nộp: {due}. Phiếu của: {unit_name} (số phiếu {form_number})."

HEADINGS = (
    ("Mã", 7.5),
    ("Tiêu chí", 40.0),
    ("Điểm tối đa", 7.5),
    ("Cách chấm điểm", 46.0),
    ("Tài liệu kiểm chứng", 44.0),
    ("Cơ quan thẩm định", 17.0),
    ("Căn cứ", 20.0),
)
_FIRST_STEP_ROW = 2


def guide_sheet(criteria: CriteriaSet, main: SheetPlan) -> SheetPlan:
    """The instructions: what to do, then one table that explains every scored line."""
    last = len(HEADINGS) - 1
    cells = [
        PlanCell(0, 0, Fixed("HƯỚNG DẪN TỰ ĐÁNH GIÁ, CHẤM ĐIỂM"), "guide_title", last=(0, last)),
        PlanCell(1, 0, Slot(SEND_TO), "guide_step", last=(1, last)),
    ]
    for offset, step in enumerate(STEPS):
        row = _FIRST_STEP_ROW + offset
        text = Fixed(step.replace("{appendix}", criteria.header.appendix))
        cells.append(PlanCell(row, 0, text, "guide_step", last=(row, last)))
    heading_row = _FIRST_STEP_ROW + len(STEPS) + 1
    back = Fixed(links.to_main_text(main))
    cells += [
        PlanCell(
            heading_row - 1, 0, back, "form_link", last=(heading_row - 1, 1), link=links.to_main(main)
        ),
        PlanCell(heading_row - 1, 3, Fixed(links.TO_RESULT), "form_link", link=links.to_result()),
    ]
    for column, (heading, _) in enumerate(HEADINGS):
        cells.append(PlanCell(heading_row, column, Fixed(heading), "table_heading"))
    for offset, scored in enumerate(criteria.leaves, start=1):
        for column, part in enumerate(_explanation(criteria, scored)):
            cells.append(PlanCell(heading_row + offset, column, Fixed(part), "guide_text"))
    widths = {column: width for column, (_, width) in enumerate(HEADINGS)}
    table = range(heading_row, heading_row + 1 + len(criteria.leaves))
    return SheetPlan(
        name=NAME,
        cells=tuple(cells),
        widths=widths,
        heights={
            0: 26.0,
            **dict.fromkeys(range(1, heading_row - 1), 20.0),
            **row_heights(cells, widths, table),
        },
        freeze=(heading_row + 1, 2),
        paper=Paper(
            landscape=True,
            repeat_rows=(heading_row, heading_row),
            footer="&L{form_number}&CTrang &P/&N&R{unit_name}",
        ),
        zoom=90,
    )


def _explanation(criteria: CriteriaSet, scored: ScoredLine) -> tuple[str, ...]:
    return (
        scored.code,
        scored.criterion.name,
        plain(scored.max_points),
        rule_sentence(scored),
        scored.leaf.evidence or source_note(scored.leaf.source, criteria.header),
        criteria.header.agencies.get(scored.leaf.agency, ""),
        scored.leaf.clause,
    )

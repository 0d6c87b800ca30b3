"""The texts that forms show in "Kiểm tra", and those that functions in sheets compare or show."""

from __future__ import annotations

from cchc.campaign.tables import COMPARISON_LABELS
from cchc.core.words import Advice, Messages, SheetWords
from cchc.criteria.answers import ANSWERS, NOT_APPLICABLE

MESSAGES = Messages(
    empty="Chưa nhập",
    sound="Hợp lệ",
    not_arisen=NOT_APPLICABLE,
    clear_figures=f"Đã chọn “{NOT_APPLICABLE}”: xóa số liệu",
    no_evidence="Chưa ghi tài liệu kiểm chứng",
    not_in_list="Lựa chọn không có trong danh sách",
    not_chosen="Chưa chọn Có hoặc Không",
    no_number="Phải nhập số",
    figure_is_text="Phải nhập số (đang là chữ)",
    figures_missing="Chưa đủ hai số liệu",
    negative="Số không được âm",
    total_zero="Tổng số phải lớn hơn 0",
    done_too_large="Thực hiện lớn hơn tổng số",
    above_max="Vượt điểm tối đa {points}",
    off_step="Không đúng bước {step}",
)
EARLIER_MESSAGES = (MESSAGES._replace(figure_is_text=""),)
"""The messages of earlier versions, whose forms may still be out."""

QUIET = (MESSAGES.empty, MESSAGES.sound, MESSAGES.not_arisen)
"""Messages that report no fault."""

MISSING = (MESSAGES.empty, MESSAGES.figures_missing, MESSAGES.not_chosen, MESSAGES.no_evidence)
"""Messages of leaves that are not finished. All messages outside `QUIET` and `MISSING` report a fault."""

ADVICE = Advice(
    short_of_class="Còn thiếu {points} điểm để đạt loại {name}",
    short_of_rank="Còn thiếu {points} điểm để đạt hạng {place}",
    has_class="Đã đạt loại {name}",
    has_rank="Đã đạt hạng {place}",
)
SHEET_WORDS = SheetWords(ANSWERS, MESSAGES, ADVICE, tuple(COMPARISON_LABELS.items()))
"""All texts that the core uses."""

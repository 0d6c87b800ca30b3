"""The texts of the appraisal's forms, by round."""

from __future__ import annotations

from typing import NamedTuple

from cchc.appraisal.rounds import BOARD, EXPLANATION, FIRST, SECOND


class FormTexts(NamedTuple):
    """Title, addressee, instructions, signatures."""

    title: str
    party: str
    steps: tuple[str, ...]
    signatures: tuple[str, str]


_BLANK = "Để trống nghĩa là chưa thẩm định, không phải 0 điểm. Chỉ nhập vào các ô nền vàng viền đậm; ô khác đã khóa."
_SCORES = (
    "Mỗi tiêu chí một khối: dòng tiêu đề nêu tên, cách chấm; bên dưới mỗi đơn vị một dòng. Lọc theo mã tiêu chí để "
    "so các đơn vị; lọc theo mã đơn vị (giữ thêm mục “Tiêu chí” để thấy tên) để xem trọn một đơn vị."
)
_NOT_ARISEN = "Đơn vị khai “Không phát sinh”: chọn ý kiến đồng ý nếu đúng; nếu có phát sinh thì nhập điểm và ghi lý do."
_RETURN = "Lưu (giữ dạng .xlsx, không đổi tên trang, không thêm bớt dòng) và gửi lại {office}. Số phiếu: {form_number}."
_AGENCY_SIGNS = ("NGƯỜI THẨM ĐỊNH", "THỦ TRƯỞNG CƠ QUAN")

TEXTS = {
    FIRST.key: FormTexts(
        "PHIẾU THẨM ĐỊNH LẦN 1 CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}",
        "Cơ quan thẩm định: {party}",
        (
            _SCORES,
            "Đồng ý với điểm tự đánh giá: chọn “Đồng ý” (kéo xuống được). Không đồng ý: bỏ trống ô đó, nhập "
            "“Điểm thẩm định” và ghi lý do.",
            _NOT_ARISEN,
            "Đơn vị chưa chấm: nhập điểm thẩm định (kể cả 0).",
            _BLANK,
            _RETURN,
        ),
        _AGENCY_SIGNS,
    ),
    EXPLANATION.key: FormTexts(
        "PHIẾU GIẢI TRÌNH KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}",
        "Đơn vị: {party}",
        (
            "Phiếu chỉ gồm các tiêu chí mà thẩm định lần 1 làm giảm điểm của đơn vị so với tự đánh giá.",
            "Cột “Giải trình”: nêu căn cứ đề nghị giữ điểm. Cột “Tài liệu kiểm chứng bổ sung”: số, ngày, trích yếu, trang.",
            "Để trống cả hai ô nghĩa là thống nhất với điểm thẩm định.",
            _RETURN,
        ),
        ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"),
    ),
    SECOND.key: FormTexts(
        "PHIẾU THẨM ĐỊNH LẦN 2 CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}",
        "Cơ quan thẩm định: {party}",
        (
            "Phiếu chỉ gồm các tiêu chí đã hạ điểm ở lần 1, kèm giải trình và tài liệu bổ sung của đơn vị. "
            + _SCORES,
            "Chọn “Đồng ý với đơn vị” hoặc “Giữ điểm lần 1”; mức khác: bỏ trống ô đó, nhập điểm và ghi lý do.",
            _NOT_ARISEN,
            _BLANK,
            _RETURN,
        ),
        _AGENCY_SIGNS,
    ),
    BOARD.key: FormTexts(
        "BẢNG ĐIỂM TRÌNH HỘI ĐỒNG THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}",
        "Hội đồng thẩm định của {party}",
        (
            "Bảng gồm các tiêu chí mà điểm tự đánh giá, thẩm định lần 1, lần 2 khác nhau. " + _SCORES,
            "Chọn “Theo đơn vị” hoặc “Theo thẩm định”; mức khác: bỏ trống ô đó, nhập điểm Hội đồng quyết định và ghi lý do.",
            _NOT_ARISEN,
            "Hai cơ quan cùng thẩm định mà khác nhau thì cả hai điểm được nêu, Hội đồng quyết định.",
            _BLANK.replace("chưa thẩm định", "chưa quyết định"),
            _RETURN,
        ),
        ("THƯ KÝ", "CHỦ TỊCH HỘI ĐỒNG"),
    ),
}

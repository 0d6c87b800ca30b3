"""The guide of the criteria workbook: what to do, every column, every rule with an example."""

from __future__ import annotations

from fractions import Fraction

from cchc.core import roles
from cchc.criteria.model import Criterion, Leaf, ScoredLine
from cchc.criteria.scoring import choices, parse_rule
from cchc.criteria.sources import ALL
from workbook_templates.words.rules.base import Example
from workbook_templates.words.sentences import rule_sentence

TITLE = "HƯỚNG DẪN SỬA BỘ TIÊU CHÍ"

STEPS = (
    "1. Sửa trên các trang Thông tin chung, Số lượng, Cơ quan thẩm định, Tiêu chí. Không đổi tên trang, không "
    "đổi hoặc xóa tiêu đề cột, không gộp ô.",
    "2. Thêm dòng: chèn dòng đúng chỗ của nó rồi ghi mã; các mã phía sau phải đánh lại cho liên tục. Bớt dòng: "
    "xóa cả dòng.",
    "3. Mã và điểm là văn bản. Gõ trực tiếp vào ô có sẵn, không đổi định dạng ô; dán từ nơi khác thì dán giá trị "
    "(Paste Special → Values). Điểm dùng dấu chấm thập phân: 0.5.",
    "4. Mục có mục con chỉ có mã, tên và điểm tối đa. Mục không có mục con là mục chấm điểm: phải có nguồn điểm, "
    "quy tắc, cơ quan thẩm định.",
    "5. Sửa nội dung thì tăng Phiên bản; thêm bớt dòng thì sửa trang Số lượng theo văn bản gốc.",
    "6. Lưu dạng .xlsx, đóng tệp, rồi chạy: cchc criteria import TỆP THƯ-MỤC. Sai chỗ nào, lệnh kể mọi chỗ sai "
    "cùng lúc, có tên trang và ô, và không ghi gì.",
)

SETTINGS_HEADINGS = ("Mục", "Giá trị", "Giải thích")
REQUIRED = "có"
ERROR_TITLE = "Chưa hợp lệ"
FOOTER = "&L&A&CTrang &P/&N"
COLUMN_HEADINGS = (("Trang", 18.0), ("Cột hoặc mục", 30.0), ("Bắt buộc", 10.0), ("Giải thích", 90.0))
RULE_HEADINGS = (
    ("Quy tắc", 18.0),
    ("Ví dụ: viết đúng như sau", 30.0),
    ("Điểm tối đa của ví dụ", 10.0),
    ("Nghĩa của ví dụ, và đơn vị phải nhập gì", 90.0),
)
RULES_TITLE = "Các quy tắc chấm"
RULES_NOTE = (
    "Trong quy tắc: số dùng dấu chấm thập phân, các phần cách nhau bằng dấu chấm phẩy, nhãn đặt trong dấu ngoặc kép "
    'thẳng ("). Với tỷ lệ, x là thực hiện/tổng số; mỗi tỷ lệ từ 0% đến 100% thuộc đúng một khoảng. '
    "Mức cao nhất phải đúng bằng điểm tối đa của mục."
)

_ASKED = {
    roles.DONE: "số “Thực hiện”",
    roles.TOTAL: "“Tổng số”",
    roles.SCORE: "điểm",
}


def meaning(example: Example) -> str:
    """An example in words, with what the unit enters."""
    points = Fraction(example.points)
    rule = parse_rule(example.notation, points)
    source = next(each.key for each in ALL if each.takes(rule))
    leaf = Leaf(source, rule, example.notation, unit=example.unit)
    asked = [_ASKED[figure] for figure in rule.figures]
    if choices(rule, ""):
        asked.insert(0, "lựa chọn")
    entered = f" Đơn vị nhập: {', '.join(asked)}." if asked else ""
    return rule_sentence(ScoredLine(Criterion("1", example.name, points), leaf)) + entered

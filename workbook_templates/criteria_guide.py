"""The guide of the criteria workbook: what to do, every column, every rule with an example."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from cchc.core.rule_text import parse_rule
from cchc.core.rules import asked_figures, is_scored_by_unit
from cchc.criteria.model import SELF, SIPAS, Criterion, Leaf, ScoredLine
from workbook_templates.sentences import rule_sentence

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
    "done": "số “Thực hiện”",
    "total": "“Tổng số”",
    "score": "điểm",
}
_CHOOSES = ("yes_no", "levels", "all_of")


class RuleExample(NamedTuple):
    """A rule with the max points it is shown with, and what is counted."""

    name: str
    notation: str
    points: str
    unit: str = ""

    @property
    def meaning(self) -> str:
        """The rule in words, and what the unit enters."""
        points = Fraction(self.points)
        rule = parse_rule(self.notation, points)
        source = SELF if is_scored_by_unit(rule) else SIPAS
        line = Criterion("1", self.name, points)
        leaf = Leaf(source, rule, self.notation, unit=self.unit)
        asked = [_ASKED[figure] for figure in asked_figures(rule)]
        if rule.kind in _CHOOSES:
            asked.insert(0, "lựa chọn")
        entered = f" Đơn vị nhập: {', '.join(asked)}." if asked else ""
        return rule_sentence(ScoredLine(line, leaf)) + entered


RULE_EXAMPLES = (
    RuleExample("Có hoặc không", "yes_no", "1"),
    RuleExample(
        "Chọn mức", 'levels("Ban hành đúng hạn" = 1; "Ban hành chậm" = 0.5; "Không ban hành" = 0)', "1"
    ),
    RuleExample("Đủ các điều kiện", 'all_of(rate >= 100%; yes "Gửi báo cáo đúng hạn")', "1"),
    RuleExample("Đủ điều kiện, không có tỷ lệ", 'all_of(yes "Công khai đầy đủ, kịp thời")', "0.5"),
    RuleExample("Theo khoảng tỷ lệ", "bands(x > 90% = 2; 70% <= x <= 90% = 1; x < 70% = 0)", "2"),
    RuleExample("Theo tỷ lệ", "proportional", "1.5"),
    RuleExample("Theo tỷ lệ, có mức sàn", "proportional(from 80%)", "1"),
    RuleExample("Mỗi việc được điểm", "per_item(0.5)", "2", "sáng kiến"),
    RuleExample("Mỗi trường hợp bị trừ", "deduct(0.25)", "1", "hồ sơ trễ hạn"),
    RuleExample("Tự chấm theo bước", "steps(0.25)", "1"),
    RuleExample("Điều tra xã hội học", "survey", "1"),
    RuleExample("Khảo sát SIPAS", "sipas", "10"),
)

"""The tables of the ranking workbook: headings, widths in characters and styles of their columns."""

from __future__ import annotations

from typing import NamedTuple

from cchc.language import Words


class ReportColumn(NamedTuple):
    """A column by its key: heading, width in characters, style of its cells."""

    key: str
    heading: Words
    width: float
    style: str


UNIT_WIDTH = 32.0
RANK = ReportColumn("rank", Words("Hạng", "Rank"), 7, "result_rank")
CODE = ReportColumn("code", Words("Mã đơn vị", "Unit code"), 11, "result_centre")
UNIT = ReportColumn("unit", Words("Đơn vị", "Unit"), UNIT_WIDTH, "result_bold")

SELF_POINTS = ReportColumn("self", Words("Điểm tự đánh giá", "Self points"), 11, "result_score")
ACHIEVED = ReportColumn("achieved", Words("Điểm đạt được", "Achieved points"), 11, "result_score")
APPRAISED = ReportColumn("appraised", Words("Điểm sau thẩm định", "Appraised points"), 11, "result_score")
CHANGE = ReportColumn("change", Words("Thay đổi do thẩm định", "Change by appraisal"), 11, "result_change")
SURVEY = ReportColumn("survey", Words("Điểm điều tra", "Survey points"), 10, "result_score")
POSSIBLE = ReportColumn(
    "possible", Words("Điểm tối đa được tính", "Max points counted"), 12, "result_score"
)
INDEX = ReportColumn("index", Words("Chỉ số CCHC (%)", "PAR index (%)"), 12, "result_index")
CLASS = ReportColumn("class", Words("Xếp loại", "Class"), 13, "result_centre")
STATUS = ReportColumn("status", Words("Tình trạng", "Status"), 30, "result_text")
COUNTED_INDEX = ReportColumn(
    "counted", Words("Chỉ số để thống kê", "Index for statistics"), 11, "result_working"
)
COMPARED = ReportColumn("compared", Words("Chỉ số để so hạng", "Index compared"), 11, "result_working")

RANKING_BEFORE_SURVEY = (
    RANK, CODE, UNIT, SELF_POINTS, ACHIEVED, CHANGE, POSSIBLE, INDEX, CLASS, STATUS, COUNTED_INDEX, COMPARED,
)  # fmt: skip
RANKING_WITH_SURVEY = (
    RANK, CODE, UNIT, SELF_POINTS, APPRAISED, CHANGE, SURVEY, ACHIEVED, POSSIBLE, INDEX, CLASS, STATUS,
    COUNTED_INDEX, COMPARED,
)  # fmt: skip
WORKING_COLUMNS = 2
"""The number of columns at the end of a ranking from which ranks and statistics are computed; not printed."""

CONTENTS = (
    ReportColumn("sheet", Words("Trang", "Sheet"), 34, "result_link"),
    ReportColumn("about", Words("Nội dung", "What it shows"), 92, "result_text"),
)
STATISTICS = (
    ReportColumn("block", Words("Khối", "Block"), 30, "result_bold"),
    ReportColumn("units", Words("Số đơn vị", "Units"), 7, "result_count"),
    ReportColumn("ranked", Words("Được xếp hạng", "Ranked"), 7, "result_count"),
    ReportColumn("special", Words("Đặc thù", "Special"), 7, "result_count"),
    ReportColumn("without", Words("Chưa có số liệu", "No figures"), 8, "result_count"),
    ReportColumn("average", Words("Trung bình", "Average"), 8.5, "result_index"),
    ReportColumn("median", Words("Trung vị", "Median"), 8.5, "result_score"),
    ReportColumn("highest", Words("Cao nhất", "Highest"), 8.5, "result_score"),
    ReportColumn("best", Words("Đơn vị cao nhất", "Highest unit"), 21, "result_text"),
    ReportColumn("lowest", Words("Thấp nhất", "Lowest"), 8.5, "result_score"),
    ReportColumn("worst", Words("Đơn vị thấp nhất", "Lowest unit"), 21, "result_text"),
    ReportColumn("spread", Words("Khoảng cách", "Spread"), 9.5, "result_score"),
)
CLASS_WIDTH = 7.5

WEAK = (
    ReportColumn("order", Words("Thứ tự từ thấp", "Place from lowest"), 8, "result_count"),
    ReportColumn("level", Words("Cấp", "Level"), 18, "result_centre"),
    ReportColumn("code", Words("Mã", "Code"), 8, "result_centre"),
    ReportColumn("name", Words("Tên", "Name"), 62, "result_text"),
    ReportColumn("max", Words("Điểm tối đa", "Max points"), 8, "result_max"),
    ReportColumn("scored", Words("Số đơn vị có điểm", "Units scored"), 9, "result_count"),
    ReportColumn("points", Words("Điểm bình quân", "Average points"), 9, "result_score"),
    ReportColumn("index", Words("Tỷ lệ đạt bình quân (%)", "Average index (%)"), 12, "result_index"),
    ReportColumn("full", Words("Đạt tối đa", "Full points"), 8, "result_count"),
    ReportColumn("zero", Words("Bị 0 điểm", "Zero"), 8, "result_count"),
    ReportColumn("blank", Words("Chưa chấm", "Not scored"), 8, "result_count"),
    ReportColumn("absent", Words("Không phát sinh", "Not applicable"), 8, "result_count"),
    ReportColumn("change", Words("Thay đổi bình quân", "Average change"), 9.5, "result_change"),
    ReportColumn("label", Words("Nhãn biểu đồ", "Chart label"), 24, "result_working"),
)
GAPS = (
    ReportColumn("order", Words("Thứ tự", "No."), 7, "result_count"),
    CODE,
    UNIT,
    ReportColumn("criterion", Words("Mã tiêu chí", "Criterion"), 9, "result_centre"),
    ReportColumn("name", Words("Tên tiêu chí", "Name"), 56, "result_text"),
    ReportColumn("max", Words("Điểm tối đa", "Max points"), 8, "result_max"),
    ReportColumn("self", Words("Tự đánh giá", "Claimed"), 9, "result_score"),
    ReportColumn("decided", Words("Kết quả", "Result"), 9, "result_score"),
    ReportColumn("change", Words("Chênh lệch", "Change"), 10, "result_change"),
)
DOMAIN_WIDTH = 13.5
WEAKEST_DOMAIN = ReportColumn("weakest", Words("Lĩnh vực thấp nhất", "Weakest domain"), 26, "result_small")
WHOLE_INDEX = ReportColumn("index", Words("Chỉ số CCHC", "PAR index"), 10.5, "result_index")
MATRIX_ROW = ReportColumn("row", Words("Dòng trong ma trận", "Row in the matrix"), 9, "result_working")
LINE_WIDTH, TOTAL_WIDTH, COUNTED_WIDTH = 7.0, 9.0, 8.0

CARD = (
    ReportColumn("code", Words("Mã", "Code"), 12, "result_centre"),
    ReportColumn("name", Words("Tên", "Name"), 58, "result_text"),
    ReportColumn("max", Words("Điểm tối đa", "Max points"), 9, "result_max"),
    ReportColumn("self", Words("Tự đánh giá", "Claimed"), 9.5, "result_score"),
    ReportColumn("achieved", Words("Đạt được", "Achieved"), 9.5, "result_score"),
    ReportColumn("change", Words("Điểm mất", "Points lost"), 9.5, "result_score"),
    ReportColumn("note", Words("Ghi chú", "Note"), 24, "result_text"),
)
CARD_DOMAINS = (
    ReportColumn("code", Words("Mã", "Code"), 12, "result_centre"),
    ReportColumn("name", Words("Lĩnh vực", "Domain"), 58, "result_bold"),
    ReportColumn("max", Words("Tối đa được tính", "Counted max"), 9, "result_score"),
    ReportColumn("self", Words("Tự đánh giá", "Claimed"), 9.5, "result_score"),
    ReportColumn("achieved", Words("Đạt được", "Achieved"), 9.5, "result_score"),
    ReportColumn("index", Words("Chỉ số (%)", "Index (%)"), 9.5, "result_index"),
    ReportColumn("average", Words("Bình quân các đơn vị (%)", "Average of units (%)"), 24, "result_score"),
)

BOARD = (
    CODE,
    UNIT,
    ReportColumn("file", Words("Tệp", "File"), 52, "result_text"),
    ReportColumn("verdict", Words("Kết luận", "Verdict"), 18, "result_centre"),
    ReportColumn("received", Words("Ngày nhận", "Received"), 12, "result_date"),
    ReportColumn("issue", Words("Lần phát hành", "Issue"), 10, "result_centre"),
    ReportColumn("check_code", Words("Mã đối chiếu", "Check code"), 13, "result_centre"),
    ReportColumn("remarks", Words("Số lỗi, cảnh báo", "Errors, warnings"), 12, "result_centre"),
)
FINDINGS = (
    ReportColumn("severity", Words("Mức độ", "Severity"), 11, "result_centre"),
    ReportColumn("unit", Words("Đơn vị", "Unit"), 24, "result_text"),
    ReportColumn("criterion", Words("Tiêu chí", "Criterion"), 9, "result_centre"),
    ReportColumn("message", Words("Nội dung", "Message"), 58, "result_text"),
    ReportColumn("remedy", Words("Việc cần làm", "Remedy"), 48, "result_text"),
    ReportColumn("file", Words("Tệp", "File"), 34, "result_small"),
    ReportColumn("sheet", Words("Trang", "Sheet"), 13, "result_small"),
    ReportColumn("cell", Words("Ô", "Cell"), 8, "result_centre"),
    ReportColumn("found", Words("Đang có", "Found"), 22, "result_small"),
    ReportColumn("expected", Words("Cần có", "Expected"), 22, "result_small"),
    ReportColumn("finding", Words("Mã", "Code"), 26, "result_small"),
)
PRINTED_OF_FINDINGS = 8
"""The number of columns printed of a finding: its texts and place. The columns after them serve filtering."""

MADE_FROM = (
    ReportColumn("group", Words("Nhóm", "Group"), 14, "result_bold"),
    ReportColumn("what", Words("Mục", "What"), 44, "result_text"),
    ReportColumn("value", Words("Giá trị", "Value"), 56, "result_text"),
    ReportColumn("sha256", Words("Dấu vân SHA-256", "SHA-256"), 54, "result_small"),
)

"""The criteria workbook: a criteria set as a person edits it in a spreadsheet program.

One declaration of columns per sheet serves both directions: the generator writes cells and validations from it,
the consolidator finds columns by their headings and reads cells by their kinds. A column's `key` is its
column in `criteria.csv`, or its key in `set.toml` (`expected.split.self`).

Codes and points are text in every cell ("@"): as numbers, 1.10 would become 1.1 and 0.5 a date.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc.criteria.declaration import MEASURE_LIMIT, NAME_LIMIT
from cchc.criteria.model import (
    BONUS,
    EXCLUDE,
    FULL,
    PENALTY,
)
from cchc.table_spec import ColumnSpec, TableSpec
from workbook_templates.cell_plan import column_letters
from workbook_templates.table_layout import VALUE_COLUMN
from workbook_templates.words.sources import SOURCE_WORDS

TITLE_ROW, EXPLANATION_ROW, STATUS_ROW, HEADING_ROW, FIRST_ROW = range(5)
SPARE_ROWS = 40
"""Empty rows behind a table, formatted and validated like the rest."""

LISTS = "_danh_muc"
GUIDE = "Hướng dẫn"

SOURCE_LABELS = tuple((source, words.label) for source, words in SOURCE_WORDS.items())
NOT_APPLICABLE_LABELS = ((EXCLUDE, "Không tính vào điểm tối đa"), (FULL, "Được điểm tối đa"))
SECTION_LABELS = ((BONUS, "Điểm thưởng"), (PENALTY, "Điểm trừ"))

WHOLE_SET = "Toàn bộ"
"""The label of the first row of the counts, which holds the counts of the whole set."""

CHECK_OK = "đủ"
"""The text of the check of sums where the children add up."""


@dataclass(frozen=True)
class CriteriaTable(TableSpec):
    """A table of the criteria workbook."""

    def letters(self, key: str) -> str:
        """The letters of a column."""
        return column_letters(self.place(key))


def _split_setting(source: str, label: str) -> ColumnSpec:
    explanation = "Tổng điểm tối đa lấy từ nguồn này. Để trống khi bộ tiêu chí không dùng nguồn này."
    return ColumnSpec(f"expected.split.{source}", f"Điểm: {label}", "points", explanation, required=False)


INFO = CriteriaTable(
    "info",
    "THÔNG TIN CHUNG CỦA BỘ TIÊU CHÍ",
    "Chỉ sửa cột Giá trị. Không đổi tên trang, không đổi cột Mục.",
    (
        ColumnSpec(
            "id",
            "Mã bộ tiêu chí",
            "label",
            "Chữ thường không dấu, số, gạch ngang.",
            limit=64,
        ),
        ColumnSpec("title", "Tên bộ tiêu chí", "text", "In trên phiếu và báo cáo.", limit=500),
        ColumnSpec(
            "appendix",
            "Phụ lục",
            "text",
            "Tên Phụ lục của Quyết định; cũng là tên trang chấm điểm của phiếu.",
            limit=31,
        ),
        ColumnSpec("decision", "Số quyết định", "label", "Ví dụ 1877/QĐ-UBND."),
        ColumnSpec("decision_date", "Ngày quyết định", "date", "Ngày/tháng/năm."),
        ColumnSpec("issuer", "Người ban hành", "text", "Chức danh và cơ quan ký quyết định."),
        ColumnSpec(
            "version",
            "Phiên bản",
            "label",
            "Tăng lên mỗi lần sửa nội dung; in trong mã định danh của phiếu. Ví dụ 1.0.",
            limit=20,
        ),
        ColumnSpec("year", "Năm áp dụng", "whole", "Năm được đánh giá."),
        ColumnSpec(
            "unit_type",
            "Loại đơn vị",
            "label",
            "department (sở, ban, ngành; phòng), district (UBND cấp huyện, đến 30/6/2025), commune (UBND cấp xã) hoặc mã "
            "loại đơn vị khác trong sổ điều hành.",
            limit=64,
        ),
        ColumnSpec(
            "decimal_units",
            "Đơn vị tính có số lẻ",
            "list",
            "Những đơn vị tính được nhập số lẻ, ngăn cách bằng dấu chấm phẩy. Ví dụ: triệu đồng; tỷ đồng.",
            required=False,
        ),
        ColumnSpec(
            "expected.points",
            "Tổng điểm",
            "points",
            "Tổng điểm tối đa theo văn bản gốc, thường là 100.",
        ),
        *(_split_setting(source, label) for source, label in SOURCE_LABELS),
        ColumnSpec(
            "remarks_by",
            "Cơ quan nhận xét",
            "text",
            "Nguồn “Nhận xét của các phòng chuyên môn” là nhận xét của ai, in ở cột Ghi chú của phiếu. Để trống: "
            "các phòng chuyên môn huyện.",
            may_be_absent=True,
            required=False,
        ),
    ),
    single=True,
    sheet="Thông tin chung",
)
"""The settings of the set as a whole, as in `set.toml`."""

AGENCIES = CriteriaTable(
    "agencies",
    "CƠ QUAN THẨM ĐỊNH",
    "Mỗi cơ quan một dòng. Mã cơ quan là mã dùng ở cột “Cơ quan thẩm định” của trang Tiêu chí.",
    (
        ColumnSpec("code", "Mã cơ quan", "label", "Chữ không dấu, số. Ví dụ PNV.", 18, limit=64),
        ColumnSpec("name", "Tên cơ quan", "text", "Tên đầy đủ.", 70, limit=250),
    ),
    sheet="Cơ quan thẩm định",
)

LINES = CriteriaTable(
    "lines",
    "CÁC LĨNH VỰC, TIÊU CHÍ, TIÊU CHÍ THÀNH PHẦN",
    "Mỗi dòng của Phụ lục một dòng, theo đúng thứ tự. Cột nền xám tự tính hoặc để xem, không nhập lại. "
    "Cách ghi từng cột, từng quy tắc: trang Hướng dẫn.",
    (
        ColumnSpec(
            "code",
            "Mã",
            "code",
            "Số thứ tự nối bằng dấu chấm: 1 là lĩnh vực, 1.2 là tiêu chí, 1.2.3 là tiêu chí thành phần. Ô dạng "
            "văn bản: 1.10 không phải là 1.1. Đánh số liên tục từ 1, không bỏ số.",
            9,
            limit=20,
        ),
        ColumnSpec(
            "name",
            "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
            "text",
            f"Tên in trên phiếu, tối đa {NAME_LIMIT} ký tự. Không có hai dòng cùng tên.",
            42,
            limit=NAME_LIMIT,
        ),
        ColumnSpec(
            "max_points",
            "Điểm tối đa",
            "points",
            "Số điểm, dùng dấu chấm thập phân: 0.5; 2; 1.25. Mục có mục con: bằng tổng các mục con.",
            9,
            limit=12,
        ),
        ColumnSpec(
            "check",
            "Kiểm tra cộng điểm",
            "derived",
            "Tự tính: “đủ” khi các mục con cộng lại đúng bằng điểm của mục.",
            13,
            required=False,
        ),
        ColumnSpec(
            "source",
            "Nguồn điểm",
            "choice",
            "Ai cho điểm: chọn trong danh sách. Chỉ ghi ở mục chấm điểm (mục không có mục con).",
            17,
            options=SOURCE_LABELS,
            required=False,
        ),
        ColumnSpec(
            "rule",
            "Quy tắc chấm",
            "rule",
            "Cách tính điểm, viết theo một trong các quy tắc ở bảng dưới. Chỉ ghi ở mục chấm điểm.",
            44,
            required=False,
        ),
        ColumnSpec(
            "sentence",
            "Diễn giải quy tắc",
            "derived",
            "Để xem: quy tắc nói bằng lời, như in trên phiếu. Cập nhật khi xuất lại sổ này.",
            44,
            required=False,
        ),
        ColumnSpec(
            "measure_done",
            "Thực hiện (đếm gì)",
            "text",
            "Đơn vị nhập số gì vào ô “Thực hiện”. Ghi khi quy tắc cần số thực hiện (xem bảng quy tắc).",
            24,
            limit=MEASURE_LIMIT,
            required=False,
        ),
        ColumnSpec(
            "measure_total",
            "Tổng số (đếm gì)",
            "text",
            "Đơn vị nhập số gì vào ô “Tổng số”. Ghi khi quy tắc tính theo tỷ lệ.",
            24,
            limit=MEASURE_LIMIT,
            required=False,
        ),
        ColumnSpec(
            "unit",
            "Đơn vị tính",
            "text",
            "Của hai số trên: hồ sơ, nhiệm vụ, triệu đồng…",
            11,
            required=False,
        ),
        ColumnSpec(
            "not_applicable",
            "Khi không phát sinh",
            "choice",
            "Cho phép chọn “Không phát sinh” hay không, và khi chọn thì tính thế nào. Để trống: không cho phép.",
            15,
            options=NOT_APPLICABLE_LABELS,
            required=False,
        ),
        ColumnSpec(
            "evidence",
            "Tài liệu kiểm chứng",
            "text",
            "Tài liệu đơn vị phải nêu. Bắt buộc với mục đơn vị tự chấm; để trống với mục điều tra.",
            36,
            required=False,
        ),
        ColumnSpec(
            "agency",
            "Cơ quan thẩm định",
            "label",
            "Mã cơ quan, chọn trong danh sách lấy từ trang Cơ quan thẩm định.",
            11,
            required=False,
        ),
        ColumnSpec("note", "Ghi chú", "text", "In ở cột “Ghi chú” của phiếu.", 22, required=False),
        ColumnSpec("clause", "Căn cứ", "text", "Điều khoản, văn bản làm căn cứ.", 18, required=False),
        ColumnSpec(
            "section",
            "Phần",
            "choice",
            "Để trống với lĩnh vực thường. Lĩnh vực điểm thưởng, điểm trừ: chọn trong danh sách.",
            12,
            options=SECTION_LABELS,
            required=False,
        ),
    ),
    sheet="Tiêu chí",
)

PRINT_BREAK = LINES.place("measure_done")
"""The lines are printed on two pages side by side; the second one begins at this column."""

_LEVELS = ("Số lĩnh vực (cấp 1)", "Số tiêu chí (cấp 2)", "Số tiêu chí thành phần (cấp 3)")


def level_heading(level: int) -> str:
    """The heading of the counts of a level (from 1)."""
    return _LEVELS[level - 1] if level <= len(_LEVELS) else f"Số mục cấp {level}"


def level_key(level: int) -> str:
    """The key of the counts of a level."""
    return f"level{level}"


def counts_sheet(levels: int) -> CriteriaTable:
    """The sheet of expected counts for a tree of so many levels, at least three."""
    explanation = "Đếm theo văn bản gốc. Để trống: văn bản không nói."
    columns = [
        ColumnSpec("domain", "Phạm vi", "code", f"“{WHOLE_SET}”, hoặc mã của một lĩnh vực.", 16),
        *(
            ColumnSpec(level_key(level), level_heading(level), "whole", explanation, 22, required=False)
            for level in range(1, max(levels, len(_LEVELS)) + 1)
        ),
    ]
    return CriteriaTable(
        "counts",
        "SỐ LƯỢNG THEO VĂN BẢN GỐC",
        "Dòng đầu: cả bộ tiêu chí. Các dòng sau: từng lĩnh vực (để trống cấp 1).",
        tuple(columns),
        sheet="Số lượng",
    )


def sheets(levels: int = len(_LEVELS)) -> tuple[CriteriaTable, ...]:
    """The sheets that carry the declaration, in the order of the workbook."""
    return (INFO, counts_sheet(levels), AGENCIES, LINES)


LINES_STATUS = "Cộng các lĩnh vực: {sum}; khai báo: {declared}"
"""The text above the lines, of a formula with both figures."""


def lines_status_formula(last_row: int) -> str:
    """The formula of the status text: the sum of the domains, and the sum that the set declares."""
    codes, points, section = (_range(key, last_row) for key in ("code", "max_points", "section"))
    domains = f'({codes}<>"")*({_dots(codes)}=0)*({section}="")'
    declared = (
        f"'{INFO.name}'!${column_letters(VALUE_COLUMN)}${FIRST_ROW + INFO.place('expected.points') + 1}"
    )
    added = f"SUMPRODUCT({domains}*({_number(points)}))"
    shown = LINES_STATUS.format(sum=f'"&ROUND({added},6)&"', declared=f'"&{declared}')
    return f'=IFERROR("{shown},"Xem lại cột Điểm tối đa")'


def check_formula(row: int, last_row: int) -> str:
    """The formula that checks whether the children of the line in `row` (from 0) add up to its points.

    Points are text, and a comma is read as a decimal point. Whole and decimal part are read separately,
    so that the result is the same under a Vietnamese and an English locale.
    """
    codes, points = _range("code", last_row), _range("max_points", last_row)
    code = f"${LINES.letters('code')}{row + 1}"
    own = _number(f"${LINES.letters('max_points')}{row + 1}")
    below = f'(LEFT({codes},LEN({code})+1)={code}&".")*({_dots(codes)}={_dots(code)}+1)'
    added = f"SUMPRODUCT({below}*({_number(points)}))"
    compared = f'IF(ABS({added}-({own}))<1E-9,"{CHECK_OK}","mục con cộng lại "&ROUND({added},6))'
    return f'=IF({code}="","",IFERROR(IF(SUMPRODUCT({below})=0,"",{compared}),"xem lại điểm"))'


def domain_condition() -> str:
    """The condition that a row of the lines is a domain, written for the first row (relative reference)."""
    code = f"${LINES.letters('code')}{FIRST_ROW + 1}"
    return f'=AND({code}<>"",{_dots(code)}=0)'


def criterion_condition() -> str:
    """The condition that a row of the lines is a criterion."""
    code = f"${LINES.letters('code')}{FIRST_ROW + 1}"
    return f"={_dots(code)}=1"


def check_condition() -> str:
    """The condition that the check of sums reports a fault."""
    check = f"${LINES.letters('check')}{FIRST_ROW + 1}"
    return f'=AND({check}<>"",{check}<>"{CHECK_OK}")'


def _range(key: str, last_row: int) -> str:
    letters = LINES.letters(key)
    return f"${letters}${FIRST_ROW + 1}:${letters}${last_row + 1}"


def _dots(text: str) -> str:
    return f'(LEN({text})-LEN(SUBSTITUTE({text},".","")))'


def _number(text: str) -> str:
    """The formula of a text decimal as a number, for any locale: digits before the dot, then those after it."""
    dotted = f'SUBSTITUTE({text},",",".")'
    dot = f'FIND(".",{dotted}&".")'
    whole = f'VALUE("0"&LEFT({dotted},{dot}-1))'
    return f'{whole}+VALUE(LEFT(MID({dotted},{dot}+1,9)&"000000000",9))/10^9'

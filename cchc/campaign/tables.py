"""The tables of a campaign, declared once. Presets store them as text, the control workbook as sheets;
`reading.read_campaign` reads both.
"""

from __future__ import annotations

from cchc.core.ranking import DENSE, DISPLAYED, GAPS, UNROUNDED
from cchc.language import Words
from cchc.table_spec import ColumnSpec, TableSpec

FLAG = "x"
COMPARISON_LABELS = {DISPLAYED: "Số đã làm tròn", UNROUNDED: "Số chưa làm tròn"}
"""The labels for what ties are compared on, used in the control workbook and in formulas."""

YEAR_MARK = "{năm}"
"""Placeholder for the year judged in the campaign's title, so that the year is typed only once."""

HELD, NOT_HELD, NOT_HELD_IN_FULL = "held", "none", "none_in_full"
PANEL, NO_PANEL = "yes", "no"
MINISTRY_ONLY, ALL_SURVEYS, NO_SURVEY = "ministry", "all", "none"
"""Which surveys may use last year's result. Source of the usual setting: 1877/QĐ-UBND, III.1.c."""


CAMPAIGN = TableSpec(
    "campaign",
    "Đợt",
    "Thông tin chung và cách xếp hạng của đợt.",
    (
        ColumnSpec("id", "Mã đợt", "code", "Chữ không dấu, số, dấu gạch; in trên mọi phiếu.", width=14),
        ColumnSpec(
            "title",
            "Tên đợt",
            "text",
            f"In trên phiếu thẩm định, bảng xếp hạng; {YEAR_MARK} được in thành năm đánh giá.",
            width=60,
        ),
        ColumnSpec("year", "Năm đánh giá", "whole", "Năm của kết quả được chấm."),
        ColumnSpec(
            "survey",
            "Điều tra xã hội học",
            "choice",
            "Không tổ chức, quy về thang 100: tiêu chí điều tra ra khỏi mẫu số. Không quy đổi: vẫn chia cho đủ điểm "
            "tối đa, tiêu chí điều tra không có điểm.",
            options=(
                (HELD, "Có tổ chức"),
                (NOT_HELD, "Không tổ chức, quy về thang 100"),
                (NOT_HELD_IN_FULL, "Không tổ chức, không quy đổi"),
            ),
        ),
        ColumnSpec("decimals", "Số chữ số thập phân", "whole", "Của chỉ số khi công bố; thường là 2."),
        ColumnSpec(
            "compare_on",
            "So sánh trên",
            "choice",
            "Số dùng để xác định hai đơn vị bằng nhau.",
            options=tuple(COMPARISON_LABELS.items()),
        ),
        ColumnSpec(
            "numbering",
            "Đánh số khi bằng nhau",
            "choice",
            "1,1,3: bỏ số sau hạng bằng nhau; 1,1,2: đánh số liên tục.",
            options=((GAPS, GAPS), (DENSE, DENSE)),
        ),
        ColumnSpec(
            "appraisal_days",
            "Số ngày làm việc thẩm định lần 1",
            "whole",
            "Tính từ ngày nhận đủ hồ sơ, trừ thứ bảy, chủ nhật và ngày nghỉ.",
        ),
        ColumnSpec("finish", "Hoàn thành trước ngày", "date", "Ngày phải xong việc thẩm định, xếp hạng."),
        ColumnSpec(
            "stand_in",
            "Kết quả điều tra năm trước",
            "choice",
            "Khi năm nay chưa có kết quả điều tra: dùng kết quả năm trước liền kề của nguồn nào; mọi nơi hiện điểm "
            "đều ghi rõ năm.",
            options=(
                (MINISTRY_ONLY, "Chỉ điều tra của Bộ Nội vụ"),
                (ALL_SURVEYS, "Mọi nguồn điều tra"),
                (NO_SURVEY, "Không dùng"),
            ),
        ),
        ColumnSpec(
            "panel",
            "Trang đối chiếu bằng tiện ích",
            "choice",
            "Phiếu có thêm trang “Đối chiếu”: máy có tiện ích CCHC thì số liệu được tính lại ở đó; để trống là có.",
            required=False,
            options=((PANEL, "Có"), (NO_PANEL, "Không")),
        ),
        ColumnSpec(
            "timezone",
            "Múi giờ",
            "timezone",
            "Ngày nhận phiếu, số ngày còn lại tính theo múi giờ này, không theo máy; để trống là Asia/Ho_Chi_Minh.",
            required=False,
            may_be_absent=True,
        ),
    ),
    single=True,
)

AUTHORITIES = TableSpec(
    "authorities",
    "Cơ quan thẩm định",
    "Cơ quan thẩm định và xếp hạng; mỗi đơn vị thuộc một cơ quan.",
    (
        ColumnSpec("code", "Mã cơ quan", "code", "Không dấu, không trùng.", unique=True, width=14),
        ColumnSpec("name", "Tên cơ quan", "text", "Ví dụ: UBND tỉnh Vĩnh Long.", width=34),
        ColumnSpec(
            "superior",
            "Cơ quan cấp trên",
            "text",
            "In phía trên tên cơ quan. UBND tỉnh, thành phố trực thuộc Trung ương: để trống.",
            required=False,
            width=30,
        ),
        ColumnSpec("office", "Cơ quan thường trực", "text", "Nơi nhận phiếu.", width=34),
        ColumnSpec("place", "Địa danh", "text", "In trước ngày ký.", width=18),
    ),
)

UNIT_TYPES = TableSpec(
    "unit_types",
    "Loại đơn vị",
    "Loại đơn vị, bộ tiêu chí và hạn nộp của từng loại.",
    (
        ColumnSpec("code", "Mã loại", "code", "department, district, commune hoặc mã khác.", unique=True),
        ColumnSpec("name", "Tên loại", "text", "Ví dụ: UBND cấp xã.", width=34),
        ColumnSpec("criteria_set", "Bộ tiêu chí", "code", "Tên thư mục trong bo-tieu-chi/.", width=36),
        ColumnSpec("due", "Hạn nộp", "date", "Ngày cuối cùng nhận phiếu đúng hạn."),
    ),
)

AGENCIES = TableSpec(
    "agencies",
    "Cơ quan phụ trách",
    "Cơ quan, phòng ban thẩm định từng lĩnh vực, tiêu chí cho mỗi cơ quan chủ trì. Để trống cột “Lĩnh vực, tiêu chí”: "
    "theo phân công ghi trong bộ tiêu chí.",
    (
        ColumnSpec(
            "authority",
            "Cơ quan chủ trì",
            "reference",
            "Mã cơ quan thẩm định.",
            refers_to="authorities",
            width=18,
        ),
        ColumnSpec("code", "Mã phụ trách", "code", "Mã ghi ở cột cơ quan của bộ tiêu chí.", width=16),
        ColumnSpec("name", "Tên cơ quan phụ trách", "text", "In trên phiếu thẩm định.", width=46),
        ColumnSpec(
            "unit_type",
            "Loại đơn vị",
            "reference",
            "Chỉ thẩm định loại này; để trống: mọi loại.",
            required=False,
            refers_to="unit_types",
        ),
        ColumnSpec(
            "criteria",
            "Lĩnh vực, tiêu chí",
            "criteria",
            "Mã lĩnh vực, tiêu chí cách nhau bằng dấu chấm phẩy, ví dụ: 1; 3.2. Để trống: theo bộ tiêu chí.",
            required=False,
            width=30,
        ),
        ColumnSpec(
            "contact", "Liên hệ", "text", "Người, điện thoại, thư điện tử.", required=False, width=30
        ),
    ),
    may_be_empty=True,
)

BLOCKS = TableSpec(
    "blocks",
    "Khối",
    "Các đơn vị cùng khối được xếp hạng với nhau.",
    (
        ColumnSpec("code", "Mã khối", "code", "Không dấu, không trùng.", unique=True, width=20),
        ColumnSpec("name", "Tên khối", "text", "In trên bảng xếp hạng.", width=50),
    ),
)

CLASSES = TableSpec(
    "classes",
    "Xếp loại",
    "Các loại theo chỉ số công bố (%).",
    (
        ColumnSpec("name", "Loại", "text", "Ví dụ: Tốt.", unique=True, width=20),
        ColumnSpec("lowest", "Từ (%)", "decimal", "Chỉ số thấp nhất thuộc loại này.", unique=True),
    ),
    may_be_empty=True,
)

UNITS = TableSpec(
    "units",
    "Đơn vị",
    "Các đơn vị tự đánh giá trong đợt.",
    (
        ColumnSpec("code", "Mã đơn vị", "code", "Không dấu, không trùng.", unique=True, width=14),
        ColumnSpec("name", "Tên đơn vị", "text", "In trên phiếu.", unique=True, width=34),
        ColumnSpec("unit_type", "Loại đơn vị", "reference", "Mã loại đơn vị.", refers_to="unit_types"),
        ColumnSpec(
            "parent",
            "Trực thuộc",
            "code",
            "Mã đơn vị hoặc cơ quan cấp trên, nếu có.",
            required=False,
        ),
        ColumnSpec(
            "authority",
            "Cơ quan thẩm định",
            "reference",
            "Mã cơ quan thẩm định.",
            refers_to="authorities",
            width=18,
        ),
        ColumnSpec("block", "Khối", "reference", "Mã khối xếp hạng.", refers_to="blocks", width=20),
        ColumnSpec(
            "special",
            "Đặc thù",
            "flag",
            "Ghi x: có chấm điểm, không xếp hạng chung.",
            required=False,
            width=10,
        ),
        ColumnSpec(
            "contact", "Liên hệ", "text", "Người, điện thoại, thư điện tử.", required=False, width=34
        ),
    ),
)

HOLIDAY, MADE_UP = "holiday", "made_up"

HOLIDAYS = TableSpec(
    "holidays",
    "Ngày nghỉ",
    "Ngày nghỉ lễ, nghỉ bù và ngày làm bù: để tính ngày làm việc. Thứ bảy, chủ nhật không cần ghi.",
    (
        ColumnSpec("day", "Ngày", "date", "Ngày nghỉ hoặc ngày làm bù.", unique=True),
        ColumnSpec(
            "kind",
            "Nghỉ hay làm bù",
            "choice",
            "Nghỉ, hoặc làm bù vào thứ bảy, chủ nhật.",
            options=((HOLIDAY, "Nghỉ"), (MADE_UP, "Làm bù")),
        ),
        ColumnSpec("name", "Lý do", "text", "Ví dụ: Tết Dương lịch.", required=False, width=40),
    ),
    may_be_empty=True,
)

REGISTER = TableSpec(
    "register",
    "Sổ nhận",
    "Ghi khi phiếu về: ngày nhận quyết định đúng hạn hay trễ, không phải ngày của tệp.",
    (
        ColumnSpec("unit", "Mã đơn vị", "reference", "Đơn vị nộp.", refers_to="units", width=14),
        ColumnSpec("received", "Ngày nhận", "date", "Ngày nhận đủ phiếu."),
        ColumnSpec(
            "letter", "Số công văn", "text", "Số, ký hiệu văn bản gửi kèm.", required=False, width=24
        ),
        ColumnSpec("remark", "Ghi chú", "text", "", required=False, width=40),
    ),
    may_be_empty=True,
)

TABLES = (CAMPAIGN, AUTHORITIES, UNIT_TYPES, BLOCKS, UNITS, AGENCIES, CLASSES, HOLIDAYS, REGISTER)

KIND_NAMES = {
    "code": Words("mã gồm chữ không dấu, số, dấu gạch", "a code of ASCII letters, digits, dashes"),
    "text": Words("văn bản", "text"),
    "date": Words("ngày tháng (ngày/tháng/năm)", "a date (day/month/year)"),
    "whole": Words("số nguyên", "a whole number"),
    "decimal": Words("số", "a number"),
    "flag": Words("x hoặc để trống", "x or nothing"),
    "timezone": Words(
        "tên múi giờ như Asia/Ho_Chi_Minh", "the name of a time zone such as Asia/Ho_Chi_Minh"
    ),
    "criteria": Words(
        "mã tiêu chí dạng văn bản, cách nhau bằng dấu chấm phẩy",
        "codes of criteria as text, with semicolons",
    ),
}

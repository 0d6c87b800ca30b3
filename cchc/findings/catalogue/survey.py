"""Findings about survey templates and survey points."""

from __future__ import annotations

from cchc.findings.catalogue.entry import ERROR, NOTE, WARNING, Entry
from cchc.language import Words

IN_TEMPLATE = Words(
    "Sửa ô này trong mẫu điều tra, lưu lại rồi nhập lại.",
    "Correct this cell in the survey template, save and import again.",
)
_NEW_TEMPLATE = Words(
    "Nhập kết quả vào mẫu do lệnh cchc survey … template của đợt này tạo ra.",
    "Enter the results into a template made by cchc survey … template of this campaign.",
)

SURVEY = {
    "SURVEY_OTHER_TEMPLATE": Entry(
        ERROR,
        Words(
            "Mẫu lập cho {found}, đang nhập là {expected}.",
            "The template was made for {found}, it is imported as {expected}.",
        ),
        Words(
            "Ghi đúng --source và --year của mẫu, hoặc dùng mẫu đúng nguồn, đúng năm.",
            "Give the template's own --source and --year, or use the right template.",
        ),
    ),
    "SURVEY_SHEET_MISSING": Entry(
        ERROR, Words("Thiếu trang “{expected}”.", "The sheet “{expected}” is missing."), _NEW_TEMPLATE
    ),
    "SURVEY_CODE_UNKNOWN": Entry(
        ERROR,
        Words(
            "Cột mang mã tiêu chí “{found}”, mẫu này chỉ có: {expected}.",
            "The column carries criterion code “{found}”; this template has: {expected}.",
        ),
        IN_TEMPLATE,
    ),
    "SURVEY_CODE_TWICE": Entry(
        ERROR,
        Words(
            "Mã tiêu chí {found} đã có ở {expected}.",
            "Criterion code {found} already stands in {expected}.",
        ),
        IN_TEMPLATE,
    ),
    "SURVEY_CODE_MISSING": Entry(
        ERROR,
        Words("Không thấy cột của tiêu chí {expected}.", "The column of criterion {expected} is gone."),
        _NEW_TEMPLATE,
    ),
    "SURVEY_COLUMN_MOVED": Entry(
        ERROR,
        Words(
            "Trên mã {criterion_code} là “{found}”, mẫu ghi “{expected}”: không biết số liệu thuộc tiêu chí nào.",
            "Above code {criterion_code} stands “{found}”, made as “{expected}”: whose figures these are is in doubt.",
        ),
        _NEW_TEMPLATE,
    ),
    "SURVEY_UNIT_UNKNOWN": Entry(
        ERROR,
        Words(
            "Mã đơn vị “{found}” không có trong trang này của mẫu.",
            "Unit code “{found}” is none of this sheet of the template.",
        ),
        Words(
            "Sửa mã đơn vị theo sổ điều hành; đơn vị mới thêm thì lập mẫu mới.",
            "Correct the unit code as in the control workbook; for a unit added since, make a new template.",
        ),
    ),
    "SURVEY_UNIT_TWICE": Entry(
        ERROR,
        Words(
            "Đơn vị {found} có hai dòng, dòng trước ở {expected}.",
            "Unit {found} has two rows, the first at {expected}.",
        ),
        IN_TEMPLATE,
    ),
    "SURVEY_UNIT_MISMATCH": Entry(
        ERROR,
        Words(
            "Mã {unit_code} đứng trước tên “{found}”, mẫu ghi “{expected}”: không biết số liệu của đơn vị nào.",
            "Code {unit_code} stands before “{found}”, made as “{expected}”: whose figures these are is in doubt.",
        ),
        IN_TEMPLATE,
    ),
    "SURVEY_UNIT_MISSING": Entry(
        WARNING,
        Words("Mẫu không còn dòng của đơn vị {found}.", "The row of unit {found} is gone."),
        Words(
            "Chưa có điểm của đơn vị này; nhập sau bằng mẫu mới.",
            "It has no points yet; import them later.",
        ),
    ),
    "SURVEY_BLANK": Entry(
        WARNING,
        Words(
            "Chưa ghi {found} trên {expected} tiêu chí của đơn vị; ô trống không phải 0 điểm.",
            "{found} of {expected} criteria of the unit are blank; blank is not 0.",
        ),
        Words(
            "Nhập tiếp khi có kết quả. Đơn vị không thuộc diện khảo sát: ghi “Không khảo sát”.",
            "Import again once there is a result. A unit that is not surveyed: write “Không khảo sát”.",
        ),
    ),
    "SURVEY_UNITS_BLANK": Entry(
        WARNING,
        Words(
            "Chưa có số liệu nào của các đơn vị {found} (trang có {expected} đơn vị).",
            "No figure yet of the units {found} (the sheet has {expected} units).",
        ),
        Words("Nhập tiếp khi có kết quả.", "Import again once there is a result."),
    ),
    "SURVEY_EMPTY": Entry(
        ERROR, Words("Mẫu chưa có số liệu nào.", "The template holds no figure."), IN_TEMPLATE
    ),
    "SURVEY_RATE_RANGE": Entry(
        ERROR,
        Words("Tỷ lệ {found} không nằm trong 0–100%.", "The rate {found} is not within 0–100%."),
        IN_TEMPLATE,
    ),
    "SURVEY_RATE_DOUBTFUL": Entry(
        ERROR,
        Words(
            "Tỷ lệ ghi {found}: có thể là {found}% hoặc {expected}%.",
            "The rate reads {found}: it may mean {found}% or {expected}%.",
        ),
        Words(
            "Ghi tỷ lệ theo thang 100 (85,5 nghĩa là 85,5%); thật sự dưới 1% thì ghi kèm dấu %, dạng văn bản.",
            "Write rates out of 100 (85.5 means 85.5%); if it truly is below 1%, write it as text with a % sign.",
        ),
    ),
    "SURVEY_RATE_READ": Entry(
        WARNING,
        Words("“{found}” được đọc là tỷ lệ {expected}%.", "“{found}” was read as a rate of {expected}%."),
        Words(
            "Xem lại cho chắc; đúng thì không phải làm gì.", "Look again; nothing to do if that is right."
        ),
    ),
    "SURVEY_DIFFERS": Entry(
        ERROR,
        Words(
            "Ghi {found}, nhưng trước đó đã nhập {expected}.",
            "The cell holds {found}, but {expected} was imported before.",
        ),
        Words(
            "Làm rõ số nào đúng. Nếu là số mới: chạy lại kèm --replace.",
            "Find out which is right. If it is the new one: run again with --replace.",
        ),
    ),
    "SURVEY_REPLACED": Entry(
        WARNING,
        Words("Đã thay {expected} bằng {found}.", "{expected} was replaced by {found}."),
        Words("Kiểm tra lại và tổng hợp lại.", "Check, and consolidate again."),
    ),
    "SURVEY_STANDS_IN": Entry(
        NOTE,
        Words(
            "Điểm điều tra năm {expected} chưa có, dùng kết quả năm trước (số tiêu chí × năm: {found}).",
            "No survey of {expected} yet, last year's stands in (criteria × year: {found}).",
        ),
        Words(
            "Ghi rõ khi công bố; nhập kết quả năm nay khi có.",
            "Say so when publishing; import this year's result once it is there.",
        ),
    ),
    "SURVEY_OUTSTANDING": Entry(
        WARNING,
        Words(
            "Còn thiếu điểm điều tra ({expected}) của đơn vị: {found}. Cả khối chưa tính nguồn này.",
            "Survey points ({expected}) of the unit are outstanding: {found}. Its block does not count them yet.",
        ),
        Words(
            "Nhập kết quả còn thiếu bằng cchc survey; không khảo sát thì ghi “Không khảo sát”.",
            "Import what is missing with cchc survey; if not surveyed write “Không khảo sát”.",
        ),
    ),
    "SURVEY_FIGURE_UNUSABLE": Entry(
        ERROR,
        Words(
            "Số đã nhập ({found}) không còn khớp tiêu chí {expected} của bộ tiêu chí; không được tính.",
            "The imported figure ({found}) no longer fits criterion {expected} of the criteria set; it does not count.",
        ),
        Words("Lập mẫu mới và nhập lại kết quả.", "Make a new template and import the results again."),
    ),
    "SURVEY_UNIT_GONE": Entry(
        WARNING,
        Words(
            "Có điểm điều tra của đơn vị {found} không còn trong sổ điều hành.",
            "There are survey points of unit {found}, which is not in the control workbook.",
        ),
        Words("Kiểm tra mã đơn vị ở trang Đơn vị.", "Look at the codes on the sheet of units."),
    ),
    "SURVEY_NOT_HELD": Entry(
        WARNING,
        Words(
            "Đã nhập điểm điều tra {found} nhưng sổ điều hành ghi không tổ chức điều tra; điểm này không tính.",
            "Survey points {found} were imported, but the control workbook says none is held; they do not count.",
        ),
        Words(
            "Sửa mục “Điều tra xã hội học” ở trang Đợt, hoặc bỏ qua.",
            "Correct “Điều tra xã hội học” on the sheet Đợt, or ignore this.",
        ),
    ),
}

"""Findings about a criteria set that was edited as a workbook."""

from __future__ import annotations

from cchc.findings.catalogue.entry import ERROR, WARNING, Entry
from cchc.language import Words

_IN_CRITERIA_WORKBOOK = Words(
    "Sửa ô này trong sổ bộ tiêu chí, lưu lại rồi nhập lại.",
    "Correct this cell in the criteria workbook, save and import again.",
)
_TYPE_AS_TEXT = Words(
    "Đặt ô dạng văn bản (Text), gõ lại đúng như văn bản gốc, lưu lại rồi nhập lại.",
    "Format the cell as text, type it again as the decision has it, save and import again.",
)

CRITERIA_WORKBOOK = {
    "CRITERIA_SHEET_MISSING": Entry(
        ERROR,
        Words(
            "Thiếu trang “{expected}”; tệp có các trang: {found}.",
            "The sheet “{expected}” is missing; the file has: {found}.",
        ),
        Words("Đặt lại tên trang như sổ đã xuất.", "Give the sheet the name it was exported with."),
    ),
    "CRITERIA_HEADING_MISSING": Entry(
        ERROR,
        Words("Không thấy cột hoặc mục “{expected}”.", "The column or setting “{expected}” is not there."),
        Words(
            "Khôi phục tiêu đề như sổ đã xuất (xuất lại một sổ mới để đối chiếu).",
            "Restore the heading as exported (export once more to compare).",
        ),
    ),
    "CRITERIA_HEADING_TWICE": Entry(
        ERROR,
        Words("“{found}” có hai lần, đã có ở {expected}.", "“{found}” stands twice, first at {expected}."),
        Words("Chỉ giữ một cột hoặc một mục.", "Keep one of them."),
    ),
    "CRITERIA_HEADING_UNKNOWN": Entry(
        WARNING,
        Words(
            "Cột “{found}” không thuộc bộ tiêu chí, không được nhập.",
            "The column “{found}” is none of the criteria set and was not imported.",
        ),
        Words(
            "Không phải làm gì nếu đó là ghi chép riêng.", "Nothing to do if these are notes of your own."
        ),
    ),
    "CRITERIA_CELLS_MERGED": Entry(
        ERROR,
        Words("Các ô {found} bị gộp làm một.", "The cells {found} are merged into one."),
        Words(
            "Bỏ gộp ô (Unmerge Cells), ghi lại nội dung từng ô, lưu lại rồi nhập lại.",
            "Unmerge the cells, fill in each of them, save and import again.",
        ),
    ),
    "CRITERIA_CELL_IS_DATE": Entry(
        ERROR,
        Words(
            "Ô đã bị đổi thành ngày tháng ({found}); cần {expected}.",
            "The cell was turned into a date ({found}); needed: {expected}.",
        ),
        _TYPE_AS_TEXT,
    ),
    "CRITERIA_CELL_IS_FORMULA": Entry(
        ERROR,
        Words("Ô chứa công thức ({found}).", "The cell holds a formula ({found})."),
        Words(
            "Thay bằng giá trị (Copy, Paste Special → Values), lưu lại rồi nhập lại.",
            "Put its value there (Copy, Paste Special → Values), save and import again.",
        ),
    ),
    "CRITERIA_CELL_UNREADABLE": Entry(
        ERROR,
        Words("Ô không đọc được: {found}.", "The cell cannot be read: {found}."),
        _IN_CRITERIA_WORKBOOK,
    ),
    "CRITERIA_NUMBER_FOR_TEXT": Entry(
        ERROR,
        Words(
            "Ô đã bị đổi thành số {found}, không còn biết chữ gốc; cần {expected}.",
            "The cell was turned into the number {found}, its text is lost; needed: {expected}.",
        ),
        _TYPE_AS_TEXT,
    ),
    "CRITERIA_VALUE_MISSING": Entry(
        ERROR, Words("Chưa ghi “{expected}”.", "“{expected}” is not filled in."), _IN_CRITERIA_WORKBOOK
    ),
    "CRITERIA_CODE_MISSING": Entry(
        ERROR,
        Words(
            "Dòng có nội dung nhưng chưa ghi mã; ở đây có thể là {expected}.",
            "The line has no code; {expected} could stand here.",
        ),
        Words(
            "Ghi mã cho dòng, hoặc xóa cả dòng; rồi nhập lại.",
            "Give the line a code or delete the whole row, then import again.",
        ),
    ),
    "CRITERIA_VALUE_AMBIGUOUS": Entry(
        ERROR,
        Words(
            "“{found}” có thể đọc theo nhiều cách: {expected}.",
            "“{found}” can be read in more than one way: {expected}.",
        ),
        _TYPE_AS_TEXT,
    ),
    "CRITERIA_VALUE_MALFORMED": Entry(
        ERROR,
        Words("“{found}” không hợp lệ, cần {expected}.", "“{found}” is not valid, {expected} is needed."),
        _IN_CRITERIA_WORKBOOK,
    ),
    "CRITERIA_DUPLICATE": Entry(
        ERROR,
        Words("“{found}” đã ghi ở {expected}.", "“{found}” already stands in {expected}."),
        _IN_CRITERIA_WORKBOOK,
    ),
    "CRITERIA_VALUE_READ_AS": Entry(
        WARNING,
        Words("“{found}” được đọc là “{expected}”.", "“{found}” was read as “{expected}”."),
        Words(
            "Xem lại cho chắc; đúng thì không phải làm gì.", "Look again; nothing to do if that is right."
        ),
    ),
}

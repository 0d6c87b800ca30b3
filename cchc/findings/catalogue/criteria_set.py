"""Findings about a declared criteria set (bo-tieu-chi/) and its rules."""

from __future__ import annotations

from cchc.findings.catalogue.entry import ERROR, Entry
from cchc.language import Words

_AS_DECLARED = Words(
    "Sửa dòng này trong tệp khai báo bộ tiêu chí rồi chạy lại.",
    "Correct this line in the declared criteria set and run again.",
)

CRITERIA_SET = {
    "SET_UNREADABLE": Entry(
        ERROR,
        Words("Không đọc được tệp khai báo: {found}.", "The declaration cannot be read: {found}."),
        Words(
            "Lưu tệp dạng văn bản UTF-8 đúng tên, đúng thư mục.",
            "Save the file as UTF-8 text under its name in its folder.",
        ),
    ),
    "SET_KEY_UNKNOWN": Entry(
        ERROR,
        Words("Khóa hoặc cột lạ: {found}.", "Unknown key or column: {found}."),
        Words("Dùng một trong các khóa: {expected}.", "Use one of: {expected}."),
    ),
    "SET_KEY_MISSING": Entry(
        ERROR,
        Words("Thiếu khóa hoặc cột {expected}.", "Key or column {expected} is missing."),
        _AS_DECLARED,
    ),
    "SET_KEY_DUPLICATE": Entry(
        ERROR,
        Words("Cột {found} khai hai lần.", "Column {found} is declared twice."),
        Words("Chỉ giữ một cột.", "Keep one of them."),
    ),
    "SET_VALUE_MALFORMED": Entry(
        ERROR,
        Words(
            "Giá trị “{found}” không hợp lệ, cần {expected}.",
            "“{found}” is no valid value, {expected} is needed.",
        ),
        _AS_DECLARED,
    ),
    "SET_ROW_LENGTH": Entry(
        ERROR,
        Words(
            "Dòng có {found} ô, tiêu đề có {expected} cột.",
            "The line has {found} cells, the heading {expected} columns.",
        ),
        Words(
            "Đặt trong dấu ngoặc kép những ô có dấu phẩy.", "Put cells that hold commas in double quotes."
        ),
    ),
    "SET_CODE_MALFORMED": Entry(
        ERROR,
        Words("Mã “{found}” sai dạng.", "Code “{found}” is malformed."),
        Words(
            "Mã gồm các số nguyên dương nối bằng dấu chấm, ví dụ 1.10.3.",
            "A code is whole numbers joined by dots, such as 1.10.3.",
        ),
    ),
    "SET_CODE_DUPLICATE": Entry(
        ERROR,
        Words("Mã {found} đã dùng ở dòng {expected}.", "Code {found} already stands in line {expected}."),
        _AS_DECLARED,
    ),
    "SET_CODE_ORDER": Entry(
        ERROR,
        Words(
            "Mã {found} không đúng chỗ, ở đây cần {expected}.",
            "Code {found} is out of place, {expected} is due here.",
        ),
        Words(
            "Xếp các dòng theo thứ tự của Phụ lục, đánh số liên tục từ 1.",
            "Keep the lines in the order of the appendix, numbered from 1 without gaps.",
        ),
    ),
    "SET_NAME_DUPLICATE": Entry(
        ERROR,
        Words(
            "Tên “{found}” trùng với {expected}.", "The name “{found}” is the same as that of {expected}."
        ),
        Words("Viết tên nói rõ nội dung riêng của tiêu chí.", "Name what is particular to the criterion."),
    ),
    "SET_TEXT_LENGTH": Entry(
        ERROR,
        Words(
            "Văn bản dài {found} ký tự, tối đa {expected}.",
            "The text has {found} characters, at most {expected}.",
        ),
        Words("Rút gọn văn bản.", "Shorten the text."),
    ),
    "SET_SUM_DIFFERS": Entry(
        ERROR,
        Words(
            "Các mục con cộng lại {found} điểm, mục này khai {expected} điểm.",
            "The children add up to {found} points, this line declares {expected}.",
        ),
        Words(
            "Đối chiếu điểm tối đa từng dòng với văn bản gốc.",
            "Compare the max points of each line with the decision.",
        ),
    ),
    "SET_TOTAL_DIFFERS": Entry(
        ERROR,
        Words(
            "Các lĩnh vực cộng lại {found} điểm, bộ tiêu chí khai {expected} điểm.",
            "The domains add up to {found} points, the set declares {expected}.",
        ),
        Words(
            "Đối chiếu điểm tối đa từng lĩnh vực với văn bản gốc.",
            "Compare the max points of each domain with the decision.",
        ),
    ),
    "SET_COUNT_DIFFERS": Entry(
        ERROR,
        Words("Đếm được {found}, khai báo {expected}.", "Counted {found}, declared {expected}."),
        Words(
            "Tìm dòng thiếu hoặc thừa, hoặc sửa số lượng khai trong set.toml.",
            "Find the missing or surplus line, or correct the count in set.toml.",
        ),
    ),
    "SET_SPLIT_DIFFERS": Entry(
        ERROR,
        Words(
            "Điểm theo nguồn là {found}, khai báo {expected}.",
            "Points by source are {found}, declared {expected}.",
        ),
        Words(
            "Xem lại cột nguồn điểm (source) của các tiêu chí điều tra.",
            "Look at the source column of the survey criteria.",
        ),
    ),
    "SET_LEAF_INCOMPLETE": Entry(
        ERROR,
        Words("Tiêu chí chấm điểm thiếu {expected}.", "A scored criterion lacks {expected}."),
        _AS_DECLARED,
    ),
    "SET_CELL_SUPERFLUOUS": Entry(
        ERROR,
        Words("Ô này phải để trống, đang ghi “{found}”.", "This cell must be empty, it holds “{found}”."),
        Words(
            "Chỉ tiêu chí chấm điểm, có quy tắc dùng đến, mới ghi cột này.",
            "Only a scored criterion whose rule uses it fills this column.",
        ),
    ),
    "SET_SECTION_LEAF": Entry(
        ERROR,
        Words(
            "“{found}” không dùng được trong phần điểm thưởng, điểm trừ; dùng {expected}.",
            "“{found}” cannot stand in a bonus or penalty section; use {expected}.",
        ),
        Words(
            "Điểm thưởng, điểm trừ do đơn vị tự chấm, tính từ 0 lên: mỗi việc bao nhiêu điểm.",
            "Bonus and penalty points are scored by the unit and counted up from 0: so many points for each case.",
        ),
    ),
    "SET_SOURCE_RULE": Entry(
        ERROR,
        Words(
            "Quy tắc “{found}” không đi với nguồn điểm này, cần {expected}.",
            "Rule “{found}” does not go with this source, {expected} is needed.",
        ),
        _AS_DECLARED,
    ),
    "RULE_UNKNOWN": Entry(
        ERROR,
        Words("Không có quy tắc “{found}”.", "There is no rule “{found}”."),
        Words("Dùng một trong: {expected}.", "Use one of: {expected}."),
    ),
    "RULE_MALFORMED": Entry(
        ERROR,
        Words("Quy tắc viết sai ở “{found}”.", "The rule is malformed at “{found}”."),
        Words("Viết theo mẫu: {expected}.", "Write it as: {expected}."),
    ),
    "RULE_NEGATIVE_POINTS": Entry(
        ERROR,
        Words("Quy tắc cho điểm âm ({found}).", "The rule gives negative points ({found})."),
        _AS_DECLARED,
    ),
    "RULE_EXCEEDS_MAX": Entry(
        ERROR,
        Words(
            "Quy tắc cho {found} điểm, quá điểm tối đa {expected}.",
            "The rule gives {found} points, more than the max points {expected}.",
        ),
        _AS_DECLARED,
    ),
    "RULE_CANNOT_REACH_MAX": Entry(
        ERROR,
        Words(
            "Quy tắc ({found}) không thể đạt đúng điểm tối đa {expected}.",
            "The rule ({found}) cannot reach the max points {expected}.",
        ),
        _AS_DECLARED,
    ),
    "RULE_BANDS_GAP": Entry(
        ERROR,
        Words("Các khoảng bỏ trống tại {found}.", "The bands leave a gap at {found}."),
        Words(
            "Khai các khoảng nối nhau từ 0% đến 100%; mỗi mốc thuộc đúng một khoảng.",
            "Declare bands that join from 0% to 100%, each limit in exactly one of them.",
        ),
    ),
    "RULE_BANDS_OVERLAP": Entry(
        ERROR,
        Words("Các khoảng chồng nhau tại {found}.", "The bands overlap at {found}."),
        Words(
            "Mỗi tỷ lệ thuộc đúng một khoảng: xem lại dấu < và <= ở mốc này.",
            "Each rate belongs to one band: look at < and <= at this limit.",
        ),
    ),
}

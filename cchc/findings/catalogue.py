"""The catalogue of findings: every code, its gravity and its texts, in one place.

Codes are contracts (`phat-hien.jsonl`); texts are not. `{found}` and `{expected}` are filled in by
`finding()`. The reference in docs/ is generated from here.
"""

from __future__ import annotations

from typing import NamedTuple

from cchc.language import Words

ERROR = "error"
WARNING = "warning"
NOTE = "note"

SEVERITY_NAMES = {
    ERROR: Words("Lỗi", "Error"),
    WARNING: Words("Cảnh báo", "Warning"),
    NOTE: Words("Ghi nhận", "Note"),
}


class Entry(NamedTuple):
    """Gravity, what is said, what to do."""

    severity: str
    message: Words
    remedy: Words


_AS_DECLARED = Words(
    "Sửa dòng này trong tệp khai báo bộ tiêu chí rồi chạy lại.",
    "Correct this line in the declared criteria set and run again.",
)
_IN_CONTROL = Words(
    "Sửa ô này trong so-dieu-hanh.xlsx, lưu lại rồi chạy lại.",
    "Correct this cell in so-dieu-hanh.xlsx, save and run again.",
)
_ASK_UNIT = Words(
    "Đề nghị đơn vị sửa ô này trên phiếu đã phát hành và gửi lại.",
    "Ask the unit to correct this cell in the issued form and to send it again.",
)
_SEND_XLSX = Words(
    "Đề nghị đơn vị mở phiếu đã phát hành, lưu lại dạng Excel (.xlsx), không đặt mật khẩu, và gửi lại.",
    "Ask the unit to open the issued form, save it as Excel (.xlsx) without a password and send it again.",
)
_FILL_ISSUED = Words(
    "Đề nghị đơn vị nhập lại vào đúng phiếu đã phát hành cho mình và gửi lại.",
    "Ask the unit to fill in the very form issued to it and to send that again.",
)
_LOOK_AND_DECIDE = Words(
    "Mở tệp, xem ô này, hỏi lại đơn vị nếu chưa rõ.",
    "Open the file, look at this cell, ask the unit where in doubt.",
)

_CRITERIA_SET = {
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

_CONTROL = {
    "CONTROL_SHEET_MISSING": Entry(
        ERROR,
        Words(
            "Sổ điều hành thiếu trang “{expected}”.", "The control workbook lacks the sheet “{expected}”."
        ),
        Words("Khôi phục trang này (không đổi tên, không xóa trang).", "Restore the sheet under its name."),
    ),
    "CONTROL_COLUMN_MISSING": Entry(
        ERROR,
        Words("Không thấy cột “{expected}”.", "The column “{expected}” is not there."),
        Words("Khôi phục tiêu đề cột như sổ mẫu.", "Restore the heading as in the template."),
    ),
    "CONTROL_VALUE_MISSING": Entry(
        ERROR, Words("Chưa ghi “{expected}”.", "“{expected}” is not filled in."), _IN_CONTROL
    ),
    "CONTROL_VALUE_MALFORMED": Entry(
        ERROR,
        Words("“{found}” không hợp lệ, cần {expected}.", "“{found}” is not valid, {expected} is needed."),
        _IN_CONTROL,
    ),
    "CONTROL_CODES_ALIKE": Entry(
        ERROR,
        Words(
            "Mã {found} chỉ khác mã {expected} ở dấu chấm, gạch hoặc chữ hoa, chữ thường.",
            "The code {found} differs from {expected} only in dots, dashes or case.",
        ),
        Words(
            "Đặt mã khác hẳn: tên tệp và thư mục lập theo mã nên hai mã này sẽ dùng chung tệp.",
            "Choose a plainly different code: files and folders are named by codes, and these two would share them.",
        ),
    ),
    "CONTROL_REFERENCE_UNKNOWN": Entry(
        ERROR,
        Words("“{found}” không có trong {expected}.", "“{found}” is not listed in {expected}."),
        _IN_CONTROL,
    ),
    "CONTROL_DUPLICATE": Entry(
        ERROR,
        Words("“{found}” đã ghi ở {expected}.", "“{found}” already stands in {expected}."),
        _IN_CONTROL,
    ),
    "CONTROL_EMPTY": Entry(
        ERROR, Words("Trang này chưa có dòng nào.", "This sheet has no line yet."), _IN_CONTROL
    ),
    "CONTROL_CRITERIA_MISSING": Entry(
        ERROR,
        Words(
            "Không có bộ tiêu chí cho loại đơn vị “{found}”.",
            "There is no criteria set for unit type “{found}”.",
        ),
        Words("Đặt bộ tiêu chí vào thư mục bo-tieu-chi/.", "Put the set into the folder bo-tieu-chi/."),
    ),
    "CONTROL_CRITERION_UNKNOWN": Entry(
        ERROR,
        Words(
            "Mã tiêu chí “{found}” không có trong bộ tiêu chí {expected}.",
            "There is no criterion “{found}” in the criteria set {expected}.",
        ),
        _IN_CONTROL,
    ),
    "CONTROL_AGENCY_MISSING": Entry(
        WARNING,
        Words(
            "Chưa có cơ quan phụ trách thẩm định các tiêu chí {found} ({expected}).",
            "No agency appraises the criteria {found} ({expected}).",
        ),
        Words(
            "Thêm dòng ở trang “Cơ quan phụ trách” của so-dieu-hanh.xlsx.",
            "Add a line on the sheet “Cơ quan phụ trách” of so-dieu-hanh.xlsx.",
        ),
    ),
    "CONTROL_UNIT_GONE": Entry(
        WARNING,
        Words(
            "Đã phát hành phiếu cho đơn vị {unit_code} ({found}), nay đơn vị không còn trong sổ điều hành: phiếu nộp về "
            "không được nhận, ý kiến thẩm định và số liệu điều tra được giữ nhưng không tính.",
            "A form went out to unit {unit_code} ({found}), which is not in the control workbook any more: its return is "
            "not taken, opinions and survey figures are kept and do not count.",
        ),
        Words(
            "Nếu nhầm, hoặc mã đơn vị bị sửa: ghi lại dòng của đơn vị với đúng mã cũ ở trang Đơn vị, mọi thứ lại được tính.",
            "If this is not meant, or its code was changed, put its line back with the old code: everything counts again.",
        ),
    ),
    "CONTROL_CHANGED_AFTER_ISSUE": Entry(
        WARNING,
        Words(
            "Phiếu đã phát hành còn in “{expected}”, sổ điều hành nay ghi “{found}”.",
            "Issued forms still print “{expected}”, the control workbook now says “{found}”.",
        ),
        Words(
            "Phiếu đã phát hành vẫn dùng được. Muốn phiếu in nội dung mới: cchc generate … --reissue --unit MÃ; "
            "phiếu lần trước của đơn vị đó không còn giá trị.",
            "Issued forms still count. To print the new text: cchc generate … --reissue --unit CODE; earlier forms "
            "of that unit no longer count then.",
        ),
    ),
    "CONTROL_YEAR_DIFFERS": Entry(
        WARNING,
        Words(
            "Sổ điều hành còn ghi “{found}”, năm đánh giá là {expected}.",
            "The control workbook still says “{found}”, the year judged is {expected}.",
        ),
        Words(
            "Sửa ô này, hoặc “Năm đánh giá” ở trang Đợt, trước khi gửi phiếu cho đơn vị. Trong tên đợt có thể ghi {{năm}} "
            "thay cho số năm.",
            "Correct this cell, or “Năm đánh giá” on the sheet Đợt, before forms are sent out. A title may say {{năm}} "
            "instead of the year.",
        ),
    ),
}

_CLAIM = Words(
    "Nếu chắc chắn là phiếu của một đơn vị: cchc consolidate … --claim TỆP=ĐƠN-VỊ --reason LÝ-DO; nếu không, trả "
    "lại tệp và đề nghị nhập vào phiếu đã phát hành.",
    "If it is beyond doubt whose form this is: cchc consolidate … --claim FILE=UNIT --reason TEXT; else send the "
    "file back and ask for the issued form to be filled.",
)

_FILE = {
    "FILE_SKIPPED": Entry(
        NOTE,
        Words("Bỏ qua tệp tạm hoặc tệp hệ thống.", "A temporary or system file, skipped."),
        Words("Không phải làm gì.", "Nothing to do."),
    ),
    "FILE_EMPTY": Entry(ERROR, Words("Tệp rỗng (0 byte).", "The file is empty (0 bytes)."), _SEND_XLSX),
    "FILE_NOT_XLSX": Entry(
        ERROR,
        Words("Không phải sổ Excel (.xlsx): {found}.", "Not an Excel workbook (.xlsx): {found}."),
        _SEND_XLSX,
    ),
    "FILE_ENCRYPTED": Entry(
        ERROR,
        Words(
            "Tệp đặt mật khẩu mở nên không đọc được.",
            "The file needs a password to open.",
        ),
        Words(
            "Đề nghị đơn vị bỏ mật khẩu mở tệp (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi gửi lại.",
            "Ask the unit to remove the password (File > Info > Protect Workbook) and send it again.",
        ),
    ),
    "FILE_DAMAGED": Entry(
        ERROR, Words("Tệp hỏng, không đọc được: {found}.", "The file is damaged: {found}."), _SEND_XLSX
    ),
    "FOLDER_UNREADABLE": Entry(
        ERROR,
        Words(
            "Không xem được thư mục này nên không biết trong đó có những tệp nào: {found}.",
            "This folder cannot be listed; nobody knows which files lie in it: {found}.",
        ),
        Words(
            "Kiểm tra quyền truy cập thư mục và ổ đĩa, sau đó chạy lại.",
            "Check the folder's access rights and the drive, then run again.",
        ),
    ),
    "FILE_TOO_LARGE": Entry(
        ERROR,
        Words(
            "Tệp vượt giới hạn an toàn: {found} (tối đa {expected}).",
            "The file is beyond the safe limits: {found} (at most {expected}).",
        ),
        Words(
            "Gửi phiếu riêng, không chèn ảnh; tài liệu kiểm chứng gửi thành tệp khác.",
            "Send the form alone without pictures, evidence in files of its own.",
        ),
    ),
    "FILE_STOPS_READING": Entry(
        ERROR,
        Words(
            "Không đọc xong được tệp: {found}. Các tệp khác không bị ảnh hưởng.",
            "The file could not be read to its end: {found}. Other files are not affected.",
        ),
        _SEND_XLSX,
    ),
    "FILE_NOT_UNDERSTOOD": Entry(
        ERROR,
        Words(
            "Chương trình gặp lỗi của chính nó khi đọc tệp này ({found}).",
            "The program met a fault of its own in this file ({found}).",
        ),
        Words(
            "Gửi tệp này cho người bảo trì cchc; đề nghị đơn vị nhập lại vào phiếu đã phát hành và gửi lại.",
            "Send this file to those who maintain cchc; ask the unit to fill the issued form once more.",
        ),
    ),
    "FAST_READING_DIFFERS": Entry(
        WARNING,
        Words(
            "Cách đọc nhanh của chương trình cho kết quả khác cách đọc đầy đủ; số liệu của tệp này lấy theo cách đọc "
            "đầy đủ.",
            "The program's fast reading of this sheet differs from its full reading; the figures are those of the full "
            "one.",
        ),
        Words(
            "Gửi tệp này cho người bảo trì cchc; đặt biến môi trường CCHC_READ_SLOWLY=1 rồi chạy lại để mọi tệp được "
            "đọc đầy đủ.",
            "Send this file to those who maintain cchc; set the environment variable CCHC_READ_SLOWLY=1 and run again, so "
            "that every file is read in full.",
        ),
    ),
    "FILE_OTHER_FORMAT": Entry(
        WARNING,
        Words(
            "Tệp ở định dạng {found}, không phải .xlsx; số liệu đọc được, phần khóa chỉ đối chiếu được một phần.",
            "The file is {found}, not .xlsx; figures were read, what was locked could be compared only in part.",
        ),
        Words(
            "Xem kỹ phiếu này; lần sau đề nghị đơn vị lưu dạng Excel (.xlsx).",
            "Look at this form; ask the unit to save as Excel (.xlsx) next time.",
        ),
    ),
    "FILE_UNSAFE": Entry(
        ERROR,
        Words("Tệp có cấu trúc không an toàn: {found}.", "The file is built in an unsafe way: {found}."),
        _SEND_XLSX,
    ),
}

_IDENTITY = {
    "FORM_NOT_OURS": Entry(
        ERROR,
        Words(
            "Không tìm thấy mã định danh của phiếu.",
            "No identity was found in the form.",
        ),
        _CLAIM,
    ),
    "FORM_CLAIMED": Entry(
        WARNING,
        Words(
            "{found} Người tổng hợp xác nhận đây là phiếu của đơn vị {expected}.",
            "{found} The desk says that this is the form of unit {expected}.",
        ),
        Words(
            "Xem ai xác nhận và lý do: cchc history … --intake.",
            "Who said so and why: cchc history … --intake.",
        ),
    ),
    "FORM_FORGED": Entry(
        ERROR,
        Words(
            "Mã định danh không đúng chữ ký của đợt này.",
            "The identity does not carry this campaign's signature.",
        ),
        _FILL_ISSUED,
    ),
    "FORM_IDENTITIES_DIFFER": Entry(
        ERROR,
        Words(
            "Trong tệp có hai mã định danh khác nhau: {found}.",
            "The file carries two different identities: {found}.",
        ),
        _CLAIM,
    ),
    "FORM_OTHER_CAMPAIGN": Entry(
        ERROR,
        Words(
            "Phiếu của đợt khác: {found} (đợt này: {expected}).",
            "A form of another campaign: {found} (this one: {expected}).",
        ),
        _FILL_ISSUED,
    ),
    "FORM_OTHER_SET": Entry(
        ERROR,
        Words(
            "Phiếu lập theo bộ tiêu chí {found}, đợt này dùng {expected}.",
            "The form was made from criteria set {found}, this campaign uses {expected}.",
        ),
        _FILL_ISSUED,
    ),
    "FORM_STALE": Entry(
        ERROR,
        Words(
            "Phiếu phát hành lần {found} đã được thay bằng lần {expected}.",
            "Issue {found} of the form was replaced by issue {expected}.",
        ),
        _FILL_ISSUED,
    ),
    "FORM_FUTURE": Entry(
        ERROR,
        Words(
            "Phiếu ghi lần phát hành {found}, đợt này mới phát hành lần {expected}.",
            "The form claims issue {found}, this campaign has issued {expected}.",
        ),
        _FILL_ISSUED,
    ),
    "UNIT_OF_OTHER_AUTHORITY": Entry(
        NOTE,
        Words(
            "Phiếu của đơn vị do cơ quan {found} thẩm định, không tính ở đây.",
            "The unit is appraised by {found}: its form does not count here.",
        ),
        Words("Không phải làm gì.", "Nothing to do."),
    ),
    "UNIT_UNKNOWN": Entry(
        ERROR,
        Words(
            "Đơn vị {found} không có trong sổ điều hành.", "Unit {found} is not in the control workbook."
        ),
        Words(
            "Kiểm tra trang Đơn vị của sổ điều hành, hoặc trả lại tệp.",
            "Look at the units of the control workbook, or send the file back.",
        ),
    ),
    "UNIT_RETURNED_AGAIN": Entry(
        NOTE,
        Words(
            "Tệp giống hệt {expected}; chỉ tính một lần.",
            "The file is identical to {expected}; it counts once.",
        ),
        Words("Không phải làm gì.", "Nothing to do."),
    ),
    "UNIT_RETURNED_TWICE": Entry(
        ERROR,
        Words(
            "Đơn vị nộp nhiều tệp khác nhau: {found}. Chưa tệp nào được tính.",
            "The unit returned differing files: {found}. None of them counts yet.",
        ),
        Words(
            "Hỏi đơn vị bản nào là bản chính thức rồi chọn bản đó: cchc consolidate … --claim TỆP=ĐƠN-VỊ --reason LÝ-DO.",
            "Ask the unit which one is official and choose it: cchc consolidate … --claim FILE=UNIT --reason TEXT.",
        ),
    ),
    "UNIT_RETURN_CHOSEN": Entry(
        WARNING,
        Words(
            "Trong các tệp khác nhau của đơn vị, tệp này được chọn; lý do: {expected}.",
            "Of the unit's differing files this one was chosen; reason: {expected}.",
        ),
        Words(
            "Người chọn: {found}. Muốn đổi: cchc consolidate … --claim TỆP=ĐƠN-VỊ --reason LÝ-DO.",
            "Chosen by {found}. To change it: cchc consolidate … --claim FILE=UNIT --reason TEXT.",
        ),
    ),
    "UNIT_RETURN_NOT_CHOSEN": Entry(
        WARNING,
        Words(
            "Tệp này không được tính: đã chọn {expected}; lý do: {found}.",
            "This file does not count: {expected} was chosen; reason: {found}.",
        ),
        Words(
            "Muốn đổi: cchc consolidate … --claim TỆP=ĐƠN-VỊ --reason LÝ-DO.",
            "To change it: cchc consolidate … --claim FILE=UNIT --reason TEXT.",
        ),
    ),
    "UNIT_MISSING": Entry(
        WARNING,
        Words("Chưa nhận được phiếu của đơn vị.", "The unit's form has not come back."),
        Words("Đôn đốc đơn vị gửi phiếu.", "Remind the unit."),
    ),
    "UNIT_RETURN_REMOVED": Entry(
        WARNING,
        Words(
            "Phiếu của đơn vị đã được tính trước đây (tệp {found}) nay không còn trong nop-ve/; đơn vị đang được coi là "
            "chưa nộp.",
            "The unit's return counted before (file {found}) and is no longer in nop-ve/; the unit stands as not returned.",
        ),
        Words(
            "Đặt lại tệp vào nop-ve/ nếu bị xóa, di chuyển nhầm; rồi chạy lại cchc consolidate.",
            "Put the file back into nop-ve/ if it was taken away by mistake, then run cchc consolidate again.",
        ),
    ),
    "UNIT_FILLED_WHERE_ISSUED": Entry(
        WARNING,
        Words(
            "Phiếu trong phat-hanh/ đã bị sửa sau khi phát hành; tệp được giữ nguyên và chưa được tính.",
            "The form in phat-hanh/ was changed after it was issued; it is kept as it is and does not count.",
        ),
        Words(
            "Nếu đó là phiếu đơn vị đã nhập thì chuyển tệp sang nop-ve/; nếu không thì xóa tệp rồi chạy cchc generate để "
            "ghi lại phiếu trắng.",
            "If the unit filled it in there, move it to nop-ve/; if not, delete it and run cchc generate for a blank form.",
        ),
    ),
    "CLOCK_DOUBTFUL": Entry(
        WARNING,
        Words(
            "Đồng hồ của máy này chỉ {found}, trong khi lần chạy gần nhất được ghi lúc {expected}; ngày nhận phiếu mới có "
            "thể bị ghi sai.",
            "This machine's clock says {found}, but the last run was recorded at {expected}; days of new returns may be "
            "recorded wrongly.",
        ),
        Words(
            "Chỉnh đúng ngày giờ của máy; ngày nhận thật ghi vào trang Sổ nhận của sổ quản lý đợt.",
            "Set the clock right; enter the true day of receipt into the return register of the control workbook.",
        ),
    ),
    "UNIT_LATE": Entry(
        WARNING,
        Words("Nhận ngày {found}, hạn {expected}.", "Received on {found}, due {expected}."),
        Words("Xem xét theo quy định về thời hạn.", "Consider it under the rules on deadlines."),
    ),
    "UNIT_INCOMPLETE": Entry(
        WARNING,
        Words(
            "Còn {found} trên {expected} tiêu chí tự chấm chưa có điểm.",
            "{found} of {expected} self-scored criteria have no score yet.",
        ),
        Words("Đề nghị đơn vị bổ sung.", "Ask the unit to complete them."),
    ),
}

_FORM = {
    "FORM_SHEET_MISSING": Entry(
        ERROR,
        Words("Không thấy trang phiếu “{expected}”.", "The form sheet “{expected}” is not there."),
        _FILL_ISSUED,
    ),
    "FORM_SHEET_RENAMED": Entry(
        WARNING,
        Words("Trang phiếu bị đổi tên thành “{found}”.", "The form sheet was renamed “{found}”."),
        Words("Số liệu vẫn đọc được theo mã tiêu chí.", "Figures were still read, by criterion code."),
    ),
    "FORM_COLUMNS_MOVED": Entry(
        ERROR,
        Words(
            "Tiêu đề cột là “{found}”, phiếu gốc là “{expected}”.",
            "The heading is “{found}”, issued as “{expected}”.",
        ),
        _FILL_ISSUED,
    ),
    "ROW_MISSING": Entry(
        ERROR,
        Words(
            "Không thấy dòng của tiêu chí {criterion_code}.",
            "The line of criterion {criterion_code} is gone.",
        ),
        _FILL_ISSUED,
    ),
    "ROW_TWICE": Entry(
        ERROR,
        Words(
            "Tiêu chí {criterion_code} có nhiều dòng: {found}.",
            "Criterion {criterion_code} stands in several rows: {found}.",
        ),
        _FILL_ISSUED,
    ),
    "ROWS_MOVED": Entry(
        WARNING,
        Words(
            "{found} dòng không còn ở vị trí phát hành; số liệu đọc theo mã tiêu chí.",
            "{found} rows have left their issued place; figures were read by criterion code.",
        ),
        _LOOK_AND_DECIDE,
    ),
    "CODE_ON_OTHER_LINE": Entry(
        ERROR,
        Words(
            "Mã {criterion_code} đứng trước tên “{found}”, phiếu gốc là “{expected}”.",
            "Code {criterion_code} stands before “{found}”, issued as “{expected}”.",
        ),
        _FILL_ISSUED,
    ),
    "MAX_POINTS_EDITED": Entry(
        ERROR,
        Words(
            "Điểm tối đa bị sửa thành {found}, phiếu gốc là {expected}.",
            "The max points were changed to {found}, issued as {expected}.",
        ),
        Words(
            "Kết quả vẫn tính theo điểm tối đa đã ban hành; làm rõ với đơn vị vì sao khóa bị gỡ.",
            "Results use the declared max points; find out why the lock was lifted.",
        ),
    ),
    "LOCKED_TEXT_EDITED": Entry(
        WARNING,
        Words(
            "Ô khóa bị sửa thành “{found}”, phiếu gốc là “{expected}”.",
            "A locked cell was changed to “{found}”, issued as “{expected}”.",
        ),
        Words("Kết quả không bị ảnh hưởng; nhắc đơn vị.", "Results are not affected; remind the unit."),
    ),
    "FORMULA_CHANGED": Entry(
        WARNING,
        Words(
            "Công thức bị sửa thành {found}, phiếu gốc là {expected}.",
            "A formula was changed to {found}, issued as {expected}.",
        ),
        Words(
            "Kết quả được tính lại từ số liệu nhập, không dùng công thức này; nhắc đơn vị.",
            "Results are computed from the entered figures, not by this formula; remind the unit.",
        ),
    ),
    "FORMULA_OVERWRITTEN": Entry(
        WARNING,
        Words(
            "Công thức bị thay bằng giá trị “{found}”.", "A formula was replaced by the value “{found}”."
        ),
        Words(
            "Kết quả được tính lại từ số liệu nhập, không dùng giá trị này; nhắc đơn vị.",
            "Results are computed from the entered figures, not from this value; remind the unit.",
        ),
    ),
    "LOCKED_CELL_FILLED": Entry(
        WARNING,
        Words("Ô khóa để trống bị ghi “{found}”.", "An empty locked cell was filled with “{found}”."),
        Words("Giá trị không được tính; hỏi lại đơn vị.", "The value does not count; ask the unit."),
    ),
    "TYPED_OUTSIDE_FORM": Entry(
        WARNING,
        Words("Có nội dung ngoài phiếu: “{found}”.", "Something stands outside the form: “{found}”."),
        Words(
            "Nội dung này không được tính; xem đơn vị muốn nói gì.",
            "It does not count; see what the unit wanted to say.",
        ),
    ),
    "SURVEY_LEAF_FILLED": Entry(
        ERROR,
        Words(
            "Tiêu chí {criterion_code} chấm bằng điều tra xã hội học, đơn vị đã ghi “{found}”.",
            "Criterion {criterion_code} is scored by a survey, the unit entered “{found}”.",
        ),
        Words("Giá trị không được tính; nhắc đơn vị.", "The value does not count; remind the unit."),
    ),
    "INDEX_DIFFERS": Entry(
        WARNING,
        Words(
            "Chỉ số ghi trong tệp là {found}, tính lại được {expected}.",
            "The file shows the index {found}, computed again it is {expected}.",
        ),
        Words(
            "Kết quả dùng số tính lại; báo đơn vị đối chiếu bản ký giấy.",
            "Results use the figure computed again; have the unit compare its signed paper.",
        ),
    ),
    "CHECK_CODE_DIFFERS": Entry(
        WARNING,
        Words(
            "Mã đối chiếu trong tệp là {found}, tính lại được {expected}.",
            "The file shows the check code {found}, computed again it is {expected}.",
        ),
        Words(
            "Đối chiếu với mã in trên bản ký giấy trước khi dùng số liệu.",
            "Compare with the code on the signed paper before using the figures.",
        ),
    ),
    "SHEET_UNPROTECTED": Entry(
        NOTE,
        Words("Khóa trang đã bị gỡ.", "The sheet is no longer locked."),
        Words(
            "Không phải làm gì: có phần mềm bỏ khóa khi lưu; mọi ô khóa đã được so với bản phát hành.",
            "Nothing to do: some programs drop it as they save; every locked cell was compared.",
        ),
    ),
    "CELLS_UNLOCKED": Entry(
        NOTE,
        Words("Ô khóa đã bị mở khóa: {found}.", "Locked cells were unlocked: {found}."),
        Words(
            "Không phải làm gì: các ô này đã được so với bản phát hành.",
            "Nothing to do: these cells were compared with what was issued.",
        ),
    ),
    "FORM_SHEET_HIDDEN": Entry(
        NOTE,
        Words("Trang “{found}” bị ẩn.", "Sheet “{found}” was hidden."),
        Words("Không phải làm gì: trang vẫn được đọc.", "Nothing to do: it was read all the same."),
    ),
    "FORM_SHEET_TAKEN_OUT": Entry(
        NOTE,
        Words("Trang “{found}” không còn trong tệp.", "Sheet “{found}” is no longer in the file."),
        Words(
            "Không phải làm gì: trang này không chứa số liệu của đơn vị.",
            "Nothing to do: no figures of the unit stand on it.",
        ),
    ),
    "FORM_SHEETS_REORDERED": Entry(
        NOTE,
        Words(
            "Các trang bị đổi thứ tự: {found} (bản phát hành: {expected}).",
            "The sheets are in another order: {found} (issued: {expected}).",
        ),
        Words("Không phải làm gì.", "Nothing to do."),
    ),
    "FORM_HAS_MACROS": Entry(
        WARNING,
        Words(
            "Tệp có macro; phiếu phát hành không có.",
            "The file holds macros; it was issued without any.",
        ),
        Words(
            "Chương trình không chạy macro. Không bật macro khi mở tệp; hỏi đơn vị vì sao có.",
            "Macros are never run here. Do not enable them when opening it; ask the unit why they are there.",
        ),
    ),
    "FORM_HAS_LINKS": Entry(
        WARNING,
        Words("Phiếu có liên kết tới tệp khác: {found}.", "The form is linked to other files: {found}."),
        Words(
            "Chương trình không mở các tệp đó; ô lấy số từ liên kết được nêu riêng. Hỏi lại đơn vị.",
            "Those files are never opened; cells that take figures from them are named. Ask the unit.",
        ),
    ),
    "CACHED_FIGURES_MISSING": Entry(
        NOTE,
        Words(
            "Tệp lưu bằng phần mềm không ghi kết quả công thức; mọi số đã được tính lại.",
            "The file was saved by a program that stores no formula results; all figures were computed again.",
        ),
        Words("Không phải làm gì.", "Nothing to do."),
    ),
}

_VALUE = {
    "VALUE_NOT_A_NUMBER": Entry(
        ERROR,
        Words("Cần số, đang ghi “{found}”.", "A number is needed, “{found}” stands there."),
        _ASK_UNIT,
    ),
    "VALUE_IS_DATE": Entry(
        ERROR,
        Words(
            "Cần số, đang là ngày tháng ({found}); có thể máy tính đã tự đổi.",
            "A number is needed, a date stands there ({found}); the program may have converted it.",
        ),
        _ASK_UNIT,
    ),
    "VALUE_IS_ERROR": Entry(
        ERROR,
        Words(
            "Ô đang báo lỗi, hoặc công thức không có kết quả: {found}.",
            "The cell shows an error, or a formula without a result: {found}.",
        ),
        _ASK_UNIT,
    ),
    "VALUE_IS_FORMULA": Entry(
        WARNING,
        Words(
            "Ô nhập số đang chứa công thức ({found}); lấy kết quả {expected}.",
            "The input cell holds a formula ({found}); its result {expected} was taken.",
        ),
        Words("Đề nghị đơn vị nhập số trực tiếp.", "Ask the unit to enter the number itself."),
    ),
    "VALUE_AMBIGUOUS": Entry(
        ERROR,
        Words("“{found}” có thể đọc theo nhiều cách.", "“{found}” can be read in more than one way."),
        _ASK_UNIT,
    ),
    "VALUE_READ_FROM_TEXT": Entry(
        WARNING,
        Words(
            "“{found}” là văn bản, đã đọc thành {expected}.",
            "“{found}” is text, it was read as {expected}.",
        ),
        Words(
            "Đề nghị đơn vị xác nhận; chỉ số trên bản in có thể chưa gồm ô này.",
            "Ask the unit to confirm; the printed index may lack this cell.",
        ),
    ),
    "VALUE_NEGATIVE": Entry(ERROR, Words("Số âm ({found}).", "A negative number ({found})."), _ASK_UNIT),
    "VALUE_ABOVE_MAX": Entry(
        ERROR,
        Words(
            "Điểm {found} vượt điểm tối đa {expected}.",
            "The score {found} is above the max points {expected}.",
        ),
        _ASK_UNIT,
    ),
    "VALUE_OFF_STEP": Entry(
        ERROR,
        Words("Điểm {found} không theo bước {expected}.", "The score {found} is off the step {expected}."),
        _ASK_UNIT,
    ),
    "VALUE_NOT_WHOLE": Entry(
        ERROR,
        Words("Cần số nguyên, đang ghi {found}.", "A whole number is needed, {found} stands there."),
        _ASK_UNIT,
    ),
    "VALUE_OUT_OF_RANGE": Entry(
        ERROR,
        Words(
            "Số {found} ngoài phạm vi cho phép ({expected}).",
            "The number {found} is out of range ({expected}).",
        ),
        _ASK_UNIT,
    ),
    "DONE_ABOVE_TOTAL": Entry(
        ERROR,
        Words(
            "Thực hiện {found} lớn hơn tổng số {expected}.",
            "Done {found} is more than the total {expected}.",
        ),
        _ASK_UNIT,
    ),
    "TOTAL_IS_ZERO": Entry(
        WARNING,
        Words("Tổng số bằng 0 nên chưa tính được tỷ lệ.", "The total is 0, so there is no rate."),
        Words(
            "Nếu trong năm không phát sinh, chọn “Không phát sinh” (nơi cho phép).",
            "If nothing of the kind happened, choose “Không phát sinh” where it is allowed.",
        ),
    ),
    "CHOICE_UNKNOWN": Entry(
        ERROR,
        Words(
            "Lựa chọn “{found}” không có trong danh sách: {expected}.",
            "“{found}” is not among the choices: {expected}.",
        ),
        _ASK_UNIT,
    ),
    "CHOICE_READ_LOOSELY": Entry(
        WARNING,
        Words("“{found}” được hiểu là “{expected}”.", "“{found}” was taken as “{expected}”."),
        Words("Đề nghị đơn vị xác nhận.", "Ask the unit to confirm."),
    ),
    "FIGURES_INCOMPLETE": Entry(
        WARNING,
        Words(
            "Mới nhập một phần số liệu, còn thiếu {expected}.",
            "Only part of the figures is there, {expected} is missing.",
        ),
        _ASK_UNIT,
    ),
    "NOT_APPLICABLE_WITH_FIGURES": Entry(
        WARNING,
        Words(
            "Đã chọn “Không phát sinh” nhưng vẫn nhập {found}.",
            "“Không phát sinh” was chosen, yet {found} is entered.",
        ),
        Words(
            "Tiêu chí được tính là không phát sinh; đề nghị đơn vị xác nhận.",
            "The criterion counts as not applicable; ask the unit to confirm.",
        ),
    ),
    "EVIDENCE_MISSING": Entry(
        WARNING,
        Words(
            "Có điểm tự chấm nhưng chưa ghi tài liệu kiểm chứng. Cần: {expected}.",
            "A score is claimed without naming evidence. Needed: {expected}.",
        ),
        Words("Đề nghị đơn vị bổ sung tài liệu kiểm chứng.", "Ask the unit for the evidence."),
    ),
    "READERS_DISAGREE": Entry(
        ERROR,
        Words(
            "Hai cách đọc ô cho kết quả khác nhau: “{found}” và “{expected}”.",
            "Two readings of the cell differ: “{found}” and “{expected}”.",
        ),
        _LOOK_AND_DECIDE,
    ),
}

_IN_CRITERIA_WORKBOOK = Words(
    "Sửa ô này trong sổ bộ tiêu chí, lưu lại rồi nhập lại.",
    "Correct this cell in the criteria workbook, save and import again.",
)
_TYPE_AS_TEXT = Words(
    "Đặt ô dạng văn bản (Text), gõ lại đúng như văn bản gốc, lưu lại rồi nhập lại.",
    "Format the cell as text, type it again as the decision has it, save and import again.",
)

_CRITERIA_WORKBOOK = {
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

_IN_TEMPLATE = Words(
    "Sửa ô này trong mẫu điều tra, lưu lại rồi nhập lại.",
    "Correct this cell in the survey template, save and import again.",
)
_NEW_TEMPLATE = Words(
    "Nhập kết quả vào mẫu do lệnh cchc survey … template của đợt này tạo ra.",
    "Enter the results into a template made by cchc survey … template of this campaign.",
)

_SURVEY = {
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
        _IN_TEMPLATE,
    ),
    "SURVEY_CODE_TWICE": Entry(
        ERROR,
        Words(
            "Mã tiêu chí {found} đã có ở {expected}.",
            "Criterion code {found} already stands in {expected}.",
        ),
        _IN_TEMPLATE,
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
        _IN_TEMPLATE,
    ),
    "SURVEY_UNIT_MISMATCH": Entry(
        ERROR,
        Words(
            "Mã {unit_code} đứng trước tên “{found}”, mẫu ghi “{expected}”: không biết số liệu của đơn vị nào.",
            "Code {unit_code} stands before “{found}”, made as “{expected}”: whose figures these are is in doubt.",
        ),
        _IN_TEMPLATE,
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
        ERROR, Words("Mẫu chưa có số liệu nào.", "The template holds no figure."), _IN_TEMPLATE
    ),
    "SURVEY_RATE_RANGE": Entry(
        ERROR,
        Words("Tỷ lệ {found} không nằm trong 0–100%.", "The rate {found} is not within 0–100%."),
        _IN_TEMPLATE,
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

_ASK_APPRAISER = Words(
    "Đề nghị người thẩm định sửa ô này trên phiếu đã phát hành, gửi lại; thay tệp trong tham-dinh/nop-ve/.",
    "Ask the appraiser to correct this cell in the issued form; replace the file in tham-dinh/nop-ve/.",
)
_FILL_APPRAISAL = Words(
    "Đề nghị nhập lại vào đúng phiếu thẩm định đã phát hành và gửi lại.",
    "Ask for the appraisal form as issued to be filled in and sent again.",
)
FOR_APPRAISERS = {_ASK_UNIT: _ASK_APPRAISER, _FILL_ISSUED: _FILL_APPRAISAL, _SEND_XLSX: _FILL_APPRAISAL}
"""What to do about a fault in a form of the appraisal: it is no unit that must correct it."""

_NOT_TAKEN = Words(
    "Điểm không được tính. Xem phân công ở trang “Cơ quan phụ trách” của sổ điều hành.",
    "The score does not count. See who is in charge in the control workbook.",
)

_APPRAISAL = {
    "FORM_OTHER_KIND": Entry(
        ERROR,
        Words(
            "Đây là phiếu loại khác ({found}), ở đây nhận: {expected}.",
            "This is a form of another kind ({found}); here belongs: {expected}.",
        ),
        Words(
            "Phiếu tự đánh giá để ở nop-ve/; phiếu thẩm định, giải trình, Hội đồng để ở tham-dinh/nop-ve/.",
            "Self-scoring forms belong into nop-ve/; forms of the appraisal into tham-dinh/nop-ve/.",
        ),
    ),
    "APPRAISAL_SCORE_NEGATIVE": Entry(
        ERROR,
        Words("Điểm thẩm định âm ({found}).", "The appraised score is negative ({found})."),
        _ASK_APPRAISER,
    ),
    "APPRAISAL_SCORE_ABOVE_MAX": Entry(
        ERROR,
        Words(
            "Điểm thẩm định {found} vượt điểm tối đa {expected}.",
            "The appraised score {found} is above the max points {expected}.",
        ),
        _ASK_APPRAISER,
    ),
    "APPRAISAL_SCORE_OFF_STEP": Entry(
        ERROR,
        Words(
            "Tiêu chí {criterion_code} không có mức {found} điểm; các mức: {expected}.",
            "Criterion {criterion_code} cannot score {found}; it can score {expected}.",
        ),
        _ASK_APPRAISER,
    ),
    "APPRAISAL_CONTRADICTS": Entry(
        ERROR,
        Words(
            "Đã chọn “{expected}” nhưng nhập điểm {found}; cả hai không được tính.",
            "“{expected}” was chosen, yet {found} entered; neither counts.",
        ),
        _ASK_APPRAISER,
    ),
    "APPRAISAL_REMARK_ALONE": Entry(
        WARNING,
        Words(
            "Có nhận xét nhưng chưa có điểm: “{found}”. Dòng này chưa được thẩm định.",
            "A remark without a score: “{found}”. The row is not appraised yet.",
        ),
        _ASK_APPRAISER,
    ),
    "APPRAISAL_REMARK_MISSING": Entry(
        WARNING,
        Words(
            "Điểm {found} khác điểm tự đánh giá {expected} mà không ghi lý do.",
            "The score {found} differs from the claim {expected} and no reason is given.",
        ),
        Words(
            "Điểm vẫn được nhận. Đề nghị người thẩm định ghi lý do: đơn vị được biết lý do mất điểm.",
            "The score is taken. Ask the appraiser for the reason: the unit is told why it lost points.",
        ),
    ),
    "APPRAISAL_LEAF_UNKNOWN": Entry(
        ERROR,
        Words(
            "Không có tiêu chí chấm điểm {criterion_code} trong bộ tiêu chí (điểm {found}).",
            "The criteria set has no scored criterion {criterion_code} (score {found}).",
        ),
        _NOT_TAKEN,
    ),
    "APPRAISAL_SURVEY_LEAF": Entry(
        ERROR,
        Words(
            "Tiêu chí {criterion_code} chấm bằng điều tra xã hội học, không thẩm định (đã ghi {found}).",
            "Criterion {criterion_code} is scored by a survey, not appraised ({found} was entered).",
        ),
        Words(
            "Điểm không được nhận; điểm điều tra nhập bằng kết quả điều tra.",
            "The score is not taken; survey points come from the survey.",
        ),
    ),
    "APPRAISAL_OTHER_AUTHORITY": Entry(
        ERROR,
        Words(
            "Đơn vị {unit_code} không do cơ quan này thẩm định (điểm {found}).",
            "Unit {unit_code} is not appraised by this authority (score {found}).",
        ),
        _NOT_TAKEN,
    ),
    "APPRAISAL_OTHER_UNIT": Entry(
        ERROR,
        Words(
            "Giải trình cho đơn vị khác ({unit_code}): “{found}”.",
            "An explanation for another unit ({unit_code}): “{found}”.",
        ),
        _FILL_APPRAISAL,
    ),
    "APPRAISAL_NOT_ITS_LEAF": Entry(
        ERROR,
        Words(
            "{expected} không phụ trách tiêu chí {criterion_code} (điểm {found}).",
            "{expected} is not in charge of criterion {criterion_code} (score {found}).",
        ),
        _NOT_TAKEN,
    ),
    "APPRAISAL_ROW_ADDED": Entry(
        ERROR,
        Words(
            "Dòng này không có trong phiếu đã phát hành (đơn vị {unit_code}, tiêu chí {criterion_code}, ghi {found}).",
            "This row was not issued (unit {unit_code}, criterion {criterion_code}, {found} entered).",
        ),
        Words(
            "Không được nhận. Phát hành phiếu bổ sung: cchc appraise … issue.",
            "It is not taken. Issue a supplement: cchc appraise … issue.",
        ),
    ),
    "APPRAISAL_ROUND_CLOSED": Entry(
        ERROR,
        Words(
            "Vòng này đã khép với {criterion_code} của {unit_code}: phiếu vòng sau đã phát hành. Không nhận “{found}”.",
            "The round is closed for {criterion_code} of {unit_code}: a later one is out. “{found}” is not taken.",
        ),
        Words(
            "Điểm đã in ở phiếu vòng sau được giữ nguyên; muốn khác thì trình Hội đồng.",
            "What the later form prints stands; to change it, put it before the board.",
        ),
    ),
    "APPRAISAL_SUPERSEDED": Entry(
        WARNING,
        Words(
            "Đơn vị đã sửa số liệu {criterion_code} sau phiếu này; chỉ phiếu phát hành sau được tính (đã ghi {found}).",
            "The claim on {criterion_code} has changed since; a later issue counts instead ({found} was entered).",
        ),
        Words("Thẩm định dòng này trên phiếu phát hành sau.", "Appraise the row in the later issue."),
    ),
    "APPRAISAL_RETURNED_AGAIN": Entry(
        NOTE,
        Words(
            "Nội dung giống hệt {expected}; chỉ tính một lần.",
            "It says the same as {expected}; it counts once.",
        ),
        Words("Không phải làm gì.", "Nothing to do."),
    ),
    "APPRAISAL_RETURNED_TWICE": Entry(
        ERROR,
        Words(
            "Một phiếu thẩm định về nhiều bản khác nhau: {found}. Chưa bản nào được tính.",
            "One appraisal form came back in differing copies: {found}. None of them counts yet.",
        ),
        Words(
            "Hỏi bản nào là chính thức, chuyển các bản khác ra khỏi tham-dinh/nop-ve/, chạy lại.",
            "Ask which one is official, move the others out of tham-dinh/nop-ve/ and run again.",
        ),
    ),
    "APPRAISAL_OVERTAKEN": Entry(
        WARNING,
        Words(
            "Đơn vị đã sửa số liệu sau khi phát hành phiếu thẩm định: {found}. Thẩm định cũ không còn tính.",
            "The unit changed its claim after the appraisal form went out: {found}. The appraisal does not count there.",
        ),
        Words(
            "Chạy lại: cchc appraise … issue, để phát hành phiếu bổ sung cho các dòng này.",
            "Run cchc appraise … issue again for a supplement with these rows.",
        ),
    ),
    "APPRAISAL_UNREAD": Entry(
        WARNING,
        Words(
            "Trong tham-dinh/nop-ve/ có thay đổi chưa được ghi nhận: {found}. Điểm đang hiện chưa tính các thay đổi này.",
            "Changes in tham-dinh/nop-ve/ have not been taken in: {found}. The figures shown do not count them.",
        ),
        Words(
            "Chạy cchc appraise … merge, sau đó cchc consolidate.",
            "Run cchc appraise … merge, then cchc consolidate.",
        ),
    ),
    "APPRAISAL_UNIT_MOVED": Entry(
        WARNING,
        Words(
            "Sau khi phát hành phiếu thẩm định, đơn vị đã chuyển: {expected}. {found} ý kiến đã nhận ở nơi cũ được giữ "
            "trong hồ sơ nhưng không được tính.",
            "The unit was moved after appraisal forms went out: {expected}. {found} opinions from where it was are kept "
            "on record and do not count.",
        ),
        Words(
            "Nếu đúng: phát hành phiếu cho nơi mới bằng cchc appraise … issue. Nếu nhầm: ghi lại như cũ ở trang Đơn vị "
            "của so-dieu-hanh.xlsx, các ý kiến ấy lại được tính.",
            "If this is meant, issue forms where it is now: cchc appraise … issue. If not, put it back on the sheet Đơn "
            "vị of so-dieu-hanh.xlsx: those opinions count again.",
        ),
    ),
    "APPRAISAL_UNIT_GONE": Entry(
        WARNING,
        Words(
            "Đơn vị {unit_code} không còn trong sổ điều hành. {found} ý kiến thẩm định đã nhận ({expected}) được giữ "
            "trong hồ sơ nhưng không được tính.",
            "Unit {unit_code} is not in the control workbook any more. {found} opinions on it ({expected}) are kept on "
            "record and do not count.",
        ),
        Words(
            "Nếu nhầm: ghi lại dòng của đơn vị với đúng mã cũ, các ý kiến ấy lại được tính.",
            "If this is not meant, put the unit's line back with its old code: those opinions count again.",
        ),
    ),
    "APPRAISAL_SET_CHANGED": Entry(
        WARNING,
        Words(
            "Đơn vị nay chấm theo bộ tiêu chí khác với bộ trong phiếu thẩm định đã phát hành ({expected}). {found} ý kiến "
            "đã nhận được giữ trong hồ sơ nhưng không được tính.",
            "The unit is scored by another criteria set than the one in the appraisal forms that are out ({expected}). "
            "{found} opinions are kept on record and do not count.",
        ),
        Words(
            "Phát hành lại phiếu thẩm định: cchc appraise … issue.",
            "Issue appraisal forms again: cchc appraise … issue.",
        ),
    ),
    "APPRAISAL_NOT_IN_CHARGE": Entry(
        WARNING,
        Words(
            "Sổ điều hành không còn giao cho {expected} các tiêu chí này. {found} ý kiến đã nhận được giữ trong hồ sơ "
            "nhưng không được tính.",
            "The control workbook does not give these criteria to {expected} any more. {found} opinions are kept on "
            "record and do not count.",
        ),
        Words(
            "Nếu đúng: phát hành phiếu cho cơ quan nay phụ trách bằng cchc appraise … issue. Nếu nhầm: ghi lại như cũ ở "
            "trang Cơ quan phụ trách của so-dieu-hanh.xlsx, các ý kiến ấy lại được tính.",
            "If this is meant, issue forms to who is in charge now: cchc appraise … issue. If not, put it back on the "
            "sheet Cơ quan phụ trách of so-dieu-hanh.xlsx: those opinions count again.",
        ),
    ),
    "APPRAISAL_FORM_IDLE": Entry(
        NOTE,
        Words(
            "Phiếu thẩm định đang ở {expected} có {found} dòng không được tính theo sổ điều hành hiện nay; chưa nhận ý kiến "
            "nào ở các dòng ấy.",
            "Appraisal forms at {expected} have {found} rows that do not count by today's control workbook; nothing has "
            "come back on them.",
        ),
        Words(
            "Báo nơi giữ phiếu không phải làm các dòng ấy. Ghi lại sổ điều hành như cũ thì phiếu lại dùng được.",
            "Tell who has the form to leave those rows. Put the control workbook back, and the form is good again.",
        ),
    ),
    "APPRAISAL_OUTSTANDING": Entry(
        WARNING,
        Words("Còn chờ {expected}: {found} dòng.", "Still waiting for {expected}: {found} rows."),
        Words("Đôn đốc; xem cchc status.", "Remind them; see cchc status."),
    ),
}


CATALOGUE: dict[str, Entry] = {
    **_CRITERIA_SET,
    **_CONTROL,
    **_FILE,
    **_IDENTITY,
    **_FORM,
    **_VALUE,
    **_CRITERIA_WORKBOOK,
    **_SURVEY,
    **_APPRAISAL,
}

"""Findings about the control workbook."""

from __future__ import annotations

from cchc.findings.catalogue.entry import ERROR, NOTE, WARNING, Entry
from cchc.language import Words

_IN_CONTROL = Words(
    "Sửa ô này trong so-dieu-hanh.xlsx, lưu lại rồi chạy lại.",
    "Correct this cell in so-dieu-hanh.xlsx, save and run again.",
)

CONTROL = {
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
    "CONTROL_CELL_UNREADABLE": Entry(
        ERROR,
        Words(
            "Không đọc được giá trị của ô này ({expected}): {found}. Ô lỗi không được coi là để trống.",
            "The value of this cell ({expected}) cannot be read: {found}. A faulty cell does not count as blank.",
        ),
        Words(
            "Gõ lại giá trị đúng vào ô này trong so-dieu-hanh.xlsx, hoặc xóa nội dung ô nếu để trống là đúng; lưu lại rồi "
            "chạy lại.",
            "Type the right value into this cell of so-dieu-hanh.xlsx, or clear the cell where blank is right; save and "
            "run again.",
        ),
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
    "CONTROL_COPY_BESIDE": Entry(
        WARNING,
        Words(
            "Bên cạnh {expected} còn có: {found}. Chương trình chỉ đọc {expected}; nội dung chỉ có ở tệp kia không được "
            "tính.",
            "Beside {expected} there is: {found}. Only {expected} is read; what stands in the other file alone does not "
            "count.",
        ),
        Words(
            "Mở cả hai, ghi nội dung đúng vào {expected}, rồi chuyển tệp kia ra ngoài thư mục của đợt.",
            "Open both, put what is right into {expected}, then move the other file out of the campaign's folder.",
        ),
    ),
    "CONTROL_OPEN": Entry(
        NOTE,
        Words(
            "Sổ điều hành có vẻ đang mở ở một chương trình khác ({found}); nội dung chưa lưu không được đọc.",
            "The control workbook seems to be open in another program ({found}); what is not saved was not read.",
        ),
        Words(
            "Nếu đang sửa: lưu, đóng sổ rồi chạy lại. Nếu không ai mở: xóa tệp đó.",
            "If it is being edited, save and close it and run again. If nobody has it open, delete that file.",
        ),
    ),
    "CONTROL_OTHER_FORMAT": Entry(
        WARNING,
        Words(
            "{expected} được lưu ở định dạng {found}; chương trình đọc được, Excel có thể không mở được tên này.",
            "{expected} is stored as {found}; it was read, but Excel may not open it under this name.",
        ),
        Words(
            "Mở sổ, lưu lại dạng Excel (.xlsx) với tên so-dieu-hanh.xlsx.",
            "Open it and save it as Excel (.xlsx) under the name so-dieu-hanh.xlsx.",
        ),
    ),
}

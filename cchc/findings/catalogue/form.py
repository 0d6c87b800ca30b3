"""Findings about the sheets, rows and locked cells of a returned form."""

from __future__ import annotations

from cchc.findings.catalogue.entry import ERROR, NOTE, WARNING, Entry
from cchc.findings.catalogue.shared import FILL_ISSUED, LOOK_AND_DECIDE
from cchc.language import Words

FORM = {
    "FORM_SHEET_MISSING": Entry(
        ERROR,
        Words("Không thấy trang phiếu “{expected}”.", "The form sheet “{expected}” is not there."),
        FILL_ISSUED,
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
        FILL_ISSUED,
    ),
    "ROW_MISSING": Entry(
        ERROR,
        Words(
            "Không thấy dòng của tiêu chí {criterion_code}.",
            "The line of criterion {criterion_code} is gone.",
        ),
        FILL_ISSUED,
    ),
    "ROW_TWICE": Entry(
        ERROR,
        Words(
            "Tiêu chí {criterion_code} có nhiều dòng: {found}.",
            "Criterion {criterion_code} stands in several rows: {found}.",
        ),
        FILL_ISSUED,
    ),
    "ROWS_MOVED": Entry(
        WARNING,
        Words(
            "{found} dòng không còn ở vị trí phát hành; số liệu đọc theo mã tiêu chí.",
            "{found} rows have left their issued place; figures were read by criterion code.",
        ),
        LOOK_AND_DECIDE,
    ),
    "CODE_ON_OTHER_LINE": Entry(
        ERROR,
        Words(
            "Mã {criterion_code} đứng trước tên “{found}”, phiếu gốc là “{expected}”.",
            "Code {criterion_code} stands before “{found}”, issued as “{expected}”.",
        ),
        FILL_ISSUED,
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
    "RESULT_SHOWN_OTHERWISE": Entry(
        WARNING,
        Words(
            "Ô kết quả lưu {found} nhưng định dạng ô làm hiện “{expected}”.",
            "The result {found} is shown as “{expected}” by the format of its cell.",
        ),
        Words(
            "Kết quả dùng số tính lại; bản in của phiếu hiện khác, đề nghị đơn vị gửi lại phiếu đúng định dạng.",
            "Results use the figure computed again; the printed form shows another, ask for a form in its own formats.",
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

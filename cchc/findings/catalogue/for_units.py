"""What a unit itself does about a finding on its form: for `cchc check` outside a campaign folder."""

from __future__ import annotations

from collections.abc import Mapping

from cchc.findings.catalogue.shared import ASK_UNIT, FILL_ISSUED, LOOK_AND_DECIDE, SEND_EXPORTED, SEND_XLSX
from cchc.language import Words

_NOT_COUNTED = Words(
    "Nội dung này không được tính; xóa đi nếu ghi nhầm.", "It does not count; delete it if it is a mistake."
)
_AS_ISSUED = Words(
    "Kết quả không bị ảnh hưởng; giữ nguyên các ô khóa như phiếu đã phát hành.",
    "Results are not affected; leave locked cells as they were issued.",
)
_WITHOUT_IDENTITY = Words(
    "Nhập vào phiếu đã phát hành cho đơn vị; nếu đúng là phiếu ấy, hỏi cơ quan phát hành.",
    "Fill in the form issued to the unit; if it is that form, ask the authority that issued it.",
)
_CONFIRM = Words("Xem lại ô này cho đúng.", "Look at this cell again.")

FOR_UNITS_BY_REMEDY: Mapping[Words, Words] = {
    ASK_UNIT: Words(
        "Sửa ô này trên phiếu đã phát hành, lưu lại rồi gửi.",
        "Correct this cell in the issued form, save it, then send it.",
    ),
    FILL_ISSUED: Words(
        "Nhập lại vào đúng phiếu đã phát hành cho đơn vị.", "Fill in the very form issued to the unit."
    ),
    SEND_XLSX: Words(
        "Mở phiếu đã phát hành, lưu lại dạng Excel (.xlsx), không đặt mật khẩu.",
        "Open the issued form and save it as Excel (.xlsx) without a password.",
    ),
    SEND_EXPORTED: Words(
        "Xuất hoặc lưu phiếu đã phát hành dạng Excel (.xlsx); nếu phiếu nằm trong tệp nén hay thư, lấy ra trước.",
        "Export or save the issued form as Excel (.xlsx); take it out of an archive or e-mail first.",
    ),
    LOOK_AND_DECIDE: _CONFIRM,
}
"""Replacements for remedies that several codes share."""

FOR_UNITS: Mapping[str, Words] = {
    "FILE_ENCRYPTED": Words(
        "Bỏ mật khẩu mở tệp (Tệp > Thông tin > Bảo vệ sổ làm việc).",
        "Remove the password (File > Info > Protect Workbook).",
    ),
    "FILE_NOT_UNDERSTOOD": Words(
        "Gửi tệp này cho người bảo trì cchc; nhập lại vào phiếu đã phát hành.",
        "Send this file to those who maintain cchc; fill in the issued form once more.",
    ),
    "FILE_OTHER_FORMAT": Words("Lưu phiếu dạng Excel (.xlsx).", "Save the form as Excel (.xlsx)."),
    "FORM_NOT_OURS": _WITHOUT_IDENTITY,
    "FORM_IDENTITIES_DIFFER": _WITHOUT_IDENTITY,
    "MAX_POINTS_EDITED": Words(
        "Kết quả vẫn tính theo điểm tối đa đã ban hành; khôi phục ô này như phiếu đã phát hành.",
        "Results use the declared max points; put this cell back as it was issued.",
    ),
    "LOCKED_TEXT_EDITED": _AS_ISSUED,
    "FORMULA_CHANGED": _AS_ISSUED,
    "FORMULA_OVERWRITTEN": _AS_ISSUED,
    "LOCKED_CELL_FILLED": _NOT_COUNTED,
    "TYPED_OUTSIDE_FORM": _NOT_COUNTED,
    "SURVEY_LEAF_FILLED": _NOT_COUNTED,
    "INDEX_DIFFERS": Words(
        "Kết quả dùng số tính lại; mở phiếu bằng Excel, lưu lại, đối chiếu bản ký giấy.",
        "Results use the figure computed again; open the form in Excel, save it, compare the signed paper.",
    ),
    "CHECK_CODE_DIFFERS": Words(
        "Mở phiếu bằng Excel, lưu lại, đối chiếu với mã in trên bản ký giấy.",
        "Open the form in Excel, save it, compare with the code on the signed paper.",
    ),
    "FORM_HAS_MACROS": Words(
        "Nhập vào phiếu đã phát hành, không có macro.", "Fill in the form as issued, without macros."
    ),
    "FORM_HAS_LINKS": Words(
        "Nhập số trực tiếp, không lấy từ tệp khác.", "Enter the figures themselves, not from other files."
    ),
    "VALUE_IS_FORMULA": Words("Nhập số trực tiếp vào ô này.", "Enter the number itself."),
    "VALUE_READ_FROM_TEXT": Words(
        "Nhập lại ô này bằng số; chỉ số trên bản in có thể chưa gồm ô này.",
        "Enter it again as a number; the printed index may lack this cell.",
    ),
    "CHOICE_READ_LOOSELY": Words("Chọn lại trong danh sách của ô.", "Choose again from the cell's list."),
    "NOT_APPLICABLE_WITH_FIGURES": Words(
        "Tiêu chí được tính là không phát sinh; nếu có phát sinh, bỏ lựa chọn này.",
        "The criterion counts as not applicable; if it applies, take that choice away.",
    ),
    "EVIDENCE_MISSING": Words("Ghi tài liệu kiểm chứng.", "Name the evidence."),
}
"""Replacements for remedies of single codes that are written for an authority's desk."""

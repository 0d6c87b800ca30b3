"""Remedies shared by findings of several subjects."""

from __future__ import annotations

from cchc.language import Words

ASK_UNIT = Words(
    "Đề nghị đơn vị sửa ô này trên phiếu đã phát hành và gửi lại.",
    "Ask the unit to correct this cell in the issued form and to send it again.",
)
SEND_XLSX = Words(
    "Đề nghị đơn vị mở phiếu đã phát hành, lưu lại dạng Excel (.xlsx), không đặt mật khẩu, và gửi lại.",
    "Ask the unit to open the issued form, save it as Excel (.xlsx) without a password and send it again.",
)
SEND_EXPORTED = Words(
    "Nếu là bảng tính của chương trình khác (Numbers, Google Trang tính): mở bằng chương trình ấy, xuất dạng Excel (.xlsx). "
    "Nếu là tệp nén, thư điện tử, thư mục đã giải nén: lấy chính tệp phiếu (.xlsx) ra. Nếu không phải phiếu: đề nghị đơn "
    "vị gửi phiếu đã phát hành dạng Excel (.xlsx).",
    "A spreadsheet of another program (Numbers, Google Sheets): open it there and export it as Excel (.xlsx). An archive, "
    "an e-mail, an unpacked folder: take the form's own file (.xlsx) out. No form at all: ask the unit for the issued form "
    "as Excel (.xlsx).",
)
FILL_ISSUED = Words(
    "Đề nghị đơn vị nhập lại vào đúng phiếu đã phát hành cho mình và gửi lại.",
    "Ask the unit to fill in the very form issued to it and to send that again.",
)
LOOK_AND_DECIDE = Words(
    "Mở tệp, xem ô này, hỏi lại đơn vị nếu chưa rõ.",
    "Open the file, look at this cell, ask the unit where in doubt.",
)
ASK_APPRAISER = Words(
    "Đề nghị người thẩm định sửa ô này trên phiếu đã phát hành, gửi lại; thay tệp trong tham-dinh/nop-ve/.",
    "Ask the appraiser to correct this cell in the issued form; replace the file in tham-dinh/nop-ve/.",
)
FILL_APPRAISAL = Words(
    "Đề nghị nhập lại vào đúng phiếu thẩm định đã phát hành và gửi lại.",
    "Ask for the appraisal form as issued to be filled in and sent again.",
)
EXPORT_APPRAISAL = Words(
    "Nếu là bảng tính của chương trình khác: xuất dạng Excel (.xlsx). Nếu là tệp nén, thư điện tử, thư mục đã giải nén: "
    "lấy chính tệp phiếu thẩm định (.xlsx) ra. Nếu không phải phiếu: đề nghị gửi phiếu thẩm định đã phát hành.",
    "A spreadsheet of another program: export it as Excel (.xlsx). An archive, an e-mail, an unpacked folder: take the "
    "appraisal form (.xlsx) out. No form at all: ask for the appraisal form as issued.",
)

"""Findings about which unit's form a file is, and about the returns of a unit."""

from __future__ import annotations

from cchc.findings.catalogue.entry import ERROR, NOTE, WARNING, Entry
from cchc.findings.catalogue.shared import FILL_ISSUED
from cchc.language import Words

_ATTRIBUTE = Words(
    "Nếu chắc chắn là phiếu của một đơn vị: cchc consolidate … --claim TỆP=ĐƠN-VỊ --reason LÝ-DO; nếu không, trả "
    "lại tệp và đề nghị nhập vào phiếu đã phát hành.",
    "If it is beyond doubt whose form this is: cchc consolidate … --claim FILE=UNIT --reason TEXT; else send the "
    "file back and ask for the issued form to be filled.",
)

IDENTITY = {
    "FORM_NOT_OURS": Entry(
        ERROR,
        Words(
            "Không tìm thấy mã định danh của phiếu.",
            "No identity was found in the form.",
        ),
        _ATTRIBUTE,
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
        FILL_ISSUED,
    ),
    "FORM_IDENTITIES_DIFFER": Entry(
        ERROR,
        Words(
            "Trong tệp có hai mã định danh khác nhau: {found}.",
            "The file carries two different identities: {found}.",
        ),
        _ATTRIBUTE,
    ),
    "FORM_OTHER_CAMPAIGN": Entry(
        ERROR,
        Words(
            "Phiếu của đợt khác: {found} (đợt này: {expected}).",
            "A form of another campaign: {found} (this one: {expected}).",
        ),
        FILL_ISSUED,
    ),
    "FORM_OTHER_SET": Entry(
        ERROR,
        Words(
            "Phiếu lập theo bộ tiêu chí {found}, đợt này dùng {expected}.",
            "The form was made from criteria set {found}, this campaign uses {expected}.",
        ),
        FILL_ISSUED,
    ),
    "FORM_STALE": Entry(
        ERROR,
        Words(
            "Phiếu phát hành lần {found} đã được thay bằng lần {expected}.",
            "Issue {found} of the form was replaced by issue {expected}.",
        ),
        FILL_ISSUED,
    ),
    "FORM_FUTURE": Entry(
        ERROR,
        Words(
            "Phiếu ghi lần phát hành {found}, đợt này mới phát hành lần {expected}.",
            "The form claims issue {found}, this campaign has issued {expected}.",
        ),
        FILL_ISSUED,
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

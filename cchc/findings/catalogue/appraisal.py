"""Findings about the state of an appraisal."""

from __future__ import annotations

from cchc.findings.catalogue.entry import NOTE, WARNING, Entry
from cchc.language import Words

APPRAISAL = {
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

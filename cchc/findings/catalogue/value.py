"""Findings about the values entered in a returned form."""

from __future__ import annotations

from cchc.findings.catalogue.entry import ERROR, WARNING, Entry
from cchc.findings.catalogue.shared import ASK_UNIT, LOOK_AND_DECIDE
from cchc.language import Words

VALUE = {
    "VALUE_NOT_A_NUMBER": Entry(
        ERROR,
        Words("Cần số, đang ghi “{found}”.", "A number is needed, “{found}” stands there."),
        ASK_UNIT,
    ),
    "VALUE_IS_DATE": Entry(
        ERROR,
        Words(
            "Cần số, đang là ngày tháng ({found}); có thể máy tính đã tự đổi.",
            "A number is needed, a date stands there ({found}); the program may have converted it.",
        ),
        ASK_UNIT,
    ),
    "VALUE_IS_ERROR": Entry(
        ERROR,
        Words(
            "Ô đang báo lỗi, hoặc công thức không có kết quả: {found}.",
            "The cell shows an error, or a formula without a result: {found}.",
        ),
        ASK_UNIT,
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
        ASK_UNIT,
    ),
    "VALUE_SHOWN_OTHERWISE": Entry(
        WARNING,
        Words(
            "Ô lưu số {found} nhưng hiện “{expected}”; lấy số {found}.",
            "The cell holds {found} but shows “{expected}”; {found} was taken.",
        ),
        Words(
            "Đề nghị đơn vị xác nhận số đã lấy; bản in hiện khác.",
            "Ask the unit to confirm the number taken; the printed form shows another.",
        ),
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
    "VALUE_NEGATIVE": Entry(ERROR, Words("Số âm ({found}).", "A negative number ({found})."), ASK_UNIT),
    "VALUE_ABOVE_MAX": Entry(
        ERROR,
        Words(
            "Điểm {found} vượt điểm tối đa {expected}.",
            "The score {found} is above the max points {expected}.",
        ),
        ASK_UNIT,
    ),
    "VALUE_OFF_STEP": Entry(
        ERROR,
        Words("Điểm {found} không theo bước {expected}.", "The score {found} is off the step {expected}."),
        ASK_UNIT,
    ),
    "VALUE_NOT_WHOLE": Entry(
        ERROR,
        Words("Cần số nguyên, đang ghi {found}.", "A whole number is needed, {found} stands there."),
        ASK_UNIT,
    ),
    "VALUE_OUT_OF_RANGE": Entry(
        ERROR,
        Words(
            "Số {found} ngoài phạm vi cho phép ({expected}).",
            "The number {found} is out of range ({expected}).",
        ),
        ASK_UNIT,
    ),
    "DONE_ABOVE_TOTAL": Entry(
        ERROR,
        Words(
            "Thực hiện {found} lớn hơn tổng số {expected}.",
            "Done {found} is more than the total {expected}.",
        ),
        ASK_UNIT,
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
        ASK_UNIT,
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
        ASK_UNIT,
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
        LOOK_AND_DECIDE,
    ),
}

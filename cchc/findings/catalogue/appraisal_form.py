"""Findings about the content of a returned appraisal form."""

from __future__ import annotations

from cchc.findings.catalogue.entry import ERROR, NOTE, WARNING, Entry
from cchc.findings.catalogue.shared import ASK_APPRAISER, FILL_APPRAISAL
from cchc.language import Words

_NOT_TAKEN = Words(
    "Điểm không được tính. Xem phân công ở trang “Cơ quan phụ trách” của sổ điều hành.",
    "The score does not count. See who is in charge in the control workbook.",
)

APPRAISAL_FORM = {
    "FORM_OTHER_KIND": Entry(
        ERROR,
        Words(
            "Đây là {found}; ở đây chỉ nhận {expected}.",
            "This is a {found}; only the following is taken here: {expected}.",
        ),
        Words(
            "Phiếu tự đánh giá để ở nop-ve/; phiếu thẩm định, giải trình, Hội đồng để ở tham-dinh/nop-ve/; mẫu điều tra thì "
            "nhập bằng cchc survey … import.",
            "Self-scoring forms belong into nop-ve/; forms of the appraisal into tham-dinh/nop-ve/; survey templates are "
            "imported by cchc survey … import.",
        ),
    ),
    "APPRAISAL_SCORE_NEGATIVE": Entry(
        ERROR,
        Words("Điểm thẩm định âm ({found}).", "The appraised score is negative ({found})."),
        ASK_APPRAISER,
    ),
    "APPRAISAL_SCORE_ABOVE_MAX": Entry(
        ERROR,
        Words(
            "Điểm thẩm định {found} vượt điểm tối đa {expected}.",
            "The appraised score {found} is above the max points {expected}.",
        ),
        ASK_APPRAISER,
    ),
    "APPRAISAL_SCORE_OFF_STEP": Entry(
        ERROR,
        Words(
            "Tiêu chí {criterion_code} không có mức {found} điểm; các mức: {expected}.",
            "Criterion {criterion_code} cannot score {found}; it can score {expected}.",
        ),
        ASK_APPRAISER,
    ),
    "APPRAISAL_CONTRADICTS": Entry(
        ERROR,
        Words(
            "Đã chọn “{expected}” nhưng nhập điểm {found}; cả hai không được tính.",
            "“{expected}” was chosen, yet {found} entered; neither counts.",
        ),
        ASK_APPRAISER,
    ),
    "APPRAISAL_REMARK_ALONE": Entry(
        WARNING,
        Words(
            "Có nhận xét nhưng chưa có điểm: “{found}”. Dòng này chưa được thẩm định.",
            "A remark without a score: “{found}”. The row is not appraised yet.",
        ),
        ASK_APPRAISER,
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
        FILL_APPRAISAL,
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
}

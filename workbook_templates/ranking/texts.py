"""The texts of the ranking workbook outside its tables."""

from __future__ import annotations

from cchc.language import Words

VERDICTS = {
    "accepted": Words("Nhận", "Accepted"),
    "accepted_with_remarks": Words("Nhận, có lưu ý", "Accepted with remarks"),
    "rejected": Words("Không nhận", "Rejected"),
    "skipped": Words("Bỏ qua", "Skipped"),
}
STATUSES = {
    "returned": Words("Đã nộp", "Returned"),
    "incomplete": Words("chưa đủ số liệu", "incomplete"),
    "late": Words("nộp muộn", "late"),
    "missing": Words("Chưa nộp", "Missing"),
    "rejected": Words("Phiếu không nhận được", "Rejected"),
    "special": Words("đơn vị đặc thù, không xếp hạng", "special unit, not ranked"),
}
LEVELS = (
    Words("Lĩnh vực", "Domain"),
    Words("Tiêu chí", "Criterion"),
    Words("Tiêu chí thành phần", "Sub-criterion"),
)
"""The names of lines by level of the tree, from 1; deeper levels have the last name."""

UNRANKED = "–"
NOT_APPLICABLE = "KPS"
WAITING = Words("chờ", "wait")
NOT_HELD = "–"
PROVISIONAL = Words("Số liệu {reasons}.", "Figures are {reasons}.")
STANDS_IN = Words(
    "Điểm điều tra ({source}): {units} đơn vị dùng kết quả năm {year}, năm {due} chưa có.",
    "Survey points ({source}): results of {year} stand in for {units} units, none of {due} yet.",
)
SURVEY_RECORD = Words(
    "Điểm điều tra đã nhập ({source}), năm {year}", "Survey points brought in ({source}), {year}"
)
PROVISIONAL_SHORT = Words("Số liệu tạm tính", "Provisional figures")
PAGE = Words("Trang &P/&N", "Page &P/&N")
BACK = Words("← Về Mục lục", "← Contents")
COUNTED = Words("{what}: {count}", "{what}: {count}")
GO_TO = Words("Mở trang {sheet}", "Open {sheet}")
FINAL = Words("Chính thức", "Final")
NONE = Words("không có", "none")

RULES = Words(
    "So sánh trên {basis}; đánh số khi bằng nhau {numbering}; xếp loại theo chỉ số công bố: {classes}.",
    "Compared on {basis}; equal units numbered {numbering}; classes by published index: {classes}.",
)
BASIS_DISPLAYED = Words("chỉ số đã làm tròn {decimals} chữ số", "the index rounded to {decimals} decimals")
BASIS_EXACT = Words("chỉ số chưa làm tròn", "the unrounded index")
CLASS_FROM = Words("{name} từ {lowest}%", "{name} from {lowest}%")
NO_CLASSES = Words("không quy định", "none")

# Names of sheets: at most 31 characters, some with a number or "Phụ lục III" behind.
CONTENTS = Words("Mục lục", "Contents")
RANKING = Words("Xếp hạng", "Ranking")
STATISTICS = Words("Thống kê", "Statistics")
CHARTS = Words("Biểu đồ", "Charts")
WEAK = Words("Tiêu chí yếu", "Weak criteria")
GAPS = Words("Chênh lệch điểm", "Gaps")
COMPONENTS = Words("Chỉ số thành phần", "Component indices")
CARD = Words("Phiếu đơn vị", "Unit card")
MATRIX = Words("Ma trận điểm", "Score matrix")
CLAIMS = Words("Điểm tự chấm", "Self scores")
BOARD = Words("Bảng nhận phiếu", "Return board")
FINDINGS = Words("Phát hiện", "Findings")
MADE_FROM = Words("Nguồn gốc", "Made from")

CONTENTS_TITLE = Words("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}: SỔ KẾT QUẢ", "PAR INDEX {year}: RESULTS")
RANKING_TITLE = Words("KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}", "PAR INDEX {year}: RANKING")
RANKING_BELOW = Words(
    "Dưới đường kẻ đậm: đơn vị đặc thù và đơn vị chưa có số liệu, không xếp hạng.",
    "Below the thick line: special units and units without figures, not ranked.",
)
STATISTICS_TITLE = Words(
    "THỐNG KÊ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}", "STATISTICS OF THE PAR INDEX {year}"
)
STATISTICS_NOTE = Words(
    "Tính trên các đơn vị được xếp hạng; đơn vị đặc thù và đơn vị chưa có số liệu không tính. Chỉ số tính bằng %.",
    "Ranked units only; special units and units without figures are left out. Indices in %.",
)
ALL_OF_TYPE = Words("Tất cả: {unit_type}", "All: {unit_type}")
UNCLASSED = Words("Chưa xếp loại", "Unclassed")
CHARTS_TITLE = Words("BIỂU ĐỒ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}", "CHARTS OF THE PAR INDEX {year}")
CHARTS_NOTE = Words(
    "Số liệu của các biểu đồ nằm ở các trang Thống kê và Tiêu chí yếu.",
    "The figures behind the charts stand on the sheets Statistics and Weak criteria.",
)
WEAK_TITLE = Words(
    "LĨNH VỰC, TIÊU CHÍ XẾP TỪ YẾU NHẤT NĂM {year}", "DOMAINS AND CRITERIA, WEAKEST FIRST, {year}"
)
WEAK_NOTE = Words(
    "Tỷ lệ đạt = trung bình chỉ số thành phần của các đơn vị được xếp hạng có điểm ở dòng đó. Lọc theo cột Cấp.",
    "Index = mean of the component indices of ranked units with points on the line. Filter by level.",
)
GAPS_TITLE = Words(
    "CHÊNH LỆCH LỚN NHẤT GIỮA TỰ ĐÁNH GIÁ VÀ KẾT QUẢ NĂM {year}",
    "LARGEST GAPS BETWEEN CLAIM AND RESULT, {year}",
)
GAPS_NOTE = Words(
    "{shown} trong {all} chênh lệch, lớn nhất đứng trước; số âm là điểm bị giảm khi thẩm định.",
    "{shown} of {all} gaps, largest first; a negative figure is what appraisal took away.",
)
NO_GAPS = Words(
    "Không có chênh lệch: kết quả của mọi tiêu chí bằng điểm tự đánh giá.",
    "No gaps: every result equals its claim.",
)
COMPONENTS_TITLE = Words(
    "CHỈ SỐ THÀNH PHẦN THEO LĨNH VỰC NĂM {year} (%)", "COMPONENT INDICES BY DOMAIN {year} (%)"
)
COMPONENTS_NOTE = Words(
    "Chỉ số thành phần = 100 × điểm đạt được / điểm tối đa được tính của lĩnh vực. "
    "Màu: cam từ 50% trở xuống, xanh dương gần 100%.",
    "Component index = 100 × achieved / counted max points of the domain. "
    "Colours: orange 50% and below, blue near 100%.",
)
CARD_TITLE = Words("PHIẾU KẾT QUẢ CỦA MỘT ĐƠN VỊ NĂM {year}", "RESULT CARD OF ONE UNIT, {year}")
CARD_NOTE = Words(
    "Bấm vào ô viền đậm, chọn đơn vị trong danh sách thả xuống; mọi số liệu bên dưới đổi theo.",
    "Click the cell with the thick border and pick a unit from its list; all figures below follow.",
)
CARD_CHOOSE = Words("Chọn đơn vị", "Choose a unit")
CARD_UNKNOWN_TITLE = Words("Không có đơn vị này", "No such unit")
CARD_UNKNOWN = Words("Chọn một đơn vị trong danh sách thả xuống.", "Pick a unit from the list.")
CARD_FACTS = {
    "block": Words("Khối", "Block"),
    "rank": Words("Hạng", "Rank"),
    "index": Words("Chỉ số (%)", "Index (%)"),
    "class": Words("Xếp loại", "Class"),
    "status": Words("Tình trạng", "Status"),
}
CARD_WHOLE = Words("Toàn bộ", "Whole")
CARD_CHART = Words(
    "Chỉ số thành phần của đơn vị và bình quân", "Component indices of the unit and on average"
)
CARD_UNIT_SERIES = Words("Đơn vị", "Unit")
CARD_NOT_APPLICABLE = Words("không phát sinh, không tính", "not applicable, not counted")
CARD_NOT_SURVEYED = Words("không khảo sát, không tính", "not surveyed, not counted")
CARD_NOT_HELD = Words("không tổ chức điều tra", "no survey held")
CARD_STANDS_IN = Words("kết quả điều tra năm ", "survey of ")
"""The year is appended."""
CARD_NOT_SCORED = Words("chưa chấm", "not scored")
CARD_WAITING = Words("chờ điểm điều tra", "awaiting survey")
CARD_LOWERED = Words("thẩm định giảm", "lowered by appraisal")
CARD_RAISED = Words("thẩm định tăng", "raised by appraisal")
MATRIX_TITLE = Words("ĐIỂM ĐẠT ĐƯỢC THEO TỪNG TIÊU CHÍ NĂM {year}", "ACHIEVED POINTS BY CRITERION {year}")
MATRIX_NOTE = Words(
    "KPS: không phát sinh hoặc không khảo sát, không tính vào mẫu số. “chờ”: chưa tính điểm điều tra. "
    "Ô trống: chưa chấm. Số 0 in đậm.",
    "KPS: not applicable or not surveyed, out of the denominator. “wait”: no survey points yet. "
    "Empty: not scored. Zeros are bold.",
)
MATRIX_NOTE_NOT_HELD = Words(
    "KPS: không phát sinh, không tính vào mẫu số. “–”: không tổ chức điều tra. Ô trống: chưa chấm. Số 0 in đậm.",
    "KPS: not applicable, out of the denominator. “–”: no survey held. Empty: not scored. Zeros are bold.",
)
MATRIX_NOTE_STANDS_IN = Words(
    "Chữ nghiêng gạch chân: điểm điều tra năm trước dùng thay; năm ghi ở các cột cuối.",
    "Italic underlined: last year's survey stands in; the last columns say its year.",
)
MATRIX_YEAR = Words("Năm điều tra dùng thay: {name}", "Year of the survey that stands in: {name}")
MATRIX_YEAR_CODE = Words("Năm {code}", "Year {code}")
MATRIX_CRITERION = Words("Tiêu chí", "Criterion")
MATRIX_MAX = Words("Điểm tối đa", "Max points")
MATRIX_TOTAL = Words("Tổng", "Total")
MATRIX_COUNTED = Words("Tối đa được tính: {name}", "Counted max points: {name}")
MATRIX_COUNTED_CODE = Words("Tính {code}", "Max {code}")
MATRIX_COUNTED_WHOLE = Words("Tính chung", "Max whole")
CLAIMS_TITLE = Words("ĐIỂM TỰ ĐÁNH GIÁ THEO TỪNG TIÊU CHÍ NĂM {year}", "SELF SCORES BY CRITERION {year}")
CLAIMS_NOTE = Words(
    "Chỉ gồm các dòng đơn vị tự chấm. KPS: không phát sinh. Ô trống nền cam: chưa chấm.",
    "Only what units score themselves. KPS: not applicable. Empty orange cells: not scored.",
)
BOARD_TITLE = Words("BẢNG NHẬN PHIẾU", "RETURN BOARD")
BOARD_NOTE = Words(
    "{units} đơn vị, {files} tệp: {verdicts}. Đối chiếu mã đối chiếu với mã in trên bản ký giấy.",
    "{units} units, {files} files: {verdicts}. Compare each check code with the one on the signed paper.",
)
NO_FILE = Words("(chưa có tệp)", "(no file)")
NOT_RETURNED = Words("Chưa nộp", "Missing")
FINDINGS_TITLE = Words("CÁC PHÁT HIỆN KHI NHẬN PHIẾU", "FINDINGS")
FINDINGS_NOTE = Words(
    "{counts}. Lọc theo cột Mức độ; mỗi dòng nêu chỗ sai và việc cần làm.",
    "{counts}. Filter by severity; each line says what is wrong where, and what to do.",
)
MADE_FROM_TITLE = Words("BẢNG NÀY ĐƯỢC LẬP TỪ", "WHAT THIS WORKBOOK WAS MADE FROM")
MADE_FROM_NOTE = Words(
    "Cùng các tệp và cài đặt dưới đây cho ra đúng sổ này. SHA-256 là dấu vân của tệp: đổi một chữ là đổi dấu.",
    "The files and settings below give exactly this workbook. "
    "SHA-256 is a file's fingerprint: one changed letter changes it.",
)
GROUP_CAMPAIGN = Words("Đợt", "Campaign")
GROUP_SETTINGS = Words("Cài đặt", "Settings")
GROUP_SETS = Words("Bộ tiêu chí", "Criteria set")
GROUP_TOOL = Words("Công cụ", "Tool")
GROUP_INPUT = Words("Tệp đầu vào", "Input file")

MADE_FROM_LABELS = {
    "campaign": Words("Mã và tên đợt", "Campaign"),
    "year": Words("Năm đánh giá", "Year"),
    "day": Words("Ngày tổng hợp", "Consolidated on"),
    "tool": Words("Công cụ", "Tool"),
    "set": Words("Bộ tiêu chí của {unit_type}", "Criteria set of {unit_type}"),
    "units": Words("Số đơn vị", "Units"),
    "files": Words("Số tệp nhận", "Files returned"),
    "sources": Words("Nguồn điểm được tính", "Sources counted"),
    "provisional": Words("Tính chất số liệu", "Standing of the figures"),
    "compare": Words("Cách xếp hạng, xếp loại", "How units are ranked and classed"),
    "findings": Words("Số phát hiện", "Findings"),
    "stands_in": Words("Kết quả điều tra năm trước", "Surveys of last year"),
    "appraisal": Words("Ý kiến thẩm định đã nhận: {count}", "Opinions of the appraisal: {count}"),
    "control": Words("Sổ điều hành của đợt", "Control workbook of the campaign"),
}
"""The subject of a line on the provenance sheet."""

ABOUT = {
    "ranking": Words("{block}: {ranked} đơn vị được xếp hạng", "{block}: {ranked} units ranked"),
    "statistics": Words(
        "Trung bình, trung vị, cao nhất, thấp nhất, số đơn vị theo xếp loại của từng khối",
        "Average, median, highest, lowest and classes of every block",
    ),
    "charts": Words(
        "So sánh các khối, cơ cấu xếp loại, lĩnh vực và tiêu chí yếu nhất",
        "Blocks compared, classes, weakest domains and criteria",
    ),
    "weak": Words("Lĩnh vực, tiêu chí nào các đơn vị mất điểm nhiều nhất", "Where units lose most points"),
    "gaps": Words(
        "Tiêu chí của đơn vị nào có kết quả khác điểm tự đánh giá nhiều nhất",
        "Which claims differ most from their results",
    ),
    "components": Words(
        "Bản đồ nhiệt: chỉ số từng lĩnh vực của từng đơn vị", "Heat map: every unit's index by domain"
    ),
    "card": Words(
        "Chọn một đơn vị để xem toàn bộ điểm của đơn vị đó", "Choose a unit to see all of its scores"
    ),
    "matrix": Words("Điểm từng tiêu chí của mọi đơn vị", "Every unit's points on every line"),
    "claims": Words("Điểm các đơn vị tự chấm", "What units claimed"),
    "board": Words("Tệp nào đã về, kết luận, mã đối chiếu", "Files returned, verdicts, check codes"),
    "findings": Words("Những chỗ sai, thiếu và việc cần làm", "What is wrong or missing, and what to do"),
    "made_from": Words(
        "Tệp đầu vào, bộ tiêu chí, cài đặt, phiên bản công cụ",
        "Inputs, criteria sets, settings, tool version",
    ),
}

CHART_RANKING = Words("Chỉ số CCHC (%): {block}", "PAR index (%): {block}")
CHART_TOP = Words("{count} đơn vị cao nhất", "The {count} highest")
CHART_BOTTOM = Words("{count} đơn vị thấp nhất", "The {count} lowest")
CHART_BLOCKS = Words("Chỉ số CCHC trung bình của các khối (%)", "Average PAR index of the blocks (%)")
CHART_CLASSES = Words("Cơ cấu xếp loại của các khối (số đơn vị)", "Classes by block (units)")
CHART_DOMAINS = Words(
    "Tỷ lệ đạt bình quân theo lĩnh vực (%), từ thấp nhất{suffix}",
    "Average index by domain (%), lowest first{suffix}",
)
CHART_WEAKEST = Words(
    "{count} tiêu chí, tiêu chí thành phần có tỷ lệ đạt thấp nhất (%){suffix}",
    "The {count} weakest scored lines (%){suffix}",
)
CHART_ALT = Words(
    "Biểu đồ thanh: {title}. {low} thấp nhất, {high} cao nhất.",
    "Bar chart: {title}. Lowest {low}, highest {high}.",
)
CHART_ALT_CLASSES = Words("Biểu đồ thanh chồng: {title}.", "Stacked bar chart: {title}.")
CHART_ALT_CARD = Words(
    "Biểu đồ cột: {title}. Số liệu ở bảng lĩnh vực ngay phía trên.",
    "Column chart: {title}. Its figures stand in the table of domains above.",
)

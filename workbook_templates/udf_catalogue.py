"""The functions people use in sheets: names, arguments, descriptions. They are declared only here.

The xlwings functions, the VBA wrappers with their texts in Excel's function wizard, the LibreOffice add-in
and the reference are made from this catalogue. `cchc.core.sheet_functions` computes the results.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc.language import Words

PREFIX = "CCHC"
CATEGORY = "CCHC"

WIZARD_LIMIT = 255
"""The most characters that Excel's function wizard accepts for one description."""


@dataclass(frozen=True)
class Parameter:
    """One argument. `name` (ASCII) is used in code and in Excel's wizard, `label` is the name shown to people."""

    name: str
    label: Words
    help: Words


@dataclass(frozen=True)
class SheetFunction:
    """One function: its `name` in `cchc.core.sheet_functions`, and its texts for people."""

    name: str
    help: Words
    parameters: tuple[Parameter, ...]

    @property
    def excel_name(self) -> str:
        """The name in Excel and in xlwings: CCHC_INDEX."""
        return f"{PREFIX}_{self.name}"

    @property
    def office_name(self) -> str:
        """The name LibreOffice resolves in .xlsx and .ods files: CCHC.INDEX."""
        return f"{PREFIX}.{self.name}"


def _p(name: str, label: tuple[str, str], vi: str, en: str) -> Parameter:
    return Parameter(name, Words(*label), Words(vi, en))


_CODES = _p(
    "codes",
    ("mã tiêu chí", "codes"),
    "Cột mã, dạng văn bản (“1.10”). Được phép có cả dòng lĩnh vực, tiêu chí: chỉ dòng không có dòng con được cộng.",
    "Column of codes as text (“1.10”). Lines with lines below them may be there; only leaves are added up.",
)
_SCORES = _p(
    "scores",
    ("điểm", "scores"),
    "Vùng điểm; ô trống là chưa có điểm, không phải 0.",
    "Scores; a blank is “not scored”, not 0.",
)
_MAX = _p(
    "max_points",
    ("điểm tối đa", "max points"),
    "Vùng điểm tối đa được tính, cùng kích thước với vùng điểm; không phát sinh thì ghi 0.",
    "Counting max points, shaped like the scores; 0 where a line does not count.",
)
_POINTS = _p(
    "points",
    ("điểm đạt", "points"),
    "Cột tổng điểm đạt được của từng đơn vị; ô trống là chưa có số liệu.",
    "Column of points achieved by each unit; blank: no figures.",
)
_POSSIBLE = _p(
    "possible",
    ("điểm tối đa", "possible points"),
    "Tổng điểm tối đa được tính: một cột, hoặc một ô cho mọi đơn vị.",
    "Counting max points: a column, or one cell for all units.",
)
_INDICES = _p(
    "indices",
    ("chỉ số", "indices"),
    "Chỉ số (%) của các đơn vị; ô trống là chưa có.",
    "Indices (%) of units; blank: none yet.",
)
_BLOCKS = _p(
    "blocks",
    ("khối", "blocks"),
    "Cột khối xếp hạng của từng đơn vị; chỉ xếp hạng trong cùng khối. Một khối: ghi một ô.",
    "Ranking block of each unit; one cell where there is one block.",
)
_SPECIAL = _p(
    "special",
    ("đặc thù", "special units"),
    "Cột đánh dấu “x” đơn vị đặc thù (không xếp hạng); không có thì ghi hai dấu nháy kép “”.",
    'Column with "x" for special units, which are not ranked; "" where there are none.',
)
_NAMES = _p(
    "class_names",
    ("tên loại", "class names"),
    "Tên các loại, ví dụ Xuất sắc, Tốt, Khá.",
    "Names of the classes.",
)
_LOWEST = _p(
    "class_from",
    ("từ chỉ số", "lowest index"),
    "Chỉ số thấp nhất của từng loại, từ 0 đến 100: ghi 90, không ghi 90%.",
    "The lowest index of each class, from 0 to 100: 90, not 90%.",
)
_DECIMALS = _p(
    "decimals",
    ("số chữ số thập phân", "decimals"),
    "Số chữ số thập phân khi công bố, như trong sổ điều hành (thường là 2).",
    "Decimals at which indices are published, as in the control workbook (mostly 2).",
)
_COMPARE = _p(
    "compare_on",
    ("so sánh trên", "compare on"),
    "“Số đã làm tròn” hoặc “Số chưa làm tròn”, như trong sổ điều hành.",
    '"displayed" or "unrounded", as in the control workbook.',
)
_NUMBERING = _p(
    "numbering",
    ("đánh số", "numbering"),
    "“1,1,3” hoặc “1,1,2”, như trong sổ điều hành.",
    '"1,1,3" or "1,1,2", as in the control workbook.',
)
_RANK_WANTED = _p(
    "wanted",
    ("hạng cần đạt", "rank wanted"),
    "Hạng cần đạt: một ô, hoặc một cột.",
    "The rank to reach: a cell or a column.",
)
_LEAF = (
    _p(
        "rules",
        ("cách chấm", "rules"),
        "Cột cách chấm, theo cách viết của bộ tiêu chí, ví dụ proportional(from 80%); ô trống: dòng không chấm.",
        "Rules as criteria sets write them; blank: not a scored line.",
    ),
    _p("max_points", ("điểm tối đa", "max points"), "Cột điểm tối đa.", "Column of max points."),
    _p("choice", ("lựa chọn", "choice"), "Cột lựa chọn (Có, Không, …).", "Column of choices."),
    _p("done", ("thực hiện", "done"), "Cột “Thực hiện”.", "Column of counts done."),
    _p("total", ("tổng số", "total"), "Cột “Tổng số”.", "Column of totals."),
    _p(
        "entered",
        ("điểm tự chấm", "score entered"),
        "Cột điểm tự nhập.",
        "Column of scores entered by hand.",
    ),
    _p(
        "not_applicable",
        ("không phát sinh", "not applicable"),
        "“” không được chọn; “exclude” không tính vào điểm tối đa; “full” được điểm tối đa.",
        '"" not allowed; "exclude" out of the max points; "full" full points.',
    ),
)

CATALOGUE = (
    SheetFunction(
        "INDEX",
        Words(
            "Chỉ số (%) = 100 × tổng điểm / tổng điểm tối đa. Ô lỗi làm cả kết quả thành lỗi, không bị coi là trống hay 0.",
            "Index (%) = 100 × scores / max points. An error cell makes the result an error.",
        ),
        (_SCORES, _MAX),
    ),
    SheetFunction(
        "COMPONENTS",
        Words(
            "Chỉ số thành phần (%) của từng mã cần tính, trong một lần gọi. Nhập dạng công thức mảng.",
            "Component indices (%) of all wanted codes in one call. Enter it as an array formula.",
        ),
        (
            _CODES,
            _SCORES,
            _MAX,
            _p(
                "wanted",
                ("mã cần tính", "wanted codes"),
                "Mã lĩnh vực hoặc tiêu chí cần tính.",
                "Codes of domains or criteria.",
            ),
        ),
    ),
    SheetFunction(
        "WHATIF",
        Words(
            "Chỉ số (%) nếu một số tiêu chí thành phần có điểm khác.",
            "The index (%) if given leaves had other scores.",
        ),
        (
            _CODES,
            _SCORES,
            _MAX,
            _p(
                "changed",
                ("mã thay đổi", "changed codes"),
                "Mã các tiêu chí thành phần thay đổi.",
                "Codes of changed leaves.",
            ),
            _p(
                "new_scores",
                ("điểm mới", "new scores"),
                "Điểm giả định của các mã đó; ô trống là bỏ điểm.",
                "Their scores; a blank takes a score away.",
            ),
        ),
    ),
    SheetFunction(
        "SCORE",
        Words(
            "Điểm tự đánh giá của từng dòng theo cách chấm; trống khi số liệu chưa đủ hoặc không hợp lệ.",
            "Self score of every row by its rule; empty while figures are missing or not valid.",
        ),
        _LEAF,
    ),
    SheetFunction(
        "CHECK",
        Words(
            "Số liệu còn thiếu hoặc không hợp lệ của từng dòng, bằng câu chữ; trống khi hợp lệ.",
            "What is missing or out of range in every row, in words; empty where nothing is.",
        ),
        _LEAF,
    ),
    SheetFunction(
        "CLASS",
        Words(
            "Xếp loại theo chỉ số đã làm tròn; trống khi chưa có chỉ số.",
            "The class by the displayed index; empty without an index.",
        ),
        (_INDICES, _NAMES, _LOWEST, _DECIMALS),
    ),
    SheetFunction(
        "RANK",
        Words(
            "Xếp hạng trong từng khối theo quy định của đợt; đơn vị đặc thù và chưa có chỉ số không có hạng.",
            "Rank in each block by the campaign's settings; special units and blanks have none.",
        ),
        (_INDICES, _BLOCKS, _SPECIAL, _DECIMALS, _COMPARE, _NUMBERING),
    ),
    SheetFunction(
        "CLASSGAP",
        Words(
            "Số điểm còn thiếu để đạt một loại; 0 khi đã đạt.",
            "Points missing to reach a class; 0 once reached.",
        ),
        (
            _POINTS,
            _POSSIBLE,
            _p(
                "wanted",
                ("loại cần đạt", "class wanted"),
                "Tên loại cần đạt: một ô, hoặc một cột.",
                "The class to reach: a cell or a column.",
            ),
            _NAMES,
            _LOWEST,
            _DECIMALS,
        ),
    ),
    SheetFunction(
        "CLASSADVICE",
        Words(
            "Còn thiếu bao nhiêu điểm để đạt loại liền trên, bằng câu chữ.",
            "Points missing to the next higher class, in words.",
        ),
        (_POINTS, _POSSIBLE, _NAMES, _LOWEST, _DECIMALS),
    ),
    SheetFunction(
        "RANKGAP",
        Words(
            "Số điểm còn thiếu để đạt một hạng trong khối khi các đơn vị khác giữ nguyên; 0 khi đã đạt.",
            "Points missing to reach a rank in the block while all others stay; 0 once reached.",
        ),
        (_POINTS, _POSSIBLE, _BLOCKS, _SPECIAL, _RANK_WANTED, _DECIMALS, _COMPARE, _NUMBERING),
    ),
    SheetFunction(
        "RANKADVICE",
        Words(
            "Còn thiếu bao nhiêu điểm để đạt một hạng, bằng câu chữ.",
            "Points missing to reach a rank, in words.",
        ),
        (_POINTS, _POSSIBLE, _BLOCKS, _SPECIAL, _RANK_WANTED, _DECIMALS, _COMPARE, _NUMBERING),
    ),
)

BY_NAME = {function.name: function for function in CATALOGUE}

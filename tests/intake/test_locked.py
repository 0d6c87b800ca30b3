"""Locked cells, sheets and headings that are no longer as issued."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cchc.returns.receipt import WITH_REMARKS
from cchc.returns.unit_form import UnitReceipt
from tests.support.findings import recorded
from tests.support.rounds import Round, with_cell

from .leaves import BANDS, LEVELS, NOT_ARISEN, STEPS, SURVEY
from .packages import (
    GUIDE,
    HIDDEN,
    RELATIONS,
    RESULT,
    TYPES,
    WORKBOOK,
    repacked,
    replacing,
    with_parts,
)
from .proof import Found, proves, see, see_refused, touched
from .spoiling import (
    added_below,
    address,
    emptied,
    swapped,
    typed_at,
    with_content,
    with_number,
    with_text,
)

BELOW = 300
"""A row below the form."""


@proves("MAX_POINTS_EDITED")
def test_max_points_edited(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    """Results keep to the declared points."""
    cell = address(issued_round, f"{BANDS}:max")
    outcome = issued_round.take(with_number(clean, cell, 3))
    see(outcome.findings, Found("MAX_POINTS_EDITED", cell, BANDS, "3", "2"))
    assert outcome.verdict == WITH_REMARKS
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (emptied, ""),
        (lambda content, cell: with_text(content, cell, "2"), "2"),
        (lambda content, cell: with_content(content, cell, "<v>#REF!</v>", "e"), "#REF!"),
        (lambda content, cell: with_number(content, cell, 1e308), None),
    ],
)
@proves("MAX_POINTS_EDITED")
def test_max_points_gone(
    issued_round: Round,
    clean: bytes,
    clean_outcome: UnitReceipt,
    spoil: Callable[[bytes, str], bytes],
    found: str | None,
) -> None:
    cell = address(issued_round, f"{BANDS}:max")
    outcome = issued_round.take(spoil(clean, cell))
    shown = recorded(outcome.findings[0]).found if found is None else found
    assert len(shown) < 400
    see(outcome.findings, Found("MAX_POINTS_EDITED", cell, BANDS, shown, "2"))
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize("name", [":max", "1:max", "1.1:max", "3.3.4:max"])
@proves("MAX_POINTS_EDITED")
def test_max_points_of_every_level(issued_round: Round, clean: bytes, name: str) -> None:
    cell = address(issued_round, name)
    outcome = issued_round.take(with_number(clean, cell, 55.5))
    declared = {":max": "100", "1:max": "14", "1.1:max": "3", "3.3.4:max": "1"}[name]
    see(outcome.findings, Found("MAX_POINTS_EDITED", cell, name.partition(":")[0], "55,5", declared))


@pytest.mark.parametrize(
    "name", ["1.1.1:self", "1.1:self", ":self", "1.1.2:check", "1.1.2:share", "3.3.4:self"]
)
@proves("FORMULA_OVERWRITTEN")
def test_a_formula_overwritten(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, name: str
) -> None:
    cell = address(issued_round, name)
    outcome = issued_round.take(with_number(clean, cell, 9.75))
    see(outcome.findings, Found("FORMULA_OVERWRITTEN", cell, name.partition(":")[0], "9.75"))
    assert touched(outcome, clean_outcome) == set()


@proves("FORMULA_OVERWRITTEN")
def test_an_index_written_over_its_formula_is_not_believed(issued_round: Round, clean: bytes) -> None:
    cell = address(issued_round, ":index")
    outcome = issued_round.take(with_number(clean, cell, 99.5))
    see(
        outcome.findings,
        Found("FORMULA_OVERWRITTEN", cell, "", "99.5"),
        Found("INDEX_DIFFERS", cell, "", "99,5000", "100,0000"),
    )


@pytest.mark.parametrize(
    ("name", "issued_as"),
    [
        ("1.1.1:name", "Thời điểm ban hành Kế hoạch CCHC năm của UBND cấp xã"),
        ("1:name", "Công tác chỉ đạo, điều hành cải cách hành chính"),
        (":name", "TỔNG CỘNG"),
        ("3.3.4:note", "Mỗi nội dung đạt"),
    ],
)
@proves("LOCKED_TEXT_EDITED")
def test_a_locked_text_edited(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, name: str, issued_as: str
) -> None:
    cell = address(issued_round, name)
    outcome = issued_round.take(with_text(clean, cell, "Tên khác"))
    expected = recorded(outcome.findings[0]).expected
    see(outcome.findings, Found("LOCKED_TEXT_EDITED", cell, name.partition(":")[0], "Tên khác", expected))
    assert expected.startswith(issued_as)
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize(
    "change", [str.upper, lambda text: text.replace(" ", "  "), lambda text: f" {text} "]
)
def test_blanks_are_no_edit_but_case_is(
    issued_round: Round, clean: bytes, change: Callable[[str], str]
) -> None:
    cell = address(issued_round, "1:name")
    text = change(issued_round.criteria.by_code["1"].name)
    codes = [each.code for each in issued_round.take(with_text(clean, cell, text)).findings]
    assert codes == (["LOCKED_TEXT_EDITED"] if change is str.upper else [])


@pytest.mark.parametrize("role", ["done", "total"])
@proves("LOCKED_CELL_FILLED")
def test_a_closed_cell_filled(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, role: str
) -> None:
    """A leaf scored by choice asks for no counts."""
    cell = address(issued_round, f"{LEVELS}:{role}")
    outcome = issued_round.take(with_number(clean, cell, 12))
    see(outcome.findings, Found("LOCKED_CELL_FILLED", cell, LEVELS, "12"))
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize(
    "name", [f"{STEPS}:achieved", "1:achieved", ":achieved", "1.1:remark", ":code", ":remark"]
)
@proves("LOCKED_CELL_FILLED")
def test_the_column_of_the_board_and_the_sums_stay_empty(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, name: str
) -> None:
    cell = address(issued_round, name)
    outcome = issued_round.take(with_text(clean, cell, "1"))
    see(outcome.findings, Found("LOCKED_CELL_FILLED", cell, name.partition(":")[0], "1"))
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize(
    ("inner", "found"), [("<v>1.5</v>", "1.5"), ("<f>1+0.5</f>", "=1+0.5"), ("<f>1.5</f><v>1.5</v>", "1.5")]
)
@pytest.mark.parametrize("role", ["self", "done", "remark"])
@proves("SURVEY_LEAF_FILLED")
def test_a_survey_decides_and_the_unit_filled_in(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, role: str, inner: str, found: str
) -> None:
    cell = address(issued_round, f"{SURVEY}:{role}")
    outcome = issued_round.take(with_content(clean, cell, inner))
    see(outcome.findings, Found("SURVEY_LEAF_FILLED", cell, SURVEY, found))
    assert touched(outcome, clean_outcome) == set()
    assert outcome.reading is not None and SURVEY not in outcome.reading.claims


@pytest.mark.parametrize("text", ["Đề nghị xem lại mục 1.1", "1", "1.1.1", NOT_ARISEN])
@proves("TYPED_OUTSIDE_FORM")
def test_something_typed_below_the_form(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, text: str
) -> None:
    """Even what looks like a code: the line itself still stands before its name."""
    content = added_below(clean, BELOW, typed_at(("A", text), row=BELOW))
    outcome = issued_round.take(content)
    see(outcome.findings, Found("TYPED_OUTSIDE_FORM", f"A{BELOW}", "", text))
    assert touched(outcome, clean_outcome) == set()


@proves("TYPED_OUTSIDE_FORM")
def test_something_typed_beside_the_form(issued_round: Round, clean: bytes) -> None:
    cell = f"Z{issued_round.cell('1.1.1:code').row + 1}"
    row = issued_round.cell("1.1.1:code").row + 1
    content = with_cell(
        clean,
        address(issued_round, "1.1.1:entered"),
        lambda before: before + typed_at(("Z", "xem lại"), row=row),
    )
    see(issued_round.take(content).findings, Found("TYPED_OUTSIDE_FORM", cell, "", "xem lại"))


@proves("TYPED_OUTSIDE_FORM")
def test_a_formula_outside_that_has_no_result(issued_round: Round, clean: bytes) -> None:
    content = added_below(clean, BELOW, f'<c r="B{BELOW}"><f>1+1</f></c>')
    see(issued_round.take(content).findings, Found("TYPED_OUTSIDE_FORM", f"B{BELOW}", "", "=1+1"))


@proves("TYPED_OUTSIDE_FORM")
def test_a_flood_outside_is_counted(issued_round: Round, clean: bytes) -> None:
    for row in range(BELOW, BELOW + 60):
        clean = added_below(clean, row, typed_at(("B", f"ghi chú {row}"), row=row))
    findings = issued_round.take(clean).findings
    listed = [
        Found("TYPED_OUTSIDE_FORM", f"B{row}", "", f"ghi chú {row}") for row in range(BELOW, BELOW + 50)
    ]
    see(findings, *listed, Found("TYPED_OUTSIDE_FORM", "B350 … B359", "", "+10"))


@pytest.mark.parametrize(("part", "sheet"), [(RESULT, "Kết quả"), (GUIDE, "Hướng dẫn"), (HIDDEN, "_cchc")])
@proves("TYPED_OUTSIDE_FORM")
def test_something_typed_on_another_sheet_of_ours(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, part: str, sheet: str
) -> None:
    content = added_below(clean, BELOW, typed_at(("C", "đơn vị xin giải trình"), row=BELOW), part)
    outcome = issued_round.take(content)
    see(outcome.findings, Found("TYPED_OUTSIDE_FORM", f"C{BELOW}", "", "đơn vị xin giải trình"))
    assert outcome.findings[0].sheet == sheet
    assert touched(outcome, clean_outcome) == set()


def with_sheet(content: bytes, name: str, cells: str) -> bytes:
    """The workbook with one more sheet."""
    sheet = (
        '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/'
        f'spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    edits = {
        WORKBOOK: replacing("</sheets>", f'<sheet name="{name}" sheetId="99" r:id="rId99"/></sheets>'),
        RELATIONS: replacing("</Relationships>", f'<Relationship Id="rId99" Type="{relation}" Target="worksheets/sheet99.xml"/></Relationships>'),
        TYPES: replacing("</Types>", f'<Override PartName="/xl/worksheets/sheet99.xml" ContentType="{kind}"/></Types>'),
    }  # fmt: skip
    return repacked(with_parts(content, edits), add=[("xl/worksheets/sheet99.xml", sheet.encode())])


@pytest.mark.parametrize("cell", ["B2", "XFD1048576"])
@proves("TYPED_OUTSIDE_FORM")
def test_an_extra_sheet(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, cell: str) -> None:
    """However far it reaches: it is only counted, never read by the fast reader."""
    row = cell.lstrip("BXFD")
    content = with_sheet(clean, "Bảng tính thử", f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>')
    outcome = issued_round.take(content)
    see(outcome.findings, Found("TYPED_OUTSIDE_FORM", "", "", "+1"))
    assert outcome.findings[0].sheet == "Bảng tính thử"
    assert touched(outcome, clean_outcome) == set()


def test_an_extra_sheet_without_content_is_no_matter(issued_round: Round, clean: bytes) -> None:
    assert issued_round.take(with_sheet(clean, "Sheet1", "")).findings == ()


@proves("FORM_SHEET_RENAMED")
def test_the_sheet_renamed(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    content = with_parts(clean, {WORKBOOK: replacing('name="Phụ lục III"', 'name="xã Thanh An"')})
    outcome = issued_round.take(content)
    see(outcome.findings, Found("FORM_SHEET_RENAMED", "", "", "xã Thanh An", "Phụ lục III"))
    assert touched(outcome, clean_outcome) == set()


@proves("FORM_SHEET_MISSING")
def test_the_sheet_gone(issued_round: Round, clean: bytes) -> None:
    def gone(part: bytes) -> bytes:
        start = part.index(b"<sheet ")
        return part[:start] + part[part.index(b"/>", start) + 2 :]

    outcome = issued_round.take(with_parts(clean, {WORKBOOK: gone}))
    see_refused(outcome, Found("FORM_SHEET_MISSING", "", "", "", "Phụ lục III"))
    assert outcome.unit_code == issued_round.units[0]


@proves("FORM_COLUMNS_MOVED")
def test_a_heading_edited(issued_round: Round, clean: bytes) -> None:
    outcome = issued_round.take(with_text(clean, "J9", "Minh chứng"))
    see_refused(
        outcome, Found("FORM_COLUMNS_MOVED", "J9", "", "Minh chứng", "Giải trình và tài liệu kiểm chứng")
    )


@proves("FORM_COLUMNS_MOVED")
def test_two_columns_exchanged(issued_round: Round, clean: bytes) -> None:
    """ "Thực hiện" and "Tổng số" under each other's heading would turn every rate upside down."""
    outcome = issued_round.take(swapped(clean, "E9", "F9"))
    see_refused(outcome, Found("FORM_COLUMNS_MOVED", "E9", "", "Tổng số", "Thực hiện"))

"""What an issued form is: locked where the plan says so, marked in several places, always the same."""

from __future__ import annotations

import io
import re
import zipfile
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc.identity import TOKEN, BadToken, read_token, verify
from consolidator.reading.raw import RawWorkbook
from generator.lock import campaign_lock, sheet_password
from tests.support.rounds import Round, full_values
from workbook_templates.cell_plan import Computed
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form.plan import unit_form_plan
from workbook_templates.unit_form.slots import slots_now


@pytest.fixture(scope="module")
def form(issued_round: Round) -> bytes:
    return issued_round.form()


@pytest.fixture(scope="module")
def workbook(form: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(form))


def unlocked(sheet: Worksheet) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}


def plans(issued_round: Round) -> tuple[SheetPlan, ...]:
    return unit_form_plan(issued_round.criteria).sheets


def test_unlocked_are_exactly_the_inputs_of_the_plan(
    issued_round: Round, workbook: openpyxl.Workbook
) -> None:
    for plan in plans(issued_round):
        assert unlocked(workbook[plan.name]) == {cell.address for cell in plan.inputs}
    assert len(issued_round.sheet.inputs) > 150


def test_inputs_are_what_each_rule_asks_for(issued_round: Round) -> None:
    """No input on a survey leaf or a sum; a choice, the counts or a score elsewhere, and a remark."""
    inputs = {cell.name for cell in issued_round.sheet.inputs}
    for scored in issued_round.criteria.leaves:
        asked = {"remark", *scored.figures, *(["choice"] if scored.choices else [])}
        expected = {f"{scored.code}:{role}" for role in asked} if scored.by_unit else set()
        assert {name for name in inputs if name.startswith(f"{scored.code}:")} == expected
    leaves = {scored.code for scored in issued_round.criteria.leaves}
    assert {name.rpartition(":")[0] for name in inputs} <= leaves


def test_every_sheet_and_the_structure_are_locked_with_sha512(issued_round: Round, form: bytes) -> None:
    lock = campaign_lock(issued_round.opened.sealer)
    with zipfile.ZipFile(io.BytesIO(form)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in sheets:
            text = package.read(name).decode()
            assert text.count("<sheetProtection ") == 1
            assert f'algorithmName="SHA-512" hashValue="{lock.digest}"' in text
        assert 'lockStructure="1"' in package.read("xl/workbook.xml").decode()
    assert len(sheets) == 5


def test_the_password_stands_in_no_form(issued_round: Round, form: bytes) -> None:
    password = sheet_password(issued_round.opened.sealer).encode()
    with zipfile.ZipFile(io.BytesIO(form)) as package:
        assert not [name for name in package.namelist() if password in package.read(name)]


def test_the_same_unit_gives_the_same_bytes(issued_round: Round, form: bytes) -> None:
    assert issued_round.form() == form


def test_issued_forms_differ_only_in_the_slots(issued_round: Round, form: bytes) -> None:
    """Two units' packages differ in texts and identity alone: no cell of the table changes."""
    other = issued_round.form(unit=issued_round.units[1])
    with zipfile.ZipFile(io.BytesIO(form)) as one, zipfile.ZipFile(io.BytesIO(other)) as two:
        assert one.namelist() == two.namelist()
        differing = {name for name in one.namelist() if one.read(name) != two.read(name)}
    assert differing == {
        "docProps/core.xml",
        "docProps/custom.xml",
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
    }


def test_the_identity_stands_in_four_places_and_verifies(issued_round: Round, form: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(form)) as package:
        raw = RawWorkbook(package)
        cell = {text for text in raw.texts if TOKEN.fullmatch(text)}
        texts = dict(raw.property_texts())
        custom = "".join(texts[name] for name in sorted(texts) if name.startswith("CCHC "))
        name = re.sub(r'^="|"&"|"$', "", raw.defined_names["CCHC_MA_PHIEU"].lstrip("="))
    assert cell == {texts["keywords"]} == {custom} == {name.strip('"')}
    identity = verify(custom, issued_round.opened.sealer.public_key)
    assert (identity.campaign, identity.unit, identity.issue) == ("HON-QUAN-2023", "25327", 1)


def test_a_token_with_one_letter_changed_does_not_verify(issued_round: Round) -> None:
    token = slots_now(issued_round.opened, "25327", 1).token
    prefix, payload, signature = token.split(".")
    forged = ".".join(
        (prefix, payload[:-2] + ("A" if payload[-2] != "A" else "B") + payload[-1], signature)
    )
    with pytest.raises(BadToken):
        verify(forged, issued_round.opened.sealer.public_key)
    assert read_token(token).unit == "25327"


def test_official_look_and_print_setup(issued_round: Round, workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Phụ lục III"]
    assert sheet["A1"].value == "UBND HUYỆN HỚN QUẢN"
    assert (sheet["A2"].value, sheet["A2"].font.b) == ("UBND XÃ THANH AN", True)
    assert sheet["E1"].value == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert sheet["E2"].value == "Độc lập - Tự do - Hạnh phúc"
    headings = [sheet.cell(9, column).value for column in range(1, 11)]
    assert headings == [
        "STT",
        "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
        "Điểm tối đa",
        "Lựa chọn",
        "Thực hiện",
        "Tổng số",
        "Điểm tự đánh giá",
        "Điểm đạt được",
        "Ghi chú",
        "Giải trình và tài liệu kiểm chứng",
    ]
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.print_title_rows == "$9:$10"
    assert sheet.page_setup.fitToHeight == 0
    texts = {cell.value for row in sheet.iter_rows(min_row=130) for cell in row if cell.value}
    assert {"NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ", "MÃ ĐỐI CHIẾU"} <= texts
    assert {cell.font.name for row in sheet.iter_rows(max_row=20) for cell in row} == {"Times New Roman"}


def test_survey_leaves_print_their_source(issued_round: Round, workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Phụ lục III"]
    note = sheet[issued_round.cell("5.5.1:note").address].value
    assert note == "Điều tra xã hội học (nhận xét, đánh giá của các phòng chuyên môn huyện)"
    sipas = sheet[issued_round.cell("8.1.1:note").address].value
    assert sipas == "Điều tra xã hội học (khảo sát SIPAS do Sở Nội vụ chủ trì)"


def test_validations_cover_every_input_but_remarks(
    issued_round: Round, workbook: openpyxl.Workbook
) -> None:
    sheet = workbook["Phụ lục III"]
    covered = {str(cell) for each in sheet.data_validations.dataValidation for cell in each.sqref.ranges}
    expected = {cell.address for cell in issued_round.sheet.inputs if cell.role != "remark"}
    assert covered == expected
    for each in sheet.data_validations.dataValidation:
        assert each.error is not None and each.promptTitle is not None
        assert len(each.promptTitle) <= 32
        assert len(each.prompt or "") <= 255


def test_choice_lists_hold_exactly_the_labels(issued_round: Round, workbook: openpyxl.Workbook) -> None:
    """The list behind each choice cell, by its defined name, is the labels of its rule."""
    sheet = workbook["Phụ lục III"]
    for each in sheet.data_validations.dataValidation:
        if each.type != "list":
            continue
        target = workbook.defined_names[each.formula1].attr_text
        place = target.partition("!")[2].replace("$", "")
        labels = [cell.value for (cell,) in workbook["_cchc"][place]]
        address = str(next(iter(each.sqref.ranges)))
        code = next(cell.code for cell in issued_round.sheet.inputs if cell.address == address)
        assert tuple(labels) == issued_round.criteria.leaf_by_code[code].choices


def test_cached_values_of_a_blank_form_are_blank_not_zero(issued_round: Round, form: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(form), data_only=True)["Phụ lục III"]
    for cell in issued_round.sheet.cells:
        if isinstance(cell.content, Computed) and cell.role in ("self", "index"):
            assert sheet[cell.address].value in (None, ""), cell.name
    assert sheet["A8"].value == "Đã nhập xong 0/71 tiêu chí tự chấm điểm"


def test_a_full_form_says_so(issued_round: Round) -> None:
    content = issued_round.form(full_values(issued_round.criteria))
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Phụ lục III"]
    assert sheet["A8"].value == "Đã nhập xong 71/71 tiêu chí tự chấm điểm"
    assert sheet[issued_round.cell(":self").address].value == 79
    assert sheet[issued_round.cell(":index").address].value == 100
    checks = {
        sheet[issued_round.cell(f"{scored.code}:check").address].value
        for scored in issued_round.criteria.leaves
        if scored.by_unit
    }
    assert checks == {"Hợp lệ"}


@pytest.mark.parametrize(
    ("code", "typed", "message"),
    [
        ("1.1.2", {"done": Fraction(5)}, "Chưa đủ hai số liệu"),
        ("1.1.2", {"done": Fraction(9), "total": Fraction(8)}, "Thực hiện lớn hơn tổng số"),
        ("1.1.2", {"done": Fraction(0), "total": Fraction(0)}, "Tổng số phải lớn hơn 0"),
        ("1.1.2", {"done": Fraction(-1), "total": Fraction(8)}, "Số không được âm"),
        ("1.1.2", {"done": Fraction(8), "total": Fraction(8)}, "Chưa ghi tài liệu kiểm chứng"),
        ("1.1.2", {"done": Fraction(0), "total": Fraction(8)}, "Hợp lệ"),
        ("1.2", {"done": Fraction(4), "total": Fraction(4)}, "Chưa chọn Có hoặc Không"),
        ("1.1.1", {"choice": "Ban hành đúng"}, "Lựa chọn không có trong danh sách"),
        ("3.3.4", {"score": Fraction(2)}, "Vượt điểm tối đa 1"),
        ("3.3.4", {"score": Fraction("0.3")}, "Không đúng bước 0,25"),
        ("3.3.4", {"score": "một điểm"}, "Phải nhập số (đang là chữ)"),
        ("1.1.2", {"done": "5", "total": Fraction(8)}, "Phải nhập số (đang là chữ)"),
        ("1.1.2", {"done": Fraction(5), "total": "8"}, "Phải nhập số (đang là chữ)"),
        ("1.1.2", {"total": "8"}, "Phải nhập số (đang là chữ)"),
        ("1.2", {"done": "4", "total": "4"}, "Phải nhập số (đang là chữ)"),
        ("1.3.2", {"choice": "Không phát sinh"}, "Không phát sinh"),
        (
            "1.3.2",
            {"choice": "Không phát sinh", "done": Fraction(1)},
            "Đã chọn “Không phát sinh”: xóa số liệu",
        ),
        ("1.3.2", {}, "Chưa nhập"),
        ("8.3", {"done": Fraction(110), "total": Fraction(100), "remark": "QĐ 1"}, "Hợp lệ"),
    ],
)
def test_the_form_tells_the_clerk_what_is_wrong(
    issued_round: Round, code: str, typed: dict[str, Fraction | str], message: str
) -> None:
    """The column "Kiểm tra" while filling in, one message at a time."""
    content = issued_round.form({f"{code}:{role}": value for role, value in typed.items()})
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Phụ lục III"]
    assert sheet[issued_round.cell(f"{code}:check").address].value == message

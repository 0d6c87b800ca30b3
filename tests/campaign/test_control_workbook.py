"""The control workbook: what a clerk can get wrong in it is named by sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from cchc.errors import BrokenInput, CchcError
from cchc.findings.catalogue import CATALOGUE
from consolidator.control import read_control
from generator.control_workbook import control_workbook
from macros_py.steps.campaign import open_campaign
from macros_py.steps.generate import issue_forms
from tests.intake.packages import STYLES, renamed, repacked
from tests.intake.test_container import with_password
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded
from tests.support.rounds import start_round
from workbook_templates.library import preset

Spoil = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "so-dieu-hanh.xlsx"
    file.write_bytes(control_workbook(preset("hon-quan-2023").tables))
    return file


def spoiled(path: Path, spoil: Spoil) -> list[tuple[str, str, str]]:
    """(code, sheet, cell) of what is found after somebody edited the workbook."""
    workbook = openpyxl.load_workbook(path)
    spoil(workbook)
    workbook.save(path)
    with pytest.raises(BrokenInput) as broken:
        read_control(path)
    assert all(recorded(each).remedy and recorded(each).message for each in broken.value.findings)
    return [(each.code, each.sheet, each.cell) for each in broken.value.findings]


def put(sheet: str, cell: str, value: str | float | None) -> Spoil:
    def spoil(workbook: openpyxl.Workbook) -> None:
        workbook[sheet][cell] = value

    return spoil


def drop(sheet: str) -> Spoil:
    def spoil(workbook: openpyxl.Workbook) -> None:
        del workbook[sheet]

    return spoil


def empty(sheet: str) -> Spoil:
    def spoil(workbook: openpyxl.Workbook) -> None:
        for row in workbook[sheet].iter_rows(min_row=4):
            for cell in row:
                cell.value = None

    return spoil


def alike(workbook: openpyxl.Workbook) -> None:
    workbook["Đơn vị"]["A4"], workbook["Đơn vị"]["A5"] = "TAN-HUNG", "TAN.HUNG"


def test_the_preset_reads_back(path: Path) -> None:
    campaign = read_control(path)
    assert (campaign.id, campaign.year, len(campaign.units)) == ("HON-QUAN-2023", 2023, 13)
    assert campaign.unit_types[0].due == date(2023, 12, 4)
    assert campaign.ranking.numbering == "1,1,3"
    assert [each.name for each in campaign.classes] == ["Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"]


def test_dates_may_be_typed_either_way(path: Path) -> None:
    """A real date, or day/month/year as text: both are the same day."""
    for typed in ("05/12/2023", "5.12.2023", datetime(2023, 12, 5)):
        workbook = openpyxl.load_workbook(path)
        workbook["Loại đơn vị"]["D4"] = typed
        workbook.save(path)
        assert read_control(path).unit_types[0].due == date(2023, 12, 5)


def test_a_unit_added_at_the_end_is_read(path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    values = ("99", "UBND xã Mới", "commune", None, "HON-QUAN", "xa-hon-quan", "x", "0271 3 000 000")
    for column, value in enumerate(values, start=1):
        workbook["Đơn vị"].cell(20, column, value)
    workbook.save(path)
    unit = read_control(path).unit_by_code["99"]
    assert unit.special
    assert unit.contact == "0271 3 000 000"


def shown_as_percent(sheet: str, cell: str, value: float) -> Spoil:
    """What Excel makes of "90%" typed into a cell: 0.9, shown as a percentage."""

    def spoil(workbook: openpyxl.Workbook) -> None:
        workbook[sheet][cell].value, workbook[sheet][cell].number_format = value, "0%"

    return spoil


def fractions(workbook: openpyxl.Workbook) -> None:
    for row in range(4, 9):
        workbook["Xếp loại"].cell(row, 2).value = (9 - row) / 10


CASES = [
    ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B4", put("Xếp loại", "B4", 190)),
    ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B8", put("Xếp loại", "B8", -5)),
    ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B4", shown_as_percent("Xếp loại", "B4", 0.9)),
    ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B7", shown_as_percent("Xếp loại", "B7", 0.5)),
    ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B4", put("Xếp loại", "B4", 0.9)),
    ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B7", put("Xếp loại", "B7", 0.5)),
    ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B5", put("Xếp loại", "B5", 95)),
    ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B5", put("Xếp loại", "B5", "90,0")),
    ("CONTROL_DUPLICATE", "Xếp loại", "B5", put("Xếp loại", "B5", 90)),
    ("CONTROL_VALUE_MALFORMED", "Đợt", "B6", shown_as_percent("Đợt", "B6", 2023)),
    ("CONTROL_VALUE_MALFORMED", "Đợt", "B8", shown_as_percent("Đợt", "B8", 2)),
    ("CONTROL_VALUE_MALFORMED", "Đợt", "B11", shown_as_percent("Đợt", "B11", 5)),
    ("CONTROL_VALUE_MALFORMED", "Đơn vị", "A4", shown_as_percent("Đơn vị", "A4", 25327)),
    ("CONTROL_VALUE_MALFORMED", "Loại đơn vị", "D4", shown_as_percent("Loại đơn vị", "D4", 45264)),
    ("CONTROL_VALUE_MALFORMED", "Cơ quan phụ trách", "E4", shown_as_percent("Cơ quan phụ trách", "E4", 3)),
    ("CONTROL_SHEET_MISSING", "Khối", "", drop("Khối")),
    ("CONTROL_COLUMN_MISSING", "Đơn vị", "", put("Đơn vị", "B3", "Tên")),
    ("CONTROL_COLUMN_MISSING", "Đợt", "", put("Đợt", "A5", "Tiêu đề")),
    ("CONTROL_VALUE_MISSING", "Đơn vị", "B5", put("Đơn vị", "B5", None)),
    ("CONTROL_VALUE_MISSING", "Đợt", "B4", put("Đợt", "B4", "  ")),
    ("CONTROL_VALUE_MALFORMED", "Loại đơn vị", "D4", put("Loại đơn vị", "D4", "cuối tháng 11")),
    ("CONTROL_VALUE_MALFORMED", "Loại đơn vị", "D4", put("Loại đơn vị", "D4", "31/11/2023")),
    ("CONTROL_VALUE_MALFORMED", "Đợt", "B6", put("Đợt", "B6", "hai nghìn")),
    ("CONTROL_VALUE_MALFORMED", "Đợt", "B6", put("Đợt", "B6", 23)),
    ("CONTROL_VALUE_MALFORMED", "Đợt", "B8", put("Đợt", "B8", 2.5)),
    ("CONTROL_VALUE_MALFORMED", "Đợt", "B9", put("Đợt", "B9", "Số đẹp")),
    ("CONTROL_VALUE_MALFORMED", "Đơn vị", "A4", put("Đơn vị", "A4", "xã 1")),
    ("CONTROL_VALUE_MALFORMED", "Đơn vị", "G4", put("Đơn vị", "G4", "có")),
    ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B5", put("Xếp loại", "B5", "tám mươi")),
    ("CONTROL_VALUE_MALFORMED", "Cơ quan phụ trách", "E4", put("Cơ quan phụ trách", "E4", 3.1)),
    ("CONTROL_VALUE_MALFORMED", "Cơ quan phụ trách", "E5", put("Cơ quan phụ trách", "E5", "lĩnh vực 3")),
    ("CONTROL_VALUE_MALFORMED", "Ngày nghỉ", "A4", put("Ngày nghỉ", "A4", "Tết")),
    ("CONTROL_VALUE_MALFORMED", "Đợt", "B11", put("Đợt", "B11", 0)),
    ("CONTROL_REFERENCE_UNKNOWN", "Đơn vị", "D4", put("Đơn vị", "D4", "khong-co")),
    ("CONTROL_REFERENCE_UNKNOWN", "Cơ quan phụ trách", "A4", put("Cơ quan phụ trách", "A4", "LOC-NINH")),
    ("CONTROL_REFERENCE_UNKNOWN", "Đơn vị", "F4", put("Đơn vị", "F4", "khoi-la")),
    ("CONTROL_REFERENCE_UNKNOWN", "Đơn vị", "C6", put("Đơn vị", "C6", "ward")),
    ("CONTROL_DUPLICATE", "Đơn vị", "A5", put("Đơn vị", "A5", "25327")),
    ("CONTROL_DUPLICATE", "Xếp loại", "A5", put("Xếp loại", "A5", "xuất sắc")),
    ("CONTROL_CODES_ALIKE", "Đơn vị", "A5", alike),
    ("CONTROL_VALUE_MALFORMED", "Đợt", "B15", put("Đợt", "B15", "Hà Nội")),
    ("CONTROL_EMPTY", "Đơn vị", "", empty("Đơn vị")),
]


@pytest.mark.parametrize(("code", "sheet", "cell", "spoil"), CASES)
def test_a_clerks_mistake_is_named(path: Path, code: str, sheet: str, cell: str, spoil: Spoil) -> None:
    assert spoiled(path, spoil) == [(code, sheet, cell)]


def test_all_mistakes_at_once(path: Path) -> None:
    def spoil(workbook: openpyxl.Workbook) -> None:
        put("Đơn vị", "B5", None)(workbook)
        put("Đợt", "B6", "?")(workbook)
        put("Sổ nhận", "A4", "00000")(workbook)
        put("Sổ nhận", "B4", "hôm qua")(workbook)

    assert sorted(spoiled(path, spoil)) == [
        ("CONTROL_REFERENCE_UNKNOWN", "Sổ nhận", "A4"),
        ("CONTROL_VALUE_MALFORMED", "Sổ nhận", "B4"),
        ("CONTROL_VALUE_MALFORMED", "Đợt", "B6"),
        ("CONTROL_VALUE_MISSING", "Đơn vị", "B5"),
    ]


def test_a_criteria_set_that_is_not_there(tmp_path: Path) -> None:
    round_ = start_round(tmp_path / "dot", units=1)
    folder = round_.opened.folder
    (folder.criteria / "vinh-long-1877-2023-phu-luc-iii").rename(folder.criteria / "khac")
    with pytest.raises(BrokenInput) as broken:
        open_campaign(round_.root)
    assert [each.code for each in broken.value.findings] == ["CONTROL_CRITERIA_MISSING"]


def opened_after(root: Path, spoil: Spoil) -> list[tuple[str, str, str, str]]:
    """(code, sheet, cell, found) of what stops a campaign whose control workbook somebody edited."""
    path = root / "so-dieu-hanh.xlsx"
    workbook = openpyxl.load_workbook(path)
    spoil(workbook)
    workbook.save(path)
    with pytest.raises(BrokenInput) as broken:
        open_campaign(root)
    return [(each.code, each.sheet, each.cell, recorded(each).found) for each in broken.value.findings]


def test_an_agency_of_a_criterion_that_is_not_there(tmp_path: Path) -> None:
    """Domain 9 is in no criteria set of the campaign: the cell that names it is said."""
    root = start_round(tmp_path / "dot", units=1).root
    assert opened_after(root, put("Cơ quan phụ trách", "E4", "1; 9.1")) == [
        ("CONTROL_CRITERION_UNKNOWN", "Cơ quan phụ trách", "E4", "9.1")
    ]


def test_criteria_nobody_appraises_are_a_remark(tmp_path: Path) -> None:
    """Without Phòng Tư pháp its eight criteria have no agency; the campaign opens all the same."""
    root = start_round(tmp_path / "dot", units=1).root
    workbook = openpyxl.load_workbook(root / "so-dieu-hanh.xlsx")
    sheet = workbook["Cơ quan phụ trách"]
    row = next(row for row in range(4, 20) if sheet.cell(row, 2).value == "PTP")
    for column in range(1, 7):
        sheet.cell(row, column).value = None
    workbook.save(root / "so-dieu-hanh.xlsx")
    remarks = open_campaign(root).remarks
    assert [(each.code, each.severity, recorded(each).expected) for each in remarks] == [
        ("CONTROL_AGENCY_MISSING", "warning", "HON-QUAN, commune")
    ]
    assert recorded(remarks[0]).found == "2.1.1, 2.1.2, 2.2.1, 2.2.2, 2.3.1, 2.3.2, 2.3.3, 7.2.4"


def test_a_deadline_moved_after_issue_is_said_once(tmp_path: Path) -> None:
    """All three forms print the old day: one remark, and what returns is compared with what was issued."""
    round_ = start_round(tmp_path / "dot")
    workbook = openpyxl.load_workbook(round_.root / "so-dieu-hanh.xlsx")
    workbook["Loại đơn vị"]["D4"] = date(2023, 12, 5)
    workbook.save(round_.root / "so-dieu-hanh.xlsx")
    issued = {path: path.read_bytes() for path in (round_.root / "phat-hanh").rglob("*.xlsx")}
    report = issue_forms(round_.root)
    assert [(each.code, recorded(each).found, recorded(each).expected) for each in report.findings] == [
        ("CONTROL_CHANGED_AFTER_ISSUE", "05/12/2023", "04/12/2023")
    ]
    assert {path: path.read_bytes() for path in issued} == issued
    round_.put("phieu.xlsx", next(iter(issued.values())))
    done = round_.consolidate()
    codes = [each.code for each in done.findings if each.severity != "error"]
    assert codes.count("CONTROL_CHANGED_AFTER_ISSUE") == 1
    assert "LOCKED_TEXT_EDITED" not in codes


def test_a_form_issued_again_prints_the_new_text(tmp_path: Path) -> None:
    """The unit that is named gets issue 2 under its new name; the file of issue 1 is gone."""
    round_ = start_round(tmp_path / "dot")
    workbook = openpyxl.load_workbook(round_.root / "so-dieu-hanh.xlsx")
    workbook["Đơn vị"]["B4"] = "UBND xã Thanh Bình Mới"
    workbook.save(round_.root / "so-dieu-hanh.xlsx")
    report = issue_forms(round_.root, reissue=True, only=["25327"])
    assert report.reissued == 1
    assert not report.findings
    manifest = open_campaign(round_.root).folder.read_manifest()
    assert manifest["25327"].issue == 2
    assert manifest["25330"].issue == 1
    names = sorted(path.name for path in (round_.root / "phat-hanh").rglob("25327-*.xlsx"))
    assert names == ["25327-ubnd-xa-thanh-binh-moi.xlsx"]


def test_a_changed_criteria_set_scores_nothing(tmp_path: Path) -> None:
    """Forms are out from the old set: neither issuing nor consolidating goes on, and both say the way."""
    round_ = start_round(tmp_path / "dot")
    folder = round_.opened.folder
    lines = folder.criteria / "vinh-long-1877-2023-phu-luc-iii" / "criteria.csv"
    lines.write_bytes(
        lines.read_bytes().replace("Cải cách thể chế".encode(), "Cải cách thể chế năm".encode(), 1)
    )
    for run in (lambda: issue_forms(round_.root), round_.consolidate):
        with pytest.raises(
            CchcError, match=r"\.cchc/bo-tieu-chi/vinh-long-1877-2023-phu-luc-iii-[0-9a-f]{12}"
        ):
            run()
    frozen = next((folder.private / "bo-tieu-chi").iterdir())
    lines.write_bytes((frozen / "criteria.csv").read_bytes())
    round_.consolidate()


def test_another_campaign_code_after_issue_is_refused(tmp_path: Path) -> None:
    """Every form out there would become a stranger's: the old code is asked back."""
    round_ = start_round(tmp_path / "dot", units=1)
    workbook = openpyxl.load_workbook(round_.root / "so-dieu-hanh.xlsx")
    workbook["Đợt"]["B4"] = "HON-QUAN-2024"
    workbook.save(round_.root / "so-dieu-hanh.xlsx")
    with pytest.raises(CchcError, match="HON-QUAN-2023"):
        round_.consolidate()


@pytest.mark.parametrize("value", [0.9, "90%"])
def test_a_limit_with_a_percent_sign_is_named_as_it_is_shown(path: Path, value: float | str) -> None:
    workbook = openpyxl.load_workbook(path)
    workbook["Xếp loại"]["B4"].value, workbook["Xếp loại"]["B4"].number_format = value, "0%"
    workbook.save(path)
    with pytest.raises(BrokenInput) as broken:
        read_control(path)
    (found,) = broken.value.findings
    assert (found.cell, recorded(found).found) == ("B4", "90%")
    assert "ghi 90, không ghi 90%" in recorded(found).message


SHOWN_AS_STORED = [
    ("Xếp loại", "B4", 90, "0.00"), ("Xếp loại", "B4", 90, "#,##0"), ("Đợt", "B8", 2, "00"), ("Đợt", "B11", 5, '0" ngày"'),
    ("Đơn vị", "A4", 25327, "0.00"), ("Đơn vị", "A4", 25327, "@"),
    ("Đơn vị", "A4", 25327, "#,##0"),
]  # fmt: skip
MISSHOWN = [
    ("Xếp loại", "B4", 90000, "0,", "90000 (ô hiện “90”)"),
    ("Xếp loại", "B4", 9, '0"0"', "9 (ô hiện “90”)"),
    ("Xếp loại", "B4", 89.6, "0", "89,6 (ô hiện “90”)"),
    ("Xếp loại", "B4", 89.996, "0.00", "89,996 (ô hiện “90,00”)"),
    ("Xếp loại", "B4", 90.26, "# ?/?", "90,26 (ô hiện “90 1/4”)"),
    ("Xếp loại", "B4", 0.9, "0%%", "0,9 (ô hiện “9000%%”)"),
    ("Xếp loại", "B4", 90, ";;;", "90 (ô không hiện gì)"),
    ("Đợt", "B6", 23, '"20"00', "23 (ô hiện “2023”)"),
    ("Đợt", "B8", 3, '"2"', "3 (ô hiện “2”)"),
    ("Đơn vị", "A4", 1, "00000", "1 (ô hiện “00001”)"),
    ("Đơn vị", "A4", 5, '"SNV-"0', "5 (ô hiện “SNV-5”)"),
    ("Đơn vị", "B4", "UBND xã A", '0;0;0;"UBND xã B"', "UBND xã A (ô hiện “UBND xã B”)"),
    ("Loại đơn vị", "D4", "05/12/2023", ';;;"06/12/2023"', "05/12/2023 (ô hiện “06/12/2023”)"),
    ("Đơn vị", "G4", "x", ";;;", "x (ô không hiện gì)"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "cell", "value", "code", "found"), MISSHOWN)
def test_what_is_shown_as_another_value_is_not_taken(
    path: Path, sheet: str, cell: str, value: float | str, code: str, found: str
) -> None:
    """The year, a limit, a code: what stands in the cell is not what people see there."""
    in_format(path, sheet, cell, value, code)
    with pytest.raises(BrokenInput) as broken:
        read_control(path)
    named = [(each.code, each.sheet, each.cell, recorded(each).found) for each in broken.value.findings]
    assert ("CONTROL_VALUE_MALFORMED", sheet, cell, found) in named


@pytest.mark.parametrize(("sheet", "cell", "value", "code"), SHOWN_AS_STORED)
def test_what_is_shown_as_it_is_stored_is_taken(
    path: Path, sheet: str, cell: str, value: float, code: str
) -> None:
    before = read_control(path)
    in_format(path, sheet, cell, value, code)
    assert read_control(path).year == before.year


def in_format(path: Path, sheet: str, cell: str, value: float | str, code: str) -> None:
    workbook = openpyxl.load_workbook(path)
    workbook[sheet][cell].value, workbook[sheet][cell].number_format = value, code
    workbook.save(path)


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_a_control_workbook_of_another_format_goes_by_what_is_shown(
    path: Path, tmp_path: Path, kind: str
) -> None:
    in_format(path, "Xếp loại", "B4", 9, '0"0"')
    saved = saved_by_libreoffice([path], tmp_path / kind, kind=kind)[0]
    path.write_bytes(saved.read_bytes())
    with pytest.raises(BrokenInput) as broken:
        read_control(path)
    named = [(each.sheet, each.cell, recorded(each).found) for each in broken.value.findings]
    assert ("Xếp loại", "B4", "9 (ô hiện “90”)") in named


def test_limits_of_classes_typed_with_a_percent_sign(path: Path) -> None:
    """Excel stores 0.9 where 90% is typed: by such limits every unit would be "Xuất sắc"."""
    found = spoiled(path, fractions)
    assert found == [("CONTROL_VALUE_MALFORMED", "Xếp loại", f"B{row}") for row in range(4, 9)]


def test_a_workbook_of_before_the_time_zone_is_read(path: Path) -> None:
    """Campaigns that are under way when the program is brought up to date go on."""
    workbook = openpyxl.load_workbook(path)
    assert workbook["Đợt"]["A15"].value == "Múi giờ"
    workbook["Đợt"]["A15"] = None
    workbook.save(path)
    assert read_control(path).timezone == "Asia/Ho_Chi_Minh"


def test_a_control_workbook_that_is_none(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(CchcError, match=re.escape("so-dieu-hanh.xlsx")):
        read_control(path)


def test_every_control_finding_is_tested() -> None:
    tested = {code for code, *_ in CASES} | {
        "CONTROL_CELL_UNREADABLE",
        "CONTROL_COPY_BESIDE",
        "CONTROL_OPEN",
        "CONTROL_OTHER_FORMAT",
        "CONTROL_CRITERIA_MISSING",
        "CONTROL_CRITERION_UNKNOWN",
        "CONTROL_AGENCY_MISSING",
        "CONTROL_CHANGED_AFTER_ISSUE",
        "CONTROL_UNIT_GONE",
        "CONTROL_YEAR_DIFFERS",
    }
    assert tested == {code for code in CATALOGUE if code.startswith("CONTROL_")}


def test_days_and_percentages_are_known_wherever_the_styles_lie(path: Path) -> None:
    """With the stylesheet under another name a day was the number of a day, and 80 % was 0.8."""
    workbook = openpyxl.load_workbook(path)
    workbook["Loại đơn vị"]["D4"] = datetime(2023, 12, 5)
    workbook.save(path)
    path.write_bytes(renamed(path.read_bytes(), STYLES, "xl/looks.xml", "looks.xml"))
    assert read_control(path).unit_types[0].due == date(2023, 12, 5)

    workbook["Xếp loại"]["B5"] = 0.8
    workbook["Xếp loại"]["B5"].number_format = "0%"
    workbook.save(path)
    path.write_bytes(renamed(path.read_bytes(), STYLES, "xl/looks.xml", "looks.xml"))
    with pytest.raises(BrokenInput) as broken:
        read_control(path)
    named = [(each.code, each.sheet, each.cell, recorded(each).found) for each in broken.value.findings]
    assert named == [("CONTROL_VALUE_MALFORMED", "Xếp loại", "B5", "80%")]


def test_without_styles_no_number_is_taken(path: Path) -> None:
    path.write_bytes(repacked(path.read_bytes(), drop=[STYLES]))
    with pytest.raises(BrokenInput) as broken:
        read_control(path)
    found = {(each.code, each.sheet, each.cell, recorded(each).found) for each in broken.value.findings}
    assert ("CONTROL_VALUE_MALFORMED", "Xếp loại", "B4", "90?") in found
    assert {each[0] for each in found} == {"CONTROL_VALUE_MALFORMED"}


def test_a_value_in_the_far_corner_is_said(path: Path) -> None:
    """It took the whole command down."""
    workbook = openpyxl.load_workbook(path)
    workbook["Đơn vị"]["XFD1048576"] = 1
    workbook.save(path)
    with pytest.raises(CchcError) as told:
        read_control(path)
    assert "dòng 1048576, cột 16384" in str(told.value)


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_a_control_workbook_saved_in_another_format_under_its_name_is_read(
    path: Path, tmp_path: Path, kind: str
) -> None:
    """LibreOffice opens such a file as if nothing were the matter, so the tool does, too."""
    usual = read_control(path)
    saved = saved_by_libreoffice([path], tmp_path / "saved", kind=kind)[0]
    path.write_bytes(saved.read_bytes())
    assert read_control(path) == usual


def test_a_control_workbook_with_a_password_is_told_so(path: Path) -> None:
    path.write_bytes(with_password(path.read_bytes()))
    with pytest.raises(CchcError) as refused:
        read_control(path)
    assert "mật khẩu" in str(refused.value)


def test_headings_and_sheets_are_found_in_any_case_as_in_other_workbooks(path: Path) -> None:
    usual = read_control(path)
    workbook = openpyxl.load_workbook(path)
    workbook["Đơn vị"]["A3"] = str(workbook["Đơn vị"]["A3"].value).upper() + "\u00a0"
    blocks = workbook["Khối"]
    blocks.title = "tạm"  # openpyxl numbers a name that is there in another case
    blocks.title = "KHỐI"
    workbook.save(path)
    assert read_control(path) == usual


def test_of_a_setting_that_stands_twice_the_later_counts(path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Đợt"]
    last = sheet.max_row + 1
    sheet.cell(last, 1, "Tên đợt")
    sheet.cell(last, 2, "Đợt ghi sau")
    workbook.save(path)
    assert read_control(path).title == "Đợt ghi sau"

"""An edited workbook comes back unchanged, or with each mistake named by its sheet and cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from cchc.criteria.declaration import load_criteria_set
from cchc.errors import BrokenInput, CchcError
from consolidator.criteria_workbook.reading import read_criteria_workbook
from generator.criteria_workbook import criteria_workbook
from macros_py.steps.criteria import export_set, import_set
from tests.criteria.small_set import SMALL_SET
from tests.intake.packages import STYLES, renamed, repacked
from tests.support.findings import recorded
from tests.support.rounds import start_round
from workbook_templates.criteria_plan import AGENCIES, FIRST_ROW, INFO, LINES
from workbook_templates.library import set_folders

Edit = Callable[[Workbook], None]

every_set = pytest.mark.parametrize(
    "folder", [folder for _, folder in set_folders()], ids=lambda each: each.name
)
SMALL = SMALL_SET.load()


def saved(edit: Edit = lambda book: None) -> bytes:
    """The small set's workbook, edited and saved by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(criteria_workbook(SMALL)))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def at(line: int, key: str) -> str:
    """The address of a cell of the lines: `line` as in criteria.csv, where the first is 2."""
    return f"{LINES.letters(key)}{FIRST_ROW + line - 1}"


def put(line: int, key: str, value: object, number_format: str = "@") -> Edit:
    def edit(book: Workbook) -> None:
        book[LINES.name][at(line, key)].value = value
        book[LINES.name][at(line, key)].number_format = number_format

    return edit


def faults(edit: Edit) -> list[tuple[str, str, str, str]]:
    """(code, sheet, cell, found) of every fault."""
    with pytest.raises(BrokenInput) as broken:
        read_criteria_workbook(saved(edit), "bo.xlsx")
    assert all(
        recorded(each).message and recorded(each).remedy and each.file == "bo.xlsx"
        for each in broken.value.findings
    )
    return [
        (each.code, each.sheet, each.cell, recorded(each).found)
        for each in broken.value.findings
        if each.severity == "error"
    ]


@every_set
def test_an_unedited_workbook_gives_the_set_back(folder: Path) -> None:
    """The table byte by byte, the header in everything it says, and no remark."""
    criteria = load_criteria_set(folder)
    back = read_criteria_workbook(criteria_workbook(criteria), "bo.xlsx")
    assert back.lines == (folder / "criteria.csv").read_bytes()
    assert (back.criteria.header, back.criteria.lines, back.remarks) == (
        criteria.header,
        criteria.lines,
        (),
    )


def test_a_save_by_openpyxl_changes_nothing() -> None:
    back = read_criteria_workbook(saved(), "bo.xlsx")
    assert (back.criteria.header, back.remarks) == (SMALL.header, ())
    assert [(line.code, line.name, line.max_points, line.leaf) for line in back.criteria.lines] == [
        (line.code, line.name, line.max_points, line.leaf) for line in SMALL.lines
    ]


def test_a_decimal_comma_is_read_with_a_remark() -> None:
    points = SMALL_SET.cell(4, "max_points")
    typed = f"{points},0"
    back = read_criteria_workbook(saved(put(4, "max_points", typed)), "bo.xlsx")
    assert [(each.code, each.cell, recorded(each).found) for each in back.remarks] == [
        ("CRITERIA_VALUE_READ_AS", at(4, "max_points"), typed)
    ]
    assert back.criteria.lines[2].max_points == SMALL.lines[2].max_points


@pytest.mark.parametrize(
    ("code", "line", "key", "value", "found"),
    [
        ("SET_CODE_DUPLICATE", 5, "code", SMALL_SET.cell(4, "code"), SMALL_SET.cell(4, "code")),
        ("CRITERIA_CODE_MISSING", 5, "code", None, ""),
        ("CRITERIA_CELL_IS_DATE", 4, "max_points", datetime(2023, 2, 1), "01/02/2023"),
        ("CRITERIA_CELL_IS_FORMULA", 4, "max_points", "=1+1", "=1+1"),
        ("CRITERIA_VALUE_MALFORMED", 4, "source", "Người dân chấm", "Người dân chấm"),
        ("SET_VALUE_MALFORMED", 4, "max_points", "một", "một"),
        ("SET_VALUE_MALFORMED", 4, "agency", "PTP", "PTP"),
        ("SET_LEAF_INCOMPLETE", 4, "name", None, ""),
        ("RULE_UNKNOWN", 4, "rule", "all_or_nothing", "all_or_nothing"),
        ("RULE_BANDS_GAP", 7, "rule", "bands(x > 90% = 2; x < 90% = 0)", "90%"),
        ("SET_SUM_DIFFERS", 3, "max_points", "9", ""),
    ],
)
def test_a_clerks_mistake_is_named_by_its_cell(
    code: str, line: int, key: str, value: object, found: str
) -> None:
    edit = put(line, key, value, "dd/mm/yyyy" if isinstance(value, datetime) else "@")
    named = faults(edit)
    places = [(each[0], each[1], each[2]) for each in named]
    assert (code, LINES.name, at(line, key)) in places
    if code != "SET_SUM_DIFFERS":
        assert [each[3] for each in named] == [found]  # nothing else is said: root cause first


def test_a_header_left_blank_is_named() -> None:
    row = FIRST_ROW + INFO.place("title") + 1

    def edit(book: Workbook) -> None:
        book[INFO.name][f"B{row}"].value = None

    assert [(each[0], each[1], each[2]) for each in faults(edit)] == [
        ("CRITERIA_VALUE_MISSING", INFO.name, f"B{row}")
    ]


def test_a_sheet_renamed_is_one_fault() -> None:
    def edit(book: Workbook) -> None:
        book[AGENCIES.name].title = "Các phòng"

    assert [each[:2] for each in faults(edit)] == [("CRITERIA_SHEET_MISSING", AGENCIES.name)]


def test_a_heading_gone_is_named() -> None:
    def edit(book: Workbook) -> None:
        book[LINES.name][f"{LINES.letters('rule')}{FIRST_ROW}"].value = "Cách chấm"

    assert [each[:2] for each in faults(edit)] == [("CRITERIA_HEADING_MISSING", LINES.name)]


def test_a_file_that_is_no_workbook() -> None:
    with pytest.raises(BrokenInput) as broken:
        read_criteria_workbook(b"1,2,3", "bo.xlsx")
    assert [each.code for each in broken.value.findings] == ["FILE_NOT_XLSX"]


def test_another_set_is_replaced_only_when_asked(tmp_path: Path) -> None:
    names = [name for name, _ in set_folders()]
    for name in names[:2]:
        export_set(name, tmp_path / f"{name}.xlsx")
    target = tmp_path / "bo"
    import_set(tmp_path / f"{names[0]}.xlsx", target)
    before = (target / "criteria.csv").read_bytes()
    with pytest.raises(CchcError, match="--replace"):
        import_set(tmp_path / f"{names[1]}.xlsx", target)
    assert (target / "criteria.csv").read_bytes() == before
    import_set(tmp_path / f"{names[1]}.xlsx", target, replace=True)
    assert load_criteria_set(target).header.id == names[1]


def test_a_set_whose_forms_are_out_is_never_replaced(tmp_path: Path) -> None:
    round_ = start_round(tmp_path / "dot", units=1)
    names = [name for name, _ in set_folders()]
    export_set(names[0], tmp_path / "khac.xlsx")
    target = round_.opened.folder.criteria / "vinh-long-1877-2023-phu-luc-iii"
    with pytest.raises(CchcError, match="--reissue"):
        import_set(tmp_path / "khac.xlsx", target, replace=True)


def test_formats_are_found_wherever_the_styles_lie() -> None:
    """With the stylesheet under another name 50 % was 0.5 points."""
    content = saved(put(5, "max_points", 0.5, "0%"))
    for each in (content, renamed(content, STYLES, "xl/looks.xml", "./looks.xml")):
        with pytest.raises(BrokenInput) as broken:
            read_criteria_workbook(each, "bo.xlsx")
        named = [(fault.code, fault.cell, recorded(fault).found) for fault in broken.value.findings]
        assert named == [("CRITERIA_VALUE_AMBIGUOUS", at(5, "max_points"), "50%")]


def test_without_styles_no_number_is_read() -> None:
    content = repacked(saved(put(5, "max_points", 0.5, "General")), drop=[STYLES])
    with pytest.raises(BrokenInput) as broken:
        read_criteria_workbook(content, "bo.xlsx")
    named = {
        (fault.code, fault.cell, recorded(fault).found, recorded(fault).expected)
        for fault in broken.value.findings
    }
    told = ("CRITERIA_VALUE_AMBIGUOUS", at(5, "max_points"), "0,5 (không rõ định dạng ô)", "0.5 | 50")
    assert told in named


def test_a_workbook_of_an_earlier_version_has_no_row_for_who_gives_remarks(tmp_path: Path) -> None:
    """That setting came later: where its row is missing it is blank, and nothing is asked for."""
    file = tmp_path / "bo.xlsx"
    export_set("vinh-long-1877-2025-phu-luc-iii", file)
    import_set(file, tmp_path / "co")
    assert load_criteria_set(tmp_path / "co").header.remarks_by == "các sở, ban, ngành tỉnh"
    workbook = openpyxl.load_workbook(file)
    sheet = workbook[INFO.name]
    row = next(row for row in range(1, 60) if sheet.cell(row, 1).value == "Cơ quan nhận xét")
    for column in (1, 2, 3):
        sheet.cell(row, column).value = None
    workbook.save(file)
    import_set(file, tmp_path / "khong")
    assert load_criteria_set(tmp_path / "khong").header.remarks_by == ""

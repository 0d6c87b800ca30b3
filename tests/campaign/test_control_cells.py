"""Cells of the control workbook whose value is not certain, and texts as other programs store them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cchc.errors import BrokenInput
from cchc.findings.finding import Finding
from consolidator.control import read_control
from generator.control_workbook import control_workbook
from tests.command.test_cli import run
from tests.intake.packages import replacing, with_parts
from tests.support.findings import recorded
from tests.support.rounds import Round, full_values, start_round
from workbook_templates.library import preset

Edit = Callable[[openpyxl.Workbook], None]
UNITS, SPECIAL = "xl/worksheets/sheet5.xml", "G4"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "so-dieu-hanh.xlsx"
    file.write_bytes(control_workbook(preset("hon-quan-2023").tables))
    return file


def edit(path: Path, change: Edit) -> None:
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)


def put(sheet: str, cell: str, value: str | bool | None) -> Edit:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook[sheet][cell].value = value

    return change


def faults(path: Path) -> list[Finding]:
    with pytest.raises(BrokenInput) as broken:
        read_control(path)
    return list(broken.value.findings)


def named(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(each.code, each.sheet, each.cell) for each in found]


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!"])
@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Đơn vị", "G4"), ("Đơn vị", "D4"), ("Đơn vị", "H4"), ("Đợt", "B14"), ("Cơ quan phụ trách", "E4")],
)
def test_an_error_is_not_a_blank(path: Path, text: str, sheet: str, cell: str) -> None:
    """In each of these cells a blank has a meaning: the unit is ranked, there is no parent, no panel is printed."""
    edit(path, put(sheet, cell, text))
    (found,) = faults(path)
    assert named([found]) == [("CONTROL_CELL_UNREADABLE", sheet, cell)]
    told = recorded(found)
    assert (told.file, told.found) == ("so-dieu-hanh.xlsx", text)
    assert text in told.message and "so-dieu-hanh.xlsx" in told.remedy


def test_a_row_that_is_nothing_but_an_error_is_not_left_out(path: Path) -> None:
    edit(path, put("Sổ nhận", "B4", "#REF!"))
    assert named(faults(path)) == [
        ("CONTROL_CELL_UNREADABLE", "Sổ nhận", "B4"),
        ("CONTROL_VALUE_MISSING", "Sổ nhận", "A4"),
    ]


def test_a_formula_without_a_stored_result(path: Path) -> None:
    """openpyxl stores none: nobody knows whether the unit is special."""
    edit(path, put("Đơn vị", "G4", '=IF(1=1,"x","")'))
    (found,) = faults(path)
    assert named([found]) == [("CONTROL_CELL_UNREADABLE", "Đơn vị", "G4")]
    assert '=IF(1=1,"x","")' in recorded(found).found


def test_a_formula_with_its_result_counts_by_it(path: Path) -> None:
    edit(path, put("Đơn vị", "G4", '=IF(1=1,"x","")'))
    content = with_parts(
        path.read_bytes(), {UNITS: replacing("<v></v>" if b"<v></v>" in part(path) else "<v/>", "<v>x</v>")}
    )
    content = with_parts(content, {UNITS: replacing(f'r="{SPECIAL}"', f'r="{SPECIAL}" t="str"')})
    path.write_bytes(content)
    assert read_control(path).units[0].special


def part(path: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as package:
        return package.read(UNITS)


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize(
    ("sheet", "cell"), [("Đơn vị", "G4"), ("Đơn vị", "H4"), ("Đợt", "B14"), ("Đợt", "B6")]
)
def test_true_and_false_are_no_values_of_these_tables(
    path: Path, sheet: str, cell: str, value: bool
) -> None:
    edit(path, put(sheet, cell, value))
    (found,) = faults(path)
    assert named([found]) == [("CONTROL_VALUE_MALFORMED", sheet, cell)]
    assert recorded(found).found == str(value).upper()


def test_two_readings_that_differ_are_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from consolidator import sheet_reader
    from consolidator.reading.fast import read_grid as usual

    def other(content: bytes, name: str) -> object:
        grid = [list(row) for row in usual(content, name)]
        if name == "Đơn vị":  # the first unit, column “Đặc thù”
            grid[3][6] = "x"
        return grid

    monkeypatch.setattr(sheet_reader, "read_grid", other)
    (found,) = faults(path)
    assert named([found]) == [("CONTROL_CELL_UNREADABLE", "Đơn vị", "G4")]


def test_all_faults_are_said_at_once(path: Path) -> None:
    edit(path, put("Đơn vị", "G4", "#REF!"))
    edit(path, put("Đơn vị", "B5", None))
    assert sorted(named(faults(path))) == [
        ("CONTROL_CELL_UNREADABLE", "Đơn vị", "G4"),
        ("CONTROL_VALUE_MISSING", "Đơn vị", "B5"),
    ]


def test_a_special_unit_behind_an_error_is_not_ranked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole way: consolidate stops with 2, names the cell, and writes no ranking."""
    round_: Round = start_round(tmp_path / "dot", units=1)
    round_.put("phieu.xlsx", round_.form(full_values(round_.criteria)))
    edit(round_.root / "so-dieu-hanh.xlsx", put("Đơn vị", "G4", "#REF!"))
    assert run("consolidate", round_.root, "--yes") == 2
    told = capsys.readouterr()
    assert "#REF!" in told.out + told.err and "G4" in told.out + told.err
    assert not list((round_.root / "ket-qua").iterdir())


def decomposed(workbook: openpyxl.Workbook) -> None:
    for sheet in workbook:
        sheet.title = unicodedata.normalize("NFD", sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = unicodedata.normalize("NFD", cell.value)


def padded(workbook: openpyxl.Workbook) -> None:
    """No-break and thin blanks, invisible marks and blanks around every text."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = f"\u00a0\u200b{cell.value.replace(' ', chr(0xA0))}\u2060\u00a0 "


@pytest.mark.parametrize("change", [decomposed, padded])
def test_the_same_texts_stored_another_way_are_the_same_campaign(path: Path, change: Edit) -> None:
    usual = read_control(path)
    edit(path, change)
    assert read_control(path) == usual


def test_codes_with_blanks_behind_them_are_found(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        for row in workbook["Đơn vị"].iter_rows(min_row=4, max_row=16):
            row[0].value = f"{row[0].value}\u00a0"
            row[2].value = f" {row[2].value}\t"

    usual = read_control(path)
    edit(path, change)
    assert read_control(path) == usual


def test_one_code_in_two_guises_stands_twice(path: Path) -> None:
    """Wide digits pasted from elsewhere are the same code."""
    edit(path, put("Đơn vị", "A5", "２５３２７"))
    assert named(faults(path))[0] == ("CONTROL_DUPLICATE", "Đơn vị", "A5")


def test_raised_and_circled_digits_are_no_digits(path: Path) -> None:
    edit(path, put("Đợt", "B8", "②"))
    assert named(faults(path)) == [("CONTROL_VALUE_MALFORMED", "Đợt", "B8")]


def test_printed_texts_keep_their_letters(path: Path) -> None:
    edit(path, put("Đơn vị", "B4", "UBND xã Thanh Bình (12 km²)"))
    assert read_control(path).units[0].name == "UBND xã Thanh Bình (12 km²)"

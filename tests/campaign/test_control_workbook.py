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
    assert all(each.remedy and each.message for each in broken.value.findings)
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


def test_the_preset_reads_back(path: Path) -> None:
    campaign = read_control(path)
    assert (campaign.id, campaign.year, len(campaign.units)) == ("HON-QUAN-2023", 2023, 13)
    assert campaign.unit_types[0].due == date(2023, 11, 30)
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


CASES = [
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
    ("CONTROL_REFERENCE_UNKNOWN", "Đơn vị", "F4", put("Đơn vị", "F4", "khoi-la")),
    ("CONTROL_REFERENCE_UNKNOWN", "Đơn vị", "C6", put("Đơn vị", "C6", "ward")),
    ("CONTROL_DUPLICATE", "Đơn vị", "A5", put("Đơn vị", "A5", "25327")),
    ("CONTROL_DUPLICATE", "Xếp loại", "A5", put("Xếp loại", "A5", "xuất sắc")),
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


def test_a_control_workbook_that_is_none(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(CchcError, match=re.escape("so-dieu-hanh.xlsx")):
        read_control(path)


def test_every_control_finding_is_tested() -> None:
    tested = {code for code, *_ in CASES} | {"CONTROL_CRITERIA_MISSING"}
    assert tested == {code for code in CATALOGUE if code.startswith("CONTROL_")}

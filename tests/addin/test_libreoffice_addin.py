"""The .oxt: what is in it, and what LibreOffice makes of cells that are blank or alone."""

from __future__ import annotations

import ast
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.core.test_core_is_portable import obstacles
from tests.support.office import Office
from workbook_templates.udf_catalogue import CATALOGUE
from xl_addin.libreoffice.build import MINIMUM_OFFICE, extension


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(extension())) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_same_input_gives_the_same_bytes() -> None:
    assert extension() == extension()


def test_it_carries_the_core_alone_in_old_syntax() -> None:
    for name, content in members().items():
        if name.startswith("pythonpath/cchc_core/"):
            assert obstacles(content.decode(), name.count("/") - 2) == [], name
        elif name.endswith(".py"):
            ast.parse(content.decode(), feature_version=(3, 8))
    assert f'value="{MINIMUM_OFFICE}"' in members()["description.xml"].decode()


COLUMN = 5
FORMULAS = (
    ("=CCHC.INDEX(A1:A3,B1:B3)", pytest.approx(100 * 13 / 30)),
    ("=CCHC.INDEX(A3:A4,B3:B4)", None),  # blanks in ranges are blanks, not 0
    ("=CCHC.INDEX(A3,B3)", "#VALUE!"),  # alone, a blank cannot be told from 0: refused
    ('=IFERROR(CCHC.INDEX(A3,B3),"nền")', "nền"),
    ('=IFERROR(CCHC.INDEX(D1:D2,B1:B2),"nền")', "nền"),  # an error in the range
    ('=CCHC.CLASS(A1:A3,"Tốt",5,A9)', "#VALUE!"),  # decimals missing, not 0
    ('=CCHC.CLASS(A1,"Tốt",5,2)', "Tốt"),
    ('=CCHC.CLASS(A1,"Tốt",90%,2)', "#NUM!"),
    ('=CCHC.CLASSADVICE(A1,10,{"Tốt";"Khá"},{0.925;0.5},2)', "#NUM!"),
    ('=CCHC.CLASSADVICE(A1,10,{"Tốt";"Khá"},{92.5;50},2)', "Còn thiếu 1,25 điểm để đạt loại Tốt"),
)


@pytest.mark.libreoffice
def test_blanks_and_errors_in_libreoffice(tmp_path: Path) -> None:
    source = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(str(source)) as workbook:
        sheet = workbook.add_worksheet("S")
        sheet.write_column(0, 0, [8, 5])
        sheet.write_column(0, 1, [10, 10, 10])
        sheet.write_formula(0, 3, "=1/0")
        for row, (formula, _) in enumerate(FORMULAS):
            sheet.write_formula(row, COLUMN, formula)
    office = Office(tmp_path / "office")
    (saved,) = office.saved([source], tmp_path / "saved")
    assert [name for name, _, _ in office.functions] == [function.excel_name for function in CATALOGUE]
    cells = openpyxl.load_workbook(saved, data_only=True)["S"]
    assert [cells.cell(row + 1, COLUMN + 1).value for row in range(len(FORMULAS))] == [
        expected for _, expected in FORMULAS
    ]
    written = openpyxl.load_workbook(saved)["S"]
    assert written.cell(1, COLUMN + 1).value == FORMULAS[0][0], "the name survives .xlsx"


@pytest.mark.libreoffice
def test_without_the_addin_the_native_figure_stands(tmp_path: Path) -> None:
    source = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(str(source)) as workbook:
        sheet = workbook.add_worksheet("S")
        sheet.write_column(0, 0, [8, 5])
        sheet.write_formula(0, 1, "=IFERROR(CCHC.INDEX(A1:A2,A1:A2),SUM(A1:A2))")
    with_it, without = Office(tmp_path / "with"), Office(tmp_path / "without", addin=False)
    (first,) = with_it.saved([source], tmp_path / "1")
    (second,) = without.saved([first], tmp_path / "2")
    assert openpyxl.load_workbook(first, data_only=True)["S"]["B1"].value == 100
    assert openpyxl.load_workbook(second, data_only=True)["S"]["B1"].value == 13

"""The ranking workbook of the finished sample campaign: what it was made from, and how it prints."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.scripts import ROOT

SAMPLE = ROOT / "samples" / "dot-2023"


@cache
def book() -> Workbook:
    return openpyxl.load_workbook(SAMPLE / "ket-qua" / "xep-hang.xlsx")


def sheet(name: str) -> Worksheet:
    found = book()[name]
    assert isinstance(found, Worksheet)
    return found


def test_every_input_is_named_with_the_fingerprint_of_its_file() -> None:
    """Control workbook, record of the appraisal, records of the surveys, every file in nop-ve/."""
    rows = [[cell.value for cell in row[:4]] for row in sheet("Nguồn gốc").iter_rows()]
    inputs = {str(what): str(digest) for group, what, _, digest in rows if group == "Tệp đầu vào"}
    files = {name: _file(name) for name in inputs}
    assert inputs == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}
    returned = {file for file in (SAMPLE / "nop-ve").rglob("*") if file.is_file()}
    records = {*(SAMPLE / "khao-sat").glob("*.json"), SAMPLE / ".cchc" / "tham-dinh" / "diem.json"}
    assert set(files.values()) == {*returned, *records, SAMPLE / "so-dieu-hanh.xlsx"}


def _file(name: str) -> Path:
    at_root = SAMPLE / name
    return at_root if at_root.is_file() else SAMPLE / "nop-ve" / name


def test_a_matrix_prints_its_title_on_every_page_and_not_in_cells_that_are_cut_off() -> None:
    """Columns A to C repeat: a title that runs beyond them would be cut from the second page on."""
    for name in ("Ma trận điểm", "Điểm tự chấm"):
        matrix = sheet(name)
        title, header = matrix["A1"].value, matrix.oddHeader
        assert header is not None and isinstance(title, str) and title in str(header.left.text)
        assert matrix.print_title_cols == "$A:$C"
        names = next(row for row in range(1, 20) if matrix.cell(row, 3).value == "Tiêu chí")
        first, last = map(int, re.findall(r"\d+", str(matrix.print_title_rows)))
        assert (first, last) == (names, names + 2)
        assert f"$A${names}:" in str(matrix.print_area)


def test_no_figure_of_a_finished_campaign_is_called_provisional() -> None:
    for each in book().worksheets:
        assert "tạm tính" not in " ".join(
            str(cell.value) for row in each.iter_rows(max_row=8) for cell in row
        )

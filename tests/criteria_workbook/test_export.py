"""An exported set holds every cell of the declaration as text that no locale can change."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import openpyxl
import pytest

from cchc.criteria.declaration import load_criteria_set, read_criteria_set
from cchc.criteria.writing import header_content, header_text, line_cells, lines_text
from cchc.errors import CchcError
from generator.criteria_workbook import criteria_workbook
from macros_py.steps.criteria import export_set
from workbook_templates.criteria_plan import FIRST_ROW, LINES
from workbook_templates.library import set_folders

every_set = pytest.mark.parametrize(
    "folder", [folder for _, folder in set_folders()], ids=lambda each: each.name
)


@every_set
def test_every_line_stands_in_the_workbook_cell_by_cell(folder: Path) -> None:
    """Codes and points are text in text-formatted cells; choices show by their label."""
    criteria = load_criteria_set(folder)
    sheet = openpyxl.load_workbook(io.BytesIO(criteria_workbook(criteria)))[LINES.name]
    for row, cells in enumerate(line_cells(criteria), start=FIRST_ROW + 1):
        for place, column in enumerate(LINES.columns, start=1):
            if column.kind == "derived":
                continue
            cell = sheet.cell(row, place)
            assert (cell.value or "") == column.shown(cells[column.key]), (cells["code"], column.key)
            if column.key in ("code", "max_points"):
                assert (type(cell.value), cell.number_format) == (str, "@")


@every_set
def test_the_canonical_text_is_that_of_the_shipped_files(folder: Path) -> None:
    """criteria.csv byte by byte; set.toml in meaning, as it holds comments."""
    criteria = load_criteria_set(folder)
    assert lines_text(line_cells(criteria)) == (folder / "criteria.csv").read_bytes()
    text = header_text(header_content(criteria.header))
    assert tomllib.loads(text.decode()) == tomllib.loads((folder / "set.toml").read_text(encoding="utf-8"))
    assert read_criteria_set(text, (folder / "criteria.csv").read_bytes(), "lại").lines == criteria.lines


def test_the_same_set_gives_the_same_bytes() -> None:
    _, folder = next(set_folders())
    criteria = load_criteria_set(folder)
    assert criteria_workbook(criteria) == criteria_workbook(criteria)


def test_a_workbook_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """It may hold somebody's edits."""
    name, _ = next(set_folders())
    target = tmp_path / "bo.xlsx"
    export_set(name, target)
    written = target.read_bytes()
    with pytest.raises(CchcError, match=r"bo\.xlsx"):
        export_set(name, target)
    assert target.read_bytes() == written

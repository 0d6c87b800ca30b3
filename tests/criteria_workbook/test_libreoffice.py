"""A real spreadsheet program under a Vietnamese and an English locale changes nothing of a set."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.criteria.declaration import load_criteria_set, read_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.criteria.writing import header_text, lines_text
from cchc.errors import BrokenInput
from consolidator.criteria_workbook.reading import read_criteria_workbook
from generator.criteria_workbook import criteria_workbook
from tests.criteria_workbook.editing import edited
from tests.support.engines import saved_by_libreoffice
from workbook_templates.criteria_plan import LINES
from workbook_templates.library import set_folders

TEN = 11


def ten_and_more() -> CriteriaSet:
    """One domain with eleven criteria: 1.1 and 1.10 are two codes, and a spreadsheet's number is both."""
    points = [{"code": "1", "name": "Lĩnh vực", "max_points": "5.5"}]
    points += [
        {
            "code": f"1.{number}",
            "name": f"Ban hành văn bản thứ {number}",
            "max_points": "0.5",
            "source": "self",
            "rule": "yes_no",
            "evidence": "Văn bản (số, ngày ký)",
            "agency": "VP",
        }
        for number in range(1, TEN + 1)
    ]
    header = {
        "id": "muoi-mot",
        "title": "Bộ tiêu chí có mười một tiêu chí",
        "appendix": "Phụ lục",
        "decision": "1/QĐ-UBND",
        "decision_date": load_criteria_set(next(set_folders())[1]).header.decision_date,
        "issuer": "Chủ tịch UBND tỉnh",
        "version": "1.10",
        "year": 2023,
        "unit_type": "commune",
        "expected": {"counts": [1, TEN], "points": "5.5", "split": {"self": "5.5"}},
        "agencies": {"VP": "Văn phòng"},
    }
    return read_criteria_set(header_text(header), lines_text(points), "muoi-mot")


@pytest.mark.libreoffice
@pytest.mark.parametrize("locale", ["vi-VN", "en-US"])
def test_a_save_by_libreoffice_leaves_every_set_unchanged(tmp_path: Path, locale: str) -> None:
    """Codes like 1.10, points like 0.5, a version "1.10", rules, dates: all as exported, without a remark."""
    sets = [ten_and_more(), *(load_criteria_set(folder) for _, folder in set_folders())]
    files = []
    for number, criteria in enumerate(sets):
        files.append(tmp_path / f"bo-{number}.xlsx")
        files[-1].write_bytes(criteria_workbook(criteria))
    back = saved_by_libreoffice(files, tmp_path / "saved", locale)
    for criteria, file in zip(sets, back, strict=True):
        read = read_criteria_workbook(file.read_bytes(), file.name)
        assert (read.criteria.header, read.criteria.lines) == (criteria.header, criteria.lines)
        assert read.remarks == ()


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_another_format_gives_the_same_set_with_one_remark(tmp_path: Path, kind: str) -> None:
    criteria = ten_and_more()
    file = tmp_path / "bo.xlsx"
    file.write_bytes(criteria_workbook(criteria))
    saved = saved_by_libreoffice([file], tmp_path / "saved", kind=kind)[0]
    imported = read_criteria_workbook(saved.read_bytes(), saved.name)
    assert (imported.criteria.header, imported.criteria.lines) == (criteria.header, criteria.lines)
    assert [(each.code, each.file) for each in imported.remarks] == [("FILE_OTHER_FORMAT", saved.name)]


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_merged_cells_are_told_in_another_format_too(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "bo.xlsx"
    file.write_bytes(edited(lambda book: book[LINES.name].merge_cells("B7:B9")))
    found = []
    for saved in (file, saved_by_libreoffice([file], tmp_path / "saved", kind=kind)[0]):
        with pytest.raises(BrokenInput) as broken:
            read_criteria_workbook(saved.read_bytes(), "bo")
        merged = [each for each in broken.value.findings if each.code == "CRITERIA_CELLS_MERGED"]
        found.append([(each.sheet, each.cell, each.found) for each in merged])
    assert found[0] == found[1] == [(LINES.name, "B7", "B7:B9")]

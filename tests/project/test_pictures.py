"""Every sheet that people see has a picture, and every picture of the pages is one that is made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from tests.support.scripts import ROOT, script

MAKER = script(ROOT / "docs" / "make_pictures.py")
SAMPLE = ROOT / "samples" / "dot-2023"
WORKBOOKS = {**MAKER.SAMPLE, "blank": "phat-hanh/hon-quan/25327-ubnd-xa-thanh-an.xlsx"}
SAME_GUIDE = {"second": "first", "board": "first", "remarks": "survey", "filled": "blank"}
"""Workbooks whose guide sheet is that of another, all but a few words."""


@pytest.mark.parametrize("key", sorted(WORKBOOKS))
def test_every_sheet_people_see_has_a_picture(key: str) -> None:
    alike = {key, SAME_GUIDE.get(key, key), *(["filled"] if key == "blank" else [])}
    alike |= {"spoilt"} if key == "ranking" else set()
    drawn = [picture.sheet for picture in MAKER.PICTURES if picture.workbook in alike]
    sheets = CalamineWorkbook.from_path(SAMPLE / WORKBOOKS[key]).sheets_metadata
    seen = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    assert [name for name in seen if not any(name.startswith(each) for each in drawn)] == []


def test_pages_show_only_pictures_that_are_made() -> None:
    made = {f"{picture.name}.png" for picture in MAKER.PICTURES}
    there = {file.name for file in (ROOT / "docs" / "pictures").glob("*.png")}
    assert there <= made, "left over from an earlier version"
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        shown = {
            Path(name).name for name in re.findall(r"\(([^)]+\.png)\)", page.read_text(encoding="utf-8"))
        }
        assert shown <= there, page.name


def test_pictures_are_small() -> None:
    """A clone is downloaded by people: a palette of 256 colours keeps a page below this."""
    heavy = [
        file.name for file in (ROOT / "docs" / "pictures").glob("*.png") if file.stat().st_size > 150_000
    ]
    assert heavy == []

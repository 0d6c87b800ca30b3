"""Cells of the criteria workbook whose value is not certain, and texts as other programs store them."""

from __future__ import annotations

import io
import unicodedata

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.workbook.workbook import Workbook

from cchc.errors import BrokenInput
from consolidator.criteria_workbook.reading import read_criteria_workbook
from generator.criteria_workbook import criteria_workbook
from tests.criteria_workbook.editing import SMALL, at, edited, named, put, refusal
from tests.intake.packages import zipped
from tests.support.findings import recorded
from workbook_templates.criteria_plan import LINES

KEYS = [column.key for column in LINES.read]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("text", ["#REF!", "#N/A"])
def test_an_error_is_never_a_blank(key: str, text: str) -> None:
    cell = at("1.1.1", key)
    found = refusal(put(cell, text))
    assert ("CRITERIA_CELL_UNREADABLE", cell, text) in {
        (each.code, each.cell, each.found) for each in found
    }


@pytest.mark.parametrize("key", KEYS)
def test_nor_is_a_formula_without_a_result_or_true(key: str) -> None:
    cell = at("1.1.1", key)
    for value, code in (("=1+1", "CRITERIA_CELL_IS_FORMULA"), (True, "CRITERIA_CELL_UNREADABLE")):
        assert (code, cell) in {(each.code, each.cell) for each in refusal(put(cell, value))}


def decomposed(book: Workbook) -> None:
    for sheet in book:
        sheet.title = unicodedata.normalize("NFD", sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    cell.value = unicodedata.normalize("NFD", cell.value)


def padded(book: Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    cell.value = f"\u00a0\u200b{cell.value}\u00a0\ufeff "


@pytest.mark.parametrize("change", [decomposed, padded])
def test_the_same_texts_stored_another_way_are_the_same_set(change: object) -> None:
    usual = read_criteria_workbook(criteria_workbook(SMALL), "so.xlsx")
    other = read_criteria_workbook(edited(change), "so.xlsx")  # type: ignore[arg-type]
    assert (other.header, other.lines) == (usual.header, usual.lines)


def test_the_default_password_is_none() -> None:
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(criteria_workbook(SMALL))).encrypt("VelvetSweatshop", made)
    usual = read_criteria_workbook(criteria_workbook(SMALL), "so.xlsx")
    assert read_criteria_workbook(made.getvalue(), "so.xlsx") == usual


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1",
        b"PK\x03\x04",
        zipped({"Index/Document.iwa": b""}),
        b'{"doc_id": "1", "url": "https://docs.google.com/open?id=1"}',
    ],
)
def test_edits_are_not_thrown_away(content: bytes) -> None:
    """What cannot be read is opened and saved again; a new export is the last resort."""
    with pytest.raises(BrokenInput) as broken:
        read_criteria_workbook(content, "so.xlsx")
    remedy = recorded(broken.value.findings[0]).remedy
    assert "nội dung đã sửa còn nguyên" in remedy and "Chỉ khi không mở được" in remedy
    assert named(broken.value.findings)

"""The forms as workbooks: native formulas agree with Python, what is locked, what each round shows."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.appraisal.model import Explained, Opinion, Row
from cchc.appraisal.rounds import ROUNDS
from cchc.core.evaluation import evaluate
from cchc.core.expressions import Value
from cchc.core.numbers import agree, from_double
from generator.render import Typed
from tests.appraisal.rounds import Appraising
from tests.support.engines import recalculated, saved_by_libreoffice
from workbook_templates.appraisal_form.plan import appraisal_plan, filled_sheets
from workbook_templates.cell_plan import Computed, Fixed
from workbook_templates.sheet_plan import SheetPlan

ODD: tuple[Typed, ...] = (
    Fraction(0),
    Fraction(1),
    Fraction("0.5"),
    Fraction("0.71"),
    Fraction(7),
    Fraction(-1),
    "0,5",
    "đồng ý",
    "Đồng ý",
    "x",
)


def expected(sheet: SheetPlan, values: dict[str, Typed]) -> dict[str, Value]:
    """What every formula must show, by Python's evaluation of its tree."""

    def value_of(name: str) -> Value:
        content = sheet.by_name[name].content
        if isinstance(content, Computed):
            return evaluate(content.tree, lambda each: value_of(content.full_name(each)))
        if isinstance(content, Fixed):
            return content.value
        typed = values.get(name)
        return typed if isinstance(typed, Fraction | str) else None

    return {cell.name: value_of(cell.name) for cell in sheet.cells if isinstance(cell.content, Computed)}


def same(shows: object, value: Value) -> bool:
    if isinstance(value, Fraction):
        return isinstance(shows, int | float) and agree(from_double(float(shows)), value, 2)
    return (shows or "") == (value or "")


def odd_values(sheets: tuple[SheetPlan, ...], seed: int) -> dict[str, Typed]:
    chance = random.Random(seed)
    return {
        cell.name: chance.choice(ODD) for sheet in sheets for cell in sheet.inputs if chance.random() < 0.6
    }


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_every_formula_shows_what_python_computes(
    first_round: Appraising, tmp_path: Path, seed: int
) -> None:
    form = first_round.out("first", "PNV")
    sheets = filled_sheets(appraisal_plan(form, first_round.criteria))
    values = odd_values(sheets, seed)
    path = tmp_path / "form.xlsx"
    path.write_bytes(first_round.filled(form, values))
    model, cached = recalculated(path), openpyxl.load_workbook(path, data_only=True)
    for number, sheet in enumerate(sheets):
        for name, value in expected(sheet, values).items():
            cell = sheet.by_name[name]
            shows = model.get_cell_value(number, cell.row + 1, cell.column + 1)
            assert same(shows, value), (name, shows, value)
            assert same(cached[sheet.name].cell(cell.row + 1, cell.column + 1).value, value), (
                name,
                "cached",
            )


@pytest.mark.libreoffice
def test_libreoffice_shows_what_python_computes(first_round: Appraising, tmp_path: Path) -> None:
    form = first_round.out("first", "PNV")
    sheets = filled_sheets(appraisal_plan(form, first_round.criteria))
    values = odd_values(sheets, 5)
    path = tmp_path / "form.xlsx"
    path.write_bytes(first_round.filled(form, values))
    (saved,) = saved_by_libreoffice([path], tmp_path / "saved")
    workbook = openpyxl.load_workbook(saved, data_only=True)
    for sheet in sheets:
        for name, value in expected(sheet, values).items():
            cell = sheet.by_name[name]
            shows = workbook[sheet.name].cell(cell.row + 1, cell.column + 1).value
            assert same(shows, value), (name, shows, value)


def test_only_inputs_are_unlocked_and_all_sheets_protected(first_round: Appraising, tmp_path: Path) -> None:
    form = first_round.out("first", "VP")
    path = tmp_path / "form.xlsx"
    path.write_bytes(first_round.filled(form, {}))
    workbook = openpyxl.load_workbook(path)
    for sheet in filled_sheets(appraisal_plan(form, first_round.criteria)):
        shown = workbook[sheet.name]
        unlocked = {
            cell.coordinate for line in shown.iter_rows() for cell in line if not cell.protection.locked
        }
        assert unlocked == {cell.address for cell in sheet.inputs}
        assert {cell.role for cell in sheet.inputs} <= {"agree", "score", "remark"}
        assert shown.protection.sheet
        assert shown.auto_filter.ref
        assert shown.freeze_panes == "D6"
    assert workbook["_cchc"].sheet_state == "veryHidden"


def test_a_form_is_the_same_bytes_every_time(first_round: Appraising) -> None:
    form = first_round.out("first", "PTP")
    assert first_round.filled(form, {}) == first_round.filled(form, {})
    assert (first_round.root / form.file).read_bytes() == first_round.filled(form, {})


def test_every_round_shows_what_was_said_before(first_round: Appraising, tmp_path: Path) -> None:
    """Claim, first appraisal, explanation and second appraisal stand beside the cell to fill in."""
    from dataclasses import replace

    form = first_round.out("first", "PNV")
    claim = next(row for row in form.rows if (row.unit, row.code) == ("25327", "1.1.1")).claim
    full = Row(
        "25327",
        "1.1.1",
        claim,
        (Opinion("PNV", Fraction(0), True, "Không có văn bản"),),
        Explained("Ký ngày 30/01", "KH 02/KH-UBND"),
        (Opinion("PNV", Fraction(1, 2), True, "Chấp nhận một phần"),),
    )
    shown: dict[str, list[str]] = {}
    for round_ in ROUNDS:
        path = tmp_path / f"{round_.key}.xlsx"
        path.write_bytes(first_round.filled(replace(form, round=round_.key, rows=(full,)), {}))
        cells = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        shown[round_.key] = [str(value) for line in cells for value in line if value is not None]
    for text, rounds in {
        "Không có văn bản": {"explanation", "second", "board"},
        "Ký ngày 30/01": {"second", "board"},
        "KH 02/KH-UBND": {"second", "board"},
        "Chấp nhận một phần": {"board"},
    }.items():
        assert {key for key, texts in shown.items() if text in texts} == rounds


def test_a_prompt_says_which_leaf_is_scored(first_round: Appraising) -> None:
    """A leaf's heading may stand a hundred units further up; Excel takes 32 and 255 characters."""
    sheets = filled_sheets(appraisal_plan(first_round.out("first", "PNV"), first_round.criteria))
    scores = [cell for sheet in sheets for cell in sheet.inputs if cell.role == "score"]
    assert scores
    for cell in scores:
        shown = cell.validation
        assert shown is not None
        name = first_round.criteria.leaf_by_code[cell.code].criterion.name
        assert shown.prompt_title == f"Điểm tiêu chí {cell.code}" and len(shown.prompt) <= 255
        assert name[:80] in shown.prompt

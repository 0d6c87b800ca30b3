"""Whole forms: every native formula shows what Python computes, whatever is typed."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.core.evaluation import evaluate
from cchc.core.expressions import Value
from cchc.core.numbers import agree, from_double
from consolidator.reading.preflight import look_at
from consolidator.reading.raw import RawWorkbook
from consolidator.reading.workbook import RawCell
from generator.render import Typed
from macros_py.demo.filler import filled_in
from tests.support.engines import recalculated, saved_by_libreoffice
from tests.support.rounds import Round, full_values
from workbook_templates.cell_plan import Computed, Fixed, PlanCell
from workbook_templates.sheet_plan import SheetPlan

DECIMALS = 2
ODD = (
    None,
    "x",
    "0,5",
    "",
    Fraction(0),
    Fraction(-3),
    Fraction("1e9"),
    Fraction("0.3"),
    "Không phát sinh",
    "có",
)


def expected_figures(sheet: SheetPlan, values: dict[str, Typed]) -> dict[str, Value]:
    """What every formula of the sheet must show, by Python's evaluation of its tree."""
    known: dict[str, Value] = {}

    def value_of(name: str) -> Value:
        if name not in known:
            plan = sheet if name in sheet.by_name or sheet.beyond is None else sheet.beyond
            cell = plan.by_name[name]
            if isinstance(cell.content, Computed):
                content = cell.content
                known[name] = evaluate(content.tree, lambda each: value_of(content.full_name(each)))
            elif isinstance(cell.content, Fixed):
                known[name] = cell.content.value
            else:
                typed = values.get(name)
                known[name] = typed if isinstance(typed, Fraction | str) else None
        return known[name]

    return {cell.name: value_of(cell.name) for cell in computed(sheet)}


def computed(sheet: SheetPlan) -> list[PlanCell]:
    return [cell for cell in sheet.cells if isinstance(cell.content, Computed)]


def same(shows: object, expected: Value) -> bool:
    if isinstance(expected, Fraction):
        number = shows if isinstance(shows, int | float) else None
        return number is not None and agree(from_double(float(number)), expected, DECIMALS)
    return (shows or "") == (expected or "")


def spoiled(round_: Round, seed: int) -> dict[str, Typed]:
    """A filled form in which every sixth input holds something odd."""
    chance = random.Random(seed)
    values = filled_in(round_.criteria, chance)
    for cell in round_.sheet.inputs:
        if cell.role != "remark" and chance.random() < 1 / 6:
            odd = chance.choice(ODD)
            values.pop(cell.name, None)
            if odd is not None:
                values[cell.name] = odd
    return values


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_ironcalc_recalculates_every_cell_to_our_figure(
    issued_round: Round, tmp_path: Path, seed: int
) -> None:
    """All formulas of a form with odd inputs in it, and the cached values we wrote."""
    values = spoiled(issued_round, seed)
    content = issued_round.form(values)
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    model = recalculated(path)
    cached = RawWorkbook(look_at(content)).sheet(issued_round.sheet.name).cells
    expected = expected_figures(issued_round.sheet, values)
    for cell in computed(issued_round.sheet):
        shows = model.get_cell_value(0, cell.row + 1, cell.column + 1)
        assert same(shows, expected[cell.name]), (cell.name, cell.address, shows)
        raw = cached[cell.row, cell.column]
        assert same(_value(raw), expected[cell.name]), (cell.name, "cached", raw)


def _value(raw: RawCell) -> float | str:
    return float(raw.text) if raw.kind == "n" else raw.text


@pytest.mark.libreoffice
@pytest.mark.parametrize("locale", ["vi-VN", "en-US"])
def test_forms_saved_by_libreoffice_come_back_whole(
    issued_round: Round, tmp_path: Path, locale: str
) -> None:
    """Filled, recalculated and saved by LibreOffice: nothing is found, every claim is the same."""
    chance = random.Random(41)
    forms = {unit: filled_in(issued_round.criteria, chance) for unit in issued_round.units}
    paths = []
    for unit, values in forms.items():
        paths.append(tmp_path / f"{unit}.xlsx")
        paths[-1].write_bytes(issued_round.form(values, unit))
    for path, saved in zip(paths, saved_by_libreoffice(paths, tmp_path / "saved", locale), strict=True):
        before, after = issued_round.take(path.read_bytes()), issued_round.take(saved.read_bytes())
        assert after.findings == ()
        assert before.reading is not None and after.reading is not None
        assert after.reading.claims == before.reading.claims
        assert after.check_code == before.check_code


@pytest.mark.libreoffice
def test_libreoffice_recalculates_every_cell_to_our_figure(issued_round: Round, tmp_path: Path) -> None:
    """Four forms with odd inputs, every formula of each."""
    files, expected = [], []
    for seed in range(4):
        values = spoiled(issued_round, seed)
        files.append(tmp_path / f"form{seed}.xlsx")
        files[-1].write_bytes(issued_round.form(values))
        expected.append(expected_figures(issued_round.sheet, values))
    for saved, figures in zip(saved_by_libreoffice(files, tmp_path / "saved"), expected, strict=True):
        sheet = openpyxl.load_workbook(saved, data_only=True)[issued_round.sheet.name]
        for cell in computed(issued_round.sheet):
            shows = sheet.cell(cell.row + 1, cell.column + 1).value
            assert same(shows, figures[cell.name]), (saved.name, cell.name, cell.address, shows)


def test_forms_resaved_by_openpyxl_come_back_whole(issued_round: Round, tmp_path: Path) -> None:
    """openpyxl drops every cached value: noted, and every claim is the same."""
    content = issued_round.form(full_values(issued_round.criteria))
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    openpyxl.load_workbook(path).save(path)
    before, after = issued_round.take(content), issued_round.take(path.read_bytes())
    assert [each.code for each in after.findings] == ["CACHED_FIGURES_MISSING"]
    assert before.reading is not None and after.reading is not None
    assert after.reading.claims == before.reading.claims
    assert after.check_code == before.check_code

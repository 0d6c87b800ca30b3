"""Every rule gives the same score in Python, in ironcalc and in LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import ironcalc
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings

from cchc.core.expressions import Value
from cchc.core.numbers import agree, from_double
from tests.engines.cases import COLUMNS, ROLES, Case, any_case, random_cases
from tests.support.engines import recalculated, saved_by_libreoffice
from workbook_templates.formulas import as_formula

DECIMALS = 3


def same(engine: object, expected: Value) -> bool:
    """Whether an engine's cell shows the score expected, or nothing where none is."""
    if isinstance(expected, Fraction):
        is_number = isinstance(engine, int | float) and not isinstance(engine, bool)
        return is_number and agree(from_double(float(engine)), expected, DECIMALS)  # type: ignore[arg-type]
    return engine in ("", None) and expected == ""


@settings(max_examples=1500, deadline=None)
@given(any_case())
def test_ironcalc_gives_pythons_score(case: Case) -> None:
    """Blank, text, both sides of every limit: the native formula and Python agree."""
    model = ironcalc.create("case")
    for column, value in enumerate(case.inputs, start=1):
        if isinstance(value, Fraction):
            model.update_cell_with_number(0, 1, column, float(value))
        elif value is not None:
            model.update_cell_with_text(0, 1, column, value)
    formula = as_formula(case.tree, lambda role: f"{COLUMNS[role]}1")
    model.update_cell_with_formula(0, 1, 5, formula)
    model.evaluate()
    assert same(model.get_cell_value(0, 1, 5), case.expected), (formula, case)


def write_cases(path: Path, cases: Sequence[Case], shift: int = 0) -> None:
    """A case a row: inputs, then the formula; cached values are wrong on purpose. `shift` breaks
    the formulas, to see that a difference would be seen."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        for row, case in enumerate(cases):
            for column, value in enumerate(case.inputs):
                if isinstance(value, Fraction):
                    sheet.write_number(row, column, float(value))
                elif value is not None:
                    sheet.write_string(row, column, value)

            def address(role: str, row: int = row) -> str:
                return f"{COLUMNS[role]}{row + 1 + shift}"

            sheet.write_formula(row, len(ROLES), as_formula(case.tree, address), None, -77)


@pytest.mark.libreoffice
def test_libreoffice_gives_pythons_score(tmp_path: Path) -> None:
    """1,950 cases over all rules, recalculated by LibreOffice."""
    cases = random_cases(1950, seed=7)
    write_cases(tmp_path / "cases.xlsx", cases)
    (saved,) = saved_by_libreoffice([tmp_path / "cases.xlsx"], tmp_path / "saved")
    assert unequal(saved, cases) == []


@pytest.mark.libreoffice
def test_a_wrong_formula_would_be_seen(tmp_path: Path) -> None:
    """The comparison itself can fail: formulas that look one row down give other scores."""
    cases = random_cases(390, seed=8)
    write_cases(tmp_path / "cases.xlsx", cases, shift=1)
    (saved,) = saved_by_libreoffice([tmp_path / "cases.xlsx"], tmp_path / "saved")
    assert len(unequal(saved, cases)) > len(cases) // 10


def test_ironcalc_reads_the_same_workbook(tmp_path: Path) -> None:
    """The file itself, not only the formulas: cached values are thrown away."""
    cases = random_cases(390, seed=9)
    write_cases(tmp_path / "cases.xlsx", cases)
    model = recalculated(tmp_path / "cases.xlsx")
    wrong = [
        case
        for row, case in enumerate(cases, start=1)
        if not same(model.get_cell_value(0, row, 5), case.expected)
    ]
    assert wrong == []


def test_cases_reach_scores_and_blanks() -> None:
    """The cases are worth something: every rule comes to nothing in some and to several scores."""
    outcomes: dict[tuple[str, str], set[Value]] = {}
    for case in random_cases(1950, seed=7):
        outcomes.setdefault((case.rule, case.not_applicable), set()).add(case.expected)
    for rule, reached in outcomes.items():
        assert "" in reached, rule
        assert len(reached - {""}) >= 2, rule


def unequal(saved: Path, cases: Sequence[Case]) -> list[tuple[int, object, Case]]:
    sheet = openpyxl.load_workbook(saved, data_only=True).active
    assert sheet is not None
    return [
        (row, sheet.cell(row, 5).value, case)
        for row, case in enumerate(cases, start=1)
        if not same(sheet.cell(row, 5).value, case.expected)
    ]

"""Compares a workbook of ours with the same workbook recalculated by another program."""

from __future__ import annotations

from pathlib import Path

import openpyxl


def assert_recalculates(ours: Path, theirs: Path) -> int:
    """Assert that every formula of every sheet gives the figure stored with it; returns the number of formulas."""
    formulas = openpyxl.load_workbook(ours)
    before = openpyxl.load_workbook(ours, data_only=True)
    after = openpyxl.load_workbook(theirs, data_only=True)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                expected = before[sheet.title][cell.coordinate].value
                computed = after[sheet.title][cell.coordinate].value
                where = f"{ours.name} {sheet.title}!{cell.coordinate} {cell.value}"
                if isinstance(expected, int | float):
                    assert isinstance(computed, int | float), where
                    assert abs(computed - expected) < 1e-9, where
                else:
                    assert (computed or "") == (expected or ""), where
                compared += 1
    return compared

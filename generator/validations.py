"""Writes data validations, one for every run of cells that share it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xlsxwriter.worksheet import Worksheet

from generator.toolbox import accepted
from workbook_templates.cell_plan import PlanCell


def validate(sheet: Worksheet, inputs: Iterable[PlanCell]) -> None:
    """Put the validations of input cells into a sheet."""
    for first, last in _runs(inputs):
        _validate(sheet, first, last)


def _validate(sheet: Worksheet, first: PlanCell, last: PlanCell) -> None:
    """Write the validation of all cells of a column from `first` to `last`."""
    validation = first.validation
    assert validation is not None
    options: dict[str, Any] = {
        "validate": validation.kind,
        "input_title": validation.prompt_title,
        "input_message": validation.prompt,
        "error_title": validation.error_title,
        "error_message": validation.error,
    }
    if validation.kind == "list":
        options["source"] = validation.source
    elif validation.kind == "custom":
        options["value"] = validation.source
    else:
        low, high = float(validation.low), float(validation.high)
        options |= {"criteria": "between", "minimum": low, "maximum": high}
        if validation.kind == "whole":
            options |= {"minimum": int(low), "maximum": int(high)}
    accepted(sheet.data_validation(first.row, first.column, last.row, last.column, options))


def _runs(inputs: Iterable[PlanCell]) -> list[tuple[PlanCell, PlanCell]]:
    """The first and last cell of every vertical run of cells that share one validation. A separate rule for each of
    ten thousand cells would make a workbook slow to open.
    """
    runs: list[tuple[PlanCell, PlanCell]] = []
    open_runs: dict[int, int] = {}
    for cell in inputs:
        if cell.validation is None:
            continue
        at = open_runs.get(cell.column)
        if at is not None:
            first, last = runs[at]
            if first.validation is cell.validation and last.row + 1 == cell.row:
                runs[at] = (first, cell)
                continue
        open_runs[cell.column] = len(runs)
        runs.append((cell, cell))
    return runs

"""The members of XlsxWriter that are used and that it does not promise to keep: a new version is looked at here first."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

ROOT = Path(__file__).parents[2] / "generator"
FILES = ("native_sheet.py", "packed_text.py")

METHODS: dict[Callable[..., Any], tuple[str, ...]] = {
    Worksheet._calculate_spans: (),
    Worksheet._check_dimensions: ("row", "col", "ignore_row", "ignore_col"),
    Worksheet._escape_data: ("data",),
    Worksheet._prepare_formula: ("formula", "expand_future_functions"),
    Worksheet._write_cell: ("row", "col", "cell"),
    Worksheet._write_empty_row: ("row", "spans", "row_info"),
    Worksheet._write_row: ("row", "spans", "row_info", "empty_row"),
    Worksheet._write_rows: (),
    Worksheet._xml_end_tag: ("tag",),
    Format._get_xf_index: (),
    SharedStringTable._get_shared_string_index: ("string",),
    Packager._filename: ("xml_filename",),
    Workbook._get_packager: (),
}
"""Methods, with their parameters as they are called or overridden."""

TUPLES = {
    CellBlankTuple: ("format",),
    CellFormulaTuple: ("formula", "format", "value"),
    CellNumberTuple: ("number", "format"),
    CellStringTuple: ("string", "format"),
}
ATTRIBUTES = ("dim_rowmin", "dim_rowmax", "row_info", "row_spans", "table")


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.__qualname__)
def test_a_private_method_takes_what_it_took(method: Callable[..., Any]) -> None:
    assert tuple(inspect.signature(method).parameters)[1:] == METHODS[method]


def test_no_other_private_method_is_used() -> None:
    """What begins with an underscore in these two files is our own or stands in the table."""
    named = {method.__name__ for method in METHODS}
    for file in FILES:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert _private_names(tree) - _own_names(tree) <= named, file


def test_every_method_of_the_table_is_used() -> None:
    used = set()
    for file in FILES:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        used |= _private_names(tree) | set(_defined(tree))
    assert {method.__name__ for method in METHODS} <= used


def test_cells_and_sheets_are_held_as_they_were() -> None:
    for kind, fields in TUPLES.items():
        assert tuple(inspect.signature(kind).parameters)[: len(fields)] == fields
    sheet = Worksheet()
    assert all(hasattr(sheet, name) for name in ATTRIBUTES)


def test_the_version_is_one_that_was_looked_at() -> None:
    major, minor, *_ = xlsxwriter.__version__.split(".")
    assert (major, minor) in {("3", "2"), ("3", "3")}


def _private_names(tree: ast.AST) -> set[str]:
    return {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_private(node.attr)
    }


def _own_names(tree: ast.AST) -> set[str]:
    """Names that the file itself sets or defines, and that XlsxWriter has not."""
    known = {name for kind in (Worksheet, Packager, Workbook) for name in dir(kind)}
    return set(_defined(tree)) - known


def _defined(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")

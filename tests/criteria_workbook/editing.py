"""The workbook of a small set, and what a clerk may do to it in a spreadsheet program."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import NamedTuple

import openpyxl
from openpyxl.workbook.workbook import Workbook

from cchc.criteria.model import CriteriaSet
from cchc.errors import BrokenInput
from cchc.findings.finding import Finding
from consolidator.criteria_workbook.reading import read_criteria_workbook
from generator.criteria_workbook import criteria_workbook
from tests.criteria.small_set import SMALL_SET
from tests.support.findings import recorded
from workbook_templates.criteria_plan import FIRST_ROW, INFO, LINES, counts_sheet

Edit = Callable[[Workbook], None]

SMALL = SMALL_SET.load()
COUNTS = counts_sheet(0).name


class Named(NamedTuple):
    """A finding as it is compared: what, where, and its two sides."""

    code: str
    sheet: str
    cell: str
    criterion_code: str
    found: str
    expected: str


def edited(edit: Edit, criteria: CriteriaSet = SMALL) -> bytes:
    """The workbook of a set, edited and saved by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(criteria_workbook(criteria)))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def at(code: str, key: str, criteria: CriteriaSet = SMALL) -> str:
    """The address of a cell of a line, by the line's code and the column's key."""
    return f"{LINES.letters(key)}{FIRST_ROW + 1 + criteria.codes.index(code)}"


def setting(key: str) -> str:
    """The address of a setting's value."""
    return f"B{FIRST_ROW + 1 + INFO.place(key)}"


def put(cell: str, value: object, number_format: str = "@", sheet: str = LINES.name) -> Edit:
    """Something typed over a cell."""

    def edit(book: Workbook) -> None:
        book[sheet][cell].value = value
        book[sheet][cell].number_format = number_format

    return edit


def both(*edits: Edit) -> Edit:
    """Several edits, one after another."""

    def edit(book: Workbook) -> None:
        for each in edits:
            each(book)

    return edit


def named(findings: tuple[Finding, ...]) -> list[Named]:
    return [
        Named(
            each.code,
            each.sheet,
            each.cell,
            each.criterion_code,
            recorded(each).found,
            recorded(each).expected,
        )
        for each in findings
    ]


def refusal(edit: Edit, criteria: CriteriaSet = SMALL) -> list[Named]:
    """All that is said of a workbook that is not taken in; nothing where it is."""
    try:
        read_criteria_workbook(edited(edit, criteria), "bo.xlsx")
    except BrokenInput as broken:
        assert all(
            each.file == "bo.xlsx" and recorded(each).message and recorded(each).remedy
            for each in broken.findings
        )
        return named(broken.findings)
    return []

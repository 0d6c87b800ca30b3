"""Calls laid out in a workbook: arguments as cells, the function as an array formula, beside it the
native formula where there is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from cchc.core.numbers import from_double
from cchc.criteria.scoring import parse_rule
from tests.addin.cases import ERRORS, Call, Rows, Value
from workbook_templates import udf_native as native
from workbook_templates.udf_catalogue import BY_NAME

SHEET = "Goi"
ROOM = 24
"""Rows a call takes: the longest argument has 16."""

RESULT, NATIVE, SCORES = 12, 13, 14
ROLES = ("choice", "done", "total", "score")


@dataclass(frozen=True)
class Place:
    """Where one call stands."""

    call: Call
    top: int

    def range_of(self, argument: int) -> str:
        rows = self.call.arguments[argument]
        return (
            f"{self.cell(argument, 0)}:{self.cell(argument, len(rows) - 1)}"
            if len(rows) > 1
            else self.cell(argument, 0)
        )

    def cell(self, column: int, row: int) -> str:
        return f"${xl_col_to_name(column)}${self.top + row + 1}"


def places_of(calls: Sequence[Call]) -> list[Place]:
    return [Place(call, number * ROOM) for number, call in enumerate(calls)]


def write(path: Path, places: Sequence[Place], lengths: Sequence[int]) -> None:
    """The workbook. `lengths` says how many rows each result has."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for place, length in zip(places, lengths, strict=True):
            for number, rows in enumerate(place.call.arguments):
                for row, (value,) in enumerate(rows):
                    _write(sheet, day, place.top + row, number, value)
            function = BY_NAME[place.call.name]
            arguments = ",".join(place.range_of(number) for number in range(len(place.call.arguments)))
            formula = f"{{={function.office_name}({arguments})}}"
            bottom = place.top + length - 1
            sheet.write_array_formula(place.top, RESULT, bottom, RESULT, formula)
            for row, text in enumerate(native_formulas(place, length)):
                sheet.write_formula(place.top + row, NATIVE, "=" + text[0])
                if len(text) > 1:
                    sheet.write_formula(place.top + row, SCORES, "=" + text[1])


def _write(sheet: Any, day: Any, row: int, column: int, value: Value) -> None:
    if value is None:
        return
    if isinstance(value, dict):
        sheet.write_datetime(row, column, dt.datetime.fromisoformat(value["date"]), day)
    elif isinstance(value, str) and value in ERRORS:
        sheet.write_formula(row, column, f"={value}", None, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write_number(row, column, value)


def native_formulas(place: Place, length: int) -> list[tuple[str, ...]]:
    """The native formula of every result cell; empty where there is none. A second one is the score
    that the native check looks at."""
    name, at = place.call.name, place.range_of
    if name == "INDEX":
        return [(native.index(at(0), at(1)),)]
    if name == "COMPONENTS" and sound(place.call.arguments[1]):
        return [(native.component(at(0), at(1), at(2), place.cell(3, row)),) for row in range(length)]
    if name == "CLASS":
        decimals = int(place.call.arguments[3][0][0])
        return [(native.class_of(place.cell(0, row), at(1), at(2), decimals),) for row in range(length)]
    if name == "RANK" and place.call.arguments[5] == [["1,1,3"]] and sound(place.call.arguments[0]):
        compare = "unrounded" if place.call.arguments[4] == [["unrounded"]] else "displayed"
        columns = (at(0), at(1), at(2))
        return [
            (
                native.rank(
                    (place.cell(0, row), place.cell(1, row), place.cell(2, row)), columns, 2, compare
                ),
            )
            for row in range(length)
        ]
    if name in ("SCORE", "CHECK"):
        return [_leaf_formulas(place, row) for row in range(length)]
    return []


def _leaf_formulas(place: Place, row: int) -> tuple[str, ...]:
    rule_text, points, kind = (place.call.arguments[number][row][0] for number in (0, 1, 6))
    max_points = from_double(points)
    rule, kind = parse_rule(rule_text, max_points), kind or ""
    cells = {role: place.cell(2 + number, row) for number, role in enumerate(ROLES)}
    cells["self"] = place.cell(SCORES, row)
    inputs = f"{place.cell(2, row)}:{place.cell(5, row)}"
    score = native.score(rule, max_points, kind, cells.__getitem__, inputs)
    if place.call.name == "SCORE":
        return (score,)
    return native.check(rule, max_points, kind, cells.__getitem__, inputs), score


def sound(rows: Rows) -> bool:
    """Whether a column holds what the native formulas promise to take: numbers not below 0, blanks, errors."""
    return all(
        value is None or value in ERRORS or (isinstance(value, int | float) and 0 <= value < 10**6)
        for (value,) in rows
        if not isinstance(value, dict)
    ) and not any(isinstance(value, dict) for (value,) in rows)


def read(
    path: Path, places: Sequence[Place], lengths: Sequence[int]
) -> tuple[list[list[Value]], list[list[Value]]]:
    """What a program computed: results of the function and of the native formulas, call by call."""
    sheet = openpyxl.load_workbook(path, data_only=True)[SHEET]
    results, natives = [], []
    for place, length in zip(places, lengths, strict=True):
        results.append([sheet.cell(place.top + row + 1, RESULT + 1).value for row in range(length)])
        natives.append([sheet.cell(place.top + row + 1, NATIVE + 1).value for row in range(length)])
    return results, natives


def same(one: Value, other: Value, decimals: int = 2) -> bool:
    """As ARCHITECTURE.md defines equal: nothing is nothing, any error is an error, figures are closer than
    1e-9 and display alike."""
    from cchc.core.numbers import agree

    one, other = ("" if each is None else each for each in (one, other))
    if isinstance(one, str) or isinstance(other, str):
        both_errors = one in ERRORS and other in ERRORS
        return both_errors or one == other
    return agree(exact(one), exact(other), decimals)


def exact(value: float) -> Fraction:
    return from_double(float(value))

"""One table of parity: core = decorated function = xlwings' real call_udf = LibreOffice = native formula."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import xl_addin.udfs
from cchc.core.sheet_functions import FUNCTIONS
from tests.addin.cases import ERRORS, Call, Rows, Value, random_calls
from tests.addin.laid_out import native_formulas, places_of, read, same, write
from tests.support.office import Office
from workbook_templates.checks import call
from workbook_templates.udf_catalogue import BY_NAME, CATALOGUE

CALLS = 3300
IN_LIBREOFFICE = 1100
ROOT = Path(__file__).parents[2]


def plain(rows: Rows) -> Rows:
    """Dates as the numbers they are in a sheet."""
    import datetime as dt

    first = dt.date(1899, 12, 30)
    return [
        [
            (dt.date.fromisoformat(cell["date"]) - first).days if isinstance(cell, dict) else cell
            for cell in row
        ]
        for row in rows
    ]


def by_core(each: Call) -> list[Value]:
    return [row[0] for row in call(each.name, [plain(rows) for rows in each.arguments])]


@pytest.fixture(scope="module")
def calls() -> list[Call]:
    return random_calls(CALLS, seed=20)


def test_the_catalogue_and_the_core_offer_the_same() -> None:
    assert set(BY_NAME) == set(FUNCTIONS)


def test_the_cases_are_worth_something(calls: list[Call]) -> None:
    """Every function comes to figures or texts, to nothing, and to errors."""
    kinds: dict[str, Counter[str]] = {function.name: Counter() for function in CATALOGUE}
    for each in calls:
        for value in by_core(each):
            kinds[each.name]["error" if value in ERRORS else "nothing" if value == "" else "result"] += 1
    for name, counted in kinds.items():
        assert counted["result"] > 100 and counted["error"] > 10, (name, counted)
        if name not in ("INDEX", "WHATIF"):
            assert counted["nothing"] > 20, (name, counted)


def test_decorated_functions_give_the_same(calls: list[Call]) -> None:
    for each in calls:
        function = getattr(xl_addin.udfs, BY_NAME[each.name].excel_name)
        assert function(*(plain(rows) for rows in each.arguments)) == [[value] for value in by_core(each)]


def test_call_udf_gives_the_same(calls: list[Call]) -> None:
    """xlwings' own reading of ranges: errors, dates and blanks as they come from Excel."""
    lines = [
        json.dumps([BY_NAME[each.name].excel_name, [{"range": rows} for rows in each.arguments]])
        for each in calls
    ]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.support.fake_com"],
        input="\n".join(lines),
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=True,
        cwd=ROOT,
        timeout=300,
    )
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(replies) == len(calls)
    wrong = [
        (each, reply)
        for each, reply in zip(calls, replies, strict=True)
        if reply != [[value] for value in by_core(each)]
    ]
    assert wrong == []


@pytest.mark.libreoffice
def test_libreoffice_and_native_formulas_give_the_same(calls: list[Call], tmp_path: Path) -> None:
    """LibreOffice refuses a call with an error in any range, so there every result is an error."""
    chosen = calls[:IN_LIBREOFFICE]
    expected = [by_core(each) for each in chosen]
    places, lengths = places_of(chosen), [len(values) for values in expected]
    write(tmp_path / "goi.xlsx", places, lengths)
    office = Office(tmp_path / "office")
    (saved,) = office.saved([tmp_path / "goi.xlsx"], tmp_path / "saved")
    assert len(office.functions) == len(CATALOGUE)
    results, natives = read(saved, places, lengths)
    wrong: list[object] = []
    compared: Counter[str] = Counter()
    for place, values, shown, native in zip(places, expected, results, natives, strict=True):
        if place.call.has_error:
            assert any(value in ERRORS for value in values), place.call
            wrong += [(place.call, shown)] if not all(each in ERRORS for each in shown) else []
        else:
            wrong += [
                (place.call, value, each)
                for value, each in zip(values, shown, strict=True)
                if not same(value, each)
            ]
        if native_formulas(place, len(values)):
            compared[place.call.name] += len(values)
            wrong += [
                (place.call, value, each, "native")
                for value, each in zip(values, native, strict=True)
                if not same(value, each)
            ]
    assert wrong[:5] == []
    assert set(compared) == {"INDEX", "COMPONENTS", "CLASS", "RANK", "SCORE", "CHECK"}


@pytest.mark.parametrize("limits", [[0.9, 0.8], [90, 101], [90, -1], [1, 0], [90, 0.5], [0.9, 80]])
def test_limits_of_classes_that_are_no_percentages(limits: list[float]) -> None:
    """90% typed into a cell is 0.9 there: every unit would be in the highest class."""
    names: Rows = [["Xuất sắc"], ["Tốt"]]
    lowest: Rows = [[limit] for limit in limits]
    for name, arguments in (
        ("CLASS", [[[70]], names, lowest, [[2]]]),
        ("CLASSGAP", [[[7]], [[10]], [["Tốt"]], names, lowest, [[2]]]),
        ("CLASSADVICE", [[[7]], [[10]], names, lowest, [[2]]]),
    ):
        assert call(name, arguments) == [["#NUM!"]]


@pytest.mark.libreoffice
def test_native_formulas_refuse_the_same_limits(tmp_path: Path) -> None:
    """By limits of 0.9 and 0.8 an index of 70 was "Xuất sắc" in silence; by 90 and 50 it is the second class."""
    limits = ([0.9, 0.8], [90, 101], [90, -1], [1, 0], [90, 0.5], [0.9, 80], [90, 50], [90, 0])
    names, decimals, index = [["Xuất sắc"], ["Tốt"]], [[2]], [[70]]
    calls = [Call("CLASS", (index, names, [[each] for each in pair], decimals)) for pair in limits]
    places, lengths = places_of(calls), [1] * len(calls)
    write(tmp_path / "goi.xlsx", places, lengths)
    (saved,) = Office(tmp_path / "office").saved([tmp_path / "goi.xlsx"], tmp_path / "saved")
    results, natives = read(saved, places, lengths)
    assert results == [["#NUM!"]] * 6 + [["Tốt"]] * 2
    assert natives == [["#N/A"]] * 6 + [["Tốt"]] * 2

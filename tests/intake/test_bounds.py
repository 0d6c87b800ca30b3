"""No file takes longer than two seconds, whatever it holds; too much is refused before anything is visited."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cchc.returns.unit_form import UnitReceipt
from consolidator.files import ReturnedFile
from consolidator.reading.bounds import MOST_CELLS
from tests.support.findings import recorded
from tests.support.rounds import Round
from tests.support.timing import within
from workbook_templates.cell_plan import address_of

from .package_edits import Edit, part
from .packages import MAIN, RELATIONS, RESULT, STRINGS, WORKBOOK, replacing, with_parts
from .proof import touched

Write = Callable[[str, int], str]


def blank(address: str, number: int) -> str:
    return f'<c r="{address}" s="{number % 40}"/>'


def blank_open(address: str, number: int) -> str:
    return f'<c r="{address}" s="{number % 40}"></c>'


def without_address(address: str, number: int) -> str:
    return "<c/>"


def filled(address: str, number: int) -> str:
    return f'<c r="{address}"><v>{number * 7919 % 99991}</v></c>'


def filled_oddly(address: str, number: int) -> str:
    return f'<c r="{address}"><v>{number * 7919 % 99991}</v ></c>'


def formula(address: str, number: int) -> str:
    return f'<c r="{address}"><f>A{number + 1}+1</f><v>{number % 9}</v></c>'


def inline(address: str, number: int) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{number * 7919 % 999983}</t></is></c>'


def grid(rows: int, columns: int, write: Write, name: str = MAIN) -> Edit:
    """Rows of cells more, from row 1000 on."""
    text = "".join(
        f'<row r="{row + 1}">'
        + "".join(write(address_of(row, column), row * columns + column) for column in range(columns))
        + "</row>"
        for row in range(999, 999 + rows)
    )
    return part(name, ("</sheetData>", f"{text}</sheetData>"))


def merges(content: bytes) -> bytes:
    more = "".join(f'<mergeCell ref="A{row}:C{row}"/>' for row in range(1000, 101_000)).encode()
    return with_parts(content, {MAIN: lambda each: re.sub(rb"(<mergeCells[^>]*>)", rb"\1" + more, each)})


def behind(text: str) -> Edit:
    return part(MAIN, ("</worksheet>", f"{text}</worksheet>"))


HARMLESS: dict[str, Edit] = {
    "100,000 blank cells": grid(4000, 26, blank),
    "300,000 blank cells": grid(1200, 250, blank),
    "300,000 blank cells with end tags": grid(1200, 250, blank_open),
    "500,000 blank cells without addresses": grid(5000, 100, without_address),
    "300,000 blank cells on another sheet": grid(1200, 250, blank, RESULT),
    "200,000 empty rows": part(
        MAIN, ("</sheetData>", "".join(f'<row r="{row}" ht="15"/>' for row in range(1000, 201_000)) + "</sheetData>")
    ),
    "100,000 merges": merges,
    "200,000 columns": part(
        MAIN, ("<cols>", "<cols>" + "".join(f'<col min="{n % 16384 + 1}" max="{n % 16384 + 1}" width="9"/>' for n in range(200_000)))
    ),
    "100,000 validations": behind(
        "<dataValidations>" + "".join(f'<dataValidation type="whole" sqref="A{n}"/>' for n in range(1000, 101_000)) + "</dataValidations>"
    ),
    "200,000 names": part(
        WORKBOOK, ("<definedNames>", "<definedNames>" + "".join(f'<definedName name="a{n}">A{n}</definedName>' for n in range(200_000)))
    ),
    "95,000 texts with runs": part(
        STRINGS, ("</sst>", "".join(f"<si><r><t>{n}</t></r></si>" for n in range(95_000)) + "</sst>")
    ),
    "50,000 relationships": part(
        RELATIONS, ("</Relationships>", "".join(f'<Relationship Id="z{n}" Type="urn:x" Target="z{n}.xml"/>' for n in range(50_000)) + "</Relationships>")
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HARMLESS)
def test_what_is_harmless_is_read_in_time(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, what: str
) -> None:
    content = HARMLESS[what](clean)
    for in_sample in (False, True):
        with within(2):
            outcome = issued_round.take_file(ReturnedFile("phieu.xlsx", content, in_sample=in_sample))
        assert {each.severity for each in outcome.findings} <= {"note"}
        assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize("write", [filled, formula, inline])
def test_as_many_cells_as_are_read_are_read_in_time(
    issued_round: Round, clean: bytes, write: Write
) -> None:
    content = grid(900, 100, write)(clean)
    for in_sample in (False, True):
        with within(2):
            outcome = issued_round.take_file(ReturnedFile("phieu.xlsx", content, in_sample=in_sample))
        assert outcome.reading is not None
        assert {each.code for each in outcome.findings} == {"TYPED_OUTSIDE_FORM"}


@pytest.mark.parametrize("write", [filled, filled_oddly, formula, inline])
def test_more_cells_are_refused_at_once(issued_round: Round, clean: bytes, write: Write) -> None:
    content = grid(2000, 100, write)(clean)
    with within(1):
        outcome = issued_round.take(content)
    (why,) = outcome.findings
    count, _, rest = recorded(why).found.partition(" ")
    assert why.code == "FILE_TOO_LARGE" and rest == "ô có dữ liệu" and int(count) > MOST_CELLS
    assert recorded(why).expected == str(MOST_CELLS) and "cả cột" in recorded(why).remedy


def test_too_many_texts_are_refused_at_once(issued_round: Round, clean: bytes) -> None:
    more = "".join(f"<si><t>{number}</t></si>" for number in range(300_000))
    content = with_parts(clean, {STRINGS: replacing("</sst>", f"{more}</sst>")})
    with within(1):
        outcome = issued_round.take(content)
    assert [each.code for each in outcome.findings] == ["FILE_TOO_LARGE"]
    assert recorded(outcome.findings[0]).found.endswith("chuỗi dùng chung")

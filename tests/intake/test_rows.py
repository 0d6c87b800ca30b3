"""Rows deleted, inserted, copied, sorted; codes and names that changed places."""

from __future__ import annotations

import pytest

from cchc.returns.unit_form import UnitReceipt
from tests.support.findings import recorded
from tests.support.rounds import Round

from .leaves import BANDS, EVIDENCE, LAST, LEVELS, YES_NO
from .packages import saved_by_openpyxl
from .proof import Found, claim_on, proves, see, touched
from .spoiling import (
    address,
    emptied,
    swapped,
    typed_at,
    with_row_before,
    with_rows,
    with_rows_swapped,
    with_text,
    without_row,
)

CACHED = Found("CACHED_FIGURES_MISSING")
ROWS = 138
"""Rows of the form that hold something."""


@pytest.fixture(scope="module")
def bare(clean: bytes) -> bytes:
    """The clean form without formula results: what a person does to rows changes none of them here."""
    return saved_by_openpyxl(clean)


def row_of(issued: Round, code: str) -> int:
    return issued.cell(f"{code}:code").row + 1


def moved(issued: Round, first: int) -> str:
    """How many planned rows stand from this row on."""
    return str(len({cell.row for cell in issued.sheet.cells if cell.row + 1 >= first}))


@pytest.mark.parametrize("code", [LEVELS, BANDS, LAST])
@proves("ROW_MISSING")
@proves("ROWS_MOVED")
def test_a_row_deleted(issued_round: Round, bare: bytes, clean_outcome: UnitReceipt, code: str) -> None:
    row = row_of(issued_round, code)
    outcome = issued_round.take(without_row(bare, row))
    see(
        outcome.findings,
        Found("ROW_MISSING", "", code, "", code),
        Found("ROWS_MOVED", "", "", moved(issued_round, row + 1)),
        CACHED,
    )
    assert touched(outcome, clean_outcome) == {code}
    assert claim_on(outcome, code).self_score is None and claim_on(outcome, code).figures == {}


@proves("ROW_MISSING")
def test_the_row_of_a_sum_deleted(issued_round: Round, bare: bytes, clean_outcome: UnitReceipt) -> None:
    row = row_of(issued_round, "1.1")
    outcome = issued_round.take(without_row(bare, row))
    see(
        outcome.findings,
        Found("ROW_MISSING", "", "1.1", "", "1.1"),
        Found("ROWS_MOVED", "", "", moved(issued_round, row + 1)),
        CACHED,
    )
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize("place", [4, 8, 12, 14, 60, 133, 136, 139])
@proves("ROWS_MOVED")
def test_an_empty_row_inserted(
    issued_round: Round, bare: bytes, clean_outcome: UnitReceipt, place: int
) -> None:
    """In the heading, before the table, in it, below it: everything is found again."""
    outcome = issued_round.take(with_row_before(bare, place))
    see(outcome.findings, Found("ROWS_MOVED", "", "", moved(issued_round, place)), CACHED)
    assert touched(outcome, clean_outcome) == set()


@proves("TYPED_OUTSIDE_FORM")
def test_a_row_inserted_with_something_in_it(
    issued_round: Round, bare: bytes, clean_outcome: UnitReceipt
) -> None:
    row = row_of(issued_round, BANDS)
    cells = typed_at(("B", "Tiêu chí của xã"), ("E", "7"), row=row)
    outcome = issued_round.take(with_row_before(bare, row, cells))
    see(
        outcome.findings,
        Found("ROWS_MOVED", "", "", moved(issued_round, row)),
        CACHED,
        Found("TYPED_OUTSIDE_FORM", f"B{row}", "", "Tiêu chí của xã"),
        Found("TYPED_OUTSIDE_FORM", f"E{row}", "", "7"),
    )
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize("other", [BANDS, YES_NO, LAST])
@proves("ROWS_MOVED")
def test_whole_rows_exchanged_lose_nothing(
    issued_round: Round, bare: bytes, clean_outcome: UnitReceipt, other: str
) -> None:
    """Figures go by the code they stand behind."""
    one, two = row_of(issued_round, LEVELS), row_of(issued_round, other)
    outcome = issued_round.take(with_rows_swapped(bare, one, two))
    see(outcome.findings, Found("ROWS_MOVED", "", "", "2"), CACHED)
    assert touched(outcome, clean_outcome) == set()


@proves("ROWS_MOVED")
def test_the_whole_table_sorted_upside_down(
    issued_round: Round, bare: bytes, clean_outcome: UnitReceipt
) -> None:
    first, last = row_of(issued_round, "1"), row_of(issued_round, LAST)
    outcome = issued_round.take(
        with_rows(
            bare,
            lambda rows: {
                first + last - row if first <= row <= last else row: cells for row, cells in rows.items()
            },
        )
    )
    lines = len(issued_round.criteria.lines)
    see(outcome.findings, Found("ROWS_MOVED", "", "", str(lines - lines % 2)), CACHED)
    assert touched(outcome, clean_outcome) == set()


@proves("ROW_TWICE")
def test_a_row_copied(issued_round: Round, bare: bytes, clean_outcome: UnitReceipt) -> None:
    """Which of the two is meant nobody can know: neither counts, what was typed is named."""
    row = row_of(issued_round, BANDS)
    outcome = issued_round.take(with_rows(bare, lambda rows: {**rows, 300: rows[row]}))
    typed = [("E", "40"), ("F", "40"), ("J", EVIDENCE)]
    see(
        outcome.findings,
        Found("ROW_TWICE", "", BANDS, f"A{row}, A300", BANDS),
        CACHED,
        *(
            Found("TYPED_OUTSIDE_FORM", f"{column}{place}", "", text)
            for place in (row, 300)
            for column, text in typed
        ),
    )
    assert touched(outcome, clean_outcome) == {BANDS}


@pytest.mark.parametrize("code", [f"{BANDS}a", "9.9.9", "1,1,2"])
@proves("ROW_MISSING")
def test_a_code_edited(issued_round: Round, bare: bytes, clean_outcome: UnitReceipt, code: str) -> None:
    row = row_of(issued_round, BANDS)
    outcome = issued_round.take(with_text(bare, f"A{row}", code))
    see(
        outcome.findings,
        Found("ROW_MISSING", "", BANDS, "", BANDS),
        CACHED,
        Found("TYPED_OUTSIDE_FORM", f"A{row}", "", code),
        Found("TYPED_OUTSIDE_FORM", f"E{row}", "", "40"),
        Found("TYPED_OUTSIDE_FORM", f"F{row}", "", "40"),
        Found("TYPED_OUTSIDE_FORM", f"J{row}", "", EVIDENCE),
    )
    assert touched(outcome, clean_outcome) == {BANDS}


@proves("ROW_MISSING")
def test_a_code_emptied(issued_round: Round, bare: bytes, clean_outcome: UnitReceipt) -> None:
    row = row_of(issued_round, BANDS)
    outcome = issued_round.take(emptied(bare, f"A{row}"))
    see(
        outcome.findings,
        Found("ROW_MISSING", "", BANDS, "", BANDS),
        CACHED,
        Found("TYPED_OUTSIDE_FORM", f"E{row}", "", "40"),
        Found("TYPED_OUTSIDE_FORM", f"F{row}", "", "40"),
        Found("TYPED_OUTSIDE_FORM", f"J{row}", "", EVIDENCE),
    )
    assert touched(outcome, clean_outcome) == {BANDS}


@proves("ROW_MISSING")
def test_a_code_made_that_of_another_line(
    issued_round: Round, bare: bytes, clean_outcome: UnitReceipt
) -> None:
    """The line whose name follows keeps its code; the other one is missing, its figures named."""
    row = row_of(issued_round, BANDS)
    outcome = issued_round.take(with_text(bare, f"A{row}", LEVELS))
    see(
        outcome.findings,
        Found("ROW_MISSING", "", BANDS, "", BANDS),
        CACHED,
        Found("TYPED_OUTSIDE_FORM", f"A{row}", "", LEVELS),
        Found("TYPED_OUTSIDE_FORM", f"E{row}", "", "40"),
        Found("TYPED_OUTSIDE_FORM", f"F{row}", "", "40"),
        Found("TYPED_OUTSIDE_FORM", f"J{row}", "", EVIDENCE),
    )
    assert touched(outcome, clean_outcome) == {BANDS}


@proves("CODE_ON_OTHER_LINE")
def test_names_exchanged(issued_round: Round, bare: bytes, clean_outcome: UnitReceipt) -> None:
    """Which line the figures were meant for nobody can know: they are kept, and score nothing."""
    one, other = address(issued_round, f"{LEVELS}:name"), address(issued_round, f"{BANDS}:name")
    outcome = issued_round.take(swapped(bare, one, other))
    first, second = outcome.findings[0], outcome.findings[1]
    see(
        outcome.findings,
        Found("CODE_ON_OTHER_LINE", one, LEVELS, recorded(first).found, recorded(first).expected),
        Found("CODE_ON_OTHER_LINE", other, BANDS, recorded(first).expected, recorded(first).found),
        CACHED,
    )
    names = [issued_round.criteria.by_code[code].name for code in (BANDS, LEVELS)]
    assert recorded(first).found.startswith(names[0]) and recorded(second).found.startswith(names[1])
    assert touched(outcome, clean_outcome) == {LEVELS, BANDS}
    for code in (LEVELS, BANDS):
        claim = claim_on(outcome, code)
        assert claim.self_score is None and claim.applicable
        assert claim.figures == claim_on(clean_outcome, code).figures
        assert claim.remark == EVIDENCE


@proves("CODE_ON_OTHER_LINE")
def test_codes_exchanged(issued_round: Round, bare: bytes, clean_outcome: UnitReceipt) -> None:
    one, other = address(issued_round, f"{LEVELS}:code"), address(issued_round, f"{YES_NO}:code")
    outcome = issued_round.take(swapped(bare, one, other))
    assert [(each.code, each.criterion_code) for each in outcome.findings[:3]] == [
        ("ROWS_MOVED", ""),
        ("CODE_ON_OTHER_LINE", LEVELS),
        ("CODE_ON_OTHER_LINE", YES_NO),
    ]
    see([each for each in outcome.findings if each.code == "CODE_ON_OTHER_LINE"], *(
        Found("CODE_ON_OTHER_LINE", address(issued_round, f"{stands}:name"), code, found, expected)
        for (stands, code), found, expected in zip(
            ((YES_NO, LEVELS), (LEVELS, YES_NO)),
            [recorded(each).found for each in outcome.findings[1:3]],
            [recorded(each).expected for each in outcome.findings[1:3]],
            strict=True,
        )
    ))  # fmt: skip
    assert touched(outcome, clean_outcome) == {LEVELS, YES_NO}
    assert claim_on(outcome, LEVELS).self_score is None


@pytest.mark.parametrize("row", [1, 5])
@proves("LOCKED_TEXT_EDITED")
def test_a_heading_row_deleted(
    issued_round: Round, bare: bytes, clean_outcome: UnitReceipt, row: int
) -> None:
    outcome = issued_round.take(without_row(bare, row))
    text = {1: "UBND HUYỆN HỚN QUẢN", 5: "PHỤ LỤC III"}[row]
    see(
        outcome.findings,
        Found("LOCKED_TEXT_EDITED", f"A{row}", "", "", text),
        Found("ROWS_MOVED", "", "", moved(issued_round, row + 1)),
        CACHED,
    )
    assert touched(outcome, clean_outcome) == set()


def test_the_row_of_the_index_deleted(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    row = issued_round.cell(":index").row + 1
    outcome = issued_round.take(without_row(clean, row))
    see(
        outcome.findings,
        Found("LOCKED_TEXT_EDITED", f"B{row}", "", "", "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (%)"),
        Found("ROWS_MOVED", "", "", moved(issued_round, row + 1)),
        Found("INDEX_DIFFERS", address(issued_round, ":index"), "", "(trống)", "100,0000"),
    )
    assert touched(outcome, clean_outcome) == set()

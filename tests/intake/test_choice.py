"""What is chosen, and what is pasted where a choice belongs."""

from __future__ import annotations

import unicodedata
from datetime import date
from fractions import Fraction

import pytest

from cchc.returns.unit_form import UnitReceipt
from generator.render import Typed
from tests.support.rounds import Round

from .leaves import (
    BANDS,
    EVIDENCE,
    FIRST_LEVEL,
    FULL_IF_NOT_ARISEN,
    LEVELS,
    MAY_NOT_APPLY,
    NOT_ARISEN,
    SECOND_LEVEL,
    YES_NO,
)
from .packages import saved_by_openpyxl
from .proof import Found, claim_on, index_of, proves, see, touched
from .spoiling import address, filled, with_content, with_text

CHOICE = f"{LEVELS}:choice"


def with_choice(issued: Round, typed: Typed | None) -> UnitReceipt:
    """UnitReceipt with this where the first level (1 point) was chosen."""
    return issued.take(filled(issued, {CHOICE: typed}))


def labels(issued: Round, code: str) -> str:
    return " | ".join(issued.criteria.leaf_by_code[code].choices)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("đúng hạn", "đúng hạn"),
        (NOT_ARISEN, NOT_ARISEN),
        ("Có", "Có"),
        (f"{FIRST_LEVEL}; {SECOND_LEVEL}", f"{FIRST_LEVEL}; {SECOND_LEVEL}"),
        (Fraction(1), "1"),
        (Fraction("0.5"), "0,5"),
        (date(2023, 1, 31), "31/01/2023"),
        (True, "TRUE"),
        ("x" * 300, "x" * 200 + "…"),
    ],
)
@proves("CHOICE_UNKNOWN")
def test_what_is_not_in_the_list(
    issued_round: Round, clean_outcome: UnitReceipt, typed: Typed, shown: str
) -> None:
    """ "Không phát sinh" is no choice of this leaf: pasted there it gives nothing."""
    outcome = with_choice(issued_round, typed)
    wanted = Found(
        "CHOICE_UNKNOWN", address(issued_round, CHOICE), LEVELS, shown, labels(issued_round, LEVELS)
    )
    see(outcome.findings, wanted)
    assert touched(outcome, clean_outcome) == {LEVELS}
    claim = claim_on(outcome, LEVELS)
    assert (claim.figures, claim.remark, claim.self_score, claim.applicable) == ({}, EVIDENCE, None, True)


@proves("CHOICE_UNKNOWN")
def test_not_arisen_pasted_where_yes_or_no_is_asked(
    issued_round: Round, clean_outcome: UnitReceipt
) -> None:
    outcome = issued_round.take(filled(issued_round, {f"{YES_NO}:choice": NOT_ARISEN}))
    cell = address(issued_round, f"{YES_NO}:choice")
    see(outcome.findings, Found("CHOICE_UNKNOWN", cell, YES_NO, NOT_ARISEN, "Có | Không"))
    assert claim_on(outcome, YES_NO).applicable
    assert touched(outcome, clean_outcome) == {YES_NO}


@proves("LOCKED_CELL_FILLED")
def test_not_arisen_pasted_where_there_is_no_choice(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    """The choice cell of this leaf is closed: the leaf keeps its score and its place in the total."""
    cell = address(issued_round, f"{BANDS}:choice")
    outcome = issued_round.take(with_text(clean, cell, NOT_ARISEN))
    see(outcome.findings, Found("LOCKED_CELL_FILLED", cell, BANDS, NOT_ARISEN))
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize(
    "typed",
    [f" {SECOND_LEVEL}", f"{SECOND_LEVEL} ", SECOND_LEVEL.replace(" ", "\u00a0"), SECOND_LEVEL.replace(" ", "  "),
     unicodedata.normalize("NFD", SECOND_LEVEL), SECOND_LEVEL.replace("02", "０２"), f"\u200b{SECOND_LEVEL}", f"{SECOND_LEVEL}\n"],
)  # fmt: skip
@proves("CHOICE_READ_LOOSELY")
def test_blanks_and_composition_are_seen_through_and_said(
    issued_round: Round, clean_outcome: UnitReceipt, typed: str
) -> None:
    """The second level gives half a point; the form's own formulas do not know such a text."""
    outcome = with_choice(issued_round, typed)
    see(
        outcome.findings,
        Found("CHOICE_READ_LOOSELY", address(issued_round, CHOICE), LEVELS, typed, SECOND_LEVEL),
        Found("INDEX_DIFFERS", address(issued_round, ":index"), "", index_of("78"), index_of("78.5")),
    )
    assert touched(outcome, clean_outcome) == {LEVELS}
    assert claim_on(outcome, LEVELS).figures == {"choice": SECOND_LEVEL}
    assert claim_on(outcome, LEVELS).self_score == Fraction(1, 2)


@proves("VALUE_IS_FORMULA")
def test_a_formula_that_gives_a_choice(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    cell = address(issued_round, f"{YES_NO}:choice")
    outcome = issued_round.take(with_content(clean, cell, '<f>"C"&amp;"ó"</f><v>Có</v>', "str"))
    see(outcome.findings, Found("VALUE_IS_FORMULA", cell, YES_NO, '="C"&"ó"', "Có"))
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize(
    ("inner", "kind", "found"),
    [("<f>A1</f>", "", "=A1"), ("<v>#N/A</v>", "e", "#N/A"), ("<f>A1</f><v>#REF!</v>", "e", "#REF!")],
)
@proves("VALUE_IS_ERROR")
def test_an_error_is_no_choice_and_not_blank(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, inner: str, kind: str, found: str
) -> None:
    cell = address(issued_round, CHOICE)
    outcome = issued_round.take(with_content(saved_by_openpyxl(clean), cell, inner, kind))
    see(outcome.findings, Found("VALUE_IS_ERROR", cell, LEVELS, found), Found("CACHED_FIGURES_MISSING"))
    assert touched(outcome, clean_outcome) == {LEVELS}


def not_arisen(issued: Round, code: str, keep: bool) -> UnitReceipt:
    """UnitReceipt with "Không phát sinh" chosen on a leaf, its 40 of 40 kept or cleared."""
    changes: dict[str, Typed | None] = {f"{code}:choice": NOT_ARISEN}
    if not keep:
        changes |= {f"{code}:done": None, f"{code}:total": None, f"{code}:remark": None}
    return issued.take(filled(issued, changes))


@pytest.mark.parametrize(
    ("code", "score", "applicable"), [(MAY_NOT_APPLY, None, False), (FULL_IF_NOT_ARISEN, 1, True)]
)
def test_not_arisen_leaves_the_denominator_or_gives_all(
    issued_round: Round, clean_outcome: UnitReceipt, code: str, score: int | None, applicable: bool
) -> None:
    outcome = not_arisen(issued_round, code, keep=False)
    assert outcome.findings == ()
    assert touched(outcome, clean_outcome) == {code}
    claim = claim_on(outcome, code)
    assert (claim.figures, claim.self_score, claim.applicable) == (
        {"choice": NOT_ARISEN},
        score,
        applicable,
    )


@pytest.mark.parametrize("code", [MAY_NOT_APPLY, FULL_IF_NOT_ARISEN])
@proves("NOT_APPLICABLE_WITH_FIGURES")
def test_not_arisen_and_figures_all_the_same(
    issued_round: Round, clean_outcome: UnitReceipt, code: str
) -> None:
    outcome = not_arisen(issued_round, code, keep=True)
    cell = address(issued_round, f"{code}:code")
    see(outcome.findings, Found("NOT_APPLICABLE_WITH_FIGURES", cell, code, "Thực hiện, Tổng số"))
    assert touched(outcome, clean_outcome) == {code}
    assert claim_on(outcome, code).figures == {"choice": NOT_ARISEN, "done": 40, "total": 40}

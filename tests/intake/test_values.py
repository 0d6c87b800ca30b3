"""What is typed where a number belongs: taken only beyond doubt, else named by its cell."""

from __future__ import annotations

import unicodedata
from datetime import date
from fractions import Fraction

import pytest

from cchc.returns.unit_form import UnitReceipt
from generator.render import Typed
from tests.support.findings import recorded
from tests.support.rounds import Round

from .leaves import BANDS, MONEY, PER_ITEM, STEPS
from .packages import saved_by_openpyxl
from .proof import Found, claim_on, index_of, proves, see, touched
from .spoiling import address, filled, formatted, with_content

DONE = f"{BANDS}:done"
SCORE = f"{STEPS}:score"
COUNT_RANGE = "0 … 999999999; 3 chữ số thập phân"


def with_done(issued: Round, typed: Typed) -> UnitReceipt:
    """UnitReceipt with this typed for the 40 of 40 tasks done (2 points)."""
    return issued.take(filled(issued, {DONE: typed}))


def see_refused_count(
    issued: Round, outcome: UnitReceipt, clean: UnitReceipt, code: str, found: str, expected: str = ""
) -> None:
    """One finding on the cell, the leaf without a score, all other leaves as they were."""
    see(outcome.findings, Found(code, address(issued, DONE), BANDS, found, expected))
    assert touched(outcome, clean) == {BANDS}
    claim = claim_on(outcome, BANDS)
    assert claim.self_score is None and claim.figures == {"total": 40}


@pytest.mark.parametrize(
    "typed",
    ["khoảng mười hồ sơ", "40 hồ sơ", "1_0", "1e3", "inf", "nan", "Infinity", "+5", "−5", "007", "5.", ".5", "50%",
     "1/2", "1 500", "1.234.567", "0x10", "٤٠", "=40", "#REF!", "9" * 19, "1" * 5000],
)  # fmt: skip
@proves("VALUE_NOT_A_NUMBER")
def test_words_and_odd_notations_are_no_number(
    issued_round: Round, clean_outcome: UnitReceipt, typed: str
) -> None:
    outcome = with_done(issued_round, typed)
    shown = typed if len(typed) <= 200 else typed[:200] + "…"
    see_refused_count(issued_round, outcome, clean_outcome, "VALUE_NOT_A_NUMBER", shown)


@proves("VALUE_NOT_A_NUMBER")
def test_true_is_no_number(issued_round: Round, clean_outcome: UnitReceipt) -> None:
    see_refused_count(
        issued_round, with_done(issued_round, True), clean_outcome, "VALUE_NOT_A_NUMBER", "TRUE"
    )


@pytest.mark.parametrize("typed", ["1.500", "1,500", "12.345", "-1.500", "１.５００"])
@proves("VALUE_AMBIGUOUS")
def test_three_decimals_may_be_thousands(
    issued_round: Round, clean_outcome: UnitReceipt, typed: str
) -> None:
    outcome = with_done(issued_round, typed)
    see_refused_count(issued_round, outcome, clean_outcome, "VALUE_AMBIGUOUS", typed)


@pytest.mark.parametrize(
    "typed",
    [
        "30",
        "３０",
        "\u00a030",
        "30\u00a0",
        " 30 ",
        "\u200b30",
        "30\u3000",
        unicodedata.normalize("NFD", "30\n"),
    ],
)
@proves("VALUE_READ_FROM_TEXT")
def test_a_count_typed_as_text_is_read_and_said(
    issued_round: Round, clean_outcome: UnitReceipt, typed: str
) -> None:
    """30 of 40 is 75 %: 0.5 points instead of 2. The form's formulas see no number in the cell."""
    outcome = with_done(issued_round, typed)
    see(
        outcome.findings,
        Found("VALUE_READ_FROM_TEXT", address(issued_round, DONE), BANDS, typed, "30"),
        Found("INDEX_DIFFERS", address(issued_round, ":index"), "", index_of("77"), index_of("77.5")),
    )
    assert touched(outcome, clean_outcome) == {BANDS}
    assert claim_on(outcome, BANDS).self_score == Fraction("0.5")
    assert claim_on(outcome, BANDS).figures == {"done": 30, "total": 40}


@pytest.mark.parametrize("typed", ["0,5", "0.5", "０，５", "0,50", "0.500", "0,500", "\u00a00,5 "])
@proves("VALUE_READ_FROM_TEXT")
def test_comma_and_point_are_one_decimal_mark(
    issued_round: Round, clean_outcome: UnitReceipt, typed: str
) -> None:
    outcome = issued_round.take(filled(issued_round, {SCORE: typed}))
    see(
        outcome.findings,
        Found("VALUE_READ_FROM_TEXT", address(issued_round, SCORE), STEPS, typed, "0,5"),
        Found("INDEX_DIFFERS", address(issued_round, ":index"), "", index_of("78"), index_of("78.5")),
    )
    assert touched(outcome, clean_outcome) == {STEPS}
    assert claim_on(outcome, STEPS).self_score == Fraction(1, 2)


@pytest.mark.parametrize("typed", [" ", "\u00a0", "\u200b", "\n"])
def test_blanks_are_blank(issued_round: Round, clean_outcome: UnitReceipt, typed: str) -> None:
    outcome = with_done(issued_round, typed)
    missing = Found(
        "FIGURES_INCOMPLETE", address(issued_round, f"{BANDS}:code"), BANDS, "Tổng số", "Thực hiện"
    )
    see(outcome.findings, missing)
    assert touched(outcome, clean_outcome) == {BANDS}


@proves("VALUE_IS_DATE")
def test_a_date_is_no_number(issued_round: Round, clean_outcome: UnitReceipt) -> None:
    """1/2 typed in either locale. To the form's formulas a date is a number, above the total."""
    outcome = with_done(issued_round, date(2023, 2, 1))
    see_refused_count(issued_round, outcome, clean_outcome, "VALUE_IS_DATE", "01/02/2023")


def test_a_date_below_the_total_counts_on_paper_and_not_here(issued_round: Round) -> None:
    """01/02/2023 is 44,958 to the formulas, 89.9 % of 50,000 and 1.5 points: the difference is true."""
    values: dict[str, Typed | None] = {
        f"{MONEY}:done": date(2023, 2, 1),
        f"{MONEY}:total": Fraction(50_000),
    }
    outcome = issued_round.take(filled(issued_round, values))
    see(
        outcome.findings,
        Found("VALUE_IS_DATE", address(issued_round, f"{MONEY}:done"), MONEY, "01/02/2023"),
        Found("INDEX_DIFFERS", address(issued_round, ":index"), "", index_of("79"), index_of("77.5")),
    )


@proves("VALUE_IS_DATE")
def test_a_time_of_day_is_no_number(issued_round: Round, clean: bytes) -> None:
    cell = address(issued_round, DONE)
    outcome = issued_round.take(formatted(clean, issued_round.sheet.name, cell, 0.5, "hh:mm"))
    see(
        outcome.findings,
        Found("VALUE_IS_DATE", cell, BANDS, "12:00:00"),
        Found("CACHED_FIGURES_MISSING"),
    )


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [(0.95, "0%", "95%"), (1, "0%", "100%"), (0.5, "0.00%", "50%"), (0.125, "#,##0.0 %", "12,5%")],
)
@proves("VALUE_AMBIGUOUS")
def test_a_percentage_is_no_count(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, number: float, form: str, shown: str
) -> None:
    """100 % in the cell is 1 in the file: 1 of 40 would be taken for all of 40."""
    cell = address(issued_round, DONE)
    outcome = issued_round.take(formatted(clean, issued_round.sheet.name, cell, number, form))
    see(outcome.findings, Found("VALUE_AMBIGUOUS", cell, BANDS, shown), Found("CACHED_FIGURES_MISSING"))
    assert touched(outcome, clean_outcome) == {BANDS}


def test_a_percent_sign_that_is_only_text_makes_no_percentage(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    cell = address(issued_round, DONE)
    outcome = issued_round.take(formatted(clean, issued_round.sheet.name, cell, 40, '0" %"'))
    see(outcome.findings, Found("CACHED_FIGURES_MISSING"))
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"])
@proves("VALUE_IS_ERROR")
def test_an_error_cell_is_not_blank(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, error: str
) -> None:
    """The fast reader alone shows the same for an error and for nothing."""
    cell = address(issued_round, DONE)
    content = with_content(saved_by_openpyxl(clean), cell, f"<v>{error}</v>", "e")
    outcome = issued_round.take(content)
    see(outcome.findings, Found("VALUE_IS_ERROR", cell, BANDS, error), Found("CACHED_FIGURES_MISSING"))
    assert touched(outcome, clean_outcome) == {BANDS}


@pytest.mark.parametrize("stored", ["1_0", "nan", "inf", "1e400", "٤٠", " 40 ", "4 0", "0x28"])
@proves("VALUE_IS_ERROR")
def test_what_a_file_may_not_store_as_a_number_is_none(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, stored: str
) -> None:
    """Python's float() reads several of these; no reader of ours may."""
    cell = address(issued_round, DONE)
    outcome = issued_round.take(with_content(saved_by_openpyxl(clean), cell, f"<v>{stored}</v>"))
    see(outcome.findings, Found("VALUE_IS_ERROR", cell, BANDS, stored), Found("CACHED_FIGURES_MISSING"))
    assert touched(outcome, clean_outcome) == {BANDS}


@proves("VALUE_IS_ERROR")
def test_a_formula_without_a_result_is_not_blank(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    cell = address(issued_round, DONE)
    outcome = issued_round.take(with_content(saved_by_openpyxl(clean), cell, "<f>20+20</f>"))
    see(outcome.findings, Found("VALUE_IS_ERROR", cell, BANDS, "=20+20"), Found("CACHED_FIGURES_MISSING"))
    assert touched(outcome, clean_outcome) == {BANDS}


@proves("VALUE_IS_FORMULA")
def test_a_formula_in_an_input_gives_its_result_and_is_said(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    cell = address(issued_round, DONE)
    outcome = issued_round.take(with_content(clean, cell, "<f>20+20</f><v>40</v>"))
    see(outcome.findings, Found("VALUE_IS_FORMULA", cell, BANDS, "=20+20", "40"))
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize("name", [DONE, f"{PER_ITEM}:done", f"{MONEY}:done", SCORE])
@proves("VALUE_NEGATIVE")
def test_negative(issued_round: Round, clean_outcome: UnitReceipt, name: str) -> None:
    outcome = issued_round.take(filled(issued_round, {name: Fraction(-1)}))
    code = name.partition(":")[0]
    see(outcome.findings, Found("VALUE_NEGATIVE", address(issued_round, name), code, "-1"))
    assert touched(outcome, clean_outcome) == {code}
    assert claim_on(outcome, code).self_score is None


@proves("VALUE_NEGATIVE")
def test_negative_typed_as_text_is_named_once(issued_round: Round, clean_outcome: UnitReceipt) -> None:
    see_refused_count(issued_round, with_done(issued_round, "-3"), clean_outcome, "VALUE_NEGATIVE", "-3")


@pytest.mark.parametrize(
    ("typed", "shown"), [(Fraction("0.5"), "0,5"), ("0,5", "0,5"), (Fraction("39.99"), "39,99")]
)
@proves("VALUE_NOT_WHOLE")
def test_things_are_counted_in_whole_numbers(
    issued_round: Round, clean_outcome: UnitReceipt, typed: Typed, shown: str
) -> None:
    outcome = with_done(issued_round, typed)
    own = Found("VALUE_NOT_WHOLE", address(issued_round, DONE), BANDS, shown)
    see([each for each in outcome.findings if each.code != "INDEX_DIFFERS"], own)
    assert touched(outcome, clean_outcome) == {BANDS}


@pytest.mark.parametrize("typed", [Fraction(10**9), Fraction(10**12)])
@proves("VALUE_OUT_OF_RANGE")
def test_counts_beyond_reason(issued_round: Round, clean_outcome: UnitReceipt, typed: Fraction) -> None:
    outcome = with_done(issued_round, typed)
    see_refused_count(issued_round, outcome, clean_outcome, "VALUE_OUT_OF_RANGE", str(typed), COUNT_RANGE)


@proves("VALUE_OUT_OF_RANGE")
def test_money_has_three_decimals_at_most(issued_round: Round, clean_outcome: UnitReceipt) -> None:
    """More would not change the check code, so the signed paper could not vouch for them. The form's
    formulas take 39.9999 of 40 for 99.99 %: the index stays.
    """
    outcome = issued_round.take(filled(issued_round, {f"{MONEY}:done": Fraction("39.9999")}))
    see(
        outcome.findings,
        Found("VALUE_OUT_OF_RANGE", address(issued_round, f"{MONEY}:done"), MONEY, "39,9999", COUNT_RANGE),
        Found("INDEX_DIFFERS", address(issued_round, ":index"), "", index_of("79"), index_of("77.5")),
    )
    assert touched(outcome, clean_outcome) == {MONEY}


@pytest.mark.parametrize("stored", ["1e308", "1e-308", "-1e308", "4.9e-324"])
def test_extreme_doubles_are_named_shortly(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, stored: str
) -> None:
    cell = address(issued_round, DONE)
    outcome = issued_round.take(with_content(saved_by_openpyxl(clean), cell, f"<v>{stored}</v>"))
    first, *rest = outcome.findings
    assert (first.cell, first.severity) == (cell, "error") and len(recorded(first).found) <= 201
    see(rest, Found("CACHED_FIGURES_MISSING"))
    assert touched(outcome, clean_outcome) == {BANDS}


@pytest.mark.parametrize("typed", [Fraction(2), Fraction("1.25"), "1,25"])
@proves("VALUE_ABOVE_MAX")
def test_a_score_above_the_max(issued_round: Round, clean_outcome: UnitReceipt, typed: Typed) -> None:
    outcome = issued_round.take(filled(issued_round, {SCORE: typed}))
    shown = str(typed) if typed == 2 else "1,25"
    see(outcome.findings, Found("VALUE_ABOVE_MAX", address(issued_round, SCORE), STEPS, shown, "1"))
    assert touched(outcome, clean_outcome) == {STEPS}
    assert claim_on(outcome, STEPS).self_score is None


@pytest.mark.parametrize("typed", [Fraction("0.3"), Fraction("0.2500001"), Fraction("0.001"), "0,3"])
@proves("VALUE_OFF_STEP")
def test_a_score_off_the_step(issued_round: Round, clean_outcome: UnitReceipt, typed: Typed) -> None:
    outcome = issued_round.take(filled(issued_round, {SCORE: typed}))
    shown = str(float(typed)) if isinstance(typed, Fraction) else "0.3"
    wanted = Found("VALUE_OFF_STEP", address(issued_round, SCORE), STEPS, shown.replace(".", ","), "0,25")
    see(outcome.findings, wanted)
    assert touched(outcome, clean_outcome) == {STEPS}


def test_binary_tails_do_not_leave_the_step(issued_round: Round) -> None:
    """0.1+0.2+0.45 is 0.75 to a person."""
    outcome = issued_round.take(
        with_content(
            filled(issued_round, {SCORE: Fraction("0.75")}),
            address(issued_round, SCORE),
            "<v>0.7500000000000001</v>",
        )
    )
    assert outcome.findings == ()
    assert claim_on(outcome, STEPS).self_score == Fraction("0.75")

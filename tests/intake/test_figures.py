"""Figures that do not go together, and results in the file that are not those of its figures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc.returns.unit_form import UnitReceipt
from generator.render import Typed
from tests.support.findings import recorded
from tests.support.rounds import Round

from .leaves import ALL_OF, BANDS, BEYOND_TOTAL, EVIDENCE, LEVELS, MAY_NOT_APPLY, STEPS, YES_NO
from .packages import saved_by_openpyxl
from .proof import Found, claim_on, index_of, proves, see, touched
from .spoiling import address, filled, with_cached, with_content, with_number


@proves("DONE_ABOVE_TOTAL")
def test_more_done_than_there_was(issued_round: Round, clean_outcome: UnitReceipt) -> None:
    """Both figures stay for a person to look at; they give no score."""
    outcome = issued_round.take(filled(issued_round, {f"{BANDS}:done": Fraction(41)}))
    see(
        outcome.findings,
        Found("DONE_ABOVE_TOTAL", address(issued_round, f"{BANDS}:done"), BANDS, "41", "40"),
    )
    assert touched(outcome, clean_outcome) == {BANDS}
    claim = claim_on(outcome, BANDS)
    assert claim.figures == {"done": 41, "total": 40} and claim.self_score is None


def test_revenue_may_exceed_its_estimate(issued_round: Round) -> None:
    """Bands of this leaf reach to 105 %: 42 of 40."""
    outcome = issued_round.take(filled(issued_round, {f"{BEYOND_TOTAL}:done": Fraction(42)}))
    assert outcome.findings == ()
    assert claim_on(outcome, BEYOND_TOTAL).self_score == 2


@pytest.mark.parametrize("done", [Fraction(0), Fraction(3)])
@proves("TOTAL_IS_ZERO")
def test_nothing_of_nothing_is_no_rate(
    issued_round: Round, clean_outcome: UnitReceipt, done: Fraction
) -> None:
    values: dict[str, Typed | None] = {f"{BANDS}:done": done, f"{BANDS}:total": Fraction(0)}
    outcome = issued_round.take(filled(issued_round, values))
    see(outcome.findings, Found("TOTAL_IS_ZERO", address(issued_round, f"{BANDS}:total"), BANDS, "0"))
    assert touched(outcome, clean_outcome) == {BANDS}
    claim = claim_on(outcome, BANDS)
    assert (claim.figures, claim.self_score) == ({"done": done, "total": 0}, None)


@pytest.mark.parametrize(
    ("code", "gone", "entered", "missing"),
    [
        (BANDS, ["done"], "Tổng số", "Thực hiện"),
        (BANDS, ["total"], "Thực hiện", "Tổng số"),
        (ALL_OF, ["choice"], "Thực hiện, Tổng số", "Lựa chọn"),
        (ALL_OF, ["done", "total"], "Lựa chọn", "Thực hiện, Tổng số"),
        (MAY_NOT_APPLY, ["total"], "Thực hiện", "Tổng số"),
    ],
)
@proves("FIGURES_INCOMPLETE")
def test_only_part_of_the_figures(
    issued_round: Round, clean_outcome: UnitReceipt, code: str, gone: list[str], entered: str, missing: str
) -> None:
    outcome = issued_round.take(filled(issued_round, {f"{code}:{role}": None for role in gone}))
    wanted = Found("FIGURES_INCOMPLETE", address(issued_round, f"{code}:code"), code, entered, missing)
    see(outcome.findings, wanted)
    assert touched(outcome, clean_outcome) == {code}
    assert claim_on(outcome, code).self_score is None


def test_a_leaf_left_blank_is_no_fault_of_the_form(issued_round: Round, clean_outcome: UnitReceipt) -> None:
    """Not scored yet: that the form is incomplete is said once, of the unit."""
    gone: dict[str, Typed | None] = {f"{BANDS}:done": None, f"{BANDS}:total": None}
    outcome = issued_round.take(filled(issued_round, gone))
    assert outcome.findings == ()
    assert touched(outcome, clean_outcome) == {BANDS}


@pytest.mark.parametrize("remark", [None, " ", "\u00a0", "\n", "\u200b"])
@proves("EVIDENCE_MISSING")
def test_a_claim_without_evidence(
    issued_round: Round, clean_outcome: UnitReceipt, remark: str | None
) -> None:
    outcome = issued_round.take(filled(issued_round, {f"{LEVELS}:remark": remark}))
    needed = "Kế hoạch CCHC năm của UBND cấp xã (số, ngày ký)"
    see(
        outcome.findings,
        Found("EVIDENCE_MISSING", address(issued_round, f"{LEVELS}:remark"), LEVELS, "", needed),
    )
    assert touched(outcome, clean_outcome) == {LEVELS}
    assert claim_on(outcome, LEVELS).self_score == 1


def test_no_points_need_no_evidence(issued_round: Round) -> None:
    values: dict[str, Typed | None] = {f"{YES_NO}:choice": "Không", f"{YES_NO}:remark": None}
    outcome = issued_round.take(filled(issued_round, values))
    assert outcome.findings == ()
    assert claim_on(outcome, YES_NO).self_score == 0


@pytest.mark.parametrize(
    ("inner", "kind", "found"), [("<v>#REF!</v>", "e", "#REF!"), ("<f>A1&amp;A2</f>", "", "=A1&A2")]
)
@proves("VALUE_IS_ERROR")
def test_an_error_is_no_evidence(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, inner: str, kind: str, found: str
) -> None:
    """Named for what it is, once: that evidence is missing follows from it."""
    cell = address(issued_round, f"{LEVELS}:remark")
    outcome = issued_round.take(with_content(saved_by_openpyxl(clean), cell, inner, kind))
    see(outcome.findings, Found("VALUE_IS_ERROR", cell, LEVELS, found), Found("CACHED_FIGURES_MISSING"))
    assert touched(outcome, clean_outcome) == {LEVELS}
    assert claim_on(outcome, LEVELS).remark == ""


@pytest.mark.parametrize(
    ("stored", "kept"),
    [
        ("  Báo cáo  số 12  ", "Báo cáo  số 12"),
        ("dòng một_x000D_\ndòng hai", "dòng một\ndòng hai"),
        ("dòng một\r\ndòng hai", "dòng một\ndòng hai"),
        ("=1+1", "=1+1"),
        ("12", "12"),
    ],
)
def test_remarks_are_kept_as_they_are(issued_round: Round, clean: bytes, stored: str, kept: str) -> None:
    """Windows writes carriage returns into cells as _x000D_."""
    cell = address(issued_round, f"{LEVELS}:remark")
    inner = f'<is><t xml:space="preserve">{stored}</t></is>'
    outcome = issued_round.take(with_content(clean, cell, inner, "inlineStr"))
    assert outcome.findings == ()
    assert claim_on(outcome, LEVELS).remark == kept


@pytest.mark.parametrize("typed", [Fraction(12), Fraction("0.5")])
def test_a_number_alone_may_be_a_remark(issued_round: Round, typed: Fraction) -> None:
    outcome = issued_round.take(filled(issued_round, {f"{LEVELS}:remark": typed}))
    assert outcome.findings == ()
    assert claim_on(outcome, LEVELS).remark == str(float(typed)).replace(".", ",").removesuffix(",0")


@pytest.mark.parametrize(
    ("shows", "kind", "found"),
    [
        ("99.5", "", "99,5000"),
        ("99.995", "", "99,9950"),
        ("", "", "(trống)"),
        ("#REF!", "e", "#REF!"),
        ("1e308", "", None),
    ],
)
@proves("INDEX_DIFFERS")
def test_the_index_in_the_file_was_changed(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, shows: str, kind: str, found: str | None
) -> None:
    cell = address(issued_round, ":index")
    outcome = issued_round.take(with_cached(clean, cell, shows, kind))
    shown = found or recorded(outcome.findings[0]).found
    see(outcome.findings, Found("INDEX_DIFFERS", cell, "", shown, "100,0000"))
    assert touched(outcome, clean_outcome) == set()


def test_binary_tails_of_the_index_are_no_difference(issued_round: Round) -> None:
    """5 of 7 steps: a spreadsheet stores the nearest double."""
    content = filled(issued_round, {f"{STEPS}:score": Fraction("0.75")})
    exact = 100 * Fraction("78.75") / 79
    for shown in (float(exact), float(exact) + 4e-14, float(exact) - 3e-13):
        assert (
            issued_round.take(with_cached(content, address(issued_round, ":index"), repr(shown))).findings
            == ()
        )


@pytest.mark.parametrize(
    ("shows", "found"), [("1", "000-001"), ("", "(trống)"), ("0.5", "0.5"), ("-1", "-1"), ("1e20", "1e20")]
)
@proves("CHECK_CODE_DIFFERS")
def test_the_check_code_in_the_file_was_changed(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, shows: str, found: str
) -> None:
    cell = address(issued_round, ":check_code")
    outcome = issued_round.take(with_cached(clean, cell, shows))
    see(outcome.findings, Found("CHECK_CODE_DIFFERS", cell, "", found, clean_outcome.check_code))
    assert touched(outcome, clean_outcome) == set()


@proves("CHECK_CODE_DIFFERS")
def test_an_input_changed_behind_the_form(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    """39 for 40 of 40 tasks is still the best band: only the code tells file and signed paper apart."""
    outcome = issued_round.take(with_number(clean, address(issued_round, f"{BANDS}:done"), 39))
    typed = issued_round.take(filled(issued_round, {f"{BANDS}:done": Fraction(39)}))
    cell = address(issued_round, ":check_code")
    see(
        outcome.findings,
        Found("CHECK_CODE_DIFFERS", cell, "", clean_outcome.check_code, typed.check_code),
    )
    assert claim_on(outcome, BANDS).figures == {"done": 39, "total": 40}
    assert claim_on(outcome, BANDS).self_score == 2
    assert touched(outcome, clean_outcome) == {BANDS}


@proves("INDEX_DIFFERS")
def test_a_score_changed_behind_the_form(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    outcome = issued_round.take(with_number(clean, address(issued_round, f"{STEPS}:score"), 0.5))
    typed = issued_round.take(filled(issued_round, {f"{STEPS}:score": Fraction("0.5")}))
    see(
        outcome.findings,
        Found("INDEX_DIFFERS", address(issued_round, ":index"), "", "100,0000", index_of("78.5")),
        Found(
            "CHECK_CODE_DIFFERS",
            address(issued_round, ":check_code"),
            "",
            clean_outcome.check_code,
            typed.check_code,
        ),
    )
    assert claim_on(outcome, STEPS).remark == EVIDENCE
    assert touched(outcome, clean_outcome) == {STEPS}


@proves("READERS_DISAGREE")
def test_two_readings_of_one_cell(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    """One reader sees 40 and the other nothing: neither is taken."""
    cell = address(issued_round, f"{BANDS}:done")
    torn = with_content(saved_by_openpyxl(clean), cell, "<v>40</v><f/>")
    outcome = issued_round.take(torn)
    see(
        outcome.findings,
        Found("READERS_DISAGREE", cell, BANDS, "", "40"),
        Found("CACHED_FIGURES_MISSING"),
    )
    assert touched(outcome, clean_outcome) == {BANDS}
    assert claim_on(outcome, BANDS).figures == {"total": 40}

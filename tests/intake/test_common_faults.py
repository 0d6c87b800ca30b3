"""The commonest faults of a returned form: each is found, named with its cell, and costs nothing else."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from cchc.returns.unit_form import UnitReceipt
from generator.render import Typed
from tests.support.findings import recorded
from tests.support.rounds import Round, full_values, start_round

from . import leaves
from .proof import touched
from .spoiling import address, filled, sealed, with_cached, with_number


def seen(outcome: UnitReceipt) -> list[tuple[str, str, str, str]]:
    """(code, cell, found, expected) of each finding."""
    return [
        (each.code, each.cell, recorded(each).found, recorded(each).expected) for each in outcome.findings
    ]


def codes(outcome: UnitReceipt) -> list[str]:
    return [each.code for each in outcome.findings]


def test_a_clean_form_raises_nothing(clean_outcome: UnitReceipt) -> None:
    assert (clean_outcome.verdict, seen(clean_outcome)) == ("accepted", [])


@pytest.mark.parametrize(
    ("name", "typed", "code", "found", "expected"),
    [
        (f"{leaves.BANDS}:done", "khoảng mười", "VALUE_NOT_A_NUMBER", "khoảng mười", ""),
        (f"{leaves.BANDS}:done", date(2023, 2, 1), "VALUE_IS_DATE", "01/02/2023", ""),
        (f"{leaves.BANDS}:done", True, "VALUE_NOT_A_NUMBER", "TRUE", ""),
        (f"{leaves.BANDS}:done", Fraction(-1), "VALUE_NEGATIVE", "-1", ""),
        (f"{leaves.STEPS}:score", Fraction(2), "VALUE_ABOVE_MAX", "2", "1"),
        (f"{leaves.STEPS}:score", Fraction(3, 10), "VALUE_OFF_STEP", "0,3", "0,25"),
        (f"{leaves.STEPS}:score", "1.500", "VALUE_AMBIGUOUS", "1.500", ""),
        (f"{leaves.STEPS}:score", "1_0", "VALUE_NOT_A_NUMBER", "1_0", ""),
    ],
)
def test_what_is_no_sound_number_is_no_score(
    issued_round: Round,
    clean_outcome: UnitReceipt,
    name: str,
    typed: Typed,
    code: str,
    found: str,
    expected: str,
) -> None:
    """The cell is named with what stands in it, the leaf has no score, every other leaf keeps its own."""
    outcome = issued_round.take(filled(issued_round, {name: typed}))
    leaf = name.partition(":")[0]
    assert (code, address(issued_round, name), found, expected) in seen(outcome)
    assert touched(outcome, clean_outcome) == {leaf}
    assert outcome.reading is not None
    assert outcome.reading.claims[leaf].self_score is None


@pytest.mark.parametrize("typed", ["0,25", "0.25", " 0,25 ", "\uff10,\uff12\uff15", "0,25\u00a0"])
def test_a_decimal_as_text_is_read_with_a_remark(issued_round: Round, typed: str) -> None:
    """Comma, dot, blanks, full-width digits: a quarter point whoever typed it."""
    name = f"{leaves.STEPS}:score"
    outcome = issued_round.take(filled(issued_round, {name: typed}))
    assert outcome.reading is not None
    assert outcome.reading.claims[leaves.STEPS].self_score == Fraction(1, 4)
    assert ("VALUE_READ_FROM_TEXT", address(issued_round, name), typed, "0,25") in seen(outcome)


def test_an_error_cell_is_not_blank(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    from .spoiling import with_content

    cell = address(issued_round, f"{leaves.BANDS}:done")
    outcome = issued_round.take(with_content(clean, cell, "<v>#DIV/0!</v>", "e"))
    assert ("VALUE_IS_ERROR", cell, "#DIV/0!", "") in seen(outcome)
    assert touched(outcome, clean_outcome) == {leaves.BANDS}


def test_a_survey_leaf_filled_in_counts_nowhere(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    cell = address(issued_round, f"{leaves.SURVEY}:self")
    outcome = issued_round.take(with_number(clean, cell, 1.5))
    assert ("SURVEY_LEAF_FILLED", cell) in [each[:2] for each in seen(outcome)]
    assert touched(outcome, clean_outcome) == set()


def test_edited_max_points_score_nothing(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    """The figure of the criteria set is used whatever the form says."""
    cell = address(issued_round, f"{leaves.BANDS}:max")
    outcome = issued_round.take(with_number(clean, cell, 20))
    assert ("MAX_POINTS_EDITED", cell, "20", "2") in seen(outcome)
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize(
    ("name", "code"), [(":index", "INDEX_DIFFERS"), (":check_code", "CHECK_CODE_DIFFERS")]
)
def test_figures_the_form_shows_are_computed_again(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, name: str, code: str
) -> None:
    cell = address(issued_round, name)
    outcome = issued_round.take(with_cached(clean, cell, "12.5"))
    assert [(each[0], each[1]) for each in seen(outcome)] == [(code, cell)]
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"PK\x03\x04 cut off", "FILE_DAMAGED"),
        (b"STT,Diem\n1,2\n", "FILE_NOT_XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "FILE_DAMAGED"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(
    issued_round: Round, content: bytes, code: str
) -> None:
    outcome = issued_round.take(content, "thu/phieu.xlsx")
    assert (outcome.verdict, codes(outcome)) == ("rejected", [code])
    assert outcome.findings[0].file == "thu/phieu.xlsx"


def test_identities_that_are_not_this_campaigns(issued_round: Round) -> None:
    assert codes(issued_round.take(sealed(issued_round, unit="99999"))) == ["UNIT_UNKNOWN"]
    assert codes(issued_round.take(sealed(issued_round, campaign="KHAC-2023"))) == ["FORM_OTHER_CAMPAIGN"]
    assert codes(issued_round.take(sealed(issued_round, issue=2))) == ["FORM_FUTURE"]


def test_a_folder_of_good_bad_double_and_missing(tmp_path: Path) -> None:
    """Every file has one verdict, every unit one row, and one bad file stops nothing."""
    round_ = start_round(tmp_path / "dot", units=4)
    values = full_values(round_.criteria)
    one, two, three, four = round_.units
    round_.put("a/tot.xlsx", round_.form(values, one))
    round_.put("b/lai.xlsx", round_.form(values, one))
    round_.put("hong.xlsx", b"PK\x03\x04")
    round_.put("moi.xlsx", round_.form(values, two))
    round_.put("cu.xlsx", round_.form({**values, f"{leaves.STEPS}:score": Fraction(1, 4)}, two))
    round_.put("~$tot.xlsx", b"x")
    round_.put("ba.xlsx", round_.form(values, three))
    done = round_.consolidate()
    assert {each.file: each.verdict for each in done.receipts} == {
        "a/tot.xlsx": "accepted",
        "b/lai.xlsx": "skipped",
        "hong.xlsx": "rejected",
        "moi.xlsx": "rejected",
        "cu.xlsx": "rejected",
        "~$tot.xlsx": "skipped",
        "ba.xlsx": "accepted",
    }
    assert [result.status[0] for result in done.results.units] == [
        "returned",
        "rejected",
        "returned",
        "missing",
    ]
    found = sorted((each.code, each.unit_code) for each in done.findings)
    assert found == [
        ("FILE_DAMAGED", ""),
        ("FILE_SKIPPED", ""),
        ("UNIT_MISSING", four),
        ("UNIT_RETURNED_AGAIN", one),
        ("UNIT_RETURNED_TWICE", two),
        ("UNIT_RETURNED_TWICE", two),
    ]
    assert [result.index for result in done.results.units] == [100, None, 100, None]

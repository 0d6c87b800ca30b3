"""Merging: any order, again and again, with copies, changes and latecomers."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.appraisal.merging import merge
from cchc.appraisal.model import Entry, Party, Slot
from cchc.appraisal.returned import entries_of
from cchc.results.model import NOT_APPRAISED
from consolidator.appraisal_form.intake import AppraisalIntakeContext
from consolidator.files import ReturnedFile
from consolidator.take_in import take_in as take_in_appraisal
from generator.machine.files import APPRAISAL_BOARD_FILE
from generator.render import Typed
from tests.appraisal.rounds import DAY, Appraising, claimed, start_appraising
from tests.intake.packages import saved_by_openpyxl
from tests.support.findings import recorded
from tests.support.taking_in import settle_appraisal

REDUCED: dict[str, Typed] = {"1.1.1@25327:score": Fraction("0.5"), "1.1.1@25327:remark": "Ban hành muộn"}
AGENCIES = ("PNV", "VP", "PTP", "PTCKH", "PVHTT", "PKTHT")


@pytest.fixture
def round_(tmp_path: Path) -> Appraising:
    """Two communes at their best, the first appraisal out."""
    round_ = start_appraising(tmp_path / "Đợt 2023", 2)
    claimed(round_, {unit: {} for unit in round_.units})
    round_.issue("first")
    return round_


def score(round_: Appraising, unit: str = "25327", code: str = "1.1.1") -> Fraction | None:
    results = round_.consolidate(DAY).results.units
    return next(each for each in results if each.unit.code == unit).nodes[code].final_score


def found(report: object) -> list[str]:
    return sorted(each.code for each in report.findings)  # type: ignore[attr-defined]


def test_copies_count_once_and_differing_ones_not_at_all(round_: Appraising) -> None:
    round_.answer("first", "PNV", REDUCED)
    round_.answer("first", "PNV", REDUCED, name="lan-nua.xlsx")
    report = round_.merge()
    assert found(report) == ["APPRAISAL_RETURNED_AGAIN"]
    assert score(round_) == Fraction(1, 2)
    round_.answer("first", "PNV", name="khac.xlsx")
    report = round_.merge()
    assert found(report) == ["APPRAISAL_RETURNED_TWICE"] * 3
    assert all(change.now is None for change in report.changes)
    assert score(round_) == Fraction(1)  # the claim, provisionally: nothing wins silently
    assert NOT_APPRAISED in round_.consolidate(DAY).results.provisional


def test_the_board_says_which_program_saved_each_file(round_: Appraising) -> None:
    round_.answer("first", "PNV")
    round_.put_back("la.xlsx", saved_by_openpyxl(round_.form()))
    round_.put_back("tai-lieu.pdf", b"%PDF-1.7")
    round_.merge()
    board = round_.opened.folder.appraisal / APPRAISAL_BOARD_FILE
    with board.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0])[-2:] == ["entries", "saved_by"]
    told = {row["file"]: (row["verdict"], row["saved_by"]) for row in rows}
    assert told["first-PNV.xlsx"] == ("accepted", "Microsoft Excel 12.0000")
    assert told["la.xlsx"][0] == "rejected" and "openpyxl" in told["la.xlsx"][1].lower()
    assert told["tai-lieu.pdf"] == ("rejected", "")


def test_a_file_put_right_replaces_what_it_said(round_: Appraising) -> None:
    round_.answer("first", "PNV", {"1.1.1@25327:score": Fraction(5), "1.1.1@25327:remark": "x"})
    assert found(round_.merge()) == ["APPRAISAL_SCORE_ABOVE_MAX"]
    round_.answer("first", "PNV", REDUCED)
    report = round_.merge()
    assert found(report) == []
    assert score(round_) == Fraction(1, 2)
    file = round_.opened.folder.appraisal_record / "lich-su.jsonl"
    events = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    mine = [each for each in events if (each["unit"], each["code"]) == ("25327", "1.1.1")]
    assert [(each["event"], each["score"]) for each in mine] == [("merged", "1/2")]
    other = [each for each in events if (each["unit"], each["code"]) == ("25330", "1.1.1")]
    assert [each["event"] for each in other] == ["merged", "changed"]  # the same figure, another file


def test_a_closed_round_takes_nothing_more(round_: Appraising) -> None:
    """Once the unit has been told of its reduction, the agency cannot change it any more."""
    for agency in AGENCIES:
        round_.answer("first", agency, REDUCED if agency == "PNV" else None)
    round_.issue("explanation")
    lower: dict[str, Typed] = {"1.1.1@25327:score": Fraction(0), "1.1.1@25327:remark": "Không có"}
    round_.answer("first", "PNV", lower)
    report = round_.merge()
    cell = round_.planned(round_.out("first", "PNV"), "1.1.1@25327:score")[1].address
    refused = [each for each in report.findings if each.code == "APPRAISAL_ROUND_CLOSED"]
    assert [(each.cell, each.unit_code, each.criterion_code) for each in refused] == [
        (cell, "25327", "1.1.1")
    ]
    assert score(round_) == Fraction(1, 2)
    (round_.opened.folder.appraisal_returned / "first-PNV.xlsx").unlink()
    report = round_.merge()
    assert score(round_) == Fraction(1, 2)  # what the unit was told stands
    assert len([change for change in report.changes if change.now is None]) > 0  # the rest is withdrawn


def test_an_explanation_after_the_board_has_its_table(round_: Appraising) -> None:
    """Too late to say anything; a form on which nothing is written is no fault."""
    for agency in AGENCIES:
        round_.answer("first", agency, REDUCED if agency == "PNV" else None)
    round_.issue("explanation")
    round_.issue("board")
    round_.answer("explanation", "25327")
    assert found(round_.merge()) == []
    round_.answer("explanation", "25327", {"1.1.1@25327:explained": "Ký ngày 30/01"})
    report = round_.merge()
    assert [(each.code, recorded(each).found) for each in report.findings] == [
        ("APPRAISAL_ROUND_CLOSED", "Ký ngày 30/01")
    ]


def test_late_units_get_a_supplement(tmp_path: Path) -> None:
    round_ = start_appraising(tmp_path / "d", 2)
    first, late = round_.units
    claimed(round_, {first: {}})
    round_.issue("first")
    round_.answer("first", "PNV")
    claimed(round_, {late: {}})
    report = round_.issue("first")
    assert {form.issue for form in report.new} == {2}
    assert {row.unit for form in report.new for row in form.rows} == {late}
    assert {row.unit for row in round_.out("first", "PNV", 1).rows} == {first}
    assert round_.issue("first").new == ()


def test_a_claim_changed_after_its_appraisal_is_appraised_again(round_: Appraising) -> None:
    for agency in AGENCIES:
        round_.answer("first", agency, REDUCED if agency == "PNV" else None)
    round_.merge()
    assert NOT_APPRAISED not in round_.consolidate(DAY).results.provisional
    claimed(round_, {"25327": {"1.1.1:choice": "Ban hành trong tháng 02"}})
    after = round_.consolidate(DAY)
    assert NOT_APPRAISED in after.results.provisional
    overtaken = [each for each in after.findings if each.code == "APPRAISAL_OVERTAKEN"]
    assert [(each.unit_code, recorded(each).found) for each in overtaken] == [("25327", "1.1.1")]
    report = round_.issue("first")
    assert [(form.party.who, len(form.rows)) for form in report.new] == [("PNV", 1)]
    assert "APPRAISAL_SUPERSEDED" in found(round_.merge())
    form = round_.out("first", "PNV", 2)
    round_.put_back("bo-sung.xlsx", round_.filled(form, round_.agreeing(form)))
    round_.merge()
    assert score(round_) == Fraction(1, 2)
    after = round_.consolidate(DAY)
    assert NOT_APPRAISED not in after.results.provisional
    assert "APPRAISAL_OVERTAKEN" not in {each.code for each in after.findings}


def test_an_agency_that_lost_a_leaf_is_refused(round_: Appraising) -> None:
    """The control workbook moved the leaf to another agency after the form went out."""
    round_.answer("first", "PNV", REDUCED)
    appraisal = round_.appraisal
    jurisdiction = next(iter(appraisal.permissions.agencies))
    agencies = {**appraisal.permissions.agencies[jurisdiction], "1.1.1": ("VP",)}
    moved = replace(appraisal.permissions, agencies={jurisdiction: agencies})
    merged = merge(entries(round_), appraisal.forms, moved, {})
    assert {(each.code, each.unit_code, each.criterion_code) for each in merged.findings} == {
        ("APPRAISAL_NOT_ITS_LEAF", "25327", "1.1.1"),
        ("APPRAISAL_NOT_ITS_LEAF", "25330", "1.1.1"),
    }
    assert not any(slot.code == "1.1.1" for slot in merged.entries)


def test_the_board_alone(tmp_path: Path) -> None:
    """The agencies' rounds skipped: every leaf goes to the board."""
    round_ = start_appraising(tmp_path / "d", 1)
    claimed(round_, {"25327": {}})
    (board,) = round_.issue("board").new
    assert len(board.rows) == 71
    half: dict[str, Typed] = {"1.1.1@25327:score": Fraction("0.5"), "1.1.1@25327:remark": "Ban hành muộn"}
    round_.answer("board", "", half)
    round_.merge()
    after = round_.consolidate(DAY)
    assert NOT_APPRAISED not in after.results.provisional
    assert after.results.units[0].whole.achieved == Fraction("78.5")


def test_what_two_agencies_differ_on_waits_for_the_board(tmp_path: Path) -> None:
    round_ = start_appraising(tmp_path / "d", 1, two=True)
    claimed(round_, {"25327": {}})
    round_.issue("first")
    for agency in AGENCIES:
        lower: dict[str, Typed] = {"1.9@25327:score": Fraction(0), "1.9@25327:remark": "Không ghi dự toán"}
        round_.answer("first", agency, lower if agency == "VP" else None)
    round_.merge()
    after = round_.consolidate(DAY)
    assert NOT_APPRAISED in after.results.provisional
    node = after.results.units[0].nodes["1.9"]
    assert (node.first_appraisal, node.final_score) == (None, Fraction(1, 2))
    (board,) = round_.issue("board").new
    (row,) = board.rows
    assert [(each.who, each.score) for each in row.first] == [
        ("PTCKH", Fraction(1, 2)),
        ("VP", Fraction(0)),
    ]
    sheet = round_.planned(board, "1.9@25327:first")[1]
    assert getattr(sheet.content, "value", "") == "PTCKH: 0,5; VP: 0"


def entries(round_: Appraising) -> list[tuple[Party, Entry]]:
    """What lies in tham-dinh/nop-ve/ says."""
    context = AppraisalIntakeContext.of(round_.appraisal)
    files = sorted(round_.opened.folder.appraisal_returned.iterdir())
    outcomes = settle_appraisal(
        take_in_appraisal(ReturnedFile(f.name, f.read_bytes()), context) for f in files
    )
    return [each for outcome in outcomes for each in entries_of(outcome)]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Appraising, Sequence[tuple[Party, Entry]]]:
    """All rounds on two communes, with everything that came back."""
    round_ = start_appraising(tmp_path_factory.mktemp("merge") / "d", 2, two=True)
    claimed(round_, {unit: {} for unit in round_.units})
    round_.issue("first")
    for agency in AGENCIES:
        round_.answer("first", agency, REDUCED if agency == "PNV" else None)
    round_.issue("explanation")
    round_.answer("explanation", "25327", {"1.1.1@25327:explained": "Ký ngày 30/01"})
    round_.issue("second")
    round_.answer("second", "PNV", {"1.1.1@25327:agree": "Giữ điểm lần 1"})
    round_.issue("board")
    round_.answer("board", "", {"1.1.1@25327:agree": "Theo thẩm định"})
    return round_, entries(round_)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), copies=st.booleans(), known=st.booleans())
def test_any_order_and_any_number_of_times(
    answered: tuple[Appraising, Sequence[tuple[Party, Entry]]], seed: int, copies: bool, known: bool
) -> None:
    round_, said = answered
    appraisal = round_.appraisal
    before = appraisal.entries if known else {}
    shuffled = [*said, *(said if copies else [])]
    random.Random(seed).shuffle(shuffled)
    merged = merge(shuffled, appraisal.forms, appraisal.permissions, before)
    straight = merge(said, appraisal.forms, appraisal.permissions, before)
    assert merged.entries == straight.entries
    again = merge(shuffled, appraisal.forms, appraisal.permissions, merged.entries)
    assert again.entries == merged.entries
    if known:
        assert merged.findings == ()
        slots: set[Slot] = {entry.slot for _, entry in said}
        assert set(merged.entries) == slots

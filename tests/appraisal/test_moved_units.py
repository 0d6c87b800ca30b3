"""A unit moved to another authority after its appraisal has begun, on the way a person goes: it is asked, said,
appraised anew, and can be moved back.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cchc.appraisal.counting_opinions import counting_opinions
from cchc.appraisal.record import AppraisalRecord
from cchc.results.model import NOT_APPRAISED
from generator.render import Typed
from macros_py.steps.appraise.merge import merge_forms
from tests.appraisal.rounds import DAY
from tests.appraisal.test_control_changes import added, files, units
from tests.appraisal.two_authorities import (
    CITY,
    DISTRICT,
    MOVING,
    STAYING,
    TwoAuthorities,
    hold_a_full_round,
    start_two,
)
from tests.support.findings import recorded
from tests.support.rounds import read_csv

MOVE = units(authority=DISTRICT)
CUT: dict[str, Typed] = {f"1.1.1@{MOVING}:score": Fraction("0.5"), f"1.1.1@{MOVING}:remark": "Muộn"}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> TwoAuthorities:
    """The first appraisal out, answered and merged in both authorities; 1.1.1 of the moving unit is cut."""
    round_ = start_two(tmp_path_factory.mktemp("lan-1") / "dot")
    round_.issue("first")
    round_.answer_all("first", CUT)
    round_.merge()
    round_.consolidate(DAY)
    return round_


def points(round_: TwoAuthorities, code: str = "1.1.1", unit: str = MOVING) -> str:
    """What a leaf is worth by the results that are written."""
    rows = read_csv(round_.root / "ket-qua" / "diem.csv")
    return next(
        row["final_score"] for row in rows if (row["unit_code"], row["criterion_code"]) == (unit, code)
    )


def state(round_: TwoAuthorities) -> dict[str, bytes]:
    """All that people and the program keep of the appraisal."""
    return files(round_.record) | files(round_.root / "tham-dinh")


def test_a_moved_unit_is_appraised_where_it_is_now_and_can_go_back(
    first: TwoAuthorities, tmp_path: Path
) -> None:
    round_ = first.copied(tmp_path / "dot")
    results, before = files(round_.root / "ket-qua"), state(round_)
    assert points(round_) == "0.5"
    round_.change(MOVE)
    refused = round_.cchc("appraise", "issue")
    assert refused.returncode == 2
    for told in ("UBND Phường 9, thành phố Vĩnh Long", "71 ý kiến", "UBND huyện Long Hồ", "--yes"):
        assert told in refused.stderr
    assert "Phòng Nội vụ thành phố Vĩnh Long" in refused.stderr
    assert state(round_) == before
    done = round_.cchc("appraise", "issue", "--yes")
    assert (done.returncode, "long-ho/commune-pnv-2.xlsx: 25 dòng" in done.stdout) == (0, True)
    new = [form for form in round_.forms("first", DISTRICT) if form.issue == 2]
    assert {(row.unit, len(form.units)) for form in new for row in form.rows} == {(MOVING, 1)}
    assert sum(len(form.rows) for form in new) == 71
    assert all((round_.root / form.file).is_file() for form in new)
    kept = {name: content for name, content in before.items() if name != "phat-hien.jsonl"}
    assert {name: state(round_)[name] for name in kept} == kept
    # Nobody has answered yet: the claim stands, provisionally, and status names the new authority.
    assert NOT_APPRAISED in round_.consolidate(DAY).results.provisional
    assert points(round_) == "1"
    shown = round_.cchc("status").stdout
    assert "Phòng Nội vụ huyện Long Hồ" in shown and "đã phát hành" in shown
    # The new authority agrees to everything.
    round_.answer_all("first", authority=DISTRICT)
    assert round_.cchc("appraise", "merge").returncode == 0
    after = round_.consolidate(DAY)
    assert NOT_APPRAISED not in after.results.provisional
    assert points(round_) == "1"
    moved = [each for each in after.findings if each.code == "APPRAISAL_UNIT_MOVED"]
    assert [(each.unit_code, recorded(each).found) for each in moved] == [(MOVING, "71")]
    assert "UBND thành phố Vĩnh Long → UBND huyện Long Hồ" in recorded(moved[0]).message
    # Moved back: what the city said counts again, and what the district said rests.
    round_.put_back_control()
    assert round_.cchc("appraise", "merge").returncode == 0
    round_.consolidate(DAY)
    assert points(round_) == "0.5"
    same = ("diem.csv", "xep-hang.csv")
    again = files(round_.root / "ket-qua")
    assert {name: again[name] for name in same} == {name: results[name] for name in same}
    # And forth again, without a question: the district's forms are out already.
    round_.change(MOVE)
    assert round_.cchc("appraise", "issue").returncode == 0
    round_.consolidate(DAY)
    assert points(round_) == "1"


def test_all_rounds_where_a_unit_has_moved(tmp_path: Path) -> None:
    """Explanation, second appraisal and board of the old authority close nothing at the new one."""
    round_ = start_two(tmp_path / "dot")
    hold_a_full_round(round_)
    round_.change(MOVE)
    for round_key, instead in (
        ("first", {f"1.1.2@{MOVING}:score": Fraction("1.25"), f"1.1.2@{MOVING}:remark": "Thiếu"}),
        ("explanation", {f"1.1.2@{MOVING}:explained": "Có đủ"}),
        ("second", {f"1.1.2@{MOVING}:agree": "Giữ điểm lần 1"}),
        ("board", {f"1.1.2@{MOVING}:agree": "Theo thẩm định"}),
    ):
        assert {row.unit for form in round_.issue(round_key).new for row in form.rows} == {MOVING}
        round_.answer_all(round_key, instead, DISTRICT)
        assert "APPRAISAL_ROUND_CLOSED" not in {each.code for each in round_.merge().findings}
    done = round_.consolidate(DAY)
    assert NOT_APPRAISED not in done.results.provisional
    assert (points(round_, "1.1.1"), points(round_, "1.1.2")) == ("1", "1.25")
    round_.put_back_control()
    round_.consolidate(DAY)
    assert (points(round_, "1.1.1"), points(round_, "1.1.2")) == ("0.5", "2")


def test_answers_that_come_after_the_move_are_kept_and_rest(tmp_path: Path) -> None:
    round_ = start_two(tmp_path / "dot")
    round_.issue("first")
    round_.change(MOVE)
    round_.answer_all("first", CUT)
    report = round_.merge()
    assert (report.entries, len(round_.recorded())) == (3 * 71, 4 * 71)
    assert len([change for change in report.changes if change.before is None]) == 3 * 71
    round_.put_back_control()
    assert round_.merge().entries == 4 * 71
    round_.consolidate(DAY)
    assert points(round_) == "0.5"


def test_a_resting_opinion_outlives_its_file(first: TwoAuthorities, tmp_path: Path) -> None:
    """Somebody clears away the city's file, as it does not count: moved back, it counts again."""
    round_ = first.copied(tmp_path / "dot")
    round_.change(units("units", MOVING, authority=DISTRICT))
    for file in (round_.root / "tham-dinh" / "nop-ve").glob("*tp-vinh-long*"):
        file.unlink()
    asked: list[str] = []

    def ask(consequences: Sequence[str]) -> bool:
        asked.extend(consequences)
        return True

    merge_forms(round_.root, DAY, ask=ask)
    assert len(asked) == 1 and "71 ý kiến" in asked[0]  # of the unit that stays, and of it alone
    assert f"{round_.opened.campaign.unit_by_code[STAYING].name} (71)" in asked[0]
    assert Counter(entry["slot"][4] for entry in round_.recorded())[MOVING] == 71
    round_.put_back_control()
    round_.consolidate(DAY)
    assert points(round_) == "0.5"


def test_a_merge_asks_before_it_withdraws(first: TwoAuthorities, tmp_path: Path) -> None:
    round_ = first.copied(tmp_path / "dot")
    (gone,) = (round_.root / "tham-dinh" / "nop-ve").glob("*long-ho-commune-pnv-1.xlsx")
    content = gone.read_bytes()
    gone.unlink()
    before = state(round_)
    for step in (("appraise", "merge"), ("appraise", "issue", "--round", "explanation")):
        refused = round_.cchc(*step)
        assert refused.returncode == 2
        assert "50 ý kiến" in refused.stderr and "Phòng Nội vụ huyện Long Hồ (50)" in refused.stderr
        assert state(round_) == before
    gone.write_bytes(b"PK\x03\x04 broken")
    assert round_.cchc("appraise", "merge").returncode == 2
    assert files(round_.record) == {name: before[name] for name in files(round_.record)}
    gone.write_bytes(content)
    assert round_.cchc("appraise", "merge").returncode == 0
    gone.unlink()
    done = round_.cchc("appraise", "merge", "--yes")
    assert (done.returncode, "50 rút lại" in done.stdout) == (0, True)
    assert len(round_.recorded()) == 4 * 71 - 50


def test_a_leaf_given_away_after_the_explanation_goes_to_its_new_agency(
    first: TwoAuthorities, tmp_path: Path
) -> None:
    round_ = first.copied(tmp_path / "dot")
    round_.issue("explanation")
    round_.answer_all("explanation", {f"1.1.1@{MOVING}:explained": "Ký ngày 30/01"})
    round_.merge()
    round_.change(added("agencies", authority=CITY, code="VP", name="Văn phòng", criteria="1.1.1"))
    new = round_.issue("first").new
    assert [(form.party.who, {row.code for row in form.rows}) for form in new] == [("VP", {"1.1.1"})]
    round_.put_back("vp.xlsx", round_.filled(new[0], round_.agreeing(new[0])))
    report = round_.merge()
    assert "APPRAISAL_ROUND_CLOSED" not in {each.code for each in report.findings}
    after = round_.consolidate(DAY)
    assert NOT_APPRAISED not in after.results.provisional
    assert points(round_) == "1"
    round_.put_back_control()
    round_.consolidate(DAY)
    assert points(round_) == "0.5"


def test_one_authoritys_view_tells_what_concerns_it(first: TwoAuthorities, tmp_path: Path) -> None:
    round_ = first.copied(tmp_path / "dot")
    round_.change(MOVE)
    for code in (CITY, DISTRICT):
        assert round_.cchc("consolidate", "--yes", "--authority", code).returncode == 0
        lines = (round_.root / "ket-qua" / code.lower() / "phat-hien.jsonl").read_text("utf-8")
        moved = [json.loads(line) for line in lines.splitlines() if "APPRAISAL_UNIT" in line]
        assert [(each["code"], each["unit_code"], each["found"]) for each in moved] == [
            ("APPRAISAL_UNIT_MOVED", MOVING, "71")
        ]


def test_opinions_that_count(first: TwoAuthorities, tmp_path: Path) -> None:
    """By the record alone, and on the claims as they now stand."""
    round_ = first.copied(tmp_path / "dot")
    opened = round_.opened
    record = AppraisalRecord(round_.record)
    books: Any = [each.scores for each in round_.consolidate(DAY).results.units]
    whole = counting_opinions(opened.campaign, opened.criteria, record)
    assert whole == counting_opinions(opened.campaign, opened.criteria, record, books)
    assert (whole[MOVING], whole[STAYING]) == (71, 71)
    round_.put(f"{MOVING}.xlsx", round_.form({}, MOVING))
    books = [each.scores for each in round_.consolidate(DAY).results.units]
    assert counting_opinions(opened.campaign, opened.criteria, record)[MOVING] == 71
    assert counting_opinions(opened.campaign, opened.criteria, record, books)[MOVING] == 0

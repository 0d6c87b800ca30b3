"""A whole form worked out with pencil and paper, against everything the tool says of it.

by_hand.csv holds what is entered on each of the 71 leaves a commune scores itself (#2 is the second
choice of the list), and beside it the points and the counting points as read off the criteria set by
a person. The sums and indices below were added up by hand from that table.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from cchc.core.numbers import shown
from cchc.results.model import UnitResult
from generator.render import Typed
from tests.support.rounds import Round, full_values, read_csv, start_round

TABLE = Path(__file__).parent / "by_hand.csv"

# Domain: points, counting points, component index at two decimals. 71,875 rounds half up.
DOMAINS = {
    "1": ("361/35", "13", "79,34"),
    "2": ("3", "6", "50,00"),
    "3": ("287/30", "18", "53,15"),
    "4": ("2.5", "3.5", "71,43"),
    "5": ("25/6", "8", "52,08"),
    "6": ("3.5", "6", "58,33"),
    "7": ("6.25", "11", "56,82"),
    "8": ("5.75", "8", "71,88"),
}
POINTS, POSSIBLE, INDEX = Fraction(946, 21), Fraction("73.5"), "61,29"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Four communes: by hand, at its best, by hand again, and one that answered one question."""
    round_ = start_round(tmp_path_factory.mktemp("hand") / "dot", units=4)
    first, best, twin, poor = round_.units
    round_.put("a.xlsx", round_.form(hand_values(round_), first))
    round_.put("b.xlsx", round_.form(full_values(round_.criteria), best))
    round_.put("c.xlsx", round_.form(hand_values(round_), twin))
    only = {"1.1.1:choice": round_.criteria.leaf_by_code["1.1.1"].choices[0], "1.1.1:remark": "KH 01"}
    round_.put("d.xlsx", round_.form(only, poor))
    round_.consolidate()
    return round_


def rows() -> list[dict[str, str]]:
    return read_csv(TABLE)


def hand_values(round_: Round) -> dict[str, Typed]:
    values: dict[str, Typed] = {}
    for row in rows():
        choices = round_.criteria.leaf_by_code[row["code"]].choices
        if row["choice"]:
            choice = row["choice"]
            values[f"{row['code']}:choice"] = (
                choices[int(choice[1:]) - 1] if choice.startswith("#") else choice
            )
        for role in ("done", "total", "score"):
            if row[role]:
                values[f"{row['code']}:{role}"] = Fraction(row[role])
        values[f"{row['code']}:remark"] = "Báo cáo số 5/BC-UBND"
    return values


def result_of(round_: Round, number: int) -> UnitResult:
    return round_.consolidate().results.units[number]


def test_every_leaf_is_in_the_table(done: Round) -> None:
    own = [scored.code for scored in done.criteria.leaves if scored.by_unit]
    assert [row["code"] for row in rows()] == own


def test_points_of_every_leaf(done: Round) -> None:
    nodes = result_of(done, 0).nodes
    for row in rows():
        points = Fraction(row["points"]) if row["points"] else None
        assert nodes[row["code"]].self_score == points, row["code"]
        assert nodes[row["code"]].possible == Fraction(row["possible"]), row["code"]


def test_sums_and_component_indices(done: Round) -> None:
    nodes = result_of(done, 0).nodes
    for code, (points, possible, index) in DOMAINS.items():
        assert nodes[code].achieved == Fraction(points)
        assert nodes[code].possible == Fraction(possible)
        assert shown(nodes[code].index, 2) == index
    assert nodes["1.8"].self_score == Fraction("1.25")
    assert nodes["5.5"].self_score is None


def test_index_rank_and_class(done: Round) -> None:
    """By hand 946/21 of 73.5 is 61.29 %. The twin ties with it: 2, 1, 2, then 4."""
    results = done.consolidate().results
    whole = results.units[0].whole
    assert (whole.self_score, whole.possible) == (POINTS, POSSIBLE)
    assert shown(results.units[0].index, 2) == INDEX
    assert shown(results.units[1].index, 2) == "100,00"
    assert shown(results.units[3].index, 2) == "1,27"
    assert [result.rank for result in results.units] == [2, 1, 2, 4]
    classes = [result.class_name for result in results.units]
    assert classes == ["Trung bình", "Xuất sắc", "Trung bình", "Yếu"]


def test_the_files_for_machines(done: Round) -> None:
    folder = done.opened.folder.results
    ranking = read_csv(folder / "xep-hang.csv")
    hand = next(row for row in ranking if row["unit_code"] == done.units[0])
    assert hand == {
        "block": "xa-hon-quan",
        "rank": "2",
        "unit_code": "25327",
        "unit_name": "UBND xã Thanh An",
        "unit_type": "commune",
        "self_points": "45.0476190476",
        "achieved_points": "45.0476190476",
        "max_points": "73.5",
        "index": "61.2892776158",
        "class": "Trung bình",
        "status": "returned",
    }
    assert [row["rank"] for row in ranking] == ["1", "2", "2", "4"]
    assert [row["status"] for row in ranking][-1] == "returned|incomplete"
    scores = read_csv(folder / "diem.csv")
    assert len(scores) == 4 * 122
    by_code = {row["criterion_code"]: row for row in scores if row["unit_code"] == "25327"}
    assert by_code["1.3.2"]["self_score"] == "0.714285714286"
    assert by_code["1.3.2"]["final_score"] == "0.714285714286"
    assert (by_code["1.4.2"]["applicable"], by_code["1.4.2"]["self_score"]) == ("false", "")
    assert (by_code["5.5.1"]["source"], by_code["5.5.1"]["survey_score"]) == ("department_remarks", "")
    assert (by_code["1"]["level"], by_code["1"]["source"], by_code["1"]["max_points"]) == ("1", "", "14")
    findings = [json.loads(line) for line in (folder / "phat-hien.jsonl").read_text("utf-8").splitlines()]
    assert [each["code"] for each in findings] == ["UNIT_INCOMPLETE"]


def test_the_form_shows_the_same_figures(done: Round) -> None:
    """What the commune sees in its own form, before anybody has recalculated it."""
    sheet = openpyxl.load_workbook(done.opened.folder.returned / "a.xlsx", data_only=True)["Phụ lục III"]
    for code, (points, _, _) in DOMAINS.items():
        shows = sheet[done.cell(f"{code}:self").address].value
        assert shows == pytest.approx(float(Fraction(points)), abs=1e-9)
    assert sheet[done.cell(":index").address].value == pytest.approx(61.2892776158, abs=1e-9)


def test_the_ranking_workbook_shows_the_same_figures(done: Round) -> None:
    workbook = openpyxl.load_workbook(done.opened.folder.results / "xep-hang.xlsx", data_only=True)
    rows_shown = list(workbook["Xếp hạng"].iter_rows(values_only=True))
    hand = next(row for row in rows_shown if row[1] == "25327")
    assert hand[0] == 2
    assert hand[3:7] == pytest.approx((45.0476190476, 45.0476190476, 0, 73.5), abs=1e-9)
    assert hand[7] == pytest.approx(61.2892776158, abs=1e-9)
    assert hand[8] == "Trung bình"
    texts = " ".join(str(cell) for row in rows_shown for cell in row if cell)
    assert "tạm tính, chưa có điểm điều tra xã hội học" in texts
    assert "tạm tính, chưa thẩm định" in texts

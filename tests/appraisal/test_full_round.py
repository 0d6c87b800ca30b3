"""Thirteen communes through all rounds, every figure worked out by hand.

A commune scores 71 leaves itself, 79 points in all; each claims all of them but for what its line says.

| unit  | what happens                                                             | points     | of | index  |
|-------|--------------------------------------------------------------------------|------------|----|--------|
| 25327 | everything agreed                                                        | 79         | 79 | 100.00 |
| 25330 | 1.4.2 (1 point) did not arise, agreed                                    | 78         | 78 | 100.00 |
| 25339 | 1.4.2 did not arise, refused with 0, not contested, the board follows    | 78         | 79 | 98.73  |
| 25342 | 1.1.1 from 1 to 0.5, contested, kept, the board follows                  | 78.5       | 79 | 99.37  |
| 25345 | 1.1.1 from 1 to 0, contested, 0.5 in the second, the board gives the claim | 79       | 79 | 100.00 |
| 25348 | 1.1.1 from 1 to 0.5, not contested, the board follows                    | 78.5       | 79 | 99.37  |
| 25349 | 1.1.2 (2 points) left blank, appraised at 1.25, the board follows: 77 + 1.25 | 78.25      | 79 | 99.05  |
| 25351 | 1.3.2 claimed at 5/7 of a point, agreed: 78 + 5/7                        | 551/7      | 79 | 99.64  |
| 25354 | 1.9 (0.5): one agency agrees, the other says 0; both keep; the board: 0  | 78.5       | 79 | 99.37  |
| 25357 | 1.1.1 claimed at 0.5, raised to 1, the board follows                     | 79         | 79 | 100.00 |
| 25360 | 2.1.1 one case: 0.5 of 1, agreed                                         | 78.5       | 79 | 99.37  |
| 25361 | special, everything agreed                                               | 79         | 79 | 100.00 |
| 25438 | returned nothing                                                         |            |    |        |
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from cchc.core.numbers import shown
from cchc.results.model import NO_SURVEY, NOT_APPRAISED
from generator.render import Typed
from macros_py.steps.status import return_board
from tests.appraisal.rounds import DAY, Appraising, claimed, start_appraising
from tests.support.findings import recorded
from tests.support.rounds import read_csv

AGENCIES = ("PNV", "VP", "PTP", "PTCKH", "PVHTT", "PKTHT")
MISSING = "25438"
HAND = {
    "25327": ("79", "79", "100,00", 1),
    "25330": ("78", "78", "100,00", 1),
    "25339": ("78", "79", "98,73", 11),
    "25342": ("78.5", "79", "99,37", 6),
    "25345": ("79", "79", "100,00", 1),
    "25348": ("78.5", "79", "99,37", 6),
    "25349": ("78.25", "79", "99,05", 10),
    "25351": ("551/7", "79", "99,64", 5),
    "25354": ("78.5", "79", "99,37", 6),
    "25357": ("79", "79", "100,00", 1),
    "25360": ("78.5", "79", "99,37", 6),
    "25361": ("79", "79", "100,00", None),
}
NOT_ARISEN: dict[str, Typed | None] = {
    "1.4.2:choice": "Không phát sinh",
    "1.4.2:done": None,
    "1.4.2:total": None,
}
CLAIMS: dict[str, dict[str, Typed | None]] = {
    **{unit: {} for unit in HAND},
    "25330": NOT_ARISEN,
    "25339": NOT_ARISEN,
    "25349": {"1.1.2:done": None, "1.1.2:total": None, "1.1.2:remark": None},
    "25351": {"1.3.2:done": Fraction(5), "1.3.2:total": Fraction(7)},
    "25357": {"1.1.1:choice": "Ban hành trong tháng 02"},
    "25360": {"2.1.1:done": Fraction(1)},
}
FIRST: dict[str, dict[str, Typed]] = {
    "PNV": {
        "1.4.2@25339:score": Fraction(0),
        "1.4.2@25339:remark": "Có kết luận kiểm tra số 5/KL-UBND, chưa khắc phục",
        "1.1.1@25342:score": Fraction("0.5"),
        "1.1.1@25342:remark": "Ban hành ngày 05/02",
        "1.1.1@25345:score": Fraction(0),
        "1.1.1@25345:remark": "Không có văn bản",
        "1.1.1@25348:score": Fraction("0.5"),
        "1.1.1@25348:remark": "Ban hành ngày 10/02",
        "1.1.2@25349:score": Fraction("1.25"),
        "1.1.1@25357:score": Fraction(1),
        "1.1.1@25357:remark": "Văn bản ban hành ngày 30/01",
    },
    "VP": {"1.9@25354:score": Fraction(0), "1.9@25354:remark": "Dự toán không ghi CCHC"},
}
KEEP, FOLLOW, CLAIM = "Giữ điểm lần 1", "Theo thẩm định", "Theo đơn vị"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Appraising:
    """All rounds held, nothing outstanding."""
    round_ = start_appraising(tmp_path_factory.mktemp("tham-dinh") / "Đợt 2023", 13, "25361", two=True)
    claimed(round_, CLAIMS)
    round_.issue("first")
    for agency in AGENCIES:
        round_.answer("first", agency, FIRST.get(agency))
    round_.issue("explanation")
    contested = {"1.1.1@{}:explained": "Kế hoạch ký ngày 30/01", "1.1.1@{}:more_evidence": "KH 02/KH-UBND"}
    for unit in ("25342", "25345"):
        round_.answer("explanation", unit, {name.format(unit): text for name, text in contested.items()})
    for unit in ("25339", "25348", "25354"):
        round_.answer("explanation", unit)
    round_.issue("second")
    round_.answer(
        "second",
        "PNV",
        {
            "1.1.1@25342:agree": KEEP,
            "1.1.1@25345:score": Fraction("0.5"),
            "1.1.1@25345:remark": "Chấp nhận một phần",
        },
    )
    round_.issue("board")
    decided: dict[str, Typed] = {
        "1.4.2@25339:agree": FOLLOW,
        "1.1.1@25342:agree": FOLLOW,
        "1.1.1@25345:agree": CLAIM,
        "1.1.1@25348:agree": FOLLOW,
        "1.1.2@25349:agree": FOLLOW,
        "1.1.1@25357:agree": FOLLOW,
        "1.9@25354:score": Fraction(0),
        "1.9@25354:remark": "Hội đồng thống nhất với Văn phòng",
    }
    round_.answer("board", "", decided)
    round_.merge()
    round_.consolidate(DAY)
    return round_


def test_what_is_put_before_whom(done: Appraising) -> None:
    """The first round: 12 units that returned, each leaf to its agency, 1.9 to both."""
    rows = {form.party.who: len(form.rows) for form in done.appraisal.forms if form.round == "first"}
    own = [scored for scored in done.criteria.leaves if scored.by_unit]
    for agency in AGENCIES:
        mine = {scored.code for scored in own if scored.leaf.agency == agency}
        mine |= {"1.9"} if agency in ("VP", "PTCKH") else set()
        assert rows[agency] == 12 * len(mine)
    explaining = {form.party.who for form in done.appraisal.forms if form.round == "explanation"}
    assert explaining == {"25339", "25342", "25345", "25348", "25354"}
    second = {form.party.who: form for form in done.appraisal.forms if form.round == "second"}
    assert {who: [row.unit for row in form.rows] for who, form in second.items()} == {
        "PNV": ["25342", "25345"]
    }
    board = done.out("board", "")
    assert sorted((row.unit, row.code) for row in board.rows) == [
        ("25339", "1.4.2"),
        ("25342", "1.1.1"),
        ("25345", "1.1.1"),
        ("25348", "1.1.1"),
        ("25349", "1.1.2"),
        ("25354", "1.9"),
        ("25357", "1.1.1"),
    ]


def test_every_figure_and_rank_is_that_of_the_hand(done: Appraising) -> None:
    results = {result.unit.code: result for result in done.consolidate(DAY).results.units}
    for unit, (achieved, possible, index, rank) in HAND.items():
        result = results[unit]
        assert (result.whole.achieved, result.whole.possible) == (Fraction(achieved), Fraction(possible))
        assert (shown(result.index, 2), result.rank) == (index, rank), unit
    assert results[MISSING].index is None


def test_nothing_is_left_to_say(done: Appraising) -> None:
    """Survey points are not in yet: that alone is still provisional."""
    after = done.consolidate(DAY)
    assert after.results.provisional == (NO_SURVEY,)
    assert NOT_APPRAISED not in after.results.provisional
    assert return_board(done.root, DAY).outstanding == ()
    assert "APPRAISAL_OUTSTANDING" not in {each.code for each in after.findings}


def test_columns_of_the_file_for_machines(done: Appraising) -> None:
    rows = {
        (row["unit_code"], row["criterion_code"]): row
        for row in read_csv(done.opened.folder.results / "diem.csv")
    }

    def figures(unit: str, code: str) -> tuple[str, ...]:
        row = rows[unit, code]
        return (row["applicable"], row["self_score"], row["first_appraisal"], row["final_score"])

    assert figures("25330", "1.4.2") == ("false", "", "", "")
    assert figures("25339", "1.4.2") == ("true", "", "0", "0")
    assert figures("25342", "1.1.1") == ("true", "1", "0.5", "0.5")
    assert figures("25345", "1.1.1") == ("true", "1", "0", "1")
    assert figures("25349", "1.1.2") == ("true", "", "1.25", "1.25")
    assert figures("25351", "1.3.2") == ("true", "0.714285714286", "0.714285714286", "0.714285714286")
    assert figures("25354", "1.9") == ("true", "0.5", "", "0")
    assert figures("25357", "1.1.1") == ("true", "0.5", "1", "1")


def test_merging_again_changes_nothing(done: Appraising) -> None:
    record = done.opened.folder.appraisal_record
    before = {file.name: file.read_bytes() for file in record.iterdir() if file.is_file()}
    again = done.merge()
    assert again.changes == ()
    assert before == {file.name: file.read_bytes() for file in record.iterdir() if file.is_file()}


def test_the_history_names_who_and_which_file(done: Appraising) -> None:
    file = done.opened.folder.appraisal_record / "lich-su.jsonl"
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    of_leaf = [line for line in lines if (line["unit"], line["code"]) == ("25345", "1.1.1")]
    said = [(line["round"], line["who"], line["score"], line["file"]) for line in of_leaf]
    assert said == [
        ("first", "PNV", "0", "first-PNV.xlsx"),
        ("explanation", "25345", None, "explanation-25345.xlsx"),
        ("second", "PNV", "1/2", "second-PNV.xlsx"),
        ("board", "", "1", "board-.xlsx"),
    ]
    assert all(len(line["sha256"]) == 64 and line["day"] == "2023-12-06" for line in of_leaf)


def test_issuing_again_gives_the_same_files(done: Appraising) -> None:
    folder = done.opened.folder.appraisal_issued
    before = {path: path.read_bytes() for path in folder.rglob("*.xlsx")}
    assert len(before) == 6 + 5 + 1 + 1
    gone = next(path for path in before if path.name == "commune-ptp-1.xlsx")
    gone.unlink()
    for round_key in ("first", "explanation", "second", "board"):
        assert done.issue(round_key).new == ()
    assert {path: path.read_bytes() for path in folder.rglob("*.xlsx")} == before


def test_one_agency_missing_is_named_and_figures_stay_provisional(tmp_path: Path) -> None:
    round_ = start_appraising(tmp_path / "d", 2)
    claimed(round_, {unit: {} for unit in round_.units})
    round_.issue("first")
    for agency in AGENCIES:
        if agency != "PKTHT":
            round_.answer("first", agency)
    round_.merge()
    after = round_.consolidate(DAY)
    assert NOT_APPRAISED in after.results.provisional
    named = [recorded(each).expected for each in after.findings if each.code == "APPRAISAL_OUTSTANDING"]
    assert named == ["Phòng Kinh tế - Hạ tầng huyện Hớn Quản (thẩm định lần 1)"]
    owed = return_board(round_.root, DAY).outstanding
    leaves = sum(1 for scored in round_.criteria.leaves if scored.leaf.agency == "PKTHT" and scored.by_unit)
    # Received on Wednesday 6 December: five working days end on Wednesday 13 December.
    assert [(each.party.who, each.rows, each.due.isoformat(), each.days) for each in owed] == [
        ("PKTHT", 2 * leaves, "2023-12-13", 5)
    ]
    round_.answer("first", "PKTHT")
    round_.merge()
    assert NOT_APPRAISED not in round_.consolidate(DAY).results.provisional

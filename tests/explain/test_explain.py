"""Explain: its arithmetic, followed by a reader, gives the published figure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cchc.core.numbers import machine_text, shown
from cchc.criteria.answers import NOT_APPLICABLE
from cchc.criteria.sources import SIPAS
from cchc.errors import CchcError
from cchc.language import choose
from cchc.results.consolidation import Consolidation
from cchc.results.lineage_record import as_record
from cchc.returns.scorebook import claim_of
from generator.render import Typed
from macros_py.cli import main
from macros_py.demo.run import run_demo
from macros_py.steps.consolidate import read_returns
from macros_py.steps.explain import explain
from tests.criteria.small_set import SMALL_SET
from tests.support.rounds import read_csv
from tests.survey.filling import (
    MINISTRY_SURVEY,
    bring_in,
    bring_in_all_at_best,
    campaign_of,
    leaves_of,
    return_form,
    row_of,
    scope_of,
)
from workbook_templates.lineage.whole import lineage_of
from workbook_templates.words.arithmetic import claim_text, sum_text
from workbook_templates.words.figures import figure_text

TODAY = date(2023, 12, 30)
Record = dict[str, Any]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Consolidation:
    """The demo's round of 15 units of all types, through all rounds of the appraisal, with all surveys."""
    report = run_demo(tmp_path_factory.mktemp("explain") / "demo", 15, 3)
    assert report.succeeded
    assert [held.round for held in report.rounds] == ["first", "explanation", "second", "board"]
    assert report.stood_in
    return report.done


def test_the_demo_ends_in_figures_that_are_not_provisional(demo: Consolidation) -> None:
    """Nothing is outstanding: neither an appraisal nor a survey, for any unit."""
    assert demo.results.provisional == ()
    changed = [
        result for result in demo.results.units if result.whole.self_score != result.whole.final_score
    ]
    assert len(changed) > 5


def exact(figure: Record | None) -> Fraction | None:
    return None if figure is None else Fraction(figure["exact"])


def leaves(node: Record) -> Iterator[Record]:
    if "steps" in node:
        yield node
    for child in node.get("children", ()):
        yield from leaves(child)


def test_leaves_add_up_to_the_published_figures(demo: Consolidation) -> None:
    """Added up here from the leaves of the JSON, and divided: points, max points and index of every unit."""
    compared = 0
    for result in demo.results.units:
        record = as_record(lineage_of(demo, result.unit.code))
        own = list(leaves(record["node"]))
        assert [each["code"] for each in own] == list(result.criteria.leaf_by_code)
        achieved = [exact(each["achieved"]) for each in own if each["achieved"] is not None]
        possible = sum((Fraction(each["possible"]["exact"]) for each in own), Fraction(0))
        if not achieved:
            assert record["index"] is None and result.index is None
            continue
        points = sum((each for each in achieved if each is not None), Fraction(0))
        assert machine_text(points) == record["node"]["achieved"]["decimal"]
        assert (
            machine_text(100 * points / possible)
            == record["index"]["decimal"]
            == machine_text(result.index)
        )
        compared += 1
    assert compared >= 10


def test_the_files_say_the_same(demo: Consolidation) -> None:
    ranking = {row["unit_code"]: row for row in read_csv(demo.opened.folder.results / "xep-hang.csv")}
    assert len(ranking) == 15
    for code, row in ranking.items():
        record = as_record(lineage_of(demo, code))
        assert (record["index"]["decimal"] if record["index"] else "") == row["index"]
        assert str(record["rank"] or "") == row["rank"]
        assert (record["node"]["achieved"]["decimal"] if record["node"]["achieved"] else "") == row[
            "achieved_points"
        ]


def test_every_line_of_arithmetic_can_be_followed_to_the_hundredth(demo: Consolidation) -> None:
    """The figures printed in a sum, added up as printed, give the printed result within half a hundredth;
    and so does the index from the printed points.
    """
    lines = 0
    for result in demo.results.units:
        stack = [as_record(lineage_of(demo, result.unit.code))["node"]]
        while stack:
            node = stack.pop()
            stack += node.get("children", [])
            for key in ("arithmetic", "possible_arithmetic"):
                text = node.get(key, "")
                if "steps" in node or "+" not in text:
                    continue
                terms, _, total = text.replace("≈", "=").rpartition(" = ")
                added = sum(number(term) for term in terms.split(" + "))
                assert abs(added - number(total)) < Fraction(1, 200), text
                lines += 1
            match = re.fullmatch(
                r"100 × (\S+) / (\S+) [=≈] (\S+); làm tròn: (\S+)%", node.get("index_arithmetic", "")
            )
            if match:
                points, possible, index, rounded = map(number, match.groups())
                assert abs(100 * points / possible - index) < Fraction(1, 100)
                assert abs(index - rounded) <= Fraction(1, 200)
    assert lines > 200


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


SMALL = SMALL_SET.load()
CLAIMS = [
    ("1.1.1", {"choice": "Có"}, "Chọn “Có”: 1 điểm"),
    ("1.1.2", {"choice": "Chậm"}, "Chọn “Chậm”: 0,5 điểm"),
    ("1.1.3", {"choice": "Có", "done": Fraction(4), "total": Fraction(4)}, "4/4 = 100% (cần >= 100%); chọn “Có”: 1 điểm"),
    ("1.1.3", {"choice": "Có", "done": Fraction(3), "total": Fraction(4)}, "3/4 = 75% (cần >= 100%); chọn “Có”: 0 điểm"),
    ("1.2", {"done": Fraction(27), "total": Fraction(30)}, "27/30 = 90%, thuộc khoảng từ 70% đến 90%: 1 điểm"),
    ("1.2", {"done": Fraction(19), "total": Fraction(21)}, "19/21 ≈ 90,4762%, thuộc khoảng trên 90%: 2 điểm"),
    ("1.3.1", {"done": Fraction(5), "total": Fraction(7)}, "5/7 × 1 ≈ 0,7143 điểm"),
    ("1.3.1", {"choice": NOT_APPLICABLE}, "Không phát sinh: không tính vào điểm tối đa"),
    ("1.3.2", {"done": Fraction(79), "total": Fraction(100)}, "79/100 = 79%, dưới 80%: 0 điểm"),
    ("1.3.2", {"done": Fraction(4), "total": Fraction(5)}, "4/5 × 2 = 1,6 điểm"),
    ("1.3.2", {"choice": NOT_APPLICABLE}, "Không phát sinh: được điểm tối đa, 2 điểm"),
    ("2.1", {"done": Fraction(5)}, "5 × 0,5 = 2,5, tối đa 2: 2 điểm"),
    ("2.2", {"done": Fraction(5)}, "1 − 5 × 0,25 = -0,25, không dưới 0: 0 điểm"),
    ("2.3", {"score": Fraction("0.75")}, "Đơn vị ghi 0,75 điểm"),
    ("2.3", {}, "Chưa nhập số liệu: chưa có điểm (không phải 0)"),
    ("1.2", {"done": Fraction(27)}, "Số liệu chưa đủ hoặc có chỗ sai: chưa có điểm (không phải 0)"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "figures", "text"), CLAIMS)
def test_the_arithmetic_of_a_claim(code: str, figures: dict[str, Fraction | str], text: str) -> None:
    """Every kind of rule, and its last figure is the score."""
    scored = SMALL.leaf_by_code[code]
    claim = claim_of(scored, figures, "")
    assert claim_text(scored, claim) == text
    if claim.self_score is not None:
        assert re.findall(r"-?\d+(?:,\d+)?", text)[-1] == figure_text(claim.self_score)


def test_sums_in_words() -> None:
    assert sum_text([Fraction(5, 7), Fraction(1)], Fraction(12, 7)) == "0,7143 + 1 ≈ 1,7143"
    assert sum_text([Fraction(1, 2), Fraction(1, 4)], Fraction(3, 4)) == "0,5 + 0,25 = 0,75"
    assert sum_text([Fraction(1)], Fraction(1)) == "1"
    assert sum_text([], None) == "Chưa mục nào có điểm"


def test_a_claim_down_to_its_cell(tmp_path: Path) -> None:
    """Inputs with what they count, cell and file; a row put in above moves the cell that is named."""
    root = tmp_path / "dot"
    opened = campaign_of(root)
    unit = opened.campaign.units[0].code
    values: dict[str, Typed] = {
        "1.3.2:done": Fraction(5),
        "1.3.2:total": Fraction(7),
        "1.3.2:remark": "Báo cáo số 5/BC-UBND",
    }
    return_form(opened, unit, values)
    record = as_record(explain(root, unit, "1.3.2", TODAY))
    step = record["node"]["steps"][0]
    assert (step["kind"], step["points"]["exact"], step["sheet"]) == ("claim", "5/7", "Phụ lục III")
    assert step["file"] == f"{unit}.xlsx" and len(step["sha256"]) == 64
    told = {each["key"]: (each["value"], each["cell"]) for each in step["details"]}
    assert told == {"done": ("5", "E18"), "total": ("7", "F18"), "remark": ("Báo cáo số 5/BC-UBND", "J18")}
    assert step["details"][0]["label"].startswith("Thực hiện: ")
    rule = record["node"]["rule"]
    assert (rule["notation"], rule["sentence"]) == (
        "proportional",
        "Điểm = tỷ lệ × 1. Không phát sinh: không tính vào tổng điểm tối đa.",
    )
    assert record["provisional"] == [
        "tạm tính, chưa có điểm điều tra xã hội học",
        "tạm tính, chưa thẩm định",
    ]


def test_a_survey_leaf_with_its_year(tmp_path: Path) -> None:
    root = tmp_path / "dot"
    opened = campaign_of(root, 2, "vinh-long-2023", "department")
    first = opened.campaign.units[0].code
    return_form(opened, first)
    bring_in_all_at_best(opened, MINISTRY_SURVEY, year=2022)
    sipas = leaves_of(opened, SIPAS)
    bring_in(
        opened,
        scope_of(SIPAS),
        row_of(first, sipas, ["85.5", *["Không khảo sát"] * 4]) | {f"{first}:note": "800 phiếu"},
    )
    node = as_record(explain(root, first, "2.4.1", TODAY))["node"]
    assert node["arithmetic"] == "Kết quả điều tra năm 2022: 1,5 điểm (dùng thay, năm 2023 chưa có)"
    assert (node["steps"][0]["year"], node["counts"]) == (2022, True)
    record = as_record(explain(root, first.lower(), "8.1", TODAY))
    rated, *left_out = record["node"]["children"]
    assert rated["arithmetic"] == "Tỷ lệ hài lòng năm 2023: 85,5% × 2 = 1,71 điểm"
    assert [each["value"] for each in rated["steps"][0]["details"]] == ["85,5", "800 phiếu"]
    assert rated["steps"][0]["details"][0]["cell"] == "C7"
    assert (rated["counts"], "chưa tính" in rated["standing"]) == (
        False,
        True,
    )  # the other unit's is missing
    assert {each["arithmetic"] for each in left_out} == {"Không khảo sát: không tính vào điểm tối đa"}
    assert any("2022" in text for text in record["remarks"])


def test_unknown_units_and_codes_are_named(tmp_path: Path) -> None:
    root = tmp_path / "dot"
    campaign_of(root)
    with pytest.raises(CchcError, match="25327"):
        explain(root, "25372", "", TODAY)
    with pytest.raises(CchcError, match=r"9\.9"):
        explain(root, "25327", "9.9", TODAY)
    assert explain(root, "UBND xã Thanh An", "", TODAY).result.unit.code == "25327"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    root = tmp_path / "dot"
    opened = campaign_of(root)
    unit = opened.campaign.units[0].code
    return_form(opened, unit)

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", language, *arguments])
        choose("vi")
        assert not ended.value.code
        return capsys.readouterr().out

    tree = run("dien-giai", str(root), unit)
    index = shown(read_returns(root, TODAY).results.units[0].index, 2)
    assert index in tree and "79" in tree
    assert ("tạm tính" if language == "vi" else "provisional") in tree
    leaf = run("explain", str(root), unit, "1.1.1")
    assert ("Cách chấm: " if language == "vi" else "Rule: ") in leaf
    record = json.loads(run("explain", str(root), unit, "1", "--json"))
    assert (record["language"], record["node"]["code"], record["unit"]["code"]) == ("vi", "1", unit)


def test_a_row_that_moved_is_named_where_it_stands(tmp_path: Path) -> None:
    """Both times: when the file is read, and when it is not read again."""
    root = tmp_path / "dot"
    opened = campaign_of(root)
    unit = opened.campaign.units[0].code
    return_form(opened, unit, {"1.3.2:done": Fraction(5), "1.3.2:total": Fraction(7)})
    file = opened.folder.returned / f"{unit}.xlsx"
    book = openpyxl.load_workbook(file)
    book.worksheets[0].insert_rows(5)
    book.save(file)
    for _ in range(2):
        step = as_record(explain(root, unit, "1.3.2", TODAY))["node"]["steps"][0]
        assert {each["key"]: each["cell"] for each in step["details"]} == {"done": "E19", "total": "F19"}

"""A bonus and a penalty section, from declaration to ranking, worked out by hand.

The base set: 79 points a commune scores itself. Section 9 gives at most 3 points (9.1: 1 each, at most 2;
9.2: 2), section 10 takes at most 2 (10.1: 0.5 each, at most 2; 10.2: 1). Neither counts among the max points.

|   | claimed                                        | claim           | appraised                   | final           |
|---|------------------------------------------------|-----------------|-----------------------------|-----------------|
| A | 9.1 one case                                   | 79 + 1 = 80     | 9.1 refused; 10.1 two cases | 79 − 1 = 78     |
| B | 9.1 two, 9.2 yes (4, cap 3); 10.1 three, 10.2 yes (2.5, cap 2) | 79 + 3 − 2 = 80 | 10.2 no | 79 + 3 − 1.5 = 80.5 |
| C | 1.4.2, 9.1 and 10.1 did not arise              | 78 of 78        | 10.1 one case               | 78 − 0.5 of 78  |
"""

from __future__ import annotations

import io
import random
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from cchc.appraisal.cases import takes_off
from cchc.appraisal.model import ShownClaim, Verdict
from cchc.campaign.panel import panel_of
from cchc.core.numbers import shown
from cchc.criteria.model import BONUS, PENALTY
from cchc.results.consolidation import Consolidation
from generator.render import Typed
from macros_py.demo.filler import filled_in
from tests.appraisal.rounds import DAY, Appraising, claimed, start_appraising
from tests.engines.test_forms import computed, expected_figures, same
from tests.support.engines import recalculated, saved_by_libreoffice
from tests.support.recalculated import assert_recalculates
from tests.support.rounds import read_csv
from workbook_templates.lineage.whole import lineage_of
from workbook_templates.unit_form.links import RESULT_SHEET
from workbook_templates.unit_form.plan import unit_form_plan

AGENCIES = ("PNV", "VP", "PTP", "PTCKH", "PVHTT", "PKTHT")
NO, NONE_AROSE = "Không", "Không phát sinh"
Claims = dict[str, Typed | None]
NEITHER: Claims = {"9.1:done": Fraction(0), "9.2:choice": NO, "10.1:done": Fraction(0), "10.2:choice": NO}
A: Claims = {**NEITHER, "9.1:done": Fraction(1)}
B: Claims = {"9.1:done": Fraction(2), "10.1:done": Fraction(3)}
C: Claims = {
    **NEITHER,
    **{f"{code}:choice": NONE_AROSE for code in ("1.4.2", "9.1", "10.1")},
    **dict.fromkeys(("1.4.2:done", "1.4.2:total", "9.1:done", "10.1:done"), None),
}
CLAIMED = {"A": ("80", "79", "101,27"), "B": ("80", "79", "101,27"), "C": ("78", "78", "100,00")}
FINAL = {
    "A": ("78", "79", "98,73", 3),
    "B": ("80.5", "79", "101,90", 1),
    "C": ("77.5", "78", "99,36", 2),
}


def _figures(done: Consolidation) -> dict[str, tuple[str, str, str, int | None]]:
    return {
        name: (
            str(float(r.whole.achieved or 0)).removesuffix(".0"),
            str(r.whole.possible),
            shown(r.index, 2),
            r.rank,
        )
        for name, r in zip("ABC", done.results.units, strict=False)
    }


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Appraising:
    """The claims of A, B and C in nop-ve/."""
    round_ = start_appraising(tmp_path_factory.mktemp("thuong-phat") / "dot", 3, sections=True)
    claimed(round_, dict(zip(round_.units, (A, B, C), strict=True)))
    return round_


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Appraising:
    """The same, appraised and decided by the board."""
    round_ = start_appraising(tmp_path_factory.mktemp("thuong-phat") / "dot", 3, sections=True)
    claimed(round_, dict(zip(round_.units, (A, B, C), strict=True)))
    a, b, c = round_.units
    found: dict[str, dict[str, Typed]] = {
        "PNV": {
            f"9.1@{a}:score": Fraction(0),
            f"9.1@{a}:remark": "Không có quyết định công nhận",
            f"10.1@{a}:score": Fraction(1),
            f"10.1@{a}:remark": "Hai người bị kỷ luật",
            f"10.1@{c}:score": Fraction("0.5"),
            f"10.1@{c}:remark": "Một người bị kỷ luật",
        },
        "VP": {f"10.2@{b}:score": Fraction(0), f"10.2@{b}:remark": "Văn bản đã được thu hồi"},
    }
    round_.issue("first")
    for agency in AGENCIES:
        round_.answer("first", agency, found.get(agency))
    round_.issue("explanation")
    for unit in (a, c):
        round_.answer("explanation", unit)
    round_.issue("board")
    rows = round_.out("board", "").rows
    round_.answer("board", "", {f"{row.code}@{row.unit}:agree": "Theo thẩm định" for row in rows})
    round_.merge()
    round_.consolidate(DAY)
    return round_


def test_claims_by_hand(returned: Appraising) -> None:
    """Nothing is found, the form's own index among it; 101.27 is 100 × 80 / 79."""
    after = returned.consolidate(DAY)
    assert {each.code for each in after.findings} == {"UNIT_LATE"}
    assert {name: figures[:3] for name, figures in _figures(after).items()} == CLAIMED


def test_a_section_shows_what_it_comes_to(returned: Appraising) -> None:
    """B's sections end at their caps; A's leave the domains as they are."""
    a, b, _ = returned.consolidate(DAY).results.units
    assert [b.nodes[code].achieved for code in ("9", "9.1", "9.2", "10", "10.1", "10.2")] == [
        *(Fraction(3), Fraction(2), Fraction(2)),
        *(Fraction(2), Fraction("1.5"), Fraction(1)),
    ]
    assert [a.nodes[code].possible for code in ("9", "9.1", "10", "10.1")] == [0, 0, 0, 0]
    assert (a.nodes["9"].index, a.nodes["1"].index) == (None, Fraction(100))
    assert a.whole.max_points == 100


def test_bonus_points_alone_are_no_result(tmp_path: Path) -> None:
    round_ = start_appraising(tmp_path / "d", 1, sections=True)
    (unit,) = round_.units
    content = round_.form({"9.2:choice": "Có", "9.2:remark": "QĐ 5"}, unit)
    round_.put("a.xlsx", content)
    (result,) = round_.consolidate(DAY).results.units
    assert (result.nodes["9"].achieved, result.whole.achieved, result.index) == (Fraction(2), None, None)


def test_who_is_asked_to_explain(done: Appraising) -> None:
    """Less of a bonus and more of a penalty cost the unit points; B's penalty was taken back."""
    asked = {
        form.party.who: [row.code for row in form.rows]
        for form in done.appraisal.forms
        if form.round == "explanation"
    }
    a, _, c = done.units
    assert asked == {a: ["9.1", "10.1"], c: ["10.1"]}


def test_what_takes_something_off() -> None:
    one, two = Verdict(Fraction(1), True), Verdict(Fraction(2), True)
    nothing, absent = ShownClaim(), ShownClaim(applicable=False)
    assert takes_off(ShownClaim(score=Fraction(2)), one, BONUS)
    assert not takes_off(ShownClaim(score=Fraction(2)), one, PENALTY)
    assert takes_off(ShownClaim(score=Fraction(1)), two, PENALTY)
    assert takes_off(nothing, one, PENALTY)
    assert takes_off(absent, one, PENALTY)
    assert not takes_off(absent, one, BONUS)


def test_the_decision_by_hand(done: Appraising) -> None:
    after = done.consolidate(DAY)
    assert _figures(after) == FINAL
    assert after.results.provisional_of(after.results.units)  # survey points alone are missing
    assert "APPRAISAL_OUTSTANDING" not in {each.code for each in after.findings}


def test_columns_of_the_files_for_machines(done: Appraising) -> None:
    folder = done.opened.folder.results
    rows = {(row["unit_code"], row["criterion_code"]): row for row in read_csv(folder / "diem.csv")}
    a, b, c = done.units

    def figures(unit: str, code: str) -> list[str]:
        columns = ("max_points", "applicable", "self_score", "first_appraisal", "final_score")
        return [rows[unit, code][column] for column in columns]

    assert figures(a, "9") == ["3", "true", "1", "0", "0"]
    assert figures(a, "10") == ["2", "true", "0", "1", "1"]
    assert figures(b, "9") == ["3", "true", "3", "3", "3"]
    assert figures(b, "10") == ["2", "true", "2", "1.5", "1.5"]
    assert figures(c, "9.1") == ["2", "false", "", "", ""]
    assert figures(c, "10.1") == ["2", "true", "", "0.5", "0.5"]
    ranking = {row["unit_code"]: row for row in read_csv(folder / "xep-hang.csv")}
    assert [ranking[b][name] for name in ("self_points", "achieved_points", "max_points", "rank")] == [
        "80",
        "80.5",
        "79",
        "1",
    ]


def test_explain_adds_up_what_is_printed(done: Appraising) -> None:
    after = done.consolidate(DAY)
    _, b, _ = done.units
    whole = lineage_of(after, b).node
    assert whole.text.endswith("+ 3 − 1,5 = 80,5")
    assert whole.possible_text.endswith("= 79")
    assert whole.index_text.startswith("100 × 80,5 / 79 ≈ 101,8987")
    assert lineage_of(after, b, "9").node.text == "2 + 2 = 4, tối đa 3: 3"
    penalty = lineage_of(after, b, "10.1").node.leaf
    assert penalty is not None
    assert penalty.sentence.startswith("Điểm trừ.")
    assert penalty.standing == "điểm trừ: trừ vào tổng điểm, không tính vào điểm tối đa"


def test_forms_compute_what_we_compute(returned: Appraising, tmp_path: Path) -> None:
    """Every formula of six forms filled in by chance, recalculated by ironcalc."""
    sheet = returned.sheet
    for seed in range(6):
        values = filled_in(returned.criteria, random.Random(seed))
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(returned.form(values))
        model = recalculated(path)
        expected = expected_figures(sheet, values)
        for cell in computed(sheet):
            shows = model.get_cell_value(0, cell.row + 1, cell.column + 1)
            assert same(shows, expected[cell.name]), (cell.name, cell.address, shows)


def test_the_result_sheet_gives_sections_points_and_no_share(returned: Appraising) -> None:
    """And the form has no live panel: its functions add up scores and would add a penalty, too."""
    panel = panel_of(returned.opened.campaign)
    plan = unit_form_plan(returned.criteria, panel)
    assert panel is not None and plan is unit_form_plan(returned.criteria)
    sheet = plan.sheet(RESULT_SHEET)
    values: dict[str, Typed] = {"9.1:done": Fraction(2), "9.1:remark": "QĐ 1", "10.1:done": Fraction(1)}
    form = openpyxl.load_workbook(io.BytesIO(returned.form(values)), data_only=True)[RESULT_SHEET]

    def row(code: str) -> list[object]:
        first = sheet.by_name[f"{code}:shown_points"]
        return [form.cell(first.row + 1, first.column + 1 + offset).value for offset in (-1, 0, 1)]

    assert row("9") == ["–", 2, "–"]
    assert row("10") == ["–", 0.5, "–"]
    (chart,) = sheet.charts
    assert chart.rows[1] - chart.rows[0] + 1 == 8


@pytest.mark.libreoffice
def test_libreoffice_agrees(returned: Appraising, done: Appraising, tmp_path: Path) -> None:
    """B's form saved by LibreOffice shows 100 × 80 / 79 and our check code, and is taken in without a word;
    every formula of the ranking workbook gives our figure.
    """
    form = returned.opened.folder.returned / f"{returned.units[1]}.xlsx"
    ranking = done.opened.folder.results / "xep-hang.xlsx"
    saved_form, saved_ranking = saved_by_libreoffice([form, ranking], tmp_path / "saved")
    shows = openpyxl.load_workbook(saved_form, data_only=True)[returned.sheet.name]
    assert shows[returned.cell(":index").address].value == pytest.approx(8000 / 79, abs=1e-9)
    before, after = returned.take(form.read_bytes()), returned.take(saved_form.read_bytes())
    assert after.findings == ()
    assert after.check_code == before.check_code
    assert assert_recalculates(ranking, saved_ranking) > 1000

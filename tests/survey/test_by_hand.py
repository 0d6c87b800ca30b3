"""Survey points worked out with pencil and paper, from the template to rank and index."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from cchc.core.numbers import shown
from cchc.errors import CchcError
from cchc.results.model import NO_SURVEY, Results
from macros_py.steps.campaign import open_campaign
from macros_py.steps.consolidate import consolidate, read_returns
from macros_py.steps.status import return_board
from tests.support.findings import recorded
from tests.support.rounds import read_csv
from tests.survey.filling import (
    DEPARTMENT_REMARKS,
    MINISTRY_SURVEY,
    SIPAS,
    bring_in,
    bring_in_all_at_best,
    campaign_of,
    leaves_of,
    return_form,
    row_of,
    scope_of,
    template,
)

TODAY = date(2023, 12, 1)

SHEETS_WITH_SURVEY_POINTS = (
    "Xếp hạng",
    "Thống kê",
    "Biểu đồ",
    "Tiêu chí yếu",
    "Chỉ số thành phần",
    "Phiếu đơn vị",
    "Ma trận",
    "Nguồn gốc",
)

# Remarks of the four departments for the first commune: 3.5 + 2.5 + 1.5 + 2 = 9.5 of 11 points.
REMARKS = {
    "PNV": (["5.5.1", "5.5.2", "5.5.3"], ["1.25", "1.5", "0.75"]),
    "PTCKH": (["6.3.1", "6.3.2", "6.3.3"], ["1", "0.5", "1"]),
    "VP": (["7.3.1", "7.3.3"], ["1", "0.5"]),
    "PVHTT": (["7.3.2", "7.3.4"], ["1", "1"]),
}
# 2 × 85.5% + 2 × 90% + 2.5 × 80% + 2 × 75.25% + 1.5 × 60% = 1.71 + 1.8 + 2 + 1.505 + 0.9 = 7.915.
RATES = ["85.5", "90", "80", "75.25", "60"]


def results(root: Path) -> Results:
    return read_returns(root, TODAY).results


def indices(root: Path) -> list[str]:
    return [shown(each.index, 2) for each in results(root).units]


def test_survey_points_of_communes(tmp_path: Path) -> None:
    """Three communes: A has all; B was not part of SIPAS; C has returned nothing yet.

    A: 79 + 9.5 + 7.915 = 96.415 of 100, displayed 96,42. B: 79 + 11 = 90 of 90, 100 %. C: no index.
    """
    root = tmp_path / "dot"
    opened = campaign_of(root)
    first, second, third = (unit.code for unit in opened.campaign.units)
    return_form(opened, first)
    return_form(opened, second)
    best = {
        scored.code: str(scored.max_points) for scored in opened.set_of(opened.campaign.units[0]).leaves
    }
    assert indices(root) == ["100,00", "100,00", ""]
    for agency, (leaves, points) in REMARKS.items():
        full = [best[leaf] for leaf in leaves]
        values = row_of(first, leaves, points) | row_of(second, leaves, full) | row_of(third, leaves, full)
        bring_in(opened, scope_of(DEPARTMENT_REMARKS, agency=agency), values, agency)
    # Remarks are whole: 79 + 9.5 = 88.5 of 90 = 98.33 %; SIPAS does not count for anybody yet.
    assert indices(root) == ["98,33", "100,00", ""]
    sipas = leaves_of(opened, SIPAS)
    two = row_of(first, sipas, RATES) | row_of(second, sipas, ["Không khảo sát"] * 5)
    bring_in(opened, scope_of(SIPAS), two, "sipas-1")
    assert indices(root) == ["98,33", "100,00", ""]  # C's is outstanding: measured alike or not at all
    assert NO_SURVEY in results(root).provisional
    outstanding = [each for each in read_returns(root, TODAY).findings if each.code == "SURVEY_OUTSTANDING"]
    assert [(each.unit_code, recorded(each).found) for each in outstanding] == [(third, ", ".join(sipas))]
    bring_in(opened, scope_of(SIPAS), row_of(third, sipas, ["50"] * 5), "sipas-2")

    done = consolidate(root, TODAY)
    a, b, c = done.results.units
    assert (a.whole.achieved, a.whole.possible, shown(a.index, 2)) == (
        Fraction("96.415"),
        Fraction(100),
        "96,42",
    )
    assert (b.whole.achieved, b.whole.possible, b.index) == (Fraction(90), Fraction(90), Fraction(100))
    assert (c.whole.achieved, c.index, c.rank) == (None, None, None)
    assert (a.rank, b.rank) == (2, 1)
    assert NO_SURVEY not in done.results.provisional
    assert a.nodes["8.1"].achieved == Fraction("7.915")
    assert (a.nodes["5.5"].achieved, a.nodes["5.5"].possible) == (Fraction("3.5"), Fraction(4))
    assert not b.nodes["8.1.1"].applicable
    rows = {
        (row["unit_code"], row["criterion_code"]): row for row in read_csv(root / "ket-qua" / "diem.csv")
    }
    assert rows[first, "8.1.1"]["survey_score"] == "1.71"
    assert years_of(root)[first, "8.1.1"] == "2023"
    assert rows[third, "8.1.1"]["survey_score"] == "1"
    assert (rows[second, "8.1.1"]["applicable"], rows[second, "8.1.1"]["survey_score"]) == ("false", "")
    assert rows[first, "8.1"]["survey_score"] == "7.915"
    ranking = {row["unit_code"]: row for row in read_csv(root / "ket-qua" / "xep-hang.csv")}
    assert (ranking[first]["achieved_points"], ranking[first]["max_points"]) == ("96.415", "100")
    assert ranking[third]["index"] == ranking[third]["rank"] == ""


def years_of(root: Path) -> dict[tuple[str, str], str]:
    """The year of every survey figure, by unit and leaf, as dieu-tra.csv has it."""
    rows = read_csv(root / "ket-qua" / "dieu-tra.csv")
    return {(row["unit_code"], row["criterion_code"]): row["year"] for row in rows}


@pytest.fixture
def departments(tmp_path: Path) -> Path:
    """Two departments and the special Thanh tra tỉnh; the Ministry's results of 2022 alone, all at best."""
    root = tmp_path / "dot"
    opened = campaign_of(root, 2, "vinh-long-2023", "department")
    for unit in opened.campaign.units:
        return_form(opened, unit.code)
    bring_in_all_at_best(opened, MINISTRY_SURVEY, year=2022)
    return root


def test_last_years_survey_stands_in_and_every_place_says_so(departments: Path) -> None:
    """66 own points + 24 of 2022; then 2.4.1 of the first unit comes for 2023 as 0.5 of 1.5: 89 of 90."""
    opened = open_campaign(departments)
    first, second = (unit.code for unit in opened.campaign.units)
    assert indices(departments) == ["100,00", "100,00"]
    bring_in(opened, scope_of(MINISTRY_SURVEY), row_of(first, ["2.4.1"], ["0.5"]), "moi")
    done = consolidate(departments, TODAY)
    assert [shown(each.index, 2) for each in done.results.units] == ["98,89", "100,00"]
    notes = [each for each in done.findings if each.code == "SURVEY_STANDS_IN"]
    assert {(each.unit_code, recorded(each).found, recorded(each).expected) for each in notes} == {
        (first, "16 × 2022", "2023"),
        (second, "17 × 2022", "2023"),
    }
    years = years_of(departments)
    assert [years[first, code] for code in ("2.4.1", "2.4.2")] == ["2023", "2022"]
    book = openpyxl.load_workbook(departments / "ket-qua" / "xep-hang.xlsx")
    sentence = "2 đơn vị dùng kết quả năm 2022, năm 2023 chưa có."
    for name in book.sheetnames:
        shows_figures = name.startswith(SHEETS_WITH_SURVEY_POINTS)
        texts = [str(cell.value) for row in book[name].iter_rows() for cell in row if cell.value]
        assert any(sentence in text for text in texts) == shows_figures, name
    matrix = next(book[name] for name in book.sheetnames if name.startswith("Ma trận"))
    marked = [cell for row in matrix.iter_rows() for cell in row if cell.font.i and cell.font.u == "single"]
    assert len(marked) == 16 + 17
    dated = [cell for row in matrix.iter_rows() for cell in row if cell.value == 2022]
    assert {cell.row for cell in dated} == {cell.row for cell in marked}
    assert len(dated) == 16 + 17
    cached = openpyxl.load_workbook(departments / "ket-qua" / "xep-hang.xlsx", data_only=True)
    card = next(sheet for sheet in cached if sheet.title.startswith("Phiếu đơn vị"))
    beside = [str(row[6].value) for row in card.iter_rows()]
    assert beside.count("kết quả điều tra năm 2022") == 16  # the first unit is chosen
    made_from = [[cell.value for cell in row] for row in book["Nguồn gốc"].iter_rows(max_col=4)]
    records = {row[1]: row[3] for row in made_from if str(row[1]).startswith("khao-sat/")}
    assert records == {
        f"khao-sat/ministry-survey-{year}.json": hashlib.sha256(
            (departments / f"khao-sat/ministry-survey-{year}.json").read_bytes()
        ).hexdigest()
        for year in (2022, 2023)
    }
    by_json = [
        json.loads(line)
        for line in (departments / "ket-qua/phat-hien.jsonl").read_text("utf-8").splitlines()
    ]
    assert sum(each["code"] == "SURVEY_STANDS_IN" for each in by_json) == 2


@pytest.mark.parametrize(
    ("stand_in", "source", "allowed"),
    [
        ("ministry", MINISTRY_SURVEY, True),
        ("none", MINISTRY_SURVEY, False),
        ("ministry", SIPAS, False),
        ("all", SIPAS, True),
    ],
)
def test_whose_last_year_stands_in_is_a_setting(
    tmp_path: Path, stand_in: str, source: str, allowed: bool
) -> None:
    opened = campaign_of(tmp_path / "dot", 1, "vinh-long-2023", "department", stand_in=stand_in)
    if allowed:
        bring_in_all_at_best(opened, source, year=2022)
    else:
        with pytest.raises(CchcError, match="Kết quả điều tra năm trước"):
            bring_in_all_at_best(opened, source, year=2022)


@pytest.mark.parametrize(
    ("survey", "possible", "index"), [("none", "79", "100,00"), ("none_in_full", "100", "79,00")]
)
def test_a_campaign_without_survey(tmp_path: Path, survey: str, possible: str, index: str) -> None:
    """Rescaled to 100 (79 of 79), or, where the control workbook says so, 79 of 100. Never provisional
    for want of a survey; figures that were imported all the same are told and do not count.
    """
    root = tmp_path / "dot"
    opened = campaign_of(root, 1, survey=survey)
    return_form(opened, opened.campaign.units[0].code)
    bring_in_all_at_best(opened, SIPAS)
    done = read_returns(root, TODAY)
    unit = done.results.units[0]
    assert (str(unit.whole.possible), shown(unit.index, 2)) == (possible, index)
    assert NO_SURVEY not in done.results.provisional
    assert [each.code for each in done.findings] == ["SURVEY_NOT_HELD"]


def test_a_special_unit_waits_for_its_own_survey_alone(tmp_path: Path) -> None:
    """It is ranked with nobody: its missing SIPAS holds nobody back, nor the others' it."""
    root = tmp_path / "dot"
    opened = campaign_of(root, 19, "vinh-long-2023", "department")
    special = [unit.code for unit in opened.campaign.units if unit.special]
    ranked = [unit.code for unit in opened.campaign.units if not unit.special]
    assert len(special) == 2
    for code in (ranked[0], special[0]):
        return_form(opened, code)
    sipas = leaves_of(opened, SIPAS)
    values = {name: value for code in ranked for name, value in row_of(code, sipas, ["80"] * 5).items()}
    bring_in(opened, scope_of(SIPAS), values)
    by_code = {each.unit.code: each for each in results(root).units}
    assert (by_code[ranked[0]].whole.achieved, by_code[ranked[0]].whole.possible) == (
        Fraction(74),
        Fraction(76),
    )
    assert (by_code[special[0]].whole.achieved, by_code[special[0]].whole.possible) == (
        Fraction(66),
        Fraction(66),
    )
    assert NO_SURVEY in results(root).provisional


def test_status_names_the_surveys_that_are_owed(tmp_path: Path) -> None:
    """By source and department, with the working days left to 31 January 2024: 1 December is a Friday."""
    root = tmp_path / "dot"
    opened = campaign_of(root, 2)
    first, _ = (unit.code for unit in opened.campaign.units)
    leaves, points = REMARKS["PNV"]
    bring_in(opened, scope_of(DEPARTMENT_REMARKS, agency="PNV"), row_of(first, leaves, points), "PNV")
    owed = return_board(root, TODAY).surveys
    sipas, *remarks = owed
    assert (sipas.source, sipas.who, sipas.figures, sipas.units) == (SIPAS, "", 10, 2)
    assert {(each.who.partition(" huyện")[0], each.figures, each.units) for each in remarks} == {
        ("Phòng Nội vụ", 3, 1),
        ("Văn phòng HĐND và UBND", 4, 2),
        ("Phòng Tài chính - Kế hoạch", 6, 2),
        ("Phòng Văn hóa và Thông tin", 4, 2),
    }
    # Weekdays from Monday 4 December (20 that month) to Wednesday 31 January (23), less New Year.
    assert {(each.due, each.days) for each in owed} == {(date(2024, 1, 31), 42)}


def test_departments_sign_their_remarks(tmp_path: Path) -> None:
    opened = campaign_of(tmp_path / "dot", 1)
    for scope, signed in ((scope_of(DEPARTMENT_REMARKS, agency="PNV"), True), (scope_of(SIPAS), False)):
        book = openpyxl.load_workbook(io.BytesIO(template(opened, scope)))
        texts = [str(cell.value) for row in book["Hướng dẫn"].iter_rows() for cell in row if cell.value]
        assert any("THỦ TRƯỞNG CƠ QUAN" in text for text in texts) == signed

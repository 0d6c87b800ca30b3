"""The ranking workbook: its native formulas give our figures, any unit's card is right, charts can be read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc.core.ranking import DENSE, UNROUNDED, RankingSettings
from cchc.criteria.sources import DEPARTMENT_REMARKS, SIPAS
from cchc.results.model import Results, UnitResult
from generator.ranking import book as book_module
from generator.ranking.model import RankingContent
from generator.ranking.workbook import ranking_workbook
from tests.support.engines import saved_by_libreoffice
from tests.support.recalculated import assert_recalculates
from tests.support.synthetic import synthetic_results

from .plain_sheet import PlainSheet

pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension")  # what LibreOffice adds, to openpyxl

UNITS, BLOCK = 42, 35
"""Two blocks: one with too many units for a bar each, one small."""


def workbook_of(results: Results) -> bytes:
    return ranking_workbook(RankingContent(results, (), (), ()))


@pytest.fixture(scope="module")
def results() -> Results:
    return synthetic_results(UNITS, BLOCK)


@pytest.fixture(scope="module")
def package(results: Results) -> bytes:
    return workbook_of(results)


@pytest.fixture(scope="module")
def workbook(package: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(package), data_only=True)


def parts(package: bytes, pattern: str) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            if re.fullmatch(pattern, name):
                yield archive.read(name).decode()


def table(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows below the heading, which are what the sheet filters."""
    first, last = re.findall(r"[0-9]+", str(sheet.auto_filter.ref))
    return list(sheet.iter_rows(min_row=int(first) + 1, max_row=int(last), values_only=True))


SETTINGS = {
    "usual": synthetic_results(UNITS, BLOCK),
    "dense and unrounded": synthetic_results(
        24, 12, seed=2, settings=RankingSettings(decimals=1, compare_on=UNROUNDED, numbering=DENSE)
    ),
    "one survey waits": synthetic_results(24, 12, seed=4, surveys=(SIPAS,)),
    "with surveys": synthetic_results(24, 12, seed=3, surveys=(SIPAS, DEPARTMENT_REMARKS)),
}


@pytest.mark.libreoffice
def test_every_formula_gives_our_figure(tmp_path: Path) -> None:
    """What LibreOffice computes anew in every cell of every sheet is what we put there."""
    files = []
    for number, chosen in enumerate(SETTINGS.values()):
        files.append(tmp_path / f"so-{number}.xlsx")
        files[-1].write_bytes(workbook_of(chosen))
    saved = saved_by_libreoffice(files, tmp_path / "saved")
    for ours, theirs in zip(files, saved, strict=True):
        assert assert_recalculates(ours, theirs) > 2000


def cell_of_choice(sheet: Worksheet) -> str:
    return str(sheet.data_validations.dataValidation[0].sqref)


@pytest.mark.libreoffice
def test_the_card_of_any_unit(results: Results, package: bytes, tmp_path: Path) -> None:
    """Another unit chosen: a ranked one of each block, a special one, one that returned nothing."""
    by_code = {each.unit.code: each for each in results.units}
    chosen: list[UnitResult] = [
        next(each for each in results.units if each.rank == 3),
        next(each for each in results.units if each.rank == 1 and each.unit.block == "khoi-2"),
        next(each for each in results.units if each.unit.special),
        next(each for each in results.units if not each.scores.returned),
    ]
    files = []
    for each in chosen:
        edited = openpyxl.load_workbook(io.BytesIO(package))
        sheet = edited["Phiếu đơn vị"]
        sheet[cell_of_choice(sheet)].value = f"{each.unit.name} ({each.unit.code})"
        files.append(tmp_path / f"{each.unit.code}.xlsx")
        edited.save(files[-1])
    for saved in saved_by_libreoffice(files, tmp_path / "saved"):
        sheet = openpyxl.load_workbook(saved, data_only=True)["Phiếu đơn vị"]
        check_card(sheet, by_code[saved.stem], results)


def check_card(sheet: Worksheet, result: UnitResult, results: Results) -> None:
    rows = list(sheet.iter_rows(max_col=7, values_only=True))
    facts = {
        row[0]: row[1] for row in rows if row[0] in ("Khối", "Hạng", "Chỉ số (%)", "Xếp loại", "Tình trạng")
    }
    blocks = {block.code: block.name for block in results.campaign.blocks}
    assert facts["Khối"] == blocks[result.unit.block]
    assert str(facts["Hạng"]).split("/")[0] == ("–" if result.rank is None else str(result.rank))
    assert (facts["Xếp loại"] or "") == (result.class_name or "")
    same(facts["Chỉ số (%)"], result.index)
    heading = next(number for number, row in enumerate(rows) if row[:2] == ("Mã", "Tên"))
    lines = {str(row[0]): row for row in rows[heading + 1 :] if row[0]}
    assert list(lines) == list(result.criteria.codes)
    for code, row in lines.items():
        node = result.nodes[code]
        same(row[3], node.self_score)
        if node.applicable:
            same(row[4], node.achieved)
        else:
            assert (row[4], row[6]) == ("KPS", "không phát sinh, không tính")
    domains = {
        str(row[0]): row
        for row in rows[:heading]
        if row[0] in {line.code for line in result.criteria.domains}
    }
    for code, row in domains.items():
        same(row[2], result.nodes[code].possible)
        same(row[5], result.nodes[code].index)


def same(shown: object, figure: Fraction | None) -> None:
    if figure is None:
        assert shown in (None, "")
    else:
        assert isinstance(shown, int | float)
        assert abs(shown - float(figure)) < 1e-9


def test_the_same_results_give_the_same_bytes(package: bytes) -> None:
    assert workbook_of(synthetic_results(UNITS, BLOCK)) == package


def test_our_faster_sheet_writes_what_xlsxwriter_writes(
    results: Results, package: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_module, "NativeSheet", PlainSheet)
    assert workbook_of(results) == package


def test_special_units_and_those_without_figures_stand_below_the_line(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Xếp hạng 1"]
    first = int(re.findall(r"[0-9]+", str(sheet.auto_filter.ref))[0]) + 1
    rows = table(sheet)
    unranked = [at for at, row in enumerate(rows) if row[0] == "–"]
    assert unranked == list(range(unranked[0], len(rows)))
    assert any("đặc thù" in str(rows[at][9]) for at in unranked)
    tops = [sheet.cell(first + at, 1).border.top.style for at in range(len(rows))]
    assert [at for at, style in enumerate(tops) if style == "thick"] == [unranked[0]]


def test_without_surveys_every_sheet_says_that_figures_are_provisional(workbook: openpyxl.Workbook) -> None:
    for sheet in workbook:
        top = " ".join(str(cell.value) for row in sheet.iter_rows(max_row=4, max_col=1) for cell in row)
        assert "tạm tính, chưa có điểm điều tra xã hội học" in top, sheet.title
        assert sheet.oddFooter is not None
        assert "tạm tính" in str(sheet.oddFooter.left.text), sheet.title


def test_survey_points_are_no_change_by_appraisal() -> None:
    """With surveys in, the change is of what units claimed; survey points stand beside it."""
    results = SETTINGS["with surveys"]
    workbook = openpyxl.load_workbook(io.BytesIO(workbook_of(results)), data_only=True)
    by_code = {each.unit.code: each for each in results.units}
    for row in table(workbook["Xếp hạng 1"]):
        whole = by_code[str(row[1])].whole
        if whole.self_score is None or whole.final_score is None:
            continue
        same(row[4], whole.final_score)
        same(row[5], whole.final_score - whole.self_score)
        same(row[6], whole.survey_score)
        same(row[7], whole.achieved)


def test_the_card_says_what_became_of_each_survey_leaf() -> None:
    """Of last year, not surveyed, or its survey is still awaited: of the unit that is chosen."""
    for name, awaited in (("one survey waits", True), ("with surveys", False)):
        results = SETTINGS[name]
        workbook = openpyxl.load_workbook(io.BytesIO(workbook_of(results)), data_only=True)
        notes = {
            str(row[0]): row[6] for row in workbook["Phiếu đơn vị"].iter_rows(max_col=7, values_only=True)
        }
        result = results.units[0]
        said: list[object] = []
        for scored in result.criteria.leaves:
            if scored.by_unit:
                continue
            figure = result.scores.rows[scored.code].survey_figure
            expected = None if figure is None or figure.year == 2023 else "kết quả điều tra năm 2022"
            if figure is None:
                expected = "chờ điểm điều tra"
            elif figure.figure is None:
                expected = "không khảo sát, không tính"
            assert (notes[scored.code] or None) == expected, scored.code
            said.append(expected)
        assert ("chờ điểm điều tra" in said) == awaited
        assert "kết quả điều tra năm 2022" in said


def test_every_sheet_is_in_the_contents(workbook: openpyxl.Workbook) -> None:
    contents = workbook["Mục lục"]
    links = {
        cell.value: cell.hyperlink.location
        for row in contents.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    others = [sheet.title for sheet in workbook if sheet.title != "Mục lục"]
    assert links == {name: f"'{name}'!A1" for name in others}


def test_charts_have_words_beside_them_and_few_enough_bars(package: bytes) -> None:
    drawings = list(parts(package, r"xl/drawings/drawing[0-9]+\.xml"))
    descriptions = re.findall(r'<xdr:cNvPr [^>]*?descr="([^"]*)"', "".join(drawings))
    charts = list(parts(package, r"xl/charts/chart[0-9]+\.xml"))
    assert len(descriptions) == len(charts) >= 8
    assert all(len(text) > 20 for text in descriptions)
    for chart in charts:
        for first, last in re.findall(r"<c:cat>.*?\$([0-9]+):\$[A-Z]+\$([0-9]+)<", chart, re.S):
            assert int(last) - int(first) < 30


def test_tables_freeze_their_heading_and_filter(workbook: openpyxl.Workbook) -> None:
    for sheet in workbook:
        assert sheet["A1"].value, sheet.title
        if sheet.title not in ("Mục lục", "Biểu đồ", "Phiếu đơn vị"):
            first = int(re.findall(r"[0-9]+", str(sheet.auto_filter.ref))[0])
            frozen = str(sheet.freeze_panes)
            assert int(re.findall(r"[0-9]+", frozen)[0]) == first + 1, sheet.title

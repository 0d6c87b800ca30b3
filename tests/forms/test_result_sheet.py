"""The result sheet of a unit form: figures by domain, what is left to do, ways to get there."""

from __future__ import annotations

import io
import random
import re
import zipfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator.render import Typed
from tests.engines.test_forms import computed, expected_figures, same, spoiled
from tests.support.engines import recalculated, saved_by_libreoffice
from tests.support.panels import at
from tests.support.rounds import Round, best_values, full_values
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form.plan import unit_form_plan
from workbook_templates.unit_form.result_sheet import LISTED

SHEET = "Kết quả"


@pytest.fixture(scope="module")
def plan(issued_round: Round) -> SheetPlan:
    return unit_form_plan(issued_round.criteria).sheet(SHEET)


def shown(round_: Round, values: dict[str, Typed]) -> Worksheet:
    """The result sheet with these inputs typed in, as it is before any program has opened it."""
    return openpyxl.load_workbook(io.BytesIO(round_.form(values)), data_only=True)[SHEET]


def to_do(sheet: Worksheet, plan: SheetPlan) -> list[object]:
    lines = [at(sheet, plan, f":to_do_{number}") for number in range(1, LISTED + 1)]
    return [line for line in lines if line]


def test_an_empty_form_has_no_figures_and_everything_to_do(issued_round: Round, plan: SheetPlan) -> None:
    sheet = shown(issued_round, {})
    assert at(sheet, plan, ":shown_index") in (None, "")
    assert at(sheet, plan, "1:component") in (None, "")
    assert at(sheet, plan, "1:share_entered") == "0/15"
    assert at(sheet, plan, "1:state") == "Còn 15 chưa đủ"
    assert at(sheet, plan, ":state") == "Còn 71 tiêu chí thành phần chưa đủ, 0 chỗ phải sửa."
    assert to_do(sheet, plan)[0] == "1.1.1. Thời điểm ban hành Kế hoạch CCHC năm của UBND cấp xã: Chưa nhập"
    assert at(sheet, plan, ":more") == (
        "Và còn 59 mục khác: xem bảng dưới đây hoặc cột “Kiểm tra” trên trang “Phụ lục III”."
    )


def test_a_full_form_has_nothing_to_do(issued_round: Round, plan: SheetPlan) -> None:
    sheet = shown(issued_round, full_values(issued_round.criteria))
    assert (at(sheet, plan, ":shown_index"), at(sheet, plan, ":shown_points")) == (100, 79)
    assert at(sheet, plan, ":shown_progress") == "Đã nhập xong 71/71 tiêu chí tự chấm điểm"
    assert {at(sheet, plan, f"{line.code}:state") for line in issued_round.criteria.domains} == {
        "Đủ, hợp lệ"
    }
    assert at(sheet, plan, ":state") == "Không còn chỗ nào thiếu hoặc sai."
    assert to_do(sheet, plan) == ["Không còn chỗ nào thiếu hoặc sai."]
    assert at(sheet, plan, ":more") in (None, "")


def test_what_is_wrong_stands_before_what_is_missing(issued_round: Round, plan: SheetPlan) -> None:
    """Worked out by hand: 1.1.1 gives 1 of 14 points, 3.3.4 is above its max, 1.1.2 is half filled in."""
    values = best_values(issued_round.criteria, "1.1.1")
    values |= {"1.1.2:done": Fraction(5), "3.3.4:score": Fraction(2)}
    sheet = shown(issued_round, values)
    assert at(sheet, plan, "1:shown_points") == 1
    assert at(sheet, plan, "1:component") == pytest.approx(100 / 14)
    assert at(sheet, plan, "1:share_entered") == "1/15"
    assert at(sheet, plan, "1:state") == "Còn 14 chưa đủ"
    assert at(sheet, plan, "3:state") == "Còn 14 chưa đủ; 1 phải sửa"
    lines = to_do(sheet, plan)
    assert (
        lines[0] == "3.3.4. Cơ sở vật chất, trang thiết bị của Bộ phận Một cửa cấp xã: Vượt điểm tối đa 1"
    )
    assert str(lines[1]).startswith("1.1.2. ") and str(lines[1]).endswith(": Chưa đủ hai số liệu")
    assert at(sheet, plan, "3.3.4:said") == "Vượt điểm tối đa 1"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ironcalc_shows_what_we_compute(
    issued_round: Round, plan: SheetPlan, tmp_path: Path, seed: int
) -> None:
    values = spoiled(issued_round, seed)
    path = tmp_path / "form.xlsx"
    path.write_bytes(issued_round.form(values))
    model, expected = recalculated(path), expected_figures(plan, values)
    for cell in computed(plan):
        shows = model.get_cell_value(1, cell.row + 1, cell.column + 1)
        assert same(shows, expected[cell.name]), (cell.name, cell.address, shows)


@pytest.mark.libreoffice
def test_libreoffice_shows_what_we_compute_and_keeps_links_and_chart(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    values = spoiled(issued_round, random.Random(5).randrange(10**6))
    path = tmp_path / "form.xlsx"
    path.write_bytes(issued_round.form(values))
    (saved,) = saved_by_libreoffice([path], tmp_path / "saved")
    book, expected = openpyxl.load_workbook(saved, data_only=True), expected_figures(plan, values)
    for cell in computed(plan):
        shows = book[SHEET].cell(cell.row + 1, cell.column + 1).value
        assert same(shows, expected[cell.name]), (cell.name, cell.address, shows)
    for sheet in unit_form_plan(issued_round.criteria).sheets:
        for cell in sheet.cells:
            if cell.link is not None:
                kept = book[sheet.name].cell(cell.row + 1, cell.column + 1).hyperlink
                assert kept is not None and _place(kept.location) == _place(cell.link.target), cell
    with zipfile.ZipFile(saved) as package:
        charts = [name for name in package.namelist() if re.match(r"xl/charts/chart\d+\.xml", name)]
        assert len(charts) == 1
        assert "$E$9:$E$16" in package.read(charts[0]).decode()


def _place(location: str | None) -> str:
    return (location or "").replace("$", "").replace("'", "").lstrip("#").replace(".", "!")


def test_every_domain_and_every_leaf_is_one_click_away(issued_round: Round, plan: SheetPlan) -> None:
    criteria, main = issued_round.criteria, issued_round.sheet
    inputs = {cell.address: cell.code for cell in main.inputs}
    lines = {cell.address: cell.code for cell in main.cells if cell.role == "name"}
    led = [cell.link.target for cell in plan.cells if cell.link and cell.link.sheet == main.name]
    places = [target.partition("!")[2] for target in led]
    assert {inputs.get(place) for place in places} >= {
        each.code for each in criteria.leaves if each.by_unit
    }
    assert {lines.get(place) for place in places} >= {line.code for line in criteria.domains}
    on_main = [cell for cell in main.cells if cell.link]
    assert sum(cell.link is not None and cell.link.sheet == SHEET for cell in on_main) == 1
    assert sum(cell.link is not None and cell.link.sheet == main.name for cell in on_main) == 9
    assert all(cell.column == 10 for cell in on_main), "links stand beside what is printed"


def test_rows_that_stay_on_screen_leave_room_to_work(issued_round: Round) -> None:
    """On 1366×768 about 470 pixels are left for cells: the rows that stay take less than a fifth."""
    main = issued_round.sheet
    assert main.freeze is not None
    staying = sum(main.heights.get(row, 15.0) for row in range(main.first_shown, main.freeze[0]))
    assert staying / 0.75 * main.zoom / 100 < 470 / 5
    visible = [width for column, width in main.widths.items() if column not in main.hidden_columns]
    assert sum(round(width * 7 + 5) for width in visible) * main.zoom / 100 < 1366 - 60
    sheet = openpyxl.load_workbook(io.BytesIO(issued_round.form()))[main.name]
    assert sheet.sheet_view.topLeftCell == "A8"
    pane = sheet.sheet_view.pane
    assert pane is not None and (pane.ySplit, pane.topLeftCell) == (3, "C11")


def test_inputs_can_be_told_without_colour(issued_round: Round) -> None:
    """Double-thick edges around inputs, a stroke through every closed cell."""
    sheet = openpyxl.load_workbook(io.BytesIO(issued_round.form()))[issued_round.sheet.name]
    for cell in issued_round.sheet.cells:
        borders = sheet[cell.address].border
        edges = {borders.left.style, borders.right.style, borders.top.style, borders.bottom.style}
        assert (edges == {"medium"}) == cell.unlocked or cell.role == "check_code", cell.name
        struck = bool(borders.diagonalUp and borders.diagonal and borders.diagonal.style)
        assert struck == (cell.style in ("closed", "survey")), cell.name

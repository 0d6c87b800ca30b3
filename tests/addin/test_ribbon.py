"""The ribbon's buttons, on books shaped like xlwings' own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl

from macros_py.ribbon import _MACROS, run
from tests.support.excel import FakeApp, FakeBook
from tests.support.rounds import Round, full_values, with_cell
from xl_addin.windows.ribbon import BUTTONS


def returned(round_: Round, name: str = "xa.xlsx", content: bytes | None = None) -> FakeBook:
    round_.put(name, content or round_.form(full_values(round_.criteria)))
    return FakeBook(str(round_.opened.folder.returned / name))


def test_every_button_has_a_macro() -> None:
    assert {each.id for each in BUTTONS} == {*_MACROS, "ranking", "explain"}


def test_check_answers_in_a_new_book_and_leaves_the_form_alone(fresh_round: Round) -> None:
    book = returned(fresh_round)
    before = Path(book.fullname).read_bytes()
    run("check", book)
    assert "Chỉ số tự đánh giá (tạm tính): 100,00%" in book.app.answer
    assert "Không có phát hiện nào." in book.app.answer
    assert Path(book.fullname).read_bytes() == before


def test_findings_come_as_rows_and_never_as_formulas(fresh_round: Round) -> None:
    leaf = next(each for each in fresh_round.criteria.leaves if "done" in each.figures)
    address = fresh_round.cell(f"{leaf.code}:done").address
    content = with_cell(
        fresh_round.form(full_values(fresh_round.criteria)),
        address,
        f'<c r="{address}" t="inlineStr"><is><t>=cmd()</t></is></c>',
    )
    book = returned(fresh_round, content=content)
    run("check", book)
    assert leaf.code and address in book.app.answer
    cells = book.app.added[-1].sheets[0].cells.values()
    assert not any(isinstance(cell, str) and cell.startswith("=") for cell in cells)


def test_consolidate_then_open_the_ranking(fresh_round: Round) -> None:
    book = returned(fresh_round)
    run("ranking", book)
    assert "Chưa có bảng xếp hạng" in book.app.answer
    run("consolidate", book)
    assert "1 tệp, 3 đơn vị" in book.app.answer
    run("ranking", book)
    assert book.app.opened == [str(fresh_round.opened.folder.results / "xep-hang.xlsx")]


def test_status_lists_every_unit(fresh_round: Round) -> None:
    book = returned(fresh_round)
    run("status", book)
    assert all(unit in book.app.answer for unit in fresh_round.units)


def test_explain_says_rule_figures_and_score_of_the_selected_line(fresh_round: Round) -> None:
    book = returned(fresh_round)
    leaf = next(each for each in fresh_round.criteria.leaves if "done" in each.figures)
    book.select(fresh_round.cell(f"{leaf.code}:done").row + 1, 5)
    run("explain", book)
    assert leaf.criterion.name in book.app.answer
    assert "Thực hiện: " in book.app.answer
    assert "Điểm tự đánh giá: " in book.app.answer
    book.select(1, 1)
    run("explain", book)
    assert "Chọn một ô" in book.app.answer


def test_explain_works_on_every_sheet_of_a_form_that_shows_leaves(fresh_round: Round) -> None:
    book = returned(fresh_round)
    for sheet in ("Kết quả", "Hướng dẫn", "Đối chiếu"):
        cells = next(each for each in book.sheets if each.name == sheet).cells
        row = next(row for (row, column), value in cells.items() if column == 1 and value == "1.1.2")
        book.select(row, 3, sheet)
        run("explain", book)
        assert fresh_round.criteria.leaf_by_code["1.1.2"].criterion.name in book.app.answer, sheet
        assert "Điểm tự đánh giá: 2 / 2" in book.app.answer, sheet


def test_explain_tells_the_lineage_on_every_sheet_of_the_results(fresh_round: Round) -> None:
    """On the ranking workbook: the unit's row and the leaf's column, a card, and a leaf without a unit."""
    form = returned(fresh_round)
    run("consolidate", form)
    book = FakeBook(str(fresh_round.opened.folder.results / "xep-hang.xlsx"))
    leaf, unit = fresh_round.criteria.leaf_by_code["1.1.2"], fresh_round.opened.campaign.units[0]
    told: dict[str, bool] = {}
    for sheet in book.sheets:
        rows = [row for (row, _), value in sheet.cells.items() if value in (unit.code, unit.name)]
        for (row, column), value in sheet.cells.items():
            if str(value).partition(" ")[0] != "1.1.2":
                continue
            crossing = [each for each in rows if each > row]
            book.select(crossing[0] if crossing else row, column, sheet.name)
            run("explain", book)
            assert leaf.criterion.name in book.app.answer, sheet.name
            told[sheet.name] = unit.name in book.app.answer and "Cách chấm: " in book.app.answer
    assert sum(told.values()) >= 3, (told, book.app.answer)


def test_a_row_of_the_ranking_tells_the_whole_unit(fresh_round: Round) -> None:
    run("consolidate", returned(fresh_round))
    book = FakeBook(str(fresh_round.opened.folder.results / "xep-hang.xlsx"))
    unit = fresh_round.opened.campaign.units[0]
    sheet = next(each for each in book.sheets if each.name.startswith("Xếp hạng"))
    row = next(row for (row, _), value in sheet.cells.items() if value == unit.name)
    book.select(row, 2, sheet.name)
    run("explain", book)
    assert unit.name in book.app.answer and "Chỉ số: 100 × " in book.app.answer


def test_settings_of_a_workbook_change_nothing(fresh_round: Round, tmp_path: Path) -> None:
    """A sheet xlwings.conf in a returned form and a file of that name beside it: the same answers as without."""
    run("check", plain := returned(fresh_round))
    book = openpyxl.load_workbook(io.BytesIO(fresh_round.form(full_values(fresh_round.criteria))))
    conf = book.create_sheet("xlwings.conf")
    for row in (
        ("Interpreter_Win", "C:\\evil\\python.exe"),
        ("PYTHONPATH", "C:\\evil"),
        ("UDF Modules", "os"),
    ):
        conf.append(row)
    saved = fresh_round.opened.folder.returned / "xb.xlsx"
    book.save(saved)
    saved.with_name("xlwings.conf").write_text(
        '"INTERPRETER_WIN","C:\\evil\\python.exe"\n', encoding="utf-8"
    )
    with_conf = FakeBook(str(saved))
    run("check", with_conf)
    first = "Chỉ số tự đánh giá (tạm tính): 100,00%"
    assert first in plain.app.answer and first in with_conf.app.answer
    assert "evil" not in with_conf.app.answer


def test_settings_beside_change_no_function(tmp_path: Path) -> None:
    """xlwings' own files and variables, in the folder and in the home folder: `call_udf` answers as ever."""
    for folder in (tmp_path, tmp_path / ".xlwings"):
        folder.mkdir(exist_ok=True)
        text = '"INTERPRETER_WIN","C:\\evil"\n"UDF_MODULES","os"\n"PYTHONPATH","/evil"\n'
        (folder / "xlwings.conf").write_text(text, encoding="utf-8")
    call = ["CCHC_INDEX", [{"range": [[8], [5]]}, {"range": [[10], [10]]}]]
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.support.fake_com"],
        input=json.dumps(call),
        text=True,
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": root, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)},
        timeout=120,
    )
    assert json.loads(done.stdout) == [[65]]


def test_create_asks_in_a_sheet_and_then_makes_the_campaign(tmp_path: Path) -> None:
    app = FakeApp()
    run("create", FakeBook("Book1", app))
    asked = app.added[-1]
    asked.sheets[0].range("B4").value = str(tmp_path / "Đợt mới")
    run("create", asked)
    assert "Đã tạo" in app.answer
    assert (tmp_path / "Đợt mới" / "so-dieu-hanh.xlsx").is_file()


def test_issue_writes_the_forms(fresh_round: Round) -> None:
    book = FakeBook(str(fresh_round.opened.folder.control_workbook))
    run("issue", book)
    assert "Đã phát hành 3 phiếu" in book.app.answer


def test_a_book_outside_any_campaign_gets_a_sentence(tmp_path: Path) -> None:
    for button in ("issue", "consolidate", "status", "check", "explain"):
        book = FakeBook(str(tmp_path / "khong-co.txt"))
        run(button, book)
        assert "Lưu tệp trước" in book.app.answer


def test_doctor_answers(tmp_path: Path) -> None:
    book = FakeBook("Book1")
    run("doctor", book)
    assert book.app.answer.count("\n") >= 1

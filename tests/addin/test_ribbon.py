"""The ribbon's buttons, on books shaped like xlwings' own."""

from __future__ import annotations

from pathlib import Path

from macros_py.ribbon import _MACROS, run
from tests.support.excel import FakeApp, FakeBook
from tests.support.rounds import Round, full_values, with_cell
from xl_addin.windows.ribbon import BUTTONS


def returned(round_: Round, name: str = "xa.xlsx", content: bytes | None = None) -> FakeBook:
    round_.put(name, content or round_.form(full_values(round_.criteria)))
    return FakeBook(str(round_.opened.folder.returned / name))


def test_every_button_has_a_macro() -> None:
    assert {each.id for each in BUTTONS} == {*_MACROS, "ranking"}


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
    book.app.selection.row = fresh_round.cell(f"{leaf.code}:done").row + 1
    run("explain", book)
    assert leaf.criterion.name in book.app.answer
    assert "Thực hiện: " in book.app.answer
    assert "Điểm tự đánh giá: " in book.app.answer
    book.app.selection.row = 1
    run("explain", book)
    assert "Chọn một ô" in book.app.answer


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

"""The buttons of the ribbon's tab "CCHC": each calls the same step as the command and shows the answer in a sheet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cchc.core import roles
from cchc.errors import BrokenInput, CchcError
from cchc.language import Words
from cchc.reasons import sentence_of
from macros_py.selecting import selected, selected_code
from macros_py.sheets import Answer, Book, Cells, book_path
from xl_addin.windows.ribbon import BUTTONS

if TYPE_CHECKING:
    from cchc.criteria.model import ScoredLine
    from cchc.returns.scorebook import Claim

_NO_CAMPAIGN = Words(
    "Mở một tệp nằm trong thư mục của đợt (sổ điều hành, phiếu nộp về) rồi bấm lại.",
    "Open a file that lies in a campaign folder (control workbook, a return), then press again.",
)
_NOT_SAVED = Words("Lưu tệp trước rồi bấm lại.", "Save the file first, then press again.")
_ASK = Words("Tạo đợt mới", "New campaign")
_ASK_FOLDER = Words("Thư mục mới", "New folder")
_ASK_PRESET = Words("Mẫu đợt", "Preset")
_ASK_HOW = Words(
    "Ghi thư mục mới vào ô B4, mẫu vào ô B5 rồi bấm lại nút Tạo đợt.",
    "Write the new folder into B4 and the preset into B5, then press the button again.",
)
_MADE = Words("Đã tạo {folder}. Mở {control} để kiểm tra.", "Made {folder}. Open {control} and check it.")
_ISSUED = Words("Đã phát hành {count} phiếu vào {folder}.", "Issued {count} forms into {folder}.")
_INDEX = Words(
    "Phiếu {number}. Chỉ số tự đánh giá (tạm tính): {index}%. Còn {open} tiêu chí chưa có điểm.",
    "Form {number}. Self-assessed index (provisional): {index}%. {open} criteria have no score yet.",
)
_REFUSED = Words("Không nhận được phiếu này.", "This form cannot be taken in.")
_CONSOLIDATED = Words(
    "{files} tệp, {units} đơn vị. Mở: {file}", "{files} files, {units} units. Open: {file}"
)
_NO_RANKING = Words("Chưa có bảng xếp hạng; bấm Tổng hợp trước.", "No ranking yet; consolidate first.")
_STATUS = (
    Words("Mã", "Code"),
    Words("Đơn vị", "Unit"),
    Words("Tình trạng", "Status"),
    Words("Hạn nộp", "Due"),
    Words("Còn thiếu", "Open"),
    Words("Lỗi", "Errors"),
    Words("Cảnh báo", "Warnings"),
)
_NO_LEAF = Words(
    "Chọn một ô trên dòng (hoặc cột) của một tiêu chí thành phần rồi bấm lại.",
    "Select a cell on the line (or in the column) of a leaf, then press again.",
)
_SCORE = Words("Điểm tự đánh giá: {score} / {points}.", "Self score: {score} of {points}.")
_NO_SCORE = Words("Chưa có điểm (tối đa {points}).", "No score yet (of {points}).")
_FIGURES = {
    roles.CHOICE: Words("Lựa chọn", "Choice"),
    roles.DONE: Words("Thực hiện", "Done"),
    roles.TOTAL: Words("Tổng số", "Total"),
    roles.SCORE: Words("Điểm nhập", "Score entered"),
}
_SOUND = Words("Tiện ích sẵn sàng.", "The add-in is ready.")
_DEFAULT_PRESET = "hon-quan-2023"


def press(button: str, workbook: Any) -> None:
    """Called when a button is pressed in Excel; `workbook` is Excel's own object. Windows only."""
    import xlwings as xw

    if sys.platform == "win32":
        excel = cast("Any", xw)
        run(button, excel.Book(impl=excel._xlwindows.Book(xl=workbook)))


def run(button: str, book: Book) -> None:
    """Run the action of a button for the open workbook. Errors a user can cause are shown in the sheet."""
    title = next(each.label.say() for each in BUTTONS if each.id == button)
    if button == "ranking":
        _ranking(book, title)
        return
    place = book.app.selection  # read before the answer's workbook becomes the active one
    answer = Answer(book.app, title)
    if button == "explain":
        _answered(answer, lambda: _explain(book, place, answer))
    else:
        _answered(answer, lambda: _MACROS[button](book, answer))


def _answered(answer: Answer, act: Callable[[], None]) -> None:
    """Call `act`, and show its error in the sheet: for an exception that leaves this function, xlwings would show a
    text that users do not understand.
    """
    try:
        act()
    except Exception as error:
        answer.lines([sentence_of(error)])
        if isinstance(error, BrokenInput):
            answer.findings(error.findings)


def _create(book: Book, answer: Answer) -> None:
    from macros_py.steps.init import init_campaign

    asked = book.sheets[0]
    if asked.range("A1").value == _ASK.say() and asked.range("B4").value:
        made = init_campaign(
            Path(str(asked.range("B4").value)), str(asked.range("B5").value or _DEFAULT_PRESET)
        )
        answer.lines([_MADE.say(folder=made.root, control=made.control_workbook)])
        return
    answer.sheet.range("A1").value = _ASK.say()
    answer.rows([[_ASK_FOLDER.say(), ""], [_ASK_PRESET.say(), _DEFAULT_PRESET]])
    answer.lines([_ASK_HOW.say()])


def _issue(book: Book, answer: Answer) -> None:
    from macros_py.steps.generate import issue_forms

    report = issue_forms(_campaign(book), progress=answer.progress)
    answer.lines([_ISSUED.say(count=len(report.files), folder=report.folder)])
    answer.findings(report.findings)


def _check(book: Book, answer: Answer) -> None:
    from cchc.core.numbers import shown
    from macros_py.steps.check import check_form

    report = check_form(_saved(book))
    if report.reading is None:
        answer.lines([_REFUSED.say()])
    else:
        index = shown(report.index, report.decimals) or "–"
        number = report.reading.identity.form_number
        answer.lines([_INDEX.say(number=number, index=index, open=len(report.open_leaves))])
    answer.findings(report.findings, report.audience)


def _consolidate(book: Book, answer: Answer) -> None:
    from macros_py.steps.consolidate import RANKING_WORKBOOK, consolidate

    done = consolidate(_campaign(book), None, answer.progress)
    file = done.opened.folder.results / RANKING_WORKBOOK
    answer.lines([_CONSOLIDATED.say(files=len(done.receipts), units=len(done.results.units), file=file)])
    answer.findings(done.findings)


def _ranking(book: Book, title: str) -> None:
    from cchc.campaign.folder import CampaignFolder
    from macros_py.steps.consolidate import RANKING_WORKBOOK

    def act() -> None:
        file = CampaignFolder(_campaign(book)).results / RANKING_WORKBOOK
        if not file.is_file():
            raise CchcError(_NO_RANKING)
        book.app.books.open(str(file))

    try:
        act()
    except Exception as error:
        Answer(book.app, title).lines([sentence_of(error)])


def _status(book: Book, answer: Answer) -> None:
    from macros_py.commands.screen import status_text
    from macros_py.steps.status import return_board

    board = return_board(_campaign(book), None, answer.progress)
    table: list[list[object]] = [[words.say() for words in _STATUS]]
    for row in board.rows:
        unit, due = row.result.unit, row.due.strftime("%d/%m/%Y")
        state = status_text(row.result.status)
        table.append([unit.code, unit.name, state, due, row.open_leaves, row.errors, row.warnings])
    answer.rows(table)


def _explain(book: Book, place: Cells | None, answer: Answer) -> None:
    """Explain the figure of the selected line. On a unit form: rule, figures, score and findings of that leaf. On
    any other sheet of the campaign: the whole lineage, or only the rule where the cell belongs to no unit.
    """
    from macros_py.steps.check import check_form

    if place is None:
        raise CchcError(_NO_LEAF)
    report = check_form(_saved(book))
    if report.criteria is not None and report.reading is not None:
        code = selected_code(place, report.criteria.leaf_by_code)
        if not code:
            raise CchcError(_NO_LEAF)
        answer.lines(_leaf_lines(report.criteria.leaf_by_code[code], report.reading.claims.get(code)))
        of_leaf = [each for each in report.findings if each.criterion_code == code]
        answer.findings(of_leaf, report.audience)
        return
    _explain_in_campaign(book, place, answer)


def _explain_in_campaign(book: Book, place: Cells, answer: Answer) -> None:
    from macros_py.commands.explain import lines
    from macros_py.steps.campaign import open_campaign
    from macros_py.steps.explain import explain

    root = _campaign(book)
    opened = open_campaign(root)
    leaves = {code: leaf for each in opened.criteria.values() for code, leaf in each.leaf_by_code.items()}
    units = {text: unit.code for unit in opened.campaign.units for text in (unit.code, unit.name)}
    code, unit = selected(place, leaves, units)
    if unit and (not code or code in opened.set_of(opened.campaign.unit_by_code[unit]).leaf_by_code):
        answer.lines(lines(explain(root, unit, code, None, answer.progress)))
    elif code:
        answer.lines(_leaf_lines(leaves[code], None))
    else:
        raise CchcError(_NO_LEAF)


def _leaf_lines(scored: ScoredLine, claim: Claim | None) -> list[str]:
    """A leaf's name and rule; with a claim, its figures and score."""
    from cchc.core.numbers import plain
    from workbook_templates.words.sentences import measure_sentences, rule_sentence

    texts = [f"{scored.code} {scored.criterion.name}", rule_sentence(scored), *measure_sentences(scored)]
    if claim is None:
        return texts
    for name, value in claim.figures.items():
        texts.append(f"{_FIGURES[name].say()}: {value if isinstance(value, str) else plain(value)}")
    points, score = plain(scored.max_points), claim.self_score
    no_score = _NO_SCORE.say(points=points)
    return [*texts, no_score if score is None else _SCORE.say(score=plain(score), points=points)]


def _doctor(book: Book, answer: Answer) -> None:
    from xl_addin.windows.machine import problems, this_machine

    found = problems(this_machine())
    answer.rows([[each.words.say(), each.remedy.say(), each.name] for each in found])
    if not found:
        answer.lines([_SOUND.say()])


def _saved(book: Book) -> Path:
    path = book_path(book)
    if not path.is_file():
        raise CchcError(_NOT_SAVED)
    return path


def _campaign(book: Book) -> Path:
    from cchc.campaign.folder import campaign_around

    around = campaign_around(_saved(book))
    if around is None:
        raise CchcError(_NO_CAMPAIGN)
    return around.root


_MACROS: dict[str, Callable[[Book, Answer], None]] = {
    "create": _create,
    "issue": _issue,
    "check": _check,
    "consolidate": _consolidate,
    "status": _status,
    "doctor": _doctor,
}

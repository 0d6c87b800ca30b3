"""What ribbon macros need of Excel, and the sheet they answer in.

`Book` and its parts are the few members of xlwings' objects that are used, so macros run in tests without
Excel. Answers go into a new workbook: forms and results are protected, and nothing is written into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from cchc.findings.catalogue import SEVERITY_NAMES
from cchc.findings.finding import Finding
from cchc.findings.rendering import shown
from cchc.language import Words

ANSWER_SHEET = "CCHC"

_HEADINGS = (
    Words("Mức độ", "Severity"),
    Words("Đơn vị", "Unit"),
    Words("Nơi", "Place"),
    Words("Nội dung", "Message"),
    Words("Việc cần làm", "Remedy"),
    Words("Mã", "Code"),
)
_NOTHING = Words("Không có phát hiện nào.", "Nothing was found.")
_PROGRESS = Words("Đang làm: {done}/{of}", "Working: {done}/{of}")


class Cells(Protocol):
    """A range."""

    value: Any
    row: int
    column: int
    sheet: Any


class Sheet(Protocol):
    """A worksheet."""

    name: str

    def range(self, address: str) -> Cells: ...


class Book(Protocol):
    """A workbook as xlwings has it: `fullname`, `sheets` (by name or number), `app`."""

    fullname: str
    sheets: Any
    app: Any


class Answer:
    """The sheet a macro answers in: a title, a line on progress, then what there is to say."""

    def __init__(self, app: Any, title: str) -> None:
        self.sheet: Sheet = app.books.add().sheets[0]
        self.sheet.name = ANSWER_SHEET
        self.sheet.range("A1").value = title
        self._row = 4

    def progress(self, done: int, of: int) -> None:
        """How far the step is; shown while it runs."""
        self.sheet.range("A2").value = _PROGRESS.say(done=done, of=of)

    def lines(self, texts: Sequence[str]) -> None:
        """Sentences, one a row."""
        self.rows([[text] for text in texts])

    def rows(self, rows: Sequence[Sequence[object]]) -> None:
        """A table. Every text is written as text: what came from a returned file is never a formula."""
        self.sheet.range("A2").value = None
        if rows:
            self.sheet.range(f"A{self._row}").value = [[_harmless(cell) for cell in row] for row in rows]
            self._row += len(rows) + 1

    def findings(self, findings: Sequence[Finding]) -> None:
        """Findings as a table, gravest first, or the sentence that there is none."""
        if not findings:
            self.lines([_NOTHING.say()])
            return
        table: list[list[object]] = [[words.say() for words in _HEADINGS]]
        table += (
            [SEVERITY_NAMES[each.severity].say(), each.unit_code, each.place, *shown(each), each.code]
            for each in findings
        )
        self.rows(table)


def book_path(book: Book) -> Path:
    """Where an open workbook lies."""
    return Path(book.fullname)


def _harmless(cell: object) -> object:
    """A text that Excel would take for a formula gets the apostrophe that makes it text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@'" and cell else cell

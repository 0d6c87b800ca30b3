"""The parts of Excel that ribbon macros use, and the sheet in which they answer.

`Book` and its parts declare the few members of xlwings' objects that are used, so that macros run in tests
without Excel. Answers are written into a new workbook, because forms and results are protected.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from cchc.findings.catalogue import SEVERITY_NAMES
from cchc.findings.finding import Finding
from cchc.findings.rendering import Audience, shown
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
    """The sheet in which a macro answers: a title, a progress line, then the answer."""

    def __init__(self, app: Any, title: str) -> None:
        self.sheet: Sheet = app.books.add().sheets[0]
        self.sheet.name = ANSWER_SHEET
        self.sheet.range("A1").value = title
        self._row = 4

    def progress(self, done: int, of: int) -> None:
        """Show the progress of the step while it runs."""
        self.sheet.range("A2").value = _PROGRESS.say(done=done, of=of)

    def lines(self, texts: Sequence[str]) -> None:
        """Add sentences, one per row."""
        self.rows([[text] for text in texts])

    def rows(self, rows: Sequence[Sequence[object]]) -> None:
        """Add a table. Every text is written as text, so that a text from a returned file never becomes a formula."""
        self.sheet.range("A2").value = None
        if rows:
            self.sheet.range(f"A{self._row}").value = [[_harmless(cell) for cell in row] for row in rows]
            self._row += len(rows) + 1

    def findings(self, findings: Sequence[Finding], audience: Audience = "desk") -> None:
        """Add the findings as a table, most severe first, or a sentence that there are none."""
        if not findings:
            self.lines([_NOTHING.say()])
            return
        table: list[list[object]] = [[words.say() for words in _HEADINGS]]
        table += (
            [
                SEVERITY_NAMES[each.severity].say(),
                each.unit_code,
                each.place,
                *shown(each, audience),
                each.code,
            ]
            for each in findings
        )
        self.rows(table)


def book_path(book: Book) -> Path:
    """The path of an open workbook."""
    return Path(book.fullname)


def _harmless(cell: object) -> object:
    """The value for a cell: a text that Excel would read as a formula gets a leading apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@'" and cell else cell

"""Objects with the interface of xlwings' books, without Excel."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string


class FakeRange:
    """One cell; a list written to it spreads to the right and down, as in xlwings."""

    def __init__(self, cells: dict[tuple[int, int], Any], address: str) -> None:
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]
        self.cells, self.row, self.column = cells, int(row), column_index_from_string(letters)

    @property
    def value(self) -> Any:
        return self.cells.get((self.row, self.column))

    @value.setter
    def value(self, value: Any) -> None:
        rows = value if isinstance(value, list) else [[value]]
        for down, row in enumerate(rows):
            for right, cell in enumerate(row):
                self.cells[self.row + down, self.column + right] = cell


class FakeSheet:
    def __init__(self, name: str = "Sheet1") -> None:
        self.name, self.cells = name, {}  # type: ignore[var-annotated]

    def range(self, address: str) -> FakeRange:
        return FakeRange(self.cells, address)

    @property
    def text(self) -> str:
        """The texts of the sheet, row by row."""
        rows: dict[int, list[str]] = {}
        for (row, _), value in sorted(self.cells.items()):
            if value is not None:
                rows.setdefault(row, []).append(str(value))
        return "\n".join(" | ".join(cells) for cells in rows.values())


class FakeApp:
    """Replaces Excel: records which books were added and opened."""

    def __init__(self) -> None:
        self.added: list[FakeBook] = []
        self.opened: list[str] = []
        self.selection = SimpleNamespace(row=1, column=1, sheet=FakeSheet())
        self.books = SimpleNamespace(add=self._add, open=self.opened.append)

    def _add(self) -> FakeBook:
        book = FakeBook("Book1", self)
        self.added.append(book)
        return book

    @property
    def answer(self) -> str:
        """The text that the last macro wrote."""
        return self.added[-1].sheets[0].text


class FakeBook:
    def __init__(self, fullname: str, app: FakeApp | None = None) -> None:
        self.fullname, self.app = fullname, app or FakeApp()
        self.sheets = [FakeSheet()]
        if Path(fullname).suffix == ".xlsx":
            self.sheets = []
            for sheet in openpyxl.load_workbook(fullname).worksheets:
                self.sheets.append(FakeSheet(sheet.title))
                for row in sheet.iter_rows():
                    for cell in row:
                        if cell.value is not None:
                            self.sheets[-1].cells[cell.row, cell.column] = cell.value
        self.select(1, 1)

    def select(self, row: int, column: int, sheet: str = "") -> None:
        """Select a cell as a click would (rows and columns from 1), on the first sheet unless `sheet` is given."""
        chosen = next(each for each in self.sheets if sheet in ("", each.name))
        self.app.selection = SimpleNamespace(row=row, column=column, sheet=chosen)

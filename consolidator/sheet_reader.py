"""One sheet of a workbook that came back: both readings, what stands where, and what is wrong there.

Tables are found in it by their headings or codes, wherever these stand in their row or column.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from cchc.core.numbers import machine_text
from cchc.findings.finding import Finding
from cchc.table_spec import ColumnSpec, TableSpec
from consolidator.reading.fast import Grid, at, read_grid
from consolidator.reading.workbook import ExactWorkbook, RawCell, RawSheet
from consolidator.typed import Note, TypedCell, clean, decimal_of, put_together
from workbook_templates.cell_plan import Place, address_of
from workbook_templates.table_layout import LABEL_COLUMN, VALUE_COLUMN

_SEARCHED_ROWS = 30
"""The headings of a table are looked for in so many rows."""


class Met(NamedTuple):
    """A filled cell among headings or codes: its key ("" for an unknown one) and the first place of the same key,
    where there is one.
    """

    place: Place
    cell: RawCell
    key: str
    first: Place | None = None


@dataclass
class SheetReader:
    """A sheet in both readings. `findings` collects the findings on it."""

    raw: RawSheet
    grid: Grid
    findings: list[Finding] = field(default_factory=list)

    def note(self, found: Finding, **places: str) -> None:
        """Add a finding, its sheet filled in."""
        self.findings.append(found.placed(sheet=self.raw.name, **places))

    def noting_at(self, place: Place | None, unit: str = "", criterion: str = "") -> Note:
        """A note-taker for one cell, or for the sheet as a whole."""
        cell = address_of(*place) if place else ""
        return lambda found: self.note(found, cell=cell, unit_code=unit, criterion_code=criterion)

    def typed(self, place: Place, note: Note) -> TypedCell:
        """A cell from both readings; where they disagree, that is noted."""
        return put_together(self.raw.cells.get(place), at(self.grid, *place), note)

    def text(self, place: Place) -> str:
        """The text of a cell, comparable."""
        cell = self.raw.cells.get(place)
        return comparable_text(cell.text) if cell else ""

    def in_row(self, row: int, first_column: int = 0) -> list[tuple[Place, RawCell]]:
        """The filled cells of a row from left to right."""
        return self._filled(lambda place: place[0] == row and place[1] >= first_column)

    def in_column(self, column: int, first_row: int = 0) -> list[tuple[Place, RawCell]]:
        """The filled cells of a column from top to bottom."""
        return self._filled(lambda place: place[1] == column and place[0] >= first_row)

    def _filled(self, wanted: Callable[[Place], bool]) -> list[tuple[Place, RawCell]]:
        cells = self.raw.cells
        return [(at, cells[at]) for at in sorted(filter(wanted, cells)) if cells[at].content.strip()]

    def row_of_most(
        self, texts: Iterable[str], usual: int, compared: Callable[[str], str], first_column: int = 0
    ) -> int:
        """The row that holds most of these texts: somebody may have inserted rows above it."""
        wanted = frozenset(texts)
        hits = dict.fromkeys((usual, *range(_SEARCHED_ROWS)), 0)
        for (row, column), cell in self.raw.cells.items():
            if row in hits and column >= first_column and compared(cell.text) in wanted:
                hits[row] += 1
        return int(max(hits, key=lambda row: hits[row]))


@dataclass
class DeclaredSheet(SheetReader):
    """The sheet of a declared table. Its columns may be in any order; in a list of settings, its rows."""

    spec: TableSpec = field(kw_only=True)
    heading_row: int = field(kw_only=True)

    @cached_property
    def headings(self) -> Sequence[Met]:
        """The headings found, or the labels of settings."""
        cells = self.in_column(LABEL_COLUMN) if self.spec.single else self.in_row(self.heading_row)
        keys = {heading_text(column.heading): column.key for column in self.spec.columns}
        return met(cells, keys, heading_text)

    @cached_property
    def places(self) -> dict[str, int]:
        """The column of every key that is read, the row where keys are settings."""
        found = first_places(self.headings)
        return {
            column.key: found[column.key][0 if self.spec.single else 1]
            for column in self.spec.read
            if column.key in found
        }

    @property
    def missing(self) -> Sequence[ColumnSpec]:
        """The required columns that were not found."""
        return [
            column
            for column in self.spec.read
            if column.key not in self.places and not column.may_be_absent
        ]

    def place(self, row: int, key: str) -> Place:
        """The place of a key's value in a row; a setting has one place for any row."""
        return (self.places[key], VALUE_COLUMN) if self.spec.single else (row, self.places[key])


def met(
    cells: Iterable[tuple[Place, RawCell]], keys: Mapping[str, str], compared: Callable[[str], str]
) -> list[Met]:
    """The headings or codes found in some cells. `keys` gives the key of each `compared` text."""
    first: dict[str, Place] = {}
    found = []
    for place, cell in cells:
        key = keys.get(compared(cell.text), "")
        found.append(Met(place, cell, key, first.get(key)))
        if key:
            first.setdefault(key, place)
    return found


def first_places(found: Iterable[Met]) -> dict[str, Place]:
    """The place of each key, the first one where a key is there twice."""
    return {each.key: each.place for each in found if each.key and each.first is None}


def both_readings(workbook: ExactWorkbook, content: bytes, name: str) -> tuple[RawSheet, Grid]:
    """One sheet in both readings. Raises Refused."""
    raw = workbook.sheet(name).bounded()  # first: it refuses what would take the fast reader down
    return raw, read_grid(workbook.for_fast_reading(content), name)


def sheets_by_name(workbook: ExactWorkbook) -> dict[str, str]:
    """The names of a workbook's sheets by their comparable form (`heading_text`)."""
    return {heading_text(name): name for name in workbook.sheet_names}


@lru_cache(maxsize=8192)  # the locked texts of one form are those of every other
def comparable_text(text: str) -> str:
    """A locked text in comparable form: programs change line ends, blanks and Unicode composition, but not words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def comparable_content(raw: RawCell) -> str:
    """What a cell holds, in comparable form. A number is written one way: programs store 1 as "1" or "1.0"."""
    number = decimal_of(raw.text) if raw.kind == "n" else None
    return comparable_text(raw.content) if number is None else machine_text(number)


@lru_cache(maxsize=8192)
def heading_text(text: str) -> str:
    """A heading or sheet name in comparable form, without regard to case, width variants and invisible marks."""
    return clean(text).casefold()

"""The interface of the exact reading of a workbook, the same for all file formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from cchc.findings.finding import Finding, finding
from cchc.language import Words
from consolidator.reading.formats import NUMBER
from consolidator.reading.preflight import Refused
from workbook_templates.cell_plan import Place, address_of

ROW_COLUMN = Words("dòng {row}, cột {column}", "row {row}, column {column}")
_TWO_CELLS = Words("hai ô ở dòng {row}, cột {column}", "two cells in row {row}, column {column}")

LAST_ROW, LAST_COLUMN = 20_000, 256
"""Larger than any of our forms: a filled cell beyond these is not an accident."""


class RawCell(NamedTuple):
    """A cell as stored. `kind` is `n`, `text`, `b`, `e`, `d` or "" (no value); `formula` is None if there is none, and
    may be empty if the file shares formulas between cells. `shown` is how the cell shows its number (see `formats`):
    0.5 as 50%, 45,293 as a date, or UNKNOWN. `formats` are the codes of the formats that it may be shown in; none if it is
    shown as it is stored.
    """

    kind: str
    text: str
    formula: str | None = None
    shown: str = NUMBER
    formats: tuple[str, ...] = ()

    @property
    def content(self) -> str:
        """The content as a person would name it; "" if the cell is blank. A formula without a stored result is not
        blank.
        """
        if self.text.strip():
            return self.text
        return "" if self.formula is None else f"={self.formula}"


@dataclass(frozen=True)
class RawSheet:
    """The cells of one sheet by row and column (from 0), blank ones left out.

    `tells_formulas` is whether the reading can distinguish a formula from a value, `excel_formulas` whether it gives
    formula texts as Excel writes them. `protected` is whether the sheet is locked; `unlocked` are the filled cells
    that its lock does not cover. Both are None if the format does not state it.
    """

    name: str
    cells: dict[Place, RawCell]
    tells_formulas: bool = True
    excel_formulas: bool = True
    protected: bool | None = None
    unlocked: frozenset[Place] | None = None

    def bounded(self) -> RawSheet:
        """The sheet itself. Raises Refused if a cell beyond the last row or column is filled: it would crash the
        process of the fast reader.
        """
        beyond = (place for place in self.cells if place[0] >= LAST_ROW or place[1] >= LAST_COLUMN)
        if far := next(beyond, None):
            where = ROW_COLUMN.filled(row=far[0] + 1, column=far[1] + 1)
            raise Refused(finding("FILE_UNSAFE", where, sheet=self.name))
        return self


def sheet_of(
    name: str,
    filled: Sequence[tuple[Place, RawCell]],
    locked: bool,
    unlocked: frozenset[Place],
) -> RawSheet:
    """A sheet with these cells. Raises Refused if two of them are in the same place."""
    cells = dict(filled)
    if len(cells) < len(filled):
        (row, column), _ = Counter(place for place, _ in filled).most_common(1)[0]
        raise Refused(finding("FILE_DAMAGED", _TWO_CELLS.filled(row=row + 1, column=column + 1)))
    return RawSheet(name, cells, protected=locked, unlocked=unlocked)


@dataclass(frozen=True)
class Surroundings:
    """What a workbook holds besides its cells: hidden sheets, macros, and the other files it takes values from."""

    hidden_sheets: frozenset[str] = frozenset()
    macros: bool = False
    external_links: tuple[str, ...] = ()


class ExactWorkbook(Protocol):
    """The exact reading of a workbook. All methods raise Refused."""

    @property
    def sheet_names(self) -> Sequence[str]:
        """The sheets in the order of the workbook."""

    @property
    def texts(self) -> Sequence[str]:
        """Every text in a cell of any sheet."""

    @property
    def defined_names(self) -> dict[str, str]:
        """What each defined name refers to; empty if the format does not state it."""

    @property
    def format_remark(self) -> Finding | None:
        """The remark on a file that is not an .xlsx; None for an .xlsx."""

    def property_texts(self) -> Iterator[tuple[str, str]]:
        """The document's keywords, and its custom properties by name."""

    @property
    def program(self) -> str:
        """The program that last saved the file, as the file states it (untrusted text); "" if it does not state it."""

    @property
    def surroundings(self) -> Surroundings:
        """What the workbook holds besides its cells, as far as the format states it."""

    def sheet(self, name: str) -> RawSheet:
        """One sheet's cells."""

    def for_fast_reading(self, content: bytes) -> bytes:
        """The file's content in a form in which python-calamine finds every part."""

    def merged(self, name: str) -> Sequence[str]:
        """The merged areas of a sheet, such as A1:B2."""

    @property
    def differences(self) -> Sequence[Finding]:
        """Findings where the fast way of reading and the tree differ, for the parts read both ways."""


def area_name(top: int, left: int, rows: int, columns: int) -> str:
    """The name of an area by its first cell (from 0) and how far it reaches, such as A1:B2."""
    return f"{address_of(top, left)}:{address_of(top + rows - 1, left + columns - 1)}"


def cell_texts(workbook: ExactWorkbook) -> list[str]:
    """The texts in the cells of all sheets, for formats without a table of shared texts. Raises Refused."""
    sheets = (workbook.sheet(name) for name in workbook.sheet_names)
    return [cell.text for sheet in sheets for cell in sheet.cells.values() if cell.kind == "text"]

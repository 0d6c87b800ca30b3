"""Gives a workbook whose sheet names are stored in decomposed letters (NFD) in composed letters.

Programs on a Mac may store a letter and its signs apart, in the whole workbook: in names of sheets, in texts and in the
formulas that compare them. All are composed here once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cchc.findings.finding import Finding
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook, RawCell, RawSheet, Surroundings


def with_composed_names(workbook: ExactWorkbook) -> ExactWorkbook:
    """The workbook itself if its sheet names are composed, as nearly all are, or if two would be the same then."""
    try:
        names = workbook.sheet_names
    except Refused:
        return workbook  # whoever reads it next is told the reason
    if all(unicodedata.is_normalized("NFC", name) for name in names):
        return workbook
    composed = {_composed(name): name for name in names}
    return workbook if len(composed) < len(names) else _ComposedWorkbook(workbook, composed)


class _ComposedWorkbook:
    """A workbook with all its texts composed. All methods raise Refused."""

    def __init__(self, workbook: ExactWorkbook, stored: dict[str, str]) -> None:
        self._workbook = workbook
        self._stored = stored

    @property
    def sheet_names(self) -> Sequence[str]:
        return list(self._stored)

    @property
    def texts(self) -> Sequence[str]:
        return [_composed(text) for text in self._workbook.texts]

    @property
    def defined_names(self) -> dict[str, str]:
        return {name: _composed(text) for name, text in self._workbook.defined_names.items()}

    @property
    def format_remark(self) -> Finding | None:
        return self._workbook.format_remark

    def property_texts(self) -> Iterator[tuple[str, str]]:
        return self._workbook.property_texts()

    @property
    def program(self) -> str:
        return self._workbook.program

    @property
    def surroundings(self) -> Surroundings:
        around = self._workbook.surroundings
        return replace(around, hidden_sheets=frozenset(map(_composed, around.hidden_sheets)))

    def sheet(self, name: str) -> RawSheet:
        sheet = self._workbook.sheet(self._stored[name])
        cells = {place: _composed_cell(cell) for place, cell in sheet.cells.items()}
        return replace(sheet, name=name, cells=cells)

    def for_fast_reading(self, content: bytes) -> bytes:
        return self._workbook.for_fast_reading(content)

    def merged(self, name: str) -> Sequence[str]:
        return self._workbook.merged(self._stored[name])

    @property
    def differences(self) -> Sequence[Finding]:
        return self._workbook.differences


def _composed_cell(cell: RawCell) -> RawCell:
    formula = None if cell.formula is None else _composed(cell.formula)
    return cell._replace(text=_composed(cell.text), formula=formula)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)

"""Collects the faults of one criteria workbook by sheet and cell."""

from __future__ import annotations

from collections.abc import Callable

from cchc.findings.catalogue import CATALOGUE, ERROR
from cchc.findings.finding import Finding, finding
from workbook_templates.cell_plan import Place, address_of
from workbook_templates.criteria_plan import sheets

Note = Callable[..., None]
"""Adds a finding by its code, what was found and what was expected; the cell is already set."""

HEADER = -1
"""The row number used for a key of the header, whose cell may be on any sheet."""

_ORDER = {sheet.name: place for place, sheet in enumerate(sheets())}


class Notes:
    """The faults of one workbook. `spoilt` are cells (row and key) whose value is not certain: further faults
    there would only repeat the first.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.spoilt: set[tuple[int, str]] = set()
        self._findings: list[tuple[tuple[int, int, int], Finding]] = []

    def add(
        self,
        code: str,
        sheet: str,
        place: Place | None = None,
        found: object = "",
        expected: object = "",
        criterion_code: str = "",
    ) -> None:
        """Add a finding about a cell (row and column from 0), or about a whole sheet."""
        cell = address_of(*place) if place else ""
        made = finding(
            code, found, expected, file=self.file, sheet=sheet, cell=cell, criterion_code=criterion_code
        )
        row, column = place or (-1, -1)
        self._findings.append(((_ORDER.get(sheet, len(_ORDER)), row, column), made))

    def at(self, sheet: str, place: Place, spoils: tuple[int, str], criterion_code: str = "") -> Note:
        """A function that adds findings about one cell; an error marks the cell as spoilt."""

        def note(code: str, found: object = "", expected: object = "") -> None:
            if CATALOGUE[code].severity == ERROR:
                self.spoilt.add(spoils)
            self.add(code, sheet, place, found, expected, criterion_code)

        return note

    @property
    def findings(self) -> list[Finding]:
        """All findings in the order of sheets and cells."""
        return [made for _, made in sorted(self._findings, key=lambda each: each[0])]

    @property
    def errors(self) -> int:
        return sum(1 for _, made in self._findings if made.severity == ERROR)

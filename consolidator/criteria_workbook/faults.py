"""Reports the faults of a declared set at the cells of the workbook.

A fault at a cell whose value is not certain only repeats what was already reported there, and is left out.
(The checks themselves skip sums that depend on such a cell.)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence

from cchc.core.indices import parent_code
from cchc.criteria.declaration import HEADER_FILE, LEAF_COLUMNS
from cchc.findings.finding import Finding
from cchc.language import Text, Words, in_language
from consolidator.criteria_workbook.header import COUNTS_KEY, DOMAINS_KEY, SPLIT_KEY
from consolidator.criteria_workbook.lines import LineRow
from consolidator.criteria_workbook.notes import HEADER, Notes
from consolidator.criteria_workbook.tables import OpenSheet
from workbook_templates.cell_plan import Place
from workbook_templates.criteria_plan import (
    AGENCIES,
    INFO,
    LINES,
    SOURCE_LABELS,
    WHOLE_SET,
    counts_sheet,
    level_key,
)
from workbook_templates.table_layout import VALUE_COLUMN

COUNTS = counts_sheet(0).name


class FaultReporter:
    """Reports faults of the two files of a set at the cells they come from."""

    def __init__(
        self,
        sheets: Mapping[str, OpenSheet],
        rows: Sequence[LineRow],
        by_line: Mapping[int, LineRow],
        notes: Notes,
    ) -> None:
        self.sheets = sheets
        self.by_line = by_line
        self.notes = notes
        self.perhaps_parents = frozenset(_perhaps_parents(rows))

    def tell(self, faults: Sequence[Finding]) -> None:
        """Add every fault that is not already reported."""
        for fault in faults:
            if fault.file == HEADER_FILE:
                self._tell_header(fault)
            else:
                self._tell_line(fault)

    def _tell_line(self, fault: Finding) -> None:
        line, column = _line_and_column(fault)
        row = self.by_line.get(line)
        sheet = self.sheets[LINES.name]
        if row is None:
            place = (sheet.heading_row, sheet.places["code"])
            self.notes.add(fault.code, LINES.name, place, fault.found, fault.expected)
        elif not self._is_echo(row, column):
            found, expected = self._in_words(fault, column)
            place = (row.row, sheet.places.get(column, sheet.places["code"]))
            self.notes.add(fault.code, LINES.name, place, found, expected, row.code)

    def _is_echo(self, row: LineRow, column: str) -> bool:
        if not row.is_known or (row.row, column) in self.notes.spoilt:
            return True
        if column in LEAF_COLUMNS and row.row in self.perhaps_parents:
            return True
        if column == "agency" and (HEADER, "agencies") in self.notes.spoilt:
            return True
        place = self.sheets[LINES.name].places.get(column)
        return place is not None and self.sheets[LINES.name].covering(row.row, place) is not None

    def _tell_header(self, fault: Finding) -> None:
        key = fault.cell or _written(fault.expected)
        if self._rests_on_spoilt(key):
            return
        for prefix, place in _HEADER_PLACES:
            if key == prefix or key.startswith(prefix + "."):
                sheet, cell = place(self.sheets, fault, key)
                found, expected = (
                    _split_in_words(fault) if prefix == SPLIT_KEY else (fault.found, fault.expected)
                )
                self.notes.add(fault.code, sheet, cell, found, expected, fault.criterion_code)
                return
        self.notes.add(fault.code, INFO.name, _setting(self.sheets, key), fault.found, fault.expected)

    def _rests_on_spoilt(self, key: str) -> bool:
        keys = {key, *(prefix for prefix, _ in _HEADER_PLACES if key.startswith(prefix + "."))}
        return any((HEADER, each) in self.notes.spoilt for each in keys)

    def _in_words(self, fault: Finding, column: str) -> tuple[Text, Text]:
        """Found and expected in the workbook's terms: labels, headings, row numbers of the sheet."""
        if fault.code == "SET_CODE_DUPLICATE":
            line = _written(fault.expected)
            first = self.by_line.get(int(line)) if line.isdigit() else None
            return fault.found, str(first.row + 1) if first else line
        if fault.code == "SET_LEAF_INCOMPLETE":
            return fault.found, LINES.columns[LINES.place(column)].heading
        options = (
            LINES.columns[LINES.place(column)].options if column in self.sheets[LINES.name].places else ()
        )
        return _labelled(fault.found, options), _labelled(fault.expected, options)


def _perhaps_parents(rows: Sequence[LineRow]) -> set[int]:
    """Rows that may have children: the next row has no readable code, and no row with a code is their child."""
    parents = {parent_code(row.code) for row in rows if row.is_known}
    followed = itertools.pairwise(rows)
    return {row.row for row, below in followed if not below.is_known and row.code not in parents}


def _line_and_column(fault: Finding) -> tuple[int, str]:
    line, _, column = fault.cell.partition(":")
    return (int(line), column) if line.isdigit() else (0, "")


def _written(text: Text) -> str:
    """A text in Vietnamese, as the declaration writes it."""
    return in_language(text, "vi")


def _labelled(text: Text, options: Sequence[tuple[str, str]]) -> Text:
    """A text in which the workbook's labels replace the keys of the declaration."""
    if isinstance(text, Words):
        return text
    for key, label in options:
        text = re.sub(rf"\b{key}\b", label, text)
    return text


def _split_in_words(fault: Finding) -> tuple[Text, Text]:
    return _labelled(fault.found, SOURCE_LABELS), _labelled(fault.expected, SOURCE_LABELS)


OpenSheets = Mapping[str, OpenSheet]


def _setting(sheets: OpenSheets, key: str) -> Place | None:
    row = sheets[INFO.name].places.get(key)
    return None if row is None else (row, VALUE_COLUMN)


def _split_place(sheets: OpenSheets, fault: Finding, key: str) -> tuple[str, Place | None]:
    """The first source whose points differ."""
    found, expected = (dict(_sources(_written(text))) for text in (fault.found, fault.expected))
    for source, _ in SOURCE_LABELS:
        if found.get(source) != expected.get(source):
            return INFO.name, _setting(sheets, f"{SPLIT_KEY}.{source}")
    return INFO.name, _setting(sheets, key)


def _sources(text: str) -> list[tuple[str, str]]:
    return [(part.rpartition(" ")[0], part.rpartition(" ")[2]) for part in text.split(", ")]


def _count_place(sheets: OpenSheets, fault: Finding, key: str) -> tuple[str, Place | None]:
    """The first level whose count differs, in the row of the whole set or of the domain."""
    sheet = sheets[COUNTS]
    first, name = (1, WHOLE_SET) if key == COUNTS_KEY else (2, key.removeprefix(DOMAINS_KEY + "."))
    rows = [row for row in sheet.rows() if _text(sheet, row, "domain").casefold() == name.casefold()]
    found, expected = (re.findall(r"[0-9]+", _written(text)) for text in (fault.found, fault.expected))
    differing = next(
        (i for i, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), 0
    )
    column = sheet.places.get(level_key(first + differing), sheet.places["domain"])
    return COUNTS, (rows[0], column) if rows else None


def _text(sheet: OpenSheet, row: int, key: str) -> str:
    cell = sheet.raw.cells.get((row, sheet.places[key]))
    return cell.text.strip() if cell else ""


def _agency_place(sheets: OpenSheets, fault: Finding, key: str) -> tuple[str, Place | None]:
    sheet = sheets[AGENCIES.name]
    code = key.removeprefix("agencies.")
    rows = [row for row in sheet.rows() if _text(sheet, row, "code") == code]
    return AGENCIES.name, (rows[0], sheet.places["code"]) if rows else None


_HEADER_PLACES: tuple[tuple[str, Callable[[OpenSheets, Finding, str], tuple[str, Place | None]]], ...] = (
    (SPLIT_KEY, _split_place),
    (COUNTS_KEY, _count_place),
    (DOMAINS_KEY, _count_place),
    ("agencies", _agency_place),
)

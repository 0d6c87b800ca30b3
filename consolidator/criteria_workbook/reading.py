"""From an edited criteria workbook to a checked set, or every fault with its sheet and cell.

The workbook is made into the canonical text of a declaration, and that is read and checked like any
other: what is wrong with it comes back by line and column and is told here by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cchc.criteria.declaration import HEADER_FILE, read_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.criteria.writing import header_text, lines_text
from cchc.errors import BrokenInput
from cchc.findings.finding import Finding
from cchc.language import Words
from consolidator.criteria_workbook.cells import due_codes, is_code, read_code, read_value
from consolidator.criteria_workbook.notes import HEADER, Notes
from consolidator.criteria_workbook.tables import OpenSheet, open_sheets
from consolidator.reading.preflight import Refused, open_package
from consolidator.reading.raw import RawWorkbook
from workbook_templates.cell_plan import address_of
from workbook_templates.criteria_plan import (
    AGENCIES,
    INFO,
    LINES,
    VALUE_COLUMN,
    WHOLE_SET,
    Column,
    counts_sheet,
)

COUNTS = counts_sheet(0).name

BROKEN_WORKBOOK = Words(
    "Sổ bộ tiêu chí {file} có {count} chỗ phải sửa; chưa ghi gì.",
    "The criteria workbook {file} has {count} faults; nothing was written.",
)

Place = tuple[str, tuple[int, int] | None]
"""A sheet, and a cell in it (row and column from 0) where there is one."""


@dataclass(frozen=True)
class ImportedSet:
    """A sound set with its canonical text. `remarks` are findings that stop nothing."""

    criteria: CriteriaSet
    header: bytes
    lines: bytes
    remarks: tuple[Finding, ...]


@dataclass
class _Read:
    """What was read. `places` says where each key of the header stands; `rows` are lines of the set by
    their line in `criteria.csv`, as rows of the sheet.
    """

    header: dict[str, object] = field(default_factory=dict)
    lines: list[dict[str, str]] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)


def read_criteria_workbook(content: bytes, file: str) -> ImportedSet:
    """The set of a workbook. Raises BrokenInput with all faults at once."""
    notes = Notes(file)
    try:
        opened = open_sheets(RawWorkbook(open_package(content)), content, notes)
    except Refused as refused:
        found = refused.finding.placed(file=file)
        raise BrokenInput(BROKEN_WORKBOOK, [found], file=file, count=1) from refused
    if notes.errors:
        raise _broken(notes)
    read = _Read()
    _read_header(opened, read, notes)
    _read_lines(opened[LINES.name], read, notes)
    header, lines = header_text(read.header), lines_text(read.lines)
    try:
        criteria = read_criteria_set(header, lines, file)
    except BrokenInput as broken:
        _tell_by_cell(broken, opened, read, notes)
        raise _broken(notes) from broken
    if notes.errors:
        raise _broken(notes)
    return ImportedSet(criteria, header, lines, tuple(notes.findings))


def _broken(notes: Notes) -> BrokenInput:
    return BrokenInput(BROKEN_WORKBOOK, notes.findings, file=notes.file, count=notes.errors)


def _read_header(opened: Mapping[str, OpenSheet], read: _Read, notes: Notes) -> None:
    """The content of `set.toml`, its keys in their usual order."""
    flat = dict(_settings(opened[INFO.name], read, notes))
    split = {
        key.removeprefix("expected.split."): value
        for key, value in flat.items()
        if "expected.split." in key
    }
    expected: dict[str, object] = dict(_counts(opened[COUNTS], read, notes))
    if "expected.points" in flat:
        expected["points"] = flat["expected.points"]
    expected["split"] = split
    read.places["expected.split"] = read.places["expected.split.self"]
    plain = {key: value for key, value in flat.items() if not key.startswith("expected.")}
    agencies = _agencies(opened[AGENCIES.name], read, notes)
    read.header = {**plain, "expected": expected, "agencies": agencies}


def _settings(sheet: OpenSheet, read: _Read, notes: Notes) -> Iterator[tuple[str, object]]:
    for column in sheet.plan.read:
        place = (sheet.places[column.key], VALUE_COLUMN)
        read.places[column.key] = (sheet.name, place)
        value = _value(sheet, column, place, (HEADER, column.key), notes)
        if value not in (None, "", []):
            yield column.key, value
        elif value is not None and column.required:
            notes.at(sheet.name, place, (HEADER, column.key))("CRITERIA_VALUE_MISSING", "", column.heading)


def _counts(sheet: OpenSheet, read: _Read, notes: Notes) -> Iterator[tuple[str, object]]:
    """The expected counts: those of the whole set, and by domain where the decision says them."""
    by_domain: dict[str, list[int]] = {}
    domain, *levels = sheet.plan.read
    for row in sheet.rows():
        place = (row, sheet.places[domain.key])
        scope = str(_value(sheet, domain, place, (HEADER, f"{COUNTS}:{row}"), notes) or "")
        whole = scope.casefold() == WHOLE_SET.casefold()
        key = "expected.counts" if whole else f"expected.by_domain.{scope}"
        counts = _level_counts(sheet, levels if whole else levels[1:], row, key, notes)
        if key in read.places:
            notes.add("CRITERIA_DUPLICATE", sheet.name, place, scope, address_of(*_cell(read.places[key])))
        read.places[key] = (sheet.name, place)
        if whole:
            yield "counts", counts
        elif is_code(scope):
            by_domain[scope] = counts
        else:
            notes.at(sheet.name, place, (HEADER, key))("CRITERIA_VALUE_MALFORMED", scope, WHOLE_SET)
    if by_domain:
        yield "by_domain", by_domain


def _level_counts(sheet: OpenSheet, levels: list[Column], row: int, key: str, notes: Notes) -> list[int]:
    values = [
        _value(sheet, level, (row, sheet.places[level.key]), (HEADER, key), notes)
        for level in levels
        if level.key in sheet.places
    ]
    while values and values[-1] == "":
        values.pop()
    return [value if isinstance(value, int) else 0 for value in values]


def _agencies(sheet: OpenSheet, read: _Read, notes: Notes) -> dict[str, str]:
    agencies: dict[str, str] = {}
    code, name = sheet.plan.read
    for row in sheet.rows():
        place = (row, sheet.places[code.key])
        found = str(_value(sheet, code, place, (HEADER, f"agencies:{row}"), notes) or "")
        key = f"agencies.{found}"
        if not found:
            notes.at(sheet.name, place, (HEADER, key))("CRITERIA_VALUE_MISSING", "", code.heading)
        elif found in agencies:
            notes.add("CRITERIA_DUPLICATE", sheet.name, place, found, address_of(*_cell(read.places[key])))
        read.places.setdefault(key, (sheet.name, place))
        called = _value(sheet, name, (row, sheet.places[name.key]), (HEADER, key), notes)
        agencies.setdefault(found, str(called or ""))
    return agencies


def _read_lines(sheet: OpenSheet, read: _Read, notes: Notes) -> None:
    """The rows of `criteria.csv`, and where each of its lines stands in the sheet."""
    previous, line = "", 2
    for row in sheet.rows():
        code = _code(sheet, row, previous, notes)
        cells = {"code": code}
        for column in sheet.plan.read:
            if column.key != "code":
                place = (row, sheet.places[column.key])
                value = _value(sheet, column, place, (row, column.key), notes, code)
                cells[column.key] = str(value or "")
        read.lines.append(cells)
        read.rows[line] = row
        line += 1 + sum(text.count("\n") for text in cells.values())
        previous = code if is_code(code) else previous


def _code(sheet: OpenSheet, row: int, previous: str, notes: Notes) -> str:
    due = due_codes(previous)
    place = (row, sheet.places["code"])
    note = notes.at(sheet.name, place, (row, "code"))
    cell = sheet.cell(*place, note)
    if cell is None:
        return ""
    if cell.is_blank and cell.formula is None:
        note("CRITERIA_CODE_MISSING", "", " | ".join(due))
        return ""
    return read_code(cell, due, note) or ""


def _value(
    sheet: OpenSheet,
    column: Column,
    place: tuple[int, int],
    spoils: tuple[int, str],
    notes: Notes,
    code: str = "",
) -> object:
    """A cell's value, None (noted) where there is none beyond doubt."""
    note = notes.at(sheet.name, place, spoils, code)
    cell = sheet.cell(*place, note)
    return None if cell is None else read_value(column, cell, note)


def _tell_by_cell(broken: BrokenInput, opened: Mapping[str, OpenSheet], read: _Read, notes: Notes) -> None:
    """The faults of the declaration by sheet and cell; echoes of spoilt cells are left out."""
    for found in broken.findings:
        if found.file == HEADER_FILE:
            key = found.cell or found.expected
            if (HEADER, key) in notes.spoilt:
                continue
            sheet, place = read.places.get(key, (INFO.name, None))
        else:
            line, _, column = found.cell.partition(":")
            row = read.rows.get(int(line)) if line else None
            if row is not None and (row, column) in notes.spoilt:
                continue
            sheet = LINES.name
            place = None if row is None else (row, opened[sheet].places[column or "code"])
        notes.add(found.code, sheet, place, found.found, found.expected, found.criterion_code)


def _cell(place: Place) -> tuple[int, int]:
    return place[1] or (0, 0)

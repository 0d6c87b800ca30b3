"""Reads the header of the set (`set.toml`) from the sheets of settings, counts and agencies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cchc.core.indices import is_code
from cchc.criteria.sources import SOURCES
from cchc.table_spec import ColumnSpec
from consolidator.criteria_workbook.cells import Value, read_value
from consolidator.criteria_workbook.notes import HEADER, Note, Notes
from consolidator.criteria_workbook.tables import OpenSheet
from consolidator.typed import clean
from workbook_templates.cell_plan import address_of
from workbook_templates.criteria_plan import AGENCIES, WHOLE_SET, level_key
from workbook_templates.table_layout import VALUE_COLUMN

COUNTS_KEY, DOMAINS_KEY, SPLIT_KEY = "expected.counts", "expected.by_domain", "expected.split"

_STAND_IN: Mapping[str, Value] = {"date": date(2000, 1, 1), "whole": 2000, "points": "1", "list": []}
"""Replacements for settings that could not be read (noted), by column kind, so that lines are still checked."""


def read_header_content(
    info: OpenSheet, counts: OpenSheet, agencies: OpenSheet, notes: Notes
) -> dict[str, object]:
    """The content of `set.toml`. Cells that hold no value are noted, and their keys spoilt."""
    settings = {column.key: _setting(info, column, notes) for column in info.spec.columns}
    whole, by_domain = _counts(counts, notes)
    split = {source: text for source in SOURCES if (text := settings.pop(f"{SPLIT_KEY}.{source}"))}
    expected: dict[str, object] = {
        "counts": whole,
        "points": settings.pop("expected.points"),
        "split": split,
    }
    if by_domain:
        expected["by_domain"] = by_domain
    for key in ("decimal_units", "remarks_by"):
        if not settings[key]:
            del settings[key]
    return {**settings, "expected": expected, "agencies": _agencies(agencies, notes)}


def _setting(info: OpenSheet, column: ColumnSpec, notes: Notes) -> Value:
    if column.key not in info.places:
        return ""
    row = info.places[column.key]
    spoils = SPLIT_KEY if column.key.startswith(SPLIT_KEY) else column.key
    note = notes.at(info.name, (row, VALUE_COLUMN), (HEADER, spoils))
    cell = info.cell(row, VALUE_COLUMN, note)
    value = read_value(column, cell, note) if cell is not None else None
    if value == "" and column.required:
        note("CRITERIA_VALUE_MISSING", "", column.heading)
        value = None
    return _STAND_IN.get(column.kind, "?") if value is None else value


def _counts(sheet: OpenSheet, notes: Notes) -> tuple[list[int], dict[str, list[int]]]:
    """The counts of the whole set, and of each domain (from level 2 down)."""
    whole: list[int] | None = None
    by_domain: dict[str, list[int]] = {}
    seen: dict[str, str] = {}
    for row in sheet.rows():
        name = _domain(sheet, row, notes)
        if name is None or _stands_twice(sheet, row, "domain", name, DOMAINS_KEY, seen, notes):
            continue
        first = 1 if name == WHOLE_SET else 2
        numbers = _numbers(sheet, row, first, COUNTS_KEY if first == 1 else f"{DOMAINS_KEY}.{name}", notes)
        if name == WHOLE_SET:
            whole = numbers
        else:
            by_domain[name] = numbers
    if not whole:
        if (HEADER, COUNTS_KEY) not in notes.spoilt:
            note = notes.at(sheet.name, (sheet.heading_row, sheet.places["domain"]), (HEADER, COUNTS_KEY))
            note("CRITERIA_VALUE_MISSING", "", WHOLE_SET)
        whole = [1]
    return whole, by_domain


def _domain(sheet: OpenSheet, row: int, notes: Notes) -> str | None:
    column = sheet.spec.columns[0]
    note = notes.at(sheet.name, (row, sheet.places["domain"]), (HEADER, DOMAINS_KEY))
    cell = sheet.cell(row, sheet.places["domain"], note)
    if cell is None:
        return None
    if clean(cell.text).casefold() == WHOLE_SET.casefold():
        return WHOLE_SET
    name = read_value(column, cell, note)
    if name is None:
        return None
    if not isinstance(name, str) or not is_code(name):
        note("CRITERIA_VALUE_MALFORMED", name, f"{WHOLE_SET} | 1 | 2 | 3 …")
        return None
    return name


def _numbers(sheet: OpenSheet, row: int, first: int, key: str, notes: Notes) -> list[int]:
    """The counts of a row from level `first` on; blanks may stand only at its end."""
    levels = [column for column in sheet.spec.columns if column.key != "domain"]
    numbers: list[int] = []
    blank: tuple[Note, str] | None = None
    for column in levels:
        place = (row, sheet.places[column.key])
        note = notes.at(sheet.name, place, (HEADER, key))
        cell = sheet.cell(*place, note)
        number = read_value(column, cell, note) if cell is not None else None
        if column.key == level_key(1) and first == 2:
            if number not in ("", None):
                note("CRITERIA_VALUE_MALFORMED", number, '""')
        elif isinstance(number, int):
            if blank is not None:
                blank[0]("CRITERIA_VALUE_MISSING", "", blank[1])
                blank = None
            numbers.append(number)
        elif number == "" and blank is None:
            blank = (note, column.heading)
    return numbers


def _agencies(sheet: OpenSheet, notes: Notes) -> dict[str, str]:
    agencies: dict[str, str] = {}
    seen: dict[str, str] = {}
    for row in sheet.rows():
        texts = {column.key: _agency_text(sheet, row, column, notes) for column in AGENCIES.columns}
        code, name = texts["code"], texts["name"]
        if code and not _stands_twice(sheet, row, "code", code, "agencies", seen, notes):
            agencies[code] = name or "?"
    if not agencies and (HEADER, "agencies") not in notes.spoilt:
        note = notes.at(sheet.name, (sheet.heading_row, sheet.places["code"]), (HEADER, "agencies"))
        note("CRITERIA_VALUE_MISSING", "", AGENCIES.columns[0].heading)
    return agencies


def _agency_text(sheet: OpenSheet, row: int, column: ColumnSpec, notes: Notes) -> str:
    place = (row, sheet.places[column.key])
    note = notes.at(sheet.name, place, (HEADER, "agencies"))
    cell = sheet.cell(*place, note)
    text = read_value(column, cell, note) if cell is not None else None
    if text == "":
        note("CRITERIA_VALUE_MISSING", "", column.heading)
    return text if isinstance(text, str) else ""


def _stands_twice(
    sheet: OpenSheet, row: int, key: str, text: str, spoils: str, seen: dict[str, str], notes: Notes
) -> bool:
    """Whether an earlier row has the same key (noted): otherwise the later row would silently replace it."""
    place = (row, sheet.places[key])
    if text in seen:
        notes.at(sheet.name, place, (HEADER, spoils))("CRITERIA_DUPLICATE", text, seen[text])
        return True
    seen[text] = address_of(*place)
    return False

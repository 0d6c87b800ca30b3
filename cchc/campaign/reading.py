"""Makes a valid `Campaign` from the rows of its tables, and reports all errors at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from cchc.campaign.calendar import Calendar
from cchc.campaign.limits import Limit, strange_limits
from cchc.campaign.model import Agency, Authority, Block, Campaign, Registered, Unit, UnitType
from cchc.campaign.tables import (
    ALL_SURVEYS,
    CLASSES,
    FLAG,
    HELD,
    HOLIDAY,
    KIND_NAMES,
    MADE_UP,
    MINISTRY_ONLY,
    NO_SURVEY,
    NOT_HELD_IN_FULL,
    PANEL,
    TABLES,
    UNITS,
    YEAR_MARK,
)
from cchc.campaign.tidying import tidied
from cchc.clock import DEFAULT_ZONE, zone_of
from cchc.core.indices import is_code
from cchc.core.numbers import exact, plain
from cchc.core.ranking import ClassBand, RankingSettings
from cchc.criteria.sources import STAND_INS, SURVEY_SOURCES
from cchc.files import slug
from cchc.findings.finding import Finding, finding
from cchc.language import Words
from cchc.table_spec import ColumnSpec, TableSpec


@dataclass(frozen=True)
class Misshown:
    """A cell that shows a number or text in another way than it is stored. `named` says both; `same_number` is
    whether the number shown is the same (01 for 1): then a column of numbers takes it.
    """

    stored: str
    named: Words
    same_number: bool = False

    def __str__(self) -> str:
        return self.stored


Cell = str | int | float | date | bool | Misshown | None
Parsed = str | int | Fraction | date | bool | tuple[str, ...]

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_MAX_DECIMALS = 6
_MAX_DAYS = 60
_NO_PERCENT = Words("số không kèm dấu % (ghi 90, không ghi 90%)", "a number without % (90, not 90%)")
_STAND_IN = {
    MINISTRY_ONLY: STAND_INS,
    ALL_SURVEYS: frozenset(SURVEY_SOURCES),
    NO_SURVEY: frozenset[str](),
}
_NUMBERS = ("whole", "decimal")
"""The kinds of columns that hold numbers."""

_WITH_ROW = ("agencies", "unit_types")
"""Tables that are checked against criteria sets later; findings then name the row."""


@dataclass(frozen=True)
class Row:
    """One row as read: its number in the table and its cells by column key. `unread` are the keys of cells whose
    value is not certain (already reported).
    """

    number: int
    cells: Mapping[str, Cell]
    unread: frozenset[str] = frozenset()


Tables = Mapping[str, Sequence[Row]]
Locate = Callable[[TableSpec, int, str], dict[str, str]]
"""From a table, a row number and a column key to the places of a finding (file, sheet, cell)."""


def read_campaign(tables: Tables, locate: Locate) -> tuple[Campaign | None, list[Finding]]:
    """The campaign in these rows, or None with all findings; None too where a cell is unread."""
    findings: list[Finding] = []
    parsed: dict[str, list[dict[str, Parsed]]] = {}
    tables = {table.key: [_tidied(table, row) for row in tables.get(table.key, ())] for table in TABLES}
    for table in TABLES:
        rows = tables[table.key]
        if not rows and not table.may_be_empty:
            findings.append(finding("CONTROL_EMPTY", **locate(table, 0, "")))
        parsed[table.key] = [_parse_row(table, row, locate, findings) for row in rows]
        findings += _duplicates(table, rows, locate)
        findings += _alike(table, rows, locate)
    findings += _dangling(tables, parsed, locate)
    findings += _strange_parents(tables, parsed, locate)
    findings += _strange_settings(tables, parsed, locate)
    findings += _strange_limits(tables, parsed, locate)
    unread = any(row.unread for rows in tables.values() for row in rows)
    return (None if findings or unread else _campaign(parsed, tables)), findings


def _tidied(table: TableSpec, row: Row) -> Row:
    cells = {
        key: tidied(cell, printed=table.column(key).kind == "text") if isinstance(cell, str) else cell
        for key, cell in row.cells.items()
    }
    return replace(row, cells=cells)


def _parse_row(table: TableSpec, row: Row, locate: Locate, findings: list[Finding]) -> dict[str, Parsed]:
    parsed: dict[str, Parsed] = {}
    for column in table.columns:
        if column.key in row.unread:
            continue
        cell = row.cells.get(column.key)
        place = locate(table, row.number, column.key)
        if cell is None or cell == "":
            if column.required:
                findings.append(finding("CONTROL_VALUE_MISSING", "", column.heading, **place))
            continue
        value = _parse(column, cell)
        if value is None:
            found = cell.named if isinstance(cell, Misshown) else cell
            findings.append(finding("CONTROL_VALUE_MALFORMED", found, expectation(column, cell), **place))
        else:
            parsed[column.key] = value
    return parsed


def _parse(column: ColumnSpec, cell: Cell) -> Parsed | None:
    if isinstance(cell, Misshown) and not (cell.same_number and column.kind in _NUMBERS):
        return None
    if column.kind == "date":
        return _date(cell)
    if column.kind == "criteria":
        return _criteria(cell)
    text = cell_text(cell)
    if column.kind in ("code", "reference"):
        return text if _CODE.fullmatch(text) else None
    if column.kind == "flag":
        return text.casefold() == FLAG or None
    if column.kind == "choice":
        return _option(column, text)
    if column.kind in _NUMBERS:
        return _number(column, text)
    if column.kind == "timezone":
        return _zone(text)
    return text


def _criteria(cell: Cell) -> tuple[str, ...] | None:
    """A list of codes. A number is accepted only where it is whole: 3.1 may have been typed as 3.10."""
    if isinstance(cell, date) or (isinstance(cell, float) and not cell.is_integer()):
        return None
    codes = tuple(part.strip() for part in re.split(r"[;,]", cell_text(cell)) if part.strip())
    return codes if codes and all(is_code(code) for code in codes) else None


def cell_text(cell: Cell) -> str:
    """A cell as text. A whole float loses its ".0"; other values keep their form."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return str(cell).upper()
    return "" if cell is None else str(cell)


def _number(column: ColumnSpec, text: str) -> Parsed | None:
    try:
        value = exact(text.replace(",", "."))
    except ValueError:
        return None
    if column.kind == "whole":
        return int(value) if value.denominator == 1 and value >= 0 else None
    return value


def _zone(text: str) -> str | None:
    try:
        zone_of(text)
    except ValueError:
        return None
    return text


def _option(column: ColumnSpec, text: str) -> str | None:
    for key, label in column.options:
        if text.casefold() in (key.casefold(), label.casefold()):
            return key
    return None


def _date(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DAY_MONTH_YEAR.fullmatch(cell) if isinstance(cell, str) else None
    try:
        if match:
            day, month, year = (int(part) for part in match.groups())
            return date(year, month, day)
        return date.fromisoformat(cell) if isinstance(cell, str) else None
    except ValueError:
        return None


def expectation(column: ColumnSpec, cell: Cell) -> Words | str:
    """What a cell of this column may hold, in words."""
    if column.kind == "choice":
        return " | ".join(label for _, label in column.options)
    if column.kind in _NUMBERS and isinstance(cell, str) and cell.endswith("%"):
        return _NO_PERCENT
    return KIND_NAMES["code" if column.kind == "reference" else column.kind]


def _duplicates(table: TableSpec, rows: Sequence[Row], locate: Locate) -> list[Finding]:
    findings = []
    for column in (each for each in table.columns if each.unique):
        seen: dict[str, int] = {}
        for row in rows:
            key = cell_text(row.cells.get(column.key)).strip().casefold()
            if key and key in seen:
                first = locate(table, seen[key], column.key)["cell"]
                place = locate(table, row.number, column.key)
                findings.append(finding("CONTROL_DUPLICATE", row.cells[column.key], first, **place))
            seen.setdefault(key, row.number)
    return findings


def _alike(table: TableSpec, rows: Sequence[Row], locate: Locate) -> list[Finding]:
    """Codes that differ in signs or case alone: files are named by codes, and would have the same name."""
    findings = []
    for column in (each for each in table.columns if each.kind == "code"):
        first: dict[str, tuple[str, int]] = {}
        for row in rows:
            code = cell_text(row.cells.get(column.key)).strip()
            other, number = first.setdefault(slug(code), (code, row.number))
            if code and code != other and not (column.unique and code.casefold() == other.casefold()):
                there = locate(table, number, column.key)["cell"]
                place = locate(table, row.number, column.key)
                findings.append(finding("CONTROL_CODES_ALIKE", code, f"{other} ({there})", **place))
    return findings


def _dangling(
    tables: Tables, parsed: Mapping[str, list[dict[str, Parsed]]], locate: Locate
) -> list[Finding]:
    """Findings on references to codes that do not exist."""
    titles = {table.key: table.title for table in TABLES}
    codes = {key: {row.get("code") for row in rows} for key, rows in parsed.items()}
    findings = []
    for table in TABLES:
        for column in (each for each in table.columns if each.refers_to):
            for row, values in zip(tables.get(table.key, ()), parsed[table.key], strict=True):
                value = values.get(column.key)
                if value is not None and value not in codes[column.refers_to]:
                    target = titles[column.refers_to]
                    place = locate(table, row.number, column.key)
                    findings.append(finding("CONTROL_REFERENCE_UNKNOWN", value, target, **place))
    return findings


def _strange_parents(
    tables: Tables, parsed: Mapping[str, list[dict[str, Parsed]]], locate: Locate
) -> list[Finding]:
    """Findings on parents that do not exist. A parent is another unit, or an authority where the parents
    are not units of the campaign.
    """
    known = {row.get("code") for key in ("units", "authorities") for row in parsed[key]}
    findings = []
    for row, values in zip(tables.get(UNITS.key, ()), parsed[UNITS.key], strict=True):
        parent = values.get("parent")
        if parent is not None and (parent not in known or parent == values.get("code")):
            place = locate(UNITS, row.number, "parent")
            findings.append(finding("CONTROL_REFERENCE_UNKNOWN", parent, UNITS.title, **place))
    return findings


def _strange_settings(
    tables: Tables, parsed: Mapping[str, list[dict[str, Parsed]]], locate: Locate
) -> list[Finding]:
    """Findings on settings that are numbers but outside their allowed range."""
    findings = []
    bounds = (("year", 2000, 2100), ("decimals", 0, _MAX_DECIMALS), ("appraisal_days", 1, _MAX_DAYS))
    for table in (each for each in TABLES if each.single):
        for row, values in zip(tables.get(table.key, ()), parsed[table.key], strict=True):
            for key, lowest, highest in bounds:
                value = values.get(key)
                if isinstance(value, int) and not lowest <= value <= highest:
                    place = locate(table, row.number, key)
                    findings.append(
                        finding("CONTROL_VALUE_MALFORMED", value, f"{lowest}–{highest}", **place)
                    )
    return findings


def _strange_limits(
    tables: Tables, parsed: Mapping[str, list[dict[str, Parsed]]], locate: Locate
) -> list[Finding]:
    """Findings on class limits that are not percentages, such as 0.9 where 90 was meant, or that do not
    descend.
    """
    limits = [
        Limit(row.number, limit, cell_text(row.cells["lowest"]).strip())
        for row, values in zip(tables.get(CLASSES.key, ()), parsed[CLASSES.key], strict=True)
        if isinstance(limit := values.get("lowest"), Fraction)
    ]
    return [
        finding("CONTROL_VALUE_MALFORMED", plain(each.value), words, **locate(CLASSES, each.row, "lowest"))
        for each, words in strange_limits(limits)
    ]


def _campaign(parsed: Mapping[str, list[dict[str, Parsed]]], tables: Tables) -> Campaign:
    rows: dict[str, list[dict[str, Any]]] = dict(parsed)
    for key in _WITH_ROW:
        placed = zip(tables.get(key, ()), parsed[key], strict=True)
        rows[key] = [{**values, "row": row.number} for row, values in placed]
    settings = rows["campaign"][0]
    days = {
        kind: frozenset(row["day"] for row in rows["holidays"] if row["kind"] == kind)
        for kind in (HOLIDAY, MADE_UP)
    }
    return Campaign(
        id=settings["id"],
        title=settings["title"].replace(YEAR_MARK, str(settings["year"])),
        year=settings["year"],
        survey_held=settings["survey"] == HELD,
        survey_in_denominator=settings["survey"] == NOT_HELD_IN_FULL,
        stand_in=_STAND_IN[settings["stand_in"]],
        panel=settings.get("panel", PANEL) == PANEL,
        timezone=settings.get("timezone", DEFAULT_ZONE),
        ranking=RankingSettings(settings["decimals"], settings["compare_on"], settings["numbering"]),
        appraisal_days=settings["appraisal_days"],
        finish=settings["finish"],
        authorities=tuple(Authority(**{"superior": "", **row}) for row in rows["authorities"]),
        unit_types=tuple(UnitType(**row) for row in rows["unit_types"]),
        agencies=tuple(Agency(**row) for row in rows["agencies"]),
        blocks=tuple(Block(**row) for row in rows["blocks"]),
        classes=tuple(ClassBand(row["name"], row["lowest"]) for row in rows["classes"]),
        units=tuple(Unit(**row) for row in rows["units"]),
        register=tuple(
            Registered(row["unit"], row["received"], row.get("letter", ""), row.get("remark", ""))
            for row in rows["register"]
        ),
        calendar=Calendar(days[HOLIDAY], days[MADE_UP]),
    )

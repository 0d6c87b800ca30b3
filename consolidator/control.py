"""Reads the control workbook: returns the campaign, or reports every fault with its sheet and cell."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from pathlib import Path

from cchc.campaign.model import Campaign
from cchc.campaign.reading import Cell, Locate, Row, read_campaign
from cchc.campaign.tables import TABLES, Table
from cchc.core.numbers import from_double, plain
from cchc.errors import BrokenInput, CchcError
from cchc.findings.finding import Finding, finding
from cchc.findings.rendering import shown
from cchc.language import Words
from cchc.reasons import reason_of
from consolidator.reading import formats
from consolidator.reading.fast import Grid, at, read_grid
from consolidator.reading.preflight import Refused, open_package
from consolidator.reading.raw import RawWorkbook
from consolidator.reading.workbook import RawSheet
from consolidator.typed import moment_of
from workbook_templates.cell_plan import address_of
from workbook_templates.control_plan import (
    FIRST_ROW,
    HEADING_ROW,
    LABEL_COLUMN,
    LARGEST_TABLE,
    VALUE_COLUMN,
    place_of,
)

_UNREADABLE = Words(
    "Không đọc được {file}: {reason}. Khôi phục từ bản sao lưu.",
    "Cannot read {file}: {reason}. Restore it from a backup.",
)
_NO_ACCESS = Words(
    "Không đọc được {file}: {reason}. Đóng tệp ở chương trình khác, kiểm tra quyền truy cập rồi chạy lại.",
    "Cannot read {file}: {reason}. Close it in other programs, look at the access rights, then run again.",
)
_BROKEN = Words(
    "Sổ điều hành {file} có {count} chỗ phải sửa.", "The control workbook {file} has {count} faults."
)


def read_control(path: Path) -> Campaign:
    """The campaign of a control workbook.

    Raises CchcError where the file cannot be read, BrokenInput with all faults at once.
    """
    tables, findings = read_tables(path)
    if not findings:
        campaign, findings = read_campaign(tables, locate(path))
        if campaign is not None:
            return campaign
    raise BrokenInput(_BROKEN, findings, file=path.name, count=len(findings))


def read_tables(path: Path) -> tuple[dict[str, list[Row]], list[Finding]]:
    """The rows of every table as written, and the faults of sheets and headings."""
    grids = _grids(path)
    tables: dict[str, list[Row]] = {}
    findings: list[Finding] = []
    for table in TABLES:
        places = {"file": path.name, "sheet": table.title}
        if table.title not in grids:
            findings.append(finding("CONTROL_SHEET_MISSING", "", table.title, **places))
            continue
        read = _read_settings if table.single else _read_rows
        tables[table.key], missing = read(table, grids[table.title])
        findings += [finding("CONTROL_COLUMN_MISSING", "", heading, **places) for heading in missing]
    return tables, findings


def _grids(path: Path) -> dict[str, Grid]:
    """The sheets of the tables by name. Raises CchcError where the file cannot be read."""
    titles = {table.title for table in TABLES}
    try:
        content = path.read_bytes()
        workbook = RawWorkbook(open_package(content))
        plain = workbook.for_fast_reading(content)
        return {
            name: _as_shown(workbook.sheet(name).bounded(), read_grid(plain, name))
            for name in workbook.sheet_names
            if name in titles
        }
    except OSError as error:
        raise CchcError(_NO_ACCESS, file=path, reason=reason_of(error)) from error
    except Refused as refused:
        reason = shown(refused.finding)[0].rstrip(".")
        raise CchcError(_UNREADABLE, file=path, reason=reason) from refused


def _as_shown(sheet: RawSheet, grid: Grid) -> Grid:
    """The values as cells show them: a percentage is text, since tables hold no percentages; a number whose format
    is unknown becomes a text that says so; a date that python-calamine gives as a number becomes a date.
    """
    shown = [list(line) for line in grid]
    for (row, column), raw in sheet.cells.items():
        value = at(grid, row, column)
        if raw.shown != formats.NUMBER and isinstance(value, int | float):
            shown[row][column] = _in_format(value, raw.shown)
    return shown


def _in_format(value: float, shown: str) -> object:
    if shown == formats.DATE:
        return moment_of(value) or value
    return f"{plain(from_double(value * 100))}%" if shown == formats.PERCENT else f"{value:g}?"


def _read_settings(table: Table, grid: Grid) -> tuple[list[Row], list[str]]:
    """A list of settings: label in one column, value in the next, in any order."""
    found = {
        str(line[LABEL_COLUMN]).strip(): _cell(line[VALUE_COLUMN])
        for line in grid[FIRST_ROW:]
        if len(line) > VALUE_COLUMN
    }
    missing = _missing(table, found)
    return [Row(1, {column.key: found.get(column.heading) for column in table.columns})], missing


def _read_rows(table: Table, grid: Grid) -> tuple[list[Row], list[str]]:
    headings = [str(cell).strip() for cell in (grid[HEADING_ROW] if len(grid) > HEADING_ROW else ())]
    missing = _missing(table, headings)
    if missing:
        return [], missing
    places = {
        column.key: headings.index(column.heading) for column in table.columns if column.heading in headings
    }
    rows = []
    for number, line in enumerate(grid[FIRST_ROW : FIRST_ROW + LARGEST_TABLE], start=1):
        cells = {key: _cell(line[place]) for key, place in places.items()}
        if any(cell not in (None, "") for cell in cells.values()):
            rows.append(Row(number, cells))
    return rows, []


def _missing(table: Table, headings: Container[str]) -> list[str]:
    """The required headings that are missing."""
    return [
        column.heading
        for column in table.columns
        if column.heading not in headings and not column.added_later
    ]


def _cell(value: object) -> Cell:
    """A cell value for the tables, which have no times of day or durations: these become text."""
    if value == "" or value is None:
        return None
    return value if isinstance(value, str | int | float | date) else str(value)


def locate(path: Path) -> Locate:
    """A function that turns a position in a table into the file, sheet and cell of a finding."""

    def located(table: Table, number: int, key: str) -> dict[str, str]:
        cell = address_of(*place_of(table, number, key)) if key else ""
        return {"file": path.name, "sheet": table.title, "cell": cell}

    return located

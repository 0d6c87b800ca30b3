"""Reads the control workbook: returns the campaign, or reports every fault with its sheet and cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cchc.campaign.model import Campaign
from cchc.campaign.reading import Cell, Locate, Misshown, Row, read_campaign
from cchc.campaign.tables import TABLES
from cchc.core.numbers import from_double, plain
from cchc.errors import BrokenInput, CchcError
from cchc.findings.finding import Finding, finding
from cchc.findings.rendering import shown
from cchc.language import Words
from cchc.reasons import reason_of
from cchc.table_spec import TableSpec
from consolidator.reading import formats
from consolidator.reading.fast import at
from consolidator.reading.opening import open_workbook
from consolidator.reading.pictures import AS_STORED, picture
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import RawCell
from consolidator.seen import shown_otherwise, text_as_seen, written_alike
from consolidator.sheet_reader import DeclaredSheet, both_readings, heading_text, sheets_by_name
from consolidator.typed import moment_of, number_stored
from workbook_templates.cell_plan import Place, address_of
from workbook_templates.control_plan import (
    FIRST_ROW,
    HEADING_ROW,
    LARGEST_TABLE,
    place_of,
)
from workbook_templates.table_layout import VALUE_COLUMN

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
    """The filled rows of every table, and findings about sheets and headings."""
    sheets = _sheets(path)
    tables: dict[str, list[Row]] = {}
    findings: list[Finding] = []
    for table in TABLES:
        places = {"file": path.name, "sheet": table.name}
        if table.key not in sheets:
            findings.append(finding("CONTROL_SHEET_MISSING", "", table.name, **places))
            continue
        sheet = sheets[table.key]
        findings += [
            finding("CONTROL_COLUMN_MISSING", "", column.heading, **places) for column in sheet.missing
        ]
        tables[table.key] = [] if sheet.missing and not table.single else _rows(sheet)
    return tables, findings


def _sheets(path: Path) -> dict[str, DeclaredSheet]:
    """The sheets of the tables by key. Raises CchcError where the file cannot be read."""
    try:
        content = path.read_bytes()
        workbook = open_workbook(content)
        names = sheets_by_name(workbook)
        return {
            table.key: DeclaredSheet(
                *both_readings(workbook, content, name), spec=table, heading_row=HEADING_ROW
            )
            for table in TABLES
            if (name := names.get(heading_text(table.name))) is not None
        }
    except OSError as error:
        raise CchcError(_NO_ACCESS, file=path, reason=reason_of(error)) from error
    except Refused as refused:
        reason = shown(refused.finding)[0].rstrip(".")
        raise CchcError(_UNREADABLE, file=path, reason=reason) from refused


def _rows(sheet: DeclaredSheet) -> list[Row]:
    """The filled rows of a table; a list of settings is one row."""
    if sheet.spec.single:
        of_two_the_later = {each.key: each.place[0] for each in sheet.headings if each.key}
        return [Row(1, {key: _cell(sheet, (row, VALUE_COLUMN)) for key, row in of_two_the_later.items()})]
    rows = []
    last = FIRST_ROW + LARGEST_TABLE
    for row in sorted({row for row, _ in sheet.raw.cells if FIRST_ROW <= row < last}):
        cells = {key: _cell(sheet, sheet.place(row, key)) for key in sheet.places}
        if any(cell is not None for cell in cells.values()):
            rows.append(Row(row - FIRST_ROW + 1, cells))
    return rows


def _cell(sheet: DeclaredSheet, place: Place) -> Cell:
    """A cell as the tables know it and as it is shown: a percentage becomes text, since tables hold no percentages;
    a number whose format is unknown becomes a text that says so; a date that python-calamine gives as a number
    becomes a date; what is shown as another number or text becomes a value that no table accepts. Times and
    durations become text.
    """
    value = at(sheet.grid, *place)
    raw = sheet.raw.cells.get(place)
    if raw is not None and raw.formats and (misshown := _misshown(raw)) is not None:
        return misshown
    if raw is not None and raw.shown != formats.NUMBER and isinstance(value, int | float):
        value = _in_format(value, raw.shown)
    if value == "" or value is None:
        return None
    return value if isinstance(value, str | int | float | date) else str(value)


def _misshown(raw: RawCell) -> Misshown | None:
    """A cell that shows a number or text in another way than it is stored; None if it does not. Percentages, dates and
    unknown formats are named otherwise.
    """
    if raw.kind == "text":
        shown = text_as_seen(raw)
        return None if shown == raw.text else Misshown(raw.text, shown_otherwise(raw.text, shown))
    stored = number_stored(raw.text)
    if raw.kind != "n" or raw.shown in (formats.DATE, formats.UNKNOWN) or stored is None:
        return None
    value = from_double(stored)
    seen = picture(value, raw.formats, group="")
    same = seen.how == AS_STORED and not seen.date
    if same and (seen.percent or written_alike(seen.text, value)):
        return None
    return Misshown(plain(value, "."), shown_otherwise(plain(value), seen.text), same)


def _in_format(value: float, shown: str) -> object:
    if shown == formats.DATE:
        return moment_of(value) or value
    return f"{plain(from_double(value * 100))}%" if shown == formats.PERCENT else f"{value:g}?"


def locate(path: Path) -> Locate:
    """A function that turns a position in a table into the file, sheet and cell of a finding."""

    def located(table: TableSpec, number: int, key: str) -> dict[str, str]:
        cell = address_of(*place_of(table, number, key)) if key else ""
        return {"file": path.name, "sheet": table.title, "cell": cell}

    return located

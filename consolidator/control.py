"""Reads the control workbook: returns the campaign, or reports every fault with its sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cchc.beside import copies_of
from cchc.campaign.model import Campaign
from cchc.campaign.reading import Cell, Locate, Row, read_campaign
from cchc.campaign.tables import TABLES
from cchc.errors import BrokenInput, CchcError
from cchc.findings.finding import Finding, finding
from cchc.findings.rendering import shown
from cchc.language import Words, chosen, in_language
from cchc.names import some_of
from cchc.reasons import reason_of
from cchc.table_spec import TableSpec
from consolidator.control_cells import read_cell
from consolidator.reading.opening import open_workbook
from consolidator.reading.preflight import Refused
from consolidator.sheet_reader import DeclaredSheet, both_readings, heading_text, sheets_by_name
from workbook_templates.cell_plan import Place, address_of
from workbook_templates.control_plan import (
    FIRST_ROW,
    HEADING_ROW,
    LARGEST_TABLE,
    place_of,
)
from workbook_templates.table_layout import VALUE_COLUMN

_ENCRYPTED = Words(
    "{file} đặt mật khẩu mở nên không đọc được. Mở bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu dạng "
    "Excel (.xlsx) với tên cũ rồi chạy lại.",
    "{file} needs a password to open and cannot be read. Open it in Excel, remove the password (File > Info > Protect "
    "Workbook), save it as Excel (.xlsx) under its name and run again.",
)
_OTHER_FILE = Words(
    "{file} không phải sổ Excel (.xlsx) mà là: {reason}. Nếu đó là sổ điều hành: mở bằng chương trình của nó, lưu hoặc xuất "
    "dạng Excel (.xlsx) với tên cũ rồi chạy lại. Nếu tệp khác bị chép đè lên: lấy lại sổ điều hành ở máy hoặc thư đã gửi "
    "gần nhất.{beside}",
    "{file} is no Excel workbook (.xlsx) but: {reason}. If it is the control workbook, open it in its own program, save "
    "or export it as Excel (.xlsx) under its name and run again. If another file was copied over it, take the control "
    "workbook from the computer or message that has it latest.{beside}",
)
_UNREADABLE = Words(
    "Không đọc được {file}: {reason}. Mở tệp bằng Excel hoặc LibreOffice: mở được thì lưu lại dạng Excel (.xlsx) với tên cũ "
    "rồi chạy lại, nội dung đã sửa còn nguyên. Chỉ khi không mở được mới dùng bản sao lưu; những gì sửa sau bản đó phải ghi "
    "lại.{beside}",
    "Cannot read {file}: {reason}. Open it in Excel or LibreOffice: where it opens, save it as Excel (.xlsx) under its "
    "name and run again; all edits stay. Only where it does not open use a backup; what was edited since must be typed "
    "again.{beside}",
)
_BESIDE = Words(" Bên cạnh còn có: {found}.", " Beside it there is: {found}.")
_NO_ACCESS = Words(
    "Không đọc được {file}: {reason}. Đóng tệp ở chương trình khác, kiểm tra quyền truy cập rồi chạy lại.",
    "Cannot read {file}: {reason}. Close it in other programs, look at the access rights, then run again.",
)
_BROKEN = Words(
    "Sổ điều hành {file} có {count} chỗ phải sửa.", "The control workbook {file} has {count} faults."
)
_WITHOUT_TABLES = ("CONTROL_SHEET_MISSING", "CONTROL_COLUMN_MISSING")
"""Findings after which the other tables are not checked: each row would be a further fault."""


def read_control(path: Path) -> Campaign:
    """The campaign of a control workbook.

    Raises CchcError where the file cannot be read, BrokenInput with all faults at once.
    """
    tables, findings = _read_tables(path)
    if not any(each.code in _WITHOUT_TABLES for each in findings):
        campaign, faults = read_campaign(tables, locate(path))
        findings += faults
        if campaign is not None and not findings:
            return campaign
    raise BrokenInput(_BROKEN, findings, file=path.name, count=len(findings))


def _read_tables(path: Path) -> tuple[dict[str, list[Row]], list[Finding]]:
    """The filled rows of every table, and findings about sheets, headings and cells."""
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
        tables[table.key] = [] if sheet.missing and not table.single else _rows(path, sheet, findings)
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
        raise _refusal(path, refused.finding) from refused


def _refusal(path: Path, why: Finding) -> CchcError:
    """What to say of a file that cannot be read: by far most of them still hold what people typed."""
    if why.code == "FILE_ENCRYPTED":
        return CchcError(_ENCRYPTED, file=path)
    copies = copies_of(path)
    beside = _BESIDE.say(found=some_of(copies).say()) if copies else ""
    if why.code == "FILE_NOT_XLSX":
        return CchcError(_OTHER_FILE, file=path, reason=in_language(why.found, chosen()), beside=beside)
    return CchcError(_UNREADABLE, file=path, reason=shown(why)[0].rstrip("."), beside=beside)


def _rows(path: Path, sheet: DeclaredSheet, findings: list[Finding]) -> list[Row]:
    """The filled rows of a table, and findings about cells whose value is not certain. A list of settings is one
    row.
    """
    if sheet.spec.single:
        of_two_the_later = {each.key: each.place[0] for each in sheet.headings if each.key}
        places = {key: (row, VALUE_COLUMN) for key, row in of_two_the_later.items()}
        return [_row(path, sheet, 1, places, findings)]
    rows = []
    last = FIRST_ROW + LARGEST_TABLE
    for row in sorted({row for row, _ in sheet.raw.cells if FIRST_ROW <= row < last}):
        places = {key: sheet.place(row, key) for key in sheet.places}
        read = _row(path, sheet, row - FIRST_ROW + 1, places, findings)
        if read.unread or any(cell is not None for cell in read.cells.values()):
            rows.append(read)
    return rows


def _row(
    path: Path, sheet: DeclaredSheet, number: int, places: Mapping[str, Place], findings: list[Finding]
) -> Row:
    cells: dict[str, Cell] = {}
    unread = set()
    for key, place in places.items():
        noted: list[Finding] = []
        cell = read_cell(sheet, sheet.spec.column(key), place, noted.append)
        cells[key] = None if cell == "" else cell
        if noted:
            unread.add(key)
        where = {"file": path.name, "sheet": sheet.spec.title, "cell": address_of(*place)}
        findings += (each.placed(**where) for each in noted)
    return Row(number, cells, frozenset(unread))


def locate(path: Path) -> Locate:
    """A function that turns a position in a table into the file, sheet and cell of a finding."""

    def located(table: TableSpec, number: int, key: str) -> dict[str, str]:
        cell = address_of(*place_of(table, number, key)) if key else ""
        return {"file": path.name, "sheet": table.title, "cell": cell}

    return located

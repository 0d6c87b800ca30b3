"""The control workbook (so-dieu-hanh.xlsx): one sheet per table of the campaign.

A table stands below its title, explanation and headings; a list of settings has one setting per row. The
reader finds columns by their headings and rows by the places in this plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cchc.campaign.reading import Cell, Row
from cchc.campaign.tables import TABLES
from cchc.table_spec import ColumnSpec, TableSpec
from workbook_templates.cell_plan import (
    Blank,
    Fixed,
    Paper,
    Place,
    PlanCell,
    Validation,
    address_of,
    column_letters,
)
from workbook_templates.row_heights import text_height
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.table_layout import HELP_COLUMN, LABEL_COLUMN, VALUE_COLUMN

TITLE_ROW, EXPLANATION_ROW, HEADING_ROW, FIRST_ROW = 0, 1, 2, 3
LISTS = "_danh_muc"
GUIDE = "Hướng dẫn"
TITLE = "Sổ điều hành"
LARGEST_TABLE = 20_000
"""Rows beyond this are not read; the whole country has 10,598 communes."""

_STEPS = (
    "1. Chỉ nhập vào ô nền vàng. Không đổi tên trang, không đổi tiêu đề cột, không chèn dòng phía trên tiêu đề. "
    "Mã ghi bằng chữ không dấu, số, dấu gạch.",
    "2. Trước khi phát hành: kiểm tra mã đợt, cơ quan thẩm định, loại đơn vị và hạn nộp, khối, đơn vị, xếp loại; "
    "rồi chạy cchc generate.",
    "3. Khi phiếu về: ghi ngày nhận và số công văn vào trang “Sổ nhận”. Đúng hạn hay muộn tính theo ngày ghi ở đây; "
    "chưa ghi thì tính theo ngày công cụ thấy tệp lần đầu.",
    "4. Sau khi phát hành: không đổi mã đợt. Đổi tên đơn vị, cơ quan, hạn nộp thì phiếu cũ vẫn dùng được; "
    "công cụ nói rõ phiếu nào còn in nội dung cũ và cách phát hành lại.",
    "5. Lưu và đóng sổ trước khi chạy lệnh. Chỗ ghi sai được nêu tên trang và ô.",
)
_SPARE_ROWS = 40
_STYLES = {"date": "control_date", "whole": "control_number", "decimal": "control_number"}


def control_plan(tables: Mapping[str, Sequence[Row]]) -> WorkbookPlan:
    """The plan of a control workbook for these rows, with spare rows below them."""
    lists = [column for table in TABLES for column in table.columns if column.options]
    names = {column.key: f"DM_{column.key.upper()}" for column in lists}
    sheets = [_sheet(table, len(tables.get(table.key, ())), names) for table in TABLES]
    references = {
        names[
            column.key
        ]: f"={LISTS}!${column_letters(place)}$1:${column_letters(place)}${len(column.options)}"
        for place, column in enumerate(lists)
    }
    return WorkbookPlan((*sheets, _guide_sheet(), _lists_sheet(lists)), references)


def value_name(table: TableSpec, number: int, column: ColumnSpec) -> str:
    """The name of an input: which table, which row (from 1), which column."""
    return f"{table.key}.{number}:{column.key}"


def place_of(table: TableSpec, number: int, key: str) -> Place:
    """Row and column (from 0) of a value; (HEADING_ROW, 0) where row and key are not given."""
    place = next((at for at, column in enumerate(table.columns) if column.key == key), 0)
    if table.single:
        return (FIRST_ROW + place, VALUE_COLUMN)
    return (FIRST_ROW + number - 1 if number else HEADING_ROW, place)


def shown_cell(column: ColumnSpec, cell: Cell) -> Cell:
    """A preset's cell as the workbook shows it: choices by their label."""
    labels = dict(column.options)
    return labels.get(str(cell), cell)


def _sheet(table: TableSpec, filled: int, names: Mapping[str, str]) -> SheetPlan:
    cells = _settings(table, names) if table.single else _rows(table, filled, names)
    widths = (
        {LABEL_COLUMN: 36.0, VALUE_COLUMN: 70.0, HELP_COLUMN: 70.0}
        if table.single
        else {place: float(column.width) for place, column in enumerate(table.columns)}
    )
    last = HELP_COLUMN if table.single else len(table.columns) - 1
    across = sum(widths[place] for place in range(last + 1))
    explained = max(20.0, text_height("control_help", table.explanation, across))
    heading = (
        PlanCell(TITLE_ROW, 0, Fixed(table.title), "guide_title", last=(TITLE_ROW, last)),
        PlanCell(
            EXPLANATION_ROW, 0, Fixed(table.explanation), "control_help", last=(EXPLANATION_ROW, last)
        ),
    )
    return SheetPlan(
        name=table.title,
        cells=(*heading, *cells),
        widths=widths,
        heights={TITLE_ROW: 24.0, EXPLANATION_ROW: explained, HEADING_ROW: 32.0, **_row_heights(table)},
        freeze=(FIRST_ROW, 0),
        paper=Paper(landscape=True, repeat_rows=(HEADING_ROW, HEADING_ROW), footer="&CTrang &P/&N"),
    )


def _row_heights(table: TableSpec) -> dict[int, float]:
    """Settings may be long texts: their rows have room for two lines."""
    if not table.single:
        return {}
    return {FIRST_ROW + place: 34.0 for place in range(len(table.columns))}


def _settings(table: TableSpec, names: Mapping[str, str]) -> Iterator[PlanCell]:
    for place, heading in enumerate(("Mục", "Giá trị", "Giải thích")):
        yield PlanCell(HEADING_ROW, place, Fixed(heading), "table_heading")
    for column in table.columns:
        row, _ = place_of(table, 1, column.key)
        yield PlanCell(row, LABEL_COLUMN, Fixed(column.heading), "control_label")
        yield _value(table, 1, column, row, VALUE_COLUMN, names)
        yield PlanCell(row, HELP_COLUMN, Fixed(column.explanation), "control_help")


def _rows(table: TableSpec, filled: int, names: Mapping[str, str]) -> Iterator[PlanCell]:
    for place, column in enumerate(table.columns):
        yield PlanCell(HEADING_ROW, place, Fixed(column.heading), "table_heading")
    for number in range(1, filled + _SPARE_ROWS + 1):
        for place, column in enumerate(table.columns):
            yield _value(table, number, column, FIRST_ROW + number - 1, place, names)


def _value(
    table: TableSpec, number: int, column: ColumnSpec, row: int, place: int, names: Mapping[str, str]
) -> PlanCell:
    return PlanCell(
        row,
        place,
        Blank(),
        _STYLES.get(column.kind, "control_text"),
        role=column.key,
        code=f"{table.key}.{number}",
        unlocked=True,
        validation=_validation(column, address_of(row, place), names),
    )


def _validation(column: ColumnSpec, address: str, names: Mapping[str, str]) -> Validation:
    """What Excel lets in while typing; reading the workbook checks everything again."""
    kind, source = "custom", f"=LEN({address})<=250"
    if column.options:
        kind, source = "list", f"={names[column.key]}"
    elif column.refers_to:
        kind, source = "list", _code_range(column.refers_to)
    elif column.kind in ("date", "whole", "decimal"):
        source = f"=ISNUMBER({address})"
    elif column.kind == "flag":
        source = f'=OR({address}="x",{address}="")'
    return Validation(
        kind=kind,
        source=source,
        prompt_title=column.heading,
        prompt=column.explanation or column.heading,
        error_title="Chưa hợp lệ",
        error=f"{column.heading}: {column.explanation or 'xem lại giá trị này'}"[:250],
    )


def _code_range(key: str) -> str:
    table = next(each for each in TABLES if each.key == key)
    letters = column_letters(next(i for i, each in enumerate(table.columns) if each.key == "code"))
    return f"='{table.title}'!${letters}${FIRST_ROW + 1}:${letters}${LARGEST_TABLE}"


def _guide_sheet() -> SheetPlan:
    """How the workbook is used, and what each sheet is for."""
    steps = (
        PlanCell(2 + at, 0, Fixed(step), "guide_step", last=(2 + at, 1)) for at, step in enumerate(_STEPS)
    )
    first = 3 + len(_STEPS)
    heading = (
        PlanCell(first, place, Fixed(text), "table_heading")
        for place, text in enumerate(("Trang", "Để làm gì"))
    )
    lines = (
        PlanCell(first + number, place, Fixed(text), "guide_text")
        for number, table in enumerate(TABLES, start=1)
        for place, text in enumerate((table.title, table.explanation))
    )
    title = PlanCell(0, 0, Fixed("HƯỚNG DẪN DÙNG SỔ ĐIỀU HÀNH"), "guide_title", last=(0, 1))
    heights = {2 + at: 32.0 for at in range(len(_STEPS))} | {
        first + at: 34.0 for at in range(1, len(TABLES) + 1)
    }
    return SheetPlan(
        name=GUIDE,
        cells=(title, *steps, *heading, *lines),
        widths={0: 26.0, 1: 104.0},
        heights=heights,
        paper=Paper(landscape=True, footer="&CTrang &P/&N"),
    )


def _lists_sheet(lists: Sequence[ColumnSpec]) -> SheetPlan:
    cells = tuple(
        PlanCell(row, place, Fixed(label), "working")
        for place, column in enumerate(lists)
        for row, (_, label) in enumerate(column.options)
    )
    return SheetPlan(LISTS, cells, {0: 24.0}, visibility="very_hidden")

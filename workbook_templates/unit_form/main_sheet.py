"""The main sheet: official heading, the table of the Phụ lục, index, check code, signatures."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from cchc.core import roles
from cchc.criteria.model import CriteriaSet
from workbook_templates.cell_plan import (
    Blank,
    Computed,
    Content,
    Fixed,
    Frame,
    Highlight,
    Link,
    Paper,
    PlanCell,
    Slot,
    column_letters,
)
from workbook_templates.row_heights import row_heights
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form import columns as col
from workbook_templates.unit_form import links
from workbook_templates.unit_form.table import (
    ChoiceLists,
    check_code_tree,
    index_tree,
    line_cells,
    points_of,
    progress_tree,
    total_cells,
)
from workbook_templates.words.checks import QUIET

LEFT_END = col.NAME
RIGHT_START = col.DONE

TITLE_ROW = 4
PROGRESS_ROW = 7
HEADING_ROW = 8
NUMBER_ROW = 9
FIRST_LINE_ROW = 10

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
FORM_TITLE = "BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}"
_WIDTHS = {place: column.width for place, column in enumerate(col.COLUMNS)}
_FRAME = Frame(
    heading_row=HEADING_ROW,
    headings={place: column.heading for place, column in enumerate(col.COLUMNS[: col.LAST_VISIBLE + 1])},
    key_column=col.CODE,
    name_column=col.NAME,
    telling=col.COLUMNS[col.REMARK].heading,
)

INDEX_LABEL = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (%)"
PROVISIONAL = (
    "Tạm tính, chưa thẩm định, chưa có điểm điều tra xã hội học: "
    "điểm tự đánh giá trên {own} điểm đơn vị tự chấm (trừ phần không phát sinh)."
)
PROVISIONAL_WITHOUT_SURVEY = (
    "Tạm tính, chưa thẩm định: điểm tự đánh giá trên {own} điểm (trừ phần không phát sinh)."
)
CHECK_CODE_LABEL = "MÃ ĐỐI CHIẾU"
CHECK_CODE_NOTE = (
    "Mã tự tính từ số liệu đã nhập. Cơ quan thẩm định đối chiếu mã này trên bản ký với tệp gửi về."
)


def main_sheet(criteria: CriteriaSet, lists: ChoiceLists) -> SheetPlan:
    """The main sheet's plan; it is named after the appendix."""
    sums = FIRST_LINE_ROW + len(criteria.lines)
    cells = (
        *_heading_block(criteria),
        *_table_heading(),
        *_lines(criteria, lists),
        *_ways(criteria),
        *total_cells(criteria, sums),
        *_index_row(criteria, sums + 1),
        *_closing_block(criteria, sums + 3),
    )
    signature_end = sums + 10
    return SheetPlan(
        name=criteria.header.appendix,
        cells=cells,
        widths=_WIDTHS,
        heights={**_fixed_heights(sums), **row_heights(cells, _WIDTHS, range(FIRST_LINE_ROW, sums))},
        hidden_columns=frozenset(range(col.LAST_VISIBLE + 1, len(col.COLUMNS))),
        freeze=(FIRST_LINE_ROW, col.NAME + 1),
        paper=Paper(
            landscape=True,
            repeat_rows=(HEADING_ROW, NUMBER_ROW),
            area=(0, 0, signature_end, col.LAST_PRINTED),
            footer="&L{form_number}&CTrang &P/&N&R{unit_name}",
        ),
        highlights=_highlights(sums),
        zoom=85,
        first_shown=PROGRESS_ROW,
        frame=_FRAME,
    )


def _fixed_heights(sums: int) -> dict[int, float]:
    """Heights in points of rows with merged cells, which do not grow with their text."""
    heights = {0: 17.0, 1: 18.0, 2: 17.0, 3: 8.0, 4: 20.0, 5: 20.0, 6: 32.0, 7: 20.0}
    return {**heights, 8: 34.0, 9: 14.0, sums: 24.0, sums + 1: 34.0, sums + 3: 24.0}


def _heading_block(criteria: CriteriaSet) -> Iterator[PlanCell]:
    header = criteria.header
    left = (("{superior}", "heading"), ("{unit_upper}", "heading_bold"), ("{form_line}", "heading_italic"))
    right = ((NATION, "heading_bold"), (MOTTO, "heading_motto"), ("{place_date}", "heading_italic"))
    for row, (text, style) in enumerate(left):
        yield _wide(row, 0, LEFT_END, Slot(text), style)
    for row, (text, style) in enumerate(right):
        content: Content = Slot(text) if text.startswith("{") else Fixed(text)
        yield _wide(row, RIGHT_START, col.LAST_PRINTED, content, style)
    yield _wide(TITLE_ROW, 0, col.LAST_PRINTED, Fixed(header.appendix.upper()), "title")
    yield _wide(TITLE_ROW + 1, 0, col.LAST_PRINTED, Slot(FORM_TITLE), "title")
    issued = (
        f"(Kèm theo Quyết định số {header.decision} ngày {header.decision_date.day} tháng "
        f"{header.decision_date.month} năm {header.decision_date.year} của {header.issuer})"
    )
    subtitle = f"{header.title}\n{issued}"
    yield _wide(TITLE_ROW + 2, 0, col.LAST_PRINTED, Fixed(subtitle), "subtitle")
    yield PlanCell(
        PROGRESS_ROW,
        0,
        Computed(progress_tree(criteria)),
        "progress",
        roles.PROGRESS,
        last=(PROGRESS_ROW, LEFT_END),
    )
    # On screen the frozen rows begin here, so the unit's name is repeated in this row.
    yield _wide(PROGRESS_ROW, RIGHT_START, col.LAST_PRINTED, Slot(links.WHOSE), "whose")


def _table_heading() -> Iterator[PlanCell]:
    for place, column in enumerate(col.COLUMNS):
        style = "table_heading" if place <= col.LAST_VISIBLE else "working"
        yield PlanCell(HEADING_ROW, place, Fixed(column.heading), style, roles.HEADING, column.role)
        if place <= col.LAST_PRINTED:
            yield PlanCell(NUMBER_ROW, place, Fixed(f"({place + 1})"), "table_number")


def _lines(criteria: CriteriaSet, lists: ChoiceLists) -> Iterator[PlanCell]:
    position = 0
    for offset, line in enumerate(criteria.lines):
        position += line.is_leaf
        yield from line_cells(criteria, line, FIRST_LINE_ROW + offset, lists, position)


def _ways(criteria: CriteriaSet) -> Iterator[PlanCell]:
    """Links in the column "Kiểm tra", which is not printed: in the frozen rows to the result sheet and the
    first domain, on each domain's row to the next domain.
    """
    name = criteria.header.appendix
    rows = [FIRST_LINE_ROW + offset for offset, line in enumerate(criteria.lines) if line.level == 1]
    first = Link(name, rows[0], col.NAME, "Đến lĩnh vực đầu tiên")
    yield PlanCell(PROGRESS_ROW, col.CHECK, Fixed(links.TO_RESULT), "form_link", link=links.to_result())
    yield PlanCell(NUMBER_ROW, col.CHECK, Fixed(links.TO_TABLE_TOP), "form_link_small", link=first)
    for row, following in itertools.pairwise(rows):
        link = Link(name, following, col.NAME, "Đến lĩnh vực tiếp theo")
        yield PlanCell(row, col.CHECK, Fixed(links.NEXT_DOMAIN), "form_link", link=link)
    yield PlanCell(rows[-1], col.CHECK, Fixed(links.BACK_TO_FIRST), "form_link", link=first)


def _index_row(criteria: CriteriaSet, row: int) -> Iterator[PlanCell]:
    yield PlanCell(row, col.CODE, Blank(), "total_text")
    yield PlanCell(row, col.NAME, Fixed(INDEX_LABEL), "total_name")
    for column in (col.MAX, col.CHOICE, col.DONE, col.TOTAL):
        yield PlanCell(row, column, Blank(), "total_text")
    yield PlanCell(row, col.SELF, Computed(index_tree()), "index", roles.INDEX)
    yield PlanCell(row, col.ACHIEVED, Blank(), "index", "achieved_index")
    note = Fixed(provisional_note(criteria))
    yield PlanCell(row, col.NOTE, note, "index_note", last=(row, col.REMARK))


def provisional_note(criteria: CriteriaSet) -> str:
    """What the provisional index of the unit's own scores still lacks, and its denominator."""
    own = points_of(criteria, by_unit=True)
    text = PROVISIONAL if points_of(criteria, by_unit=False) else PROVISIONAL_WITHOUT_SURVEY
    return text.format(own=f"{float(own):g}".replace(".", ","))


def _closing_block(criteria: CriteriaSet, row: int) -> Iterator[PlanCell]:
    yield _wide(row, 0, LEFT_END, Fixed(CHECK_CODE_LABEL), "check_code_label")
    yield PlanCell(
        row,
        col.MAX,
        Computed(check_code_tree(criteria)),
        "check_code",
        roles.CHECK_CODE,
        last=(row, col.CHOICE),
    )
    yield _wide(row, col.DONE, col.LAST_PRINTED, Fixed(CHECK_CODE_NOTE), "small_note")
    left, right = (0, LEFT_END), (col.ACHIEVED, col.LAST_PRINTED)
    yield _wide(row + 2, *left, Fixed("NGƯỜI LẬP BIỂU"), "signature")
    yield _wide(row + 2, *right, Fixed("THỦ TRƯỞNG ĐƠN VỊ"), "signature")
    yield _wide(row + 3, *left, Fixed("(Ký, ghi rõ họ tên)"), "signature_note")
    yield _wide(row + 3, *right, Fixed("(Ký tên, đóng dấu)"), "signature_note")


def _highlights(sums: int) -> tuple[Highlight, ...]:
    """Conditional formats: red where something must be corrected; the text in "Kiểm tra" says what."""
    row = FIRST_LINE_ROW + 1
    check = f"${column_letters(col.CHECK)}{row}"
    quiet = "".join(f',{check}<>"{message}"' for message in ("", *QUIET, *links.ON_DOMAIN_ROWS))
    area = (FIRST_LINE_ROW, col.CHOICE, sums - 1, col.SELF)
    alert = f"=AND({quiet[1:]})"
    return (
        Highlight((FIRST_LINE_ROW, col.CHECK, sums - 1, col.CHECK), alert, "alert_text"),
        Highlight(area, alert, "alert_cell"),
    )


def _wide(row: int, first: int, last: int, content: Content, style: str) -> PlanCell:
    return PlanCell(row, first, content, style, last=(row, last))

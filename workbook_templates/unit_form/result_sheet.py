"""The result sheet: the index and its parts by domain, what is still missing or wrong, the unit's progress.

It consists of native formulas over the main sheet and has no inputs. Source of the index and the component
indices: 1877/QĐ-UBND, III.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from cchc.core import roles
from cchc.core.expressions import Expression, Input
from cchc.criteria.model import CriteriaSet, Criterion, ScoredLine
from workbook_templates.cell_plan import (
    BarChart,
    Blank,
    Computed,
    Content,
    Fixed,
    Highlight,
    Link,
    Paper,
    PlanCell,
    Slot,
)
from workbook_templates.row_heights import row_heights
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form import links
from workbook_templates.unit_form.result_trees import (
    ALL_SOUND,
    NOTHING_TO_DO,
    key_tree,
    more_tree,
    place_tree,
    sentence_tree,
    share_tree,
    state_tree,
    summary_tree,
)
from workbook_templates.unit_form.table import TOTAL, TOTAL_WITH_SECTIONS, ratio_tree
from workbook_templates.words.checks import QUIET

NAME = links.RESULT_SHEET

CODE, TITLE, POSSIBLE, POINTS, COMPONENT, ENTERED, STATE = range(7)
CHART_COLUMN = 8
_CHART_COLUMNS, _LAST = 6, CHART_COLUMN + 5
KEY = _LAST + 1
"""The hidden working column: on a leaf's row its key in the list of things to do, on a row of that list the
place of its leaf."""

_HEADINGS = (
    "Mã", "Lĩnh vực (bấm vào mã để đến lĩnh vực)", "Điểm tối đa được tính", "Điểm tự đánh giá", "Chỉ số thành phần (%)",
    "Đã nhập", "Tình trạng",
)  # fmt: skip
_WIDTHS = {
    CODE: 7.5, TITLE: 46.0, POSSIBLE: 10.0, POINTS: 10.0, COMPONENT: 11.0, ENTERED: 9.5, STATE: 29.0, 7: 1.5,
    **dict.fromkeys(range(CHART_COLUMN, CHART_COLUMN + _CHART_COLUMNS), 8.5), KEY: 9.0,
}  # fmt: skip

_LINK_ROW, _NOTE_ROW, _INDEX_ROW, _STATE_ROW = 2, 3, 4, 5
_HEADING_ROW = 7
_FIRST_DOMAIN_ROW = _HEADING_ROW + 1

LISTED = 12
"""The most things to do that are listed one by one; the table below has all of them."""

RESULT_TITLE = "KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM NĂM {year}"
SURVEY_ONLY = "Chấm bằng điều tra xã hội học"
_DONE_TITLE = "VIỆC CẦN LÀM (chỗ phải sửa trước, chỗ còn thiếu sau)"
_TABLE_TITLE = "THEO DÕI TỪNG TIÊU CHÍ THÀNH PHẦN (bấm vào mã để đến dòng nhập số liệu)"
_CHART_TITLE = "Chỉ số thành phần theo lĩnh vực (%)"


def result_sheet(criteria: CriteriaSet, main: SheetPlan, note: str) -> SheetPlan:
    """The result sheet's plan, made from the main sheet's plan; `note` says what the figures still lack."""
    domains = len(criteria.domains)
    last_domain = _FIRST_DOMAIN_ROW + domains - 1
    total_row = last_domain + 1
    list_row = total_row + 2
    first_leaf = list_row + LISTED + 5
    leaves = _own(criteria, "")
    cells = (
        *_top(criteria, main, note),
        *(_heading(column, text) for column, text in enumerate(_HEADINGS)),
        *_domains(criteria, main),
        *_total(criteria, total_row),
        *_to_do(leaves, list_row, criteria.header.appendix),
        *_leaves(leaves, main, first_leaf),
    )
    tables = (*range(_FIRST_DOMAIN_ROW, total_row + 1), *range(first_leaf, first_leaf + len(leaves)))
    heights = {row: max(height, 20.0) for row, height in row_heights(cells, _WIDTHS, tables).items()}
    listed = range(list_row + 1, list_row + 2 + LISTED)
    return SheetPlan(
        name=NAME,
        cells=cells,
        widths=_WIDTHS,
        heights={0: 26.0, _INDEX_ROW: 30.0, _STATE_ROW: 20.0, _HEADING_ROW: 32.0, first_leaf - 1: 20.0}
        | heights
        | dict.fromkeys(listed, 18.0),
        hidden_columns=frozenset({KEY}),
        paper=Paper(
            landscape=True,
            area=(0, 0, list_row + 1 + LISTED, _LAST),
            footer="&L{form_number}&CTrang &P/&N&R{unit_name}",
        ),
        highlights=_highlights(total_row, first_leaf, len(leaves)),
        charts=(
            BarChart(
                title=_CHART_TITLE,
                categories=CODE,
                values=COMPONENT,
                rows=(_FIRST_DOMAIN_ROW, _FIRST_DOMAIN_ROW + len(criteria.base_domains) - 1),
                place=(_INDEX_ROW, CHART_COLUMN),
                width=384,
                height=110 + 28 * domains,
                decimals=1,
                described="Biểu đồ thanh: chỉ số thành phần của từng lĩnh vực, số liệu ở bảng bên trái.",
            ),
        ),
        beyond=main,
    )


def _top(criteria: CriteriaSet, main: SheetPlan, note: str) -> Iterator[PlanCell]:
    yield _wide(0, CODE, _LAST, Slot(RESULT_TITLE), "title")
    yield _wide(1, CODE, _LAST, Slot(links.WHOSE), "subtitle")
    yield _wide(_LINK_ROW, CODE, TITLE, Fixed(links.to_main_text(main)), "form_link", links.to_main(main))
    yield _wide(
        _LINK_ROW,
        POSSIBLE,
        STATE,
        Fixed(links.TO_GUIDE),
        "form_link",
        Link(links.GUIDE_SHEET, 0, 0, links.TO_GUIDE),
    )
    yield _wide(_NOTE_ROW, CODE, STATE, Fixed(note), "small_note")
    yield _wide(_INDEX_ROW, CODE, TITLE, Fixed("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (%)"), "total_name")
    yield _computed(_INDEX_ROW, POSSIBLE, Input(f":{roles.INDEX}"), "shown_index", "index", last=POINTS)
    yield _computed(
        _INDEX_ROW, COMPONENT, Input(f":{roles.PROGRESS}"), "shown_progress", "result_said", last=STATE
    )
    state = summary_tree(_own(criteria, ""))
    yield _computed(_STATE_ROW, CODE, state, "state", "progress", last=STATE)


def _domains(criteria: CriteriaSet, main: SheetPlan) -> Iterator[PlanCell]:
    for row, domain in enumerate(criteria.domains, start=_FIRST_DOMAIN_ROW):
        code = domain.code
        place = main.by_name[f"{code}:{roles.NAME}"]
        link = Link(main.name, place.row, place.column, f"Đến lĩnh vực {code} trên trang {main.name}")
        # The link is on the code, not on the name, because LibreOffice does not wrap a text that is a link.
        yield PlanCell(row, CODE, Fixed(code), "result_link_centre", link=link)
        yield PlanCell(row, TITLE, Fixed(domain.name), "result_said")
        yield from _section(row, code) if code in criteria.sections else _figures(row, code)
        yield from _progress(row, domain, _own(criteria, code))


def _figures(row: int, code: str) -> Iterator[PlanCell]:
    points, possible = Input(f"{code}:{roles.SELF}"), Input(f"{code}:{roles.COUNTING}")
    yield _computed(row, POSSIBLE, possible, "shown_possible", "result_score", code)
    yield _computed(row, POINTS, points, "shown_points", "points", code)
    yield _computed(row, COMPONENT, ratio_tree(points, possible), "component", "component", code)


def _section(row: int, code: str) -> Iterator[PlanCell]:
    """The figures of a bonus or penalty section: points, but no max points."""
    yield PlanCell(row, POSSIBLE, Fixed("–"), "result_centre")
    yield _computed(row, POINTS, Input(f"{code}:{roles.SELF}"), "shown_points", "points", code)
    yield PlanCell(row, COMPONENT, Fixed("–"), "result_centre")


def _progress(row: int, domain: Criterion, leaves: list[ScoredLine]) -> Iterator[PlanCell]:
    code = domain.code
    if not leaves:
        yield PlanCell(row, ENTERED, Fixed("–"), "result_centre")
        yield PlanCell(row, STATE, Fixed(SURVEY_ONLY), "result_said")
        return
    yield _computed(row, ENTERED, share_tree(leaves), "share_entered", "result_score", code)
    yield _computed(row, STATE, state_tree(leaves), "state", "result_said", code)


def _total(criteria: CriteriaSet, row: int) -> Iterator[PlanCell]:
    own = _own(criteria, "")
    yield PlanCell(row, CODE, Blank(), "total_text")
    label = TOTAL_WITH_SECTIONS if criteria.sections else TOTAL
    yield PlanCell(row, TITLE, Fixed(label), "total_name")
    yield _computed(row, POSSIBLE, Input(f":{roles.COUNTING}"), "shown_possible", "total_max")
    yield _computed(row, POINTS, Input(f":{roles.SELF}"), "shown_points", "total_score")
    yield _computed(row, COMPONENT, Input(f":{roles.INDEX}"), "component", "total_score")
    yield _computed(row, ENTERED, share_tree(own), "share_entered", "total_max")
    yield _computed(row, STATE, state_tree(own), "whole_state", "total_text")


def _to_do(leaves: list[ScoredLine], row: int, main_name: str) -> Iterator[PlanCell]:
    """The first things to do, one sentence per row, and how many more there are. The sentences extend over the
    empty cells beside them, because merged cells would triple the size of the sheet.
    """
    yield _wide(row, CODE, _LAST, Fixed(_DONE_TITLE), "result_heading")
    for number in range(1, LISTED + 1):
        place, nothing = Input(f":place_{number}"), NOTHING_TO_DO if number == 1 else ""
        sentence = sentence_tree(leaves, place, nothing)
        yield _computed(row + number, CODE, sentence, f"to_do_{number}", "to_do")
        yield _computed(row + number, KEY, place_tree(leaves, number), f"place_{number}", "working")
    yield _computed(row + LISTED + 1, CODE, more_tree(leaves, LISTED, main_name), "more", "to_do")


def _leaves(leaves: list[ScoredLine], main: SheetPlan, first: int) -> Iterator[PlanCell]:
    """Every leaf the unit scores itself, with its message from the main sheet."""
    yield _wide(first - 2, CODE, _LAST, Fixed(_TABLE_TITLE), "result_heading")
    yield _heading(CODE, "Mã", first - 1)
    yield _heading(TITLE, "Tiêu chí thành phần", first - 1)
    yield _wide(first - 1, POSSIBLE, STATE, Fixed("Kiểm tra"), "table_heading")
    inputs = {cell.code: cell for cell in reversed(main.inputs)}  # the first of each line
    for offset, leaf in enumerate(leaves):
        row, code = first + offset, leaf.code
        place = inputs[code]
        link = Link(main.name, place.row, place.column, f"Đến dòng nhập số liệu {code}")
        yield PlanCell(row, CODE, Fixed(code), "result_link_centre", roles.SAID_CODE, code, link=link)
        yield PlanCell(row, TITLE, Fixed(leaf.criterion.name), "leaf_name", roles.SAID_NAME, code)
        yield _computed(row, POSSIBLE, Input(f"{code}:{roles.CHECK}"), roles.SAID, "to_do", code)
        yield _computed(row, KEY, key_tree(code, offset + 1), roles.KEY, "working", code)


def _highlights(total_row: int, first_leaf: int, leaves: int) -> tuple[Highlight, ...]:
    state = f"$G{_FIRST_DOMAIN_ROW + 1}"
    said = f"$C{first_leaf + 1}"
    quiet = ",".join(f'{said}<>"{message}"' for message in QUIET)
    unsound = f'=AND({state}<>"{ALL_SOUND}",{state}<>"{SURVEY_ONLY}")'
    return (
        Highlight((_FIRST_DOMAIN_ROW, STATE, total_row, STATE), unsound, "alert_text"),
        Highlight((first_leaf, POSSIBLE, first_leaf + leaves - 1, STATE), f"=AND({quiet})", "alert_text"),
    )


def _own(criteria: CriteriaSet, domain: str) -> list[ScoredLine]:
    """The leaves the unit scores itself: all of them, or those of one domain."""
    leaves = (each for each in criteria.leaves if each.by_unit)
    return [each for each in leaves if not domain or f"{each.code}.".startswith(f"{domain}.")]


def _heading(column: int, text: str, row: int = _HEADING_ROW) -> PlanCell:
    return PlanCell(row, column, Fixed(text), "table_heading")


def _computed(
    row: int, column: int, tree: Expression, role: str, style: str, code: str = "", last: int | None = None
) -> PlanCell:
    corner = None if last is None else (row, last)
    return PlanCell(row, column, Computed(tree, code), style, role, code, last=corner)


def _wide(
    row: int, first: int, last: int, content: Content, style: str, link: Link | None = None
) -> PlanCell:
    return PlanCell(row, first, content, style, last=(row, last), link=link)

"""The result sheet: the index and its parts by domain, what is still missing or wrong, how far the unit is.

All of it is native formulas over the main sheet; nothing is typed here. Source of the index and the
component indices: 1877/QĐ-UBND, III.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.expressions import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    CountBelow,
    CountOf,
    Empty,
    Expression,
    If,
    Input,
    Is,
    IsNumber,
    Item,
    Joined,
    Number,
    Smallest,
    Text,
)
from cchc.core.messages import EMPTY, MISSING, NOT_ARISEN, SOUND
from cchc.core.numbers import ZERO
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
    SheetPlan,
    Slot,
)
from workbook_templates.row_heights import row_heights
from workbook_templates.unit_form import links
from workbook_templates.unit_form.table import ratio_tree

NAME = links.RESULT_SHEET

CODE, TITLE, POSSIBLE, POINTS, COMPONENT, ENTERED, STATE = range(7)
CHART_COLUMN = 8
_CHART_COLUMNS, _LAST = 6, CHART_COLUMN + 5
KEY = _LAST + 1
"""The working column, hidden: on a leaf's row what puts it into the list of things to do, on a row of
that list the place of its leaf."""

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
"""So many things to do are named one by one; the table below has them all."""

_UNFINISHED = Fraction(1000)
"""Added to the places of leaves that are not finished, so that what is wrong comes first. No criteria
set has so many leaves."""

ALL_SOUND = "Đủ, hợp lệ"
NOTHING_TO_DO = "Không còn chỗ nào thiếu hoặc sai."
SURVEY_ONLY = "Chấm bằng điều tra xã hội học"
_DONE_TITLE = "VIỆC CẦN LÀM (chỗ phải sửa trước, chỗ còn thiếu sau)"
_TABLE_TITLE = "THEO DÕI TỪNG TIÊU CHÍ THÀNH PHẦN (bấm vào mã để đến dòng nhập số liệu)"
_CHART_TITLE = "Chỉ số thành phần theo lĩnh vực (%)"


def result_sheet(criteria: CriteriaSet, main: SheetPlan, note: str) -> SheetPlan:
    """The result sheet's plan over the main sheet's; `note` says what the figures still lack."""
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
                rows=(_FIRST_DOMAIN_ROW, last_domain),
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
    yield _wide(0, CODE, _LAST, Fixed(f"KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM NĂM {criteria.header.year}"), "title")
    yield _wide(1, CODE, _LAST, Slot(links.WHOSE), "subtitle")
    yield _wide(_LINK_ROW, CODE, TITLE, Fixed(links.to_main_text(main)), "form_link", links.to_main(main))
    yield _wide(
        _LINK_ROW, POSSIBLE, STATE, Fixed(links.TO_GUIDE), "form_link", Link(links.GUIDE_SHEET, 0, 0, links.TO_GUIDE)
    )
    yield _wide(_NOTE_ROW, CODE, STATE, Fixed(note), "small_note")
    yield _wide(_INDEX_ROW, CODE, TITLE, Fixed("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (%)"), "total_name")
    yield _computed(_INDEX_ROW, POSSIBLE, Input(":index"), "shown_index", "index", last=POINTS)
    yield _computed(_INDEX_ROW, COMPONENT, Input(":progress"), "shown_progress", "result_said", last=STATE)
    every = _keys(_own(criteria, ""))
    both = Joined(
        (
            Text("Còn "),
            Arithmetic("-", CountOf(every), CountBelow(every, _UNFINISHED)),
            Text(" tiêu chí thành phần chưa đủ, "),
            CountBelow(every, _UNFINISHED),
            Text(" chỗ phải sửa."),
        )
    )
    state = If(_some(every), both, Text(NOTHING_TO_DO))
    yield _computed(_STATE_ROW, CODE, state, "state", "progress", last=STATE)


def _domains(criteria: CriteriaSet, main: SheetPlan) -> Iterator[PlanCell]:
    for row, domain in enumerate(criteria.domains, start=_FIRST_DOMAIN_ROW):
        code = domain.code
        place = main.by_name[f"{code}:name"]
        link = Link(main.name, place.row, place.column, f"Đến lĩnh vực {code} trên trang {main.name}")
        # On the code, not on the name: LibreOffice does not break the lines of a text that is a link.
        yield PlanCell(row, CODE, Fixed(code), "result_link_centre", link=link)
        yield PlanCell(row, TITLE, Fixed(domain.name), "result_said")
        yield from _figures(row, code)
        yield from _progress(row, domain, _own(criteria, code))


def _figures(row: int, code: str) -> Iterator[PlanCell]:
    points, possible = Input(f"{code}:self"), Input(f"{code}:counting")
    yield _computed(row, POSSIBLE, possible, "shown_possible", "result_score", code)
    yield _computed(row, POINTS, points, "shown_points", "points", code)
    yield _computed(row, COMPONENT, ratio_tree(points, possible), "component", "component", code)


def _progress(row: int, domain: Criterion, leaves: list[ScoredLine]) -> Iterator[PlanCell]:
    code, keys = domain.code, _keys(leaves)
    if not leaves:
        yield PlanCell(row, ENTERED, Fixed("–"), "result_centre")
        yield PlanCell(row, STATE, Fixed(SURVEY_ONLY), "result_said")
        return
    entered = CountOf(tuple(f"{each.code}:entered" for each in leaves))
    share = Joined((entered, Text(f"/{len(leaves)}")))
    yield _computed(row, ENTERED, share, "share_entered", "result_score", code)
    yield _computed(row, STATE, _state(keys), "state", "result_said", code)


def _total(criteria: CriteriaSet, row: int) -> Iterator[PlanCell]:
    own = _own(criteria, "")
    yield PlanCell(row, CODE, Blank(), "total_text")
    yield PlanCell(row, TITLE, Fixed("TỔNG CỘNG"), "total_name")
    yield _computed(row, POSSIBLE, Input(":counting"), "shown_possible", "total_max")
    yield _computed(row, POINTS, Input(":self"), "shown_points", "total_score")
    yield _computed(row, COMPONENT, Input(":index"), "component", "total_score")
    entered = CountOf(tuple(f"{each.code}:entered" for each in own))
    share = Joined((entered, Text(f"/{len(own)}")))
    yield _computed(row, ENTERED, share, "share_entered", "total_max")
    yield _computed(row, STATE, _state(_keys(own)), "whole_state", "total_text")


def _to_do(leaves: list[ScoredLine], row: int, main_name: str) -> Iterator[PlanCell]:
    """The first things to do, one sentence a line, and how many more there are."""
    keys = _keys(leaves)
    yield _wide(row, CODE, _LAST, Fixed(_DONE_TITLE), "result_heading")
    for number in range(1, LISTED + 1):
        place = Input(f":place_{number}")
        code, name, message = (
            Item(tuple(f"{leaf.code}:{role}" for leaf in leaves), place) for role in _SAID
        )
        sentence = Joined((code, Text(". "), name, Text(": "), message))
        nothing = Text(NOTHING_TO_DO) if number == 1 else Empty()
        yield _computed(
            row + number, CODE, If(IsNumber(place), sentence, nothing), f"to_do_{number}", "to_do", last=_LAST
        )
        yield _computed(row + number, KEY, _place(keys, number), f"place_{number}", "working")
    more = Joined(
        (
            Text("Và còn "),
            Arithmetic("-", CountOf(keys), Number(Fraction(LISTED))),
            Text(f" mục khác: xem bảng dưới đây hoặc cột “Kiểm tra” trên trang “{main_name}”."),
        )
    )
    many = Compare(">", CountOf(keys), Number(Fraction(LISTED)))
    yield _computed(row + LISTED + 1, CODE, If(many, more, Empty()), "more", "to_do", last=_LAST)


_SAID = ("said_code", "said_name", "said")


def _leaves(leaves: list[ScoredLine], main: SheetPlan, first: int) -> Iterator[PlanCell]:
    """Every leaf the unit scores itself, with what the main sheet says of it."""
    yield _wide(first - 2, CODE, _LAST, Fixed(_TABLE_TITLE), "result_heading")
    yield _heading(CODE, "Mã", first - 1)
    yield _heading(TITLE, "Tiêu chí thành phần", first - 1)
    yield _wide(first - 1, POSSIBLE, STATE, Fixed("Kiểm tra"), "table_heading")
    inputs = {cell.code: cell for cell in reversed(main.inputs)}  # the first of each line
    for offset, leaf in enumerate(leaves):
        row, code = first + offset, leaf.code
        place = inputs[code]
        link = Link(main.name, place.row, place.column, f"Đến dòng nhập số liệu của tiêu chí {code}")
        yield PlanCell(row, CODE, Fixed(code), "result_link_centre", "said_code", code, link=link)
        yield PlanCell(row, TITLE, Fixed(leaf.criterion.name), "leaf_name", "said_name", code)
        yield _computed(row, POSSIBLE, Input(f"{code}:check"), "said", "result_said", code, last=STATE)
        yield _computed(row, KEY, _key(code, offset + 1), "key", "working", code)


def _key(code: str, place: int) -> Expression:
    """A number for a leaf that needs something done: its place, behind all others if it is unfinished."""
    said = Input(f"{code}:said")
    unfinished = AnyOf(tuple(Is(said, message) for message in MISSING))
    sound = AnyOf((Is(said, SOUND), Is(said, NOT_ARISEN)))
    wrong = Number(Fraction(place))
    return If(sound, Empty(), If(unfinished, Number(_UNFINISHED + place), wrong))


def _place(keys: tuple[str, ...], number: int) -> Expression:
    """The place of the leaf that is so-and-so-many-th to be seen to, nothing where there are fewer."""
    key = Smallest(keys, Number(Fraction(number)))
    behind = Compare(">", key, Number(_UNFINISHED))
    place = If(behind, Arithmetic("-", key, Number(_UNFINISHED)), key)
    return If(Compare(">=", CountOf(keys), Number(Fraction(number))), place, Empty())


def _state(keys: tuple[str, ...]) -> Expression:
    """What is missing and wrong below a domain, in words."""
    wrong = CountBelow(keys, _UNFINISHED)
    missing = Arithmetic("-", CountOf(keys), wrong)
    nothing_wrong = Compare("=", wrong, Number(ZERO))
    nothing_missing = Compare("=", missing, Number(ZERO))
    unfinished: tuple[Expression, ...] = (Text("Còn "), missing, Text(" chưa đủ"))
    to_mend: tuple[Expression, ...] = (wrong, Text(" phải sửa"))
    return If(
        All((nothing_wrong, nothing_missing)),
        Text(ALL_SOUND),
        If(
            nothing_wrong,
            Joined(unfinished),
            If(nothing_missing, Joined(to_mend), Joined((*unfinished, Text("; "), *to_mend))),
        ),
    )


def _highlights(total_row: int, first_leaf: int, leaves: int) -> tuple[Highlight, ...]:
    state = f"$G{_FIRST_DOMAIN_ROW + 1}"
    said = f"$C{first_leaf + 1}"
    quiet = ",".join(f'{said}<>"{message}"' for message in (EMPTY, SOUND, NOT_ARISEN))
    unsound = f'=AND({state}<>"{ALL_SOUND}",{state}<>"{SURVEY_ONLY}")'
    return (
        Highlight((_FIRST_DOMAIN_ROW, STATE, total_row, STATE), unsound, "alert_text"),
        Highlight((first_leaf, POSSIBLE, first_leaf + leaves - 1, STATE), f"=AND({quiet})", "alert_text"),
    )


def _own(criteria: CriteriaSet, domain: str) -> list[ScoredLine]:
    """The leaves the unit scores itself: all, or those of a domain."""
    leaves = (each for each in criteria.leaves if each.by_unit)
    return [each for each in leaves if not domain or f"{each.code}.".startswith(f"{domain}.")]


def _keys(leaves: list[ScoredLine]) -> tuple[str, ...]:
    return tuple(f"{leaf.code}:key" for leaf in leaves)


def _some(keys: tuple[str, ...]) -> Condition:
    return Compare(">", CountOf(keys), Number(ZERO))


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

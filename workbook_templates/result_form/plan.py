"""The result form of a unit: its Phụ lục with claim, points achieved, points lost and the reasons on every line.

It has no inputs and is not returned, so it carries no identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cchc.core import roles
from cchc.core.expressions import (
    All,
    Arithmetic,
    Compare,
    Empty,
    Expression,
    If,
    Input,
    IsNumber,
    Number,
    Rounded,
)
from cchc.core.numbers import HUNDRED, TAIL_PLACES, ZERO
from cchc.criteria.model import BONUS, PENALTY, CriteriaSet, Criterion
from workbook_templates.cell_plan import Blank, Computed, Content, Fixed, Paper, PlanCell, Rich
from workbook_templates.row_heights import row_heights, text_height
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.sums import capped_sum, sum_of, whole_sum
from workbook_templates.unit_form.main_sheet import MOTTO, NATION
from workbook_templates.words.sentences import rule_sentence, section_sentence

CODE, NAME, MAX, COUNTED, SELF, ACHIEVED, LOST, REMARK = range(8)
HEADINGS = (
    ("STT", 7.5),
    ("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", 50.0),
    ("Điểm tối đa", 8.0),
    ("Điểm tối đa được tính", 9.0),
    ("Điểm tự đánh giá", 9.5),
    ("Điểm đạt được", 9.5),
    ("Điểm mất", 8.5),
    ("Nhận xét, lý do", 62.0),
)
TITLE = "KẾT QUẢ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}"
INDEX = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (%)"
TOTAL = "TỔNG CỘNG"
TOTAL_WITH_SECTIONS = "TỔNG CỘNG (đã cộng điểm thưởng, trừ điểm trừ)"
_ABOUT = (
    "Điểm mất = điểm tối đa được tính − điểm đạt được. Dòng “không tính” không ở trong mẫu số. "
    "Ô trống nghĩa là chưa có điểm, không phải 0 điểm."
)
_HEADING_ROW = 8


@dataclass(frozen=True)
class ResultLine:
    """The result of one line: `counted` max points, points, and the remark with the reasons."""

    counted: Fraction
    self_score: Fraction | None
    achieved: Fraction | None
    remark: str = ""


@dataclass(frozen=True)
class ResultTexts:
    """The texts of one unit's result. `superior` is "" where the authority has no superior; `standing` are
    sentences on index, rank, class and what is provisional.
    """

    superior: str
    authority: str
    unit_name: str
    place: str
    year: int
    standing: tuple[str, ...]


def result_plan(criteria: CriteriaSet, texts: ResultTexts, lines: Mapping[str, ResultLine]) -> WorkbookPlan:
    """The plan of a unit's result form. `lines` has every line of the tree by its code."""
    first = _HEADING_ROW + 1
    sums = first + len(criteria.lines)
    widths = {place: width for place, (_, width) in enumerate(HEADINGS)}
    table = [
        cell
        for offset, line in enumerate(criteria.lines)
        for cell in _line(criteria, line, lines[line.code], first + offset)
    ]
    cells = (
        *_head(criteria, texts),
        *(
            PlanCell(_HEADING_ROW, at, Fixed(text), "table_heading")
            for at, (text, _) in enumerate(HEADINGS)
        ),
        *table,
        *_sums(criteria, sums),
        *_signature(texts, sums + 3),
    )
    across = sum(widths.values())
    standing = text_height("report_note", "\n".join(texts.standing) or "0", across)
    heights = {4: 22.0, 5: 20.0, 6: standing + 6, 7: 18.0, _HEADING_ROW: 48.0, sums: 24.0, sums + 1: 28.0}
    sheet = SheetPlan(
        name=criteria.header.appendix,
        cells=cells,
        widths=widths,
        heights={**heights, **row_heights(table, widths, range(first, sums))},
        freeze=(first, NAME + 1),
        paper=Paper(
            landscape=True,
            repeat_rows=(_HEADING_ROW, _HEADING_ROW),
            area=(0, 0, sums + 8, REMARK),
            footer="&CTrang &P/&N&R{unit_name}",
        ),
        zoom=90,
        filtered=(_HEADING_ROW, 0, sums - 1, REMARK),
    )
    return WorkbookPlan((sheet,))


def _head(criteria: CriteriaSet, texts: ResultTexts) -> Iterator[PlanCell]:
    header = criteria.header
    above = [(texts.superior.upper(), "heading")] if texts.superior else []
    for row, (text, style) in enumerate((*above, (texts.authority.upper(), "heading_bold"))):
        yield _wide(row, 0, NAME, text, style)
    for row, (text, style) in enumerate(((NATION, "heading_bold"), (MOTTO, "heading_motto"))):
        yield _wide(row, MAX, REMARK, text, style)
    yield _wide(2, MAX, REMARK, f"{texts.place}, ngày …… tháng …… năm ………", "heading_italic")
    yield _wide(4, 0, REMARK, TITLE.format(year=texts.year), "title")
    yield _wide(5, 0, REMARK, f"{texts.unit_name} – {header.appendix}", "title")
    yield _wide(6, 0, REMARK, "\n".join(texts.standing), "subtitle")
    yield _wide(7, 0, REMARK, _ABOUT, "small_note")


def _line(criteria: CriteriaSet, line: Criterion, result: ResultLine, row: int) -> Iterator[PlanCell]:
    level = "leaf" if line.is_leaf else ("domain" if line.level == 1 else "criterion")
    score = f"{level}_score"
    children = [child.code for child in criteria.children(line.code)]
    yield PlanCell(row, CODE, Fixed(line.code), f"{level}_code", roles.CODE, line.code)
    yield PlanCell(row, NAME, _name(criteria, line), f"{level}_name", roles.NAME, line.code)
    yield PlanCell(row, MAX, Fixed(line.max_points), f"{level}_max", roles.MAX, line.code)
    counted: Content = Fixed(result.counted) if line.is_leaf else _sum(children, roles.COUNTED)
    yield PlanCell(row, COUNTED, Blank() if line.section else counted, score, roles.COUNTED, line.code)
    for column, role, value in (
        (SELF, roles.SELF, result.self_score),
        (ACHIEVED, roles.ACHIEVED, result.achieved),
    ):
        content = _number(value) if line.is_leaf else _points(criteria, line, children, role)
        yield PlanCell(row, column, content, score, role, line.code)
    lost = _lost(line, children)
    yield PlanCell(row, LOST, Computed(lost, line.code), score, roles.LOST, line.code)
    remark = Fixed(result.remark) if result.remark else Blank()
    yield PlanCell(
        row, REMARK, remark, "leaf_small" if line.is_leaf else f"{level}_text", roles.REMARK, line.code
    )


def _points(criteria: CriteriaSet, line: Criterion, children: Sequence[str], role: str) -> Content:
    """A line's points: the sum of its children's points, capped in a bonus or penalty section."""
    names = [f"{code}:{role}" for code in children]
    if line.code in criteria.sections:
        return Computed(capped_sum(names, line.max_points))
    return Computed(sum_of(names))


def _sum(children: Sequence[str], role: str) -> Content:
    return Computed(sum_of([f"{code}:{role}" for code in children]))


def _lost(line: Criterion, children: Sequence[str]) -> Expression:
    """The points a line has cost the unit: none for a bonus, the points subtracted for a penalty."""
    if line.section == BONUS:
        return Empty()
    achieved = Input(roles.ACHIEVED)
    if line.section == PENALTY:
        return If(IsNumber(achieved), achieved, Empty())
    if not line.is_leaf:
        return sum_of([f"{code}:{roles.LOST}" for code in children])
    less = Rounded(Arithmetic("-", Input(roles.COUNTED), achieved), TAIL_PLACES)
    return If(All((IsNumber(achieved), Compare(">", Input(roles.COUNTED), Number(ZERO)))), less, Empty())


def _sums(criteria: CriteriaSet, row: int) -> Iterator[PlanCell]:
    domains = [line.code for line in criteria.base_domains]
    yield PlanCell(row, CODE, Blank(), "total_text")
    yield PlanCell(row, NAME, Fixed(TOTAL_WITH_SECTIONS if criteria.sections else TOTAL), "total_name")
    yield PlanCell(row, MAX, Fixed(criteria.header.expected.points), "total_max")
    yield PlanCell(row, COUNTED, _sum(domains, roles.COUNTED), "total_score", roles.COUNTED)
    for column, role in ((SELF, roles.SELF), (ACHIEVED, roles.ACHIEVED)):
        tree = whole_sum(criteria, [f"{code}:{role}" for code in domains], role)
        yield PlanCell(row, column, Computed(tree), "total_score", role)
    yield PlanCell(row, LOST, Blank(), "total_text")
    yield PlanCell(row, REMARK, Blank(), "total_text")
    points, possible = Input(f":{roles.ACHIEVED}"), Input(f":{roles.COUNTED}")
    ratio = Rounded(Arithmetic("/", Arithmetic("*", Number(HUNDRED), points), possible), TAIL_PLACES)
    index = If(
        All((IsNumber(points), IsNumber(possible))),
        If(Compare(">", possible, Number(ZERO)), ratio, Empty()),
        Empty(),
    )
    yield PlanCell(row + 1, CODE, Blank(), "total_text")
    yield PlanCell(row + 1, NAME, Fixed(INDEX), "total_name")
    for column in (MAX, COUNTED, SELF, LOST, REMARK):
        yield PlanCell(row + 1, column, Blank(), "total_text")
    yield PlanCell(row + 1, ACHIEVED, Computed(index), "index", roles.INDEX)


def _name(criteria: CriteriaSet, line: Criterion) -> Content:
    scored = criteria.leaf_by_code.get(line.code)
    guide = rule_sentence(scored) if scored else section_sentence(line) if line.level == 1 else ""
    if not guide:
        return Fixed(line.name)
    part = "name_part" if line.is_leaf else "name_bold_part"
    return Rich(((part, line.name), ("guide_part", "\n" + guide)))


def _signature(texts: ResultTexts, row: int) -> Iterator[PlanCell]:
    yield _wide(row, ACHIEVED, REMARK, "TM. HỘI ĐỒNG THẨM ĐỊNH", "signature")
    yield _wide(row + 1, ACHIEVED, REMARK, "(Ký tên, đóng dấu)", "signature_note")


def _number(value: Fraction | None) -> Content:
    return Blank() if value is None else Fixed(value)


def _wide(row: int, first: int, last: int, text: str, style: str) -> PlanCell:
    return PlanCell(row, first, Fixed(text) if text else Blank(), style, last=(row, last))

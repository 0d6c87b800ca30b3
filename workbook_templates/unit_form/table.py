"""The rows of the Phụ lục on the main sheet: one per line of the criteria set, then the sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cchc.core import check_code, roles
from cchc.core.expressions import (
    All,
    Arithmetic,
    Compare,
    CountOf,
    Empty,
    Expression,
    If,
    Input,
    IsNumber,
    Joined,
    Number,
    Rounded,
    SumOf,
    Text,
)
from cchc.core.numbers import HUNDRED, TAIL_PLACES, ZERO
from cchc.criteria.model import CriteriaSet, Criterion, ScoredLine
from cchc.criteria.sources import OWN_SOURCES as COUNTING_SOURCES
from workbook_templates.cell_plan import (
    Blank,
    Computed,
    Content,
    Fixed,
    PlanCell,
    Rich,
    Validation,
    address_of,
)
from workbook_templates.checks import earlier_message_trees, entered_tree, message_tree
from workbook_templates.sums import capped_sum, sum_of, whole_sum
from workbook_templates.unit_form import columns as col
from workbook_templates.unit_form.identity_sheet import Choices
from workbook_templates.unit_form.inputs import choice_validation, count_validation, score_validation
from workbook_templates.words.sentences import (
    measure_sentences,
    printed_note,
    rule_sentence,
    section_sentence,
)

ChoiceLists = Mapping[Choices, str]
"""The defined name of each list of choices."""

TOTAL = "TỔNG CỘNG"
TOTAL_WITH_SECTIONS = "TỔNG CỘNG (đã cộng điểm thưởng, trừ điểm trừ)"


def line_cells(
    criteria: CriteriaSet, line: Criterion, row: int, lists: ChoiceLists, position: int
) -> Iterator[PlanCell]:
    """The cells of one line. `position` counts leaves from 1."""
    level = "leaf" if line.is_leaf else ("domain" if line.level == 1 else "criterion")
    yield PlanCell(row, col.CODE, Fixed(line.code), f"{level}_code", roles.CODE, line.code)
    yield PlanCell(row, col.MAX, Fixed(line.max_points), f"{level}_max", roles.MAX, line.code)
    yield PlanCell(row, col.ACHIEVED, Blank(), f"{level}_score", roles.ACHIEVED, line.code)
    scored = criteria.leaf_by_code.get(line.code)
    if scored is None:
        yield from _parent_cells(criteria, line, row, level)
    elif scored.by_unit:
        yield from _own_leaf_cells(criteria, scored, row, lists, position)
    else:
        yield from _survey_leaf_cells(criteria, scored, row)


def _parent_cells(criteria: CriteriaSet, line: Criterion, row: int, level: str) -> Iterator[PlanCell]:
    children = [child.code for child in criteria.children(line.code)]
    yield PlanCell(row, col.NAME, _parent_name(line), f"{level}_name", roles.NAME, line.code)
    for column in (col.CHOICE, col.DONE, col.TOTAL, col.NOTE, col.REMARK):
        yield _closed(row, column, line.code, f"{level}_text")
    points = self_sum(criteria, children)
    if line.code in criteria.sections:
        points = capped_sum(_self_names(criteria, children), line.max_points)
    yield _computed(row, col.SELF, points, line.code, f"{level}_score")
    yield _computed(row, col.COUNTING, counting_sum(children), line.code, "working")


def _parent_name(line: Criterion) -> Content:
    """The name of a line with children; for a bonus or penalty section followed by its effect on the whole."""
    sentence = section_sentence(line) if line.level == 1 else ""
    return (
        Rich((("name_bold_part", line.name), ("guide_part", "\n" + sentence)))
        if sentence
        else Fixed(line.name)
    )


def _own_leaf_cells(
    criteria: CriteriaSet, scored: ScoredLine, row: int, lists: ChoiceLists, position: int
) -> Iterator[PlanCell]:
    code, leaf = scored.code, scored.leaf
    yield _name_cell(scored, row)
    if scored.choices:
        validation = choice_validation(scored, lists[scored.choices])
        yield _input(row, col.CHOICE, roles.CHOICE, code, "input_choice", validation)
    else:
        yield _closed(row, col.CHOICE, code)
    decimal = leaf.unit in criteria.header.decimal_units
    for figure, column in ((roles.DONE, col.DONE), (roles.TOTAL, col.TOTAL)):
        if figure in scored.figures:
            validation = count_validation(scored, figure, decimal)
            style = "input_amount" if decimal else "input_count"
            yield _input(row, column, figure, code, style, validation)
        else:
            yield _closed(row, column, code)
    yield from _self_score_cells(scored, row)
    note = printed_note(scored, criteria.header)
    yield PlanCell(row, col.NOTE, _text_or_blank(note), "leaf_note", roles.NOTE, code)
    yield _input(row, col.REMARK, roles.REMARK, code, "input_text", None)
    told = (leaf.rule, scored.max_points, leaf.not_applicable, bool(leaf.evidence))
    earlier = tuple(Computed(tree, code) for tree in earlier_message_trees(*told))
    message = Computed(message_tree(*told), code, earlier)
    yield PlanCell(row, col.CHECK, message, "check", roles.CHECK, code)
    yield _computed(row, col.COUNTING, scored.counting_tree(COUNTING_SOURCES), code, "working")
    share = check_code.leaf_share(position, scored.choices, scored.figures)
    yield _computed(row, col.SHARE, share, code, "working")
    yield _computed(row, col.ENTERED, entered_tree(leaf.not_applicable), code, "working")


def _self_score_cells(scored: ScoredLine, row: int) -> Iterator[PlanCell]:
    """The cells of a leaf's self score. A computed score is in the printed column. A score entered by hand is
    typed there; what counts is a working cell that holds it only while it is valid.
    """
    step = scored.leaf.rule.score_step
    if step is not None:
        validation = score_validation(scored, step, address_of(row, col.SELF))
        yield _input(row, col.SELF, roles.SCORE, scored.code, "input_score", validation)
        yield PlanCell(
            row, col.ACCEPTED, Computed(scored.score_tree, scored.code), "working", roles.SELF, scored.code
        )
    else:
        yield _computed(row, col.SELF, scored.score_tree, scored.code, "leaf_score")


def _survey_leaf_cells(criteria: CriteriaSet, scored: ScoredLine, row: int) -> Iterator[PlanCell]:
    code = scored.code
    yield _name_cell(scored, row)
    for column in (col.CHOICE, col.DONE, col.TOTAL, col.SELF, col.REMARK):
        yield _closed(row, column, code, "survey", scored.leaf.source)
    note = printed_note(scored, criteria.header)
    yield PlanCell(row, col.NOTE, Fixed(note), "leaf_note", roles.NOTE, code)
    yield _computed(row, col.COUNTING, Number(ZERO), code, "working")


def _name_cell(scored: ScoredLine, row: int) -> PlanCell:
    guide = " ".join((rule_sentence(scored), *measure_sentences(scored)))
    text = Rich((("name_part", scored.criterion.name), ("guide_part", "\n" + guide)))
    return PlanCell(row, col.NAME, text, "leaf_name", roles.NAME, scored.code)


def total_cells(criteria: CriteriaSet, row: int) -> Iterator[PlanCell]:
    """The sum of the whole form; its cells have the code ""."""
    domains = [line.code for line in criteria.base_domains]
    label = TOTAL_WITH_SECTIONS if criteria.sections else TOTAL
    yield PlanCell(row, col.CODE, Blank(), "total_text", roles.CODE)
    yield PlanCell(row, col.NAME, Fixed(label), "total_name", roles.NAME)
    yield PlanCell(row, col.MAX, Fixed(criteria.header.expected.points), "total_max", roles.MAX)
    for column in (col.CHOICE, col.DONE, col.TOTAL, col.NOTE, col.REMARK):
        yield _closed(row, column, "", "total_text")
    yield _computed(
        row, col.SELF, whole_sum(criteria, _self_names(criteria, domains), roles.SELF), "", "total_score"
    )
    yield PlanCell(row, col.ACHIEVED, Blank(), "total_score", roles.ACHIEVED)
    yield _computed(row, col.COUNTING, counting_sum(domains), "", "working")


def index_tree() -> Expression:
    """The index of the whole form. Source: 1877/QĐ-UBND, III.1.d, its last line."""
    return ratio_tree(Input(f":{roles.SELF}"), Input(f":{roles.COUNTING}"))


def ratio_tree(points: Input, possible: Input) -> Expression:
    """100 × points / counting max points; the empty text without points, or where no max points count.

    Rounded to 12 decimals, so that a binary rounding error cannot change how a half is displayed.
    """
    ratio = Arithmetic("/", Arithmetic("*", Number(HUNDRED), points), possible)
    worth = If(Compare(">", possible, Number(ZERO)), Rounded(ratio, TAIL_PLACES), Empty())
    return If(All((IsNumber(points), IsNumber(possible))), worth, Empty())


def progress_tree(criteria: CriteriaSet) -> Expression:
    """The unit's progress: "Đã nhập xong 12/66 tiêu chí"."""
    names = tuple(f"{scored.code}:{roles.ENTERED}" for scored in criteria.leaves if scored.by_unit)
    tail = Text(f"/{len(names)} tiêu chí tự chấm điểm")
    return Joined((Text("Đã nhập xong "), CountOf(names), tail))


def check_code_tree(criteria: CriteriaSet) -> Expression:
    """The check code from the shares of all leaves the unit scores itself."""
    return check_code.whole(
        tuple(f"{scored.code}:{roles.SHARE}" for scored in criteria.leaves if scored.by_unit)
    )


def self_sum(criteria: CriteriaSet, codes: list[str]) -> Expression:
    """The sum of the self scores below a line; the empty text (not 0) where there are none."""
    return sum_of(_self_names(criteria, codes))


def _self_names(criteria: CriteriaSet, codes: list[str]) -> tuple[str, ...]:
    """The names of the cells that a sum of self scores adds. Lines scored by surveys are left out, so that a
    value somebody forces into them does not count.
    """
    own = {scored.code for scored in criteria.leaves if scored.by_unit}
    return tuple(
        f"{code}:{roles.SELF}"
        for code in codes
        if code in own or any(each.startswith(f"{code}.") for each in own)
    )


def counting_sum(codes: list[str]) -> Expression:
    """The sum of the counting max points below a line."""
    return Rounded(SumOf(tuple(f"{code}:{roles.COUNTING}" for code in codes)), TAIL_PLACES)


def _text_or_blank(text: str) -> Content:
    return Fixed(text) if text else Blank()


def _computed(row: int, column: int, tree: Expression, code: str, style: str) -> PlanCell:
    return PlanCell(row, column, Computed(tree, code), style, col.COLUMNS[column].role, code)


def _closed(row: int, column: int, code: str, style: str = "closed", source: str = "") -> PlanCell:
    """A locked cell that stays empty."""
    return PlanCell(row, column, Blank(), style, col.COLUMNS[column].role, code, source=source)


def _input(
    row: int, column: int, role: str, code: str, style: str, validation: Validation | None
) -> PlanCell:
    return PlanCell(row, column, Blank(), style, role, code, unlocked=True, validation=validation)


def points_of(criteria: CriteriaSet, by_unit: bool) -> Fraction:
    """The max points that the unit scores itself (`by_unit`), or those scored by surveys."""
    points = (each.max_points for each in criteria.leaves if each.by_unit == by_unit and not each.section)
    return sum(points, ZERO)

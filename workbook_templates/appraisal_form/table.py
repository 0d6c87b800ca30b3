"""The rows of an appraisal form: a heading per leaf, below it a row per unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from cchc.appraisal.model import IssuedForm, Opinion, Row, Verdict
from cchc.appraisal.rounds import BY_KEY, Round
from cchc.core import roles
from cchc.core.expressions import Expression
from cchc.core.indices import parent_code
from cchc.core.numbers import plain
from cchc.criteria.model import CriteriaSet, ScoredLine
from workbook_templates.appraisal_form.columns import COLUMNS, AppraisalColumns
from workbook_templates.appraisal_form.inputs import choice_validation, score_validation
from workbook_templates.appraisal_form.trees import (
    EARLIER_NO_NUMBERS,
    NOT_ARISEN,
    entered_tree,
    message_tree,
    references,
    result_tree,
)
from workbook_templates.cell_plan import (
    Blank,
    Computed,
    Content,
    Fixed,
    PlanCell,
    Rich,
    Validation,
    row_key,
)
from workbook_templates.unit_form.identity_sheet import Choices
from workbook_templates.words.sentences import measure_sentences, rule_sentence

CRITERION_ROW = "Tiêu chí"
"""Text in the unit column of a leaf's heading row: with it, people can keep the headings when they filter by unit."""

_LONGEST_REMARK = 2000
"""The most characters of a unit's remark that a form repeats; the returned file has the whole remark."""


class RowTrees(NamedTuple):
    """The expression trees of a row: the score that will be taken, and the message about what is still wrong, now and
    in forms of earlier versions.
    """

    result: Expression
    message: Expression
    earlier_messages: tuple[Expression, ...]


@dataclass(frozen=True)
class Table:
    """The data rows are made from: the form as issued, its criteria set, the defined names of its lists."""

    form: IssuedForm
    criteria: CriteriaSet
    lists: Mapping[Choices, str]
    _made: dict[tuple[object, ...], RowTrees] = field(default_factory=dict)
    _validations: dict[object, Validation] = field(default_factory=dict)

    @property
    def round(self) -> Round:
        return BY_KEY[self.form.round]

    @property
    def columns(self) -> AppraisalColumns:
        return COLUMNS[self.form.round]

    def trees(self, row: Row, scored: ScoredLine) -> RowTrees:
        """The trees of a row. Rows of a leaf share them if their claim and earlier result are of the same kind
        (none, a score, or "Không phát sinh").
        """
        shape = (row.code, *(_shape(verdict) for verdict in (row.claim.verdict, row.previous)))
        if shape not in self._made:
            self._made[shape] = RowTrees(
                result_tree(scored, row, self.round),
                message_tree(scored, row, self.round),
                tuple(message_tree(scored, row, self.round, each) for each in EARLIER_NO_NUMBERS),
            )
        return self._made[shape]

    def choice_validation(self, labels: Choices) -> Validation:
        """The validation of a choice: one object for all rows with the same labels."""
        if labels not in self._validations:
            prompt = "Chọn một mục, hoặc bỏ trống và nhập điểm."
            self._validations[labels] = choice_validation(self.lists[labels], "Ý kiến", prompt)
        return self._validations[labels]

    def score_validation(self, scored: ScoredLine) -> Validation:
        """The validation of a score: one object for all rows of a leaf."""
        if scored.code not in self._validations:
            self._validations[scored.code] = score_validation(scored, self.lists)
        return self._validations[scored.code]


def heading_cells(table: Table, scored: ScoredLine, row: int) -> Iterator[PlanCell]:
    """The heading row of a leaf: its name, how it is scored, which evidence it needs."""
    places = table.columns.places
    yield PlanCell(row, places[roles.LEAF], Fixed(scored.code), "criterion_code", roles.LEAF, scored.code)
    yield PlanCell(row, places[roles.UNIT], Fixed(CRITERION_ROW), "criterion_text", roles.UNIT, scored.code)
    last = (row, table.columns.last_printed)
    name = heading_text(table.criteria, scored)
    yield PlanCell(row, places[roles.NAME], name, "criterion_name", roles.NAME, scored.code, last=last)
    yield PlanCell(row, places[roles.CODE], Fixed(scored.code), "working", roles.CODE, scored.code)


def heading_text(criteria: CriteriaSet, scored: ScoredLine) -> Rich:
    """A leaf's name in full, with the criterion it belongs to."""
    above = criteria.by_code.get(parent_code(scored.code))
    context = f"[{above.code}. {above.name}] " if above and above.level > 1 else ""
    guide = " ".join((rule_sentence(scored), *measure_sentences(scored)))
    if scored.leaf.evidence:
        guide += f" Tài liệu kiểm chứng: {scored.leaf.evidence}."
    points = f" – tối đa {plain(scored.max_points)} điểm"
    return Rich((("name_bold_part", scored.criterion.name + points), ("guide_part", f"\n{context}{guide}")))


def unit_cells(table: Table, row: Row, at: int) -> Iterator[PlanCell]:
    """The row of one unit below a leaf's heading."""
    scored = table.criteria.leaf_by_code[row.code]
    texts = _known(table, row, scored)
    for place, column in enumerate(table.columns.all):
        if column.role in texts:
            content, style = texts[column.role]
            yield _cell(row, at, place, content, style, column.role)
    yield from _own_cells(table, row, scored, at)


def explanation_cells(table: Table, row: Row, at: int) -> Iterator[PlanCell]:
    """The row of one reduced leaf in a unit's explanation form."""
    scored = table.criteria.leaf_by_code[row.code]
    texts = _known(table, row, scored)
    name = Rich((("name_part", scored.criterion.name), ("guide_part", "\n" + rule_sentence(scored))))
    texts |= {roles.NAME: (name, "leaf_name")}
    for place, column in enumerate(table.columns.all):
        if column.role in (roles.EXPLAINED, roles.MORE_EVIDENCE):
            yield _input(row, at, place, "input_text", column.role)
        elif column.role in texts:
            yield _cell(row, at, place, *texts[column.role], column.role)


def _known(table: Table, row: Row, scored: ScoredLine) -> dict[str, tuple[Content, str]]:
    """The locked cells of a row with known content, by role: content and style."""
    claim, explained = row.claim, row.explained
    return {
        roles.LEAF: (Fixed(row.code), "leaf_code"),
        roles.UNIT: (Fixed(row.unit), "leaf_code"),
        roles.NAME: (Fixed(table.form.units.get(row.unit, row.unit)), "leaf_name"),
        roles.MAX: (Fixed(scored.max_points), "leaf_max"),
        roles.CHOICE: (_text(claim.choice), "leaf_text"),
        roles.DONE: (_number(claim.done), "leaf_count"),
        roles.TOTAL: (_number(claim.total), "leaf_count"),
        roles.CLAIM: (_verdict(claim.verdict), "claim_score"),
        roles.EVIDENCE: (_text(claim.remark[:_LONGEST_REMARK]), "leaf_small"),
        roles.FIRST: (_found(row.first), "leaf_score"),
        roles.FIRST_REMARK: (_remarks(row.first), "leaf_small"),
        roles.EXPLAINED: (_text(explained.text if explained else ""), "leaf_small"),
        roles.MORE_EVIDENCE: (_text(explained.evidence if explained else ""), "leaf_small"),
        roles.SECOND: (_found(row.second), "leaf_score"),
        roles.SECOND_REMARK: (_remarks(row.second), "leaf_small"),
        roles.PREVIOUS: (_number(row.previous.score if row.previous else None), "working"),
        roles.CODE: (Fixed(row_key(row.code, row.unit)), "working"),
    }


def _own_cells(table: Table, row: Row, scored: ScoredLine, at: int) -> Iterator[PlanCell]:
    places, round_ = table.columns.places, table.round
    labels = tuple(references(row, round_).values())
    if labels:
        validation = table.choice_validation(labels)
        yield _input(row, at, places[roles.AGREE], "input_choice", roles.AGREE, validation)
    else:
        yield _cell(row, at, places[roles.AGREE], Blank(), "closed", roles.AGREE)
    score = table.score_validation(scored)
    yield _input(row, at, places[roles.SCORE], "input_score", roles.SCORE, score)
    yield _input(row, at, places[roles.REMARK], "input_text", roles.REMARK)
    made = table.trees(row, scored)
    key = row_key(row.code, row.unit)
    earlier = tuple(Computed(tree, key) for tree in made.earlier_messages)
    computed = {
        roles.RESULT: (Computed(made.result, key), "leaf_score"),
        roles.CHECK: (Computed(made.message, key, earlier), "check"),
        roles.ENTERED: (Computed(entered_tree(), key), "working"),
    }
    for role, (content, style) in computed.items():
        yield _cell(row, at, places[role], content, style, role)


def _shape(verdict: Verdict | None) -> str:
    """Which kind of verdict an appraiser can agree with: none, a score, or "Không phát sinh"."""
    if verdict is None:
        return "nothing"
    return "score" if verdict.applicable else "not applicable"


def _cell(row: Row, at: int, place: int, content: Content, style: str, role: str) -> PlanCell:
    return PlanCell(at, place, content, style, role, row.code, unit=row.unit)


def _input(
    row: Row, at: int, place: int, style: str, role: str, validation: Validation | None = None
) -> PlanCell:
    return PlanCell(
        at, place, Blank(), style, role, row.code, unlocked=True, validation=validation, unit=row.unit
    )


def _text(text: str) -> Content:
    return Fixed(text) if text else Blank()


def _number(value: Fraction | None) -> Content:
    return Blank() if value is None else Fixed(value)


def _verdict(verdict: Verdict | None) -> Content:
    if verdict is None:
        return Blank()
    return Fixed(NOT_ARISEN) if verdict.score is None else Fixed(verdict.score)


def _found(opinions: tuple[Opinion, ...]) -> Content:
    """The result of an earlier round: one score where all agencies agree, else each agency's score by name."""
    if len({each.verdict for each in opinions}) == 1:
        return _verdict(opinions[0].verdict)
    shown = (NOT_ARISEN if each.score is None else plain(each.score) for each in opinions)
    return _text("; ".join(f"{each.who}: {text}" for each, text in zip(opinions, shown, strict=True)))


def _remarks(opinions: tuple[Opinion, ...]) -> Content:
    said = [each for each in opinions if each.remark]
    if len(opinions) == 1 and said:
        return Fixed(said[0].remark)
    return _text("\n".join(f"{each.who}: {each.remark}" for each in said))

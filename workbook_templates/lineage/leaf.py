"""The lineage of one leaf: claim, appraisal, decision or survey, each with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc.core import roles
from cchc.core.numbers import plain
from cchc.criteria.model import BONUS, PENALTY, ScoredLine
from cchc.findings.finding import Finding
from cchc.language import Words
from cchc.results.lineage import CLAIM, DECISION, FIRST_APPRAISAL, SURVEY, Detail, LeafLineage, Step
from cchc.results.model import UnitResult
from cchc.returns.scorebook import LeafScores
from cchc.returns.unit_form import UnitReceipt
from cchc.survey.model import NOT_SURVEYED
from workbook_templates.cell_plan import address_of
from workbook_templates.unit_form.plan import main_sheet_of, unit_form_plan
from workbook_templates.words.arithmetic import claim_text, survey_text
from workbook_templates.words.figures import figure_text
from workbook_templates.words.sentences import rule_sentence
from workbook_templates.words.sources import source_note

_CLAIMED = Words("Đơn vị tự đánh giá", "Claimed by the unit")
_FIRST = Words("Thẩm định lần 1", "First appraisal")
_DECIDED = Words("Kết quả thẩm định", "Decided by appraisal")
_BY_SURVEY = Words("Điều tra xã hội học", "Survey")
_ROLES = {
    roles.CHOICE: Words("Lựa chọn", "Choice"),
    roles.DONE: Words("Thực hiện", "Done"),
    roles.TOTAL: Words("Tổng số", "Total"),
    roles.SCORE: Words("Điểm tự ghi", "Score entered"),
    roles.REMARK: Words("Giải trình, tài liệu kiểm chứng", "Explanation and evidence"),
}
_FIGURE = Words("Kết quả", "Result")
_NOTE = Words("Ghi chú", "Note")
_NO_RETURN = Words("Chưa có phiếu được nhận", "No form has been accepted")
_NO_FIGURE = Words("Chưa có kết quả điều tra", "No survey result has been imported")

_OUT = Words("không áp dụng, không tính vào điểm tối đa", "does not apply: out of the max points")
_NOT_HELD = Words("đợt này không tổ chức điều tra", "no survey is held in this campaign")
_WAITING = Words(
    "chưa tính: khối chưa đủ điểm điều tra của nguồn này",
    "does not count yet: its block's survey of this source is not whole",
)
_MOVES = {
    BONUS: Words(
        "điểm thưởng: cộng vào tổng điểm, không tính vào điểm tối đa",
        "a bonus: added to the whole, not among the max points",
    ),
    PENALTY: Words(
        "điểm trừ: trừ vào tổng điểm, không tính vào điểm tối đa",
        "a penalty: taken from the whole, not among the max points",
    ),
}
_COUNTS = Words("tính vào điểm tối đa: {points}", "counts with max points {points}")


@dataclass(frozen=True)
class LeafContext:
    """The data from which the lineage of a unit's leaves is made."""

    result: UnitResult
    receipt: UnitReceipt | None
    year: int
    survey_held: bool
    findings: Mapping[str, Sequence[Finding]]
    opinions: Mapping[str, Sequence[Step]]


def leaf_lineage(scored: ScoredLine, context: LeafContext) -> LeafLineage:
    """The lineage of one leaf: its steps, state and findings."""
    row = context.result.scores.rows[scored.code]
    steps = _own_steps(scored, row, context) if scored.by_unit else _survey_steps(scored, row, context)
    leaf = scored.leaf
    return LeafLineage(
        source=leaf.source,
        source_note=source_note(leaf.source, context.result.criteria.header),
        rule=leaf.rule_text,
        sentence=rule_sentence(scored),
        clause=leaf.clause,
        evidence=leaf.evidence,
        steps=tuple(steps),
        standing=_standing(scored, row, context),
        counts=context.result.nodes[scored.code].possible > 0,
        findings=tuple(context.findings.get(scored.code, ())),
    )


def deciding_text(leaf: LeafLineage) -> str:
    """The arithmetic that gave a leaf its points: the text of its last step with points, else of its last step."""
    with_points = [step for step in leaf.steps if step.points is not None]
    steps = with_points or list(leaf.steps)
    return steps[-1].text if steps else ""


def _own_steps(scored: ScoredLine, row: LeafScores, context: LeafContext) -> Iterator[Step]:
    yield _claim(scored, row, context)
    yield from context.opinions.get(scored.code, ())
    yield from appraisal_steps(row)


def appraisal_steps(row: LeafScores) -> Iterator[Step]:
    """The steps of the appraisal that set a leaf's points, in the order of the rounds."""
    for kind, words, points in (
        (FIRST_APPRAISAL, _FIRST, row.first_appraisal),
        (DECISION, _DECIDED, row.decided),
    ):
        if points is not None:
            yield Step(kind, words.written(), points, f"{words.written()}: {figure_text(points)}")


def _claim(scored: ScoredLine, row: LeafScores, context: LeafContext) -> Step:
    claim, receipt = row.claim, context.receipt
    if receipt is None or receipt.reading is None:
        return Step(CLAIM, _CLAIMED.written(), None, _NO_RETURN.written())
    sheet = main_sheet_of(unit_form_plan(context.result.criteria))
    rows = receipt.reading.rows

    def detail(role: str, value: str) -> Detail:
        cell = sheet.by_name[f"{scored.code}:{role}"]
        return Detail(
            role, _label(scored, role), value, address_of(rows.get(cell.row, cell.row), cell.column)
        )

    details = [
        detail(role, value if isinstance(value, str) else plain(value))
        for role, value in claim.figures.items()
    ]
    if claim.remark:
        details.append(detail(roles.REMARK, claim.remark))
    text = claim_text(scored, claim)
    return Step(
        CLAIM,
        _CLAIMED.written(),
        claim.self_score,
        text,
        tuple(details),
        receipt.file,
        receipt.sha256,
        sheet.name,
    )


def _label(scored: ScoredLine, role: str) -> str:
    measure = {roles.DONE: scored.leaf.measure_done, roles.TOTAL: scored.leaf.measure_total}.get(role, "")
    label = _ROLES[role].written()
    unit = f" ({scored.leaf.unit})" if scored.leaf.unit else ""
    return f"{label}: {measure}{unit}" if measure else label


def _survey_steps(scored: ScoredLine, row: LeafScores, context: LeafContext) -> Iterator[Step]:
    figure = row.survey_figure
    if figure is None:
        yield Step(SURVEY, _BY_SURVEY.written(), None, _NO_FIGURE.written())
        return
    value = NOT_SURVEYED if figure.figure is None else plain(figure.figure)
    details = [Detail("figure", _FIGURE.written(), value, figure.cell)]
    if figure.note:
        details.append(Detail("note", _NOTE.written(), figure.note))
    yield Step(
        SURVEY,
        _BY_SURVEY.written(),
        row.survey,
        survey_text(scored, figure, row.survey, context.year),
        tuple(details),
        figure.file,
        figure.sha256,
        figure.sheet,
        figure.year,
    )


def _standing(scored: ScoredLine, row: LeafScores, context: LeafContext) -> str:
    """Why a leaf's max points count, or do not count, in the denominator."""
    if not row.applicable:
        return _OUT.written()
    if scored.section in _MOVES:
        return _MOVES[scored.section].written()
    if scored.leaf.source not in context.result.sources:
        return (_WAITING if context.survey_held else _NOT_HELD).written()
    return _COUNTS.written(points=plain(scored.max_points))

"""The texts of a unit's result form: its standing, and a remark on every line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cchc.core.numbers import plain, shown
from cchc.criteria.model import ScoredLine
from cchc.language import Words
from cchc.results.consolidation import Consolidation
from cchc.results.lineage import Step
from cchc.results.model import UnitResult
from workbook_templates.result_form.plan import ResultLine, ResultTexts
from workbook_templates.words.arithmetic import survey_text
from workbook_templates.words.sources import source_note

_STANDING = Words(
    "Chỉ số {index}%: {points} điểm trên {possible} điểm được tính.",
    "Index {index}%: {points} points of {possible} counted.",
)
_RANKED = Words("Xếp hạng {rank}/{of} của khối {block}.", "Rank {rank} of {of} in the block {block}.")
_SPECIAL = Words("Đơn vị đặc thù, không xếp hạng chung.", "A special unit, not ranked with the others.")
_CLASSED = Words("Xếp loại {name}.", "Class {name}.")
_PROVISIONAL = Words("Số liệu {reasons}.", "Figures are {reasons}.")
_AGREED = Words("Thống nhất với điểm tự đánh giá.", "As claimed.")
_LOWERED = Words("Giảm {points} điểm so với tự đánh giá.", "{points} points less than claimed.")
_RAISED = Words("Tăng {points} điểm so với tự đánh giá.", "{points} points more than claimed.")
_NOT_CLAIMED = Words("Đơn vị không chấm điểm.", "Not claimed by the unit.")
_ABSENT = Words("Không phát sinh, không tính vào điểm tối đa.", "Not applicable: out of the max points.")
_WAITING = Words("Chưa có kết quả điều tra.", "No survey result yet.")
_NOT_HELD = Words("Đợt này không tổ chức điều tra.", "No survey is held in this campaign.")
_COMPONENT = Words("Chỉ số thành phần {index}%.", "Component index {index}%.")


def result_lines(
    done: Consolidation, result: UnitResult, opinions: Mapping[str, Sequence[Step]]
) -> dict[str, ResultLine]:
    """The result of every line of a unit's tree, by code."""
    decimals = done.opened.campaign.ranking.decimals
    lines = {}
    for line in result.criteria.lines:
        node, scored = result.nodes[line.code], result.criteria.leaf_by_code.get(line.code)
        if scored is None:
            remark = _COMPONENT.written(index=shown(node.index, decimals)) if node.index is not None else ""
        elif scored.by_unit:
            remark = _own_remark(result, scored, opinions.get(line.code, ()))
        else:
            remark = _survey_remark(done, result, scored)
        lines[line.code] = ResultLine(node.possible, node.self_score, node.achieved, remark)
    return lines


def _own_remark(result: UnitResult, scored: ScoredLine, opinions: Sequence[Step]) -> str:
    """How the claim was changed, then the opinions. They are left out where a single opinion left the claim
    unchanged.
    """
    row = result.scores.rows[scored.code]
    if not row.applicable:
        return _ABSENT.written()
    claimed, final = row.claim.self_score, row.final
    said = [_change(row.claim.applicable, claimed, final)]
    if claimed is None or claimed != final or len(opinions) > 1:
        said += [step.text for step in opinions]
    return "\n".join(said)


def _change(applicable: bool, claimed: Fraction | None, final: Fraction | None) -> str:
    if claimed is None or final is None:
        return _NOT_CLAIMED.written() if applicable else ""
    if claimed == final:
        return _AGREED.written()
    words = _LOWERED if final < claimed else _RAISED
    return words.written(points=shown(abs(final - claimed), 2))


def _survey_remark(done: Consolidation, result: UnitResult, scored: ScoredLine) -> str:
    campaign = done.opened.campaign
    row = result.scores.rows[scored.code]
    if row.survey_figure is None:
        survey = (_WAITING if campaign.survey_held else _NOT_HELD).written()
    else:
        survey = survey_text(scored, row.survey_figure, row.survey, campaign.year) + "."
    return f"{source_note(scored.leaf.source, result.criteria.header)}. {survey}"


def result_texts(done: Consolidation, result: UnitResult) -> ResultTexts:
    """The texts of a unit's result form."""
    campaign = done.opened.campaign
    authority = campaign.authority_by_code[result.unit.authority]
    whole, decimals = result.whole, campaign.ranking.decimals
    standing = [
        _STANDING.written(
            index=shown(result.index, decimals),
            points=shown(whole.achieved, 2),
            possible=plain(whole.possible),
        )
    ]
    if result.rank is not None:
        block = next(each for each in campaign.blocks if each.code == result.unit.block)
        of = sum(1 for each in done.results.block(block.code) if each.rank is not None)
        standing.append(_RANKED.written(rank=result.rank, of=of, block=block.name))
    elif result.unit.special:
        standing.append(_SPECIAL.written())
    if result.class_name:
        standing.append(_CLASSED.written(name=result.class_name))
    reasons = "; ".join(words.written() for words in done.results.provisional_of([result]))
    lines = [" ".join(standing), *([_PROVISIONAL.written(reasons=reasons)] if reasons else [])]
    return ResultTexts(
        superior=authority.superior_printed,
        authority=authority.name,
        unit_name=result.unit.name,
        place=authority.place,
        year=campaign.year,
        standing=tuple(lines),
    )

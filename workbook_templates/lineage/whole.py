"""Makes the lineage of a unit from a consolidation."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cchc.campaign.lookup import unit_named
from cchc.campaign.model import Unit
from cchc.core.numbers import shown
from cchc.criteria.model import CriteriaSet
from cchc.errors import CchcError
from cchc.findings.finding import Finding
from cchc.language import Words
from cchc.names import known_codes
from cchc.results.consolidation import Consolidation
from cchc.results.lineage import Lineage, Node
from cchc.results.model import Results, UnitResult
from cchc.returns.unit_form import UnitReceipt
from workbook_templates.lineage.leaf import LeafContext, deciding_text, leaf_lineage
from workbook_templates.lineage.opinions import opinions_of
from workbook_templates.words.arithmetic import index_text, sum_text
from workbook_templates.words.sources import source_note

_NO_CODE = Words(
    "Bộ tiêu chí của đơn vị không có mã “{code}”. Các mã: {known}.",
    "The unit's criteria set has no code “{code}”. Codes: {known}.",
)
_WHOLE = Words("Chỉ số cải cách hành chính", "PAR index")
_RANKED = Words(
    "Hạng {rank} trên {of} đơn vị của khối “{block}”.", "Rank {rank} of {of} in the block “{block}”."
)
_NOT_RANKED = Words("Không xếp hạng ({why}).", "Not ranked ({why}).")
_SPECIAL = Words("đơn vị đặc thù", "special unit")
_NO_FIGURES = Words("chưa có số liệu của đơn vị", "no figures of its own")
_CLASSED = Words("Xếp loại {name} theo chỉ số {index}%.", "Class {name} by the index {index}%.")
_STANDS_IN = Words(
    "{source}: dùng kết quả năm {year}, năm {due} chưa có.",
    "{source}: {year} stands in, none of {due} yet.",
)


def lineage_of(done: Consolidation, unit_code: str, code: str = "") -> Lineage:
    """The lineage of a unit's figures: of the whole (`code` ""), or of one line and all lines below it.

    Raises CchcError (unknown unit or code, damaged record of the appraisal).
    """
    campaign = done.opened.campaign
    unit = unit_named(campaign, unit_code)
    result = next(each for each in done.results.units if each.unit.code == unit.code)
    if code and code not in result.criteria.by_code:
        raise CchcError(_NO_CODE, code=code, known=known_codes(result.criteria.by_code))
    receipt = _receipt(done, unit)
    own = [each for each in done.findings if each.unit_code == unit.code]
    opinions = opinions_of(done.opened, result.scores)
    context = LeafContext(result, receipt, campaign.year, campaign.survey_held, _by_leaf(own), opinions)
    decimals = campaign.ranking.decimals
    return Lineage(
        result=result,
        node=_node(code, context, decimals),
        decimals=decimals,
        provisional=done.results.provisional_of([result]),
        remarks=_remarks(done.results, result),
        file=receipt.file if receipt else "",
        sha256=receipt.sha256 if receipt else "",
        findings=[each for each in own if not each.criterion_code],
    )


def _receipt(done: Consolidation, unit: Unit) -> UnitReceipt | None:
    """The receipt of the return that counts for a unit, None where there is none."""
    return next((each for each in done.receipts if each.unit_code == unit.code and each.counts), None)


def _by_leaf(findings: list[Finding]) -> Mapping[str, list[Finding]]:
    by_leaf: dict[str, list[Finding]] = {}
    for each in findings:
        if each.criterion_code:
            by_leaf.setdefault(each.criterion_code, []).append(each)
    return by_leaf


def _node(code: str, context: LeafContext, decimals: int) -> Node:
    result = context.result
    figures, criteria = result.nodes[code], result.criteria
    line = criteria.by_code.get(code)
    index = result.index if not code else figures.index
    children = tuple(_node(child.code, context, decimals) for child in criteria.children(code))
    scored = criteria.leaf_by_code.get(code)
    leaf = leaf_lineage(scored, context) if scored else None
    return Node(
        code=code,
        name=line.name if line else _WHOLE.written(),
        level=line.level if line else 0,
        max_points=figures.max_points,
        possible=figures.possible,
        achieved=figures.achieved,
        index=index,
        text=deciding_text(leaf) if leaf else _sum(criteria, code, children, figures.achieved),
        possible_text="" if leaf else _possible(criteria, children, figures.possible),
        index_text="" if leaf else index_text(figures.achieved, figures.possible, index, decimals),
        leaf=leaf,
        children=children,
    )


def _sum(criteria: CriteriaSet, code: str, children: tuple[Node, ...], result: Fraction | None) -> str:
    """The sum of a line's points in words. A section's sum ends at its cap; the whole subtracts penalties."""
    sections = criteria.sections
    parts = [
        each.achieved * (sections[each.code].sign if each.code in sections else 1)
        for each in children
        if each.achieved is not None
    ]
    cap = sections[code].cap if code in sections else None
    return sum_text(parts, result, cap)


def _possible(criteria: CriteriaSet, children: tuple[Node, ...], result: Fraction) -> str:
    """The sum of the max points that count, in words; bonus and penalty sections have none."""
    return sum_text((each.possible for each in children if each.code not in criteria.sections), result)


def _remarks(results: Results, result: UnitResult) -> list[str]:
    campaign = results.campaign
    due = campaign.year
    said = [
        _STANDS_IN.written(source=source_note(source, result.criteria.header), year=year, due=due)
        for source, year in sorted(result.stand_ins(due).items())
    ]
    block = next(each for each in campaign.blocks if each.code == result.unit.block)
    if result.rank is None:
        said.append(_NOT_RANKED.written(why=(_SPECIAL if result.unit.special else _NO_FIGURES).written()))
    else:
        ranked = sum(1 for each in results.block(block.code) if each.rank is not None)
        said.append(_RANKED.written(rank=result.rank, of=ranked, block=block.name))
    if result.class_name:
        said.append(
            _CLASSED.written(name=result.class_name, index=shown(result.index, campaign.ranking.decimals))
        )
    return said

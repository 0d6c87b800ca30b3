"""A lineage as data for other programs. Figures are exact ("10/7") and decimal ("1.42857142857"); None
means no score.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cchc.core.numbers import machine_text
from cchc.findings.rendering import as_record as finding_record
from cchc.results.lineage import LeafLineage, Lineage, Node, Step

Record = dict[str, Any]


def as_record(lineage: Lineage) -> Record:
    """The whole lineage as plain data, ready for JSON."""
    result = lineage.result
    unit, header = result.unit, result.criteria.header
    return {
        "language": "vi",
        "unit": {
            "code": unit.code,
            "name": unit.name,
            "type": unit.unit_type,
            "authority": unit.authority,
            "block": unit.block,
            "status": list(result.status),
            "received": result.scores.received.isoformat() if result.scores.received else None,
            "file": lineage.file or None,
            "sha256": lineage.sha256 or None,
        },
        "criteria_set": {
            "id": header.id,
            "version": header.version,
            "title": header.title,
            "decision": header.decision,
            "sha256": result.criteria.fingerprint,
        },
        "index": _figure(result.index),
        "rank": result.rank,
        "class": result.class_name,
        "sources": sorted(result.sources),
        "provisional": [words.written() for words in lineage.provisional],
        "remarks": list(lineage.remarks),
        "findings": [finding_record(each) for each in lineage.findings],
        "node": _node(lineage.node),
    }


def _node(node: Node) -> Record:
    record: Record = {
        "code": node.code,
        "name": node.name,
        "level": node.level,
        "max_points": _figure(node.max_points),
        "possible": _figure(node.possible),
        "achieved": _figure(node.achieved),
        "arithmetic": node.text,
    }
    if node.leaf is not None:
        return {**record, **_leaf(node.leaf)}
    return {
        **record,
        "possible_arithmetic": node.possible_text,
        "index": _figure(node.index),
        "index_arithmetic": node.index_text,
        "children": [_node(child) for child in node.children],
    }


def _leaf(leaf: LeafLineage) -> Record:
    return {
        "source": leaf.source,
        "rule": {"notation": leaf.rule, "sentence": leaf.sentence, "clause": leaf.clause or None},
        "evidence_needed": leaf.evidence or None,
        "counts": leaf.counts,
        "standing": leaf.standing,
        "steps": [_step(step) for step in leaf.steps],
        "findings": [finding_record(each) for each in leaf.findings],
    }


def _step(step: Step) -> Record:
    return {
        "kind": step.kind,
        "points": _figure(step.points),
        "arithmetic": step.text,
        "year": step.year,
        "file": step.file or None,
        "sha256": step.sha256 or None,
        "sheet": step.sheet or None,
        "details": [
            {"key": each.key, "label": each.label, "value": each.value, "cell": each.cell or None}
            for each in step.details
        ],
    }


def _figure(value: Fraction | None) -> Record | None:
    return None if value is None else {"exact": str(value), "decimal": machine_text(value)}

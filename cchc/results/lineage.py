"""The lineage of a unit's figures as a tree: the whole, domains, criteria, leaves and their steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cchc.findings.finding import Finding
from cchc.language import Words
from cchc.results.model import UnitResult

CLAIM, OPINION, FIRST_APPRAISAL, DECISION, SURVEY = (
    "claim",
    "opinion",
    "first_appraisal",
    "decision",
    "survey",
)


@dataclass(frozen=True)
class Detail:
    """One thing a step rests on: what it is, what it says, and where it stands (sheet and cell)."""

    key: str
    label: str
    value: str
    cell: str = ""


@dataclass(frozen=True)
class Step:
    """One step on the way of a leaf from claim to decision. `points` are None where it gives none.

    `text` is its arithmetic; `file`, `sha256` and `sheet` are where its details were read.
    """

    kind: str
    title: str
    points: Fraction | None
    text: str
    details: tuple[Detail, ...] = ()
    file: str = ""
    sha256: str = ""
    sheet: str = ""
    year: int | None = None


@dataclass(frozen=True)
class LeafLineage:
    """How a leaf is scored, what was done with it, and why it counts or not (`standing`)."""

    source: str
    source_note: str
    rule: str
    sentence: str
    clause: str
    evidence: str
    steps: tuple[Step, ...]
    standing: str
    counts: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Node:
    """One line of the tree; code "" is the whole. Of a line with children `text` adds up their points,
    `possible_text` their counting max points; of a leaf `text` says what gave its points.
    """

    code: str
    name: str
    level: int
    max_points: Fraction
    possible: Fraction
    achieved: Fraction | None
    index: Fraction | None
    text: str
    possible_text: str = ""
    index_text: str = ""
    leaf: LeafLineage | None = None
    children: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Lineage:
    """The lineage of one unit, from `node` downwards. `remarks` say what figures are provisional for, which surveys
    stand in, how the unit was ranked and classed.
    """

    result: UnitResult
    node: Node
    decimals: int
    provisional: Sequence[Words]
    remarks: Sequence[str]
    file: str = ""
    sha256: str = ""
    findings: Sequence[Finding] = ()

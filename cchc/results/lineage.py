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
    """One fact that a step is based on: its key, label and value, and its cell."""

    key: str
    label: str
    value: str
    cell: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a leaf from claim to decision. `points` is None where it gives none. `text` is its
    arithmetic; `file`, `sha256` and `sheet` are where its details were read.
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
    """How a leaf is scored, the steps of its scoring, and why it counts or not (`standing`)."""

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
    """One line of the tree; code "" is the whole. For a line with children `text` is the sum of their
    points and `possible_text` the sum of their counting max points; for a leaf `text` says where its points
    come from.
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
    """The explanation of one unit's figures, from `node` downwards. `remarks` say which surveys of an
    earlier year are used and how the unit was ranked and classed; `provisional` why figures are
    provisional.
    """

    result: UnitResult
    node: Node
    decimals: int
    provisional: Sequence[Words]
    remarks: Sequence[str]
    file: str = ""
    sha256: str = ""
    findings: Sequence[Finding] = ()

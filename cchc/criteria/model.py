"""A criteria set as read from its declaration: a header and a tree of lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from cchc.core.evaluation import evaluate
from cchc.core.expressions import Expression, Number, Value
from cchc.core.indices import Section, Tree
from cchc.core.numbers import ZERO
from cchc.core.rules.base import Rule
from cchc.criteria.scoring import choices, counting_tree, self_score_tree
from cchc.criteria.sources import BY_KEY, Source

EXCLUDE = "exclude"
FULL = "full"

BASE = ""
BONUS = "bonus"
PENALTY = "penalty"
SECTIONS = (BASE, BONUS, PENALTY)
_SIGNS = {BONUS: 1, PENALTY: -1}


@dataclass(frozen=True)
class Leaf:
    """The part of a line that only leaves have: where its points come from (`source` is a key of `sources`)
    and how they are computed.

    `measure_done` and `measure_total` name the two counts, `unit` the unit they are counted in.
    `not_applicable` is "", "exclude" or "full". `evidence` names the documents a claim needs; "" where it
    needs none.
    """

    source: str
    rule: Rule
    rule_text: str
    measure_done: str = ""
    measure_total: str = ""
    unit: str = ""
    not_applicable: str = ""
    evidence: str = ""
    agency: str = ""
    note: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Criterion:
    """One line of the Phụ lục: a domain (level 1), criterion (2) or sub-criterion (3).

    A line without children is a leaf, on any level, and has `leaf`. `line` is its line in the declaration.
    `section` is that of its domain. In a bonus or penalty section the `max_points` of the domain are its
    cap, and none of its lines adds to the possible points.
    """

    code: str
    name: str
    max_points: Fraction
    line: int = 0
    leaf: Leaf | None = None
    section: str = BASE

    @property
    def level(self) -> int:
        return self.code.count(".") + 1

    @property
    def is_leaf(self) -> bool:
        return self.leaf is not None


@dataclass(frozen=True)
class ScoredLine:
    """A leaf with its line: the data needed to score one leaf."""

    criterion: Criterion
    leaf: Leaf

    @property
    def code(self) -> str:
        return self.criterion.code

    @property
    def max_points(self) -> Fraction:
        return self.criterion.max_points

    @property
    def section(self) -> str:
        """BASE, BONUS or PENALTY."""
        return self.criterion.section

    @property
    def by_unit(self) -> bool:
        """Whether the unit scores the leaf itself."""
        return self.source.by_unit

    @property
    def source(self) -> Source:
        """The source of its points."""
        return BY_KEY[self.leaf.source]

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The number cells the unit fills, out of `done`, `total`, `score`."""
        return self.leaf.rule.figures if self.by_unit else ()

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The labels of its choice cell, empty where there is none."""
        return choices(self.leaf.rule, self.leaf.not_applicable) if self.by_unit else ()

    @cached_property
    def score_tree(self) -> Expression:
        return self_score_tree(self.leaf.rule, self.max_points, self.leaf.not_applicable)

    def counting_tree(self, sources: frozenset[str]) -> Expression:
        """What the leaf adds to the denominator when `sources` take part; 0 in a bonus or penalty section."""
        if self.section:
            return Number(ZERO)
        return counting_tree(self.max_points, self.leaf.not_applicable, self.leaf.source in sources)

    def self_score(self, figures: Mapping[str, Value]) -> Fraction | None:
        """The exact self score for the figures entered (`choice`, `done`, `total`, `score`); None while
        they are incomplete or invalid.
        """
        value = evaluate(self.score_tree, figures.get)
        return value if isinstance(value, Fraction) else None


@dataclass(frozen=True)
class Expected:
    """The figures of the whole set that the decision states; a set that differs is refused when it is
    loaded.
    """

    counts: tuple[int, ...]
    points: Fraction
    split: Mapping[str, Fraction]
    by_domain: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Header:
    """The data of a whole set. `year` is the year judged, `agencies` maps agency codes to names.
    `remarks_by` names the body that gives the points of leaves whose source is remarks, "" for the
    district's departments.
    """

    id: str
    title: str
    appendix: str
    decision: str
    decision_date: date
    issuer: str
    version: str
    year: int
    unit_type: str
    expected: Expected
    agencies: Mapping[str, str]
    decimal_units: frozenset[str] = frozenset()
    remarks_by: str = ""


@dataclass(frozen=True)
class CriteriaSet:
    """A checked criteria set. `lines` are in the order of the Phụ lục, parents before children;
    `fingerprint` is the SHA-256 of the declaration.
    """

    header: Header
    lines: tuple[Criterion, ...]
    fingerprint: str

    @cached_property
    def by_code(self) -> dict[str, Criterion]:
        return {line.code: line for line in self.lines}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(line.code for line in self.lines)

    @cached_property
    def leaves(self) -> tuple[ScoredLine, ...]:
        return tuple(ScoredLine(line, line.leaf) for line in self.lines if line.leaf is not None)

    @cached_property
    def own_leaves(self) -> tuple[bool, ...]:
        """For every leaf, in order, whether the unit scores it itself."""
        return tuple(scored.by_unit for scored in self.leaves)

    @cached_property
    def leaf_by_code(self) -> dict[str, ScoredLine]:
        return {scored.code: scored for scored in self.leaves}

    @cached_property
    def domains(self) -> tuple[Criterion, ...]:
        """All lines of level 1, including bonus and penalty sections."""
        return tuple(line for line in self.lines if line.level == 1)

    @cached_property
    def base_domains(self) -> tuple[Criterion, ...]:
        """The domains whose points count as possible points."""
        return tuple(line for line in self.domains if line.section == BASE)

    @cached_property
    def section_domains(self) -> tuple[Criterion, ...]:
        """The bonus and penalty sections."""
        return tuple(line for line in self.domains if line.section != BASE)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The effect of every bonus and penalty section on the whole, by its code."""
        return {line.code: Section(_SIGNS[line.section], line.max_points) for line in self.section_domains}

    def rolled_up(self, leaf_values: Mapping[str, Fraction | None]) -> dict[str, Fraction | None]:
        """The value of every line from the values of the leaves. "" is the whole; each section is at most
        its cap.
        """
        return self.tree.rolled_up(leaf_values)

    @cached_property
    def tree(self) -> Tree:
        """The codes prepared for sums."""
        return Tree(self.codes, self.sections)

    @cached_property
    def sources(self) -> frozenset[str]:
        return frozenset(scored.leaf.source for scored in self.leaves)

    def children(self, code: str) -> tuple[Criterion, ...]:
        """The lines directly below a line ("" for the domains)."""
        return self._children.get(code, ())

    @cached_property
    def _children(self) -> dict[str, tuple[Criterion, ...]]:
        below: dict[str, list[Criterion]] = {}
        for line in self.lines:
            below.setdefault(line.code.rpartition(".")[0], []).append(line)
        return {code: tuple(lines) for code, lines in below.items()}

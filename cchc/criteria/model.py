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
    """What only a scored line has: where its points come from (`source` is a key of `sources`) and how they are
    found.

    `measure_done` and `measure_total` say what the two counts are, `unit` of what. `not_applicable`
    is "", "exclude" or "full". `evidence` names the documents a claim needs; "" needs none.
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

    A line without children is a leaf, on whatever level, and has `leaf`. `line` is its line in the
    declaration. `section` is that of its domain: in a bonus or penalty section `max_points` of the domain
    are its cap, and nothing counts among the possible points.
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
    """A leaf with its line: what the arithmetic of one leaf needs."""

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
        """Whether the unit scores it itself."""
        return self.source.by_unit

    @property
    def source(self) -> Source:
        """Who gives it its points."""
        return BY_KEY[self.leaf.source]

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The number cells the unit fills: of `done`, `total`, `score`."""
        return self.leaf.rule.figures if self.by_unit else ()

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The labels of its choice cell, empty where there is none."""
        return choices(self.leaf.rule, self.leaf.not_applicable) if self.by_unit else ()

    @cached_property
    def score_tree(self) -> Expression:
        return self_score_tree(self.leaf.rule, self.max_points, self.leaf.not_applicable)

    def counting_tree(self, sources: frozenset[str]) -> Expression:
        """What the leaf adds to the denominator when `sources` take part: in a bonus or penalty section
        nothing.
        """
        if self.section:
            return Number(ZERO)
        return counting_tree(self.max_points, self.leaf.not_applicable, self.leaf.source in sources)

    def self_score(self, figures: Mapping[str, Value]) -> Fraction | None:
        """The exact self score of the figures entered (`choice`, `done`, `total`, `score`)."""
        value = evaluate(self.score_tree, figures.get)
        return value if isinstance(value, Fraction) else None


@dataclass(frozen=True)
class Expected:
    """What the decision says of the set as a whole; loading refuses a set that differs."""

    counts: tuple[int, ...]
    points: Fraction
    split: Mapping[str, Fraction]
    by_domain: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Header:
    """What stands over a set. `year` is the year judged, `agencies` maps agency codes to names; `remarks_by` is
    whose remarks the leaves of that source are, "" for the district's departments.
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
    """A checked criteria set. `lines` stand in the order of the Phụ lục, parents before children;
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
        """Of every leaf, in order, whether the unit scores it itself."""
        return tuple(scored.by_unit for scored in self.leaves)

    @cached_property
    def leaf_by_code(self) -> dict[str, ScoredLine]:
        return {scored.code: scored for scored in self.leaves}

    @cached_property
    def domains(self) -> tuple[Criterion, ...]:
        """All lines of level 1, bonus and penalty sections among them."""
        return tuple(line for line in self.lines if line.level == 1)

    @cached_property
    def base_domains(self) -> tuple[Criterion, ...]:
        """The domains whose points are possible points."""
        return tuple(line for line in self.domains if line.section == BASE)

    @cached_property
    def section_domains(self) -> tuple[Criterion, ...]:
        """The bonus and penalty sections."""
        return tuple(line for line in self.domains if line.section != BASE)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """What every bonus and penalty section does to the whole, by its code."""
        return {line.code: Section(_SIGNS[line.section], line.max_points) for line in self.section_domains}

    def rolled_up(self, leaf_values: Mapping[str, Fraction | None]) -> dict[str, Fraction | None]:
        """The value of every line from those of the leaves, "" being the whole, sections within their caps."""
        return self.tree.rolled_up(leaf_values)

    @cached_property
    def tree(self) -> Tree:
        """The codes made ready for sums."""
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

"""The figures of units: every line of their trees, index, class, rank and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from cchc.campaign.model import Campaign, Unit
from cchc.core.indices import index
from cchc.core.numbers import ZERO
from cchc.criteria.model import BASE, CriteriaSet
from cchc.language import Words
from cchc.returns.scorebook import UnitScores

RETURNED = "returned"
INCOMPLETE = "incomplete"
LATE = "late"
MISSING = "missing"
REJECTED = "rejected"
SPECIAL = "special"

NO_SURVEY = Words("tạm tính, chưa có điểm điều tra xã hội học", "provisional, without survey points")
NOT_APPRAISED = Words("tạm tính, chưa thẩm định", "provisional, not appraised")
ANSWERS_UNREAD = Words(
    "tạm tính, còn thay đổi trong phiếu thẩm định nộp về chưa được ghi nhận",
    "provisional, changes in returned appraisal forms are not taken in yet",
)


FiguresByLine = tuple[Fraction | None, ...]
"""One figure of every line of a unit's tree, in the order of its codes, then that of the whole."""


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """The figures of one line of a unit's tree; a parent's are sums of what is there.

    `possible` is what counts in the denominator. `achieved` is final plus survey points. A bonus or penalty
    `section` has no possible points; its own figures are never negative, and end at its cap.
    """

    code: str
    max_points: Fraction
    possible: Fraction
    applicable: bool
    self_score: Fraction | None
    first_appraisal: Fraction | None
    final_score: Fraction | None
    survey_score: Fraction | None
    achieved: Fraction | None
    section: str = BASE

    @property
    def waits(self) -> bool:
        """Whether it applies and counts nowhere yet, for want of a survey."""
        return self.applicable and not self.possible and self.section == BASE

    @property
    def index(self) -> Fraction | None:
        """The component index in percent. Source: 1877/QĐ-UBND, III.1.d."""
        return index(self.achieved, self.possible)


@dataclass(frozen=True, slots=True)
class Nodes(Mapping[str, NodeFigures]):
    """The figures of every line of a unit's tree, by code; "" is the whole.

    Held as columns, and a column that equals another, or another unit's, is the same object: a country's units
    fit into memory. Who goes through all lines reads the columns.
    """

    criteria: CriteriaSet
    possible: tuple[Fraction, ...]
    applicable: tuple[bool, ...]
    self_score: FiguresByLine
    first_appraisal: FiguresByLine
    final_score: FiguresByLine
    survey_score: FiguresByLine
    achieved: FiguresByLine

    def __getitem__(self, code: str) -> NodeFigures:
        at = self.criteria.tree.places[code]
        line = self.criteria.lines[at] if code else None
        return NodeFigures(
            code,
            line.max_points if line else self.criteria.header.expected.points,
            self.possible[at],
            self.applicable[at],
            self.self_score[at],
            self.first_appraisal[at],
            self.final_score[at],
            self.survey_score[at],
            self.achieved[at],
            line.section if line else BASE,
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self.criteria.tree.places)

    def __len__(self) -> int:
        return len(self.criteria.tree.places)


@dataclass(frozen=True)
class UnitResult:
    """A unit's figures and place. `nodes` are by code; "" is the whole; `sources` are those that count."""

    unit: Unit
    criteria: CriteriaSet
    scores: UnitScores
    nodes: Nodes
    sources: frozenset[str] = frozenset()
    class_name: str | None = None
    rank: int | None = None

    @property
    def whole(self) -> NodeFigures:
        return self.nodes[""]

    @cached_property
    def index(self) -> Fraction | None:
        return self.whole.index

    @property
    def awaits_survey(self) -> bool:
        """Whether some of its leaves do not count yet, for want of a survey."""
        return not self.criteria.sources <= self.sources

    @property
    def is_finished(self) -> bool:
        """Whether it has figures and its appraisal is complete, so that the unit can be sent its result."""
        return self.scores.returned and self.index is not None and not self.scores.open_leaves

    def stand_in_leaves(self, year: int) -> Mapping[str, int]:
        """The leaves whose survey is of an earlier year than the campaign's, each with that year."""
        return {
            code: row.survey_figure.year
            for code, row in self.scores.rows.items()
            if row.survey_figure is not None and row.survey_figure.year != year
        }

    def stand_ins(self, year: int) -> Mapping[str, int]:
        """The surveys of an earlier year that count here, each with its year."""
        leaves = self.criteria.leaf_by_code
        years = ((leaves[code].leaf.source, of) for code, of in self.stand_in_leaves(year).items())
        return {source: of for source, of in years if source in self.sources}

    @property
    def status(self) -> tuple[str, ...]:
        """How the unit stands, in the words of `xep-hang.csv`."""
        scores = self.scores
        if scores.returned:
            blank = bool(scores.blank_leaves)
            standing = [RETURNED, *([INCOMPLETE] if blank else []), *([LATE] if scores.late else [])]
        else:
            standing = [REJECTED if scores.rejected else MISSING]
        return tuple(standing + ([SPECIAL] if self.unit.special else []))


@dataclass(frozen=True)
class Results:
    """All results of a campaign, units in the order of the control workbook. `sources` are those that
    count for at least one unit; `also_provisional` are reasons that hold for all figures alike.
    """

    campaign: Campaign
    units: tuple[UnitResult, ...]
    sources: frozenset[str]
    also_provisional: tuple[Words, ...] = ()

    @property
    def provisional(self) -> tuple[Words, ...]:
        """Why figures are provisional, for every place that shows one of any unit."""
        return self.provisional_of(self.units)

    def provisional_of(self, units: Sequence[UnitResult]) -> tuple[Words, ...]:
        """Why the figures of some units (a block, one unit) are provisional."""
        reasons: list[Words] = []
        if self.campaign.survey_held and any(result.awaits_survey for result in units):
            reasons.append(NO_SURVEY)
        if any(result.scores.open_leaves for result in units):
            reasons.append(NOT_APPRAISED)
        return (*reasons, *self.also_provisional)

    def stand_ins(self, units: Sequence[UnitResult]) -> Mapping[tuple[str, int], int]:
        """How many of some units have a survey of an earlier year, by survey and year."""
        return Counter(pair for result in units for pair in result.stand_ins(self.campaign.year).items())

    def block(self, code: str) -> tuple[UnitResult, ...]:
        """The units of a block: ranked first by rank, then special ones, then those without
        figures; equals in the order of the control workbook.
        """
        members = [result for result in self.units if result.unit.block == code]
        return tuple(
            sorted(
                members,
                key=lambda each: (
                    each.rank is None,
                    each.rank or 0,
                    each.index is None,
                    -(each.index or ZERO),
                ),
            )
        )

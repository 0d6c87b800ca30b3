"""From the score book to sums, indices, classes and ranks. Pure: no files, no workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from cchc.campaign.model import Campaign, Unit
from cchc.core.indices import index, parent_code
from cchc.core.numbers import ZERO
from cchc.core.ranking import class_of, ranks
from cchc.counting import counting_sources
from cchc.criteria.model import BASE, CriteriaSet
from cchc.criteria.sources import OWN_SOURCES
from cchc.language import Words
from cchc.scorebook import UnitScores

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


Column = tuple[Fraction | None, ...]
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
    self_score: Column
    first_appraisal: Column
    final_score: Column
    survey_score: Column
    achieved: Column

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


def compute(campaign: Campaign, books: Sequence[UnitScores], sources: frozenset[str]) -> Results:
    """The results of a score book. `sources` may take part: `self`, and surveys, which count as
    `counting_sources` says.
    """
    counting = counting_sources(campaign, books, sources)
    sums = Sums()
    results = [_with_class(campaign, unit_result(book, counting[book.unit.code], sums)) for book in books]
    for block in campaign.blocks:
        places = [
            at
            for at, result in enumerate(results)
            if result.unit.block == block.code and not result.unit.special
        ]
        for at, rank in zip(
            places, ranks([results[at].index for at in places], campaign.ranking), strict=True
        ):
            results[at] = replace(results[at], rank=rank)
    counted = frozenset(source for result in results for source in result.sources)
    return Results(campaign, tuple(results), counted)


def unit_result(book: UnitScores, sources: frozenset[str], sums: Sums | None = None) -> UnitResult:
    """One unit's sums and indices, not yet classed or ranked. `sums` of other units may be of use.

    Survey points alone are no result: a unit that has no figure of its own has no achieved points yet.
    Neither are bonus points.
    """
    criteria, sums = book.criteria, sums or Sums()
    leaves = criteria.leaves
    rows = [book.rows[code] for code in criteria.tree.leaves]
    by_unit = criteria.own_leaves
    finals = [row.final if own else None for row, own in zip(rows, by_unit, strict=True)]
    surveys = [
        row.survey if scored.leaf.source in sources else None
        for row, scored in zip(rows, leaves, strict=True)
    ]
    has_own = not criteria.sources & OWN_SOURCES or any(
        final is not None and scored.section == BASE for final, scored in zip(finals, leaves, strict=True)
    )
    achieved = [
        final if own else survey if has_own else None
        for final, survey, own in zip(finals, surveys, by_unit, strict=True)
    ]
    counting = sums.counting(criteria, sources, tuple(row.applicable for row in rows))
    columns = ([row.claim.self_score for row in rows], [row.first_appraisal for row in rows])
    rolled = sums.of(criteria, *columns, finals, surveys, achieved)
    nodes = Nodes(criteria, *counting, *rolled)
    return UnitResult(book.unit, criteria, book, nodes, sources & criteria.sources)


class Sums:
    """Sums up trees, and what is the same for many units once."""

    def __init__(self) -> None:
        self._counting: dict[
            tuple[str, frozenset[str], tuple[bool, ...]], tuple[tuple[Fraction, ...], tuple[bool, ...]]
        ] = {}

    def of(self, criteria: CriteriaSet, *columns: Sequence[Fraction | None]) -> list[Column]:
        """The sums of a unit's columns. Mostly some are equal: what nobody has appraised is what was claimed."""
        done: list[tuple[Sequence[Fraction | None], Column]] = []
        for column in columns:
            known = next((sums for other, sums in done if other == column), None)
            done.append((column, known or criteria.tree.sums(column)))
        return [sums for _, sums in done]

    def counting(
        self, criteria: CriteriaSet, sources: frozenset[str], applicable: tuple[bool, ...]
    ) -> tuple[tuple[Fraction, ...], tuple[bool, ...]]:
        """The possible points of every line and whether it applies, where leaves are `applicable`."""
        key = criteria.fingerprint, sources, applicable
        if key not in self._counting:
            possible = [
                scored.max_points
                if applies and scored.leaf.source in sources and scored.section == BASE
                else ZERO
                for scored, applies in zip(criteria.leaves, applicable, strict=True)
            ]
            points = tuple(figure or ZERO for figure in criteria.tree.sums(possible))
            self._counting[key] = points, _applicable(criteria, applicable)
        return self._counting[key]


def _applicable(criteria: CriteriaSet, leaves: Sequence[bool]) -> tuple[bool, ...]:
    """Whether each line applies: leaves that do, everything above them, and the whole."""
    codes = {""}
    for scored, applies in zip(criteria.leaves, leaves, strict=True):
        above = scored.code if applies else ""
        while above:
            codes.add(above)
            above = parent_code(above)
    return tuple(code in codes for code in criteria.tree.places)


def _with_class(campaign: Campaign, result: UnitResult) -> UnitResult:
    name = class_of(result.index, campaign.classes, campaign.ranking.decimals)
    return replace(result, class_name=name)

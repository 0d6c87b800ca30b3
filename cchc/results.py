"""From the score book to sums, indices, classes and ranks. Pure: no files, no workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from cchc.campaign.model import Campaign, Unit
from cchc.core.indices import index, parent_code
from cchc.core.numbers import ZERO
from cchc.core.ranking import class_of, ranks
from cchc.counting import counting_sources
from cchc.criteria.model import BASE, SELF, CriteriaSet
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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class UnitResult:
    """A unit's figures and place. `nodes` are by code; "" is the whole; `sources` are those that count."""

    unit: Unit
    criteria: CriteriaSet
    scores: UnitScores
    nodes: Mapping[str, NodeFigures]
    sources: frozenset[str] = frozenset()
    class_name: str | None = None
    rank: int | None = None

    @property
    def whole(self) -> NodeFigures:
        return self.nodes[""]

    @property
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
    count for at least one unit.
    """

    campaign: Campaign
    units: tuple[UnitResult, ...]
    sources: frozenset[str]

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
        return tuple(reasons)

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
    results = [_with_class(campaign, unit_result(book, counting[book.unit.code])) for book in books]
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


def unit_result(book: UnitScores, sources: frozenset[str]) -> UnitResult:
    """One unit's sums and indices, not yet classed or ranked.

    Survey points alone are no result: a unit that has no figure of its own has no achieved points yet.
    Neither are bonus points.
    """
    criteria = book.criteria
    own = [book.rows[scored.code] for scored in criteria.leaves if scored.section == BASE]
    has_own = any(row.final is not None for row in own) or SELF not in criteria.sources
    columns: dict[str, dict[str, Fraction | None]] = {
        name: {}
        for name in ("possible", "self_score", "first_appraisal", "final_score", "survey_score", "achieved")
    }
    for scored in criteria.leaves:
        row = book.rows[scored.code]
        takes_part = scored.leaf.source in sources and row.applicable and scored.section == BASE
        final = row.final if scored.by_unit else None
        survey = row.survey if scored.leaf.source in sources else None
        columns["possible"][scored.code] = scored.max_points if takes_part else ZERO
        columns["self_score"][scored.code] = row.claim.self_score
        columns["first_appraisal"][scored.code] = row.first_appraisal
        columns["final_score"][scored.code] = final
        columns["survey_score"][scored.code] = survey
        columns["achieved"][scored.code] = final if scored.by_unit else survey if has_own else None
    rolled = {name: criteria.rolled_up(values) for name, values in columns.items()}
    applicable = _applicable(book)
    nodes = {
        code: NodeFigures(
            code=code,
            max_points=criteria.by_code[code].max_points if code else criteria.header.expected.points,
            possible=rolled["possible"][code] or ZERO,
            applicable=code in applicable,
            self_score=rolled["self_score"][code],
            first_appraisal=rolled["first_appraisal"][code],
            final_score=rolled["final_score"][code],
            survey_score=rolled["survey_score"][code],
            achieved=rolled["achieved"][code],
            section=criteria.by_code[code].section if code else BASE,
        )
        for code in ("", *criteria.codes)
    }
    return UnitResult(book.unit, criteria, book, nodes, sources & criteria.sources)


def _applicable(book: UnitScores) -> set[str]:
    """The codes of applicable leaves and of everything above them."""
    codes: set[str] = {""}
    for code, row in book.rows.items():
        above = code if row.applicable else ""
        while above:
            codes.add(above)
            above = parent_code(above)
    return codes


def _with_class(campaign: Campaign, result: UnitResult) -> UnitResult:
    name = class_of(result.index, campaign.classes, campaign.ranking.decimals)
    return replace(result, class_name=name)

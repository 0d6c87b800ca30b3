"""The score book: what every unit claimed on every leaf. All results are computed from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from cchc.campaign.model import Unit
from cchc.core import roles
from cchc.criteria.answers import NOT_APPLICABLE
from cchc.criteria.model import EXCLUDE, CriteriaSet, ScoredLine


@dataclass(frozen=True, slots=True)
class Claim:
    """The accepted entries of a unit on one leaf, and the exact score they give.

    `figures` holds `choice` (text), `done`, `total`, `score` (exact), only those entered. A score of None
    means "not scored", never 0.
    """

    figures: Mapping[str, Fraction | str] = field(default_factory=dict)
    remark: str = ""
    self_score: Fraction | None = None
    applicable: bool = True


@dataclass(frozen=True)
class SurveyFigure:
    """One imported survey figure: points, or percent for SIPAS; None where the unit was not surveyed.
    `year` is the year of the survey. The other fields say where the figure was read: the workbook (name,
    SHA-256), its sheet and cell; `note` is the note beside the unit.
    """

    figure: Fraction | None
    year: int
    file: str = ""
    sha256: str = ""
    sheet: str = ""
    cell: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeafScores:
    """One row of the score book: a unit's leaf from claim to decision.

    `final` follows the claim until an appraisal decides otherwise. `applies` is whether the leaf counts
    according to the appraisal, None while only the claim says so. `finished` is True once no party still
    has to answer on it. `survey` (points) stays None until survey points are imported; `survey_figure` is
    the figure they were computed from, with its year.
    """

    claim: Claim
    first_appraisal: Fraction | None = None
    decided: Fraction | None = None
    survey: Fraction | None = None
    survey_figure: SurveyFigure | None = None
    applies: bool | None = None
    finished: bool = False

    @property
    def applicable(self) -> bool:
        """Whether the leaf counts for the unit: as the appraisal decided, else as the unit declared. A
        survey leaf counts unless the unit was not surveyed.
        """
        surveyed = self.survey_figure is None or self.survey_figure.figure is not None
        return (self.claim.applicable if self.applies is None else self.applies) and surveyed

    @property
    def final(self) -> Fraction | None:
        """The score of the leaf: as decided, else provisionally as claimed; None where it does not apply."""
        if not self.applicable:
            return None
        return self.claim.self_score if self.decided is None else self.decided


NO_SCORES = LeafScores(Claim())
"""The row of a leaf without any entry."""


@dataclass(frozen=True)
class UnitScores:
    """A unit's rows by leaf code, and the state of its return."""

    unit: Unit
    criteria: CriteriaSet
    rows: Mapping[str, LeafScores]
    received: date | None = None
    returned: bool = False
    rejected: bool = False
    late: bool = False

    @cached_property
    def blank_leaves(self) -> tuple[str, ...]:
        """Leaves that the unit scores itself, that apply and have no score."""
        return tuple(
            scored.code for scored in self.criteria.leaves if scored.by_unit and self._is_blank(scored)
        )

    @cached_property
    def outstanding_surveys(self) -> Mapping[str, tuple[str, ...]]:
        """By survey, the leaves without an imported figure; complete surveys are left out."""
        open_leaves: dict[str, tuple[str, ...]] = {}
        for scored in self.criteria.leaves:
            if not scored.by_unit and self.rows[scored.code].survey_figure is None:
                source = scored.leaf.source
                open_leaves[source] = (*open_leaves.get(source, ()), scored.code)
        return open_leaves

    @cached_property
    def surveyed_sources(self) -> frozenset[str]:
        """The surveys with at least one imported figure."""
        leaves = self.criteria.leaf_by_code
        return frozenset(
            leaves[code].leaf.source for code, row in self.rows.items() if row.survey_figure is not None
        )

    @property
    def open_leaves(self) -> tuple[str, ...]:
        """Leaves that a returned unit scores itself and whose appraisal is not finished."""
        if not self.returned:
            return ()
        return tuple(
            scored.code
            for scored in self.criteria.leaves
            if scored.by_unit and not self.rows[scored.code].finished
        )

    def _is_blank(self, scored: ScoredLine) -> bool:
        claim = self.rows[scored.code].claim
        return claim.applicable and claim.self_score is None


def claim_of(scored: ScoredLine, figures: Mapping[str, Fraction | str], remark: str) -> Claim:
    """The claim on a leaf with these accepted figures."""
    excluded = scored.leaf.not_applicable == EXCLUDE and figures.get(roles.CHOICE) == NOT_APPLICABLE
    return Claim(
        figures=figures, remark=remark, self_score=scored.self_score(figures), applicable=not excluded
    )


def without_return(unit: Unit, criteria: CriteriaSet, rejected: bool) -> UnitScores:
    """The rows of a unit without an accepted return."""
    rows = dict.fromkeys(criteria.leaf_by_code, NO_SCORES)
    return UnitScores(unit, criteria, rows, rejected=rejected)

"""The score book: what every unit claimed on every leaf. All that is computed is computed from it."""

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
    """What a unit entered on one leaf, as far as it was accepted, and the exact score it gives.

    `figures` holds `choice` (text), `done`, `total`, `score` (exact), only those entered. A score
    of None is "not scored", never 0.
    """

    figures: Mapping[str, Fraction | str] = field(default_factory=dict)
    remark: str = ""
    self_score: Fraction | None = None
    applicable: bool = True


@dataclass(frozen=True)
class SurveyFigure:
    """One figure as it was brought in: points, or percent for SIPAS; None where the unit was not
    surveyed. `year` is that of the survey; the rest says where it stood: the workbook (name, SHA-256),
    its sheet and cell; `note` is what was written beside the unit.
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

    `final` follows the claim until an appraisal says otherwise; `applies` is whether the leaf counts by that
    appraisal, None while the claim alone says so; `finished` is whether all opinions on it are in. `survey`
    (points) stays None until survey points are brought in; `survey_figure` is what they come from, with its year.
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
        """Whether the leaf counts for the unit: as declared, and only as far as the appraisal agrees; a
        survey unless it was not made of this unit.
        """
        surveyed = self.survey_figure is None or self.survey_figure.figure is not None
        return (self.claim.applicable if self.applies is None else self.applies) and surveyed

    @property
    def final(self) -> Fraction | None:
        """What the leaf is worth: as decided, else provisionally as claimed."""
        if not self.applicable:
            return None
        return self.claim.self_score if self.decided is None else self.decided


NO_SCORES = LeafScores(Claim())
"""The row of a leaf without claim or opinion."""


@dataclass(frozen=True)
class UnitScores:
    """A unit's rows, by leaf code, and how its return came about."""

    unit: Unit
    criteria: CriteriaSet
    rows: Mapping[str, LeafScores]
    received: date | None = None
    returned: bool = False
    rejected: bool = False
    late: bool = False

    @cached_property
    def blank_leaves(self) -> tuple[str, ...]:
        """Leaves of the unit's own that apply and have no score."""
        return tuple(
            scored.code for scored in self.criteria.leaves if scored.by_unit and self._is_blank(scored)
        )

    @cached_property
    def outstanding_surveys(self) -> Mapping[str, tuple[str, ...]]:
        """By survey, the leaves for which no figure has been brought in; surveys without any are left out."""
        open_leaves: dict[str, tuple[str, ...]] = {}
        for scored in self.criteria.leaves:
            if not scored.by_unit and self.rows[scored.code].survey_figure is None:
                source = scored.leaf.source
                open_leaves[source] = (*open_leaves.get(source, ()), scored.code)
        return open_leaves

    @cached_property
    def surveyed_sources(self) -> frozenset[str]:
        """The surveys of which at least one figure has been brought in."""
        leaves = self.criteria.leaf_by_code
        return frozenset(
            leaves[code].leaf.source for code, row in self.rows.items() if row.survey_figure is not None
        )

    @property
    def open_leaves(self) -> tuple[str, ...]:
        """Leaves of a returned unit's own on which the appraisal is not done."""
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
    """The claim that accepted figures make on a leaf."""
    excluded = scored.leaf.not_applicable == EXCLUDE and figures.get(roles.CHOICE) == NOT_APPLICABLE
    return Claim(
        figures=figures, remark=remark, self_score=scored.self_score(figures), applicable=not excluded
    )


def without_return(unit: Unit, criteria: CriteriaSet, rejected: bool) -> UnitScores:
    """The rows of a unit from which nothing has been accepted."""
    rows = dict.fromkeys(criteria.leaf_by_code, NO_SCORES)
    return UnitScores(unit, criteria, rows, rejected=rejected)

"""The notes on the lines of a unit's card: why there are no points, how appraisal changed the claim, and the year of
an earlier survey.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

from cchc.campaign.model import Campaign
from cchc.core.expressions import (
    All,
    CompareStored,
    Empty,
    Expression,
    If,
    Is,
    IsBlank,
    IsNumber,
    Joined,
    Text,
)
from cchc.criteria.model import PENALTY, CriteriaSet, Criterion
from cchc.language import Words
from cchc.results.model import UnitResult
from generator.ranking.formulas import cell_at, item
from generator.ranking.matrix_sheets import stand_in_years
from generator.ranking.sheet import Figure, WrittenTable, computed
from workbook_templates.ranking import texts

_Figure = TypeVar("_Figure", Expression, Fraction)

_CLAIMED, _ACHIEVED = "D", "E"
"""The columns of the card that the notes compare."""


class Notes:
    """Notes as native formulas that refer to the matrix. `matrix_row` is the cell with the chosen unit's row."""

    def __init__(
        self, campaign: Campaign, criteria: CriteriaSet, matrix: WrittenTable, matrix_row: str
    ) -> None:
        self.campaign = campaign
        self.criteria = criteria
        self.matrix = matrix
        self.matrix_row = matrix_row

    def of(self, line: Criterion, chosen: UnitResult, row: int) -> Figure:
        """The note of a line in spreadsheet row `row`: its formula, and its text for the chosen unit."""
        claimed, achieved = cell_at(f"{_CLAIMED}{row}"), cell_at(f"{_ACHIEVED}{row}")
        absent, not_counted = Is(achieved, texts.NOT_APPLICABLE), Text(self._absent(line).written())
        if not line.is_leaf:
            return computed(If(absent, not_counted, Empty()), self._text(line, chosen))
        if self._by_unit(line):
            empty: Expression = Text(texts.CARD_NOT_SCORED.written())
            inner = _compared(*_order(line, claimed, achieved))
        else:
            empty, inner = self._survey_empty(line), self._year(line)
        tree = If(absent, not_counted, If(IsBlank(achieved), empty, inner))
        return computed(tree, self._text(line, chosen))

    def _text(self, line: Criterion, chosen: UnitResult) -> str:
        node = chosen.nodes[line.code]
        if not node.applicable:
            return self._absent(line).written()
        if not line.is_leaf:
            return ""
        by_unit = self._by_unit(line)
        if node.achieved is None:
            if by_unit or (node.possible and self.campaign.survey_held):
                return texts.CARD_NOT_SCORED.written()
            return self._waiting().written()
        if not by_unit:
            year = stand_in_years(chosen, self.campaign.year).get(line.code)
            return "" if year is None else f"{texts.CARD_STANDS_IN.written()}{year}"
        if node.self_score is None or node.achieved == node.self_score:
            return ""
        less, more = _order(line, node.achieved, node.self_score)
        return (texts.CARD_LOWERED if less < more else texts.CARD_RAISED).written()

    def _survey_empty(self, line: Criterion) -> Expression:
        """Why a survey leaf is empty: its survey does not count yet, or has nothing for the unit."""
        waiting = Text(self._waiting().written())
        if not self.campaign.survey_held:
            return waiting
        shown = Is(self._matrix(line.code), texts.WAITING.written())
        return If(shown, waiting, Text(texts.CARD_NOT_SCORED.written()))

    def _year(self, line: Criterion) -> Expression:
        if f"year {line.code}" not in self.matrix.columns:
            return Empty()
        year = self._matrix(f"year {line.code}")
        said = Joined((Text(texts.CARD_STANDS_IN.written()), year))
        return If(IsNumber(year), said, Empty())

    def _waiting(self) -> Words:
        return texts.CARD_WAITING if self.campaign.survey_held else texts.CARD_NOT_HELD

    def _absent(self, line: Criterion) -> Words:
        """Why a line does not apply: the case did not arise, or the unit was not surveyed."""
        below = f"{line.code}."
        by_unit = any(
            scored.by_unit for scored in self.criteria.leaves if f"{scored.code}.".startswith(below)
        )
        return texts.CARD_NOT_APPLICABLE if by_unit else texts.CARD_NOT_SURVEYED

    def _by_unit(self, line: Criterion) -> bool:
        return self.criteria.leaf_by_code[line.code].by_unit

    def _matrix(self, key: str) -> Expression:
        return item(self.matrix.cells(key), cell_at(self.matrix_row))


def _order(line: Criterion, one: _Figure, other: _Figure) -> tuple[_Figure, _Figure]:
    """Two figures in the order for comparison; they are swapped for a penalty, where a larger figure is worse."""
    return (other, one) if line.section == PENALTY else (one, other)


def _compared(claimed: Expression, achieved: Expression) -> Expression:
    """Whether appraisal lowered or raised a claim, as a text; empty if neither."""
    lowered, raised = Text(texts.CARD_LOWERED.written()), Text(texts.CARD_RAISED.written())
    otherwise = If(CompareStored(">", achieved, claimed), raised, Empty())
    compared = If(CompareStored("<", achieved, claimed), lowered, otherwise)
    return If(All((IsNumber(claimed), IsNumber(achieved))), compared, Empty())

"""Where a card finds the figures of the unit that is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.core.expressions import Expression
from cchc.criteria.model import Criterion
from generator.ranking.formulas import cell_at, item
from generator.ranking.sheet import WrittenTable


@dataclass(frozen=True)
class Lookups:
    """The tables a card looks into, and the cells of the card that hold the unit's row in each."""

    results: WrittenTable
    claims: WrittenTable
    components: WrittenTable
    results_row: str
    claims_row: str

    def matrix(self, key: str) -> Expression:
        """The unit's cell in a column of the matrix of results."""
        return item(self.results.cells(key), cell_at(self.results_row))

    def claim(self, leaf: Criterion) -> Expression:
        """What the unit claimed on a leaf."""
        return item(self.claims.cells(leaf.code), cell_at(self.claims_row))

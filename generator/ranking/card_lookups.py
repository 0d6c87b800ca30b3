"""The formulas by which a card looks up the figures of the chosen unit."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.core.expressions import Expression
from cchc.criteria.model import Criterion
from generator.ranking.formulas import cell_at, item
from generator.ranking.sheet import WrittenTable


@dataclass(frozen=True)
class Lookups:
    """The tables that a card refers to, and the cells of the card with the unit's row in each table."""

    results: WrittenTable
    claims: WrittenTable
    components: WrittenTable
    results_row: str
    claims_row: str

    def matrix(self, key: str) -> Expression:
        """The unit's cell in a column of the matrix of results."""
        return item(self.results.cells(key), cell_at(self.results_row))

    def claim(self, leaf: Criterion) -> Expression:
        """The unit's claim on a leaf."""
        return item(self.claims.cells(leaf.code), cell_at(self.claims_row))

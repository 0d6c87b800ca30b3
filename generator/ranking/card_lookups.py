"""Where a card finds the figures of the unit that is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.criteria.model import Criterion
from generator.ranking.sheet import Place


@dataclass(frozen=True)
class Lookups:
    """The tables a card looks into, and the cells of the card that hold the unit's row in each."""

    results: Place
    claims: Place
    components: Place
    results_row: str
    claims_row: str

    def matrix(self, key: str) -> str:
        """The unit's cell in a column of the matrix of results."""
        return f"INDEX({self.results.column(key)},{self.results_row})"

    def claim(self, leaf: Criterion) -> str:
        """What the unit claimed on a leaf."""
        return f"INDEX({self.claims.column(leaf.code)},{self.claims_row})"

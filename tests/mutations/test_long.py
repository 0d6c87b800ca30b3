"""Mutations by the thousand: `uv run pytest -m long -n0 -s tests/mutations`.

Some twenty minutes on two cores. A fault names its case: `xml 4711` is made again by
`run(case, "xml", range(4711, 4712))`.
"""

from __future__ import annotations

import os

import pytest

from .running import run_many


@pytest.mark.long
@pytest.mark.parametrize(("kind", "count"), [("bytes", 20_000), ("xml", 20_000), ("semantic", 2_000)])
def test_thousands_of_mutations(kind: str, count: int) -> None:
    tally = run_many(kind, count, jobs=os.cpu_count() or 1)
    print(f"\nseeds 0 … {count - 1}\n{tally.report(kind)}")
    assert tally.faults == []
    assert tally.verdicts.total() >= count

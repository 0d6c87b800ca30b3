"""How long one array call over many rows takes: in the core, and through xlwings' real call_udf.

uv run python -m benchmarks.sheet_functions [ROWS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from cchc.core.sheet_functions import call
from tests.support import fake_com


def arguments(rows: int) -> dict[str, tuple[list[list[object]], ...]]:
    """Arguments of a few functions, `rows` long."""

    def column(make: Callable[[int], object]) -> list[list[object]]:
        return [[make(row)] for row in range(rows)]

    one, blank = column(lambda _: 1.0), column(lambda _: None)
    counts = column(lambda row: float(row % 40))
    return {
        "INDEX": (column(lambda row: row % 5 / 4), column(lambda _: 1.5)),
        "SCORE": (
            column(lambda _: "proportional(from 80%)"),
            one,
            blank,
            counts,
            column(lambda _: 40.0),
            blank,
            blank,
        ),
        "RANK": (
            column(lambda row: row % 97 + 0.25),
            column(lambda row: row % 9),
            blank,
            [[2]],
            [["displayed"]],
            [["1,1,3"]],
        ),
    }


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def main() -> None:
    """Print one line per function."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    fake_com.install()
    for name, given in arguments(rows).items():
        ranges = [{"range": grid} for grid in given]
        core = timed(lambda name=name, given=given: call(name, given))  # type: ignore[misc]
        udf = timed(lambda name=name, ranges=ranges: fake_com.answer(f"CCHC_{name}", ranges))  # type: ignore[misc]
        print(f"{name:12} {rows} rows: core {core:7.0f} ms, call_udf {udf:7.0f} ms")


if __name__ == "__main__":
    main()

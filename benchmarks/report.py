"""One table of what was measured, and the goals beside what was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.tasks import TASKS, Task

_MEGABYTE = 1e6
_STEADY = 124
"""Growth is told from this size on: below, what is done once a batch shows."""


_NOTES = """Medians. Columns from “whole” on are about the largest size. Every figure comes from a process of its own; in
every round the tasks take turns; files are in the system's cache. \\* so many units were done at most, and their mean stands
for all. “The whole step” includes imports, reading the campaign and writing every result; the loops do not. “cores” is
processor time over time: a machine shared with others gives a process less than it could use. Peak memory is that of the
largest process; workers are not added up. “KB more per unit” and “growth” (of the time per unit) compare the largest size
with the first from 124 on."""

_RATIOS = (
    ("Issuing, the loop: XlsxWriter per form over cchc", 50, True, "xlsxwriter", "stamping"),
    ("The whole consolidation over bare calamine", 2, False, "consolidate", "calamine"),
    ("… without the results written", 2, False, "read_returns", "calamine"),
    ("The pandas/openpyxl loop over the whole consolidation", 10, True, "pandas", "consolidate"),
)
"""Text, figure wanted, whether at least, and the tasks whose times are divided."""


@dataclass(frozen=True)
class Seen:
    """What one run of a task took, for `done` units."""

    done: int
    seconds: float
    processors: float
    peak: int


Time = Callable[[Seen], float]


def _clock(seen: Seen) -> float:
    return seen.seconds


def _busy(seen: Seen) -> float:
    return seen.processors


Results = Mapping[tuple[str, int], Sequence[Seen]]
"""By a task's key and the size of the campaign."""


@dataclass(frozen=True)
class Goal:
    """A figure at the largest size, and what it must be. `by_processors` is the same ratio in time of
    processors: what would be seen on a machine that does nothing else, but for waiting on the disk.
    """

    text: str
    wanted: float
    at_least: bool
    seen: float | None
    by_processors: float | None = None
    unit: str = "×"

    def line(self) -> str:
        if self.seen is None:
            return f"| {self.text} | not measured | | |"
        met = self.seen >= self.wanted if self.at_least else self.seen <= self.wanted
        sign = "≥" if self.at_least else "≤"
        seen = (f"{figure:.2f}{self.unit}" if figure else "" for figure in (self.seen, self.by_processors))
        return f"| {self.text}: {sign} {self.wanted:g}{self.unit} | {' | '.join(seen)} | {_VERDICT[met]} |"


_VERDICT = {True: "met", False: "**missed**"}


class Report:
    """The results in Markdown."""

    def __init__(self, results: Results, sizes: Sequence[int]) -> None:
        self._results = results
        self._sizes = list(sizes)

    def text(self) -> str:
        return "\n".join((*self._table(), "", _NOTES, "", *self._goals()))

    def _table(self) -> Iterator[str]:
        heads = [f"{size:,}" for size in self._sizes]
        more = (
            "whole, s",
            "× cchc",
            "processor ms per unit",
            "cores",
            "peak MB",
            "KB more per unit",
            "growth",
        )
        yield f"| ms per unit | {' | '.join((*heads, *more))} |"
        yield "|---|" + "---:|" * (len(heads) + len(more))
        for side in dict.fromkeys(task.side for task in TASKS):
            yield f"| *{side}* |" + " |" * (len(heads) + len(more))
            for task in (each for each in TASKS if each.side == side):
                cells = [_shown(self._per_unit(task.key, size), 3) for size in self._sizes]
                sample = f" \\*{task.sampled}" if task.sampled else ""
                yield f"| {task.label}{sample} | {' | '.join((*cells, *self._tail(task)))} |"

    def _tail(self, task: Task) -> Iterator[str]:
        """The columns about the largest size."""
        size = self._sizes[-1]
        seen = self._results.get((task.key, size), ())
        whole = bool(seen) and seen[0].done == size
        ours = next(other.key for other in TASKS if other.side == task.side)
        yield _shown(median(run.seconds for run in seen) if whole else None, 2)
        yield _shown(self._ratio(task.key, ours), 2)
        yield _shown(self._per_unit(task.key, size, _busy), 3)
        yield _shown(self._cores(task.key), 2)
        yield _shown(self._peak(task.key, size), 0)
        yield _shown(self._memory_growth(task.key) if whole else None, 1)
        yield _shown(self._growth(task.key) if whole else None, 2)

    def _goals(self) -> Iterator[str]:
        yield f"| Goal, at {self._sizes[-1]:,} units | Seen | by processor time | |"
        yield "|---|---:|---:|---|"
        for text, wanted, at_least, one, other in _RATIOS:
            seen, busy = self._ratio(one, other), self._ratio(one, other, _busy)
            yield Goal(text, wanted, at_least, seen, busy).line()
        for key, name in (("generate", "issuing"), ("consolidate", "consolidating")):
            text = f"Linear: {name}, time per unit, {self._sizes[-1]:,} over {self._steady():,}"
            yield Goal(text, 1.2, False, self._growth(key), self._growth(key, _busy)).line()
            flat = self._memory_growth(key)
            yield Goal(f"Flat memory: {name}", 5, False, flat, unit=" KB per unit").line()
        yield Goal("Both cores: consolidating", 1.6, True, self._cores("consolidate"), unit=" cores").line()

    def _per_unit(self, key: str, size: int, time: Time = _clock) -> float | None:
        """Median milliseconds per unit."""
        seen = self._results.get((key, size))
        return median(1000 * time(each) / each.done for each in seen) if seen else None

    def _ratio(self, key: str, other: str, time: Time = _clock) -> float | None:
        """Time per unit of one task over that of another, at the largest size."""
        one, two = (self._per_unit(each, self._sizes[-1], time) for each in (key, other))
        return one / two if one and two else None

    def _growth(self, key: str, time: Time = _clock) -> float | None:
        """Time per unit at the largest size over that at the steady size."""
        steady, largest = self._steady(), self._sizes[-1]
        before, after = self._per_unit(key, steady, time), self._per_unit(key, largest, time)
        return after / before if before and after and steady != largest else None

    def _memory_growth(self, key: str) -> float | None:
        """Kilobytes of peak memory per unit between the steady and the largest size."""
        small, large = self._steady(), self._sizes[-1]
        before, after = self._peak(key, small), self._peak(key, large)
        if before is None or after is None or small == large:
            return None
        return (after - before) * 1000 / (large - small)

    def _peak(self, key: str, size: int) -> float | None:
        """Median peak memory in megabytes."""
        seen = self._results.get((key, size))
        return median(each.peak / _MEGABYTE for each in seen) if seen else None

    def _cores(self, key: str) -> float | None:
        seen = self._results.get((key, self._sizes[-1]))
        return median(each.processors / each.seconds for each in seen) if seen else None

    def _steady(self) -> int:
        return min((size for size in self._sizes if size >= _STEADY), default=self._sizes[0])


def _shown(figure: float | None, places: int) -> str:
    return "" if figure is None else f"{figure:,.{places}f}"

"""The table of the measurements, and the goals compared with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.tasks import BESIDES, LINES, Part, Task

_MEGABYTE = 1e6
_STEADY = 100
"""Growth is computed from the first size with at least this many units: in smaller ones, work done once per batch
weighs too much.
"""


_NOTES = """Medians. Columns from “whole” on are about the largest size. Every figure comes from a process of its own; in
every round the tasks take turns; files are in the system's cache. \\* so many units were done at most, and their mean stands
for all. “The whole step” includes imports, reading the campaign and writing every result; the loops do not. The making
of the ranking workbook is timed within the same run and taken off where it is “counted apart”. “cores” is processor time,
workers included, over time of the clock: a machine shared with others gives a process less than it could use. “peak MB”
is of the process, “worker MB” of its largest worker, looked at ten times a second; workers are not added up. “KB more per
unit” (of the process) and “growth” (of the time per unit) compare the largest size with the first from 100 on. Bare calamine
opens one file after the other in one process; two processes are started within the time that stands beside them."""

_WHOLE, _APART = "consolidate", f"consolidate.{BESIDES}"

_RATIOS = (
    ("Issuing, the loop: XlsxWriter per form over cchc", 50, True, "xlsxwriter", "stamping"),
    ("Consolidation, the ranking workbook apart, over bare calamine", 2, False, _APART, "calamine"),
    ("… the whole step, that workbook included", 2, False, _WHOLE, "calamine"),
    ("… intake and computing alone", 2, False, "read_returns", "calamine"),
    ("The pandas/openpyxl loop over consolidation, the ranking workbook apart", 10, True, "pandas", _APART),
    ("… over the whole step, that workbook included", 10, True, "pandas", _WHOLE),
)
"""Goals: text, figure wanted, whether it is a minimum, and the two tasks whose times are divided."""

_LINEAR = (
    ("generate", "issuing"),
    (_APART, "consolidation, the ranking workbook apart"),
    (_WHOLE, "… whole"),
)
_FLAT = (("generate", "issuing"), (_WHOLE, "consolidation"))
_CORES = (
    (_APART, "consolidation, the ranking workbook apart"),
    ("read_returns", "… intake and computing alone"),
    (_WHOLE, "… whole"),
)
_CORES_WANTED = 1.5
"""Of two cores."""


@dataclass(frozen=True)
class Seen:
    """The measurements of one run of a task, for `done` units."""

    done: int
    seconds: float
    processors: float
    peak: int
    worker: int = 0
    """The largest worker's peak memory in bytes; 0 where there is none."""


Time = Callable[[Seen], float]
Memory = Callable[[Seen], int]


def _clock(seen: Seen) -> float:
    return seen.seconds


def _busy(seen: Seen) -> float:
    return seen.processors


def _of_process(seen: Seen) -> int:
    return seen.peak


def _of_worker(seen: Seen) -> int:
    return seen.worker


Results = Mapping[tuple[str, int], Sequence[Seen]]
"""The runs by a line's key and the size of the campaign."""


@dataclass(frozen=True)
class Goal:
    """A figure at the largest size, and its limit. `by_processors` is the same ratio in processor time: the figure
    of a computer that does nothing else, without the time spent waiting for the disk.
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
            "worker MB",
            "KB more per unit",
            "growth",
        )
        yield f"| ms per unit | {' | '.join((*heads, *more))} |"
        yield "|---|" + "---:|" * (len(heads) + len(more))
        for side in dict.fromkeys(line.side for line in LINES):
            yield f"| *{side}* |" + " |" * (len(heads) + len(more))
            for line in (each for each in LINES if each.side == side):
                cells = [_shown(self._per_unit(line.key, size), 3) for size in self._sizes]
                sample = f" \\*{line.sampled}" if line.sampled else ""
                yield f"| {line.label}{sample} | {' | '.join((*cells, *self._tail(line)))} |"

    def _tail(self, line: Task | Part) -> Iterator[str]:
        """The columns about the largest size."""
        size = self._sizes[-1]
        seen = self._results.get((line.key, size), ())
        whole = bool(seen) and seen[0].done == size
        ours = next(other.key for other in LINES if other.side == line.side)
        yield _shown(median(run.seconds for run in seen) if whole else None, 2)
        yield _shown(self._ratio(line.key, ours), 2)
        yield _shown(self._per_unit(line.key, size, _busy), 3)
        yield _shown(self._cores(line.key), 2)
        yield from self._memory(line, size, whole)
        yield _shown(self._growth(line.key) if whole else None, 2)

    def _memory(self, line: Task | Part, size: int, whole: bool) -> Iterator[str]:
        """The columns of memory; empty for a part of a run, whose memory is not known."""
        if isinstance(line, Part):
            yield from ("", "", "")
            return
        yield _shown(self._peak(line.key, size), 0)
        yield _shown(self._peak(line.key, size, _of_worker) or None, 0)
        yield _shown(self._memory_growth(line.key) if whole else None, 1)

    def _goals(self) -> Iterator[str]:
        steady, largest = (f"{size:,}" for size in (self._steady(), self._sizes[-1]))
        yield f"| Goal, at {largest} units | Seen | by processor time | |"
        yield "|---|---:|---:|---|"
        for text, wanted, at_least, one, other in _RATIOS:
            seen, busy = self._ratio(one, other), self._ratio(one, other, _busy)
            yield Goal(text, wanted, at_least, seen, busy).line()
        for key, name in _LINEAR:
            text = f"Linear: {name}, time per unit, {largest} over {steady}"
            yield Goal(text, 1.2, False, self._growth(key), self._growth(key, _busy)).line()
        for key, name in _FLAT:
            for memory, whose in ((_of_process, "the process"), (_of_worker, "its largest worker")):
                if memory is _of_process or self._peak(key, self._sizes[-1], memory):
                    flat = self._memory_growth(key, memory)
                    yield Goal(f"Flat memory: {name}, {whose}", 5, False, flat, unit=" KB per unit").line()
        for key, name in _CORES:
            yield Goal(f"Both cores: {name}", _CORES_WANTED, True, self._cores(key), unit=" cores").line()

    def _per_unit(self, key: str, size: int, time: Time = _clock) -> float | None:
        """Median milliseconds per unit."""
        seen = self._results.get((key, size))
        return median(1000 * time(each) / each.done for each in seen) if seen else None

    def _ratio(self, key: str, other: str, time: Time = _clock) -> float | None:
        """The ratio of one task's time per unit to another's, at the largest size."""
        one, two = (self._per_unit(each, self._sizes[-1], time) for each in (key, other))
        return one / two if one and two else None

    def _growth(self, key: str, time: Time = _clock) -> float | None:
        """The ratio of the time per unit at the largest size to that at the steady size."""
        steady, largest = self._steady(), self._sizes[-1]
        before, after = self._per_unit(key, steady, time), self._per_unit(key, largest, time)
        return after / before if before and after and steady != largest else None

    def _memory_growth(self, key: str, memory: Memory = _of_process) -> float | None:
        """Kilobytes of peak memory per unit between the steady and the largest size."""
        small, large = self._steady(), self._sizes[-1]
        before, after = self._peak(key, small, memory), self._peak(key, large, memory)
        if before is None or after is None or small == large:
            return None
        return (after - before) * 1000 / (large - small)

    def _peak(self, key: str, size: int, memory: Memory = _of_process) -> float | None:
        """Median peak memory in megabytes."""
        seen = self._results.get((key, size))
        return median(memory(each) / _MEGABYTE for each in seen) if seen else None

    def _cores(self, key: str) -> float | None:
        seen = self._results.get((key, self._sizes[-1]))
        return median(each.processors / each.seconds for each in seen) if seen else None

    def _steady(self) -> int:
        return min((size for size in self._sizes if size >= _STEADY), default=self._sizes[0])


def _shown(figure: float | None, places: int) -> str:
    return "" if figure is None else f"{figure:,.{places}f}"

"""Clock time and processor time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Got = TypeVar("Got")


@dataclass(frozen=True)
class Spent:
    """Seconds of clock time and of processor time."""

    seconds: float = 0.0
    processors: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.seconds + other.seconds, self.processors + other.processors)

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.seconds - other.seconds, self.processors - other.processors)


def spent_so_far() -> Spent:
    """The time used so far by this process and its ended children. Windows reports 0 for ended children."""
    times = os.times()
    busy = time.process_time() + times.children_user + times.children_system
    return Spent(time.perf_counter(), busy)


class Stopwatch:
    """Adds up the time of a function's calls. Processor time is that of this process only: workers that happen
    to end during a call did not work for it.
    """

    def __init__(self) -> None:
        self.spent = Spent()
        self.calls = 0

    def on(self, function: Callable[Given, Got]) -> Callable[Given, Got]:
        """The function wrapped so that its calls are timed."""

        def timed(*given: Given.args, **named: Given.kwargs) -> Got:
            before = Spent(time.perf_counter(), time.process_time())
            try:
                return function(*given, **named)
            finally:
                self.calls += 1
                self.spent += Spent(time.perf_counter(), time.process_time()) - before

        return timed

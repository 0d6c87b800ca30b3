"""Measures one task in a process of its own: `python -m benchmarks.measure KEY FOLDER UNITS`.

Prints one line of JSON: seconds of the clock, seconds of processors (workers included), peak bytes.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from benchmarks.memory import peak_memory
from benchmarks.tasks import TASK_BY_KEY


def main() -> None:
    """Measure what the command line names."""
    key, folder, units = sys.argv[1:]
    run = TASK_BY_KEY[key].prepare(Path(folder), int(units))
    started, processors = time.perf_counter(), _processor_seconds()
    run()
    seconds, busy = time.perf_counter() - started, _processor_seconds() - processors
    print(json.dumps({"seconds": seconds, "processors": busy, "peak": peak_memory()}))


def _processor_seconds() -> float:
    """Windows counts ended children as 0."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()

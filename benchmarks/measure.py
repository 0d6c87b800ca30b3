"""Measures one task in a process of its own: `python -m benchmarks.measure KEY FOLDER UNITS`.

Prints one line of JSON: seconds of clock time and of processor time (workers included), of the whole task and of its
separately measured parts; the peak memory in bytes of this process and of its largest worker.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.clock import spent_so_far
from benchmarks.memory import WorkersWatched, peak_memory
from benchmarks.tasks import TASK_BY_KEY


def main() -> None:
    """Measure the task named on the command line."""
    key, folder, units = sys.argv[1:]
    run = TASK_BY_KEY[key].prepare(Path(folder), int(units))
    with WorkersWatched() as workers:
        before = spent_so_far()
        parts = run() or {}
        whole = spent_so_far() - before
    measured = {
        **asdict(whole),
        "parts": {name: asdict(part) for name, part in parts.items()},
        "peak": peak_memory(),
        "worker": workers.peak,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)

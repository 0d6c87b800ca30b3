"""`uv run python -m benchmarks`: measures all tasks and prints one table."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.clock import Spent
from benchmarks.report import Report, Seen
from benchmarks.tasks import BESIDES, TASK_BY_KEY, TASKS, Task

SIZES = (13, 124, 1000, 3321)
FULL = 10598
"""Campaign sizes: communes of a district, communes of the new Vĩnh Long, a middle size, communes of the country since
2025; `FULL`: communes of the country before.
"""

_PATIENCE = 30.0
"""Seconds a child process has to end by itself after Ctrl-C."""

_ROOT = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    asked = _parsed(arguments)
    sizes = sorted({*asked.units, *([FULL] if asked.full else [])})
    results: dict[tuple[str, int], list[Seen]] = defaultdict(list)
    with tempfile.TemporaryDirectory(dir=asked.folder, ignore_cleanup_errors=True) as scratch:
        with contextlib.suppress(KeyboardInterrupt):  # what was measured until then is printed
            for size in sizes:
                root = Path(scratch) / str(size)
                _say(f"{size:,} units: making the campaign and its returns")
                _child(
                    "benchmarks.making", str(root), str(size), *([str(asked.kept)] if asked.kept else [])
                )
                _rounds(asked, root, size, results)
        measured = [size for size in sizes if any(size == each for _, each in results)]
        print(
            f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, ", end=""
        )
        print(f"medians of {asked.repeats} rounds\n")
        print(Report(results, measured).text() if measured else "nothing was measured", flush=True)


def _rounds(
    asked: argparse.Namespace, root: Path, size: int, results: dict[tuple[str, int], list[Seen]]
) -> None:
    """Measure all tasks in turn, repeated as often as requested."""
    before = ""
    for turn in range(asked.repeats):
        for task in TASKS:
            if asked.only and task.key not in asked.only:
                continue
            _say(f"{size:,} units, round {turn + 1} of {asked.repeats}: {task.key}")
            if task.after not in ("", before):
                _measured(TASK_BY_KEY[task.after], root, size)
            for key, seen in _measured(task, root, size).items():
                results[key, size].append(seen)
            before = task.key


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--units", type=int, nargs="+", default=SIZES, help="sizes of campaigns")
    parser.add_argument("--full", action="store_true", help=f"with {FULL:,} units too")
    parser.add_argument("--repeats", type=int, default=3, help="rounds; an odd number (default 3)")
    parser.add_argument("--only", nargs="+", choices=[task.key for task in TASKS], help="these tasks alone")
    parser.add_argument("--kept", type=_absolute, help="where made campaigns are kept for later runs")
    parser.add_argument(
        "--folder", type=_absolute, help="where campaigns are made (10,598 units take 1.7 GB)"
    )
    return parser.parse_args(arguments)


def _absolute(text: str) -> Path:
    return Path(text).resolve()


def _measured(task: Task, root: Path, size: int) -> dict[str, Seen]:
    """The measurements of a task's run, by line key: the task's own and those of its parts."""
    done = min(size, task.sampled or size)
    measured = json.loads(_child("benchmarks.measure", task.key, str(root), str(done)))
    whole = Spent(measured["seconds"], measured["processors"])
    parts = {name: Spent(**part) for name, part in measured["parts"].items()}
    if parts:
        parts[BESIDES] = whole - sum(parts.values(), Spent())
    lines = {task.key: whole, **{f"{task.key}.{name}": part for name, part in parts.items()}}
    return {
        key: Seen(done, spent.seconds, spent.processors, measured["peak"], measured["worker"])
        for key, spent in lines.items()
    }


def _child(module: str, *arguments: str) -> str:
    """The output of a new process. This process imports no large library, so that the new one starts small."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, encoding="utf-8") as child:
        try:
            output, _ = child.communicate()
        except KeyboardInterrupt:
            _await_end(child)
            raise
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return output


def _await_end(child: subprocess.Popen[str]) -> None:
    """Wait for the child, which was interrupted as well and still has to end workers and remove files."""
    try:
        child.wait(_PATIENCE)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        child.kill()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

"""Makes a campaign in a process of its own: `python -m benchmarks.making FOLDER UNITS [KEPT]`.

With KEPT it is made in that folder, or taken from it if it was kept there, and copied from there to FOLDER.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.campaign import made_campaign
from benchmarks.kept import kept_campaign
from macros_py.steps.progress import Progress as Report


def main() -> None:
    """Make the campaign named on the command line, and show the progress."""
    root, units = Path(sys.argv[1]), int(sys.argv[2])
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bars:

        def make(target: Path) -> None:
            made_campaign(
                target, units, _reporting(bars, "issuing"), _reporting(bars, "filling in returns")
            )

        if len(sys.argv) > 3:
            shutil.copytree(kept_campaign(Path(sys.argv[3]), units, make), root)
        else:
            make(root)


def _reporting(bars: Progress, text: str) -> Report:
    """A progress bar that appears with the first report."""
    task = bars.add_task(text, total=None, start=False)

    def report(done: int, of: int) -> None:
        if not done:
            bars.start_task(task)
        bars.update(task, completed=done, total=of)

    return report


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)

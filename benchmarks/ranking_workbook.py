"""Measures the ranking workbook: its size, the time to write it, the time LibreOffice takes to load and recalculate it.

uv run python -m benchmarks.ranking_workbook 13 134 3321

Units, scores and blocks are invented (the communes of the preset vinh-long-2023, repeated), without forms. Each
argument is a number of units; with --keep FOLDER the workbooks are kept there.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generator.ranking.model import RankingContent
from generator.ranking.workbook import ranking_workbook
from tests.support.synthetic import UNITS_OF_A_BLOCK, synthetic_results


def load_seconds(workbook: Path) -> float:
    """The seconds LibreOffice takes to start, load, recalculate and write the first sheet as CSV."""
    program = shutil.which("soffice") or shutil.which("soffice.exe")
    if program is None:
        return float("nan")
    with tempfile.TemporaryDirectory() as place:
        profile = Path(place) / "profile"
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "csv",
                   "--outdir", place, str(workbook)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)  # the first start makes the profile
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line for each number of units."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[13, 134, 3321])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--block", type=int, default=UNITS_OF_A_BLOCK)
    chosen = parser.parse_args(arguments)
    print("units  write CPU s   KiB   LibreOffice s")
    with tempfile.TemporaryDirectory() as place:
        folder = chosen.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        for count in chosen.counts:
            content = RankingContent(synthetic_results(count, chosen.block), (), (), ())
            started = time.process_time()
            package = ranking_workbook(content)
            written = time.process_time() - started
            path = folder / f"xep-hang-{count}.xlsx"
            path.write_bytes(package)
            print(f"{count:5}  {written:11.2f}  {len(package) // 1024:4}  {load_seconds(path):14.1f}")


if __name__ == "__main__":
    main()

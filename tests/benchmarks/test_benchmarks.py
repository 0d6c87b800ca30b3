"""The benchmark runs, and tells what was measured. How fast anything is is asserted nowhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import benchmarks.__main__
from benchmarks.__main__ import main
from benchmarks.clock import Stopwatch
from benchmarks.memory import WorkersWatched
from benchmarks.report import Report, Seen
from benchmarks.tasks import LINES, TASK_BY_KEY


def test_every_task_runs_on_a_small_campaign(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All returns of the made-up campaign are accepted (the task itself asserts it), nothing is left behind."""
    main(["--units", "2", "--repeats", "1", "--folder", str(tmp_path)])
    rows = _rows(capsys.readouterr().out)
    for line in LINES:
        (row,) = [cells for label, cells in rows.items() if _label(label) == line.label]
        assert _figure(row[0]) > 0
    whole, apart, ranking = (
        _figure(rows[next(line.label for line in LINES if line.key == key)][0])
        for key in ("consolidate", "consolidate.besides", "consolidate.ranking")
    )
    assert apart + ranking == pytest.approx(whole, abs=0.002)
    assert list(tmp_path.iterdir()) == []


def test_a_kept_campaign_is_used_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tasks that need what another one leaves behind get it, though it is not measured itself."""
    given = ["--units", "2", "--repeats", "1", "--folder", str(tmp_path), "--kept", str(tmp_path / "kept")]
    main([*given, "--only", "again"])
    assert TASK_BY_KEY["again"].after == "consolidate"
    (kept,) = (tmp_path / "kept").iterdir()
    made = {file: file.stat().st_mtime_ns for file in kept.rglob("*")}
    rows = _rows(capsys.readouterr().out)
    assert _figure(rows["**cchc consolidate**, again, nothing new"][0]) > 0
    assert rows["**cchc consolidate**, the whole step"][0] == ""
    main([*given, "--only", "inflate"])
    assert {file: file.stat().st_mtime_ns for file in kept.rglob("*")} == made
    assert list((tmp_path / "kept").iterdir()) == [kept]


def test_interrupted_what_was_measured_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"seconds": 0.5, "processors": 0.25, "parts": {}, "peak": 1, "worker": 0}

    def child(module: str, *arguments: str) -> str:
        if module == "benchmarks.measure" and arguments[0] == "stamping":
            raise KeyboardInterrupt
        return json.dumps(told)

    monkeypatch.setattr(benchmarks.__main__, "_child", child)
    main(["--units", "10"])
    rows = _rows(capsys.readouterr().out)
    assert rows["**cchc generate**, the whole step"][0] == "50.000"
    assert rows["**cchc**, the loop (nothing written)"][0] == ""


def test_the_largest_worker_is_watched() -> None:
    """A worker that holds 200 MB for half a second, beside this process."""
    with WorkersWatched() as workers:
        hold = "import time; held = bytearray(b'x') * 200_000_000; time.sleep(0.5)"
        subprocess.run([sys.executable, "-c", hold], check=True)
    if sys.platform != "win32":
        assert 200e6 < workers.peak < 300e6


def test_a_stopwatch_adds_up_and_hands_on() -> None:
    watch = Stopwatch()
    timed = watch.on(divmod)
    assert (timed(7, 2), timed(9, 4)) == ((3, 1), (2, 1))
    with pytest.raises(ZeroDivisionError):
        timed(1, 0)
    assert watch.calls == 3
    assert watch.spent.seconds > 0


def test_figures_are_medians_ratios_and_growth() -> None:
    """Worked by hand: 2 ms a unit at 124, 3 ms at 1,000; XlsxWriter 100 ms."""

    def seen(done: int, *milliseconds: float, peak: float = 50e6) -> list[Seen]:
        return [Seen(done, done * each / 1000, done * each / 2000, int(peak)) for each in milliseconds]

    results = {
        ("stamping", 124): seen(124, 9, 2, 1),
        ("stamping", 1000): seen(1000, 3, 3, 30),
        ("generate", 124): seen(124, 4),
        ("generate", 1000): seen(1000, 6, peak=50.876e6),
        ("xlsxwriter", 124): seen(26, 100),
        ("xlsxwriter", 1000): seen(26, 100, 90, 120),
    }
    lines = _rows(Report(results, [124, 1000]).text())
    stamping = lines["**cchc**, the loop (nothing written)"]
    assert stamping == ["2.000", "3.000", "3.00", "0.50", "1.500", "0.50", "50", "", "0.0", "1.50"]
    whole = lines["**cchc generate**, the whole step"]
    assert whole == ["4.000", "6.000", "6.00", "1.00", "3.000", "0.50", "51", "", "1.0", "1.50"]
    assert lines["XlsxWriter per form, the loop \\*26"][:4] == ["100.000", "100.000", "", "16.67"]
    goal = lines["Issuing, the loop: XlsxWriter per form over cchc: ≥ 50×"]
    assert goal == ["33.33×", "33.33×", "**missed**"]
    assert lines["Flat memory: issuing, the process: ≤ 5 KB per unit"] == ["1.00 KB per unit", "", "met"]
    assert "Flat memory: issuing, its largest worker: ≤ 5 KB per unit" not in lines
    assert lines["Consolidation, the ranking workbook apart, over bare calamine"][0] == "not measured"


def test_the_ranking_workbook_is_counted_apart() -> None:
    """Worked by hand: of 30 s for 1,000 units 10 are the workbook's; calamine takes 10 s of one core. The workers
    use both cores for the rest: 36 s of processors in 20.
    """
    results = {
        ("consolidate", 124): [Seen(124, 2.48, 4.0, 90_000_000, 80_000_000)],
        ("consolidate", 1000): [Seen(1000, 30, 46, 98_760_000, 80_876_000)],
        ("consolidate.besides", 124): [Seen(124, 2.48, 4.464, 90_000_000)],
        ("consolidate.besides", 1000): [Seen(1000, 20, 36, 98_760_000)],
        ("consolidate.ranking", 1000): [Seen(1000, 10, 10, 98_760_000)],
        ("pandas", 1000): [Seen(26, 5.2, 5.2, 1)],
        ("calamine", 1000): [Seen(1000, 10, 10, 1)],
    }
    lines = _rows(Report(results, [124, 1000]).text())
    assert lines["**cchc consolidate**, the whole step"][2:] == [
        "30.00", "1.00", "46.000", "1.53", "99", "81", "10.0", "1.50",
    ]  # fmt: skip
    assert lines["… machine files too, the ranking workbook counted apart"][2:] == [
        "20.00", "0.67", "36.000", "1.80", "", "", "", "1.00",
    ]  # fmt: skip
    apart = "Consolidation, the ranking workbook apart, over bare calamine: ≤ 2×"
    assert lines[apart] == ["2.00×", "3.60×", "met"]
    assert lines["… the whole step, that workbook included: ≤ 2×"] == ["3.00×", "4.60×", "**missed**"]
    loop = "The pandas/openpyxl loop over consolidation, the ranking workbook apart: ≥ 10×"
    assert lines[loop] == ["10.00×", "5.56×", "met"]
    linear = "Linear: consolidation, the ranking workbook apart, time per unit, 1,000 over 124: ≤ 1.2×"
    assert lines[linear] == ["1.00×", "1.00×", "met"]
    flat = "Flat memory: consolidation, its largest worker: ≤ 5 KB per unit"
    assert lines[flat] == ["1.00 KB per unit", "", "met"]
    cores = "Both cores: consolidation, the ranking workbook apart: ≥ 1.5 cores"
    assert lines[cores] == ["1.80 cores", "", "met"]


def _rows(text: str) -> dict[str, list[str]]:
    """The cells of all tables by the text in their first column."""
    rows = [line.split("|") for line in text.splitlines() if "|" in line]
    return {row[1].strip(): [cell.strip() for cell in row[2:-1]] for row in rows}


def _figure(cell: str) -> float:
    return float(cell.replace(",", ""))


def _label(text: str) -> str:
    """Without the number of units that were done at most."""
    return text.partition(" \\*")[0]

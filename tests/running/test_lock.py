"""One run at a time on a campaign."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cchc.campaign.running import Busy, running
from tests.support.rounds import Round, full_values


def start(root: Path) -> subprocess.Popen[str]:
    code = "import sys; from macros_py.cli import main; main(['consolidate', sys.argv[1]])"
    return subprocess.Popen(
        [sys.executable, "-c", code, str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def pair(root: Path) -> tuple[list[int], str]:
    """Exit codes of two runs at once, and what they said on the error stream."""
    runs = [start(root), start(root)]
    errors = [run.communicate(timeout=120)[1] for run in runs]
    return sorted(run.returncode for run in runs), "".join(errors)


def test_the_other_run_is_told_who_is_at_it(fresh_round: Round) -> None:
    with running(fresh_round.opened.folder, "consolidate"), pytest.raises(Busy) as told:
        fresh_round.consolidate()
    said = str(told.value)
    assert "cchc consolidate" in said and "?" not in said
    fresh_round.consolidate()


def test_a_dead_run_leaves_no_lock(fresh_round: Round) -> None:
    code = (
        "import sys, os; from pathlib import Path; from cchc.campaign.folder import CampaignFolder;"
        "from cchc.campaign.running import running;"
        "context = running(CampaignFolder(Path(sys.argv[1])), 'consolidate'); context.__enter__(); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(fresh_round.root)], check=False)
    assert done.returncode == 9
    fresh_round.consolidate()


def test_of_two_at_once_no_result_is_half(fresh_round: Round) -> None:
    fresh_round.put("a.xlsx", fresh_round.form(full_values(fresh_round.criteria)))
    codes, said = pair(fresh_round.root)
    assert codes in ([0, 0], [0, 2]), said  # the second may have begun when the first was done
    assert "Traceback" not in said


@pytest.mark.long
def test_a_hundred_pairs(fresh_round: Round) -> None:
    fresh_round.put("a.xlsx", fresh_round.form(full_values(fresh_round.criteria)))
    together = 0
    for _ in range(100):
        codes, said = pair(fresh_round.root)
        assert codes in ([0, 0], [0, 2]) and "Traceback" not in said
        together += codes == [0, 2]
    print(f"{together} of 100 pairs met; exactly one worked each time")
    assert together > 50

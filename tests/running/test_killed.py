"""The whole command killed, or out of space, at each of its writes: no half result, and it goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cchc.files import UNFINISHED_FILE
from tests.intake.spoiling import filled
from tests.support.rounds import Round, full_values

_FAILING = """
import os, sys
fail_at, how, root = int(sys.argv[1]), sys.argv[2], sys.argv[3]
count = 0
def counting(real):
    def call(*arguments, **settings):
        global count
        count += 1
        if count == fail_at:
            if how == "kill":
                os._exit(9)
            raise OSError(28, "No space left on device")
        return real(*arguments, **settings)
    return call
import cchc.files
os.fsync, os.replace = counting(os.fsync), counting(os.replace)
from macros_py.cli import main
try:
    main(["consolidate", root])
except SystemExit as ended:
    print(f"writes={count}")
    sys.exit(ended.code)
"""

RESULTS = ("xep-hang.csv", "diem.csv", "phat-hien.jsonl", "so-nhan.csv", "xep-hang.xlsx")


def run(root: Path, fail_at: int, how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _FAILING, str(fail_at), how, str(root)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


def results(round_: Round) -> dict[str, bytes]:
    folder = round_.opened.folder.results
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in RESULTS}


def scores(held: dict[str, bytes]) -> bytes:
    return held["diem.csv"]


def check(round_: Round, fail_at: int, how: str, old: dict[str, bytes], new: dict[str, bytes]) -> bool:
    """One failure and what stands after it; whether there was such a write."""
    done = run(round_.root, fail_at, how)
    assert "Traceback" not in done.stderr, done.stderr
    held = results(round_)
    if f"writes={fail_at - 1}" in done.stdout:
        return False
    if (round_.opened.folder.results / UNFINISHED_FILE).exists():
        assert how == "kill" or done.returncode == 2
    else:
        assert scores(held) in (scores(old), scores(new)), fail_at
        assert held.keys() == old.keys()
        same = old if scores(held) == scores(old) else new
        assert held["phat-hien.jsonl"] == same["phat-hien.jsonl"], fail_at
    run(round_.root, 0, how)
    assert scores(results(round_)) == scores(new), fail_at
    return True


def swept(round_: Round, how: str, writes: range) -> int:
    tried = 0
    for fail_at in writes:
        old_form, new_form = filled(round_, {"1.1.2:done": None}), round_.form(full_values(round_.criteria))
        round_.put("a.xlsx", old_form)
        run(round_.root, 0, how)
        old = results(round_)
        round_.put("a.xlsx", new_form)
        run(round_.root, 0, how)
        new = results(round_)
        assert scores(old) != scores(new)
        round_.put("a.xlsx", old_form)
        run(round_.root, 0, how)
        round_.put("a.xlsx", new_form)
        if not check(round_, fail_at, how, old, new):
            break
        tried += 1
    return tried


@pytest.mark.parametrize(("how", "fail_at"), [("kill", 4), ("full", 2)])
def test_a_failed_write(fresh_round: Round, how: str, fail_at: int) -> None:
    assert swept(fresh_round, how, range(fail_at, fail_at + 1)) == 1


@pytest.mark.long
@pytest.mark.parametrize("how", ["kill", "full"])
def test_every_write_of_the_command(fresh_round: Round, how: str) -> None:
    tried = swept(fresh_round, how, range(1, 100))
    print(f"{how}: {tried} writes, 0 half results")
    assert tried >= 10

"""The whole command killed, or out of space, at each of its writes: no half result, and it goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import pytest

from cchc.together import STAGED, UNFINISHED_FILE
from tests.appraisal.rounds import Appraising, claimed, start_appraising
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
if how == "kill":
    os.unlink = counting(os.unlink)
from macros_py.cli import main
try:
    main(["consolidate", root])
except SystemExit as ended:
    print(f"writes={count}")
    sys.exit(ended.code)
"""

RESULTS = ("xep-hang.csv", "diem.csv", "phat-hien.jsonl", "so-nhan.csv", "xep-hang.xlsx")


TOLD = ("diem.csv", "phat-hien.jsonl")
AGENCIES = ("PNV", "VP", "PTP", "PTCKH", "PVHTT", "PKTHT")


def run(root: Path, fail_at: int, how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _FAILING, str(fail_at), how, str(root)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


def results(round_: Round) -> dict[str, bytes]:
    """Everything that stands as a result, the result forms among it."""
    folder = round_.opened.folder.results
    paths = [path for path in folder.iterdir() if path.name in RESULTS]
    paths += (folder / "phieu-ket-qua").rglob("*.xlsx")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def told(held: dict[str, bytes]) -> dict[str, bytes]:
    """What is the same in two runs of any day: scores, findings and the result forms."""
    return {name: content for name, content in held.items() if "/" in name or name in TOLD}


def scores(held: dict[str, bytes]) -> bytes:
    return held["diem.csv"]


def writes_of(done: subprocess.CompletedProcess[str]) -> int:
    return int(done.stdout.rpartition("writes=")[2])


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
        assert told(held) in (told(old), told(new)), fail_at
    run(round_.root, 0, how)
    assert told(results(round_)) == told(new), fail_at
    assert not (round_.opened.folder.results / STAGED).exists()
    return True


Put = Callable[[], None]


def swept(round_: Round, how: str, writes: Iterable[int], put_old: Put, put_new: Put) -> int:
    tried = 0
    for fail_at in writes:
        put_old()
        run(round_.root, 0, how)
        old = results(round_)
        put_new()
        run(round_.root, 0, how)
        new = results(round_)
        assert scores(old) != scores(new)
        put_old()
        run(round_.root, 0, how)
        put_new()
        if not check(round_, fail_at, how, old, new):
            break
        tried += 1
    return tried


def forms(round_: Round) -> tuple[Put, Put]:
    """A return with a gap, and the same without it."""
    old_form, new_form = filled(round_, {"1.1.2:done": None}), round_.form(full_values(round_.criteria))
    return lambda: round_.put("a.xlsx", old_form), lambda: round_.put("a.xlsx", new_form)


@pytest.fixture
def told_round(tmp_path: Path) -> Appraising:
    """Two communes whose appraisal is done: each has its result form."""
    round_ = start_appraising(tmp_path / "dot", 2)
    claimed(round_, {unit: {} for unit in round_.units})
    round_.issue("first")
    for agency in AGENCIES:
        round_.answer("first", agency)
    round_.merge()
    return round_


def claims(round_: Appraising) -> tuple[Put, Put]:
    """Claims as appraised; and one changed since, whose unit has no result any more."""
    first = round_.units[0]
    return (
        lambda: claimed(round_, {first: {}}),
        lambda: claimed(round_, {first: {"2.1.1:done": Fraction(1)}}),
    )


@pytest.mark.parametrize(("how", "fail_at"), [("kill", 4), ("full", 2)])
def test_a_failed_write(fresh_round: Round, how: str, fail_at: int) -> None:
    assert swept(fresh_round, how, [fail_at], *forms(fresh_round)) == 1


def test_killed_while_result_forms_take_their_places(told_round: Appraising) -> None:
    """The ranking is new already, a form that must go still there: the note says so."""
    put_old, put_new = claims(told_round)
    put_new()
    writes = writes_of(run(told_round.root, 0, "kill"))
    put_old()
    run(told_round.root, 0, "kill")
    old = results(told_round)
    assert sum("/" in name for name in old) == 2
    put_new()
    results_folder = told_round.opened.folder.results
    for fail_at in range(writes, 0, -1):
        run(told_round.root, fail_at, "kill")
        if (results_folder / UNFINISHED_FILE).exists():
            break
        put_old()
        run(told_round.root, 0, "kill")
        put_new()
    note = (results_folder / UNFINISHED_FILE).read_text("utf-8")
    held = results(told_round)
    assert scores(held) != scores(old)
    assert [line for line in note.splitlines() if line.startswith("- phieu-ket-qua/")]
    run(told_round.root, 0, "kill")
    assert sum("/" in name for name in results(told_round)) == 1
    assert not (results_folder / UNFINISHED_FILE).exists()


@pytest.mark.long
@pytest.mark.parametrize("how", ["kill", "full"])
def test_every_write_of_the_command(fresh_round: Round, how: str) -> None:
    tried = swept(fresh_round, how, range(1, 100), *forms(fresh_round))
    print(f"{how}: {tried} writes, 0 half results")
    assert tried >= 10


@pytest.mark.long
@pytest.mark.parametrize("how", ["kill", "full"])
def test_every_write_with_result_forms(told_round: Appraising, how: str) -> None:
    tried = swept(told_round, how, range(1, 200), *claims(told_round))
    print(f"{how}: {tried} writes with result forms, 0 half results")
    assert tried >= 12

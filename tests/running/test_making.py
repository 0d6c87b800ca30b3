"""`init` is whole or nothing: after a full disk, a kill or Ctrl+C the folder is as before, and `init` works again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc.campaign.making import UNFINISHED
from cchc.errors import CannotWrite, CchcError
from generator.control_workbook import control_workbook
from macros_py.demo import run as demo
from macros_py.steps.campaign import open_campaign
from macros_py.steps.init import init_campaign
from workbook_templates.library import preset

PRESET = "hon-quan-2023"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")

_KILLED = """
import os, sys
count = 0
def counting(real):
    def call(*arguments, **settings):
        global count
        count += 1
        if count == int(sys.argv[1]):
            os._exit(9)
        return real(*arguments, **settings)
    return call
for name in ("fsync", "replace", "mkdir", "rename", "rmdir", "unlink"):
    setattr(os, name, counting(getattr(os, name)))
from macros_py.cli import main
main(["init", sys.argv[2]])
"""
_INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, getattr(signal, sys.argv.pop(1)))
from macros_py import cli
print("ready", flush=True)
cli.main()
"""
_LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
from macros_py.cli import main
main()
"""


@pytest.fixture(scope="module")
def control() -> bytes:
    return control_workbook(preset(PRESET).tables)


@pytest.fixture(autouse=True)
def made_once(control: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control workbook takes most of the time; what these tests look at is where it goes."""
    monkeypatch.setattr("generator.control_workbook.control_workbook", lambda tables: control)


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def is_whole(root: Path) -> bool:
    """A campaign that opens, with all that `init` makes."""
    if not (root / "so-dieu-hanh.xlsx").exists():
        return False
    opened = open_campaign(root)
    assert len(list(root.glob("*.cmd"))) == 4
    return len(opened.campaign.units) == 13


def assert_works_again(root: Path) -> None:
    """The next `init` makes a whole campaign and leaves nothing lying about."""
    init_campaign(root, PRESET)
    assert is_whole(root)
    assert [name for name in tree(root.parent) if UNFINISHED in name] == []


def targets(folder: Path) -> dict[str, Path]:
    """Places a campaign may be made at: one that is not there, one deeper down, and an empty folder."""
    (folder / "empty").mkdir(parents=True)
    return {"new": folder / "new", "deep": folder / "a" / "b", "empty": folder / "empty"}


def failing(monkeypatch: pytest.MonkeyPatch, fail_at: int, error: BaseException) -> Callable[[], int]:
    """Let the n-th call that puts something on the disk fail; returns how many there were."""
    count = 0

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **settings: Any) -> Any:
            nonlocal count
            count += 1
            if count == fail_at:
                raise error
            return real(*arguments, **settings)

        return call

    for module, name in (
        (os, "fsync"),
        (os, "replace"),
        (os, "mkdir"),
        (os, "rename"),
        (Path, "write_text"),
    ):
        monkeypatch.setattr(module, name, counting(getattr(module, name)))
    return lambda: count


@pytest.mark.parametrize("where", ["new", "deep", "empty"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_every_write_failing(tmp_path: Path, where: str, error: BaseException) -> None:
    for fail_at in (1, 2, 3, *range(4, 24, 4), *range(24, 200)):
        folder = tmp_path / str(fail_at)
        root = targets(folder)[where]
        before = tree(folder)
        with pytest.MonkeyPatch.context() as patch:
            count, made = failing(patch, fail_at, error), False
            try:
                init_campaign(root, PRESET)
                made = True
            except (CannotWrite, KeyboardInterrupt) as told:
                assert isinstance(error, KeyboardInterrupt) or str(root) in str(told)
                assert UNFINISHED not in str(told)
        if count() < fail_at:
            assert made and fail_at > 20
            return
        if made:  # a folder that was to be made was there already
            assert is_whole(root)
        else:
            assert tree(folder) == before, fail_at
            assert_works_again(root)
        shutil.rmtree(folder)
    raise AssertionError("no end of writes")


@pytest.mark.parametrize("where", ["new", "empty"])
def test_killed_at_some_of_its_writes(tmp_path: Path, where: str) -> None:
    """All of the last ones, when what was made takes its place, and some of those before."""
    tried = 0
    for fail_at in (3, 20, *range(33, 60, 3 if where == "new" else 2)):
        folder = tmp_path / str(fail_at)
        root = targets(folder)[where]
        command = [sys.executable, "-c", _KILLED, str(fail_at), str(root)]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        if done.returncode != 9:
            assert is_whole(root)
            break
        tried += 1
        if is_whole(root):
            with pytest.raises(CchcError):
                init_campaign(root, PRESET)
            assert is_whole(root)
        else:
            assert_works_again(root)
    assert tried > 4


@posix
def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    """The system itself refuses: a sentence, exit code 2, nothing made."""
    command = [sys.executable, "-c", _LIMITED, "init", str(tmp_path / "dot")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 2
    assert str(tmp_path / "dot") in done.stderr and "Traceback" not in done.stderr
    assert tree(tmp_path) == []


def interrupted(pause: float, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The program, stopped by Ctrl+C so long after its first line."""
    with subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED, "default_int_handler", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=cwd,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def assert_stopped(done: subprocess.CompletedProcess[str]) -> None:
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 2), done.stderr
    if done.returncode == 2:
        assert "Đã dừng." in done.stderr


@posix
@pytest.mark.parametrize("where", ["new", "empty"])
def test_interrupted_at_many_moments(tmp_path: Path, where: str) -> None:
    stopped = 0
    for moment in range(12):
        folder = tmp_path / str(moment)
        root = targets(folder)[where]
        before = tree(folder)
        done = interrupted(moment * 0.04, "init", str(root), cwd=folder)
        assert_stopped(done)
        stopped += done.returncode == 2
        if is_whole(root):
            continue
        assert tree(folder) == before
        assert_works_again(root)
    assert stopped


@posix
@pytest.mark.parametrize("verb", ["--help", "status", "generate", "consolidate"])
def test_any_verb_interrupted_while_it_imports(tmp_path: Path, verb: str) -> None:
    root = tmp_path / "dot"
    init_campaign(root, PRESET)
    for moment in range(5):
        assert_stopped(interrupted(moment * 0.03, verb, str(root), cwd=tmp_path))


@posix
def test_where_ctrl_c_is_switched_off_it_stays_off(tmp_path: Path) -> None:
    """As of a program started in the background, or with nohup."""
    with subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED, "SIG_IGN", "init", "dot"],
        stdout=subprocess.PIPE,
        cwd=tmp_path,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert is_whole(tmp_path / "dot")


def test_in_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`.` stays the folder it was: a shell that stands in it sees the campaign."""
    monkeypatch.chdir(tmp_path)
    inode = tmp_path.stat().st_ino
    init_campaign(Path(), PRESET)
    assert is_whole(Path())
    assert tmp_path.stat().st_ino == inode


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    used, file = tmp_path / "used", tmp_path / "file"
    used.mkdir()
    (used / "thu.txt").write_text("của người khác", encoding="utf-8")
    file.write_text("một tệp", encoding="utf-8")
    before = tree(tmp_path)
    for root in (used, file, file / "dot"):
        with pytest.raises(CchcError):
            init_campaign(root, PRESET)
    assert tree(tmp_path) == before


def test_two_at_once_do_not_clear_each_other_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another run is just making is not taken for a left-over."""
    root = tmp_path / "dot"

    def second(folder: Path) -> None:
        monkeypatch.undo()
        init_campaign(root, PRESET)

    monkeypatch.setattr("macros_py.steps.init.write_starters", second)
    with pytest.raises(CchcError):
        init_campaign(root, PRESET)
    assert is_whole(root)
    assert tree(tmp_path)[0].startswith("dot")


def test_a_demo_that_was_stopped_is_replaced_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped when its campaign has just been made: that is a demo already, and says so."""

    def stop(*arguments: object, **settings: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "issue_forms", stop)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            demo.run_demo(tmp_path / "dot", 2, 1)
        assert (tmp_path / "dot" / "day-la-ban-chay-thu.txt").exists()

"""What is printed goes to a full disk, to a reader that has gone, or nowhere: no traceback, and work that is done is
not called failed.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.command.verbs_at_work import ALL, AtWork, Run, named
from tests.support.command_runs import run_command

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(
    not FULL.exists(), reason="STREAMS NOT TESTED: this system has no /dev/full"
)


@pytest.mark.parametrize("run", ALL, ids=named)
def test_a_full_disk_behind_the_screen(run: Run, at_work: AtWork) -> None:
    """A verb that has written its results ends with their code and says so; one that only shows ends with 2."""
    with FULL.open("wb") as full:
        done = run_command(*run.arguments(at_work), stdout=full)
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr
    assert "ổ đĩa đã đầy" in done.stderr, done.stderr
    if run.made is None:
        assert done.returncode == 2
    else:
        assert done.returncode == run.code, done.stderr
        assert "kết quả đã ghi đầy đủ" in done.stderr
        assert run.made(at_work).exists()


@pytest.mark.parametrize("run", ALL, ids=named)
def test_a_reader_that_has_gone(run: Run, at_work: AtWork) -> None:
    """`cchc … | head -1`: the reader has what it wants, the code is that of the work, and nothing is said."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = run_command(*run.arguments(at_work), stdout=gone)
    assert (done.returncode, done.stderr) == (run.code, ""), done.stderr
    assert run.made is None or run.made(at_work).exists()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["status", "--help"], ["appraise", "x", "--help"]]
)
def test_help_on_a_full_disk(arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        done = run_command(*arguments, stdout=full)
    assert done.returncode == 2
    assert done.stderr == "Không ghi ra được những gì phải hiển thị: ổ đĩa đã đầy.\n"


@pytest.mark.parametrize("verb", ["consolidate", "status"])
@pytest.mark.parametrize("redirected", [">&-", ">&- 2>&-", ">/dev/full 2>/dev/full"])
def test_streams_that_are_closed(verb: str, redirected: str, at_work: AtWork) -> None:
    shell = ["sh", "-c", f'"$@" {redirected}', "sh"]
    done = run_command(verb, at_work.dot, before=shell, stdout=subprocess.PIPE)
    assert done.returncode == (0 if verb == "consolidate" else 2)
    assert "Traceback" not in done.stderr
    assert (at_work.dot / "ket-qua" / "xep-hang.xlsx").exists() == (verb == "consolidate")


def test_an_error_is_told_where_nothing_can_be_told(tmp_path: Path) -> None:
    """The exit code stays when both streams are gone."""
    shell = ["sh", "-c", '"$@" >&- 2>&-', "sh"]
    assert run_command("status", tmp_path / "khong-co", before=shell).returncode == 2

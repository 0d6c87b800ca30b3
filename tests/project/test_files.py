"""A reader never meets half a file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.errors import CannotWrite
from cchc.files import write_atomically, write_side_by_side


def test_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "kết quả" / "xep-hang.csv"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_failure_leaves_the_old_result_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """Disk full, target read-only or open in Excel: one sentence, the old file whole."""
    target = tmp_path / "xep-hang.xlsx"
    write_atomically(target, b"old")

    def fail(*arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(CannotWrite, match=r"xep-hang\.xlsx"):
        write_atomically(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupt_leaves_the_old_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "xep-hang.xlsx"
    write_atomically(target, b"old")

    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_many_are_written_side_by_side_and_told_in_order(tmp_path: Path) -> None:
    """Each whole and in its place when it is told; few contents are held at a time."""
    made: list[int] = []
    told: list[int] = []

    def contents() -> Iterator[tuple[Path, bytes]]:
        for number in range(100):
            made.append(number)
            assert len(made) - len(told) <= 20
            yield tmp_path / f"{number % 7}" / f"{number}.xlsx", str(number).encode() * 1000

    for path in write_side_by_side(contents()):
        told.append(int(path.stem))
        assert path.read_bytes() == path.stem.encode() * 1000
    assert told == list(range(100))
    assert sorted(path.suffix for path in tmp_path.rglob("*.*")) == [".xlsx"] * 100


def test_side_by_side_the_first_failure_is_raised_and_no_half_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if target.name == "30.xlsx":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        true_replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    files = ((tmp_path / f"{number:02d}.xlsx", b"new") for number in range(60))
    told: list[str] = []
    with pytest.raises(CannotWrite, match=r"30\.xlsx"):
        told.extend(path.name for path in write_side_by_side(files))
    assert told == [f"{number:02d}.xlsx" for number in range(30)]
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == [name for name in written if name.endswith(".xlsx") and not name.startswith(".")]
    assert len(written) < 50

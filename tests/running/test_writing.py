"""Killed or out of space at every write: the earlier result is intact, or the new one complete."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cchc.errors import CannotWrite
from cchc.files import UNFINISHED_FILE, finish_writing, write_atomically, write_together

OLD = {"a.csv": b"old a", "b.xlsx": b"old b", "c.jsonl": b"old c"}
NEW = {"a.csv": b"new a", "b.xlsx": b"new b", "c.jsonl": b"new c"}


class Killed(BaseException):
    """The process ends here."""


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in OLD}


def steps(monkeypatch: pytest.MonkeyPatch, fail_at: int, error: BaseException) -> Callable[[], int]:
    """Let the n-th call that touches the disk fail; returns how many there were."""
    count = 0

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **settings: Any) -> Any:
            nonlocal count
            count += 1
            if count == fail_at:
                raise error
            return real(*arguments, **settings)

        return call

    for module, name in ((os, "fsync"), (os, "replace"), (Path, "open"), (Path, "unlink"), (Path, "mkdir")):
        monkeypatch.setattr(module, name, counting(getattr(module, name)))
    return lambda: count


def failures(error: BaseException, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A folder for every n, in which writing the new result failed at the n-th call."""
    for fail_at in range(1, 200):
        folder = tmp_path / str(fail_at)
        write_together(folder, OLD)
        with pytest.MonkeyPatch.context() as patch:
            count = steps(patch, fail_at, error)
            try:
                write_together(folder, NEW)
                if count() < fail_at:
                    return
            except (Killed, CannotWrite):
                pass
        yield fail_at, folder
    raise AssertionError("no end of writes")


def test_killed_at_every_write(tmp_path: Path) -> None:
    tried = 0
    for fail_at, folder in failures(Killed(), tmp_path):
        tried += 1
        if (folder / UNFINISHED_FILE).exists():
            finish_writing(folder)
            assert held(folder) == NEW, fail_at
        else:
            assert held(folder) in (OLD, NEW), fail_at
        write_together(folder, NEW)
        assert sorted(path.name for path in folder.iterdir()) == sorted(NEW), fail_at
    assert tried > 15


def test_a_full_disk_at_every_write(tmp_path: Path) -> None:
    tried = 0
    for fail_at, folder in failures(OSError(28, "No space left on device"), tmp_path):
        tried += 1
        finish_writing(folder)
        assert held(folder) in (OLD, NEW), fail_at
        write_together(folder, NEW)
        assert sorted(path.name for path in folder.iterdir()) == sorted(NEW), fail_at
    assert tried > 15


def test_the_message_names_the_file_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_together(tmp_path, OLD)
    real = Path.open

    def locked(self: Path, mode: str = "r", *rest: Any, **settings: Any) -> Any:
        if self.name == "b.xlsx" and "+" in mode:
            raise PermissionError(13, "Permission denied")
        return real(self, mode, *rest, **settings)

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(CannotWrite, match=r"b\.xlsx.*Excel"):
        write_together(tmp_path, NEW)
    assert held(tmp_path) == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(OLD)


def test_the_note_of_an_unfinished_result_is_in_plain_sight(tmp_path: Path) -> None:
    for _, folder in failures(Killed(), tmp_path):
        if (folder / UNFINISHED_FILE).exists() and held(folder) not in (OLD, NEW):
            text = (folder / UNFINISHED_FILE).read_text(encoding="utf-8")
            assert "chạy lại cchc consolidate" in text and "b.xlsx" in text
            return
    raise AssertionError("no kill fell between two replacements")


def test_one_file_is_whole_or_not_there(tmp_path: Path) -> None:
    for fail_at in range(1, 10):
        target = tmp_path / str(fail_at) / "a.bin"
        with pytest.MonkeyPatch.context() as patch:
            steps(patch, fail_at, OSError(28, "No space left on device"))
            try:
                write_atomically(target, b"new")
            except CannotWrite:
                assert not target.exists()
                continue
        assert target.read_bytes() == b"new"

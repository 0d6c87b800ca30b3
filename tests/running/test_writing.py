"""Killed or out of space at every write: the earlier result is intact, or the new one complete."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cchc.errors import CannotWrite, CchcError
from cchc.files import write_atomically
from cchc.together import STAGED, UNFINISHED_FILE, finish_writing, write_together
from cchc.written import Written

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


OLD_FORMS = {"forms/a/1.xlsx": b"old 1", "forms/b/2.xlsx": b"old 2"}
NEW_FORMS = {"forms/a/1.xlsx": b"new 1", "forms/c/3.xlsx": b"new 3"}


def tree(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize(
    "error", [Killed(), OSError(28, "No space left on device")], ids=["killed", "full"]
)
def test_forms_of_subfolders_change_together_with_the_rest(tmp_path: Path, error: BaseException) -> None:
    """Forms written in passing, one that goes: with the files beside them, at every write, or not at all."""
    unfinished = 0
    for fail_at in range(1, 300):
        folder = tmp_path / str(fail_at)
        write_together(folder, OLD, OLD_FORMS.items(), wholly=["forms"])
        (folder / "forms/b/~$2.xlsx").write_bytes(b"Excel's own")
        with pytest.MonkeyPatch.context() as patch:
            count = steps(patch, fail_at, error)
            try:
                write_together(folder, NEW, iter(NEW_FORMS.items()), wholly=["forms"])
                if count() < fail_at:
                    break
            except (Killed, CannotWrite):
                pass
        old, new = (
            {**o, **f, "forms/b/~$2.xlsx": b"Excel's own"} for o, f in ((OLD, OLD_FORMS), (NEW, NEW_FORMS))
        )
        if (folder / UNFINISHED_FILE).exists():
            unfinished += 1
            finish_writing(folder)
            assert tree(folder) == new, fail_at
        else:
            stands = {
                name: content
                for name, content in tree(folder).items()
                if STAGED not in name and ".tmp" not in name
            }
            assert stands in (old, new), fail_at
        write_together(folder, NEW, NEW_FORMS.items(), wholly=["forms"])
        assert {n: c for n, c in tree(folder).items() if ".tmp" not in n} == new, fail_at
    assert unfinished > 5


def test_a_failure_in_the_making_of_a_form_leaves_everything(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield "forms/a/1.xlsx", b"new 1"
        raise ValueError("no form")

    write_together(tmp_path, OLD, OLD_FORMS.items(), wholly=["forms"])
    with pytest.raises(ValueError, match="no form"):
        write_together(tmp_path, NEW, failing(), wholly=["forms"])
    assert tree(tmp_path) == {**OLD, **OLD_FORMS}


@pytest.mark.parametrize(
    "line",
    [
        "- ../outside.xlsx",
        "../outside.xlsx",
        "- /outside.xlsx",
        "- a.csv -> ../outside.xlsx",
        "- ..\\\\outside.xlsx",
    ],
)
def test_a_note_from_elsewhere_leads_nowhere(tmp_path: Path, line: str) -> None:
    """A line that leads out of the folder takes nothing away there; it stops the run, and nothing is half done."""
    (tmp_path / "outside.xlsx").write_bytes(b"mine")
    folder = tmp_path / "results"
    write_together(folder, OLD)
    (folder / STAGED).mkdir()
    (folder / STAGED / "a.csv").write_bytes(b"new a")
    (folder / UNFINISHED_FILE).write_text(f"x\nx\na.csv\n{line}\n", encoding="utf-8")
    with pytest.raises(CchcError, match="không do phần mềm ghi"):
        finish_writing(folder)
    assert (tmp_path / "outside.xlsx").read_bytes() == b"mine"
    assert held(folder) == OLD and (folder / STAGED / "a.csv").exists()


@pytest.mark.parametrize("way", ["../results", "a/../../results", "./../results/."])
def test_a_path_that_leads_through_the_folder_above(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dots in the path to the folder are no dots in a name: every file comes to its place."""
    (tmp_path / "here/a").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    write_together(tmp_path / "results", OLD, OLD_FORMS.items(), wholly=["forms"])
    write_together(Path(way), NEW, NEW_FORMS.items(), wholly=["forms"])
    assert tree(tmp_path / "results") == {**NEW, **NEW_FORMS}


def test_what_stands_there_at_last_is_compared_with_what_was_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something else writes into the folder in that moment: no success is told."""
    real = os.replace

    def replaced(source: Any, target: Any) -> None:
        real(source, target)
        if Path(target).name == "b.xlsx":
            Path(target).write_bytes(b"other")

    monkeypatch.setattr(os, "replace", replaced)
    with pytest.raises(CannotWrite, match=r"b\.xlsx"):
        write_together(tmp_path, NEW)


def record_of(root: Path) -> Written:
    return Written.read(root, root / "record.json")


def test_what_a_person_changed_or_made_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    write_together(folder, OLD, OLD_FORMS.items(), ["forms"], record_of(tmp_path))
    (folder / "b.xlsx").write_bytes(b"a person's remark")
    (folder / "forms/a/mine.xlsx").write_bytes(b"mine")
    (folder / "forms/b/2.xlsx").write_bytes(b"corrected by hand")
    kept = write_together(folder, NEW, NEW_FORMS.items(), ["forms"], record_of(tmp_path))
    stands = tree(folder)
    assert {name: stands.pop(name) for name in (*NEW, *NEW_FORMS)} == {**NEW, **NEW_FORMS}
    assert stands.pop("forms/a/mine.xlsx") == b"mine"
    aside = {each.name: each.now for each in kept}
    assert aside.pop("forms/a/mine.xlsx") == "forms/a/mine.xlsx"
    assert {name: stands.pop(now) for name, now in aside.items()} == {
        "b.xlsx": b"a person's remark",
        "forms/b/2.xlsx": b"corrected by hand",
    }
    assert stands == {}
    again = write_together(folder, NEW, NEW_FORMS.items(), ["forms"], record_of(tmp_path))
    assert [each.name for each in again] == ["forms/a/mine.xlsx"]


def test_a_form_of_ours_that_goes_is_set_aside(tmp_path: Path) -> None:
    write_together(tmp_path, OLD, OLD_FORMS.items(), ["forms"], record_of(tmp_path))
    assert write_together(tmp_path, OLD, (), ["forms"], record_of(tmp_path)) == ()
    stands = {name: content for name, content in tree(tmp_path).items() if name != "record.json"}
    assert {name: stands.pop(name) for name in OLD} == OLD
    assert all(name.startswith("luu-lai/forms/") for name in stands)
    assert sorted(stands.values()) == sorted(OLD_FORMS.values())


def test_killed_at_every_write_nothing_of_a_person_is_lost(tmp_path: Path) -> None:
    """Killed anywhere and run again: the new result, the person's files, and nothing of ours told as theirs."""
    for fail_at in range(1, 300):
        folder = tmp_path / str(fail_at) / "results"
        root = folder.parent
        write_together(folder, OLD, OLD_FORMS.items(), ["forms"], record_of(root))
        (folder / "b.xlsx").write_bytes(b"a person's remark")
        with pytest.MonkeyPatch.context() as patch:
            count = steps(patch, fail_at, Killed())
            try:
                write_together(folder, NEW, NEW_FORMS.items(), ["forms"], record_of(root))
                if count() < fail_at:
                    return
            except Killed:
                pass
        write_together(folder, NEW, NEW_FORMS.items(), ["forms"], record_of(root))
        stands = {name: content for name, content in tree(folder).items() if ".tmp" not in name}
        assert {name: stands.pop(name) for name in (*NEW, *NEW_FORMS)} == {**NEW, **NEW_FORMS}
        assert sorted(stands.values()) == [b"a person's remark", b"old 2"], fail_at
    raise AssertionError("no end of writes")


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

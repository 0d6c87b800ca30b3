"""The cache of what was read: whatever becomes of its file, a run gives the same result and no error."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest

from cchc.history.journal import journal
from cchc.returns.cache import ReadCache, read_cache
from consolidator.reading.ways import SWITCH
from macros_py.cli import main
from macros_py.steps.consolidate import read_returns
from tests.running.test_going_on import read, results, returned
from tests.support.rounds import TODAY, Round

__all__ = ["read"]

ALL = ["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "e/f.xlsx", "~$a.xlsx"]


def no_database(file: Path) -> None:
    file.write_bytes(b"this is no database, and it is long enough to be looked at" * 20)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def other_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version=99")


def another_database(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE other (x)")


def without_a_table(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE kept")


def a_changed_figure(file: Path) -> None:
    """A claim is another one, and the database itself is whole."""
    with closing(sqlite3.connect(file)) as connection:
        changed = connection.execute("UPDATE kept SET text = replace(text, '\"=1', '\"=2')").rowcount
        connection.commit()
    assert changed > 3


def a_foreign_journal(file: Path) -> None:
    file.with_name(f"{file.name}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 2000)
    no_database(file)


SPOILT: list[Callable[[Path], None]] = [
    no_database,
    cut_short,
    other_version,
    another_database,
    without_a_table,
    a_changed_figure,
    a_foreign_journal,
]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda each: each.__name__)
def test_a_cache_that_cannot_be_trusted_is_made_anew(
    fresh_round: Round, read: list[str], spoil: Callable[[Path], None]
) -> None:
    returned(fresh_round)
    fresh_round.consolidate()
    whole, file = results(fresh_round), fresh_round.opened.folder.read_cache_file
    spoil(file)
    spoilt = file.read_bytes()
    read.clear()
    read_returns(fresh_round.root, TODAY)
    assert sorted(read) == ALL and file.read_bytes() == spoilt
    read.clear()
    fresh_round.consolidate()
    assert sorted(read) == ALL and results(fresh_round) == whole
    read.clear()
    fresh_round.consolidate()
    assert read == ["~$a.xlsx"] and results(fresh_round) == whole
    assert not file.with_name(f"{file.name}-journal").exists()


def test_where_no_cache_can_be_made_a_run_goes_on_without(fresh_round: Round, read: list[str]) -> None:
    returned(fresh_round)
    file = fresh_round.opened.folder.read_cache_file
    (file / "in-the-way").mkdir(parents=True)
    for _ in range(2):
        read.clear()
        fresh_round.consolidate()
        assert sorted(read) == ALL
    assert (fresh_round.opened.folder.results / "xep-hang.csv").exists()


def test_a_verb_that_only_reads_uses_the_cache_and_makes_none(fresh_round: Round, read: list[str]) -> None:
    returned(fresh_round)
    file = fresh_round.opened.folder.read_cache_file
    before = sorted(file.parent.iterdir())
    read_returns(fresh_round.root, TODAY)
    assert sorted(file.parent.iterdir()) == before
    fresh_round.consolidate()
    content, before = file.read_bytes(), sorted(file.parent.iterdir())
    read.clear()
    read_returns(fresh_round.root, TODAY)
    assert read == ["~$a.xlsx"]
    assert (file.read_bytes(), sorted(file.parent.iterdir())) == (content, before)


def test_another_version_of_a_reading_library_reads_everything_anew(
    fresh_round: Round, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    returned(fresh_round)
    fresh_round.consolidate()
    for library in ("lxml", "olefile", "python-calamine", "xlrd"):

        def other(name: str, changed: str = library) -> str:
            return "0.1" if name == changed else version(name)

        monkeypatch.setattr("consolidator.kept.version", other)
        read.clear()
        fresh_round.consolidate()
        assert sorted(read) == ALL, library


def test_asked_to_read_in_full_everything_is_read_anew(
    fresh_round: Round, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who doubts the fast reading is not shown what it gave before."""
    returned(fresh_round)
    fresh_round.consolidate()
    read.clear()
    monkeypatch.setenv(SWITCH, "1")
    fresh_round.consolidate()
    assert sorted(read) == ALL


def test_a_full_disk_costs_only_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with read_cache(tmp_path / "c.sqlite", "basis", writes=True) as cache:
        cache.keep("a", "1")
        monkeypatch.setattr("cchc.returns.cache.transaction", full)
        cache.flush()
        cache.keep("b", "2")
        cache.flush()
        cache.forget_others()
        assert cache.is_empty and cache.get("a") is None


def test_texts_come_back_for_their_own_basis_alone(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    with read_cache(file, "one", writes=True) as cache:
        cache.keep("a", "số “1”")
        cache.keep("half", "\ud800")
        cache.flush()
        assert (cache.get("a"), cache.get("half"), cache.get("b")) == ("số “1”", None, None)
    with read_cache(file, "other", writes=True) as cache:
        assert cache.is_empty and cache.get("a") is None
        cache.forget_others()
    assert ReadCache(file, "one", writes=False).is_empty


def test_the_journal_no_longer_holds_what_was_read(fresh_round: Round, read: list[str]) -> None:
    """A campaign of the version before: its journal is kept, what it had read is read again."""
    returned(fresh_round)
    fresh_round.consolidate()
    folder = fresh_round.opened.folder
    whole = results(fresh_round)
    folder.read_cache_file.unlink()
    with closing(sqlite3.connect(folder.history_file)) as connection:
        connection.execute("CREATE TABLE taken (basis TEXT, sha256 TEXT, outcome TEXT)")
        connection.execute("INSERT INTO taken VALUES ('x', 'y', ?)", ("z" * 500_000,))
        connection.execute("PRAGMA user_version=2")
        connection.commit()
    large = folder.history_file.stat().st_size
    before = shutil.copy(folder.history_file, folder.private.parent.parent / "before.sqlite")
    private, content = sorted(folder.private.iterdir()), folder.history_file.read_bytes()
    for arguments in ([], ["--intake"]):
        with pytest.raises(SystemExit) as ended:
            main(["history", str(fresh_round.root), *arguments])
        assert ended.value.code == 0
    assert (sorted(folder.private.iterdir()), folder.history_file.read_bytes()) == (private, content)
    read.clear()
    fresh_round.consolidate()
    assert sorted(read) == ALL and results(fresh_round) == whole
    assert folder.history_file.stat().st_size < large - 400_000
    with closing(sqlite3.connect(before)) as old, journal(folder.history_file) as book:
        (entries,) = old.execute("SELECT count(*) FROM intake").fetchone()
        assert entries and [run.files for run in book.runs()] == [entries, entries]

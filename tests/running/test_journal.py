"""The history: append-only, brought up to date with a backup first, and honest about what it cannot open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cchc.errors import CchcError
from cchc.findings.finding import Finding
from cchc.history import database
from cchc.history.journal import journal, journal_copy
from cchc.returns.attribution import Attribution
from cchc.returns.receipt import Receipt
from macros_py.cli import main
from tests.support.rounds import Round, full_values

RECEIPT: Receipt[None] = Receipt(
    "a.xlsx",
    "00",
    "accepted",
    "25327",
    1,
    findings=(Finding("UNIT_LATE", "warning"),),
    received=date(2023, 11, 20),
    check_code="123-456",
)


def test_every_intake_is_kept_as_it_first_and_last_stood(tmp_path: Path) -> None:
    with journal(tmp_path / "n.sqlite") as book:
        for verdict in ("accepted", "accepted", "rejected"):
            book.end(book.begin("consolidate"), [replace(RECEIPT, verdict=verdict)])
        entries = list(book.receipts())
        assert [(each.receipt.verdict, each.runs) for each in entries] == [("accepted", 2), ("rejected", 1)]
        assert entries[0].receipt == RECEIPT and list(book.receipts("other")) == []
        assert [run.files for run in book.runs()] == [1, 1, 1] and all(run.ended for run in book.runs())


@pytest.mark.parametrize("table", ["intake", "claim", "seen", "stood"])
def test_nothing_in_it_can_be_changed(tmp_path: Path, table: str) -> None:
    file = tmp_path / "n.sqlite"
    with journal(file) as book:
        book.end(book.begin("consolidate"), [RECEIPT], {"return": {"25327": 1}})
        book.attribute(Attribution("a.xlsx", "00", "25327", "x"))
        book.first_seen(["00"], "2023-11-20")
    column = {"intake": "verdict", "claim": "unit", "seen": "day", "stood": "kind"}[table]
    with closing(sqlite3.connect(file)) as connection:
        for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_the_first_day_stays(tmp_path: Path) -> None:
    with journal(tmp_path / "n.sqlite") as book:
        assert book.first_seen(["00"], "2023-11-20") == {"00": "2023-11-20"}
        assert book.first_seen(["00", "11"], "2023-12-20") == {"00": "2023-11-20", "11": "2023-12-20"}


def test_a_migration_begins_with_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "n.sqlite"
    with journal(file) as book:
        book.end(book.begin("consolidate"), [RECEIPT])
    added = (*database.MIGRATIONS, ("CREATE TABLE more (id INTEGER) STRICT",))
    monkeypatch.setattr(database, "MIGRATIONS", added)
    with journal(file) as book:
        assert len(list(book.receipts())) == 1
    before = len(added) - 1
    with closing(sqlite3.connect(tmp_path / f"n-ban-{before}.sqlite")) as backup:
        assert backup.execute("PRAGMA user_version").fetchone() == (before,)
        assert backup.execute("SELECT count(*) FROM intake").fetchone() == (1,)


def test_a_newer_or_damaged_history_is_said(tmp_path: Path) -> None:
    newer, damaged = tmp_path / "a.sqlite", tmp_path / "b.sqlite"
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version=99")
    damaged.write_bytes(b"this is no database, and it is long enough to be looked at" * 20)
    for file, said in ((newer, "phiên bản cchc mới hơn"), (damaged, "không mở được")):
        with pytest.raises(CchcError, match=said), journal(file):
            pass


def test_the_verb_shows_runs_and_files(fresh_round: Round, capsys: pytest.CaptureFixture[str]) -> None:
    fresh_round.put("a.xlsx", fresh_round.form(full_values(fresh_round.criteria)))
    fresh_round.consolidate()
    for arguments, shown in (
        ([], "consolidate"),
        (["--intake"], "a.xlsx"),
        (["--unit", fresh_round.units[2]], "Chưa có gì"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["lich-su", str(fresh_round.root), *arguments])
        assert not ended.value.code
        assert shown in capsys.readouterr().out.replace("\n", "")


def test_what_stood_is_that_of_the_last_run_over_the_same_units(tmp_path: Path) -> None:
    with journal(tmp_path / "n.sqlite") as book:
        assert book.stood("return", ["1"]) == {} and book.last_moment() == ""
        for authority, stood in (("", {"1": 1, "2": 1}), ("A", {"1": 0, "3": 1})):
            book.end(book.begin("consolidate", authority), stood={"return": stood})
        book.end(book.begin("appraise merge"), stood={"opinion": {"1": 5, "2": 7}})
        assert book.stood("return", ["1"]) == {"1": 1, "2": 1}, (
            "a unit struck from the list was there before"
        )
        assert book.stood("return", ["1"], "A") == {"1": 0, "3": 1}
        assert book.stood("return", ["2"], "B") == {"2": 1} and book.stood("opinion", ["1"], "A") == {
            "1": 5
        }


def test_a_copy_that_is_read_leaves_no_trace(tmp_path: Path) -> None:
    file = tmp_path / "n.sqlite"
    with journal_copy(file) as book:
        assert list(book.runs()) == []
    assert not file.exists()
    with journal(file) as book:
        book.end(book.begin("consolidate"), [RECEIPT])
    before = file.read_bytes()
    with journal_copy(file) as book:
        book.end(book.begin("consolidate"), [RECEIPT])
        assert len(list(book.runs())) == 2
    assert file.read_bytes() == before and list(tmp_path.iterdir()) == [file]

"""Verbs that only read write nothing and decide nothing: no day, no record, no cache."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import cchc.clock as clock
from macros_py.cli import main
from macros_py.steps.consolidate import consolidate, read_returns
from tests.appraisal.rounds import DAY, Appraising
from tests.losing.trees import tree
from tests.support.findings import recorded
from tests.support.rounds import Round, full_values

READING = (
    ["status", "{root}"],
    ["explain", "{root}", "{unit}"],
    ["explain", "{root}", "{unit}", "1.1.1", "--json"],
    ["history", "{root}"],
    ["history", "{root}", "--intake"],
    ["check", "{root}/nop-ve/{file}"],
    ["criteria", "check", "{root}/bo-tieu-chi/{set}"],
    ["criteria", "show", "{root}/bo-tieu-chi/{set}"],
)


def run(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_nothing_is_written(finished: Appraising, arguments: list[str]) -> None:
    """On a finished year, and with a return that no run has seen yet."""
    root, unit = finished.root, finished.units[2]
    finished.put("moi.xlsx", finished.form(full_values(finished.criteria), unit))
    (criteria_set,) = (path.name for path in (root / "bo-tieu-chi").iterdir())
    before = tree(root)
    filled = {"root": root, "unit": finished.units[0], "file": "moi.xlsx", "set": criteria_set}
    assert run([each.format(**filled) for each in arguments]) in (0, 1)
    assert tree(root) == before


def test_a_look_fixes_no_day(fresh_round: Round) -> None:
    """The day of first sight is that of the first run that writes results and stands in the history."""
    unit = fresh_round.units[0]
    fresh_round.put("a.xlsx", fresh_round.form(full_values(fresh_round.criteria), unit))
    read_returns(fresh_round.root, date(2031, 1, 1))
    done = consolidate(fresh_round.root, date(2023, 11, 20))
    assert done.results.units[0].scores.received == date(2023, 11, 20)
    done = consolidate(fresh_round.root, date(2023, 12, 24))
    assert done.results.units[0].scores.received == date(2023, 11, 20)


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2023-12-04T16:59:00+00:00", date(2023, 12, 4)), ("2023-12-04T17:01:00+00:00", date(2023, 12, 5))],
)
def test_days_are_those_of_the_campaign(
    fresh_round: Round, monkeypatch: pytest.MonkeyPatch, moment: str, day: date
) -> None:
    """A machine set to Greenwich time: after 17:00 there it is the next day in Viet Nam."""
    monkeypatch.setattr(clock, "_now", lambda: datetime.fromisoformat(moment))
    fresh_round.put("a.xlsx", fresh_round.form(full_values(fresh_round.criteria)))
    assert run(["consolidate", str(fresh_round.root)]) == 0
    done = read_returns(fresh_round.root)
    assert done.results.units[0].scores.received == day
    assert done.results.units[0].scores.late == (day > date(2023, 12, 4))


@pytest.mark.parametrize("shift", [timedelta(hours=-2), timedelta(days=400)])
def test_a_clock_that_cannot_be_right_is_said(
    fresh_round: Round, monkeypatch: pytest.MonkeyPatch, shift: timedelta
) -> None:
    fresh_round.consolidate()
    assert not [
        each for each in read_returns(fresh_round.root, DAY).findings if each.code == "CLOCK_DOUBTFUL"
    ]
    now = datetime.now().astimezone() + shift
    monkeypatch.setattr(clock, "_now", lambda: now)
    (found,) = (
        each for each in read_returns(fresh_round.root, DAY).findings if each.code == "CLOCK_DOUBTFUL"
    )
    assert recorded(found).found == now.strftime("%d/%m/%Y %H:%M")


def test_status_names_what_lies_unread(finished: Appraising, capsys: pytest.CaptureFixture[str]) -> None:
    finished.put_back("them.xlsx", b"anything")
    run(["status", str(finished.root)])
    assert "them.xlsx" in capsys.readouterr().out
    run(["explain", str(finished.root), finished.units[0]])
    assert "nộp về chưa được ghi" in " ".join(capsys.readouterr().out.split())


def test_a_history_whose_writer_was_killed_is_read_and_left(finished: Appraising, tmp_path: Path) -> None:
    """A journal of SQLite lies beside: it is rolled back in a copy, not in the campaign."""
    file = finished.opened.folder.history_file
    with sqlite3.connect(tmp_path / "copy.sqlite") as copy, sqlite3.connect(file) as source:
        source.backup(copy)
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("PRAGMA journal_mode=DELETE")
    writer.execute("PRAGMA cache_size=1")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("CREATE TABLE half (x)")
    writer.executemany("INSERT INTO half VALUES (?)", [("x" * 1000,) for _ in range(500)])
    hot = file.with_name(f"{file.name}-journal").read_bytes()
    torn = file.read_bytes()
    writer.execute("ROLLBACK")
    writer.close()
    file.write_bytes(torn)
    file.with_name(f"{file.name}-journal").write_bytes(hot)
    before = tree(finished.root)
    assert read_returns(finished.root, DAY).results.units[0].scores.returned
    assert tree(finished.root) == before

"""The journal of a campaign: runs, every file's intake, and what a person decided about a file."""

from __future__ import annotations

import getpass
import json
import platform
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cchc import __version__
from cchc.clock import moment
from cchc.history.database import history_copy, history_database, transaction


class Intake(NamedTuple):
    """One file's intake as the journal keeps it; `findings` are codes."""

    file: str
    sha256: str
    verdict: str
    unit: str
    issue: int | None
    received: str
    check_code: str
    findings: tuple[str, ...]


class Run(NamedTuple):
    """One run: when it began and ended ("" where it was interrupted), who ran it where, and how many
    files it saw.
    """

    verb: str
    began: str
    ended: str
    who: str
    machine: str
    authority: str
    files: int


class IntakeEntry(NamedTuple):
    """A file as it stood over several runs: first and last time (ISO, local), and how many runs."""

    intake: Intake
    first: str
    last: str
    runs: int


class CountedReturn(NamedTuple):
    """A return that counted in some run: the name it had in nop-ve/, and the issue of the form."""

    file: str
    sha256: str
    issue: int | None


@dataclass(frozen=True)
class FileClaim:
    """A person's word that a file is a unit's return. `over` are the SHA-256 of the unit's other
    returns it was chosen over: one that comes later was not among them. The highest `number` was said last.
    """

    file: str
    sha256: str
    unit: str
    reason: str
    over: tuple[str, ...] = ()
    who: str = ""
    recorded: str = ""
    number: int = 0


class Journal:
    """Appends to the history and reads it. Nothing in it is ever changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def begin(self, verb: str, authority: str = "", began: str = "") -> int:
        """Note that a run begins, or `began` at an earlier moment; returns its number."""
        with transaction(self.connection):
            done = self.connection.execute(
                "INSERT INTO run (verb, began, who, machine, version, authority) VALUES (?, ?, ?, ?, ?, ?)",
                (verb, began or moment(), user(), platform.node(), __version__, authority),
            )
        return int(done.lastrowid or 0)

    def end(
        self, run: int, intakes: Iterable[Intake] = (), stood: Mapping[str, Mapping[str, int]] | None = None
    ) -> None:
        """Note what a run made of every file, what stood after it (by kind and unit), and that it is over."""
        ended = moment()
        rows = [
            (run, ended, *each[:-1], json.dumps(each.findings, separators=(",", ":"))) for each in intakes
        ]
        standing = [
            (run, kind, unit, amount)
            for kind, amounts in (stood or {}).items()
            for unit, amount in amounts.items()
        ]
        with transaction(self.connection):
            self.connection.executemany(
                "INSERT INTO intake (run, recorded, file, sha256, verdict, unit, issue, received, check_code,"
                " findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            self.connection.executemany("INSERT INTO stood VALUES (?, ?, ?, ?)", standing)
            self.connection.execute("UPDATE run SET ended = ? WHERE id = ?", (ended, run))

    def stood(self, kind: str, units: Collection[str], authority: str = "") -> dict[str, int]:
        """What stood of one kind, by unit, after the last run over these units that noted it: one over all
        units, of which only these matter, or one at the same authority's desk.
        """
        last = (
            "SELECT run.id, authority FROM run JOIN stood ON stood.run = run.id"
            " WHERE kind = ? AND authority IN ('', ?) ORDER BY run.id DESC LIMIT 1"
        )
        run, of = self.connection.execute(last, (kind, authority)).fetchone() or (0, "")
        query = "SELECT unit, amount FROM stood WHERE run = ? AND kind = ?"
        rows = self.connection.execute(query, (run, kind)).fetchall()
        return {unit: amount for unit, amount in rows if of == authority or unit in units}

    def counted_before(self) -> dict[str, CountedReturn]:
        """The return of each unit that counted last, by unit."""
        rows = self.connection.execute(
            "SELECT unit, file, sha256, issue, max(id) FROM intake"
            " WHERE verdict IN ('accepted', 'accepted_with_remarks') GROUP BY unit"
        )
        return {unit: CountedReturn(file, sha256, issue) for unit, file, sha256, issue, _ in rows}

    def last_moment(self) -> str:
        """When the last run was recorded, "" before the first."""
        (last,) = self.connection.execute(
            "SELECT coalesce(ended, began) FROM run ORDER BY id DESC LIMIT 1"
        ).fetchone() or ("",)
        return str(last)

    def runs(self) -> Iterator[Run]:
        """Every run, the first one first."""
        rows = self.connection.execute(
            "SELECT verb, began, coalesce(ended, ''), who, machine, authority,"
            " (SELECT count(*) FROM intake WHERE intake.run = run.id) FROM run ORDER BY id"
        )
        yield from (Run._make(row) for row in rows)

    def intakes(self, unit: str = "") -> Iterator[IntakeEntry]:
        """Every way in which every file ever stood, in the order in which that was first so; of one
        unit, or all.
        """
        chosen = " WHERE unit = :unit" if unit else ""
        rows = self.connection.execute(
            "SELECT file, sha256, verdict, unit, issue, received, check_code, findings,"
            " min(recorded), max(recorded), count(*)"
            f" FROM intake{chosen} GROUP BY file, sha256, verdict, unit, findings ORDER BY min(id)",
            {"unit": unit},
        )
        for *fields, findings, first, last, runs in rows:
            yield IntakeEntry(Intake._make((*fields, tuple(json.loads(findings)))), first, last, runs)

    def days_seen(self) -> dict[str, str]:
        """The day (ISO) on which each file, by SHA-256, was first seen by a run that wrote results."""
        return dict(self.connection.execute("SELECT sha256, day FROM seen").fetchall())

    def first_seen(self, hashes: Iterable[str], day: str) -> Mapping[str, str]:
        """The same, once `day` is noted for good for those that are new."""
        with transaction(self.connection):
            self.connection.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?, ?)", [(each, day) for each in hashes if each]
            )
        return self.days_seen()

    def claim(self, claim: FileClaim) -> None:
        """Keep a person's word about a file."""
        with transaction(self.connection):
            self.connection.execute(
                "INSERT INTO claim (recorded, who, machine, file, sha256, unit, reason, over)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    moment(),
                    user(),
                    platform.node(),
                    claim.file,
                    claim.sha256,
                    claim.unit,
                    claim.reason,
                    json.dumps(claim.over),
                ),
            )

    def claims(self) -> Mapping[str, FileClaim]:
        """The last word about every file, by SHA-256."""
        return {each.sha256: each for each in self.all_claims()}

    def all_claims(self) -> Iterator[FileClaim]:
        """All that was ever said about files, in that order."""
        rows = self.connection.execute(
            "SELECT file, sha256, unit, reason, over, who, recorded, id FROM claim ORDER BY id"
        )
        for file, sha256, unit, reason, over, who, recorded, number in rows:
            yield FileClaim(file, sha256, unit, reason, tuple(json.loads(over)), who, recorded, number)


@contextmanager
def journal_copy(file: Path) -> Iterator[Journal]:
    """A copy of the journal for verbs that only read: nothing is written, whatever is done to it.

    Raises CchcError.
    """
    with history_copy(file) as connection:
        yield Journal(connection)


@contextmanager
def journal(file: Path) -> Iterator[Journal]:
    """The journal in a history file. Raises CchcError, CannotWrite."""
    with history_database(file) as connection:
        yield Journal(connection)


def user() -> str:
    """Who sits at this computer, as far as it knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such account, as in some containers
        return "?"

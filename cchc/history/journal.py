"""The journal of a campaign: runs, the intake of every file, and users' statements of which unit a file
belongs to.
"""

from __future__ import annotations

import json
import platform
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cchc import __version__
from cchc.clock import moment
from cchc.findings.catalogue import CATALOGUE
from cchc.findings.finding import Finding
from cchc.history.database import history_copy, history_database
from cchc.returns.attribution import Attribution
from cchc.returns.receipt import Receipt
from cchc.transactions import transaction
from cchc.user import user


class Run(NamedTuple):
    """One run: when it began and ended ("" where it was interrupted), who ran it on which machine, and how
    many files it read.
    """

    verb: str
    began: str
    ended: str
    who: str
    machine: str
    authority: str
    files: int


class ReceiptEntry(NamedTuple):
    """A file with one and the same result over several runs: first and last time (ISO, local), and the
    number of runs.
    """

    receipt: Receipt[None]
    first: str
    last: str
    runs: int


class Journal:
    """Appends to the history and reads it. Entries about files are never changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def begin(self, verb: str, authority: str = "", began: str = "") -> int:
        """Record that a run begins now, or began at `began`; returns its number."""
        with transaction(self.connection):
            done = self.connection.execute(
                "INSERT INTO run (verb, began, who, machine, version, authority) VALUES (?, ?, ?, ?, ?, ?)",
                (verb, began or moment(), user(), platform.node(), __version__, authority),
            )
        return int(done.lastrowid or 0)

    def end(
        self,
        run: int,
        receipts: Iterable[Receipt[object]] = (),
        stood: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        """Record the end of a run: its result for every file, and `stood`, the amounts after it by kind and
        unit.
        """
        ended = moment()
        rows = [(run, ended, *_row(each)) for each in receipts]
        standing = [
            (run, kind, unit, amount)
            for kind, amounts in (stood or {}).items()
            for unit, amount in amounts.items()
        ]
        with transaction(self.connection):
            self.connection.executemany(
                f"INSERT INTO intake (run, recorded, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            self.connection.executemany("INSERT INTO stood VALUES (?, ?, ?, ?)", standing)
            self.connection.execute("UPDATE run SET ended = ? WHERE id = ?", (ended, run))

    def stood(self, kind: str, units: Collection[str], authority: str = "") -> dict[str, int]:
        """The recorded amounts of one kind by unit, from the last run that recorded them: either a run over
        all units, of which only `units` are returned, or a run of the same authority.
        """
        last = (
            "SELECT run.id, authority FROM run JOIN stood ON stood.run = run.id"
            " WHERE kind = ? AND authority IN ('', ?) ORDER BY run.id DESC LIMIT 1"
        )
        run, of = self.connection.execute(last, (kind, authority)).fetchone() or (0, "")
        query = "SELECT unit, amount FROM stood WHERE run = ? AND kind = ?"
        rows = self.connection.execute(query, (run, kind)).fetchall()
        return {unit: amount for unit, amount in rows if of == authority or unit in units}

    def counted_before(self) -> dict[str, Receipt[None]]:
        """The latest return of each unit that was accepted, by unit."""
        rows = self.connection.execute(
            f"SELECT {_COLUMNS}, max(id) FROM intake"
            " WHERE verdict IN ('accepted', 'accepted_with_remarks') GROUP BY unit"
        )
        receipts = (_receipt(*row) for *row, _ in rows)
        return {each.unit_code: each for each in receipts}

    def last_moment(self) -> str:
        """The time when the last run was recorded, "" before the first."""
        (last,) = self.connection.execute(
            "SELECT coalesce(ended, began) FROM run ORDER BY id DESC LIMIT 1"
        ).fetchone() or ("",)
        return str(last)

    def runs(self) -> Iterator[Run]:
        """Every run, the oldest first."""
        rows = self.connection.execute(
            "SELECT verb, began, coalesce(ended, ''), who, machine, authority,"
            " (SELECT count(*) FROM intake WHERE intake.run = run.id) FROM run ORDER BY id"
        )
        yield from (Run._make(row) for row in rows)

    def receipts(self, unit: str = "") -> Iterator[ReceiptEntry]:
        """Every different result that each file has had, in the order of first occurrence; for one unit, or
        all.
        """
        chosen = " WHERE unit = :unit" if unit else ""
        rows = self.connection.execute(
            f"SELECT {_COLUMNS}, min(recorded), max(recorded), count(*)"
            f" FROM intake{chosen} GROUP BY file, sha256, verdict, unit, findings ORDER BY min(id)",
            {"unit": unit},
        )
        for *row, first, last, runs in rows:
            yield ReceiptEntry(_receipt(*row), first, last, runs)

    def days_seen(self) -> dict[str, str]:
        """The day (ISO) on which each file, by SHA-256, was first seen by a run that wrote results."""
        return dict(self.connection.execute("SELECT sha256, day FROM seen").fetchall())

    def first_seen(self, hashes: Iterable[str], day: str) -> Mapping[str, str]:
        """The same, after `day` has been recorded for the new files. A recorded day never changes."""
        with transaction(self.connection):
            self.connection.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?, ?)", [(each, day) for each in hashes if each]
            )
        return self.days_seen()

    def attribute(self, said: Attribution) -> None:
        """Record a user's statement of which unit a file belongs to."""
        with transaction(self.connection):
            self.connection.execute(
                "INSERT INTO claim (recorded, who, machine, file, sha256, unit, reason, over)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    moment(),
                    user(),
                    platform.node(),
                    said.file,
                    said.sha256,
                    said.unit,
                    said.reason,
                    json.dumps(said.over),
                ),
            )

    def attributions(self) -> Mapping[str, Attribution]:
        """The latest statement about every file, by SHA-256."""
        return {each.sha256: each for each in self.all_attributions()}

    def all_attributions(self) -> Iterator[Attribution]:
        """All statements of users about files, in the order they were made."""
        rows = self.connection.execute(
            "SELECT file, sha256, unit, reason, over, who, recorded, id FROM claim ORDER BY id"
        )
        for file, sha256, unit, reason, over, who, recorded, number in rows:
            yield Attribution(file, sha256, unit, reason, tuple(json.loads(over)), who, recorded, number)


_COLUMNS = "file, sha256, verdict, unit, issue, received, check_code, findings"
"""The columns of a receipt in the table `intake`."""


def _row(receipt: Receipt[object]) -> tuple[str | int | None, ...]:
    """A receipt as a row of the table: only the codes of its findings, and nothing of the file's content."""
    return (
        receipt.file,
        receipt.sha256,
        receipt.verdict,
        receipt.unit_code,
        receipt.issue,
        receipt.received.isoformat() if receipt.received else "",
        receipt.check_code,
        json.dumps([each.code for each in receipt.findings], separators=(",", ":")),
    )


def _receipt(
    file: str,
    sha256: str,
    verdict: str,
    unit: str,
    issue: int | None,
    received: str,
    check_code: str,
    findings: str,
) -> Receipt[None]:
    return Receipt(
        file,
        sha256,
        verdict,
        unit,
        issue,
        findings=tuple(map(_finding, json.loads(findings))),
        received=date.fromisoformat(received) if received else None,
        check_code=check_code,
    )


def _finding(code: str) -> Finding:
    """A finding of which only the code is known. The severity is "" for a code that this version does not
    know.
    """
    return Finding(code, CATALOGUE[code].severity if code in CATALOGUE else "")


@contextmanager
def journal_copy(file: Path) -> Iterator[Journal]:
    """A copy of the journal for commands that only read: changes to it are never written to disk.

    Raises CchcError.
    """
    with history_copy(file) as connection:
        yield Journal(connection)


@contextmanager
def journal(file: Path) -> Iterator[Journal]:
    """The journal in a history file. Raises CchcError, CannotWrite."""
    with history_database(file) as connection:
        yield Journal(connection)

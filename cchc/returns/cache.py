"""The cache of what was read from returned files, in a database of its own apart from the journal.

Nothing is lost with it: what it does not hold is read again. On any doubt about it (damaged, written by another
version, locked or unreadable) it is thrown away and made again, or the run goes on without it; it never gives an
error.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cchc.files import is_there
from cchc.transactions import transaction

VERSION = 1
"""The version of the table, as `user_version` of the database."""

_TABLE = """CREATE TABLE kept (
    basis TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (basis, key)
) STRICT"""
_KEPT_AT_ONCE = 64
"""So many texts are written in one transaction: a kill costs the reading of so many files at most."""
_WAIT_SECONDS = 5.0
_DOUBTS = (OSError, ValueError, TypeError, sqlite3.Error)


class ReadCache:
    """Texts kept by key for one *basis*: a fingerprint of all that a text depends on beside its key.

    `writes` is whether anything may be kept: verbs that only read leave no trace on the disk. Where the file
    cannot be trusted it is made anew, once; where that does not help the cache holds nothing and keeps nothing.
    """

    def __init__(self, file: Path, basis: str, writes: bool) -> None:
        self._file = file
        self._basis = basis
        self._writes = self._may_be_made_anew = writes
        self._connection: sqlite3.Connection | None = None
        self._waiting: dict[str, tuple[str, str, str, str]] = {}
        self._keys: set[str] = set()
        self._open()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept: there is no need to look at files first."""
        return not self._keys

    def get(self, key: str) -> str | None:
        """The text kept under a key; None where there is none, or it is not as it was kept."""
        if self._connection is None or key not in self._keys:
            return None
        try:
            query = "SELECT digest, text FROM kept WHERE basis = ? AND key = ?"
            digest, text = self._connection.execute(query, (self._basis, key)).fetchone()
            if digest != self._digest(key, text):
                raise ValueError("a changed text")
        except _DOUBTS:
            self._make_anew()
            return None
        return str(text)

    def keep(self, key: str, text: str) -> None:
        """Keep a text, a few at a time; `flush` writes what is left. One that is no Unicode is not kept."""
        if not self._writes or self._connection is None or key in self._keys:
            return
        with suppress(UnicodeError):
            self._waiting[key] = (self._basis, key, self._digest(key, text), text)
        if len(self._waiting) >= _KEPT_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._connection is None or not self._waiting:
            return
        try:
            with transaction(self._connection):
                self._connection.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", self._waiting.values()
                )
        except _DOUBTS:
            self._make_anew()
            return
        self._keys.update(self._waiting)
        self._waiting.clear()

    def forget_others(self) -> None:
        """Drop what was kept for another basis: it will not be asked for again."""
        if self._connection is None or not self._writes:
            return
        try:
            with transaction(self._connection):
                self._connection.execute("DELETE FROM kept WHERE basis <> ?", (self._basis,))
        except _DOUBTS:
            self._make_anew()

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> None:
        try:
            self._connection = _connected(self._file, self._writes)
            if self._connection is not None:
                (version,) = self._connection.execute("PRAGMA user_version").fetchone()
                if version != VERSION:
                    raise ValueError("another version")
                rows = self._connection.execute("SELECT key FROM kept WHERE basis = ?", (self._basis,))
                self._keys = {str(key) for (key,) in rows}
        except _DOUBTS:
            self._make_anew()

    def _make_anew(self) -> None:
        """Throw the file away and begin a new one; where that was done already, go on without."""
        self.close()
        self._keys.clear()
        self._waiting.clear()
        if self._may_be_made_anew:
            self._may_be_made_anew = False
            _throw_away(self._file)
            self._open()

    def _digest(self, key: str, text: str) -> str:
        """By it a changed bit in a figure is noticed, wherever in the file it is. Raises UnicodeError."""
        return hashlib.sha256("\0".join((self._basis, key, text)).encode()).hexdigest()


@contextmanager
def read_cache(file: Path, basis: str, writes: bool) -> Iterator[ReadCache]:
    """The cache in a file, for as long as it is needed."""
    cache = ReadCache(file, basis, writes)
    try:
        yield cache
    finally:
        cache.close()


def _connected(file: Path, writes: bool) -> sqlite3.Connection | None:
    """An open connection, the table made where the file is new; None where there is no file to read.

    Raises OSError, sqlite3.Error.
    """
    if not writes and not is_there(file):
        return None
    place = f"{file.resolve().as_uri()}?mode={'rwc' if writes else 'ro'}"
    connection = sqlite3.connect(place, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
    try:
        if writes:
            _make_table(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_table(connection: sqlite3.Connection) -> None:
    """Make the table in a database that holds nothing yet."""
    with transaction(connection):
        (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if (objects, version) == (0, 0):
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version={VERSION}")


def _throw_away(file: Path) -> None:
    """Remove the file, and first what an interrupted writer left beside it: that belongs to the old one alone."""
    for path in (file.with_name(f"{file.name}-journal"), file):
        with suppress(OSError):
            path.unlink(missing_ok=True)

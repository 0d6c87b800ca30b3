"""The cache of what was read from returned files, in its own database apart from the journal.

Losing it does no harm: missing content is read again. If the cache may be wrong (damaged, written by
another version, locked or unreadable), it is deleted and created again, or the run continues without it. It
never raises an error.
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
"""The version of the table, stored as the database's `user_version`."""

_TABLE = """CREATE TABLE kept (
    basis TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (basis, key)
) STRICT"""
_KEPT_AT_ONCE = 64
"""The number of texts written in one transaction: a killed run loses at most so many."""
_WAIT_SECONDS = 5.0
_DOUBTS = (OSError, ValueError, TypeError, sqlite3.Error)


class ReadCache:
    """Texts stored by key for one *basis*: a fingerprint of everything a text depends on besides its key.

    `writes` says whether anything may be stored; commands that only read leave nothing on the disk. A file
    that cannot be trusted is created again, once; if that does not help, the cache stays empty and stores
    nothing.
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
        """Whether nothing is stored, so that files need not be hashed for a lookup."""
        return not self._keys

    def get(self, key: str) -> str | None:
        """The text stored under a key; None where there is none, or its digest is wrong."""
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
        """Store a text; texts are written in groups, `flush` writes the rest. A text with invalid Unicode
        is not stored.
        """
        if not self._writes or self._connection is None or key in self._keys:
            return
        with suppress(UnicodeError):
            self._waiting[key] = (self._basis, key, self._digest(key, text), text)
        if len(self._waiting) >= _KEPT_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write the texts that are not written yet."""
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
        """Delete texts of other bases: they will not be needed again."""
        if self._connection is None or not self._writes:
            return
        try:
            with transaction(self._connection):
                self._connection.execute("DELETE FROM kept WHERE basis <> ?", (self._basis,))
        except _DOUBTS:
            self._make_anew()

    def close(self) -> None:
        """Close the file."""
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
        """Delete the file and create a new one; if that was done already, continue without it."""
        self.close()
        self._keys.clear()
        self._waiting.clear()
        if self._may_be_made_anew:
            self._may_be_made_anew = False
            _throw_away(self._file)
            self._open()

    def _digest(self, key: str, text: str) -> str:
        """A hash that detects any change to the text, its key or its basis. Raises UnicodeError."""
        return hashlib.sha256("\0".join((self._basis, key, text)).encode()).hexdigest()


@contextmanager
def read_cache(file: Path, basis: str, writes: bool) -> Iterator[ReadCache]:
    """Opens the cache in a file and closes it at the end."""
    cache = ReadCache(file, basis, writes)
    try:
        yield cache
    finally:
        cache.close()


def _connected(file: Path, writes: bool) -> sqlite3.Connection | None:
    """An open connection, with the table created in a new file; None where there is no file to read.

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
    """Create the table in an empty database."""
    with transaction(connection):
        (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if (objects, version) == (0, 0):
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version={VERSION}")


def _throw_away(file: Path) -> None:
    """Delete the file, but first the journal of an interrupted writer, which belongs to the old file only."""
    for path in (file.with_name(f"{file.name}-journal"), file):
        with suppress(OSError):
            path.unlink(missing_ok=True)

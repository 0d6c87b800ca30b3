"""The campaign's history database: stdlib SQLite, on the consolidator's own disk.

Made so that two writers wait for each other and a kill at any moment leaves it whole:
`journal_mode=DELETE`, `synchronous=FULL`, `BEGIN IMMEDIATE`, strict tables, and migrations that are
recorded and begin with a backup.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc.errors import CannotWrite, CchcError
from cchc.files import is_there
from cchc.language import Words
from cchc.reasons import reason_of
from cchc.transactions import transaction

DATABASE = "nhat-ky.sqlite"
WAIT_SECONDS = 30.0

MIGRATIONS: Sequence[Sequence[str]] = (
    (
        """CREATE TABLE run (
            id INTEGER PRIMARY KEY, verb TEXT NOT NULL, began TEXT NOT NULL, ended TEXT,
            who TEXT NOT NULL, machine TEXT NOT NULL, version TEXT NOT NULL, authority TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE intake (
            id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run(id), recorded TEXT NOT NULL,
            file TEXT NOT NULL, sha256 TEXT NOT NULL, verdict TEXT NOT NULL, unit TEXT NOT NULL,
            issue INTEGER, received TEXT, check_code TEXT NOT NULL, findings TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX intake_by_file ON intake (file, sha256, id)",
        """CREATE TABLE claim (
            id INTEGER PRIMARY KEY, recorded TEXT NOT NULL, who TEXT NOT NULL, machine TEXT NOT NULL,
            file TEXT NOT NULL, sha256 TEXT NOT NULL, unit TEXT NOT NULL, reason TEXT NOT NULL,
            over TEXT NOT NULL
        ) STRICT""",
        "CREATE TABLE seen (sha256 TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT",
        """CREATE TABLE taken (
            basis TEXT NOT NULL, sha256 TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (basis, sha256)
        ) STRICT""",
        *(
            f"""CREATE TRIGGER {table}_stays_{what.lower()} BEFORE {what} ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
            for table in ("intake", "claim", "seen")
            for what in ("UPDATE", "DELETE")
        ),
    ),
    (
        """CREATE TABLE stood (
            run INTEGER NOT NULL REFERENCES run(id), kind TEXT NOT NULL, unit TEXT NOT NULL,
            amount INTEGER NOT NULL, PRIMARY KEY (run, kind, unit)
        ) STRICT, WITHOUT ROWID""",
        *(
            f"""CREATE TRIGGER stood_stays_{what.lower()} BEFORE {what} ON stood
            BEGIN SELECT RAISE(ABORT, 'stood is append-only'); END"""
            for what in ("UPDATE", "DELETE")
        ),
    ),
    # What was read from returned files is kept in a file of its own (cchc/returns/cache.py).
    ("DROP TABLE taken",),
)
"""Each entry takes the database one version further; entries are never changed once they are out."""

_DAMAGED = Words(
    "Nhật ký của đợt ({file}) không mở được: {reason}. Khôi phục từ bản sao lưu, hoặc chuyển tệp này đi nơi khác "
    "để chương trình lập nhật ký mới.",
    "The campaign's history ({file}) cannot be opened: {reason}. Restore it from a backup, or move it away to "
    "begin a new one.",
)
_NEWER = Words(
    "Nhật ký của đợt ({file}) do phiên bản cchc mới hơn ghi; cập nhật cchc rồi chạy lại.",
    "The campaign's history ({file}) was written by a newer cchc; update cchc and run again.",
)
_CANNOT_READ = Words(
    "Không đọc được nhật ký {file}: {reason}. Kiểm tra quyền truy cập, đợi chương trình khác xong, rồi chạy lại.",
    "Cannot read the history {file}: {reason}. Look at the access rights, wait for other programs, then run again.",
)
_CANNOT_WRITE = Words(
    "Không ghi được nhật ký {file}: {reason}. Kết quả cũ còn nguyên.",
    "Cannot write the history {file}: {reason}. The earlier result is intact.",
)


@contextmanager
def history_database(file: Path) -> Iterator[sqlite3.Connection]:
    """An open connection to the history, made or brought up to date where needed.

    Raises CchcError where it cannot be opened, CannotWrite where the disk is full or read-only.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite(_CANNOT_WRITE, file=file, reason=reason_of(error)) from error
    with closing(connection):
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=ON")
            _migrate(connection, file)
            yield connection
        except sqlite3.OperationalError as error:
            raise CannotWrite(_CANNOT_WRITE, file=file, reason=reason_of(error)) from error
        except sqlite3.DatabaseError as error:
            raise CchcError(_DAMAGED, file=file, reason=reason_of(error)) from error


@contextmanager
def history_copy(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of the history in memory: a verb that only reads must not change the file, not even by
    a migration. Empty where there is no history yet.

    Raises CchcError where it cannot be opened.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            if is_there(file):
                _copy_into(connection, file)
            _migrate(connection, None)
        except (OSError, sqlite3.OperationalError) as error:
            raise CchcError(_CANNOT_READ, file=file, reason=reason_of(error)) from error
        except sqlite3.DatabaseError as error:
            raise CchcError(_DAMAGED, file=file, reason=reason_of(error)) from error
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise CchcError(_DAMAGED, file=file, reason=reason_of(error)) from error


def _copy_into(connection: sqlite3.Connection, file: Path) -> None:
    """Copy a database, waiting for its writers. One whose writer was killed must be rolled back first: that
    is done on a copy of the file.
    """
    try:
        place = f"{file.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(place, uri=True, timeout=WAIT_SECONDS)) as stored:
            stored.backup(connection)
    except sqlite3.OperationalError:
        with (
            TemporaryDirectory() as beside,
            closing(sqlite3.connect(_duplicate(file, Path(beside)))) as stored,
        ):
            stored.backup(connection)


def _duplicate(file: Path, folder: Path) -> Path:
    """A copy of the database and of what an interrupted writer left beside it, to be rolled back there."""
    for name in (file.name, f"{file.name}-journal"):
        source = file.with_name(name)
        if is_there(source):
            shutil.copyfile(source, folder / name)
    return folder / file.name


def _migrate(connection: sqlite3.Connection, file: Path | None) -> None:
    if _version(connection) > len(MIGRATIONS):
        raise CchcError(_NEWER, file=file)
    if _version(connection) == len(MIGRATIONS):
        return
    if _version(connection) and file is not None:
        _back_up(connection, file)
    with transaction(connection):
        # Another process may have done it while this one waited.
        for version in range(_version(connection), len(MIGRATIONS)):
            for statement in MIGRATIONS[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={version + 1}")
    if file is not None:
        with suppress(sqlite3.Error):  # only to give the disk back what was dropped
            connection.execute("VACUUM")


def _back_up(connection: sqlite3.Connection, file: Path) -> None:
    target = file.with_name(f"{file.stem}-ban-{_version(connection)}{file.suffix}")
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])

"""Files by name, and writing so that a reader never meets half a file, on Windows and elsewhere.

Beside first, onto the disk, then renamed into place: an interrupted run leaves the earlier result.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc.errors import CannotWrite, CchcError
from cchc.language import Words
from cchc.reasons import reason_of

if TYPE_CHECKING:
    from concurrent.futures import Future

_WRITERS = 8

_CANNOT = Words(
    "Không ghi được {path}: {reason}. Nếu tệp đang mở trong Excel, đóng lại rồi chạy lại; kết quả cũ còn nguyên.",
    "Cannot write {path}: {reason}. If the file is open in Excel, close it and run again; the earlier result is intact.",
)
UNFINISHED_FILE = "CHUA-GHI-XONG.txt"
STAGED = ".dang-ghi"
"""The subfolder in which files wait until all of a result are written."""

_GONE = "- "
"""Before the names of files that go, in the note of an unfinished result."""

_UNFINISHED = Words(
    "Lần ghi kết quả gần nhất bị dừng giữa chừng; chạy lại cchc consolidate, chưa dùng các tệp dưới đây.",
    "Writing the results was interrupted; run cchc consolidate again and do not use the files below yet.",
)
BROKEN_RECORD = Words(
    "Tệp {file} của đợt bị hỏng; khôi phục từ bản sao lưu.",
    "The campaign's file {file} is damaged; restore it from a backup.",
)
_CANNOT_READ = Words(
    "Không đọc được tệp {file} của đợt: {reason}. Kiểm tra quyền truy cập rồi chạy lại.",
    "The campaign's file {file} cannot be read: {reason}. Look at the access rights, then run again.",
)
_NO_FILE = Words("Không thấy tệp {file}.", "There is no file {file}.")


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path`, whole or not at all. Makes missing folders.

    Raises CannotWrite (disk full, read-only target, file open in Excel on Windows).
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with _told(path, beside):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(beside, content)
        os.replace(beside, path)


def write_together(
    folder: Path,
    contents: Mapping[str, bytes],
    more: Iterable[tuple[str, bytes]] = (),
    wholly: Sequence[str] = (),
) -> None:
    """Put several files into a folder, all of them or none. Names may lead into subfolders (`a/b.xlsx`).

    `more` are files that may be made when they are asked for: few are held at once. Workbooks in the
    subfolders `wholly` that are not written now go, together with the taking of their places.

    All are written beside first. Then a note is left that names them, the new ones take their places,
    and the note goes. Stopped before the note, the earlier files stand; stopped after it, the note
    tells a reader that the folder is not to be used, and `finish_writing` or the next call finishes.

    Raises CannotWrite; a file that is open in Excel is found before anything is replaced.
    """
    finish_writing(folder)
    names: list[str] = []
    with _told(folder, folder / STAGED):
        _away(folder / STAGED)
        (folder / STAGED).mkdir(parents=True)
        for _ in write_side_by_side(_staged(folder, chain(contents.items(), more), names), _write_beside):
            pass
    gone = sorted(_standing(folder, wholly) - set(names))
    for name in (*names, *gone):
        with _told(folder / name, folder / STAGED):
            if (folder / name).exists():
                (folder / name).open("r+b").close()
    lines = (_UNFINISHED.vi, _UNFINISHED.en, *names, *(f"{_GONE}{name}" for name in gone))
    try:
        write_atomically(folder / UNFINISHED_FILE, ("\n".join(lines) + "\n").encode())
    finally:
        if not (folder / UNFINISHED_FILE).exists():  # once it stands, the files it names are needed
            _away(folder / STAGED)
    finish_writing(folder)


def finish_writing(folder: Path) -> None:
    """Put in place what an interrupted `write_together` has left; nothing where nothing is left.

    Raises CannotWrite.
    """
    note = folder / UNFINISHED_FILE
    if not note.exists():
        return
    with _told(folder):
        for line in note.read_text(encoding="utf-8").splitlines()[2:]:
            name = line.removeprefix(_GONE)
            staged, target = folder / STAGED / name, folder / name
            if ".." in target.parts:
                continue  # no line of ours
            if name != line:
                target.unlink(missing_ok=True)
            elif staged.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(staged, target)
        _away(folder / STAGED)
        note.unlink()


def _staged(
    folder: Path, files: Iterable[tuple[str, bytes]], names: list[str]
) -> Iterator[tuple[Path, bytes]]:
    """Where each file waits until all are written; its name is added to `names`."""
    for name, content in files:
        names.append(name)
        yield folder / STAGED / name, content


def _standing(folder: Path, subfolders: Iterable[str]) -> set[str]:
    """The names of the workbooks in some subfolders; the marks Excel leaves of open ones are its own."""
    found = (path for each in subfolders for path in (folder / each).rglob("*.xlsx"))
    return {path.relative_to(folder).as_posix() for path in found if not path.name.startswith("~$")}


def _write_beside(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_through(path, content)


def _away(path: Path) -> None:
    """Take a file or a whole folder away, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write_through(path: Path, content: bytes) -> None:
    """Write a file down to the disk."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


@contextlib.contextmanager
def _told(path: Path, *beside: Path) -> Iterator[None]:
    """Leave nothing lying beside when writing fails, and say what could not be written."""
    try:
        yield
    except BaseException as error:
        for each in beside:
            with contextlib.suppress(OSError):
                _away(each)
        if isinstance(error, OSError):
            raise CannotWrite(_CANNOT, path=path, reason=reason_of(error)) from error
        raise


def write_side_by_side(
    files: Iterable[tuple[Path, bytes]], write: Callable[[Path, bytes], None] = write_atomically
) -> Iterator[Path]:
    """Put many files in place, each by `write`; yields each path, in order, once it is there.

    Several are on their way at a time: a disk that is told to keep a file for good takes its time, and takes
    about the same for eight. `files` may make each content when it is asked for; few are held at once.
    Raises CannotWrite for the first that fails; those on their way are still finished.
    """
    from concurrent.futures import ThreadPoolExecutor

    waiting: deque[tuple[Path, Future[None]]] = deque()
    with ThreadPoolExecutor(_WRITERS) as pool:
        for path, content in files:
            waiting.append((path, pool.submit(write, path, content)))
            while len(waiting) > _WRITERS or (waiting and waiting[0][1].done()):
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())


def slug(text: str) -> str:
    """A name every system keeps whole: ASCII letters, digits, dashes."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "don-vi"


def _finished(path: Path, writing: Future[None]) -> Path:
    writing.result()
    return path


def read_record(file: Path) -> dict[str, Any]:
    """The JSON object in a file that this program keeps. Raises CchcError where it cannot be read."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CchcError(_CANNOT_READ, file=file, reason=reason_of(error)) from error
    except ValueError as error:
        raise CchcError(BROKEN_RECORD, file=file) from error
    if not isinstance(content, dict):
        raise CchcError(BROKEN_RECORD, file=file)
    return content


def require_file(path: Path) -> None:
    """Raise CchcError where there is no such file."""
    if not path.is_file():
        raise CchcError(_NO_FILE, file=path)

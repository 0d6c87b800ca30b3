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
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc.errors import CannotWrite, CchcError
from cchc.language import Words
from cchc.reasons import reason_of, require_working_folder

if TYPE_CHECKING:
    from concurrent.futures import Future

_WRITERS = 8

_CANNOT = Words(
    "Không ghi được {path}: {reason}. Nếu tệp đang mở trong Excel, đóng lại rồi chạy lại; kết quả cũ còn nguyên.",
    "Cannot write {path}: {reason}. If the file is open in Excel, close it and run again; the earlier result is intact.",
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
_NO_FOLDER = Words(
    "Không thấy thư mục {folder}. Đưa thư mục đó về chỗ cũ (có thể đã bị đổi tên, di chuyển, hoặc ổ đĩa chưa được nối) rồi "
    "chạy lại; nếu đúng là chưa có tệp nào thì tạo lại thư mục trống với tên đó.",
    "There is no folder {folder}. Put it back (it may have been renamed or moved, or its drive is not connected) and "
    "run again; if there really is no file yet, make an empty folder of that name.",
)
_IS_A_FILE = Words("{path} là tệp, không phải thư mục.", "{path} is a file, no folder.")
_LEADS_NOWHERE = Words(
    "{path} là liên kết đến nơi không còn; nối lại ổ đĩa hoặc thư mục đó rồi chạy lại.",
    "{path} is a link that leads nowhere; bring that drive or folder back and run again.",
)
_CANNOT_LOOK = Words(
    "Không xem được {path}: {reason}. Kiểm tra quyền truy cập và ổ đĩa rồi chạy lại.",
    "Cannot look at {path}: {reason}. Check access rights and the drive, then run again.",
)


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path`, whole or not at all. Makes missing folders.

    Raises CannotWrite (disk full, read-only target, file open in Excel on Windows).
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with telling(path, beside):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_through(beside, content)
        os.replace(beside, path)


def take_away(path: Path) -> None:
    """Take a file or a whole folder away, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_through(path: Path, content: bytes) -> None:
    """Write a file down to the disk."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


@contextlib.contextmanager
def telling(path: Path, *beside: Path) -> Iterator[None]:
    """Leave nothing lying beside when writing fails, and say what could not be written."""
    try:
        yield
    except BaseException as error:
        for each in beside:
            with contextlib.suppress(OSError):
                take_away(each)
        if isinstance(error, OSError):
            raise CannotWrite(_CANNOT, path=path, reason=reason_of(error)) from error
        raise


def write_side_by_side(
    files: Iterable[tuple[Path, bytes]], write: Callable[[Path, bytes], None] = write_atomically
) -> Iterator[Path]:
    """Put many files in place, each by `write`; yields each path, in order, once it is there.

    Several are written at a time: flushing one file to the disk takes long, and flushing eight takes hardly longer.
    `files` may make each content when it is asked for; few are held at once. Raises CannotWrite for the first that
    fails; those on their way are still finished.
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
        require_working_folder(path)
        raise CchcError(_NO_FILE, file=path)


def require_folder(path: Path) -> None:
    """Raise CchcError where there is no such folder, or where it cannot be listed: that is not an empty one."""
    if not is_there(path):
        raise CchcError(_NO_FOLDER, folder=path)
    if not path.is_dir():
        raise CchcError(_IS_A_FILE, path=path)
    try:
        with os.scandir(path):
            pass
    except OSError as error:
        raise CchcError(_CANNOT_LOOK, path=path, reason=reason_of(error)) from error


def is_there(path: Path) -> bool:
    """Whether a file or folder exists at a path.

    Raises CchcError where this cannot be determined: missing rights, a link to nothing, a failing disk.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        if path.is_symlink():
            raise CchcError(_LEADS_NOWHERE, path=path) from error
        return False
    except OSError as error:
        raise CchcError(_CANNOT_LOOK, path=path, reason=reason_of(error)) from error
    return True


def listed(folder: Path, pattern: str = "*") -> list[Path]:
    """What lies in a folder, by name; nothing where there is no such folder.

    Raises CchcError where the folder is there and cannot be listed (`Path.glob` takes that for empty).
    """
    if not is_there(folder):
        return []
    try:
        return sorted(path for path in folder.iterdir() if path.match(pattern))
    except OSError as error:
        raise CchcError(_CANNOT_LOOK, path=folder, reason=reason_of(error)) from error

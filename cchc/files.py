"""Files by name, and writing so that a reader never meets half a file, on Windows and elsewhere.

Beside first, onto the disk, then renamed into place: an interrupted run leaves the earlier result.
"""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from pathlib import Path

from cchc.errors import CannotWrite, CchcError
from cchc.language import Words

_CANNOT = Words(
    "Không ghi được {path}: {reason}. Nếu tệp đang mở trong Excel, đóng lại rồi chạy lại; kết quả cũ còn nguyên.",
    "Cannot write {path}: {reason}. If the file is open in Excel, close it and run again; the earlier result is intact.",
)
_NO_FILE = Words("Không thấy tệp {file}.", "There is no file {file}.")


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path`, whole or not at all. Makes missing folders.

    Raises CannotWrite (disk full, read-only target, file open in Excel on Windows).
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise CannotWrite(_CANNOT, path=path, reason=error.strerror or error) from error
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def slug(text: str) -> str:
    """A name every system keeps whole: ASCII letters, digits, dashes."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "don-vi"


def require_file(path: Path) -> None:
    """Raise CchcError where there is no such file."""
    if not path.is_file():
        raise CchcError(_NO_FILE, file=path)

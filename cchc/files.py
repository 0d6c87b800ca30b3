"""Writing so that a reader never meets half a file, on Windows and elsewhere.

Beside first, onto the disk, then renamed into place: an interrupted run leaves the earlier result.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from cchc.errors import CannotWrite
from cchc.language import Words

_CANNOT = Words(
    "Không ghi được {path}: {reason}. Nếu tệp đang mở trong Excel, đóng lại rồi chạy lại; kết quả cũ còn nguyên.",
    "Cannot write {path}: {reason}. If the file is open in Excel, close it and run again; the earlier result is intact.",
)


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

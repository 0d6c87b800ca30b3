"""Why something failed, in the chosen language. The system's own texts are not used: they are English, or
in the language of the system.

Sources: errno(3); Windows system error codes
(https://learn.microsoft.com/windows/win32/debug/system-error-codes); SQLite result codes
(https://www.sqlite.org/rescode.html).
"""

from __future__ import annotations

import errno
import io
import os
import traceback
from pathlib import Path

from cchc.errors import CchcError
from cchc.language import Words, speaking
from cchc.visible import visible

_MISSING = Words("không có tệp hoặc thư mục này", "there is no such file or folder")
_NO_WORKING_FOLDER = Words(
    "thư mục mà cửa sổ lệnh đang đứng không còn; chuyển sang thư mục khác rồi chạy lại",
    "the folder this window works in is gone; change to another one and run again",
)
_DENIED = Words("không có quyền đọc hoặc ghi", "access is denied")
_DENIED_OR_OPEN = Words(
    "không có quyền đọc hoặc ghi, hoặc tệp đang mở ở chương trình khác",
    "access is denied, or another program has the file open",
)
_OPEN_ELSEWHERE = Words("tệp đang mở ở chương trình khác", "another program has the file open")
_NO_SPACE = Words("ổ đĩa đã đầy", "the disk is full")
_QUOTA = Words("đã hết dung lượng được cấp", "the quota is used up")
_TOO_LONG = Words("tên hoặc đường dẫn quá dài", "the name or path is too long")
_NO_FOLDER = Words(
    "có phần của đường dẫn là tệp, không phải thư mục", "part of the path is a file, not a folder"
)
_IS_FOLDER = Words("đây là thư mục, không phải tệp", "it is a folder, not a file")
_THERE = Words("đã có tệp hoặc thư mục cùng tên", "a file or folder of that name is there already")
_NOT_EMPTY = Words("thư mục không rỗng", "the folder is not empty")
_READ_ONLY = Words("ổ đĩa hoặc thư mục chỉ cho đọc", "the disk or folder is read-only")
_LOOP = Words("các liên kết trỏ vòng vào nhau", "links lead back to each other")
_DEVICE = Words("ổ đĩa đọc, ghi bị lỗi", "the disk fails to read or write")
_NOT_READY = Words("ổ đĩa chưa sẵn sàng hoặc đã tháo ra", "the disk is not ready, or was taken out")
_NETWORK = Words("mất kết nối tới ổ đĩa mạng", "the network drive is out of reach")
_BAD_NAME = Words("tên có ký tự không được phép", "the name holds characters that are not allowed")
_TOO_MANY = Words("máy đang mở quá nhiều tệp", "too many files are open on this computer")
_TOO_LARGE = Words("tệp quá lớn đối với ổ đĩa này", "the file is too large for this disk")
_NO_MEMORY = Words("máy không đủ bộ nhớ", "the computer has too little memory")
_CLOSED = Words("nơi nhận đã đóng", "what should take it is closed")
_OTHER = Words("hệ điều hành báo lỗi {code}", "the system reports error {code}")

_BY_ERRNO = {
    "ENOENT": _MISSING,
    "EACCES": _DENIED,
    "EPERM": _DENIED,
    "ENOSPC": _NO_SPACE,
    "EDQUOT": _QUOTA,
    "ENAMETOOLONG": _TOO_LONG,
    "ENOTDIR": _NO_FOLDER,
    "EISDIR": _IS_FOLDER,
    "EEXIST": _THERE,
    "ENOTEMPTY": _NOT_EMPTY,
    "EROFS": _READ_ONLY,
    "EBUSY": _OPEN_ELSEWHERE,
    "ETXTBSY": _OPEN_ELSEWHERE,
    "ELOOP": _LOOP,
    "EIO": _DEVICE,
    "ENODEV": _NOT_READY,
    "ENXIO": _NOT_READY,
    "ESTALE": _NETWORK,
    "ENOTCONN": _NETWORK,
    "ETIMEDOUT": _NETWORK,
    "EHOSTDOWN": _NETWORK,
    "EHOSTUNREACH": _NETWORK,
    "ENETUNREACH": _NETWORK,
    "EINVAL": _BAD_NAME,
    "EILSEQ": _BAD_NAME,
    "EMFILE": _TOO_MANY,
    "ENFILE": _TOO_MANY,
    "EFBIG": _TOO_LARGE,
    "ENOMEM": _NO_MEMORY,
    "EAGAIN": _NO_MEMORY,
    "EPIPE": _CLOSED,
    "EBADF": _CLOSED,
}
_BY_WINDOWS_CODE = {
    5: _DENIED,
    19: _READ_ONLY,
    21: _NOT_READY,
    32: _OPEN_ELSEWHERE,
    33: _OPEN_ELSEWHERE,
    39: _NO_SPACE,
    53: _NETWORK,
    59: _NETWORK,
    64: _NETWORK,
    67: _NETWORK,
    112: _NO_SPACE,
    123: _BAD_NAME,
    206: _TOO_LONG,
    1224: _OPEN_ELSEWHERE,
    1231: _NETWORK,
}
"""Codes whose errno is less precise: Python reports 32 (open in Excel) as missing rights and 206 as a
missing file.
"""

_BY_SQLITE_CODE = {
    "SQLITE_BUSY": Words("một chương trình khác đang ghi vào đó", "another program is writing to it"),
    "SQLITE_LOCKED": Words("một chương trình khác đang ghi vào đó", "another program is writing to it"),
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_FULL": _NO_SPACE,
    "SQLITE_IOERR": _DEVICE,
    "SQLITE_PERM": _DENIED,
    "SQLITE_AUTH": _DENIED,
    "SQLITE_CANTOPEN": Words("không mở được tệp", "the file cannot be opened"),
    "SQLITE_NOMEM": _NO_MEMORY,
    "SQLITE_CORRUPT": Words("tệp bị hỏng", "the file is damaged"),
    "SQLITE_NOTADB": Words("tệp bị hỏng, không phải nhật ký", "the file is damaged and no history"),
}
_OTHER_DATABASE = Words("cơ sở dữ liệu báo lỗi {code}", "the database reports error {code}")

_CANNOT_USE = Words("Không đọc hoặc ghi được {path}: {reason}.", "Cannot read or write {path}: {reason}.")
_CANNOT = Words("Không chạy được: {reason}.", "Cannot run: {reason}.")
_DATABASE = Words(
    "Không dùng được nhật ký của đợt: {reason}.", "The campaign's history cannot be used: {reason}."
)
_MEMORY = Words(
    "Máy không đủ bộ nhớ. Đóng bớt chương trình khác rồi chạy lại.",
    "The computer has too little memory. Close other programs and run again.",
)
_TOO_DEEP = Words(
    "Dữ liệu lồng nhau quá nhiều lớp, không xử lý được.", "The data is nested too deeply to be worked on."
)
_TEXT = Words("Có chữ hoặc tên không chuyển mã được: {text}.", "A text or name cannot be encoded: {text}.")
_UNFORESEEN = Words(
    "Phần mềm gặp lỗi chưa lường trước ({kind}, {place}). Gửi câu này cho đơn vị hỗ trợ kỹ thuật.",
    "The program met an unforeseen fault ({kind}, {place}). Send this sentence to those who maintain cchc.",
)


def reason_of(error: BaseException) -> str:
    """Why the system or the history database refused, as part of a sentence."""
    if isinstance(error, OSError):
        return _reason_of_system(error)
    code = getattr(error, "sqlite_errorname", None)
    if code is not None or type(error).__module__ == "sqlite3":
        primary = "_".join(str(code).split("_")[:2])
        words = _BY_SQLITE_CODE.get(primary)
        return words.say() if words else _OTHER_DATABASE.say(code=code or type(error).__name__)
    return _NO_MEMORY.say() if isinstance(error, MemoryError) else type(error).__name__


def reason_words(error: BaseException) -> Words:
    """The same in both languages, for a finding, which is both recorded and shown."""
    with speaking("vi"):
        vietnamese = reason_of(error)
    with speaking("en"):
        return Words(vietnamese, reason_of(error))


def sentence_of(error: BaseException) -> str:
    """A whole sentence about an error that was not caught elsewhere, with the path where it is known."""
    if isinstance(error, CchcError):
        return str(error)
    if isinstance(error, OSError):
        path, reason = _path_of(error), reason_of(error)
        return _CANNOT_USE.say(path=path, reason=reason) if path else _CANNOT.say(reason=reason)
    if isinstance(error, MemoryError):
        return _MEMORY.say()
    if isinstance(error, RecursionError):
        return _TOO_DEEP.say()
    if isinstance(error, UnicodeError):
        return _TEXT.say(text=visible(_text_of(error)))
    if type(error).__module__ == "sqlite3":
        return _DATABASE.say(reason=reason_of(error))
    return _UNFORESEEN.say(kind=type(error).__name__, place=_place_of(error))


def require_working_folder(path: Path) -> None:
    """Raise CchcError where a relative path cannot be found because the working folder itself was deleted."""
    if not path.is_absolute() and _is_nowhere():
        raise CchcError(_CANNOT, reason=_NO_WORKING_FOLDER.say())


def _reason_of_system(error: OSError) -> str:
    words = _BY_WINDOWS_CODE.get(getattr(error, "winerror", None) or 0)
    if words is not None:
        return words.say()
    if isinstance(error, io.UnsupportedOperation):
        return _CLOSED.say()
    if error.errno == errno.ENOENT and _is_nowhere():
        return _NO_WORKING_FOLDER.say()
    if error.errno == errno.EACCES and os.name == "nt":  # `open` gives both this errno and no Windows code
        return _DENIED_OR_OPEN.say()
    if (
        isinstance(error, FileExistsError)
        and isinstance(error.filename, str)
        and Path(error.filename).is_file()
    ):
        return _NO_FOLDER.say()  # a folder was to be made where a file exists
    name = errno.errorcode.get(error.errno or 0, "").removeprefix("WSA")
    words = _BY_ERRNO.get(name)
    return words.say() if words else _OTHER.say(code=name or error.errno or type(error).__name__)


def _is_nowhere() -> bool:
    """Whether the working folder was deleted."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _path_of(error: OSError) -> str:
    """The file an error is about; the target where there are two."""
    path = error.filename2 if error.filename2 is not None else error.filename
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    return visible(path) if isinstance(path, str) else ""


def _text_of(error: UnicodeError) -> object:
    return (
        error.object if isinstance(error, UnicodeEncodeError | UnicodeDecodeError) else type(error).__name__
    )


def _place_of(error: BaseException) -> str:
    """The file and line of an unforeseen error, for the developers."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"

"""The facts about a machine, and the problems that keep the add-in from working on it, each with its
remedy.

Facts are collected by one function and judged by another, so that every judgement can be tested on any
system.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cchc.language import Words
from xl_addin.windows.build import FILE_NAME
from xl_addin.windows.wrappers import XLWINGS_VERSION

OLDEST_PYTHON = (3, 11)
SETTINGS_FILE = "cchc-addin.ini"


class Problem(NamedTuple):
    """A problem: a stable name, a description and a remedy."""

    name: str
    words: Words
    remedy: Words


@dataclass(frozen=True)
class Machine:
    """The facts. None means unknown. `dlls` are names of xlwings' DLLs beside Python; `started_from` is the
    Python folder named in the settings file; `macros` is Excel's setting VBAWarnings (4: all macros are
    off).
    """

    windows: bool
    python: tuple[int, int]
    python_bits: int
    office_bits: int | None
    python_folder: str
    dlls: frozenset[str]
    folder: str
    installed: bool
    blocked: bool
    started_from: str
    registered: bool
    macros: int | None


def problems(machine: Machine) -> list[Problem]:
    """All problems, root causes first; empty where the add-in should work."""
    if not machine.windows:
        return [_NO_WINDOWS]
    return list(_problems(machine))


def _problems(machine: Machine) -> Iterator[Problem]:
    if machine.python < OLDEST_PYTHON:
        yield _OLD_PYTHON
    if machine.office_bits is None:
        yield _NO_EXCEL
    if dll_name(machine.office_bits or machine.python_bits) not in machine.dlls:
        yield _NO_DLL if not machine.dlls else _OTHER_DLL
    if not machine.python_folder.isascii() or not machine.folder.isascii():
        yield _NOT_ASCII
    if not machine.installed:
        yield _QUARANTINED if machine.registered else _NOT_INSTALLED
        return
    if not machine.registered:
        yield _NOT_REGISTERED
    if machine.blocked:
        yield _BLOCKED
    if machine.started_from != machine.python_folder:
        yield _OTHER_PYTHON
    if machine.macros == 4:
        yield _MACROS_OFF


def dll_name(bits: int) -> str:
    """The DLL that an Excel of 32 or 64 bits loads."""
    return f"xlwings{bits}-{XLWINGS_VERSION}.dll"


def home(environment: dict[str, str]) -> Path:
    """The folder of the add-in: the user's own, or a shared one where the user's path is not ASCII
    (C:\\Users\\Nguyễn), because Excel passes the path to functions that accept only ASCII.
    """
    own = environment.get("LOCALAPPDATA", "")
    if own and own.isascii():
        return Path(own) / "cchc"
    user = environment.get("USERNAME", "user").encode("utf-8").hex()
    return Path(environment.get("PROGRAMDATA", "C:\\ProgramData")) / "cchc" / user


def settings_text(python_folder: str) -> str:
    """The settings that the bridge reads: the folder of the Python to start."""
    return f"folder={python_folder}\r\n"


def this_machine() -> Machine:
    """The facts of this machine."""
    from xl_addin.windows import registry

    python_folder = Path(sys.executable).parent
    folder = home(dict(os.environ))
    add_in = folder / FILE_NAME
    return Machine(
        windows=os.name == "nt",
        python=sys.version_info[:2],
        python_bits=8 * struct.calcsize("P"),
        office_bits=registry.office_bits(),
        python_folder=str(python_folder),
        dlls=frozenset(each.name for each in python_folder.glob("xlwings*.dll")),
        folder=str(folder),
        installed=add_in.is_file(),
        blocked=_is_blocked(add_in),
        started_from=_started_from(folder / SETTINGS_FILE),
        registered=registry.is_registered(str(add_in)),
        macros=registry.macro_setting(),
    )


def _is_blocked(file: Path) -> bool:
    """Whether Windows has marked the file as coming from elsewhere, in a stream beside the file's content."""
    try:
        return Path(f"{file}:Zone.Identifier").exists()
    except OSError:
        return False


def _started_from(settings: Path) -> str:
    try:
        line = settings.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return line.removeprefix("folder=")


_NO_WINDOWS = Problem(
    "NOT_WINDOWS",
    Words("Máy này không chạy Windows; tiện ích Excel chỉ dùng trên Windows.", "This is no Windows."),
    Words(
        "Dùng tiện ích LibreOffice: cchc addin build --libreoffice. Phiếu vẫn tính đúng khi không có tiện ích.",
        "Use the LibreOffice add-in: cchc addin build --libreoffice. Forms compute without any add-in.",
    ),
)
_OLD_PYTHON = Problem(
    "PYTHON_TOO_OLD",
    Words("Python quá cũ; cần 3.11 trở lên.", "Python is too old; 3.11 or newer is needed."),
    Words(
        "Cài Python 3.11 trở lên, hoặc dùng bộ cài ngoại tuyến (docs/cai-dat-ngoai-tuyen.md).",
        "Install Python 3.11 or newer, or use the offline bundle (docs/cai-dat-ngoai-tuyen.md).",
    ),
)
_NO_EXCEL = Problem(
    "NO_EXCEL",
    Words("Không tìm thấy Excel trên máy này.", "Excel was not found."),
    Words(
        "Cài Microsoft Excel 2013 trở lên, rồi chạy lại.", "Install Excel 2013 or newer, then run again."
    ),
)
_NO_DLL = Problem(
    "DLL_MISSING",
    Words(
        f"Thiếu tệp DLL của xlwings {XLWINGS_VERSION} cạnh python.exe.",
        "xlwings' DLL is not beside python.exe.",
    ),
    Words(
        f"Cài lại: pip install xlwings=={XLWINGS_VERSION}. Nếu tệp biến mất, phần mềm diệt vi-rút đã cách ly: "
        "khôi phục và thêm ngoại lệ.",
        f"Reinstall: pip install xlwings=={XLWINGS_VERSION}. If it vanishes, antivirus took it: restore it and "
        "add an exception.",
    ),
)
_OTHER_DLL = Problem(
    "DLL_OTHER_VERSION",
    Words(
        f"DLL của xlwings không đúng phiên bản {XLWINGS_VERSION} hoặc không đúng 32/64 bit với Excel.",
        f"xlwings' DLL is not version {XLWINGS_VERSION} for this Excel's 32 or 64 bits.",
    ),
    Words(
        f"Cài đúng phiên bản: pip install xlwings=={XLWINGS_VERSION} (gói có cả bản 32 và 64 bit).",
        f"Install that version: pip install xlwings=={XLWINGS_VERSION} (it holds both).",
    ),
)
_NOT_ASCII = Problem(
    "PATH_NOT_ASCII",
    Words(
        "Đường dẫn Python hoặc tiện ích có chữ có dấu; Excel không nạp được DLL từ đó.",
        "The path of Python or of the add-in has letters outside ASCII; Excel cannot load the DLL from there.",
    ),
    Words(
        "Cài Python vào thư mục không dấu, ví dụ C:\\cchc, rồi chạy: cchc addin install.",
        "Put Python into a folder such as C:\\cchc, then run: cchc addin install.",
    ),
)
_NOT_INSTALLED = Problem(
    "NOT_INSTALLED",
    Words("Tiện ích chưa được cài.", "The add-in is not installed."),
    Words("Chạy: cchc addin install.", "Run: cchc addin install."),
)
_QUARANTINED = Problem(
    "FILE_GONE",
    Words(
        "Excel đã đăng ký tiện ích nhưng tệp không còn; có thể phần mềm diệt vi-rút đã cách ly.",
        "Excel knows the add-in, but its file is gone; antivirus may have taken it.",
    ),
    Words(
        "Khôi phục tệp trong phần mềm diệt vi-rút, thêm ngoại lệ, rồi chạy: cchc addin install.",
        "Restore it, add an exception, then run: cchc addin install.",
    ),
)
_NOT_REGISTERED = Problem(
    "NOT_REGISTERED",
    Words("Excel chưa biết tiện ích.", "Excel does not know the add-in."),
    Words("Đóng Excel, rồi chạy: cchc addin install.", "Close Excel, then run: cchc addin install."),
)
_BLOCKED = Problem(
    "FILE_BLOCKED",
    Words(
        "Windows đang chặn tệp tiện ích (tệp tải từ nơi khác).",
        "Windows blocks the file (it came from elsewhere).",
    ),
    Words(
        "Bấm chuột phải vào cchc.xlam, Properties, đánh dấu Unblock; hoặc chạy lại: cchc addin install.",
        "Right-click cchc.xlam, Properties, Unblock; or run again: cchc addin install.",
    ),
)
_OTHER_PYTHON = Problem(
    "OTHER_PYTHON",
    Words("Tiện ích đang gọi một bản Python khác.", "The add-in starts another Python."),
    Words("Chạy lại bằng bản Python này: cchc addin install.", "Run with this Python: cchc addin install."),
)
_MACROS_OFF = Problem(
    "MACROS_OFF",
    Words("Excel đang tắt mọi macro.", "Excel has all macros switched off."),
    Words(
        "Excel: File, Options, Trust Center, Trust Center Settings, Macro Settings: chọn “Disable with notification”, "
        "và thêm thư mục tiện ích vào Trusted Locations.",
        "Excel: File, Options, Trust Center, Macro Settings: “Disable with notification”; add the add-in's folder "
        "to Trusted Locations.",
    ),
)

"""Builds, installs and removes the add-ins."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cchc.errors import CchcError
from cchc.files import write_atomically
from cchc.language import Words

_NEEDS_EXCEL_EXTRA = Words(
    "Cần cài thêm phần cho Excel: pip install cchc[excel].",
    "The Excel part is not installed: pip install cchc[excel].",
)
_NOT_HERE = Words(
    "Chỉ cài được trên Windows có Excel. Trên máy này: cchc addin build, rồi chép tệp sang máy Windows.",
    "Only Windows with Excel takes it. Here: cchc addin build, then carry the file to Windows.",
)
_NOT_ASCII = Words(
    "Đường dẫn {path} có chữ có dấu; đặt Python vào thư mục không dấu, ví dụ C:\\cchc.",
    "The path {path} has letters outside ASCII; put Python into a folder such as C:\\cchc.",
)


def build_addin(folder: Path, libreoffice: bool = False) -> Path:
    """Write cchc.xlam, or cchc.oxt for LibreOffice, into a folder. Raises CchcError, CannotWrite."""
    if libreoffice:
        from xl_addin.libreoffice.build import FILE_NAME, extension

        path, content = folder / FILE_NAME, extension()
    else:
        path, content = folder / _xlam_name(), _xlam()
    write_atomically(path, content)
    return path


def install_addin() -> Path:
    """Put the add-in into this user's add-in folder and have Excel open it. Raises CchcError where this is
    not Windows, or Python is in a place from which Excel cannot load it.
    """
    from xl_addin.windows import machine, registry

    if os.name != "nt":
        raise CchcError(_NOT_HERE)
    python_folder, folder = Path(sys.executable).parent, machine.home(dict(os.environ))
    for path in (python_folder, folder):
        if not str(path).isascii():
            raise CchcError(_NOT_ASCII, path=path)
    target = folder / _xlam_name()
    write_atomically(target, _xlam())
    settings = machine.settings_text(str(python_folder))
    write_atomically(folder / machine.SETTINGS_FILE, settings.encode("ascii"))
    registry.register(str(target))
    return target


def uninstall_addin() -> Path:
    """Remove the add-in from Excel and delete its file; returns its path. Does nothing where it is not installed."""
    from xl_addin.windows import machine, registry

    folder = machine.home(dict(os.environ))
    target = folder / _xlam_name()
    registry.unregister(str(target))
    for file in (target, folder / machine.SETTINGS_FILE):
        file.unlink(missing_ok=True)
    return target


def _xlam_name() -> str:
    from xl_addin.windows.build import FILE_NAME

    return FILE_NAME


def _xlam() -> bytes:
    try:
        from xl_addin.windows.build import add_in

        return add_in()
    except ModuleNotFoundError as error:
        raise CchcError(_NEEDS_EXCEL_EXTRA) from error

"""Files beside the control workbook: copies of it, the marks of programs that have it open, its file under another
name. Synchronising programs and people make them, and nobody may take one of them for the one that is read.
"""

from __future__ import annotations

import os
from pathlib import Path

from cchc.files import slug

_OPEN_MARKS = ("~$", ".~lock.", ".~")
"""How the names begin of the files by which Excel, LibreOffice and WPS mark a workbook as open."""

_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".ods", ".fods", ".numbers", ".gsheet", ".et")


def copies_of(path: Path) -> list[str]:
    """The names of other files in the folder of `path` that seem to be the same file: with a number, a computer's
    name, "Copy of" or "Bản sao của" added, or with another extension. Empty where the folder cannot be listed.
    """
    bare = _bare(path.stem)
    return [
        name
        for name in _names(path.parent)
        if name != path.name
        and bare in _bare(name)
        and not name.startswith(_OPEN_MARKS)
        and (not name.startswith(".") or name.endswith(".icloud"))
    ]


def open_marks_of(path: Path) -> list[str]:
    """The names of files that mark `path` as open in a program (or as left open by one that ended badly)."""
    marks = {f"~${path.name}", f".~lock.{path.name}#", f".~{path.name}", f"~${path.name[2:]}"}
    return [name for name in _names(path.parent) if name in marks]


def other_workbooks(folder: Path) -> list[str]:
    """The names of all workbooks in a folder."""
    return [
        name
        for name in _names(folder)
        if name.casefold().endswith(_WORKBOOKS) and not name.startswith((".", "~"))
    ]


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if not _is_plain_folder(entry))
    except OSError:
        return []


def _is_plain_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder. On a Mac a workbook of Numbers may be one."""
    try:
        return entry.is_dir() and not entry.name.casefold().endswith(".numbers")
    except OSError:
        return False


def _bare(name: str) -> str:
    return slug(name).replace("-", "")

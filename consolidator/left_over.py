"""What the name of a file says about it: left by a system or a program, not finished, or only a pointer elsewhere.

Systems, synchronising programs and browsers put such files beside those of people. Their names are their only certain
mark, and some of them cannot even be opened.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from cchc.findings.finding import Finding, finding
from cchc.language import Words

_FOLDERS = frozenset(
    (
        "__macosx",
        "@eadir",
        "#recycle",
        "$recycle.bin",
        "recycler",
        "system volume information",
        "lost+found",
        ".trashes",
        ".spotlight-v100",
        ".fseventsd",
        ".temporaryitems",
        ".documentrevisions-v100",
        ".stfolder",
        ".stversions",
        ".dropbox.cache",
    )
)
"""Folders that Windows, macOS, Linux, network drives and synchronising programs make for themselves."""

_FILES = frozenset(
    (
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        ".ds_store",
        ".localized",
        ".directory",
        ".stfolder",
        ".stignore",
        ".dropbox",
        ".dropbox.attr",
        "icon\\r",
        "icon\r",
        "icon\uf00d",
    )
)
_LEFT_OVER = re.compile(
    r"~\$.*|\._.*|\.~.*|~wr[a-z].*\.tmp|~df.*\.tmp|\.syncthing\..*|~syncthing~.*|\.nfs[0-9a-f]+|\.fuse_hidden.*"
    r"|\.smbdelete.*|.*zone\.identifier(?::\$data)?|.*:(?:com\.|afp_|user\.|ofs|smartscreen).*",
    re.DOTALL,
)
"""Lock files, AppleDouble files, temporary files of Office and of synchronising programs, alternate streams that a
copy has made files of.
"""

_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload", ".icloud", ".!ut", ".aria2")
_TEMPORARY = ".tmp"
_POINTERS = {
    ".gsheet": Words("Google Trang tính (.gsheet)", "Google Sheets (.gsheet)"),
    ".gdoc": Words("Google Tài liệu (.gdoc)", "Google Docs (.gdoc)"),
    ".gslides": Words("Google Trang trình bày (.gslides)", "Google Slides (.gslides)"),
    ".gform": Words("Google Biểu mẫu (.gform)", "Google Forms (.gform)"),
    ".lnk": Words("lối tắt của Windows (.lnk)", "a Windows shortcut (.lnk)"),
    ".url": Words("lối tắt đến trang web (.url)", "a shortcut to a web page (.url)"),
    ".webloc": Words("lối tắt đến trang web (.webloc)", "a shortcut to a web page (.webloc)"),
}

PACKAGE_FOLDERS: dict[str, Words | None] = {
    ".numbers": Words("Apple Numbers (.numbers)", "Apple Numbers (.numbers)"),
    ".pages": Words("Apple Pages (.pages)", "Apple Pages (.pages)"),
    ".key": Words("Apple Keynote (.key)", "Apple Keynote (.key)"),
    ".download": None,
}
"""Folders that macOS shows as one file, by the ending of their name; None for a download that is not finished."""


def is_left_over(name: str) -> bool:
    """Whether a file was left by a system or a program, by its path with forward slashes."""
    *folders, last = (part.casefold() for part in PurePosixPath(name).parts)
    if name.endswith("/"):
        folders.append(last)
    if any(part in _FOLDERS or part.startswith(".trash-") for part in folders):
        return True
    return last in _FILES or _LEFT_OVER.fullmatch(last) is not None


def refused_by_name(name: str) -> Finding | None:
    """Why a file is refused whatever it contains; None if its name does not say so."""
    ending = PurePosixPath(name).suffix.casefold()
    if ending in _UNFINISHED or ending == _TEMPORARY:
        return finding("FILE_UNFINISHED", ending)
    return finding("FILE_IS_POINTER", _POINTERS[ending]) if ending in _POINTERS else None


def refused_folder(name: str) -> Finding | None:
    """Why a folder is refused as a whole because it is the package of one document; None for a usual folder."""
    ending = PurePosixPath(name).suffix.casefold()
    if ending not in PACKAGE_FOLDERS:
        return None
    kind = PACKAGE_FOLDERS[ending]
    return finding("FILE_UNFINISHED", ending) if kind is None else finding("FILE_NOT_XLSX", kind)

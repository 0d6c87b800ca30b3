"""Finds what was returned: files, folders, and what lies in zip files."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from cchc.files import require_folder
from cchc.findings.finding import Finding, finding
from cchc.language import Words
from cchc.names import composed
from cchc.reasons import reason_words
from consolidator.reading.preflight import (
    CONTENT_TYPES,
    DAMAGES,
    ENTRY_LIMIT,
    PACKED_LIMIT,
    PART_DAMAGED,
    UNPACKED,
    UNPACKED_LIMIT,
    Refused,
    check_entries,
)

_LEFTOVERS = ("thumbs.db", "desktop.ini", ".ds_store")
_LINK_TO_FOLDER = Words("liên kết đến thư mục", "a link to a folder")
_FILES_IN_ZIP = Words("số tệp trong các tệp ZIP", "files in zip files")
_TOO_DEEP = Words("tệp ZIP lồng nhau quá {count} lớp", "more than {count} zip files in each other")
_UTF8_FLAG = 0x800

_DEPTH_LIMIT = 3
"""So many zip files may lie in each other; a mailed zip of zips of folders is two."""


@dataclass(frozen=True)
class ReturnedFile:
    """One file that came back. `name` is its path below nop-ve/, through zip files where it lies in
    one, composed (NFC) and with forward slashes; `refused` says why it could not even be opened.

    What lies on the disk by itself has a `path` and is read where it is worked on, by `loaded`. `in_sample` is
    whether it is one of those that are read both ways (`consolidator.reading.ways`).
    """

    name: str
    content: bytes = b""
    refused: Finding | None = None
    path: Path | None = None
    in_sample: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest() if self.content else ""

    @property
    def is_leftover(self) -> bool:
        """Whether it is a lock file or something a system leaves behind."""
        name = PurePosixPath(self.name).name.casefold()
        return name.startswith(("~$", "._", ".~lock.")) or name in _LEFTOVERS or "__MACOSX/" in self.name

    def loaded(self) -> ReturnedFile:
        """The file with its content: read once, so that what is hashed is what is scored."""
        if self.path is None:
            return self
        try:
            status = self.path.stat()
            if stat.S_ISDIR(status.st_mode):
                return self._refused(finding("FILE_NOT_XLSX", _LINK_TO_FOLDER))
            if status.st_size > PACKED_LIMIT:
                size = f"{status.st_size >> 20} MiB"
                return self._refused(finding("FILE_TOO_LARGE", size, f"{PACKED_LIMIT >> 20} MiB"))
            return replace(self, content=self.path.read_bytes(), path=None)
        except OSError as error:
            return self._refused(finding("FILE_DAMAGED", reason_words(error)))

    def _refused(self, why: Finding) -> ReturnedFile:
        return replace(self, refused=why, path=None)


def returned_files(folder: Path) -> Iterator[ReturnedFile]:
    """Every file below a folder, in an order that does not depend on the file system. Only zip files
    that hold files are opened here. A folder in it that cannot be listed stands among the files, refused:
    nobody knows what lies in it.

    Raises CchcError where the folder itself is not there or cannot be listed: that is not an empty folder.
    """
    for name, path, error in sorted(_found(folder), key=lambda each: each[:2]):
        if error is not None:
            yield ReturnedFile(f"{name}/", refused=finding("FOLDER_UNREADABLE", reason_words(error)))
        elif _may_be_plain_zip(path):
            yield from unpacked(ReturnedFile(name, path=path).loaded())
        else:
            yield ReturnedFile(name, path=path)


def _found(folder: Path) -> list[tuple[str, Path, OSError | None]]:
    """The name and path of every file below a folder, and of folders that cannot be listed. Links to folders
    are not followed: they may lead in a circle. Pipes are no files: opening one would wait for its writer.
    """
    require_folder(folder)
    failed: list[OSError] = []
    found: list[tuple[str, Path, OSError | None]] = []
    for above, folders, files in os.walk(folder, onerror=failed.append):
        paths = [Path(above) / name for name in (*files, *folders)]
        paths = [path for path in paths if _may_hold_a_form(path)]
        found += ((_name(path.relative_to(folder).as_posix()), path, None) for path in paths)
    for error in failed:
        path = Path(error.filename)
        found.append((_name(path.relative_to(folder).as_posix()), path, error))
    return found


def _may_hold_a_form(path: Path) -> bool:
    """A file or a link, or what only reading will tell; no folder, and nothing that reading would wait for."""
    try:
        return path.is_symlink() or stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False
    except OSError:
        return True


class _Room:
    """How much one returned file may still unpack to, all zip files in it together: each of them may
    be within the limits and hold ten more.
    """

    def __init__(self) -> None:
        self.bytes_left, self.files_left = UNPACKED_LIMIT, ENTRY_LIMIT

    def take(self, members: list[zipfile.ZipInfo]) -> None:
        """Raises Refused where there is no room for them."""
        self.bytes_left -= sum(member.file_size for member in members)
        self.files_left -= len(members)
        if self.bytes_left < 0:
            raise Refused(finding("FILE_TOO_LARGE", UNPACKED, f"{UNPACKED_LIMIT >> 20} MiB"))
        if self.files_left < 0:
            raise Refused(finding("FILE_TOO_LARGE", _FILES_IN_ZIP, ENTRY_LIMIT))


def unpacked(file: ReturnedFile, depth: int = 0, room: _Room | None = None) -> Iterator[ReturnedFile]:
    """The file itself, or what lies in it where it is a plain zip file, zip files in it included."""
    room = room or _Room()
    package = _plain_zip(file)
    if package is None:
        yield file
        return
    try:
        if depth == _DEPTH_LIMIT:
            raise Refused(finding("FILE_UNSAFE", _TOO_DEEP.filled(count=_DEPTH_LIMIT)))
        check_entries(package)
        members = [entry for entry in package.infolist() if not entry.is_dir()]
        room.take(members)
    except Refused as refused:
        yield ReturnedFile(file.name, file.content, refused.finding)
        return
    if not members:
        yield file
    for entry in sorted(members, key=_member_name):
        name = f"{file.name}/{_member_name(entry)}"
        try:
            content = package.read(entry)
        except DAMAGES:
            yield ReturnedFile(
                name, refused=finding("FILE_DAMAGED", PART_DAMAGED.filled(part=_member_name(entry)))
            )
            continue
        yield from unpacked(ReturnedFile(name, content), depth + 1, room)


def _may_be_plain_zip(path: Path) -> bool:
    """Whether a file is a zip and no workbook, by its directory alone."""
    try:
        with path.open("rb") as stream:
            if stream.read(2) != b"PK" or path.stat().st_size > PACKED_LIMIT:
                return False
            with zipfile.ZipFile(stream) as package:
                return _is_plain(package)
    except DAMAGES:
        return False


def _is_plain(package: zipfile.ZipFile) -> bool:
    names = {name.lower() for name in package.namelist()}
    return bool(names) and not names & {CONTENT_TYPES, "mimetype"}


def _plain_zip(file: ReturnedFile) -> zipfile.ZipFile | None:
    """The file as a zip of files, None where it is something else, a workbook above all."""
    if not file.content.startswith(b"PK"):
        return None
    try:
        package = zipfile.ZipFile(io.BytesIO(file.content))
    except DAMAGES:
        return None
    return package if _is_plain(package) else None


def _member_name(entry: zipfile.ZipInfo) -> str:
    """A member's name; names not marked as UTF-8 are often UTF-8 all the same."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_FLAG:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return _name(name)


def _name(text: str) -> str:
    """A name as results show it. Bytes that are no UTF-8 (names from old sticks) are spelt out."""
    return composed(text.replace("\\", "/"))


def names_by_hash(files: Iterable[ReturnedFile]) -> dict[str, str]:
    """The name of every file by its SHA-256; what cannot be opened goes by its name."""
    named = {}
    for file in files:
        if not file.is_leftover:
            named[file.loaded().sha256 or file.name] = file.name
    return named

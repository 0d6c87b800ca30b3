"""Finds the returned files: in folders and in zip files."""

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
from consolidator.left_over import is_left_over, refused_by_name, refused_folder
from consolidator.reading.kinds import REPACKED, is_iwork
from consolidator.reading.preflight import (
    CONTENT_TYPES,
    DAMAGES,
    ENTRY_LIMIT,
    OLE_SIGN,
    PACKED_LIMIT,
    PART_DAMAGED,
    UNPACKED,
    UNPACKED_LIMIT,
    Refused,
    check_entries,
)

_WORKBOOK_STARTS = (b"PK", OLE_SIGN)
_LINK_TO_FOLDER = Words("liên kết đến thư mục", "a link to a folder")
_FILES_IN_ZIP = Words("số tệp trong các tệp ZIP", "files in zip files")
_TOO_DEEP = Words("tệp ZIP lồng nhau quá {count} lớp", "more than {count} zip files in each other")
_UTF8_FLAG = 0x800

_OF_WORKBOOKS = frozenset(
    (CONTENT_TYPES, "mimetype", "_rels/.rels", "xl/workbook.xml", "meta-inf/manifest.xml")
)
"""Parts, in lower case, by any of which a zip file is a workbook, whole or not, and no folder of files."""

_DEPTH_LIMIT = 3
"""How deep zip files may be nested; a mailed zip of zipped folders has depth two."""


@dataclass(frozen=True)
class ReturnedFile:
    """One returned file. `name` is its path below nop-ve/ (including the zip file that holds it), in NFC and with
    forward slashes; `refused` is the reason why it could not be opened.

    A file that is not in a zip file has a `path`; `loaded` reads it when it is processed. `in_sample` is whether
    the file is read both ways (`consolidator.reading.ways`).
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
        """Whether the file was left by a system or a program, such as a lock file. A temporary file is one unless it
        begins like a workbook: an interrupted save leaves the form under such a name.
        """
        if is_left_over(self.name):
            return True
        return self.name.casefold().endswith(".tmp") and not self._start().startswith(_WORKBOOK_STARTS)

    def _start(self) -> bytes:
        if self.path is None:
            return self.content[:8]
        try:
            with self.path.open("rb") as stream:
                return stream.read(8)
        except OSError:
            return b""

    def loaded(self) -> ReturnedFile:
        """The file with its content, read only once so that the hashed and the scored bytes are the same."""
        if self.refused is None and (why := refused_by_name(self.name)) is not None:
            return self._refused(why)
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
    """Every file below a folder, in an order that does not depend on the file system. Only zip files that hold
    files are opened here. A subfolder that cannot be listed is given as a refused file, since its content is
    unknown.

    Raises CchcError if the folder itself is missing or cannot be listed.
    """
    for name, path, why in sorted(_found(folder), key=lambda each: each[:2]):
        if why is not None:
            yield ReturnedFile(f"{name}/", refused=why)
        elif not is_left_over(name) and refused_by_name(name) is None and _may_be_plain_zip(path):
            yield from unpacked(ReturnedFile(name, path=path).loaded())
        else:
            yield ReturnedFile(name, path=path)


def _found(folder: Path) -> list[tuple[str, Path, Finding | None]]:
    """The name and path of every file below a folder, and, with the reason, of folders that cannot be listed or are
    the package of one document. Links to folders are not followed, since they may form a cycle. Pipes are left out:
    opening one waits for its writer.
    """
    require_folder(folder)
    failed: list[OSError] = []
    found: list[tuple[str, Path, Finding | None]] = []
    for above, folders, files in os.walk(folder, onerror=failed.append):
        for name, why in _refused_folders(folders, files, Path(above), folder):
            found.append((_name(name.relative_to(folder).as_posix()), name, why))
        paths = [Path(above) / name for name in (*files, *folders)]
        paths = [path for path in paths if _may_hold_a_form(path)]
        found += ((_name(path.relative_to(folder).as_posix()), path, None) for path in paths)
    for error in failed:
        path = Path(error.filename)
        why = finding("FOLDER_UNREADABLE", reason_words(error))
        found.append((_name(path.relative_to(folder).as_posix()), path, why))
    return found


def _refused_folders(
    folders: list[str], files: list[str], above: Path, root: Path
) -> Iterator[tuple[Path, Finding]]:
    """The folders in `above` that are the package of one document, taken out of the lists so that their parts are no
    files of their own; `above` itself where it holds the parts of a workbook.
    """
    if above != root and any(name.casefold() == CONTENT_TYPES for name in files):
        folders.clear()
        files.clear()
        yield above, finding("FILE_NOT_XLSX", REPACKED.filled(folder=_name(above.name)))
    for name in [each for each in folders if not (above / each).is_symlink()]:
        why = refused_folder(name)
        if why is not None:
            folders.remove(name)
            yield above / name, why


def _may_hold_a_form(path: Path) -> bool:
    """Whether a path is a regular file, a link, or of unknown type; not a folder, pipe or device."""
    try:
        return path.is_symlink() or stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False
    except OSError:
        return True


class _Room:
    """How much one returned file may still unpack to, over all zip files nested in it: each of them may be within
    the limits and hold ten more.
    """

    def __init__(self) -> None:
        self.bytes_left, self.files_left = UNPACKED_LIMIT, ENTRY_LIMIT

    def take(self, members: list[zipfile.ZipInfo]) -> None:
        """Reserve room for these members. Raises Refused if there is not enough."""
        self.bytes_left -= sum(member.file_size for member in members)
        self.files_left -= len(members)
        if self.bytes_left < 0:
            raise Refused(finding("FILE_TOO_LARGE", UNPACKED, f"{UNPACKED_LIMIT >> 20} MiB"))
        if self.files_left < 0:
            raise Refused(finding("FILE_TOO_LARGE", _FILES_IN_ZIP, ENTRY_LIMIT))


def unpacked(file: ReturnedFile, depth: int = 0, room: _Room | None = None) -> Iterator[ReturnedFile]:
    """The file itself or, for a plain zip file, the files in it and in zip files nested in it."""
    room = room or _Room()
    package = None if refused_by_name(file.name) or is_left_over(file.name) else _plain_zip(file)
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
    packages = _packages_in(members)
    for folder, why in sorted(packages.items()):
        yield ReturnedFile(f"{file.name}/{folder}", refused=why)
    for entry in sorted(members, key=_member_name):
        if any(_member_name(entry).startswith(folder) for folder in packages):
            continue
        name = f"{file.name}/{_member_name(entry)}"
        try:
            content = package.read(entry)
        except DAMAGES:
            yield ReturnedFile(
                name, refused=finding("FILE_DAMAGED", PART_DAMAGED.filled(part=_member_name(entry)))
            )
            continue
        yield from unpacked(ReturnedFile(name, content), depth + 1, room)


def _packages_in(members: Iterable[zipfile.ZipInfo]) -> dict[str, Finding]:
    """The folders in a zip file that are one document each, with the reason for their refusal: the parts of an
    unpacked workbook, or a package folder of a Mac.
    """
    packages: dict[str, Finding] = {}
    for entry in members:
        path = PurePosixPath(_member_name(entry))
        for each in path.parents:
            if each.name and (why := refused_folder(each.name)) is not None:
                packages[f"{each}/"] = why
        if path.name.casefold() == CONTENT_TYPES and path.parent.name:
            packages[f"{path.parent}/"] = finding("FILE_NOT_XLSX", REPACKED.filled(folder=path.parent.name))
    return packages


def _may_be_plain_zip(path: Path) -> bool:
    """Whether a file is a zip file but not a workbook, judged by its directory only."""
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
    return bool(names) and not names & _OF_WORKBOOKS and not is_iwork(names)


def _plain_zip(file: ReturnedFile) -> zipfile.ZipFile | None:
    """The file as a plain zip file; None for anything else, such as a workbook."""
    if not file.content.startswith(b"PK"):
        return None
    try:
        package = zipfile.ZipFile(io.BytesIO(file.content))
    except DAMAGES:
        return None
    return package if _is_plain(package) else None


def _member_name(entry: zipfile.ZipInfo) -> str:
    """A member's name; names not marked as UTF-8 are often in UTF-8 nevertheless."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_FLAG:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return _name(name)


def _name(text: str) -> str:
    """A name as results show it. Bytes that are not UTF-8 (names from old drives) are written as escapes."""
    return composed(text.replace("\\", "/"))


def names_by_hash(files: Iterable[ReturnedFile]) -> dict[str, str]:
    """The name of every file by its SHA-256; a file that cannot be opened has its name as key."""
    named = {}
    for file in files:
        if not file.is_leftover:
            named[file.loaded().sha256 or file.name] = file.name
    return named

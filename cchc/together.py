"""Replaces the files of a result together: all of them or none, and no file of a person is lost.

All files are first written to a temporary folder. Then a note is written that lists every replacement, the
files are moved into place and compared with the content that was to be written, and the note is deleted.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from cchc.errors import CannotWrite, CchcError
from cchc.files import is_there, take_away, telling, write_atomically, write_side_by_side, write_through
from cchc.language import Words
from cchc.written import Written, sha256_of

UNFINISHED_FILE = "CHUA-GHI-XONG.txt"
STAGED = ".dang-ghi"
"""The subfolder in which files wait until all files of a result are written."""
ASIDE = "luu-lai"
"""The subfolder for files that were moved out of the way: files changed by a person, and files that no
longer count.
"""

_GONE = "- "
"""Marks the names of files to be removed, in the note of an unfinished result."""
_TO = " -> "
"""Separates the name of a removed file from the name under which it is kept."""
_DIGITS_IN_NAME = 8

_UNFINISHED = Words(
    "Lần ghi kết quả gần nhất bị dừng giữa chừng; chạy lại cchc consolidate, chưa dùng các tệp dưới đây.",
    "Writing the results was interrupted; run cchc consolidate again and do not use the files below yet.",
)
_BAD_NOTE = Words(
    "Tệp {note} có dòng không do phần mềm ghi: “{line}”. Chưa thay đổi gì; xóa tệp đó rồi chạy lại.",
    "The file {note} has a line that this program did not write: “{line}”. Nothing was changed; delete that file "
    "and run again.",
)
_NOT_AS_WRITTEN = Words(
    "Tệp {path} trên đĩa khác nội dung vừa ghi; chưa dùng kết quả này. Kiểm tra đĩa, phần mềm đồng bộ hoặc diệt virus, "
    "rồi chạy lại.",
    "The file {path} on the disk is not what was just written: do not use this result. Check the disk and any "
    "synchronising or antivirus program, then run again.",
)
_SAME_NAME = Words(
    "Hai tệp kết quả trùng tên {name}; chưa ghi gì. Báo cho đơn vị hỗ trợ kỹ thuật.",
    "Two files of the result have the same name {name}; nothing was written. Tell those who maintain cchc.",
)


class Kept(NamedTuple):
    """A file that this program did not write, or that was changed afterwards: its old and its present name
    below the result folder.
    """

    name: str
    now: str


def write_together(
    folder: Path,
    contents: Mapping[str, bytes],
    more: Iterable[tuple[str, bytes]] = (),
    wholly: Sequence[str] = (),
    written: Written | None = None,
) -> tuple[Kept, ...]:
    """Put several files into a folder, all of them or none. Names may contain subfolders (`a/b.xlsx`).

    `more` are files that may come from a generator: only a few are held in memory at once. Workbooks in the
    subfolders `wholly` that are not among the new files are removed in the same step.

    With the record `written`, no file of a person is lost. A file in the way that differs from what was
    written is moved into the subfolder ASIDE, and so is a file of this program that is to be removed; a
    person's own file below `wholly` stays. The files of persons, moved or not, are returned. Without a
    record all files count as this program's.

    If the run stops before the note is written, the earlier files remain. If it stops later, the note tells
    readers not to use the folder, and `finish_writing` or the next call finishes the work.

    Raises CannotWrite; a file that is open in Excel is detected before anything is replaced.
    """
    finish_writing(folder)
    hashes: dict[str, str] = {}
    with telling(folder, folder / STAGED):
        take_away(folder / STAGED)
        (folder / STAGED).mkdir(parents=True)
        for _ in write_side_by_side(_staged(folder, chain(contents.items(), more), hashes), _write_beside):
            pass
    with telling(folder, folder / STAGED):
        kept, lines = _plan(folder, hashes, wholly, written)
    for line in lines:
        target = folder / _parsed(line).name
        with telling(target, folder / STAGED):
            if target.exists():
                target.open("r+b").close()
    if written is not None:
        with telling(written.file, folder / STAGED):
            written.announce({folder / name: sha256 for name, sha256 in hashes.items()})
    try:
        write_atomically(folder / UNFINISHED_FILE, _note(lines))
    finally:
        if not (folder / UNFINISHED_FILE).exists():  # once the note exists, the files it lists are needed
            take_away(folder / STAGED)
    finish_writing(folder)
    _compare(folder, hashes)
    if written is not None:
        gone = [folder / each.name for each in map(_parsed, lines) if each.goes and each.name not in hashes]
        written.confirm({folder / name: sha256 for name, sha256 in hashes.items()}, gone)
    return kept


def finish_writing(folder: Path) -> None:
    """Finish an interrupted `write_together`; does nothing where nothing is unfinished.

    Raises CannotWrite. Raises CchcError where the note has a line that this program did not write; nothing
    is changed then.
    """
    note = folder / UNFINISHED_FILE
    if not note.exists():
        return
    with telling(folder):
        lines = [_checked(note, line) for line in note.read_text(encoding="utf-8").splitlines()[2:]]
        for line in lines:
            _carry_out(folder, line)
        take_away(folder / STAGED)
        note.unlink()


class _Line(NamedTuple):
    """A line of the note: the file is moved into place or, with `goes`, removed. A removed file is kept as
    `aside` unless that is "".
    """

    name: str
    goes: bool = False
    aside: str = ""

    @property
    def text(self) -> str:
        if not self.goes:
            return self.name
        return f"{_GONE}{self.name}{_TO}{self.aside}" if self.aside else f"{_GONE}{self.name}"


def _parsed(text: str) -> _Line:
    if not text.startswith(_GONE):
        return _Line(text)
    name, _, aside = text.removeprefix(_GONE).partition(_TO)
    return _Line(name, goes=True, aside=aside)


def _checked(note: Path, text: str) -> _Line:
    line = _parsed(text)
    if not _leads_below(line.name) or (line.aside and not _leads_below(line.aside)):
        raise CchcError(_BAD_NOTE, note=note, line=text)
    return line


def _leads_below(name: str) -> bool:
    """Whether a name stays inside the folder on every system. Links on the way are not checked."""
    parts = (*PurePosixPath(name).parts, *PureWindowsPath(name).parts)
    absolute = PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor
    return bool(name) and ".." not in parts and not absolute


def _carry_out(folder: Path, line: _Line) -> None:
    """Do what a line says, unless an interrupted run has already done it."""
    staged, target = folder / STAGED / line.name, folder / line.name
    if not line.goes:
        if staged.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, target)
    elif not line.aside:
        target.unlink(missing_ok=True)
    elif target.exists() and _goes_aside(target, line.aside):
        aside = folder / line.aside
        aside.parent.mkdir(parents=True, exist_ok=True)
        os.replace(target, aside)


def _goes_aside(target: Path, aside: str) -> bool:
    """Whether the file there is the one to be moved: the name `aside` ends with a part of its hash."""
    return Path(aside).stem.endswith(f"-{sha256_of(target)[:_DIGITS_IN_NAME]}")


def _plan(
    folder: Path, hashes: Mapping[str, str], wholly: Sequence[str], written: Written | None
) -> tuple[tuple[Kept, ...], list[str]]:
    """The files of persons, and the lines of the note: first the files to be removed, then those moved into
    place.
    """
    kept: list[Kept] = []
    goes: list[_Line] = []
    for name, sha256 in hashes.items():
        path = folder / name
        if written is None or not is_there(path) or written.is_ours(path):
            continue
        there = sha256_of(path)
        if there != sha256:
            goes.append(_Line(name, goes=True, aside=_aside(name, there)))
            kept.append(Kept(name, goes[-1].aside))
    for name in sorted(_standing(folder, wholly) - set(hashes)):
        path = folder / name
        if written is None:
            goes.append(_Line(name, goes=True))
        elif not written.knows(path):
            kept.append(Kept(name, name))
        else:
            goes.append(_Line(name, goes=True, aside=_aside(name, sha256_of(path))))
            if not written.is_ours(path):
                kept.append(Kept(name, goes[-1].aside))
    return tuple(kept), [line.text for line in goes] + list(hashes)


def _aside(name: str, sha256: str) -> str:
    """The name under which a removed file is kept: its own name with a part of its hash, so that none is
    overwritten.
    """
    path = PurePosixPath(name)
    return (ASIDE / path.with_name(f"{path.stem}-{sha256[:_DIGITS_IN_NAME]}{path.suffix}")).as_posix()


def _compare(folder: Path, hashes: Mapping[str, str]) -> None:
    """Raise CannotWrite where a file on the disk differs from what was written."""
    for name, sha256 in hashes.items():
        path = folder / name
        with telling(path):
            same = sha256_of(path) == sha256
        if not same:
            raise CannotWrite(_NOT_AS_WRITTEN, path=path)


def _note(lines: Sequence[str]) -> bytes:
    return ("\n".join((_UNFINISHED.vi, _UNFINISHED.en, *lines)) + "\n").encode()


def _staged(
    folder: Path, files: Iterable[tuple[str, bytes]], hashes: dict[str, str]
) -> Iterator[tuple[Path, bytes]]:
    """The temporary path and the content of each file; its hash is added to `hashes`, by name."""
    for name, content in files:
        if name in hashes:
            raise CchcError(_SAME_NAME, name=name)
        hashes[name] = hashlib.sha256(content).hexdigest()
        yield folder / STAGED / name, content


def _standing(folder: Path, subfolders: Iterable[str]) -> set[str]:
    """The names of the workbooks in some subfolders, without Excel's lock files of open workbooks."""
    found = (path for each in subfolders for path in _files_below(folder / each))
    workbooks = (path for path in found if path.suffix == ".xlsx" and not path.name.startswith("~$"))
    return {path.relative_to(folder).as_posix() for path in workbooks}


def _files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder. Raises OSError where a folder cannot be listed (`rglob` would skip it)."""
    if not is_there(folder):
        return
    for above, _, names in os.walk(folder, onerror=_raise):
        yield from (Path(above) / name for name in names)


def _raise(error: OSError) -> None:
    raise error


def _write_beside(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_through(path, content)

"""The record of the files that this program wrote into a campaign's folder. It tells them from files that
people made or changed.

The record is one JSON file: the path of every file, relative to the campaign folder, and the SHA-256 of
what was written. A file that is not recorded, or has other content, belongs to a person and is never
overwritten or deleted. Hashes are recorded before the files are moved into place, so that after an
interrupted run no file of this program looks like a person's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc.errors import CchcError
from cchc.files import BROKEN_RECORD, is_there, read_record, write_atomically


@dataclass
class Written:
    """The record of what was written below `root`, stored in `file`."""

    root: Path
    file: Path
    _known: dict[str, list[str]]

    @classmethod
    def read(cls, root: Path, file: Path) -> Written:
        """The record; empty before the first file. Raises CchcError where it is damaged."""
        if not is_there(file):
            return cls(root, file, {})
        known = read_record(file)
        if not all(isinstance(hashes, list) for hashes in known.values()):
            raise CchcError(BROKEN_RECORD, file=file)
        return cls(root, file, known)

    def is_ours(self, path: Path) -> bool:
        """Whether the file at a path still has the content this program wrote. Raises OSError where it
        cannot be read.
        """
        hashes = self._known.get(self._name(path))
        return hashes is not None and sha256_of(path) in hashes

    def knows(self, path: Path) -> bool:
        """Whether this program ever wrote a file at this path."""
        return self._name(path) in self._known

    def announce(self, files: Mapping[Path, str]) -> None:
        """Record the SHA-256 of each file, by path, before it is written. Raises CannotWrite."""
        before = json.dumps(self._known)
        for path, sha256 in files.items():
            hashes = self._known.setdefault(self._name(path), [])
            if sha256 not in hashes:
                hashes.append(sha256)
        if json.dumps(self._known) != before:
            self._write()

    def confirm(self, files: Mapping[Path, str], gone: Iterable[Path] = ()) -> None:
        """Record these files with exactly this content, and remove the `gone` paths from the record. Raises
        CannotWrite.
        """
        before = json.dumps(self._known)
        for path, sha256 in files.items():
            self._known[self._name(path)] = [sha256]
        for path in gone:
            self._known.pop(self._name(path), None)
        if json.dumps(self._known) != before:
            self._write()

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _write(self) -> None:
        known = {name: self._known[name] for name in sorted(self._known)}
        write_atomically(self.file, json.dumps(known, indent=0).encode())


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""What this program wrote into a campaign's folder, so that what people made or changed is told apart.

The record is one JSON file: the path of every file below the campaign folder, and the SHA-256 of what was
written there. A file that is not on record, or whose content is another, belongs to a person: it is never
overwritten or deleted. Hashes are put on record before the files take their places, so a run that is stopped
in between leaves no file of ours that looks like somebody else's.
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
    """The record of what was written below `root`, kept in `file`."""

    root: Path
    file: Path
    _known: dict[str, list[str]]

    @classmethod
    def read(cls, root: Path, file: Path) -> Written:
        """The record; empty before anything was written. Raises CchcError where it is damaged."""
        if not is_there(file):
            return cls(root, file, {})
        known = read_record(file)
        if not all(isinstance(hashes, list) for hashes in known.values()):
            raise CchcError(BROKEN_RECORD, file=file)
        return cls(root, file, known)

    def is_ours(self, path: Path) -> bool:
        """Whether the file at a path is as this program wrote it there. Raises OSError where it cannot be read."""
        hashes = self._known.get(self._name(path))
        return hashes is not None and sha256_of(path) in hashes

    def knows(self, path: Path) -> bool:
        """Whether this program ever wrote a file at this path."""
        return self._name(path) in self._known

    def announce(self, files: Mapping[Path, str]) -> None:
        """Put on record, by path, the SHA-256 of what is about to be written. Raises CannotWrite."""
        before = json.dumps(self._known)
        for path, sha256 in files.items():
            hashes = self._known.setdefault(self._name(path), [])
            if sha256 not in hashes:
                hashes.append(sha256)
        if json.dumps(self._known) != before:
            self._write()

    def confirm(self, files: Mapping[Path, str], gone: Iterable[Path] = ()) -> None:
        """Put on record that these files, and nothing else, stand at these paths. Raises CannotWrite."""
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

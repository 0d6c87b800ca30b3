"""What lies at a path, without taking "may not be looked at" for "is not there".

`Path.exists` and `glob` differ between versions of Python in what they keep silent about. A record of the
campaign that cannot be looked at must stop a run: without it, scores would be computed as if it were empty.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_NOT_THERE = {errno.ENOENT, errno.ENOTDIR}


def mode_of(path: Path) -> int:
    """The mode of what lies at a path, links followed; 0 where nothing does. Raises OSError otherwise."""
    try:
        return path.stat().st_mode
    except OSError as error:
        if error.errno in _NOT_THERE:
            return 0
        raise


def is_there(path: Path) -> bool:
    """Whether anything lies at a path. Raises OSError where that cannot be told."""
    return mode_of(path) != 0


def is_folder(path: Path) -> bool:
    """Whether a folder lies at a path. Raises OSError where that cannot be told."""
    return stat.S_ISDIR(mode_of(path))


def is_plain_file(path: Path) -> bool:
    """Whether a file lies at a path. Raises OSError where that cannot be told."""
    return stat.S_ISREG(mode_of(path))


def is_dangling(path: Path) -> bool:
    """Whether a path is a link to something that is gone."""
    return path.is_symlink() and not is_there(path)


def files_in(folder: Path, ending: str) -> list[Path]:
    """The files of a folder with this ending, by name; none where there is no folder. Raises OSError where the
    folder may not be looked into.
    """
    if not is_there(folder):
        return []
    return [folder / name for name in sorted(os.listdir(folder)) if name.endswith(ending)]

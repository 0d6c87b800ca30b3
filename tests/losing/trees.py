"""What lies in a campaign's folder, to be compared before and after."""

from __future__ import annotations

import hashlib
from pathlib import Path

OF_A_RUN = {"nhat-ky.sqlite", "da-doc.sqlite", "dang-chay.lock", "dang-chay.json"}
"""Files that hold moments and names of machines."""


def tree(root: Path, without: frozenset[str] | set[str] = frozenset()) -> dict[str, str]:
    """The SHA-256 of every file below a folder by its path, and of every folder that it is one."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.name not in without:
            name = path.relative_to(root).as_posix()
            found[name] = "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def results(root: Path) -> dict[str, str]:
    """The same of ket-qua/."""
    return tree(root / "ket-qua")

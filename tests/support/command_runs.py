"""Runs the command as a shell does: in a process of its own, with streams that lead to files or pipes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import pytest

COMMAND = (sys.executable, "-c", "from macros_py.cli import main; main()")
ROOT = Path(__file__).parents[2]

_WITHOUT_PRIVILEGE = (
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
)


def run_command(
    *arguments: str | Path,
    cwd: Path | None = None,
    stdout: int | IO[bytes] = subprocess.PIPE,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """`cchc ARGUMENTS` in a process of its own."""
    variables = {key: value for key, value in os.environ.items() if key not in ("UV", "CCHC_LANG")}
    return subprocess.run(
        [*before, *COMMAND, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        timeout=300,
        env={**variables, "PYTHONPATH": str(ROOT), **(environment or {})},
    )


def obeying_rights(folder: Path) -> Sequence[str]:
    """The words before a command that make access rights apply to it (root ignores them). A file is written into
    `folder` to try this. Skips the test where it is not possible.
    """
    if os.name != "posix":
        pytest.skip("RIGHTS NOT TESTED: access rights are set by chmod, which Windows does not have")
    closed = folder / "dong.txt"
    closed.write_bytes(b"")
    closed.chmod(0)
    for before in ((), _WITHOUT_PRIVILEGE):
        if before and not shutil.which(before[0]):
            continue
        tried = subprocess.run([*before, "cat", str(closed)], capture_output=True, check=False)
        if tried.returncode == 1:
            return before
    pytest.skip(
        "RIGHTS NOT TESTED: this runs as root, to whom rights do not apply, and setpriv does not work"
    )


def on_disk(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder by its path: the bytes of files, None for folders and dangling links."""
    found = {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}
    return {path.relative_to(folder).as_posix(): content for path, content in found.items()}

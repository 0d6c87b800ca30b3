"""Commands in a form that can be pasted: quoted for the present shell, with paths relative to the working
folder.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from cchc.visible import is_hidden

_NEEDS_NO_QUOTES = re.compile(r"[\w.:\\/+-]+")
_ESCAPED = {"\\": "\\\\", "'": "\\'"}


def command_line(*parts: str | Path) -> str:
    """The command line with these arguments. Paths are shortened by `shown_path`."""
    return " ".join((program(), *(quoted(each) for each in parts)))


def program() -> str:
    """How the command is typed here. uv sets UV in the environment of the programs it runs."""
    return "uv run cchc" if os.environ.get("UV") else "cchc"


def quoted(part: str | Path, windows: bool = os.name == "nt") -> str:
    """One argument, quoted where the shell needs it.

    On Windows with double quotes, which cmd.exe and PowerShell both accept (file names cannot contain
    them); elsewhere by POSIX rules. Invisible characters are escaped in `$'…'`, so that a line break in a
    name cannot fake a line.
    """
    text = part if isinstance(part, str) else shown_path(part)
    if isinstance(part, Path) and text.startswith("-"):  # else it would be read as an option
        text = f".{os.sep}{text}"
    if windows:
        return text if _NEEDS_NO_QUOTES.fullmatch(text) else f'"{text}"'
    if any(is_hidden(each) for each in text):
        return "$'" + "".join(_ansi(each) for each in text) + "'"
    return text if _NEEDS_NO_QUOTES.fullmatch(text) and "\\" not in text else shlex.quote(text)


def shown_path(path: Path) -> str:
    """A path to type again: relative where it lies below the working folder, else as it was typed."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):  # not below the working folder, or the working folder is gone
        return str(path)


def _ansi(character: str) -> str:
    if is_hidden(character):
        return "".join(f"\\x{byte:02x}" for byte in os.fsencode(character))
    return _ESCAPED.get(character, character)

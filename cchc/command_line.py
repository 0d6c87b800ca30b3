"""Commands as a person can paste them: quoted for the shell at hand, with paths that work from where it stands."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from cchc.visible import is_hidden

_NEEDS_NO_QUOTES = re.compile(r"[\w.:\\/+-]+")
_ESCAPED = {"\\": "\\\\", "'": "\\'"}


def command_line(*parts: str | Path) -> str:
    """The command with these arguments, as it is typed here. Paths are shortened as by `shown_path`."""
    return " ".join((program(), *(quoted(each) for each in parts)))


def program() -> str:
    """How the command is typed here: uv names itself in the environment of what it runs."""
    return "uv run cchc" if os.environ.get("UV") else "cchc"


def quoted(part: str | Path, windows: bool = os.name == "nt") -> str:
    """One argument, quoted where the shell needs it.

    In Windows by double quotes, which cmd.exe and PowerShell both take (no name there may hold one); elsewhere as
    POSIX shells do. Characters that do not show are spelt out in `$'…'`, so that a line break in a name forges no line.
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
    """A path as it is best typed again: relative where it lies below the working folder, else as it was typed."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):  # elsewhere; or the working folder is gone
        return str(path)


def _ansi(character: str) -> str:
    if is_hidden(character):
        return "".join(f"\\x{byte:02x}" for byte in os.fsencode(character))
    return _ESCAPED.get(character, character)

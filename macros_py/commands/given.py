"""What is given on a command line: paths, codes, texts, as types for click. An empty one is a slip (a variable
that was not set), and never means "here" or "all".
"""

from __future__ import annotations

from pathlib import Path

import click

from cchc.language import Words
from cchc.names import composed

_EMPTY = Words("để trống.", "it is empty.")


def place(given: str) -> Path:
    """A path. Raises click.BadParameter where it is empty."""
    return Path(text(given))


def code(given: str) -> str:
    """A code or name, composed (NFC) as it is compared, without blanks around it. Raises click.BadParameter."""
    return composed(text(given)).strip()


def text(given: str) -> str:
    """A text as it was typed. Raises click.BadParameter where nothing stands in it."""
    if not given.strip():
        raise click.BadParameter(_EMPTY.say())
    return given

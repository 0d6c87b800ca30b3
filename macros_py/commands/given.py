"""Types of command line values for click: paths, codes, texts. An empty value is an error (usually a variable
that was not set); it never means "here" or "all".
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
    """A code or name in NFC, as needed for comparison, without blanks around it. Raises click.BadParameter where
    it is empty.
    """
    return composed(text(given)).strip()


def text(given: str) -> str:
    """A text as it was typed. Raises click.BadParameter where it is empty or blank."""
    if not given.strip():
        raise click.BadParameter(_EMPTY.say())
    return given

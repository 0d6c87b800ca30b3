"""Who runs the program."""

from __future__ import annotations

import getpass


def user() -> str:
    """Who sits at this computer, as far as it knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such account, as in some containers
        return "?"

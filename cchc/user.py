"""The user who runs the program."""

from __future__ import annotations

import getpass


def user() -> str:
    """The name of the user's account, "?" where it is unknown."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # there is no account, as in some containers
        return "?"

"""The language people see: Vietnamese, with English beside it by switch.

`Words` holds both sides of one text; `chosen()` is the language in force, set once by the command.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Literal, NamedTuple

Language = Literal["vi", "en"]

_CHOSEN: ContextVar[Language] = ContextVar("language", default="vi")


class Words(NamedTuple):
    """One text in both languages; `{name}` marks what is filled in."""

    vi: str
    en: str

    def say(self, **filled: object) -> str:
        """The text in the language in force, its marks filled in."""
        text = self.en if chosen() == "en" else self.vi
        return text.format(**filled) if filled else text


def chosen() -> Language:
    """The language in force."""
    return _CHOSEN.get()


def choose(language: Language) -> None:
    """Put a language in force."""
    _CHOSEN.set(language)

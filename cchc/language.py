"""The language people see: Vietnamese, with English beside it by switch.

`Words` holds both sides of one text; `chosen()` is the language in force, set once by the command. It is that of
the screen alone: forms, results and records are Vietnamese, so that who runs the program changes no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, NamedTuple

Language = Literal["vi", "en"]

_CHOSEN: ContextVar[Language] = ContextVar("language", default="vi")


class Words(NamedTuple):
    """One text in both languages; `{name}` marks what is filled in."""

    vi: str
    en: str

    def written(self, **filled: object) -> str:
        """The text as it stands in forms, results and records: in Vietnamese, whatever the screen speaks."""
        return self.vi.format(**filled) if filled else self.vi

    def say(self, **filled: object) -> str:
        """The text as the screen shows it, in the language in force, its marks filled in."""
        text = self.en if chosen() == "en" else self.vi
        return text.format(**filled) if filled else text


def chosen() -> Language:
    """The language in force."""
    return _CHOSEN.get()


def choose(language: Language) -> None:
    """Put a language in force."""
    _CHOSEN.set(language)


@contextmanager
def vietnamese() -> Iterator[None]:
    """Vietnamese for a while: for texts that are made by the words in force and stand in a record."""
    before = _CHOSEN.set("vi")
    try:
        yield
    finally:
        _CHOSEN.reset(before)

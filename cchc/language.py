"""The language people see: Vietnamese, or English by a switch.

`Words` holds both versions of a text; `chosen()` is the language of the screen, set once by the command.
Forms, results and records are always Vietnamese, so that files do not depend on who runs the program.
Sentences that occur both in documents and on the screen (how a rule scores, how a figure was computed) are
made with `written()`; a command that shows them makes them within `for_the_screen()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, NamedTuple

Language = Literal["vi", "en"]

_CHOSEN: ContextVar[Language] = ContextVar("language", default="vi")
_WRITTEN: ContextVar[Language] = ContextVar("written", default="vi")


class Words(NamedTuple):
    """One text in both languages; `{name}` marks a value to be filled in."""

    vi: str
    en: str

    def written(self, **filled: object) -> str:
        """The text for forms, results and records: Vietnamese, whatever the language of the screen. Only
        within `for_the_screen()` it is in the chosen language.
        """
        return self._in(_WRITTEN.get(), filled)

    def say(self, **filled: object) -> str:
        """The text for the screen, in the chosen language, with its values filled in."""
        return self._in(chosen(), filled)

    def filled(self, **filled: object) -> Words:
        """Both versions with their values filled in, for a text that is shown or recorded later."""
        return Words(self._in("vi", filled), self._in("en", filled))

    def _in(self, language: Language, filled: Mapping[str, object]) -> str:
        """One version. A value may itself be `Words`; its same version is then used."""
        side = 1 if language == "en" else 0
        if not filled:
            return self[side]
        marks = {name: each[side] if isinstance(each, Words) else each for name, each in filled.items()}
        return self[side].format(**marks)


Text = str | Words
"""A text as it is in a file, or a text of the program in both languages."""


def in_language(text: Text, language: Language) -> str:
    """A text in a language; one that is not `Words` is the same in both."""
    return text if isinstance(text, str) else text[1 if language == "en" else 0]


def joined(between: str, texts: Sequence[Words]) -> Words:
    """Texts joined with `between`, in both languages."""
    return Words(between.join(each.vi for each in texts), between.join(each.en for each in texts))


def chosen() -> Language:
    """The chosen language of the screen."""
    return _CHOSEN.get()


def choose(language: Language) -> None:
    """Set the language of the screen."""
    _CHOSEN.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Sets another chosen language for a while, for texts that are made in the chosen language but go into
    a record.
    """
    before = _CHOSEN.set(language)
    try:
        yield
    finally:
        _CHOSEN.reset(before)


@contextmanager
def for_the_screen() -> Iterator[None]:
    """For a while `Words.written()` uses the chosen language: for sentences that are shown and not stored.
    Within it nothing may be written and no finding made.
    """
    before = _WRITTEN.set(chosen())
    try:
        yield
    finally:
        _WRITTEN.reset(before)

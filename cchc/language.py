"""The language people see: Vietnamese, with English beside it by switch.

`Words` holds both sides of one text; `chosen()` is the language in force, set once by the command. It is that of
the screen alone: forms, results and records are Vietnamese, so that who runs the program changes no file.
Sentences that stand both in documents and on the screen (how a rule scores, how a figure came about) are made by
`written()` as well; a command that shows them makes them within `for_the_screen()`.
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
    """One text in both languages; `{name}` marks what is filled in."""

    vi: str
    en: str

    def written(self, **filled: object) -> str:
        """The text as it stands in forms, results and records: in Vietnamese, whatever the screen speaks. Only
        within `for_the_screen()` it is in the language in force.
        """
        return self._in(_WRITTEN.get(), filled)

    def say(self, **filled: object) -> str:
        """The text as the screen shows it, in the language in force, its marks filled in."""
        return self._in(chosen(), filled)

    def filled(self, **filled: object) -> Words:
        """Both sides with their marks filled in: a text that is shown or recorded later."""
        return Words(self._in("vi", filled), self._in("en", filled))

    def _in(self, language: Language, filled: Mapping[str, object]) -> str:
        """One side. What is filled in may have two sides itself."""
        side = 1 if language == "en" else 0
        if not filled:
            return self[side]
        marks = {name: each[side] if isinstance(each, Words) else each for name, each in filled.items()}
        return self[side].format(**marks)


Text = str | Words
"""A text as it stands in a file, or words of the program."""


def in_language(text: Text, language: Language) -> str:
    """A text in a language; a plain string, not one of the program's own texts, is the same in both."""
    return text if isinstance(text, str) else text[1 if language == "en" else 0]


def joined(between: str, texts: Sequence[Words]) -> Words:
    """Texts one after another, in both languages."""
    return Words(between.join(each.vi for each in texts), between.join(each.en for each in texts))


def chosen() -> Language:
    """The language in force."""
    return _CHOSEN.get()


def choose(language: Language) -> None:
    """Put a language in force."""
    _CHOSEN.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Another language in force for a while: for texts that are made by the words in force and stand in a record."""
    before = _CHOSEN.set(language)
    try:
        yield
    finally:
        _CHOSEN.reset(before)


@contextmanager
def for_the_screen() -> Iterator[None]:
    """For a while `Words.written()` is in the language in force: around sentences that are shown and not kept.
    Nothing may be written, and no finding made, within.
    """
    before = _WRITTEN.set(chosen())
    try:
        yield
    finally:
        _WRITTEN.reset(before)

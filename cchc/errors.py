"""What a user can cause: one family of errors, each with a text to show and no traceback.

Faults *inside* returned files or criteria sets are findings, not errors; `BrokenInput` carries them
when they leave nothing to work with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc.language import Words

if TYPE_CHECKING:  # help is shown without the catalogue of findings
    from cchc.findings.finding import Finding


class CchcError(Exception):
    """Something a person can put right; the command shows it and ends with exit code 2.

    What is filled into the words stands in one line, whatever characters it holds; a tuple gives a line for each
    of its texts.
    """

    def __init__(self, words: Words, **filled: object) -> None:
        from cchc.visible import visible  # not needed to show help

        self.words = words
        self.filled = {
            name: "\n".join(map(visible, value)) if isinstance(value, tuple) else visible(value)
            for name, value in filled.items()
        }
        super().__init__(words.say(**self.filled))


class BrokenInput(CchcError):
    """A declaration (criteria set, control workbook) with faults; all of them are listed."""

    def __init__(self, words: Words, findings: Sequence[Finding], **filled: object) -> None:
        super().__init__(words, **filled)
        self.findings = tuple(findings)


class CannotWrite(CchcError):
    """A result could not be put in its place; the one before it is intact."""


class CannotShow(CchcError):
    """The screen, or the file that takes what is printed, takes no more."""

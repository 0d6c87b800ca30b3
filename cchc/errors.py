"""Errors that a user can cause: one class hierarchy, each error with a text to show and no traceback.

Errors *inside* returned files or criteria sets are findings, not exceptions; `BrokenInput` carries such
findings where the input cannot be used at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc.language import Words

if TYPE_CHECKING:  # showing help must not load the catalogue of findings
    from cchc.findings.finding import Finding


class CchcError(Exception):
    """An error that the user can correct; the command shows it and ends with exit code 2.

    Each value filled into the words is shown on one line, whatever characters it contains; a tuple is shown
    with one line for each of its texts.
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
    """A declaration (criteria set, control workbook) with errors; `findings` lists all of them."""

    def __init__(self, words: Words, findings: Sequence[Finding], **filled: object) -> None:
        super().__init__(words, **filled)
        self.findings = tuple(findings)


class CannotWrite(CchcError):
    """A result could not be written; the previous result is intact."""


class CannotShow(CchcError):
    """The screen, or the file that receives the output, accepts no more data."""

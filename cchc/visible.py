"""Makes text from other people (file names, remarks, unit names) safe to show in a terminal.

A terminal obeys control characters, and direction marks reverse the text after them: a name could erase a
line, fake another one, or read backwards. Such characters are shown as escapes instead.
"""

from __future__ import annotations

import unicodedata

_SPELT_OUT = {"Cc", "Cf", "Zl", "Zp", "Cs"}
"""Controls, formatting marks (direction, zero width), line and paragraph separators, surrogates."""

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RAW_BYTES = range(0xDC80, 0xDD00)
"""The surrogates in which Python stores bytes of a file name that are not UTF-8."""


def visible(text: object) -> str:
    """A text on one line, with every invisible character shown as an escape: `\\x1b`, `<U+202E>`."""
    shown = str(text)
    if shown.isascii() and shown.isprintable():
        return shown
    return "".join(_spelt(each) if is_hidden(each) else each for each in shown)


def is_hidden(character: str) -> bool:
    """Whether a character is invisible or controls the terminal."""
    return unicodedata.category(character) in _SPELT_OUT


def _spelt(character: str) -> str:
    number = ord(character)
    if character in _NAMED:
        return _NAMED[character]
    if number in _RAW_BYTES:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x100 and character != "\xad" else f"<U+{number:04X}>"

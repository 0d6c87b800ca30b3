"""Text of strangers (names of files, remarks, names of units) as a terminal may show it.

A terminal obeys control characters, and marks of writing direction turn round what follows: a name could
erase a line, forge another one, or read backwards. Here they are spelt out instead.
"""

from __future__ import annotations

import unicodedata

_SPELT_OUT = {"Cc", "Cf", "Zl", "Zp", "Cs"}
"""Controls, formatting marks (direction, zero width), line and paragraph separators, halves of characters."""

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RAW_BYTES = range(0xDC80, 0xDD00)
"""Where Python keeps the bytes of a file name that are no UTF-8."""


def visible(text: object) -> str:
    """A text in one line, every character in it that does not show by itself spelt out: `\\x1b`, `<U+202E>`."""
    shown = str(text)
    if shown.isascii() and shown.isprintable():
        return shown
    return "".join(_spelt(each) if is_hidden(each) else each for each in shown)


def is_hidden(character: str) -> bool:
    """Whether a character does something to the terminal instead of showing itself."""
    return unicodedata.category(character) in _SPELT_OUT


def _spelt(character: str) -> str:
    number = ord(character)
    if character in _NAMED:
        return _NAMED[character]
    if number in _RAW_BYTES:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x100 and character != "\xad" else f"<U+{number:04X}>"

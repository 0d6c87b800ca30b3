"""Texts of the tables as people mean them: programs store the same letters and blanks in several ways."""

from __future__ import annotations

import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NO_BREAK_BLANKS = str.maketrans("\u00a0\u202f", "  ")


def tidied(text: str, printed: bool) -> str:
    """A text in composed letters (NFC) and plain blanks, without invisible marks and blanks at its ends. Unless it is
    only `printed`, full-width letters and digits are the usual ones. Raised or circled digits are other digits.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_NO_BREAK_BLANKS)
        text = text if printed else text.translate(_FULL_WIDTH)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()

"""Fills a unit's texts into footer templates with Excel's codes."""

from __future__ import annotations

import re
from collections.abc import Callable

_LIMIT = 255
"""The most UTF-16 units that Excel accepts, including codes."""

_SLOT = re.compile(r"\{\w+\}")
_PICTURE_LIKE = re.compile(r"&(?=[G\[])")
_SIGNS = re.compile(r"&&|.", re.DOTALL)


def filled_footer(template: str, fill: Callable[[str], str]) -> str:
    """A footer with its slots filled in, within the length that Excel accepts.

    Each & of the template begins a code; each & in a unit's text is doubled. XlsxWriter would read "&&G" as the
    place of a picture, so a blank is inserted. A text that is too long is cut; the sheet shows it in full.
    """
    room = _LIMIT - _units(_SLOT.sub("", template))

    def put(match: re.Match[str]) -> str:
        nonlocal room
        text = _PICTURE_LIKE.sub("& ", fill(match.group())).replace("&", "&&")
        text = _cut(text, room)
        room -= _units(text)
        return text

    return _SLOT.sub(put, template)


def _cut(text: str, room: int) -> str:
    """A text, or its beginning with "…", in at most `room` UTF-16 units; a doubled & is never split."""
    if _units(text) <= room:
        return text
    kept = ""
    for sign in _SIGNS.findall(text):
        if _units(kept + sign) >= room:
            break
        kept += sign
    return kept + "…" if room > 0 else ""


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

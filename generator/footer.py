"""Footers: the template's codes, and a unit's texts among them."""

from __future__ import annotations

import re
from collections.abc import Callable

_LIMIT = 255
"""UTF-16 units that Excel takes, codes included."""

_SLOT = re.compile(r"\{\w+\}")
_PICTURE_LIKE = re.compile(r"&(?=[G\[])")
_SIGNS = re.compile(r"&&|.", re.DOTALL)


def filled_footer(template: str, fill: Callable[[str], str]) -> str:
    """A footer with its slots filled in, at most as long as Excel takes.

    The template's own & are codes; those in a unit's name double. XlsxWriter takes "&&G" for a picture's
    place: a blank stands between. A text that is too long is cut: it stands in full on the sheet.
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
    """A text, or its beginning with "…", in `room` units; no doubled & is halved."""
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

"""Where a workbook carries its identity outside the sheets: document properties and a defined name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from xlsxwriter.workbook import Workbook

from generator.toolbox import accepted

TOKEN_NAME = "CCHC_MA_PHIEU"
PROPERTY_PIECE = 250
"""Custom properties and formula texts hold at most 255 characters: longer texts go in pieces."""


@dataclass(frozen=True)
class Marks:
    """Where the identity stands outside the sheets."""

    token: str = ""
    title: str = ""
    created: datetime = datetime(2020, 1, 1)


def pieces(text: str) -> list[str]:
    """A long text in pieces that properties and formula texts can hold."""
    return [text[start : start + PROPERTY_PIECE] for start in range(0, len(text), PROPERTY_PIECE)]


def joined(text: str) -> str:
    """A long text as a formula: its pieces, joined."""
    return "&".join(f'"{piece}"' for piece in pieces(text))


def mark(workbook: Workbook, marks: Marks) -> None:
    """Put the identity where it survives what other programs drop."""
    workbook.set_properties(
        {"title": marks.title, "author": "cchc", "keywords": marks.token, "created": marks.created}
    )
    if not marks.token:
        return
    parts = pieces(marks.token)
    for number, part in enumerate(parts, start=1):
        accepted(workbook.set_custom_property(f"CCHC {number}", part, "text"))
    accepted(workbook.define_name(TOKEN_NAME, f"={joined(marks.token)}"))

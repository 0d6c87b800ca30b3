"""Writes a workbook's identity outside the sheets: into document properties and a defined name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from xlsxwriter.workbook import Workbook

from generator.toolbox import accepted

TOKEN_NAME = "CCHC_MA_PHIEU"
PROPERTY_PIECE = 250
"""Characters of a piece. Custom properties and formula texts hold at most 255, so longer texts are split."""


@dataclass(frozen=True)
class Marks:
    """The identity as written outside the sheets."""

    token: str = ""
    title: str = ""
    created: datetime = datetime(2020, 1, 1)


def pieces(text: str) -> list[str]:
    """A long text split into pieces that fit into properties and formula texts."""
    return [text[start : start + PROPERTY_PIECE] for start in range(0, len(text), PROPERTY_PIECE)]


def joined(text: str) -> str:
    """A formula that joins the pieces of a long text."""
    return "&".join(f'"{piece}"' for piece in pieces(text))


def mark(workbook: Workbook, marks: Marks) -> None:
    """Write the identity to several places, because other programs drop some of them."""
    workbook.set_properties(
        {"title": marks.title, "author": "cchc", "keywords": marks.token, "created": marks.created}
    )
    if not marks.token:
        return
    parts = pieces(marks.token)
    for number, part in enumerate(parts, start=1):
        accepted(workbook.set_custom_property(f"CCHC {number}", part, "text"))
    accepted(workbook.define_name(TOKEN_NAME, f"={joined(marks.token)}"))

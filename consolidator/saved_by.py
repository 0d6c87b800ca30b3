"""Which program saved a returned file last, as the file says: anybody can write anything there."""

from __future__ import annotations

from consolidator.reading.workbook import ExactWorkbook
from consolidator.typed import clean

LENGTH = 80
_LOOKED_AT = 1000
"""So many characters at most are cleaned."""


def saved_by(workbook: ExactWorkbook) -> str:
    """The program's name and version on one short line, "" where the file does not tell. Never raises: nothing
    depends on it, so whatever is wrong there is no reason to refuse a file.
    """
    try:
        told = workbook.program
    except Exception:  # Refused, and whatever a library meets in a damaged part
        return ""
    return _on_one_line(told)


def _on_one_line(told: str) -> str:
    """A text without control characters and marks of writing direction, shortened."""
    seen = (each for each in told[:_LOOKED_AT] if each.isprintable() or each.isspace())
    text = clean("".join(seen))
    return text if len(text) <= LENGTH else text[: LENGTH - 1].rstrip() + "…"

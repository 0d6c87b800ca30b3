"""The program that last saved a returned file, as stated in the file. The statement is untrusted text."""

from __future__ import annotations

from consolidator.reading.workbook import ExactWorkbook
from consolidator.typed import clean

LENGTH = 80
_LOOKED_AT = 1000
"""The most characters that are cleaned."""


def saved_by(workbook: ExactWorkbook) -> str:
    """The program's name and version on one short line; "" if the file does not state them. Never raises: no result
    depends on it, so a fault there is no reason to refuse a file.
    """
    try:
        told = workbook.program
    except Exception:  # Refused, and any error that a library raises for a damaged part
        return ""
    return _on_one_line(told)


def _on_one_line(told: str) -> str:
    """A text without control characters and direction marks, shortened."""
    seen = (each for each in told[:_LOOKED_AT] if each.isprintable() or each.isspace())
    text = clean("".join(seen))
    return text if len(text) <= LENGTH else text[: LENGTH - 1].rstrip() + "…"

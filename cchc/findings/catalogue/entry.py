"""The type of one entry of the catalogue."""

from __future__ import annotations

from typing import NamedTuple

from cchc.language import Words

ERROR = "error"
WARNING = "warning"
NOTE = "note"

SEVERITY_NAMES = {
    ERROR: Words("Lỗi", "Error"),
    WARNING: Words("Cảnh báo", "Warning"),
    NOTE: Words("Ghi nhận", "Note"),
}


class Entry(NamedTuple):
    """The severity, the message and the remedy of a finding."""

    severity: str
    message: Words
    remedy: Words

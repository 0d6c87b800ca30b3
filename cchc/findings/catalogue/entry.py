"""What one entry of the catalogue says."""

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
    """Gravity, what is said, what to do."""

    severity: str
    message: Words
    remedy: Words

"""Edits the parts of finished packages where XlsxWriter has no function for it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

Edit = Callable[[str, bytes], bytes]
"""Takes a part's name and content; returns its new content."""


def edited(package: bytes, edit: Edit) -> bytes:
    """The package with every part passed through `edit`; deterministic."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, edit(name, source.read(name)))
    return result.getvalue()


def is_sheet(name: str) -> bool:
    """Whether a part is a worksheet."""
    return name.startswith("xl/worksheets/sheet")


def growing_rows(name: str, content: bytes) -> bytes:
    """A part in which rows keep their issued height but grow with typed text: a height marked as "custom" would not
    grow.
    """
    return content.replace(b' customHeight="1"', b"") if is_sheet(name) else content

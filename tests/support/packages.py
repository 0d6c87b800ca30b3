"""Packages compared part by part."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from generator.issue import written


def parts(package: bytes) -> dict[str, bytes]:
    """The parts by name, in their order; every checksum is verified."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def assert_same_parts(stamped: bytes, written: bytes) -> None:
    ours, theirs = parts(stamped), parts(written)
    assert list(ours) == list(theirs)
    differing = [name for name in ours if ours[name] != theirs[name]]
    assert differing == []


@dataclass
class Counted:
    """Counts the forms that XlsxWriter writes."""

    calls: int = 0

    def __call__(self, *arguments: object) -> bytes:
        self.calls += 1
        return written(*arguments)  # type: ignore[arg-type]

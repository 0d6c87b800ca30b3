"""The contents of a folder's files, without what another computer would write differently.

Compression may differ (another zlib), and with it every SHA-256 of a file that is written down. So workbooks are
compared part by part, and a SHA-256 is replaced by the name of its file.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

_LEFT_BY_A_LOOK = ("nhat-ky.sqlite", "da-doc.sqlite", "dang-chay.")
_SHORT = 12
"""The number of SHA-256 digits in the name of an imported file."""

_FINGERPRINT = re.compile(rb"[0-9a-f]{64}|[0-9a-f]{12}(?=\.xlsx)")
_DIGITS = 20

Content = dict[str, bytes]


def contents(root: Path) -> Content:
    """The content of every file and of every workbook part, each SHA-256 replaced by the name of its file."""
    files = {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.name.startswith(_LEFT_BY_A_LOOK)
    }
    stands_for: dict[bytes, bytes] = {}
    for name, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        plain = name.replace(f"-{digest[:_SHORT]}", "").encode()
        stands_for.setdefault(digest.encode(), b"<sha256 of %s>" % plain)
        stands_for.setdefault(digest[:_SHORT].encode(), b"<sha256 of %s>" % plain)

    def said(text: bytes) -> bytes:
        return _FINGERPRINT.sub(lambda found: stands_for.get(found.group(), found.group()), text)

    return {
        said(part.encode()).decode(): said(text)
        for name, content in files.items()
        for part, text in _parts(name, content).items()
    }


def digests(said: Mapping[str, bytes]) -> dict[str, str]:
    """One fingerprint per file; that of a workbook covers the names and contents of all its parts."""
    running: dict[str, hashlib._Hash] = {}
    for part, text in sorted(said.items()):
        file = part.partition(".xlsx/")[0] + (".xlsx" if ".xlsx/" in part else "")
        digest = running.setdefault(file, hashlib.sha256())
        digest.update(f"{len(part)} {part} {len(text)} ".encode() + text)
    return {file: digest.hexdigest()[:_DIGITS] for file, digest in running.items()}


def _parts(name: str, content: bytes) -> Content:
    if not name.endswith(".xlsx"):
        return {name: content}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {f"{name}/{part}": package.read(part) for part in package.namelist()}

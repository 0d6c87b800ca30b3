"""Locks a finished package: sheet protection with a SHA-512 password, workbook structure locked.

XlsxWriter writes neither: its password hash is the old 16-bit one and it cannot lock the structure. Both are put
into the finished package. The hash is slow (100,000 rounds), so it is made once for each campaign. A lock only
prevents accidents; returned files are compared with the plan in any case.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from cchc.identity import Sealer
from generator.package import is_sheet

SPIN_COUNT = 100_000
_PASSWORD_SIZE = 9
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"

_SHEET = re.compile(rb"<sheetProtection ")
_WORKBOOK_PROPERTIES = re.compile(rb"<workbookPr[^>]*/>")


@dataclass(frozen=True)
class Lock:
    """The salted hash of a campaign's password."""

    salt: str
    digest: str

    def sheet_attributes(self) -> str:
        return (
            f'algorithmName="SHA-512" hashValue="{self.digest}" saltValue="{self.salt}" '
            f'spinCount="{SPIN_COUNT}" '
        )

    def workbook_element(self) -> str:
        return (
            f'<workbookProtection workbookAlgorithmName="SHA-512" workbookHashValue="{self.digest}" '
            f'workbookSaltValue="{self.salt}" workbookSpinCount="{SPIN_COUNT}" lockStructure="1"/>'
        )


def sheet_password(sealer: Sealer) -> str:
    """The campaign's sheet password. It is derived from the key and never printed into a form."""
    return "".join(
        _ALPHABET[byte % len(_ALPHABET)] for byte in sealer.derive("sheet password", _PASSWORD_SIZE)
    )


def campaign_lock(sealer: Sealer) -> Lock:
    """The lock of all workbooks of a campaign."""
    return _lock(sheet_password(sealer), sealer.derive("sheet salt"))


def lock_part(lock: Lock, name: str, content: bytes) -> bytes:
    """A part of a package with the protection elements of the lock (an edit for `package.edited`)."""
    if is_sheet(name):
        return _SHEET.sub(b"<sheetProtection " + lock.sheet_attributes().encode(), content)
    if name == "xl/workbook.xml":
        element = lock.workbook_element().encode()
        return _WORKBOOK_PROPERTIES.sub(lambda match: match.group(0) + element, content, count=1)
    return content


@lru_cache(maxsize=8)
def _lock(password: str, salt: bytes) -> Lock:
    """ECMA-376 part 1, 18.2.29: SHA-512 over salt and password, then over itself and a counter."""
    digest = hashlib.sha512(salt + password.encode("utf-16-le")).digest()
    for turn in range(SPIN_COUNT):
        digest = hashlib.sha512(digest + turn.to_bytes(4, "little")).digest()
    return Lock(base64.b64encode(salt).decode(), base64.b64encode(digest).decode())

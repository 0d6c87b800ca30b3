"""Opens workbooks that are encrypted with the default password, for which no program asks.

Excel encrypts an .xls whose structure is locked (as our forms are), and workbooks it recommends to open read-only,
with a password that all programs know ([MS-OFFCRYPTO] 2.4.2.2; [MS-XLS] 2.2.10).
"""

from __future__ import annotations

import io
import re

from consolidator.reading.preflight import PACKED_LIMIT

_PASSWORD = "VelvetSweatshop"
_SPINS = re.compile(rb'spinCount="([0-9]+)"')
_MOST_SPINS = 200_000
"""Programs hash the password 50,000 or 100,000 times. A file may ask for a million times more, to keep us busy."""


def without_default_password(content: bytes) -> bytes | None:
    """The content of an encrypted workbook, decrypted; None if it needs a password that somebody chose, or cannot be
    decrypted.
    """
    if any(len(spins) > 9 or int(spins) > _MOST_SPINS for spins in _SPINS.findall(content)):
        return None
    try:
        plain = _decrypted(content)
    except Exception:  # a damaged file makes the library raise any kind of error
        return None
    return plain if 0 < len(plain) <= PACKED_LIMIT else None


def _decrypted(content: bytes) -> bytes:
    from msoffcrypto import OfficeFile  # imported here because few files need it

    file, plain = OfficeFile(io.BytesIO(content)), io.BytesIO()
    file.load_key(password=_PASSWORD)
    file.decrypt(plain)
    return plain.getvalue()

"""Makes packages that are mostly the same from file to file: the common content is compressed only once.

Deflate data can be joined from blocks. The runs that all files share are compressed beforehand; each ends on a
whole byte and refers to nothing before it. The texts of one file are put between them as stored blocks, which are
not compressed (RFC 1951, 3.2.4). So making a file only joins blocks. Every program that reads zip files reads these.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _FLAGS, _DEFLATED = 20, 0, 8
_TIME, _DATE = 0, 1 << 5 | 1
"""1980-01-01, the first date that a zip file can store; a fixed date makes the same input give the same bytes."""

_LONGEST_BLOCK = 0xFFFF
_LAST_BLOCK = b"\x03\x00"
"""An empty block that ends a part."""


@dataclass(frozen=True)
class _Run:
    """Bytes that all files share, uncompressed and compressed."""

    plain: bytes
    packed: bytes

    @classmethod
    def of(cls, plain: bytes) -> _Run:
        packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(plain, packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH))


@dataclass(frozen=True)
class _Member:
    """A part as stored in the package: its local record, and its directory entry without the place."""

    record: bytes
    entry: tuple[object, ...]
    name: bytes

    @classmethod
    def of(cls, name: str, packed: bytes, checksum: int, size: int) -> _Member:
        raw = name.encode("ascii")
        described = (_FLAGS, _DEFLATED, _TIME, _DATE, checksum, len(packed), size, len(raw), 0)
        head = _LOCAL.pack(b"PK\3\4", _VERSION, *described)
        return cls(head + raw + packed, (_VERSION, _VERSION, *described), raw)

    def directory_entry(self, place: int) -> bytes:
        return _CENTRAL.pack(b"PK\1\2", *self.entry, 0, 0, 0, 0, place) + self.name


class SplicedPart:
    """A part with gaps between its shared runs; there is one run more than gaps."""

    def __init__(self, name: str, runs: Sequence[bytes]) -> None:
        self.name = name
        first, *later = [_Run.of(run) for run in runs]
        self._first, self._later = first, later
        self._first_checksum = zlib.crc32(first.plain)
        self._whole = None if later else self._joined(())

    def member(self, texts: Sequence[bytes]) -> _Member:
        """The part with these texts in its gaps, in order."""
        return self._whole or self._joined(texts)

    def _joined(self, texts: Sequence[bytes]) -> _Member:
        packed, checksum, size = [self._first.packed], self._first_checksum, len(self._first.plain)
        for text, run in zip(texts, self._later, strict=True):
            packed += (*_stored(text), run.packed)
            checksum = zlib.crc32(run.plain, zlib.crc32(text, checksum))
            size += len(text) + len(run.plain)
        return _Member.of(self.name, b"".join((*packed, _LAST_BLOCK)), checksum, size)


def spliced_package(members: Sequence[_Member]) -> bytes:
    """A zip file of these parts, in this order."""
    pieces, entries, place = [], [], 0
    for member in members:
        pieces.append(member.record)
        entries.append(member.directory_entry(place))
        place += len(member.record)
    directory = b"".join(entries)
    count = len(members)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), place, 0)
    return b"".join((*pieces, directory, end))


def _stored(text: bytes) -> Iterable[bytes]:
    """A text as stored (uncompressed) blocks."""
    for start in range(0, len(text), _LONGEST_BLOCK):
        block = text[start : start + _LONGEST_BLOCK]
        yield struct.pack("<BHH", 0, len(block), len(block) ^ _LONGEST_BLOCK)
        yield block

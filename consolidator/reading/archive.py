"""Checks that a zip file says one thing: its central directory and the entries themselves agree.

Programs read one or the other, and look for them in their own ways. Source: APPNOTE.TXT 6.3.10 (zip file format),
4.3.7 (local file header), 4.3.12 (central directory), 4.3.16 (end of central directory).
"""

from __future__ import annotations

import struct
import zipfile

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import Refused

_LOCAL, _END, _LOCATOR, _LARGE_END = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_SIGNS = (_LOCAL, b"PK\x01\x02", _END)
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_END_RECORD = struct.Struct("<4s4H2LH")
_LARGE_RECORD = struct.Struct("<4sQ2H2L4Q")
_SIZES_FOLLOW = 0x8
_OTHER_NAME = 0x7075
"""The extra field with a second, Unicode name of an entry (APPNOTE 4.6.9)."""

_DIFFERS = Words(
    "phần {part} được ghi khác nhau ở hai nơi trong tệp ZIP",
    "the part {part} is stated differently in two places of the zip file",
)
_MORE_DATA = Words(
    "tệp ZIP có dữ liệu ngoài các phần được liệt kê", "the zip file has data beside its listed parts"
)
_OVERLAP = Words("phần {part} nằm chồng lên phần khác", "the part {part} overlaps another one")


def check_archive(package: zipfile.ZipFile, content: bytes) -> None:
    """Refuse a zip file whose parts programs may find differently. Raises Refused."""
    end = 0
    start = package.start_dir
    entries = sorted(package.infolist(), key=lambda each: each.header_offset)
    if entries and entries[0].header_offset > 0:
        raise Refused(finding("FILE_UNSAFE", _MORE_DATA))
    for entry in entries:
        if entry.header_offset < end:
            raise Refused(finding("FILE_UNSAFE", _OVERLAP.filled(part=entry.filename)))
        _require_no_sign(content, end, entry.header_offset)
        end = _end_of(entry, content)
    _require_no_sign(content, end, start)
    _check_end(content)


def _end_of(entry: zipfile.ZipInfo, content: bytes) -> int:
    """Where an entry's data ends. Raises Refused if its header in front of the data differs from the directory."""
    place = entry.header_offset
    header = content[place : place + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or header[:4] != _LOCAL:
        raise Refused(finding("FILE_UNSAFE", _DIFFERS.filled(part=entry.filename)))
    _, _, flags, method, _, _, crc, packed, size, name, extra = _LOCAL_HEADER.unpack(header)
    begins = place + _LOCAL_HEADER.size
    stored = content[begins : begins + name]
    stated = (crc, packed, size)
    listed = (entry.CRC, entry.compress_size, entry.file_size)
    later = bool(flags & _SIZES_FOLLOW) and all(
        one in (0, 0xFFFFFFFF, other) for one, other in zip(stated, listed, strict=True)
    )
    large = 0xFFFFFFFF in (packed, size)
    same = method == entry.compress_type and (stated == listed or later or (large and crc == entry.CRC))
    if not same or not _is_name(stored, entry) or _has_other_name(entry.extra, stored):
        raise Refused(finding("FILE_UNSAFE", _DIFFERS.filled(part=entry.filename)))
    more = content[begins + name : begins + name + extra]
    if _has_other_name(more, stored):
        raise Refused(finding("FILE_UNSAFE", _DIFFERS.filled(part=entry.filename)))
    return int(begins + name + extra + entry.compress_size)


def _is_name(stored: bytes, entry: zipfile.ZipInfo) -> bool:
    """Whether the name in front of an entry's data is the one in the directory, without a zero byte at which some
    programs end it.
    """
    if b"\x00" in stored or "\x00" in entry.orig_filename:
        return False
    names = (entry.orig_filename.encode(code, "replace") for code in ("utf-8", "cp437"))
    return stored in names


def _has_other_name(extra: bytes, stored: bytes) -> bool:
    """Whether an entry's extra fields give it a second name."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        if kind == _OTHER_NAME and extra[place + 9 : place + 4 + length] != stored:
            return True
        place += 4 + length
    return False


def _require_no_sign(content: bytes, start: int, end: int) -> None:
    """Refuse a second zip file, or entries that the directory does not list, between listed data."""
    if end > start and any(content.find(sign, start, end) >= 0 for sign in _SIGNS):
        raise Refused(finding("FILE_UNSAFE", _MORE_DATA))


def _check_end(content: bytes) -> None:
    """Refuse a second end of the directory, behind the one that is read or of the large format."""
    place = content.rfind(_END)
    if place < 0 or place + _END_RECORD.size > len(content):
        raise Refused(finding("FILE_UNSAFE", _MORE_DATA))
    record = _END_RECORD.unpack_from(content, place)
    _require_no_sign(content, place + _END_RECORD.size, len(content))
    offset = record[6]
    if content.find(_END, offset, place) >= 0 and offset != 0xFFFFFFFF:
        raise Refused(finding("FILE_UNSAFE", _MORE_DATA))
    if content[place - 20 : place - 16] == _LOCATOR:
        _check_large_end(content, place, record)


def _check_large_end(content: bytes, place: int, record: tuple[int, ...]) -> None:
    (where,) = struct.unpack_from("<Q", content, place - 12)
    if content[where : where + 4] != _LARGE_END or where + _LARGE_RECORD.size > place:
        raise Refused(finding("FILE_UNSAFE", _MORE_DATA))
    large = _LARGE_RECORD.unpack_from(content, where)[6:10]
    small = (*record[3:5], *record[5:7])
    if any(one not in (other, 0xFFFF, 0xFFFFFFFF) for one, other in zip(small, large, strict=True)):
        raise Refused(finding("FILE_UNSAFE", _MORE_DATA))

"""Quick checks of a returned file before anything parses it.

Limits: 20 MiB packed, 100 MiB unpacked, 100:1 above 100 KiB, 1,000 entries, 3 million tags and
attributes in a part. A finding states what a refused file is, so that a clerk can tell the unit what to send.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from cchc.findings.finding import Finding, finding
from cchc.language import Words
from consolidator.reading.kinds import kind_of_package, refusal

PACKED_LIMIT = 20 * 2**20
UNPACKED_LIMIT = 100 * 2**20
RATIO_LIMIT = 100
RATIO_FROM = 100 * 2**10
ENTRY_LIMIT = 1000
MARK_LIMIT = 3_000_000
"""The most tags and attributes in one part: an XML tree takes a hundred times the bytes of the file."""

OLE_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_FLAG = 0x1
CONTENT_TYPES = "[content_types].xml"
"""The part that every package has, in lower case: part names are compared without regard to case."""

WORKBOOK_TYPES = (
    b"spreadsheetml.sheet.main+xml",
    b"spreadsheetml.template.main+xml",
    b"ms-excel.sheet.macroEnabled.main+xml",
    b"ms-excel.template.macroEnabled.main+xml",
)
PART_MISSING = Words("thiếu {part}", "{part} is missing")
PART_DAMAGED = Words("không giải nén được {part}", "{part} cannot be unpacked")
_NO_PACKAGE = Words("không phải tệp ZIP trọn vẹn", "it is no whole zip file")
SAME_NAMES = Words("hai phần trùng tên", "two parts of one name")
UNPACKED = Words("giải nén", "unpacked")
_NO_NAME = Words("phần không tên", "a part without a name")
_MARKS = Words("{count} thẻ, thuộc tính", "{count} tags and attributes")
_PARTS = Words("{count} phần", "{count} parts")
_METHOD = Words("phương pháp nén {number}", "compression method {number}")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    OverflowError,
    NotImplementedError,
)
"""The errors that zipfile raises for a damaged package."""


class Refused(Exception):
    """A file that cannot be read, with the finding that gives the reason."""

    def __init__(self, why: Finding) -> None:
        super().__init__(why.code)
        self.finding = why


def look_at(content: bytes) -> zipfile.ZipFile:
    """A zip package whose entries are within the limits. Raises Refused."""
    if not content.startswith(b"PK"):
        raise Refused(refusal(content))
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGES as error:
        raise Refused(finding("FILE_DAMAGED", _NO_PACKAGE)) from error
    check_entries(package)
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part of a package. Raises Refused if it is damaged or takes too much memory."""
    try:
        content = package.read(name)
    except KeyError as error:
        raise Refused(finding("FILE_DAMAGED", PART_MISSING.filled(part=name))) from error
    except DAMAGES as error:
        raise Refused(finding("FILE_DAMAGED", PART_DAMAGED.filled(part=name))) from error
    if len(content) > MARK_LIMIT and content.count(b"<") + content.count(b"=") > MARK_LIMIT:
        raise Refused(finding("FILE_TOO_LARGE", name, _MARKS.filled(count=MARK_LIMIT)))
    return content


def check_entries(package: zipfile.ZipFile) -> None:
    """Check the number of entries, their names, compression methods and sizes. Raises Refused."""
    entries = package.infolist()
    if len(entries) > ENTRY_LIMIT:
        raise Refused(finding("FILE_TOO_LARGE", _PARTS.filled(count=len(entries)), ENTRY_LIMIT))
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise Refused(finding("FILE_UNSAFE", SAME_NAMES))
    if not all(names):
        raise Refused(finding("FILE_UNSAFE", _NO_NAME))
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise Refused(finding("FILE_TOO_LARGE", UNPACKED, f"{UNPACKED_LIMIT >> 20} MiB"))
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise Refused(finding("FILE_ENCRYPTED"))
        if entry.compress_type not in _METHODS:
            raise Refused(finding("FILE_UNSAFE", _METHOD.filled(number=entry.compress_type)))
        swollen = entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1)
        if swollen and entry.file_size > RATIO_FROM:
            raise Refused(finding("FILE_TOO_LARGE", entry.filename, f"{RATIO_LIMIT}:1"))


def check_size(size: int) -> None:
    """Check that a file is neither empty nor too large. Raises Refused."""
    if size == 0:
        raise Refused(finding("FILE_EMPTY"))
    if size > PACKED_LIMIT:
        raise Refused(finding("FILE_TOO_LARGE", f"{size >> 20} MiB", f"{PACKED_LIMIT >> 20} MiB"))


def check_is_workbook(package: zipfile.ZipFile) -> None:
    """Check that a package holds an .xlsx workbook. Raises Refused, with the kind of file it is instead."""
    names = set(package.namelist())
    if "xl/workbook.xml" in names or _declares_a_workbook(package):
        return
    if {"content.xml", "META-INF/manifest.xml"} <= names and "mimetype" not in names:
        raise Refused(finding("FILE_DAMAGED", PART_MISSING.filled(part="mimetype")))
    kind = kind_of_package(names)
    if "mimetype" in names and b"opendocument" in read_part(package, "mimetype"):
        kind = "OpenDocument"
    raise Refused(finding("FILE_NOT_XLSX", kind))


def _declares_a_workbook(package: zipfile.ZipFile) -> bool:
    """Whether a package declares a workbook part, under any name."""
    named = (name for name in package.namelist() if name.lower() == CONTENT_TYPES)
    return any(sign in read_part(package, name) for name in named for sign in WORKBOOK_TYPES)

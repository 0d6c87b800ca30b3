"""The character encoding of XML parts.

Parts of packages are in UTF-8 or UTF-16 (ISO/IEC 29500-2, 6.2.5; XML 1.0, 4.3.3). The checks for DTDs and the fast
readings look at bytes of UTF-8, so a part in another encoding is converted, or refused by the encoding's name.
"""

from __future__ import annotations

import codecs
import re

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import Refused

_DECLARATION = re.compile(r"\A<\?xml\s[^>]*\?>")
_DECLARED = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"']{1,40})[\"']")
_AS_IS = ("utf-8", "utf8", "us-ascii", "ascii")
_CONVERTED = {"iso-8859-1": "latin-1", "latin1": "latin-1", "windows-1252": "cp1252"}
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (b"\x00\x00\x00<", "UTF-32"),
    (b"<\x00\x00\x00", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_UNKNOWN = Words("{part} dùng bảng mã {name}, chỉ đọc được UTF-8, UTF-16",
                 "{part} is in {name}; only UTF-8 and UTF-16 are read")  # fmt: skip
_WRONG = Words("{part} không đúng bảng mã {name} như đã ghi", "{part} is not in {name} as it says")


def as_utf8(content: bytes, part: str) -> bytes:
    """An XML part in UTF-8, unchanged if it is in UTF-8 already. Raises Refused for an encoding that is not read."""
    name = _encoding(content, part)
    if name is None:
        return content
    try:
        text = content.decode(name)
    except UnicodeError as error:
        raise Refused(finding("FILE_DAMAGED", _WRONG.filled(part=part, name=name.upper()))) from error
    return _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).encode()


def is_utf8(content: bytes) -> bool:
    """Whether a part is in UTF-8 as far as its first bytes state; one of an unknown encoding is not."""
    try:
        return _encoding(content, "") is None
    except Refused:
        return False


def _encoding(content: bytes, part: str) -> str | None:
    """The name of the encoding to convert from; None for UTF-8."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            if name.startswith("utf-"):
                return name
            raise Refused(finding("FILE_DAMAGED", _UNKNOWN.filled(part=part, name=name)))
    declared = _DECLARED.match(content.lstrip(b"\xef\xbb\xbf \r\n\t")[:400])
    written = declared[1].decode("latin-1").strip().lower() if declared else "utf-8"
    if written in _AS_IS:
        return None
    if written.startswith("utf-16"):  # its bytes would have said so
        raise Refused(finding("FILE_DAMAGED", _WRONG.filled(part=part, name=written.upper())))
    if written not in _CONVERTED:
        raise Refused(finding("FILE_DAMAGED", _UNKNOWN.filled(part=part, name=written)))
    return _CONVERTED[written]

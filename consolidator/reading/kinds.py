"""Names what a file is that is no workbook, so that a clerk knows what to do with it."""

from __future__ import annotations

from collections.abc import Collection

from cchc.findings.finding import Finding, finding
from cchc.language import Text, Words

_BINARY = Words("Excel nhị phân (.xlsb)", "binary Excel (.xlsb)")
_PLAIN_TEXT = Words("văn bản/CSV", "text or CSV")
_UNKNOWN = Words("không rõ", "unknown")
_MAIL = Words("thư điện tử (.eml)", "an e-mail (.eml)")
_OUTLOOK = Words("thư Outlook (.msg)", "an Outlook message (.msg)")
_WEB_ARCHIVE = Words("trang web lưu thành một tệp (.mht)", "a web page in one file (.mht)")
_IWORK = Words("Apple Numbers hoặc Pages (.numbers, .pages)", "Apple Numbers or Pages (.numbers, .pages)")
_KEYNOTE = "Apple Keynote (.key)"
_TAR = Words("tệp nén TAR", "a TAR archive")
_VERY_OLD = Words("Excel đời rất cũ (trước Excel 97)", "a very old Excel (before Excel 97)")
_XML_2003 = Words("bảng tính XML 2003 (.xml)", "an XML spreadsheet of 2003 (.xml)")
_FLAT = Words("OpenDocument XML phẳng (.fods)", "flat OpenDocument XML (.fods)")
REPACKED = Words(
    "phiếu đã bị giải nén thành nhiều phần ({folder})",
    "a workbook that was unpacked into its parts ({folder})",
)
"""A folder, or a folder in a zip file, that holds the parts of a workbook."""

_SIGNS: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", "PDF"),
    (b"\xff\xd8\xff", Words("ảnh JPEG", "a JPEG picture")),
    (b"\x89PNG", Words("ảnh PNG", "a PNG picture")),
    (b"GIF8", Words("ảnh GIF", "a GIF picture")),
    (b"BM", Words("ảnh BMP", "a BMP picture")),
    (b"II*\x00", Words("ảnh TIFF", "a TIFF picture")),
    (b"MM\x00*", Words("ảnh TIFF", "a TIFF picture")),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", Words("tệp nén GZIP (.gz, .tar.gz)", "a GZIP archive (.gz, .tar.gz)")),
    (b"\x1f\x9d", Words("tệp nén .Z", "a .Z archive")),
    (b"BZh", Words("tệp nén BZIP2 (.bz2)", "a BZIP2 archive (.bz2)")),
    (b"\xfd7zXZ\x00", Words("tệp nén XZ (.xz)", "an XZ archive (.xz)")),
    (b"\x28\xb5\x2f\xfd", Words("tệp nén Zstandard (.zst)", "a Zstandard archive (.zst)")),
    (b"MSCF", Words("tệp nén CAB", "a CAB archive")),
    (
        b"\x78\x9f\x3e\x22",
        Words("tệp đính kèm của Outlook (winmail.dat)", "an Outlook attachment (winmail.dat)"),
    ),
    (b"{\\rtf", Words("văn bản RTF", "an RTF text")),
    (b"SQLite format 3\x00", "SQLite"),
    (b"AT&TFORM", "DjVu"),
    (b"ID;P", "SYLK (.slk)"),
    (b"\x09\x00\x04\x00", _VERY_OLD),
    (b"\x09\x02\x06\x00", _VERY_OLD),
    (b"\x09\x04\x06\x00", _VERY_OLD),
    (b"\x09\x08\x08\x00", _VERY_OLD),
    (b"\x09\x08\x10\x00", _VERY_OLD),
    (b"MZ", Words("chương trình của Windows (.exe)", "a Windows program (.exe)")),
)

_POINTER_SIGNS: tuple[tuple[bytes, Words], ...] = (
    (b"L\x00\x00\x00\x01\x14\x02\x00", Words("lối tắt của Windows (.lnk)", "a Windows shortcut (.lnk)")),
    (b"[InternetShortcut]", Words("lối tắt đến trang web (.url)", "a shortcut to a web page (.url)")),
)
_GOOGLE = Words("Google Trang tính (.gsheet)", "Google Sheets (.gsheet)")

_MAIL_HEADERS = (
    b"return-path:",
    b"received:",
    b"delivered-to:",
    b"mime-version:",
    b"message-id:",
    b"from:",
    b"to:",
    b"subject:",
    b"date:",
    b"x-",
    b"from ",
    b"dkim-signature:",
    b"arc-",
    b"content-type:",
)
_WHOLE_HEADERS = tuple(header for header in _MAIL_HEADERS if header.endswith(b":"))
_OLE_KINDS: tuple[tuple[str, Text], ...] = (
    ("WordDocument", "Word (.doc)"),
    ("PowerPoint Document", "PowerPoint (.ppt)"),
    ("__properties_version1.0", _OUTLOOK),
    ("VisioDocument", "Visio (.vsd)"),
)
_PARTS: tuple[tuple[str, Text], ...] = (
    ("xl/workbook.bin", _BINARY),
    ("word/document.xml", "Word (.docx)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("visio/document.xml", "Visio (.vsdx)"),
    ("meta-inf/manifest.mf", Words("chương trình Java (.jar)", "a Java program (.jar)")),
    ("androidmanifest.xml", Words("ứng dụng Android (.apk)", "an Android program (.apk)")),
)


def refusal(content: bytes) -> Finding:
    """The finding on a file that is neither a zip package nor an old Office file."""
    for sign, pointer in _POINTER_SIGNS:
        if content.startswith(sign):
            return finding("FILE_IS_POINTER", pointer)
    start = content[:4096].lstrip()
    if start.startswith(b"{") and (b'"doc_id"' in start or b"//docs.google.com/" in start):
        return finding("FILE_IS_POINTER", _GOOGLE)
    return finding("FILE_NOT_XLSX", _kind_of(content))


def kind_of_package(names: Collection[str]) -> Text:
    """What a zip package is that holds no workbook, by the names of its parts."""
    lower = {name.casefold() for name in names}
    for part, kind in _PARTS:
        if part in lower:
            return kind
    if is_iwork(lower):
        return _KEYNOTE if any(name.startswith("index/slide") for name in lower) else _IWORK
    return "ZIP"


def is_iwork(names: Collection[str]) -> bool:
    """Whether these parts are those of a document of Apple's Numbers, Pages or Keynote (names in lower case)."""
    return "index/document.iwa" in names or ("index.zip" in names and "metadata/properties.plist" in names)


def kind_of_ole(names: Collection[str]) -> Text:
    """What an old Office file is that holds no workbook, by the names of its streams."""
    return next((kind for stream, kind in _OLE_KINDS if stream in names), "OLE")


def _kind_of(content: bytes) -> Text:
    for sign, kind in _SIGNS:
        if content.startswith(sign) and (len(sign) > 2 or b"\x00" in content[:64]):
            return kind
    if content[257:262] == b"ustar":
        return _TAR
    if content[4:8] == b"ftyp":
        heic = content[8:11] in (b"hei", b"mif", b"hev")
        return Words("ảnh HEIC", "a HEIC picture") if heic else Words("video MP4", "an MP4 video")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Words("ảnh WebP", "a WebP picture")
    return _kind_of_text(content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower())


def _kind_of_text(start: bytes) -> Text:
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body")):
        return "HTML"
    if start.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
            return _XML_2003
        return _FLAT if b"urn:oasis:names:tc:opendocument" in start else "XML"
    if b"\x00" in start[:2048]:
        return _UNKNOWN
    if start.startswith(_MAIL_HEADERS) and b"\n" in start and _has_mail_headers(start):
        is_page = b"multipart/related" in start and b"content-location:" in start
        return _WEB_ARCHIVE if is_page and b"received:" not in start else _MAIL
    return _PLAIN_TEXT


def _has_mail_headers(start: bytes) -> bool:
    """Whether a text has at least two lines that only messages begin with."""
    lines = [line.strip() for line in start.splitlines()]
    return sum(line.startswith(_WHOLE_HEADERS) for line in lines) >= 2

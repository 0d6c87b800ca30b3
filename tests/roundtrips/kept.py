"""What of a form is still there after another program has saved it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

Parts = Mapping[str, str]
"""The text of every XML part by name."""


def kept(content: bytes) -> dict[str, bool]:
    """Every feature of an issued form, and whether it is in this package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {
            name: package.read(name).decode("utf-8", "replace")
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }
    return {feature: found(parts) for feature, found in _FEATURES.items()}


def _in(pattern: str, *parts: str) -> Callable[[Parts], bool]:
    sought = re.compile(pattern, re.DOTALL)
    return lambda held: any(sought.search(text) for name, text in held.items() if name.startswith(parts))


_SHEETS = "xl/worksheets/sheet"

_FEATURES: dict[str, Callable[[Parts], bool]] = {
    "Mã phiếu trong ô của trang ẩn": _in(r"CCHC1\.", "xl/sharedStrings", _SHEETS),
    "Mã phiếu trong từ khóa": _in(r"CCHC1\.", "docProps/core"),
    "Mã phiếu trong thuộc tính riêng": _in(r"CCHC 1", "docProps/custom"),
    "Mã phiếu trong tên (CCHC_MA_PHIEU)": _in(r"CCHC_MA_PHIEU", "xl/workbook"),
    "Trang ẩn vẫn ẩn": _in(r"state=\"(?:hidden|veryHidden)\"", "xl/workbook"),
    "Trang rất ẩn (veryHidden)": _in(r"state=\"veryHidden\"", "xl/workbook"),
    "Khóa trang": _in(r"<(?:\w+:)?sheetProtection [^>]*sheet=\"(?:1|true)\"", _SHEETS),
    "Mã băm SHA-512 của khóa trang": _in(r"<(?:\w+:)?sheetProtection [^>]*SHA-512", _SHEETS),
    "Khóa cấu trúc sổ": _in(r"<(?:\w+:)?workbookProtection [^>]*lockStructure", "xl/workbook"),
    "Kiểm tra nhập liệu": _in(r"<(?:\w+:)?dataValidation ", _SHEETS),
    "Tô màu có điều kiện": _in(r"<(?:\w+:)?conditionalFormatting", _SHEETS),
    "Ô gộp": _in(r"<(?:\w+:)?mergeCell ", _SHEETS),
    "Công thức": _in(r"<(?:\w+:)?f[ >]", _SHEETS),
    "Kết quả công thức": _in(r"</(?:\w+:)?f><(?:\w+:)?v>[^<]", _SHEETS),
    "Vùng in, dòng lặp": _in(r"_xlnm\.Print_(?:Area|Titles)", "xl/workbook"),
    "Đầu trang, chân trang": _in(r"<(?:\w+:)?oddFooter", _SHEETS),
}

"""What is damaged in an .xls, told from the errors of the libraries that read it, whose texts are English or empty."""

from __future__ import annotations

import struct

import xlrd
from xlrd.compdoc import CompDocError

from cchc.language import Words

_DAMAGED = "cấu trúc tệp Office đời cũ bị hỏng"
_DAMAGED_EN = "the structure of this file of an older Office is damaged"


def _words(vi: str, en: str) -> Words:
    return Words(f"{_DAMAGED}: {vi}", f"{_DAMAGED_EN}: {en}")


_CUT = _words("tệp bị cụt hoặc thiếu khối dữ liệu", "the file is cut off, or blocks of it are missing")
_DIRECTORY = _words("danh mục các phần trong tệp", "the directory of its parts")
_NO_START = _words("không thấy phần mở đầu của sổ tính", "the start of the workbook is missing")
_TEXT = _words("chữ trong sổ tính không giải mã được", "texts of the workbook cannot be decoded")
_RECORD = _words("một bản ghi của sổ tính bị cụt hoặc sai", "a record of the workbook is cut off or wrong")

_BEGINNINGS = ("BOF", "Unsupported format", "Workbook globals", "Can't find workbook", "version")


def what_is_damaged(error: BaseException) -> Words:
    """What is damaged, by the error that olefile or xlrd raised; never empty."""
    if isinstance(error, UnicodeError):
        return _TEXT
    if isinstance(error, CompDocError):
        return _CUT
    if isinstance(error, xlrd.XLRDError):
        return _NO_START if any(sign in str(error) for sign in _BEGINNINGS) else _RECORD
    if isinstance(error, OSError):  # olefile's own errors are of this kind
        return _CUT if "incomplete" in str(error) or "truncated" in str(error) else _DIRECTORY
    known = isinstance(error, struct.error | IndexError | AssertionError | KeyError | ValueError | TypeError)
    return _RECORD if known else _DIRECTORY

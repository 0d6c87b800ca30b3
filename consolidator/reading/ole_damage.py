"""What is damaged in an .xls, told from the errors of the libraries that read it, whose texts are English or empty."""

from __future__ import annotations

import struct

from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from cchc.language import Words

_CUT = Words(
    "cấu trúc tệp Office đời cũ bị hỏng: tệp bị cụt hoặc thiếu khối dữ liệu",
    "the structure of this file of an older Office is damaged: it is cut off, or blocks of it are missing",
)
_DIRECTORY = Words(
    "cấu trúc tệp Office đời cũ bị hỏng: danh mục các phần trong tệp",
    "the structure of this file of an older Office is damaged: the directory of its parts",
)
_NO_START = Words(
    "cấu trúc tệp Office đời cũ bị hỏng: không thấy phần mở đầu của sổ tính",
    "the structure of this file of an older Office is damaged: the start of the workbook is missing",
)
_TEXT = Words(
    "cấu trúc tệp Office đời cũ bị hỏng: chữ trong sổ tính không giải mã được",
    "the structure of this file of an older Office is damaged: texts of the workbook cannot be decoded",
)
_RECORD = Words(
    "cấu trúc tệp Office đời cũ bị hỏng: một bản ghi của sổ tính bị cụt hoặc sai",
    "the structure of this file of an older Office is damaged: a record of the workbook is cut off or wrong",
)

_BEGINNINGS = ("BOF", "Unsupported format", "Workbook globals", "Can't find workbook", "version")


def what_is_damaged(error: BaseException) -> Words:
    """What is damaged, by the error that olefile or xlrd raised; never empty."""
    if isinstance(error, UnicodeError):
        return _TEXT
    if isinstance(error, CompDocError):
        return _CUT
    if isinstance(error, XLRDError):
        return _NO_START if any(sign in str(error) for sign in _BEGINNINGS) else _RECORD
    if isinstance(error, OSError):  # olefile's own errors are of this kind
        return _CUT if "incomplete" in str(error) or "truncated" in str(error) else _DIRECTORY
    known = isinstance(
        error, struct.error | IndexError | AssertionError | KeyError | ValueError | TypeError
    )
    return _RECORD if known else _DIRECTORY

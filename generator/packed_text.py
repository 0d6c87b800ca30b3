"""Holds the parts of a large workbook compressed until the package is written."""

from __future__ import annotations

import zlib
from io import StringIO
from typing import Any

import xlsxwriter
from xlsxwriter.packager import Packager

_PACKED_AT_ONCE = 1 << 17
"""How many characters are compressed together."""


class PackedText(StringIO):
    """A text that is written to and then read once as bytes: XlsxWriter gets its value and encodes it."""

    def __init__(self) -> None:
        super().__init__()
        self._packer = zlib.compressobj(1)
        self._packed: list[bytes] = []
        self._waiting: list[str] = []
        self._size = 0

    def write(self, text: str, /) -> int:
        self._waiting.append(text)
        self._size += len(text)
        if self._size > _PACKED_AT_ONCE:
            self._pack()
        return len(text)

    def getvalue(self) -> Any:
        """An object that can be encoded like a text, without the whole text in memory."""
        self._pack()
        return _Encodable([*self._packed, self._packer.flush()])

    def _pack(self) -> None:
        self._packed.append(self._packer.compress("".join(self._waiting).encode()))
        self._waiting.clear()
        self._size = 0


class _Encodable:
    """A packed text whose encoding is the unpacked bytes."""

    def __init__(self, packed: list[bytes]) -> None:
        self._packed = packed

    def encode(self, encoding: str) -> bytes:
        if encoding != "utf-8":
            raise LookupError(encoding)
        unpacker = zlib.decompressobj()
        return b"".join(unpacker.decompress(each) for each in self._packed)


class _PackingPackager(Packager):  # type: ignore[misc]
    def _filename(self, xml_filename: str) -> PackedText:
        text = PackedText()
        self.filenames.append((text, xml_filename, False))
        return text


class PackingWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """An XlsxWriter workbook for many rows: its parts are held compressed, and its output is the same."""

    def _get_packager(self) -> Packager:
        return _PackingPackager()

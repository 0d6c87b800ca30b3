"""Changes records of an .xls workbook in place ([MS-XLS]), because no available program writes such files."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

XF, END, START, DIMENSIONS = 0x00E0, 0x000A, 0x0809, 0x0200
BLANK, NUMBER, RK, MULTIPLE_RK, LABEL = 0x0201, 0x0203, 0x027E, 0x00BD, 0x00FD
STREAM = "Workbook"


@dataclass
class Record:
    """One record: its kind, the offset of its data in the stream, and their length. `sheet` is the number of
    its sheet (from 0), -1 before the first one.
    """

    kind: int
    place: int
    length: int
    sheet: int


class OldWorkbook:
    """The stream of an .xls workbook. Its records may be changed but not made longer."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with olefile.OleFileIO(io.BytesIO(content)) as package:
            self.stream = bytearray(package.openstream(STREAM).read())

    def records(self) -> Iterator[Record]:
        """All records in their order."""
        place, sheet = 0, -2
        while place + 4 <= len(self.stream):
            kind, length = struct.unpack_from("<HH", self.stream, place)
            sheet += kind == START
            if kind or length:
                yield Record(kind, place + 4, length, sheet)
            place += 4 + length

    def cells(self, kind: int, sheet: int = 0) -> list[Record]:
        """The records of one kind on a sheet."""
        return [each for each in self.records() if (each.kind, each.sheet) == (kind, sheet)]

    def style_of(self, row: int, column: int) -> int:
        """The offset of the style number of a number cell on the first sheet. Several numbers in a row may share a
        record.
        """
        for each in self.records():
            if each.sheet == 0 and each.kind in (NUMBER, RK, MULTIPLE_RK):
                its_row, first = struct.unpack_from("<HH", self.stream, each.place)
                count = (each.length - 6) // 6 if each.kind == MULTIPLE_RK else 1
                if its_row == row and first <= column < first + count:
                    return int(each.place + 4 + 6 * (column - first))
        raise LookupError((row, column))

    def styles(self) -> list[Record]:
        """The cell styles by number."""
        return [each for each in self.records() if each.kind == XF]

    def put(self, place: int, *numbers: int) -> None:
        """Write two-byte numbers."""
        struct.pack_into(f"<{len(numbers)}H", self.stream, place, *numbers)

    def show(self, row: int, column: int, number_format: int) -> None:
        """Give a cell the second style, which no cell has, and that style this number format."""
        self.put(self.styles()[1].place + 2, number_format)
        self.put(self.style_of(row, column), 1)

    def move(self, cell: Record, row: int, column: int) -> None:
        """Move a cell to another place."""
        self.put(cell.place, row, column)

    def saved(self) -> bytes:
        """The file with the records as they are now."""
        held = io.BytesIO(self.content)
        with olefile.OleFileIO(held, write_mode=True) as package:
            package.write_stream(STREAM, bytes(self.stream))
        return held.getvalue()


WRITE_ACCESS, FILE_PASS, BOUND_SHEET = 0x005C, 0x002F, 0x0085
_PLAIN_RECORDS = (0x0809, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0138, 0x0196)
"""Records that stay unencrypted ([MS-XLS] 2.2.10)."""

_BLOCK = 1024
_SALT = bytes(range(16))


def encrypted(content: bytes, password: str) -> bytes:
    """An .xls encrypted as Excel does it (RC4, [MS-OFFCRYPTO] 2.3.6). The record that names the user makes room for the
    one that describes the encryption.
    """
    book = OldWorkbook(content)
    access = next(each for each in book.records() if each.kind == WRITE_ACCESS)
    verifier = bytes(range(100, 116))
    proof = _rc4(_key(password, 0), verifier + hashlib.md5(verifier).digest())
    described = struct.pack("<HHH", 1, 1, 1) + _SALT + proof
    rest = access.length - len(described) - 4
    assert rest >= 0
    book.stream[access.place - 4 : access.place + access.length] = (
        struct.pack("<HH", FILE_PASS, len(described))
        + described
        + struct.pack("<HH", WRITE_ACCESS, rest)
        + bytes(rest)
    )
    plain = list(book.records())
    blocks = range(0, len(book.stream), _BLOCK)
    stream = b"".join(_rc4(_key(password, block // _BLOCK), bytes(_BLOCK)) for block in blocks)
    for each in plain:
        if each.kind not in _PLAIN_RECORDS:
            first = each.place + (4 if each.kind == BOUND_SHEET else 0)
            for place in range(first, each.place + each.length):
                book.stream[place] ^= stream[place]
    return book.saved()


def _key(password: str, block: int) -> bytes:
    first = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    second = hashlib.md5((first + _SALT) * 16).digest()[:5]
    return hashlib.md5(second + struct.pack("<I", block)).digest()


def _rc4(key: bytes, content: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    result = bytearray()
    for each in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        result.append(each ^ state[(state[i] + state[j]) % 256])
    return bytes(result)

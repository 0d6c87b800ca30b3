"""Ways to spoil a package: its parts, its entries, its bytes."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping

import openpyxl
from openpyxl.workbook.workbook import Workbook

from generator.package import edited

MAIN = "xl/worksheets/sheet1.xml"
RESULT = "xl/worksheets/sheet2.xml"
GUIDE = "xl/worksheets/sheet3.xml"
HIDDEN = "xl/worksheets/sheet4.xml"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
ROOT_RELATIONS = "_rels/.rels"
CORE = "docProps/core.xml"
CUSTOM = "docProps/custom.xml"
TYPES = "[Content_Types].xml"

_EOCD_OFFSET = 16


def with_parts(content: bytes, edits: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """The package with some parts edited."""
    return edited(content, lambda name, part: edits[name](part) if name in edits else part)


def replacing(old: str, new: str) -> Callable[[bytes], bytes]:
    """An edit that replaces the first place of a text, which must be there."""

    def edit(part: bytes) -> bytes:
        assert old.encode() in part, old
        return part.replace(old.encode(), new.encode(), 1)

    return edit


def repacked(
    content: bytes,
    add: Iterable[tuple[str, bytes]] = (),
    drop: Iterable[str] = (),
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The package with parts added (even under a name it has) or dropped."""
    result = io.BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(result, "w", method) as target,
    ):
        warnings.simplefilter("ignore")  # zipfile warns of the duplicates that are meant here
        for name in source.namelist():
            if name not in set(drop):
                target.writestr(name, source.read(name))
        for name, part in add:
            target.writestr(name, part)
    return result.getvalue()


def saved_by_openpyxl(content: bytes, change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    """The workbook loaded, changed and saved by openpyxl, which stores no formula results."""
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    change(book)
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip file of files."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return result.getvalue()


def zipped_under_raw_name(name: bytes, content: bytes) -> bytes:
    """A zip file with one file whose name is stored as these bytes, without the UTF-8 flag."""
    placeholder = b"x" * len(name)
    return zipped({placeholder.decode(): content}).replace(placeholder, name)


def with_flag(content: bytes, flag: int) -> bytes:
    """A zip file whose central directory sets a flag on every entry."""
    changed = bytearray(content)
    for place in _central_entries(content):
        changed[place + 8] |= flag & 0xFF
        changed[place + 9] |= flag >> 8
    return bytes(changed)


def flipped(content: bytes, place: int, mask: int) -> bytes:
    """One byte changed; `place` may count from the end."""
    changed = bytearray(content)
    changed[place] ^= mask
    return bytes(changed)


def _central_entries(content: bytes) -> Iterable[int]:
    end = content.rindex(b"PK\x05\x06")
    place = struct.unpack("<I", content[end + _EOCD_OFFSET : end + _EOCD_OFFSET + 4])[0]
    while content[place : place + 4] == b"PK\x01\x02":
        yield place
        name, extra, comment = struct.unpack("<HHH", content[place + 28 : place + 34])
        place += 46 + name + extra + comment


def renamed(content: bytes, old: str, new: str, target: str, written: str | None = None) -> bytes:
    """The package with a part under another name: the relationship that leads there has this target instead of
    the one `written` (by default the old name below xl/), and the content types name it. The relationships
    of the part, where it has some, go with it.
    """

    def moved(name: str) -> str:
        return {old: new, _relations_of(old): _relations_of(new)}.get(name, name)

    source = ROOT_RELATIONS if old == WORKBOOK else RELATIONS
    before = old.removeprefix("xl/") if written is None else written
    edits = {
        source: replacing(f'Target="{before}"', f'Target="{target}"'),
        TYPES: lambda part: part.replace(f'PartName="/{old}"'.encode(), f'PartName="/{new}"'.encode()),
    }
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(with_parts(content, edits))) as package,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target_package,
    ):
        for name in package.namelist():
            target_package.writestr(moved(name), package.read(name))
    return result.getvalue()


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def with_format(content: bytes, cell: str, number: str, code: str | None = None) -> bytes:
    """A cell of the main sheet with a style of its own, whose number format is this one."""
    count = 0

    def one_more(part: bytes) -> bytes:
        nonlocal count
        styles = part.decode()
        table = styles[styles.index("<cellXfs") : styles.index("</cellXfs>")]
        count = table.count("<xf ")
        style = f'<xf numFmtId="{number}" applyProtection="1"><protection locked="0"/></xf></cellXfs>'
        if code is not None:
            entry = f'<numFmt numFmtId="{number}" formatCode="{code}"/>'
            styles = styles.replace("</numFmts>", f"{entry}</numFmts>") if "</numFmts>" in styles else (
                styles.replace("<fonts", f'<numFmts count="1">{entry}</numFmts><fonts', 1)
            )  # fmt: skip
        return styles.replace("</cellXfs>", style).encode()

    styled = with_parts(content, {STYLES: one_more})
    return with_parts(styled, {MAIN: lambda part: _with_style(part, cell, str(count))})


def _with_style(part: bytes, cell: str, style: str) -> bytes:
    changed, done = re.subn(f'(<c r="{cell}")(?: s="[0-9]+")?', rf'\1 s="{style}"', part.decode())
    assert done == 1, cell
    return changed.encode()


def with_style(content: bytes, cell: str, style: str) -> bytes:
    """A cell of the main sheet that names this style, whether there is one or not."""
    return with_parts(content, {MAIN: lambda part: _with_style(part, cell, style)})


def without_styles_named(content: bytes) -> bytes:
    """The package with no cell that names a style."""
    return edited(
        content,
        lambda name, part: (
            re.sub(rb'(<c r="[A-Z]+[0-9]+") s="[0-9]+"', rb"\1", part)
            if name.startswith("xl/worksheets/sheet")
            else part
        ),
    )

"""Files that are no workbook, are damaged, or would take the reader down: each refused by name."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Callable

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from cchc.returns.receipt import REJECTED, SKIPPED
from consolidator.files import ReturnedFile, unpacked
from consolidator.reading.preflight import ENTRY_LIMIT, MARK_LIMIT, PACKED_LIMIT
from tests.support.findings import recorded
from tests.support.rounds import Round

from .leaves import BANDS
from .packages import (
    CORE,
    MAIN,
    STRINGS,
    STYLES,
    WORKBOOK,
    flipped,
    repacked,
    replacing,
    with_flag,
    with_parts,
    zipped,
)
from .proof import Found, proves, see, see_refused, touched
from .spoiling import address, with_content

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"}


@proves("FILE_EMPTY")
def test_empty(issued_round: Round) -> None:
    see_refused(issued_round.take(b""), Found("FILE_EMPTY"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("STT;Tên;Điểm\n1.1;Kế hoạch;0,5\n".encode(), "văn bản/CSV"),
        ("\ufeffSTT,Tên\n".encode(), "văn bản/CSV"),
        ("STT\tTên\n".encode("utf-16"), "không rõ"),
        (b"<html><body><table></table></body></html>", "HTML"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html></html>", "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "ảnh JPEG"),
        (b"\x89PNG\r\n\x1a\n", "ảnh PNG"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7-Zip"),
        (zipped({"xl/workbook.bin": b"", "[Content_Types].xml": b""}), "Excel nhị phân (.xlsb)"),
        (zipped({"word/document.xml": b"", "[Content_Types].xml": b""}), "Word (.docx)"),
        (zipped(ODT), "OpenDocument"),
        (zipped({"a.txt": b"a"}), "ZIP"),
        (zipped({}), "ZIP"),
    ],
)
@proves("FILE_NOT_XLSX")
def test_something_else_named_xlsx(issued_round: Round, content: bytes, kind: str) -> None:
    see_refused(issued_round.take(content), Found("FILE_NOT_XLSX", "", "", kind))


def with_password(content: bytes) -> bytes:
    """The workbook as Excel saves it with a password to open."""
    encrypted = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt("mat khau", encrypted)
    return encrypted.getvalue()


@pytest.mark.parametrize("spoil", [with_password, lambda clean: with_flag(clean, 0x1)])
@proves("FILE_ENCRYPTED")
def test_encrypted(issued_round: Round, clean: bytes, spoil: Callable[[bytes], bytes]) -> None:
    see_refused(issued_round.take(spoil(clean)), Found("FILE_ENCRYPTED"))


def without_part(name: str) -> Callable[[bytes], bytes]:
    return lambda clean: repacked(clean, drop=[name])


def part_of(name: str, content: bytes) -> Callable[[bytes], bytes]:
    return lambda clean: with_parts(clean, {name: lambda part: content})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda clean: OLE,
        lambda clean: clean[: len(clean) // 2],
        lambda clean: clean[:-10],
        lambda clean: b"PK",
        lambda clean: flipped(clean, place_of(clean, MAIN) + 500, 0xFF),
        without_part(MAIN),
        without_part("xl/_rels/workbook.xml.rels"),
        part_of(MAIN, b""),
        part_of(MAIN, b"<worksheet><sheetData>"),
        part_of(MAIN, b'<?xml version="1.0" encoding="koi-9"?><worksheet/>'),
        part_of(WORKBOOK, b"no xml at all"),
        part_of(STRINGS, b"<sst/>"),
        lambda clean: with_parts(clean, {MAIN: replacing('t="s"><v>0</v>', 't="s"><v>-1</v>')}),
        lambda clean: with_parts(clean, {MAIN: replacing('t="s"><v>0</v>', 't="s"><v>99999</v>')}),
        lambda clean: with_content(clean, "E14", '<v>40</v></c><c r="E14"><v>30</v>'),
        lambda clean: with_content(clean, "E14", "<v>40</v><v>30</v>"),
        lambda clean: with_content(clean, "E14", "<v>4<b/>0</v>"),
    ],
)
@proves("FILE_DAMAGED")
def test_damaged(issued_round: Round, clean: bytes, spoil: Callable[[bytes], bytes]) -> None:
    """What is damaged is refused whole: half a form is no form. Two values in one cell are damage."""
    outcome = issued_round.take(spoil(clean))
    see_refused(outcome, Found("FILE_DAMAGED", "", "", recorded(outcome.findings[0]).found))
    assert 0 < len(recorded(outcome.findings[0]).found) < 300


def place_of(content: bytes, name: str) -> int:
    """Where a part begins in the package."""
    return zipfile.ZipFile(io.BytesIO(content)).getinfo(name).header_offset


def bomb() -> bytes:
    return zipped({WORKBOOK: b"", "[Content_Types].xml": b"", "xl/media/a.bin": bytes(2**20)})


@proves("FILE_TOO_LARGE")
def test_too_many_bytes(issued_round: Round) -> None:
    content = b"PK" + bytes(PACKED_LIMIT)
    see_refused(issued_round.take(content), Found("FILE_TOO_LARGE", "", "", "20 MiB", "20 MiB"))


@proves("FILE_TOO_LARGE")
def test_a_zip_bomb(issued_round: Round) -> None:
    see_refused(issued_round.take(bomb()), Found("FILE_TOO_LARGE", "", "", "xl/media/a.bin", "100:1"))


@proves("FILE_TOO_LARGE")
def test_too_many_parts(issued_round: Round, clean: bytes) -> None:
    content = repacked(clean, add=[(f"xl/a{number}", b"") for number in range(ENTRY_LIMIT)])
    parts = len(zipfile.ZipFile(io.BytesIO(content)).namelist())
    see_refused(issued_round.take(content), Found("FILE_TOO_LARGE", "", "", f"{parts} phần", "1000"))


@proves("FILE_TOO_LARGE")
def test_a_part_that_swells_in_memory(issued_round: Round, clean: bytes) -> None:
    """Millions of empty cells: small to store, gigabytes to parse."""
    noise = os.urandom(2**17).hex()  # keeps the compression ratio below the other limit
    flood = "<c/>" * MARK_LIMIT
    content = with_parts(
        clean, {MAIN: replacing("</sheetData>", f'<row r="300">{flood}</row></sheetData><!--{noise}-->')}
    )
    see_refused(
        issued_round.take(content), Found("FILE_TOO_LARGE", "", "", MAIN, f"{MARK_LIMIT} thẻ, thuộc tính")
    )


DTD = '<!DOCTYPE x [<!ENTITY a "b">]><worksheet '


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda clean: with_parts(clean, {MAIN: replacing("<worksheet ", DTD)}), f"DTD, {MAIN}"),
        (lambda clean: with_parts(clean, {CORE: replacing("<cp:coreProperties", "<!DOCTYPE y><cp:coreProperties")}), f"DTD, {CORE}"),
        (lambda clean: with_parts(clean, {STYLES: lambda part: replacing("<styleSheet ", "<!DOCTYPE y><styleSheet ")(part).decode().encode("utf-16")}), f"DTD, {STYLES}"),
        (lambda clean: repacked(clean, add=[(MAIN, b"<worksheet/>")]), "hai phần trùng tên"),
        (lambda clean: repacked(clean, method=zipfile.ZIP_LZMA), "phương pháp nén 14"),
        (lambda clean: repacked(clean, add=[("\x01a", b"")]).replace(b"\x01a", b"\x00a"), "phần không tên"),
        (lambda clean: with_parts(clean, {MAIN: replacing('<row r="14"', '<row r="²"')}), "dòng ²"),
        (lambda clean: with_parts(clean, {MAIN: replacing('<row r="14"', '<row r="-3"')}), "dòng -3"),
        (lambda clean: with_parts(clean, {MAIN: replacing('r="E14"', 'r="E15"')}), "ô E15"),
        (lambda clean: with_parts(clean, {MAIN: replacing('r="E14"', 'r="ABCD14"')}), "ô ABCD14"),
        (lambda clean: far(clean, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "dòng 1048576, cột 16384"),
        (lambda clean: far(clean, '<row r="300">' + "<c><v>1</v></c>" * 300 + "</row>"), "dòng 300, cột 257"),
        (lambda clean: far(clean, "<row/>" * 20_000 + "<row><c><v>1</v></c></row>"), "dòng 20140, cột 1"),
    ],
)  # fmt: skip
@proves("FILE_UNSAFE")
def test_built_in_an_unsafe_way(
    issued_round: Round, clean: bytes, spoil: Callable[[bytes], bytes], found: str
) -> None:
    """A cell in the far corner takes the fast reader's whole process down: it never gets there."""
    see_refused(issued_round.take(spoil(clean)), Found("FILE_UNSAFE", "", "", found))


def far(content: bytes, rows: str) -> bytes:
    return with_parts(content, {MAIN: replacing("</sheetData>", f"{rows}</sheetData>")})


@pytest.mark.parametrize(
    "name",
    ["~$phieu.xlsx", "xa/~$phieu.xlsx", "Thumbs.db", "desktop.ini", ".DS_Store", "._phieu.xlsx",
     ".~lock.phieu.xlsx#", "nop.zip/__MACOSX/phieu.xlsx"],
)  # fmt: skip
@proves("FILE_SKIPPED")
def test_leftovers_are_skipped_and_say_so(issued_round: Round, name: str) -> None:
    outcome = issued_round.take(b"\x00" * 165, name)
    see(outcome.findings, Found("FILE_SKIPPED"))
    assert (outcome.verdict, outcome.file, outcome.unit_code) == (SKIPPED, name, "")


def test_a_workbook_of_somebody_else(issued_round: Round) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet().write(0, 0, "xin chào")
    book.close()
    outcome = issued_round.take(stream.getvalue())
    assert (outcome.verdict, [each.code for each in outcome.findings]) == (REJECTED, ["FORM_NOT_OURS"])


def test_pictures_beside_the_form_do_no_harm(
    issued_round: Round, clean: bytes, clean_outcome: object
) -> None:
    outcome = issued_round.take(repacked(clean, add=[("xl/media/image1.png", os.urandom(2**16))]))
    assert outcome.findings == ()


@pytest.mark.parametrize("seed", range(4))
def test_no_damage_changes_a_score_or_stops_the_run(issued_round: Round, clean: bytes, seed: int) -> None:
    """Bytes changed at random, in the directory of the package above all: refused, or read as it was."""
    before = issued_round.take(clean)
    chance = random.Random(seed)
    archive = zipped({"xã/a.xlsx": clean, "b.xlsx": clean})
    verdicts: Counter[str] = Counter()
    for base, directory in ((clean, 1900), (archive, 150)) * 40:
        spoilt = bytearray(base)
        for _ in range(chance.choice((1, 1, 2, 4))):
            first = chance.choice((0, len(base) - directory))
            spoilt[chance.randrange(first, len(base))] = chance.choice((0, 255, chance.randrange(256)))
        for file in unpacked(ReturnedFile("phieu.xlsx", bytes(spoilt))):
            outcome = issued_round.take(file.content) if file.refused is None else None
            verdicts[outcome.verdict if outcome else "unopened"] += 1
            if outcome and outcome.reading:
                assert touched(outcome, before) == set()
                assert outcome.check_code == before.check_code
    assert verdicts[REJECTED] > 20 and verdicts["accepted"] > 5


def test_cells_without_references_stand_where_they_come(
    issued_round: Round, clean: bytes, clean_outcome: object
) -> None:
    """Some writers leave out r= in rows and cells: places are counted."""
    cell = address(issued_round, f"{BANDS}:done")
    content = with_parts(clean, {MAIN: replacing(f'<c r="{cell}"', "<c")})
    assert issued_round.take(content).findings == ()

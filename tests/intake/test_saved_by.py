"""Which program saved a file: said in its receipt, harmless whatever stands there, and no verdict depends on it."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from dataclasses import replace

import olefile
import openpyxl
import pytest

from cchc.returns.receipt import ACCEPTED, REJECTED, Receipt
from cchc.returns.unit_form import UnitReceipt
from consolidator.files import ReturnedFile
from consolidator.saved_by import LENGTH
from consolidator.take_in import take_in
from consolidator.taken import Taken
from generator.machine.files import board_csv
from tests.support.engines import saved_by_libreoffice
from tests.support.rounds import Round
from workbook_templates.forms.unit import UNIT

from .packages import ROOT_RELATIONS, repacked, replacing, saved_by_openpyxl, with_parts

APP = "docProps/app.xml"
META = "meta.xml"
SUMMARY = "\x05SummaryInformation"
TITLE, APPLICATION = 2, 18
"""Numbers of properties of the summary ([MS-OLEPS] 3.1.2)."""

LAST = "Microsoft Excel 16.0300"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def properties(inside: str) -> bytes:
    return f'<Properties xmlns="{EXTENDED}">{inside}</Properties>'.encode()


def named(application: str, version: str = "") -> bytes:
    """The extended properties of a file that names this program."""
    told = f"<AppVersion>{version}</AppVersion>" if version else ""
    return properties(f"<Application>{application}</Application>{told}")


def with_app(content: bytes, part: bytes) -> bytes:
    return with_parts(content, {APP: lambda _: part})


def same_but_for_the_program(outcome: UnitReceipt, other: UnitReceipt) -> bool:
    """Whether two receipts differ in nothing but the file's hash and the program."""
    return replace(outcome, sha256=other.sha256, saved_by=other.saved_by) == other


def test_a_file_saved_by_xlsxwriter_or_openpyxl(issued_round: Round, clean: bytes) -> None:
    assert issued_round.take(clean).saved_by == "Microsoft Excel 12.0000"
    again = issued_round.take(saved_by_openpyxl(clean))
    assert again.reading is not None and "openpyxl" in again.saved_by.lower()


def test_a_file_saved_by_excel(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    outcome = issued_round.take(with_app(clean, named("Microsoft Excel", "16.0300")))
    assert outcome.saved_by == LAST and outcome.verdict == ACCEPTED
    assert same_but_for_the_program(outcome, clean_outcome)


@pytest.fixture(scope="module")
def converted(clean: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The clean form as LibreOffice saves it, by kind of file."""
    folder = tmp_path_factory.mktemp("saved")
    (folder / "clean.xlsx").write_bytes(clean)
    return {
        kind: saved_by_libreoffice([folder / "clean.xlsx"], folder / kind, kind=kind)[0].read_bytes()
        for kind in ("xlsx", "ods", "xls")
    }


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_file_saved_by_libreoffice(issued_round: Round, converted: dict[str, bytes], kind: str) -> None:
    outcome = issued_round.take(converted[kind], f"phieu.{kind}")
    assert outcome.reading is not None
    assert outcome.saved_by.startswith("LibreOffice/") and "$" in outcome.saved_by


@pytest.mark.libreoffice
def test_an_old_workbook_tells_a_name_or_nothing(issued_round: Round, converted: dict[str, bytes]) -> None:
    content = converted["xls"]
    told_nothing = issued_round.take(content, "phieu.xls")
    assert told_nothing.saved_by == "" and told_nothing.reading is not None
    outcome = issued_round.take(titled_as_application(content), "phieu.xls")
    assert outcome.saved_by == "Phụ lục III – UBND xã Thanh An"
    assert same_but_for_the_program(outcome, told_nothing)


def titled_as_application(content: bytes) -> bytes:
    """The .xls workbook whose summary names as the program what it named as the title."""
    stream = io.BytesIO(content)
    with olefile.OleFileIO(stream, write_mode=True) as package:
        summary = bytearray(package.openstream(SUMMARY).read())
        (section,) = struct.unpack_from("<I", summary, 44)
        (count,) = struct.unpack_from("<I", summary, section + 4)
        places = [section + 8 + 8 * number for number in range(count)]
        (title,) = (place for place in places if struct.unpack_from("<I", summary, place) == (TITLE,))
        struct.pack_into("<I", summary, title, APPLICATION)
        package.write_stream(SUMMARY, bytes(summary))
    return stream.getvalue()


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "part",
    [
        b"<office:document-meta xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>",
        b"<office:document-meta xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>"
        b"<office:meta/></office:document-meta>",
        None,
    ],
)
def test_an_ods_that_does_not_tell(
    issued_round: Round, converted: dict[str, bytes], part: bytes | None
) -> None:
    spoilt = repacked(converted["ods"], drop=[META], add=[] if part is None else [(META, part)])
    outcome = issued_round.take(spoilt, "phieu.ods")
    assert outcome.saved_by == "" and outcome.reading is not None


HOSTILE = {
    "a formula": named("=cmd|'/c calc'!A1"),
    "signs and blanks": named("\t=+-@ SUM(1)"),
    "a full-width sign": named("＝1+1"),
    "an endless name": named("x" * 100_000),
    "one letter that is many": named("\ufdfa" * 50_000),
    "line ends": named("Excel&#10;25330,00,accepted&#13;&#9;x"),
    "marks of writing direction": named("\u202eExcel\u2066\u200b\u2028"),
    "control characters": named("\u0085\u009bExcel\u009c"),
    "a comma and quotation marks": named('"Excel", "16"'),
    "no program": properties(""),
    "empty": b"",
    "cut off": named("Excel")[:-20],
    "no XML": b"\x00\x01\x02PK" * 100,
    "a DTD": b"<!DOCTYPE a [<!ENTITY x 'y'>]>" + named("&x;"),
    "a file from outside": b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" + named("&x;"),
    "no known encoding": b'<?xml version="1.0" encoding="x-none"?>' + named("Excel"),
    "too deep": b"<a>" * 5_000 + b"</a>" * 5_000,
    "elements inside": named("<a>Ex</a>cel"),
    "too many tags": properties("<a b='1'/>" * 1_500_000),
    "too many bytes": named("Excel") + b" " * 10_000_000,
}
"""What may stand in place of the extended properties, by what is odd about it."""


@pytest.mark.parametrize("odd", HOSTILE)
def test_whatever_stands_there_changes_no_verdict(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, odd: str
) -> None:
    spoilt = repacked(clean, drop=[APP], add=[(APP, HOSTILE[odd])], method=zipfile.ZIP_STORED)
    outcome = issued_round.take(spoilt)
    assert same_but_for_the_program(outcome, clean_outcome)
    assert len(outcome.saved_by) <= LENGTH and outcome.saved_by.isprintable()
    assert Taken.of(outcome).receipt(outcome.file) == outcome
    (row,) = list(csv.DictReader(io.StringIO(board_csv(UNIT, [outcome]).decode("utf-8-sig"))))
    assert list(row)[-1] == "saved_by"
    assert not row["saved_by"].startswith(("=", "+", "-", "@", " "))
    assert row["saved_by"] == outcome.saved_by.lstrip("=+-@ ")


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        ("a formula", "=cmd|'/c calc'!A1"),
        ("a full-width sign", "=1+1"),
        ("an endless name", "x" * (LENGTH - 1) + "…"),
        ("line ends", "Excel 25330,00,accepted x"),
        ("marks of writing direction", "Excel"),
        ("control characters", "Excel"),
        ("no program", ""),
        ("a DTD", ""),
        ("a file from outside", ""),
        ("too many tags", ""),
        ("too many bytes", ""),
    ],
)
def test_what_is_left_of_it(issued_round: Round, clean: bytes, odd: str, told: str) -> None:
    spoilt = repacked(clean, drop=[APP], add=[(APP, HOSTILE[odd])], method=zipfile.ZIP_STORED)
    assert issued_round.take(spoilt).saved_by == told


def test_a_part_of_another_name_or_none(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    part = named("Microsoft Excel", "16.0300")
    target = f'Target="{APP}"'
    moved = with_parts(clean, {ROOT_RELATIONS: replacing(target, 'Target="p/./app.xml"')})
    strict = with_parts(clean, {ROOT_RELATIONS: replacing("/extended-properties", "/extendedProperties")})
    outside = with_parts(
        clean,
        {ROOT_RELATIONS: replacing(target, 'TargetMode="External" Target="http://example.org/app.xml"')},
    )
    for content, told in (
        (repacked(moved, drop=[APP], add=[("p/app.xml", part)]), LAST),
        (with_app(strict, part), LAST),
        (repacked(clean, drop=[APP]), ""),
        (outside, ""),
    ):
        outcome = issued_round.take(content)
        assert outcome.saved_by == told
        assert same_but_for_the_program(outcome, clean_outcome)


def test_a_refused_file_tells_its_program_too(issued_round: Round) -> None:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    outcome = issued_round.take(with_app(book.getvalue(), named("Microsoft Excel", "16.0300")))
    assert (outcome.verdict, outcome.saved_by) == (REJECTED, LAST)
    assert [each.code for each in outcome.findings] == ["FORM_NOT_OURS"]
    unreadable = issued_round.take(b"%PDF-1.7")
    assert (unreadable.verdict, unreadable.saved_by) == (REJECTED, "")


def test_a_fault_while_the_program_is_read_costs_nothing_else(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("consolidator.reading.raw.parse_small_part", full)
    outcome = take_in(ReturnedFile("phieu.xlsx", clean), issued_round.context)
    assert outcome == replace(clean_outcome, saved_by="")


def test_the_board_ends_with_it() -> None:
    receipt: Receipt[None] = Receipt("a.xlsx", "00", REJECTED, saved_by="-2+3 Excel")
    assert board_csv(UNIT, [receipt]).decode("utf-8-sig").splitlines() == [
        "file,sha256,verdict,unit_code,received,issue_number,check_code,saved_by",
        "a.xlsx,00,rejected,,,,,2+3 Excel",
    ]

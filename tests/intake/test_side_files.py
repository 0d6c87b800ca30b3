"""Files of other kinds and what systems leave beside forms: one verdict each, by name, and the form beside is taken."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from cchc.findings.finding import finding
from cchc.findings.rendering import as_record
from cchc.returns.receipt import REJECTED, SKIPPED
from consolidator.files import ReturnedFile, returned_files, unpacked
from consolidator.left_over import is_left_over, refused_by_name
from consolidator.reading.opening import open_workbook
from consolidator.reading.preflight import Refused
from generator.machine.files import board_csv, findings_jsonl
from tests.command.test_cli import run
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded
from tests.support.rounds import Round
from workbook_templates.forms.unit import UNIT

from .packages import zipped
from .proof import Found, proves, see, see_refused

NUMBERS = {
    "Index/Document.iwa": b"a",
    "Index/CalculationEngine.iwa": b"a",
    "Index/Tables/DataList.iwa": b"a",
    "Metadata/Properties.plist": b"a",
    "preview.jpg": b"\xff\xd8\xff",
}
OLD_NUMBERS = {"Index.zip": zipped({"a.iwa": b""}), "Metadata/Properties.plist": b"", "preview.jpg": b""}


def message(content: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "xa@example.vn", "huyen@example.vn", "Gửi phiếu"
    mail.set_content("Kính gửi")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename="phieu.xlsx")
    return mail.as_bytes()


def tar(content: bytes, mode: str = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as package:  # type: ignore[call-overload]
        member = tarfile.TarInfo("phieu.xlsx")
        member.size = len(content)
        package.addfile(member, io.BytesIO(content))
    return stream.getvalue()


KINDS: dict[str, Callable[[bytes], bytes]] = {
    "Apple Numbers": lambda clean: zipped(NUMBERS),
    "Numbers hoặc Pages": lambda clean: zipped(OLD_NUMBERS),
    "Keynote": lambda clean: zipped({**NUMBERS, "Index/Slide-1.iwa": b""}),
    "thư điện tử (.eml)": message,
    "winmail.dat": lambda clean: b"\x78\x9f\x3e\x22\x01\x00" + clean,
    "TAR": tar,
    "GZIP": gzip.compress,
    "tar.gz": lambda clean: tar(clean, "w:gz"),
    "BZIP2": lambda clean: tar(clean, "w:bz2"),
    "XZ": lambda clean: tar(clean, "w:xz"),
    "Zstandard": lambda clean: b"\x28\xb5\x2f\xfd\x04" + clean,
    "CAB": lambda clean: b"MSCF\x00\x00" + clean,
    "PowerPoint (.pptx)": lambda clean: zipped({"ppt/presentation.xml": b"", "[Content_Types].xml": b""}),
    "GIF": lambda clean: b"GIF89a\x00",
    "HEIC": lambda clean: b"\x00\x00\x00\x18ftypheic" + bytes(40),
    "WebP": lambda clean: b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "TIFF": lambda clean: b"II*\x00\x08\x00",
    "BMP": lambda clean: b"BM\x36\x00\x00\x00\x00\x00",
    "RTF": lambda clean: b"{\\rtf1\\ansi",
    "XML 2003": lambda clean: (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    ),
    ".fods": lambda clean: (
        b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
    ),
    ".mht": lambda clean: (
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related\r\n\r\n"
        b"Content-Location: file:///C:/a.htm\r\n"
    ),
    "Excel đời rất cũ": lambda clean: b"\x09\x08\x08\x00\x00\x05\x05\x00",
    "(.exe)": lambda clean: b"MZ\x90\x00\x03",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["phieu.xlsx", "phieu.dat"])
@proves("FILE_NOT_XLSX")
def test_what_it_is_instead_is_named(issued_round: Round, clean: bytes, kind: str, name: str) -> None:
    """One verdict for the whole file, whatever its name; nothing in it is listed apart."""
    (file,) = unpacked(ReturnedFile(name, KINDS[kind](clean)))
    outcome = issued_round.take_file(file)
    told = recorded(outcome.findings[0])
    see_refused(outcome, Found("FILE_NOT_XLSX", "", "", told.found))
    assert kind in told.found and kind in told.message and ".xlsx" in told.remedy


def test_text_that_only_begins_like_something_else(issued_round: Round) -> None:
    for text in ("BM;Tên\n1;a\n", "MZ,1\n", "Date: 1\n2;3\n", "To: ai\n", "x-1\nx-2\n"):
        outcome = issued_round.take(text.encode())
        assert recorded(outcome.findings[0]).found == "văn bản/CSV", text


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("__properties_version1.0", "thư Outlook (.msg)"),
        ("WordDocument", "Word (.doc)"),
        ("Contents", "OLE"),
    ],
)
def test_old_office_files_of_another_kind(
    issued_round: Round, clean: bytes, tmp_path: Path, stream: str, kind: str
) -> None:
    """An .xls whose directory names its stream as another program does."""
    (tmp_path / "phieu.xlsx").write_bytes(clean)
    saved = saved_by_libreoffice([tmp_path / "phieu.xlsx"], tmp_path / "saved", kind="xls")[0]
    content = bytearray(saved.read_bytes())
    place = content.index("Workbook\0".encode("utf-16-le"))
    name = f"{stream}\0".encode("utf-16-le")
    content[place : place + 66] = name.ljust(64, b"\0") + len(name).to_bytes(2, "little")
    see_refused(issued_round.take(bytes(content)), Found("FILE_NOT_XLSX", "", "", kind))


@pytest.mark.parametrize("depth", [1, 2])
def test_an_unpacked_form_packed_again(fresh_round: Round, clean: bytes, depth: int) -> None:
    """Somebody unpacked the form and packed its folder: one verdict, not twenty, and the form beside is taken."""
    with zipfile.ZipFile(io.BytesIO(clean)) as package:
        parts = {
            f"{'goc/' * (depth - 1)}phieu xa/{name}": package.read(name) for name in package.namelist()
        }
    fresh_round.put("gui.zip", zipped({**parts, "khac/phieu.xlsx": clean, "__MACOSX/._phieu xa": b"x"}))
    done = fresh_round.consolidate()
    verdicts = {each.file: each.verdict for each in done.receipts}
    assert verdicts == {
        f"gui.zip/{'goc/' * (depth - 1)}phieu xa/": REJECTED,
        "gui.zip/khac/phieu.xlsx": "accepted",
        "gui.zip/__MACOSX/._phieu xa": SKIPPED,
    }
    (found,) = [each for each in done.findings if each.code == "FILE_NOT_XLSX"]
    assert "giải nén thành nhiều phần (phieu xa)" in recorded(found).message


def test_packages_that_are_folders(fresh_round: Round, clean: bytes) -> None:
    """On a Mac a document may be a folder; so is a download of Safari, and an unpacked form."""
    for name in NUMBERS:
        fresh_round.put(f"xa a/phieu.numbers/{name}", b"x")
    fresh_round.put("phieu.xlsx.download/Info.plist", b"x")
    fresh_round.put("da giai nen/[Content_Types].xml", b"x")
    fresh_round.put("da giai nen/xl/workbook.xml", b"x")
    fresh_round.put("xa a/phieu.xlsx", clean)
    fresh_round.put("mac.zip", zipped({f"phieu.numbers/{name}": b"" for name in OLD_NUMBERS}))
    done = fresh_round.consolidate()
    said = {each.file: [found.code for found in each.findings] for each in done.receipts}
    assert said == {
        "da giai nen/": ["FILE_NOT_XLSX"],
        "mac.zip/phieu.numbers/": ["FILE_NOT_XLSX"],
        "phieu.xlsx.download/": ["FILE_UNFINISHED"],
        "xa a/phieu.numbers/": ["FILE_NOT_XLSX"],
        "xa a/phieu.xlsx": [],
    }


LEFT = [
    "phieu.xlsx:Zone.Identifier",
    "phieu.xlsx.Zone.Identifier",
    "phieu.xlsx\uf03aZone.Identifier",
    "phieu.xlsx:com.dropbox.attributes",
    "phieu.xlsx:AFP_AfpInfo",
    "@eaDir/phieu.xlsx@SynoEAStream",
    "xa/@eaDir/phieu.xlsx/SYNOFILE_THUMB_M.jpg",
    ".syncthing.phieu.xlsx.tmp",
    "~syncthing~phieu.xlsx.tmp",
    ".stfolder/syncthing-folder-abc.txt",
    ".stversions/phieu~20231201.xlsx",
    "~WRL0001.tmp",
    "~WRD2.tmp",
    "~DF12AB.TMP",
    "A1B2C3.TMP",
    "Icon\r",
    ".DS_Store",
    "._phieu.xlsx",
    "__MACOSX/phieu.xlsx",
    "Thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "Desktop.INI",
    "~$phieu.xlsx",
    ".~lock.phieu.xlsx#",
    ".~phieu.xlsx",
    "$RECYCLE.BIN/S-1-5/$R1.xlsx",
    "System Volume Information/tracking.log",
    ".Trash-1000/files/phieu.xlsx",
    ".Trashes/501/phieu.xlsx",
    ".Spotlight-V100/Store",
    "lost+found/123",
    "#recycle/phieu.xlsx",
    ".nfs000000000012",
    ".fuse_hidden0001",
    ".directory",
    ".localized",
]
UNFINISHED = [".crdownload", ".part", ".partial", ".download", ".opdownload", ".icloud", ".PART"]


@pytest.mark.parametrize("name", LEFT)
@proves("FILE_SKIPPED")
def test_what_systems_leave_is_skipped_by_name(fresh_round: Round, clean: bytes, name: str) -> None:
    """Also within a zip file and in lower case, also where it holds a form that somebody deleted."""
    held = b"x" if name.endswith("TMP") else clean
    for given in (name, name.lower(), f"xa/{name}"):
        see(fresh_round.take(held, given).findings, Found("FILE_SKIPPED"))
    inside = list(unpacked(ReturnedFile("gui.zip", zipped({name: held}))))
    assert [fresh_round.take_file(each).verdict for each in inside] == [SKIPPED]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
def test_on_the_disk_none_hides_the_form_beside_it(
    fresh_round: Round, clean: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh_round.put("phieu.xlsx", clean)
    for name in LEFT:
        fresh_round.put(name, b"x")
    assert run("consolidate", fresh_round.root) == 0
    board = (fresh_round.root / "ket-qua" / "so-nhan.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(board, newline="")))
    assert len(rows) == len(board.splitlines()) - 1 == len(LEFT) + 1
    assert {row["verdict"] for row in rows if row["file"] != "phieu.xlsx"} == {"skipped"}
    assert [row["verdict"] for row in rows if row["file"] == "phieu.xlsx"] == ["accepted"]
    assert "Icon\\r" in {row["file"] for row in rows}


def test_names_like_those_of_systems_are_forms(fresh_round: Round, clean: bytes) -> None:
    """A tilde or "icon" in a name is no mark by itself."""
    for name in (
        "~phieu.xlsx",
        "icon.xlsx",
        "phieu ~$.xlsx",
        "recycle.bin/phieu.xlsx",
        "thumbs.db.xlsx",
        "tmp/a.xlsx",
    ):
        assert not is_left_over(name) and refused_by_name(name) is None
        assert fresh_round.take(clean, name).verdict == "accepted", name


@pytest.mark.parametrize("ending", UNFINISHED)
@proves("FILE_UNFINISHED")
def test_downloads_that_are_not_finished(issued_round: Round, clean: bytes, ending: str) -> None:
    for content in (clean, clean[:3000], b""):
        see_refused(
            issued_round.take(content, f"phieu.xlsx{ending}"),
            Found("FILE_UNFINISHED", "", "", ending.lower()),
        )


@proves("FILE_UNFINISHED")
def test_a_save_that_was_interrupted(issued_round: Round, clean: bytes) -> None:
    """Excel saves under such a name first: what begins like a workbook is said, anything else is skipped."""
    see_refused(issued_round.take(clean, "5F2C1000.tmp"), Found("FILE_UNFINISHED", "", "", ".tmp"))
    see(issued_round.take(b"x", "5F2C1000.tmp").findings, Found("FILE_SKIPPED"))


POINTERS = {
    "phieu.gsheet": b'{"url": "https://docs.google.com/open?id=1a", "doc_id": "1a", "email": "a@b.vn"}',
    "phieu.gdoc": b"",
    "phieu.lnk": b"L\x00\x00\x00\x01\x14\x02\x00",
    "phieu.url": b"[InternetShortcut]\r\nURL=https://example.vn\r\n",
    "phieu.webloc": b"<plist/>",
}


@pytest.mark.parametrize("name", POINTERS)
@proves("FILE_IS_POINTER")
def test_a_pointer_is_no_form(issued_round: Round, name: str) -> None:
    outcome = issued_round.take(POINTERS[name], name)
    told = recorded(outcome.findings[0])
    see_refused(outcome, Found("FILE_IS_POINTER", "", "", told.found))
    assert Path(name).suffix in told.found and "Tải xuống" in told.remedy


@pytest.mark.parametrize("name", ["phieu.gsheet", "phieu.lnk", "phieu.url"])
def test_a_pointer_under_the_name_of_a_form(issued_round: Round, name: str) -> None:
    outcome = issued_round.take(POINTERS[name], "phieu.xlsx")
    assert [each.code for each in outcome.findings] == ["FILE_IS_POINTER"]
    with pytest.raises(Refused):
        open_workbook(POINTERS[name])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
@pytest.mark.parametrize("break_", ["\r", "\n", "\r\n", "\u2028", "\x85", "\x1b", "\t"])
def test_a_line_end_in_a_name_breaks_no_table(fresh_round: Round, clean: bytes, break_: str) -> None:
    name = f"phieu{break_}xa.xlsx"
    fresh_round.put(name, clean)
    fresh_round.put(f"hong{break_}.xlsx", b"%PDF")
    fresh_round.put("gui.zip", zipped({f"hong{break_}.xlsx": b"%PDF"}))
    names = [each.name for each in returned_files(fresh_round.opened.folder.returned)]
    assert all(each.isprintable() for each in names)
    done = fresh_round.consolidate()
    assert [each.verdict for each in done.receipts].count("accepted") == 1
    board = board_csv(UNIT, done.receipts).decode("utf-8-sig")
    assert len(board.splitlines()) == 1 + len(done.receipts)
    assert [row["file"] for row in csv.DictReader(io.StringIO(board))] == [
        each.file for each in done.receipts
    ]
    lines = findings_jsonl(done.findings).decode().splitlines()
    assert [json.loads(line)["file"] for line in lines] == [
        as_record(each)["file"] for each in done.findings
    ]


def test_line_ends_in_other_texts_break_no_table(fresh_round: Round) -> None:
    """A finding shows what a cell holds, with whatever ends a line for some program."""
    found = finding("TYPED_OUTSIDE_FORM", "một\rhai\nba\u2028bốn\x85năm", file="a.xlsx")
    content = findings_jsonl([found])
    assert len(content.decode().splitlines()) == 1
    assert json.loads(content)["found"] == "một\rhai\nba\u2028bốn\x85năm"

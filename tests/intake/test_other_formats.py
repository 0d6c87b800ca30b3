"""Forms that come back as .ods or .xls: read, with a remark, where every value is beyond doubt."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from cchc.returns.receipt import WITH_REMARKS
from cchc.returns.unit_form import UnitReceipt
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded
from tests.support.old_excel import BLANK, DIMENSIONS, LABEL, RK, OldWorkbook
from tests.support.rounds import Round, best_values, full_values
from tests.support.timing import within

from .leaves import BANDS
from .packages import MAIN, repacked, replacing, with_parts
from .proof import Found, claim_on, proves, see, see_refused, touched
from .spoiling import with_text

pytestmark = pytest.mark.libreoffice

KINDS = {"ods": "OpenDocument (.ods)", "xls": "Excel 97–2003 (.xls)"}


@pytest.fixture(scope="module")
def saved(issued_round: Round, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The clean form and some others saved by LibreOffice in both formats, by name."""
    folder = tmp_path_factory.mktemp("formats")
    full = issued_round.form(full_values(issued_round.criteria))
    forms = {
        "clean": full,
        "half": issued_round.form(best_values(issued_round.criteria, issued_round.criteria.leaves[0].code)),
        "text": with_text(full, "E14", "0,5x"),
    }
    for name, content in forms.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    files = [folder / f"{name}.xlsx" for name in forms]
    found = {}
    for kind in KINDS:
        for path in saved_by_libreoffice(files, folder / kind, kind=kind):
            found[path.name] = path.read_bytes()
    return found


def said(outcome: UnitReceipt) -> list[str]:
    return [each.code for each in outcome.findings]


@pytest.mark.parametrize("kind", KINDS)
@proves("FILE_OTHER_FORMAT")
def test_a_form_in_another_format_is_read_with_one_remark(
    issued_round: Round, clean_outcome: UnitReceipt, saved: dict[str, bytes], kind: str
) -> None:
    outcome = issued_round.take(saved[f"clean.{kind}"], f"phieu.{kind}")
    see(outcome.findings, Found("FILE_OTHER_FORMAT", "", "", KINDS[kind]))
    assert outcome.verdict == WITH_REMARKS and outcome.unit_code == issued_round.units[0]
    assert outcome.reading is not None and clean_outcome.reading is not None
    assert outcome.reading.claims == clean_outcome.reading.claims
    assert outcome.check_code == clean_outcome.check_code


@pytest.mark.parametrize("kind", KINDS)
def test_blank_is_blank_and_text_is_no_number(
    issued_round: Round, saved: dict[str, bytes], kind: str
) -> None:
    half = issued_round.take(saved[f"half.{kind}"])
    assert half.reading is not None and said(half) == ["FILE_OTHER_FORMAT"]
    scored = [code for code, claim in half.reading.claims.items() if claim.self_score is not None]
    assert scored == [issued_round.criteria.leaves[0].code]
    text = issued_round.take(saved[f"text.{kind}"])
    assert "VALUE_NOT_A_NUMBER" in said(text)


def test_an_ods_with_a_cell_repeated_to_the_end_is_refused(
    issued_round: Round, saved: dict[str, bytes]
) -> None:
    with zipfile.ZipFile(io.BytesIO(saved["clean.ods"])) as package:
        content = package.read("content.xml")
    value = b'office:value-type="float" office:value="40"'
    assert value in content
    swollen = content.replace(value, b'table:number-columns-repeated="16000" ' + value, 1)
    spoilt = repacked(saved["clean.ods"], add=[("content.xml", swollen)], drop=["content.xml"])
    outcome = issued_round.take(spoilt)
    assert said(outcome) == ["FILE_UNSAFE"]


def test_an_ods_with_a_program_says_so(issued_round: Round, saved: dict[str, bytes]) -> None:
    """The empty library that LibreOffice puts into every file is none."""
    added = [("Basic/Standard/script-lb.xml", b"<library/>")]
    assert said(issued_round.take(repacked(saved["clean.ods"], add=added))) == ["FILE_OTHER_FORMAT"]
    added.append(("Basic/Standard/Module1.xml", b"<module/>"))
    spoilt = issued_round.take(repacked(saved["clean.ods"], add=added))
    assert said(spoilt) == ["FILE_OTHER_FORMAT", "FORM_HAS_MACROS"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused(issued_round: Round, saved: dict[str, bytes], kind: str) -> None:
    content = saved[f"clean.{kind}"]
    for cut in (len(content) // 2, len(content) // 8, 600):
        outcome = issued_round.take(content[:cut])
        assert outcome.reading is None and said(outcome) == ["FILE_DAMAGED"], cut


def test_an_encrypted_ods_says_so(issued_round: Round) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        package.writestr("content.xml", b"\x01\x02\x03")
    see_refused(issued_round.take(held.getvalue()), Found("FILE_ENCRYPTED"))


def test_the_path_matters_not(saved: dict[str, bytes], issued_round: Round, tmp_path: Path) -> None:
    """An .ods renamed .xlsx is read as what it is."""
    assert said(issued_round.take(saved["clean.ods"], "phieu.xlsx")) == ["FILE_OTHER_FORMAT"]


DONE = f"{BANDS}:done"


def place_of(issued: Round, name: str) -> tuple[int, int]:
    cell = issued.cell(name)
    return cell.row, cell.column


@pytest.mark.parametrize(
    ("number", "code", "found"),
    [
        *(
            (number, "VALUE_IS_DATE", "09/02/1900")
            for number in (14, 22, *range(27, 37), 45, *range(50, 59))
        ),
        *((number, "VALUE_IS_DATE", "09/02/1900") for number in range(71, 82)),
        *((number, "VALUE_AMBIGUOUS", "4000%") for number in (9, 10, 67, 68)),
        *(
            (number, "VALUE_AMBIGUOUS", "40 (không rõ định dạng ô)")
            for number in (23, 59, 60, 61, 62, 69, 70, 163, 200)
        ),
    ],
)
def test_an_xls_with_a_built_in_format_of_another_language(
    issued_round: Round,
    clean_outcome: UnitReceipt,
    saved: dict[str, bytes],
    number: int,
    code: str,
    found: str,
) -> None:
    """xlrd has no text for these formats, and takes those that are not defined for General."""
    book = OldWorkbook(saved["clean.xls"])
    book.show(*place_of(issued_round, DONE), number)
    outcome = issued_round.take(book.saved(), "phieu.xls")
    cell = issued_round.cell(DONE).address
    assert [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell] == [
        (code, found)
    ]
    assert touched(outcome, clean_outcome) == {BANDS}
    assert claim_on(outcome, BANDS).self_score is None


def test_an_xls_whose_format_is_plain_stays_clean(
    issued_round: Round, clean_outcome: UnitReceipt, saved: dict[str, bytes]
) -> None:
    for number in (0, 1, 4, 37, 44, 48, 49):
        book = OldWorkbook(saved["clean.xls"])
        book.show(*place_of(issued_round, DONE), number)
        outcome = issued_round.take(book.saved())
        assert said(outcome) == ["FILE_OTHER_FORMAT"], number
        assert touched(outcome, clean_outcome) == set()


def test_an_xls_with_one_cell_in_the_far_corner(issued_round: Round, saved: dict[str, bytes]) -> None:
    """It took 26 seconds: every row was made as long as the longest, and there were 65,536."""
    for sheet, kind in ((0, RK), (0, LABEL), (1, LABEL)):
        book = OldWorkbook(saved["clean.xls"])
        book.move(book.cells(kind, sheet)[-1], 65535, 255)
        with within(2):
            outcome = issued_round.take(book.saved())
        see_refused(outcome, Found("FILE_UNSAFE", "", "", "dòng 65536, cột 256"))
        assert outcome.findings[0].sheet == ("Phụ lục III", "Kết quả")[sheet]


def test_an_xls_that_says_it_is_large_or_has_a_blank_cell_far_away(
    issued_round: Round, clean_outcome: UnitReceipt, saved: dict[str, bytes]
) -> None:
    """Nothing stands there: the form is read."""
    blank, large = OldWorkbook(saved["clean.xls"]), OldWorkbook(saved["clean.xls"])
    blank.move(blank.cells(BLANK)[0], 65535, 255)
    large.put(large.cells(DIMENSIONS)[0].place, 0, 0, 0, 1, 0, 256)
    for book in (blank, large):
        with within(2):
            outcome = issued_round.take(book.saved())
        assert said(outcome) == ["FILE_OTHER_FORMAT"]
        assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize("kind", ["xlsx", *KINDS])
def test_a_hundred_thousand_blank_cells_with_styles(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, tmp_path: Path, kind: str
) -> None:
    """Colouring whole columns makes them."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rows = "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{letter}{row}" s="{1 + (row + place) % 7}"/>' for place, letter in enumerate(letters)
        )
        + "</row>"
        for row in range(1000, 5000)
    )
    content = with_parts(clean, {MAIN: replacing("</sheetData>", f"{rows}</sheetData>")})
    if kind != "xlsx":
        (tmp_path / "blanks.xlsx").write_bytes(content)
        content = saved_by_libreoffice([tmp_path / "blanks.xlsx"], tmp_path / kind, kind=kind)[
            0
        ].read_bytes()
    with within(2):
        outcome = issued_round.take(content)
    assert said(outcome) == ["FILE_OTHER_FORMAT"] * (kind != "xlsx")
    assert touched(outcome, clean_outcome) == set()


_NUMBER_CELL = re.compile(
    r'<table:table-cell table:style-name="\w+"([^>]* office:value-type="float" office:value="40")'
)
"""The first of these is the count of tasks done."""

PERCENTAGE = (
    '<number:percentage-style style:name="P9"><number:number/></number:percentage-style>'
    '<style:style style:name="odd" style:family="table-cell" style:data-style-name="P9"/>'
)
DATES = (
    '<number:date-style style:name="D9"><number:day/></number:date-style>'
    '<style:style style:name="parent" style:family="table-cell" style:data-style-name="D9"/>'
    '<style:style style:name="odd" style:family="table-cell" style:parent-style-name="parent"/>'
)
PLAIN = (
    '<number:number-style style:name="N99"><number:number/></number:number-style>'
    '<style:style style:name="odd" style:family="table-cell" style:data-style-name="N99"/>'
)
NOWHERE = '<style:style style:name="odd" style:family="table-cell" style:data-style-name="none"/>'
CIRCLE = '<style:style style:name="odd" style:family="table-cell" style:parent-style-name="odd"/>'


def styled_ods(content: bytes, style: str, styles: str = "") -> bytes:
    """The .ods with another style on the count of tasks done ("" for none at all), and these styles more."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        part = package.read("content.xml").decode()
    named = f' table:style-name="{style}"' if style else ""
    part, done = _NUMBER_CELL.subn(rf"<table:table-cell{named}\1", part, count=1)
    assert done == 1
    part = part.replace("</office:automatic-styles>", f"{styles}</office:automatic-styles>")
    return repacked(content, add=[("content.xml", part.encode())], drop=["content.xml"])


@pytest.mark.parametrize(
    ("style", "styles"),
    [("odd", ""), ("odd", PERCENTAGE), ("odd", DATES), ("odd", NOWHERE), ("odd", CIRCLE)],
)
def test_an_ods_whose_cell_does_not_say_how_it_shows_its_number(
    issued_round: Round, clean_outcome: UnitReceipt, saved: dict[str, bytes], style: str, styles: str
) -> None:
    """Its style is not defined, or shows something else than the number that the cell says it holds."""
    outcome = issued_round.take(styled_ods(saved["clean.ods"], style, styles))
    cell = issued_round.cell(DONE).address
    at_cell = [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell]
    assert at_cell == [("VALUE_AMBIGUOUS", "40 (không rõ định dạng ô)")]
    assert touched(outcome, clean_outcome) == {BANDS}


@pytest.mark.parametrize(("style", "styles"), [("", ""), ("Default", ""), ("odd", PLAIN)])
def test_an_ods_with_a_plain_style_stays_clean(
    issued_round: Round, clean_outcome: UnitReceipt, saved: dict[str, bytes], style: str, styles: str
) -> None:
    outcome = issued_round.take(styled_ods(saved["clean.ods"], style, styles))
    assert said(outcome) == ["FILE_OTHER_FORMAT"] and touched(outcome, clean_outcome) == set()


def test_an_ods_without_its_styles_gives_no_score(issued_round: Round, saved: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(saved["clean.ods"])) as package:
        part = package.read("content.xml").decode()
    bare = re.sub(r"<office:automatic-styles>.*</office:automatic-styles>", "", part)
    assert bare != part
    content = repacked(saved["clean.ods"], add=[("content.xml", bare.encode())], drop=["content.xml"])
    outcome = issued_round.take(content)
    assert outcome.reading is not None
    figures = [each.figures for each in outcome.reading.claims.values()]
    assert all(isinstance(value, str) for each in figures for value in each.values())
    assert said(outcome).count("VALUE_AMBIGUOUS") > 80


@pytest.mark.parametrize(
    ("repeated", "code", "found"),
    [
        (1_048_000, "FILE_UNSAFE", "dòng 1048000, cột 90"),
        (200, "FILE_TOO_LARGE", "108000 ô có dữ liệu"),
    ],
)
def test_an_ods_with_few_bytes_that_stand_for_millions_of_cells(
    issued_round: Round, saved: dict[str, bytes], repeated: int, code: str, found: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(saved["clean.ods"])) as package:
        part = package.read("content.xml").decode()
    cell = (
        '<table:table-cell table:number-columns-repeated="90" office:value-type="float" office:value="1"/>'
    )
    row = f'<table:table-row table:number-rows-repeated="{repeated}">{cell}{cell}</table:table-row>'
    swollen = part.replace("<table:table-row", row * 20 + "<table:table-row", 1)
    with within(2):
        outcome = issued_round.take(
            repacked(saved["clean.ods"], add=[("content.xml", swollen.encode())], drop=["content.xml"])
        )
    assert [(each.code, recorded(each).found) for each in outcome.findings] == [(code, found)]
    assert outcome.reading is None

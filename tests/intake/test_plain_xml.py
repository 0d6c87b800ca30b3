"""Cells and texts read by patterns are those of the tree, or the patterns hold back."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import Counter
from pathlib import Path

import ironcalc
import pytest
from lxml import etree

from cchc.returns.receipt import REJECTED
from consolidator.reading.formats import DATE, NUMBER, PERCENT, UNKNOWN
from consolidator.reading.plain.patterns import (
    NotPlain,
    check_rows,
    cut_at_cells,
    cut_at_texts,
    plain_cell,
    plain_end,
    plain_item,
    without_cells,
)
from consolidator.reading.plain.sheets import StyledCells, plain_sheet
from consolidator.reading.preflight import Refused
from consolidator.reading.raw import RawWorkbook
from consolidator.reading.styles import Styles
from consolidator.reading.trees import Stored, cells_in_tree, texts_in_tree
from consolidator.reading.ways import Way
from tests.mutations.bases import filled_form
from tests.mutations.in_xml import mutate_part
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded
from tests.support.loops import for_each
from tests.support.rounds import Round

from .leaves import BANDS
from .packages import GUIDE, MAIN, RELATIONS, STRINGS, STYLES, saved_by_openpyxl, with_parts

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def in_tree(part: bytes) -> list[Stored] | None:
    """The cells as the tree has them, None where the part is refused."""
    try:
        return list(cells_in_tree(etree.fromstring(part, etree.XMLParser(remove_comments=True))))
    except (etree.XMLSyntaxError, Refused):
        return None


def plain_cells(part: bytes) -> list[Stored] | None:
    """The cells as the patterns and the parser together tell them, None where the tree has to be walked."""
    cells = StyledCells(Styles(frozenset(), frozenset()))
    try:
        table = cut_at_cells(part)
        pieces = [cells.pieces[piece] for piece in table.pieces]
        end, last_goes_on = plain_end(table.rest)
        around = without_cells(table, (*(each.between for each in pieces), end))
        if etree.fromstring(around).find("{*}sheetData") is None:
            return None
        check_rows([*(each.goes_on for each in pieces), last_goes_on], [each.row for each in pieces])
    except (NotPlain, etree.XMLSyntaxError):
        return None
    stored = [plain_cell(piece).stored for piece in table.pieces]
    return [each for each in stored if each[3] is not None or each[4] is not None]


def plain_texts(part: bytes) -> list[str] | None:
    """The shared texts likewise."""
    try:
        pieces, around = cut_at_texts(part)
        texts = [plain_item(piece) for piece in pieces]
        root = etree.fromstring(around)
    except (NotPlain, etree.XMLSyntaxError):
        return None
    return texts if next(root.iter("{*}si"), None) is None else None


def sheet(table: str, before: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet {SPACE}>{before}{table}</worksheet>'.encode()


def held(cells: str) -> bytes:
    return sheet(f"<sheetData>{cells}</sheetData>")


@pytest.mark.libreoffice
def test_forms_by_common_programs_are_written_plainly(issued_round: Round, tmp_path: Path) -> None:
    """Else reading would be right, and slow. The last two, which no unit uses, may go by the tree."""
    form = filled_form(issued_round, 3).content
    source = tmp_path / "phieu.xlsx"
    source.write_bytes(form)
    ironcalc.load_from_xlsx(str(source)).save_to_xlsx(str(tmp_path / "ironcalc.xlsx"))
    saved = {
        "XlsxWriter": form,
        "openpyxl": saved_by_openpyxl(form),
        "LibreOffice": saved_by_libreoffice([source], tmp_path / "lo")[0].read_bytes(),
        "IronCalc": (tmp_path / "ironcalc.xlsx").read_bytes(),
    }
    for writer, content in saved.items():
        for name, part in parts_of(content).items():
            if name.startswith("xl/worksheets/sheet"):
                cells = plain_cells(part)
                held_back = cells is None and writer in ("openpyxl", "IronCalc")
                assert held_back or cells == in_tree(part), (writer, name)
            if name == STRINGS:
                assert plain_texts(part) == texts_in_tree(etree.fromstring(part)), (writer, name)


@pytest.fixture(scope="module")
def forms(issued_round: Round) -> list[dict[str, bytes]]:
    """The parts of a few filled forms."""
    return [parts_of(filled_form(issued_round, seed).content) for seed in range(3)]


def test_what_patterns_tell_of_a_mutated_part_is_in_its_tree(forms: list[dict[str, bytes]]) -> None:
    fast = for_each(range(300), lambda seed: _read_fast_of_mutated(forms, seed))
    assert sum(fast) > 200, "too few of 600 parts are read the fast way: hardly anything is compared"


def _read_fast_of_mutated(forms: list[dict[str, bytes]], seed: int) -> int:
    """How many of two mutated parts were read by patterns; each is compared with its tree."""
    chance = random.Random(seed)
    parts = forms[seed % len(forms)]
    fast = 0
    for name in (chance.choice((MAIN, MAIN, GUIDE)), STRINGS):
        part = mutate_part(parts[name], chance)
        try:
            root = etree.fromstring(part, etree.XMLParser(remove_comments=True))
        except etree.XMLSyntaxError:
            assert (plain_texts if name == STRINGS else plain_cells)(part) is None
            continue
        if name == STRINGS:
            texts = plain_texts(part)
            assert texts is None or texts == texts_in_tree(root)
            fast += texts is not None
        elif root.find("{*}sheetData") is not None:
            cells = plain_cells(part)
            assert cells is None or cells == in_tree(part)
            fast += cells is not None
    return fast


def test_a_sheet_by_its_pieces_is_that_of_its_tree(forms: list[dict[str, bytes]]) -> None:
    """The whole way to cells, with what is remembered of the forms before."""
    fast = for_each(range(400), lambda seed: _reads_sheet_fast(forms, seed))
    assert sum(fast) > 30, "too few of 400 sheets are read the fast way: hardly anything is compared"


def _reads_sheet_fast(forms: list[dict[str, bytes]], seed: int) -> bool:
    """Whether a mutated or spoilt sheet was read by patterns; then it is compared with its tree."""
    chance = random.Random(1000 + seed)
    parts = dict(forms[seed % len(forms)])
    name = chance.choice((MAIN, MAIN, GUIDE))
    parts[name] = spoilt(parts[name], chance) if seed % 2 else mutate_part(parts[name], chance)
    with zipfile.ZipFile(io.BytesIO(packed(parts))) as package:
        workbook = RawWorkbook(package)
        sheet_name = next(each for each, part in workbook.sheet_parts.items() if part == name)
        try:
            plain = plain_sheet(
                sheet_name, parts[name], name, workbook._styles, lambda: workbook.text_cells
            )
        except (NotPlain, Refused):
            return False
        assert plain == RawWorkbook(package, Way.TREE).sheet(sheet_name)
        assert list(plain.cells) == list(RawWorkbook(package, Way.TREE).sheet(sheet_name).cells)
    return True


_FORMATS = (0, 9, 14, 30, 60, 67, 75, 163, 164, 4000)


def test_a_number_is_shown_alike_by_its_pieces_and_in_its_tree(forms: list[dict[str, bytes]]) -> None:
    """Whatever its style, and whether the stylesheet is there, elsewhere, damaged or gone."""
    for_each(range(40), lambda seed: _check_shown_alike(forms, seed))


def _check_shown_alike(forms: list[dict[str, bytes]], seed: int) -> None:
    chance = random.Random(2000 + seed)
    parts = dict(forms[seed % len(forms)])

    def any_format(found: re.Match[bytes]) -> bytes:
        return b'<xf numFmtId="%d"' % chance.choice(_FORMATS)

    def any_style(found: re.Match[bytes]) -> bytes:
        return found[1] + chance.choice((b"", b' s="%d"' % chance.randrange(80), b' s="07"', b' s="9999"'))

    styles = re.sub(rb'<xf numFmtId="[0-9]+"', any_format, parts.pop(STYLES))
    parts[MAIN] = re.sub(rb'(<c r="[A-Z]+[0-9]+") s="[0-9]+"', any_style, parts[MAIN])
    lies = chance.choice(("usual", "elsewhere", "damaged", "gone"))
    if lies == "elsewhere":
        parts[RELATIONS] = parts[RELATIONS].replace(b'"styles.xml"', b'"./Looks.XML"')
    if lies != "gone":
        name = "xl/looks.xml" if lies == "elsewhere" else STYLES
        parts[name] = styles[:-20] if lies == "damaged" else styles
    with zipfile.ZipFile(io.BytesIO(packed(parts))) as package:
        workbook = RawWorkbook(package)
        sheet_name = next(each for each, part in workbook.sheet_parts.items() if part == MAIN)
        plain = plain_sheet(sheet_name, parts[MAIN], MAIN, workbook._styles, lambda: workbook.text_cells)
        assert plain == RawWorkbook(package, Way.TREE).sheet(sheet_name)
    shown = {cell.shown for cell in plain.cells.values() if cell.kind == "n"}
    assert shown >= ({NUMBER, PERCENT, DATE, UNKNOWN} if lies in ("usual", "elsewhere") else {UNKNOWN})


def packed(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


_JUNK = (b"<", b">", b"&", b'"', b" ", b"]]>", b"<c ", b"</c>", b"<v>", b"</v>", b"<si>", b"<si/>", b"&#0;", b"&#65;",
         b"&amp;", b"\x01", b"\n", b"\r", b"<row ", b"</row>", b"<f>", b' t="s"', b"\xc3", b"\xef\xbf\xbe", b"<x/>",
         b"x:", b"</sheetData>", b"<sheetData>", b"<!--", b'xmlns="a"', b"9", b"0.5", b"1e3")  # fmt: skip


def spoilt(part: bytes, chance: random.Random) -> bytes:
    """A part with a few bytes put in, over or away, or an element moved: mostly no longer well-formed."""
    content = bytearray(part)
    place, junk = chance.randrange(len(content)), chance.choice(_JUNK)
    way = chance.randrange(4)
    if way == 0:
        content[place:place] = junk
    elif way == 1:
        content[place : place + len(junk)] = junk
    elif way == 2:
        del content[place : place + chance.randrange(1, 30)]
    elif 0 <= (start := content.find(b"<", place)) < (end := content.find(b"<", start + 1)):
        moved = content[start:end]
        del content[start:end]
        there = content.find(b"<", chance.randrange(len(content)))
        content[there:there] = moved
    return bytes(content)


def test_nothing_is_told_of_a_part_that_is_not_well_formed(forms: list[dict[str, bytes]]) -> None:
    outcomes = Counter(for_each(range(400), lambda seed: _outcome_of_spoilt(forms, seed)))
    assert outcomes["malformed"] > 100 and outcomes["fast"] > 50, outcomes


def _outcome_of_spoilt(forms: list[dict[str, bytes]], seed: int) -> str:
    """Whether a spoilt part is malformed, read by patterns, or left to its tree; what is read is compared."""
    chance = random.Random(seed)
    name = chance.choice((MAIN, GUIDE, STRINGS))
    part = spoilt(forms[seed % len(forms)][name], chance)
    told = (plain_texts if name == STRINGS else plain_cells)(part)
    try:
        root = etree.fromstring(part, etree.XMLParser(remove_comments=True))
    except etree.XMLSyntaxError:
        assert told is None
        return "malformed"
    assert told is None or told == (texts_in_tree(root) if name == STRINGS else in_tree(part))
    return "left to the tree" if told is None else "fast"


PLAIN = '<row r="1"><c r="A1" s="2"/><c r="B1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        (PLAIN, [(0, 1, "n", "1", None, None)]),
        ('<row r="1"/>' + PLAIN.replace("1", "2") + '<row r="3" ht="9"/><row r="4"></row>', [(1, 1, "n", "2", None, None)]),
        ('<row r="7"><c r="AA7" t="s"><v>0</v></c></row>', [(6, 26, "s", "0", None, None)]),
        ('<row r="1"><c r="A1" t="str"><f>B1&amp;"&lt;"</f><v>a&quot;</v></c></row>', [(0, 0, "str", 'a"', 'B1&"<"', None)]),
        ('<row r="1"><c r="A1" t="str"><v>&#49;&#x41;&amp;#10;</v></c></row>', [(0, 0, "str", "1A&#10;", None, None)]),
        ('<row r="1"><c r="A1"><f t="shared" si="0"/><v>4</v></c></row>', [(0, 0, "n", "4", "", None)]),
        ('<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c></row>', [(0, 0, "inlineStr", " a ", None, None)]),
    ],
)  # fmt: skip
def test_cells_written_plainly(table: str, cells: list[Stored]) -> None:
    assert plain_cells(held(table)) == in_tree(held(table)) == cells


def test_a_part_headed_as_excel_does() -> None:
    part = held(PLAIN).replace(b"?>", b' standalone="yes"?>\r\n')
    assert plain_cells(part) == in_tree(part) == [(0, 1, "n", "1", None, None)]


@pytest.mark.parametrize(
    "part",
    [
        held(f"<!--{PLAIN}-->" + PLAIN),
        sheet(f"<sheetData>{PLAIN}</sheetData>", before="<!-- <sheetData> -->"),
        sheet(f"<x><sheetData>{PLAIN}</sheetData></x><sheetData/>"),
        held(PLAIN + '<c r="A2"><v>5</v></c>'),
        held('<c r="A1"><v>5</v></c>' + PLAIN.replace("1", "2")),
        held('<row r="2"><c r="A1"><v>5</v></c></row>'),
        held('<row><c r="A1"><v>5</v></c></row>'),
        held('<row r="1"><c><v>5</v></c></row>'),
        held('<row r="1"><row r="1"><c r="A1"><v>5</v></c></row></row>'),
        held('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>'),
        held('<row r="1"><c r="A1"><v><![CDATA[12]]></v></c></row>'),
        held('<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>'),
        held("<row r='1'><c r='A1'><v>1</v></c></row>"),
        held('<row r="1"><c r="A1"><v>1<x/>2</v></c></row>'),
        held('<row r="1">5<c r="A1"><v>1</v></c></row>'),
        held('<row r="1"><c r="A1"><v>1</v></c></row><x/>'),
        held('<row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c></row>'),
        held('<row r="1"><c r="A1" cm="1"><v>1</v></c></row>'),
        held('<row r="abc"/>' + PLAIN),
        held(f'<row r="1"><c r="A1" t="str"><v>&#{"0" * 5000}65;</v></c></row>'),
        held('<row r="1"><c r="A1" t="str"><v>&nothing;</v></c></row>'),
        held(f'<row r="1"><c r="A1" t="str"><v>{"x" * 1_000_001}</v></c></row>'),
        held(""),
        held(PLAIN).replace(b"UTF-8", b"ISO-8859-1"),
        held(PLAIN).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        held(PLAIN.replace(">1<", ">\u00e9<")).decode().replace("UTF-8", "latin-1").encode("latin-1"),
    ],
)
def test_anything_else_is_left_to_the_tree(part: bytes) -> None:
    assert plain_cells(part) is None


@pytest.mark.parametrize(
    ("items", "texts"),
    [
        ("<si><t>a</t></si><si><t/></si>", ["a", ""]),
        ("<si><r><rPr><b/></rPr><t>a</t></r><r><t xml:space=\"preserve\"> b&amp;c</t></r></si>", ["a b&c"]),
        ("<si><t>a</t><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>", ["a"]),
        ("<si><t>a</t></si>b<si><t>c</t></si>", None),
        ("<si><r><t other=\"1\">a</t></r></si>", ["a"]),
        ("<si><t>a<!--x-->b</t></si>", None),
        ("<?xmlfoo <si><t>a</t></si> ?>", None),
    ],
)  # fmt: skip
def test_shared_texts(items: str, texts: list[str] | None) -> None:
    part = f"<sst {SPACE}>{items}</sst>".encode()
    assert plain_texts(part) == texts
    if texts is not None:
        assert texts_in_tree(etree.fromstring(part)) == texts


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r'<c (r="%s"[^>]*)>(.*?)</c>', r"<row \1>\2</row>", "<row> không có chỗ trong bảng"),
        (r'(<c r="%s"[^>]*>)(.*?)(</c>)', r"\1<box>\2</box>\3", "<box> không có chỗ trong ô"),
        (r'(<c r="%s"[^>]*>.*?</c>)', r"<box>\1</box>", "<box> không có chỗ trong bảng"),
    ],
)
def test_a_cell_where_no_cell_belongs_is_not_passed_over(
    issued_round: Round, clean: bytes, old: str, new: str, said: str
) -> None:
    """What was typed there would be gone, and nobody told: programs call such a file damaged, too."""
    cell = issued_round.cell(f"{BANDS}:done").address

    def misplaced(part: bytes) -> bytes:
        text, done = re.subn(old % cell, new, part.decode(), count=1)
        assert done == 1
        return text.encode()

    outcome = issued_round.take(with_parts(clean, {MAIN: misplaced}))
    assert [(each.code, recorded(each).found) for each in outcome.findings] == [("FILE_DAMAGED", said)]
    assert outcome.verdict == REJECTED

"""Edits of a package made on purpose: what a program finds in it depends on how it looks. By kind; each edit
takes the clean form. The count of tasks done in E14 is 40; the second content says 30.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

from .packages import (
    MAIN,
    RELATIONS,
    ROOT_RELATIONS,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    repacked,
    replacing,
    with_parts,
)

Edit = Callable[[bytes], bytes]

TRUE, OTHER = "40", "30"
CELL = "E14"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_SHEETS = "http://purl.oclc.org/ooxml/spreadsheetml/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_E14 = re.compile(r'<c r="E14"([^>]*)><v>40</v></c>')


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def says_other(part: bytes) -> bytes:
    """The main sheet whose E14 says 30."""
    changed, done = _E14.subn(rf'<c r="E14"\1><v>{OTHER}</v></c>', part.decode())
    assert done == 1
    return changed.encode()


def cell(write: str) -> Edit:
    """E14 written so; {a} are its attributes."""

    def edit(part: bytes) -> bytes:
        changed, done = _E14.subn(lambda found: write.replace("{a}", found[1]), part.decode())
        assert done == 1
        return changed.encode()

    return lambda clean: with_parts(clean, {MAIN: edit})


def sheet(*pairs: tuple[str, str]) -> Edit:
    """Texts of the main sheet replaced, each in its first place."""
    return part(MAIN, *pairs)


def part(name: str, *pairs: tuple[str, str]) -> Edit:
    def edit(content: bytes) -> bytes:
        for old, new in pairs:
            content = replacing(old, new)(content)
        return content

    return lambda clean: with_parts(clean, {name: edit})


def both(*edits: Edit) -> Edit:
    def edit(clean: bytes) -> bytes:
        for each in edits:
            clean = each(clean)
        return clean

    return edit


def adding(name: str, make: Callable[[bytes], bytes]) -> Edit:
    """A part more, made from the package."""
    return lambda clean: repacked(clean, add=[(name, make(clean))])


def second_sheet(clean: bytes) -> bytes:
    """xl/worksheets/other.xml, whose E14 says 30; declared, but nothing leads there."""
    clean = repacked(clean, add=[("xl/worksheets/other.xml", says_other(part_of(clean, MAIN)))])
    return declared("xl/worksheets/other.xml", SHEET_TYPE)(clean)


def second_book(clean: bytes) -> bytes:
    """xl/other.xml, a workbook whose first sheet is the other one; not declared, and nothing leads there."""
    relations = part_of(clean, RELATIONS).replace(b"worksheets/sheet1.xml", b"worksheets/other.xml")
    add = [("xl/other.xml", part_of(clean, WORKBOOK)), ("xl/_rels/other.xml.rels", relations)]
    return repacked(second_sheet(clean), add=add)


def declared(name: str, kind: str) -> Edit:
    return part(TYPES, ("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'))


def relation(source: str, number: str, kind: str, target: str, more: str = "") -> Edit:
    """A relationship more, at the end."""
    node = f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{more}/>'
    return part(source, ("</Relationships>", f"{node}</Relationships>"))


def first_relation(source: str, number: str, kind: str, target: str) -> Edit:
    """A relationship more, at the beginning."""
    node = f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'
    return part(source, ("<Relationship ", f"{node}<Relationship "))


def target(old: str, new: str, source: str = RELATIONS) -> Edit:
    return part(source, (f'Target="{old}"', f'Target="{new}"'))


S1 = "worksheets/sheet1.xml"
OTHER_SHEET = "worksheets/other.xml"
BOOK = "xl/workbook.xml"
S1_NODE = '<sheet name="Phụ lục III" sheetId="1" r:id="rId1"/>'

RELATIONS_EDITED: dict[str, Edit] = {
    "the root leads to another workbook": both(
        second_book, declared("xl/other.xml", BOOK_TYPE), target(BOOK, "xl/other.xml", ROOT_RELATIONS)
    ),
    "the root leads to another workbook, not declared": both(
        second_book, target(BOOK, "xl/other.xml", ROOT_RELATIONS)
    ),
    "the root leads to another workbook, the first not declared": both(
        second_book,
        part(TYPES, ("/xl/workbook.xml", "/xl/other.xml")),
        target(BOOK, "xl/other.xml", ROOT_RELATIONS),
    ),
    "two workbooks by the root": both(
        second_book, first_relation(ROOT_RELATIONS, "a", f"{OFFICE}/officeDocument", "xl/other.xml")
    ),
    "two workbooks, the second strict": both(
        second_book, relation(ROOT_RELATIONS, "a", f"{STRICT}/officeDocument", "xl/other.xml")
    ),
    "the workbook's own type unknown": part(
        ROOT_RELATIONS, (f"{OFFICE}/officeDocument", "urn:x/officeDocument")
    ),
    "one Id twice in the root": both(
        second_book, first_relation(ROOT_RELATIONS, "rId1", f"{OFFICE}/officeDocument", "xl/other.xml")
    ),
    "one Id twice": both(second_sheet, relation(RELATIONS, "rId1", f"{OFFICE}/worksheet", OTHER_SHEET)),
    "one Id twice, first": both(
        second_sheet, first_relation(RELATIONS, "rId1", f"{OFFICE}/worksheet", OTHER_SHEET)
    ),
    "one Id twice, the same": relation(RELATIONS, "rId1", f"{OFFICE}/worksheet", S1),
    "Ids alike but for case": both(
        second_sheet, relation(RELATIONS, "RID1", f"{OFFICE}/worksheet", OTHER_SHEET)
    ),
    "a relationship of another namespace": both(
        second_sheet,
        part(RELATIONS, ("<Relationship ", f'<x:Relationship xmlns:x="urn:x" Id="rId1" Type="{OFFICE}/worksheet" Target="{OTHER_SHEET}"/><Relationship ')),
    ),
    "relationships in a choice": both(
        second_sheet,
        part(RELATIONS, ("<Relationship ", f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="x"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{OTHER_SHEET}"/></mc:Choice></mc:AlternateContent><Relationship ')),
    ),
    "relationships in no namespace": part(
        RELATIONS, (' xmlns="http://schemas.openxmlformats.org/package/2006/relationships"', "")
    ),
    "xml:base on all": part(RELATIONS, ("<Relationships ", '<Relationships xml:base="/other/" ')),
    "xml:base on one": part(RELATIONS, ('<Relationship Id="rId1"', '<Relationship xml:base="/o/" Id="rId1"')),
    "the sheet by a type of another space": part(
        RELATIONS, (f'Id="rId1" Type="{OFFICE}/worksheet"', 'Id="rId1" Type="urn:x/worksheet"')
    ),
    "the sheet by Microsoft's space": part(
        RELATIONS,
        (f'Id="rId1" Type="{OFFICE}/worksheet"', 'Id="rId1" Type="http://schemas.microsoft.com/office/2006/relationships/worksheet"'),
    ),
    "the sheet outside": target(S1, f'{S1}" TargetMode="External'),
    "the sheet outside, misspelt": target(S1, f'{S1}" TargetMode="external'),
    "the sheet inside, said": target(S1, f'{S1}" TargetMode="Internal'),
    "a target with a fragment": target(S1, f"{S1}#E14"),
    "a target with a query": target(S1, f"{S1}?x"),
    "a target with two slashes": target(S1, "worksheets//sheet1.xml"),
    "a target beyond the root": target(S1, "../../../xl/worksheets/sheet1.xml"),
    "a target with backslashes": target(S1, "worksheets\\sheet1.xml"),
    "an escaped target": target(S1, "worksheets/sheet%31.xml"),
    "an escaped slash": target(S1, "worksheets%2Fsheet1.xml"),
    "a target in another case": target(S1, "Worksheets/SHEET1.xml"),
    "an absolute target": target(S1, "/xl/worksheets/sheet1.xml"),
    "a dotted target": target(S1, "./worksheets/../worksheets/./sheet1.xml"),
    "an empty target": target(S1, ""),
    "a target with blanks around": target(S1, f" {S1} "),
    "relationships of the workbook by a strict type": part(
        RELATIONS, (f'Id="rId1" Type="{OFFICE}/worksheet"', f'Id="rId1" Type="{STRICT}/worksheet"')
    ),
    "the strings twice": both(
        adding("xl/other.xml", lambda clean: part_of(clean, STRINGS).replace(b"<t>", b"<t>x")),
        declared("xl/other.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"),
        relation(RELATIONS, "a", f"{OFFICE}/sharedStrings", "other.xml"),
    ),
    "the strings by another type first": both(
        adding("xl/other.xml", lambda clean: part_of(clean, STRINGS).replace(b"<t>", b"<t>x")),
        first_relation(RELATIONS, "a", "urn:x/sharedStrings", "other.xml"),
    ),
    "the strings only by another type": part(
        RELATIONS, (f"{OFFICE}/sharedStrings", "urn:x/sharedStrings")
    ),
    "the strings by the sheet": both(
        part(RELATIONS, (f"{OFFICE}/sharedStrings", f"{OFFICE}/theme")),
        adding("xl/worksheets/_rels/sheet1.xml.rels", lambda clean: f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{OFFICE}/sharedStrings" Target="../sharedStrings.xml"/></Relationships>'.encode()),
    ),
    "the styles by another type": part(RELATIONS, (f"{OFFICE}/styles", "urn:x/styles")),
}  # fmt: skip

TYPES_EDITED: dict[str, Edit] = {
    "no content types": lambda clean: repacked(clean, drop=[TYPES]),
    "content types empty": lambda clean: with_parts(clean, {TYPES: lambda part: b""}),
    "content types in another case": lambda clean: repacked(
        clean, add=[("[CONTENT_TYPES].XML", part_of(clean, TYPES))], drop=[TYPES]
    ),
    "another part declared the workbook": both(
        second_book, part(TYPES, ("/xl/workbook.xml", "/xl/other.xml"))
    ),
    "another part declared a workbook too": both(second_book, declared("xl/other.xml", BOOK_TYPE)),
    "the workbook declared a document": part(
        TYPES, (BOOK_TYPE, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
    ),
    "the workbook not declared": part(TYPES, ('PartName="/xl/workbook.xml"', 'PartName="/xl/none.xml"')),
    "the workbook declared twice": declared("XL/Workbook.xml", "application/xml"),
    "the workbook a template": part(TYPES, ("sheet.main+xml", "template.main+xml")),
    "every .xml is a workbook": both(
        part(TYPES, ('Extension="xml" ContentType="application/xml"', f'Extension="xml" ContentType="{BOOK_TYPE}"')),
        part(TYPES, (f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK_TYPE}"/>', "")),
    ),
    "the sheet declared a chart": part(TYPES, (f'sheet1.xml" ContentType="{SHEET_TYPE}', 'sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml')),
    "types of another namespace": part(TYPES, ("<Override ", f'<x:Override xmlns:x="urn:x" PartName="/xl/other.xml" ContentType="{BOOK_TYPE}"/><Override ')),
}  # fmt: skip

BOOK_EDITED: dict[str, Edit] = {
    "two sheets of one name": both(
        second_sheet,
        relation(RELATIONS, "a", f"{OFFICE}/worksheet", OTHER_SHEET),
        part(WORKBOOK, (S1_NODE, f'<sheet name="Phụ lục III" sheetId="9" r:id="a"/>{S1_NODE}')),
    ),
    "two sheets of one name but for case": both(
        second_sheet,
        relation(RELATIONS, "a", f"{OFFICE}/worksheet", OTHER_SHEET),
        part(WORKBOOK, (S1_NODE, f'<sheet name="PHỤ LỤC iii" sheetId="9" r:id="a"/>{S1_NODE}')),
    ),
    "two sheets of one part": part(
        WORKBOOK, (S1_NODE, f'{S1_NODE}<sheet name="Trang" sheetId="9" r:id="rId1"/>')
    ),
    "two sheets of one part by two relationships": both(
        relation(RELATIONS, "a", f"{OFFICE}/worksheet", S1),
        part(WORKBOOK, (S1_NODE, f'{S1_NODE}<sheet name="Trang" sheetId="9" r:id="a"/>')),
    ),
    "a sheet without a relationship": part(
        WORKBOOK, (S1_NODE, f'{S1_NODE}<sheet name="Trang" sheetId="9" r:id="none"/>')
    ),
    "a sheet by two relationships": both(
        second_sheet,
        relation(RELATIONS, "a", f"{OFFICE}/worksheet", OTHER_SHEET),
        part(WORKBOOK, (S1_NODE, S1_NODE.replace("r:id", f'xmlns:s="{STRICT}" s:id="a" r:id'))),
    ),
    "a sheet of another namespace": both(
        second_sheet,
        relation(RELATIONS, "a", f"{OFFICE}/worksheet", OTHER_SHEET),
        part(WORKBOOK, (S1_NODE, f'<x:sheet xmlns:x="urn:x" name="Phụ lục III" sheetId="9" r:id="a"/>{S1_NODE}')),
    ),
    "sheets in a choice": both(
        second_sheet,
        relation(RELATIONS, "a", f"{OFFICE}/worksheet", OTHER_SHEET),
        part(WORKBOOK, (S1_NODE, f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="x14"><sheet name="Phụ lục III" sheetId="9" r:id="a"/></mc:Choice><mc:Fallback>{S1_NODE}</mc:Fallback></mc:AlternateContent>')),
    ),
    "all sheets in a choice": both(
        second_sheet,
        relation(RELATIONS, "a", f"{OFFICE}/worksheet", OTHER_SHEET),
        part(WORKBOOK, ("<sheets>", f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="x14"><sheets><sheet name="Phụ lục III" sheetId="9" r:id="a"/></sheets></mc:Choice></mc:AlternateContent><sheets>')),
    ),
    "two lists of sheets": both(
        second_sheet,
        relation(RELATIONS, "a", f"{OFFICE}/worksheet", OTHER_SHEET),
        part(WORKBOOK, ("<sheets>", '<sheets><sheet name="Phụ lục III" sheetId="9" r:id="a"/></sheets><sheets>')),
    ),
    "the workbook in another namespace": part(WORKBOOK, (SHEETS, "urn:x")),
    "a sheet with a chart's relationship": part(
        RELATIONS, (f'Id="rId1" Type="{OFFICE}/worksheet"', f'Id="rId1" Type="{OFFICE}/theme"')
    ),
    "an absolute path in a choice, as Excel writes it": part(
        WORKBOOK, ("<bookViews>", f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="x15" xmlns:x15="urn:x15"><x15a:absPath xmlns:x15a="urn:p" url="C:\\a\\"/></mc:Choice></mc:AlternateContent><bookViews>')
    ),
}  # fmt: skip

X = 'xmlns:x="urn:x"'
IGNORED = f'xmlns:x="urn:x" xmlns:mc="{COMPATIBLE}" mc:Ignorable="x"'
CHOICE = f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="x14">'
FALLBACK = "</mc:Choice><mc:Fallback>"
END = "</mc:Fallback></mc:AlternateContent>"
A40, A30 = '<c r="E14"{a}><v>40</v></c>', '<c r="E14"{a}><v>30</v></c>'

CELLS_EDITED: dict[str, Edit] = {
    "a cell of another namespace instead": cell(f'<x:c {X} r="E14"{{a}}><x:v>30</x:v></x:c>'),
    "a cell of another namespace before": cell(f'<x:c {X} r="E14"{{a}}><x:v>30</x:v></x:c>{A40}'),
    "a cell that is skipped": both(
        sheet(("<worksheet ", f"<worksheet {IGNORED} ")), cell('<x:c r="E14"{a}><x:v>30</x:v></x:c>')
    ),
    "a cell with a default namespace": cell('<c xmlns="urn:x" r="E14"{a}><v>30</v></c>'),
    "a cell with a default namespace, skipped": both(
        sheet(("<worksheet ", f"<worksheet {IGNORED} ")), cell('<c xmlns="urn:x" r="E14"{a}><v>30</v></c>')
    ),
    "a cell of the strict namespace": cell(f'<c xmlns="{STRICT_SHEETS}" r="E14"{{a}}><v>30</v></c>'),
    "a cell by a prefix of its own namespace": cell(f'<y:c xmlns:y="{SHEETS}" r="E14"{{a}}><y:v>30</y:v></y:c>'),
    "a value of another namespace instead": cell(f'<c r="E14"{{a}}><x:v {X}>30</x:v></c>'),
    "a value of another namespace before": cell(f'<c r="E14"{{a}}><x:v {X}>30</x:v><v>40</v></c>'),
    "a value of another namespace behind": cell(f'<c r="E14"{{a}}><v>40</v><x:v {X}>30</x:v></c>'),
    "a value with a default namespace": cell('<c r="E14"{a}><v xmlns="urn:x">30</v></c>'),
    "a choice of values": cell(f'<c r="E14"{{a}}>{CHOICE}<v>30</v>{FALLBACK}<v>40</v>{END}</c>'),
    "a choice of cells": cell(f"{CHOICE}{A30}{FALLBACK}{A40}{END}"),
    "a choice of rows": sheet(('<row r="14"', f'{CHOICE}<row r="14"><c r="E14"><v>30</v></c></row>{FALLBACK}{END}<row r="14"')),
    "a choice of tables": sheet(("<sheetData>", f'{CHOICE}<sheetData><row r="14"><c r="E14"><v>30</v></c></row></sheetData>{FALLBACK}{END}<sheetData>')),
    "two tables": sheet(("<sheetData>", '<sheetData><row r="14"><c r="E14"><v>30</v></c></row></sheetData><sheetData>')),
    "two tables, the second behind": sheet(("</sheetData>", '</sheetData><sheetData><row r="14"><c r="E14"><v>30</v></c></row></sheetData>')),
    "a table of another namespace": sheet(("<sheetData>", f'<x:sheetData {X}><row r="14"><c r="E14"><v>30</v></c></row></x:sheetData><sheetData>')),
    "a row of another namespace": sheet(('<row r="14"', f'<x:row {X} r="14"><c r="E14"><v>30</v></c></x:row><row r="14"')),
    "the row with a default namespace": sheet(('<row r="14"', '<row xmlns="urn:x" r="14"')),
    "an empty row with a default namespace": sheet(('<row r="14"', '<row xmlns="urn:x" r="13" /><row r="14"')),
    "the sheet in another namespace": sheet((SHEETS, "urn:x")),
    "the sheet in no namespace": sheet((f' xmlns="{SHEETS}"', "")),
    "the sheet in the strict namespace": sheet((SHEETS, STRICT_SHEETS)),
    "the sheet is a chart": sheet(("<worksheet ", "<chartsheet "), ("</worksheet>", "</chartsheet>")),
    "a formula with a default namespace": cell('<c r="E14"{a}><f xmlns="urn:x">1</f><v>30</v></c>'),
    "two formulas": cell('<c r="E14"{a}><f>30</f><f>40</f><v>40</v></c>'),
    "an address of another namespace": cell(f'<c {X} x:r="E14" r="E14" x:t="s"{{a}}><v>40</v></c>'),
    "an inline text and a value": cell('<c r="E14"{a} t="inlineStr"><is><t>30</t></is><v>40</v></c>'),
    "a value and an inline text": cell('<c r="E14"{a} t="inlineStr"><v>40</v><is><t>30</t></is></c>'),
    "an inline text though a number": cell('<c r="E14"{a}><is><t>30</t></is></c>'),
    "a value though an inline text": cell('<c r="E14"{a} t="inlineStr"><v>30</v></c>'),
    "an inline text of another namespace": cell(f'<c r="E14"{{a}} t="inlineStr"><is><t>4</t><x:t {X}>0</x:t></is></c>'),
    "an inline text with a choice": cell(f'<c r="E14"{{a}} t="inlineStr"><is>{CHOICE}<t>30</t>{FALLBACK}<t>40</t>{END}</is></c>'),
    "a cell twice": cell(f"{A30}{A40}"),
    "a cell twice, in two rows": sheet(("</sheetData>", '<row r="14"><c r="E14"><v>30</v></c></row></sheetData>')),
    "a row out of order": sheet(("<sheetData>", '<sheetData><row r="14"><c r="E14"><v>30</v></c></row>')),
    "a cell of another row": cell(f'<c r="E15"{{a}}><v>30</v></c>{A40}'),
    "a cell without an address": cell('<c{a}><v>40</v></c>'),
    "a value as references": cell('<c r="E14"{a}><v>&#52;&#x30;</v></c>'),
    "a value as CDATA": cell('<c r="E14"{a}><v><![CDATA[40]]></v></c>'),
    "a comment in a value": cell('<c r="E14"{a}><v>4<!-- 3 -->0</v></c>'),
    "an instruction in a value": cell('<c r="E14"{a}><v>4<?x 3?>0</v></c>'),
    "an extension in a cell": cell('<c r="E14"{a}><v>40</v><extLst><ext><v>30</v></ext></extLst></c>'),
    "a value in another value": cell('<c r="E14"{a}><v>3<v>40</v>0</v></c>'),
    "an unknown type of cell": cell('<c r="E14"{a} t="x"><v>40</v></c>'),
    "an unknown element in a cell": cell('<c r="E14"{a}><v>40</v><w>30</w></c>'),
}  # fmt: skip


def shared(item: str) -> Edit:
    """E14 shows a shared text more, the last, written so."""

    def edit(clean: bytes) -> bytes:
        count = part_of(clean, STRINGS).count(b"<si>")
        clean = part(STRINGS, ("</sst>", f"{item}</sst>"))(clean)
        return cell(f'<c r="E14"{{a}} t="s"><v>{count}</v></c>')(clean)

    return edit


STRINGS_EDITED: dict[str, Edit] = {
    "a text of another namespace in an item": shared(f"<si><t>40</t><x:t {X}>0</x:t></si>"),
    "a text with a default namespace in an item": shared('<si><t>40</t><t xmlns="urn:x">0</t></si>'),
    "an item of another namespace": shared(f"<x:si {X}><t>30</t></x:si><si><t>40</t></si>"),
    "an item with a default namespace": shared('<si xmlns="urn:x"><t>30</t></si><si><t>40</t></si>'),
    "an item in a choice": shared(f"{CHOICE}<si><t>30</t></si>{FALLBACK}{END}<si><t>40</t></si>"),
    "an item in an item": shared("<si><t>40</t><si><t>30</t></si></si>"),
    "an item with an extension": shared("<si><t>40</t><extLst><t>0</t></extLst></si>"),
    "the texts in another namespace": part(STRINGS, (SHEETS, "urn:x")),
    "the texts in no namespace": part(STRINGS, (f' xmlns="{SHEETS}"', "")),
    "a skipped item": both(
        part(STRINGS, ("<sst ", f"<sst {IGNORED} ")), shared("<x:si><t>30</t></x:si><si><t>40</t></si>")
    ),
}


def encoded(name: str, code: str, said: str | None = None) -> Edit:
    """A part in another encoding, declared so."""

    def edit(content: bytes) -> bytes:
        text = content.decode()
        text = re.sub(r'encoding="UTF-8"', f'encoding="{said or code}"', text)
        return text.encode(code, "xmlcharrefreplace")

    return lambda clean: with_parts(clean, {name: edit})


ENCODED: dict[str, Edit] = {
    **{f"{name} in UTF-16": encoded(name, "utf-16") for name in (MAIN, STRINGS, STYLES, WORKBOOK, RELATIONS, ROOT_RELATIONS, TYPES)},
    "all in UTF-16": both(*(encoded(name, "utf-16") for name in (MAIN, STRINGS, STYLES, WORKBOOK, RELATIONS))),
    "UTF-16 without a mark": encoded(MAIN, "utf-16-be", "UTF-16"),
    "UTF-16 that says UTF-8": encoded(MAIN, "utf-16", "UTF-8"),
    "UTF-8 that says UTF-16": encoded(MAIN, "utf-8", "UTF-16"),
    "UTF-8 with a mark": lambda clean: with_parts(clean, {MAIN: lambda part: b"\xef\xbb\xbf" + part}),
    "Latin-1": encoded(STRINGS, "iso-8859-1"),
    "UTF-32": encoded(MAIN, "utf-32"),
    "EBCDIC": encoded(MAIN, "cp037"),
    "UTF-7": encoded(MAIN, "utf-7"),
    "windows-1258": encoded(MAIN, "cp1258", "windows-1258"),
}  # fmt: skip


def _entry(clean: bytes, name: str) -> zipfile.ZipInfo:
    return zipfile.ZipFile(io.BytesIO(clean)).getinfo(name)


def local(name: str, at: int, form: str, value: int) -> Edit:
    """A field of an entry's own header changed, not that of the directory."""

    def edit(clean: bytes) -> bytes:
        changed = bytearray(clean)
        struct.pack_into(form, changed, _entry(clean, name).header_offset + at, value)
        return bytes(changed)

    return edit


def local_name(clean: bytes) -> bytes:
    place = _entry(clean, MAIN).header_offset + 30
    assert clean[place : place + len(MAIN)] == MAIN.encode()
    return clean[:place] + MAIN.replace("sheet1", "sheet9").encode() + clean[place + len(MAIN) :]


def other_zip(clean: bytes) -> bytes:
    return with_parts(clean, {MAIN: says_other})


def hidden_entry(clean: bytes) -> bytes:
    """An entry that the directory does not list, between the last one and the directory."""
    with zipfile.ZipFile(io.BytesIO(other_zip(clean))) as package:
        entry = package.getinfo(MAIN)
        size = 30 + len(MAIN) + entry.compress_size
    raw = other_zip(clean)[entry.header_offset : entry.header_offset + size]
    end = clean.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", clean, end + 16)[0]
    moved = bytearray(clean[:start] + raw + clean[start:])
    struct.pack_into("<I", moved, end + len(raw) + 16, start + len(raw))
    return bytes(moved)


def zero_in_name(clean: bytes) -> bytes:
    """The part's name ends with a zero byte and other letters, at which some programs end it."""
    held = repacked(clean, add=[(f"{MAIN}QQQ", says_other(part_of(clean, MAIN)))], drop=[MAIN])
    return held.replace(f"{MAIN}QQQ".encode(), f"{MAIN}\0QQ".encode())


def unicode_name(clean: bytes) -> bytes:
    """An entry with a second name in an extra field."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(clean)) as source, zipfile.ZipFile(result, "w") as package:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)
            if name == "xl/theme/theme1.xml":
                second = MAIN.encode()
                entry.extra = struct.pack("<HHBL", 0x7075, 5 + len(second), 1, 0) + second
            package.writestr(entry, source.read(name))
    return result.getvalue()


ARCHIVE_EDITED: dict[str, Edit] = {
    "an entry twice": adding(MAIN, lambda clean: says_other(part_of(clean, MAIN))),
    "an entry twice but for case": adding(
        MAIN.upper(), lambda clean: says_other(part_of(clean, MAIN))
    ),
    "an entry twice but for escapes": adding(
        "xl/worksheets/sheet%31.xml", lambda clean: says_other(part_of(clean, MAIN))
    ),
    "an entry twice but for a slash": adding(f"/{MAIN}", lambda clean: says_other(part_of(clean, MAIN))),
    "an entry twice but for backslashes": adding(
        MAIN.replace("/", "\\"), lambda clean: says_other(part_of(clean, MAIN))
    ),
    "another name in front of the data": local_name,
    "another method in front of the data": local(MAIN, 8, "<H", 0),
    "another checksum in front of the data": local(MAIN, 14, "<I", 1),
    "another size in front of the data": local(MAIN, 22, "<I", 5),
    "another packed size in front of the data": local(MAIN, 18, "<I", 5),
    "a zip file in front": lambda clean: other_zip(clean) + clean,
    "a zip file behind": lambda clean: clean + other_zip(clean),
    "a zip file in the comment": lambda clean: clean[:-2] + struct.pack("<H", len(other_zip(clean))) + other_zip(clean) if len(other_zip(clean)) < 65536 else clean + other_zip(clean),
    "junk in front": lambda clean: b"PKxx" + clean,
    "an end of the directory behind": lambda clean: clean + clean[clean.rindex(b"PK\x05\x06") :],
    "an entry that is not listed": hidden_entry,
    "a zero byte in a name": zero_in_name,
    "a second name of an entry": unicode_name,
    "line ends behind": lambda clean: clean + b"\r\n",
    "an empty folder entry": adding("xl/worksheets/", lambda clean: b""),
}  # fmt: skip

XLSX_EDITS: dict[str, Edit] = {
    f"{kind}: {name}": edit
    for kind, edits in {
        "relationships": RELATIONS_EDITED,
        "types": TYPES_EDITED,
        "workbook": BOOK_EDITED,
        "cells": CELLS_EDITED,
        "texts": STRINGS_EDITED,
        "encodings": ENCODED,
        "archive": ARCHIVE_EDITED,
    }.items()
    for name, edit in edits.items()
}

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
_ODS_CELL = re.compile(
    r'<table:table-cell(?P<a>[^>]*?) office:value-type="float" office:value="40" calcext:value-type="float">'
    r"<text:p>40</text:p></table:table-cell>"
)
"""The first of these is E14."""
FORTY = 'office:value-type="float" office:value="40"'
THIRTY = 'office:value-type="float" office:value="30"'
ODS_ROW = f"<table:table-row>{'<table:table-cell/>' * 4}<table:table-cell {THIRTY}/></table:table-row>"
ODS_CELL = "<table:table-cell{a} " + FORTY + "><text:p>40</text:p></table:table-cell>"
TABLE = '<table:table table:name="Phụ lục III" '


def content(change: Callable[[str], str]) -> Edit:
    """content.xml changed; it must change."""

    def edit(clean: bytes) -> bytes:
        text = part_of(clean, CONTENT).decode()
        changed = change(text)
        assert changed != text
        return repacked(clean, add=[(CONTENT, changed.encode())], drop=[CONTENT])

    return edit


def ods_cell(write: str) -> Edit:
    """E14 written so; {a} are its attributes."""
    return content(
        lambda text: _ODS_CELL.sub(lambda found: write.replace("{a}", found["a"]), text, count=1)
    )


def ods_other(text: str) -> str:
    """The text of content.xml whose E14 says 30."""
    return _ODS_CELL.sub(lambda found: f"<table:table-cell{found['a']} {THIRTY}/>", text, count=1)


def in_ods(old: str, new: str) -> Edit:
    return content(lambda text: text.replace(old, new, 1))


def manifest(old: str, new: str) -> Edit:
    def edit(clean: bytes) -> bytes:
        changed = replacing(old, new)(part_of(clean, MANIFEST))
        return repacked(clean, add=[(MANIFEST, changed)], drop=[MANIFEST])

    return edit


def first_row(inner: str) -> Edit:
    """Something in front of the first row of the main sheet."""
    return in_ods("<table:table-row ", f"{inner}<table:table-row ")


def _row_of_cell(wrap: str) -> Edit:
    """The row of E14 written otherwise; {row} is that row."""

    def change(text: str) -> str:
        found = _ODS_CELL.search(text)
        assert found is not None
        start, end = (
            text.rindex("<table:table-row", 0, found.start()),
            text.index("</table:table-row>", found.end()),
        )
        end += len("</table:table-row>")
        return text[:start] + wrap.replace("{row}", text[start:end]) + text[end:]

    return content(change)


def _other_table(text: str) -> str:
    text = ods_other(text)
    start = text.index(TABLE)
    return text[start : text.index("</table:table>", start) + len("</table:table>")]


ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"

ODS_EDITS: dict[str, Edit] = {
    "two tables of one name": content(
        lambda text: text.replace(TABLE, _other_table(text) + TABLE, 1)
    ),
    "two tables of one name, the second behind": content(
        lambda text: text.replace("<table:named-expressions>", _other_table(text) + "<table:named-expressions>", 1)
    ),
    "two tables alike but for case": content(
        lambda text: text.replace(TABLE, _other_table(text).replace("Phụ lục III", "PHỤ LỤC III", 1) + TABLE, 1)
    ),
    "two bodies": content(
        lambda text: text.replace("<office:body>", "<office:body><office:spreadsheet>" + _other_table(text) + "</office:spreadsheet></office:body><office:body>", 1)
    ),
    "two spreadsheets": content(
        lambda text: text.replace("<office:spreadsheet>", "<office:spreadsheet>" + _other_table(text) + "</office:spreadsheet><office:spreadsheet>", 1)
    ),
    "the body of a text": content(lambda text: text.replace("office:spreadsheet>", "office:text>")),
    "a table of another namespace": content(
        lambda text: text.replace(TABLE, '<x:table xmlns:x="urn:x" table:name="Phụ lục III"></x:table>' + TABLE, 1)
    ),
    "a table in a shape": content(
        lambda text: text.replace(
            "<table:table-column ", f'<table:shapes><draw:frame><table:table table:name="Phụ lục III">{ODS_ROW * 20}</table:table></draw:frame></table:shapes><table:table-column ', 1)
    ),
    "a table in a cell": ods_cell(f"<table:table-cell{{a}} {FORTY}><table:table>{ODS_ROW * 3}</table:table></table:table-cell>"),
    "a table in the first cell": content(
        lambda text: re.sub(r"(<table:table-cell[^>]*[^/]>)", rf'\1<table:table table:name="x">{ODS_ROW * 3}</table:table>', text, count=1)
    ),
    "a table in a table": first_row(f'<table:table table:name="x">{ODS_ROW * 3}</table:table>'),
    "rows deleted with tracking": in_ods(
        "<office:spreadsheet>", f'<office:spreadsheet><table:tracked-changes><table:deletion table:id="c1" table:type="row" table:position="3"><office:change-info/><table:deletions><table:cell-content-deletion><table:change-track-table-cell {THIRTY}/></table:cell-content-deletion></table:deletions></table:deletion></table:tracked-changes>'
    ),
    "a changed cell with tracking": in_ods(
        "<office:spreadsheet>", f'<office:spreadsheet><table:tracked-changes><table:cell-content-change table:id="c1"><table:cell-address table:column="4" table:row="13" table:table="0"/><office:change-info/><table:previous><table:change-track-table-cell {THIRTY}/></table:previous></table:cell-content-change></table:tracked-changes>'
    ),
    "the row in a group": _row_of_cell("<table:table-row-group>{row}</table:table-row-group>"),
    "the row among header rows": _row_of_cell("<table:table-header-rows>{row}</table:table-header-rows>"),
    "the row among rows": _row_of_cell("<table:table-rows>{row}</table:table-rows>"),
    "the row in another namespace": _row_of_cell('<x:wrap xmlns:x="urn:x">{row}</x:wrap>'),
    "the row in a remark of the table": _row_of_cell("<table:desc>{row}</table:desc>"),
    "a row of another namespace": first_row(f'<x:table-row xmlns:x="urn:x">{ODS_ROW}</x:table-row>'),
    "a cell of another namespace": ods_cell(f'<x:table-cell xmlns:x="urn:x" {THIRTY}/>{ODS_CELL}'),
    "the cell in another namespace": ods_cell(f'<x:w xmlns:x="urn:x">{ODS_CELL}</x:w>'),
    "a value of another namespace": ods_cell('<table:table-cell{a} xmlns:x="urn:x" x:value-type="float" x:value="30"/>'),
    "a covered cell": ods_cell(f"<table:covered-table-cell{{a}} {FORTY}/>"),
    "a text that says otherwise": ods_cell(f"<table:table-cell{{a}} {FORTY}><text:p>30</text:p></table:table-cell>"),
    "a value without a type": ods_cell('<table:table-cell{a} office:value="40"><text:p>30</text:p></table:table-cell>'),
    "a text value that says otherwise": ods_cell('<table:table-cell{a} office:value-type="string" office:string-value="40"><text:p>30</text:p></table:table-cell>'),
    "two types": ods_cell('<table:table-cell{a} office:value-type="float" office:value="40" calcext:value-type="string"><text:p>30</text:p></table:table-cell>'),
    "another type": ods_cell('<table:table-cell{a} office:value-type="x" office:value="40"><text:p>30</text:p></table:table-cell>'),
    "an odd number": ods_cell('<table:table-cell{a} office:value-type="float" office:value="4 0"/>'),
    "a boolean": ods_cell('<table:table-cell{a} office:value-type="boolean" office:boolean-value="40"/>'),
    "a heading for a text": ods_cell('<table:table-cell{a} office:value-type="string"><text:h>30</text:h><text:p>40</text:p></table:table-cell>'),
    "a list in a text": ods_cell('<table:table-cell{a} office:value-type="string"><text:list><text:list-item><text:p>3</text:p></text:list-item></text:list><text:p>40</text:p></table:table-cell>'),
    "a foreign span in a text": ods_cell('<table:table-cell{a} office:value-type="string"><text:p>4<x:s xmlns:x="urn:x">9</x:s>0</text:p></table:table-cell>'),
    "deleted text in a text": ods_cell('<table:table-cell{a} office:value-type="string"><text:p>40<text:note><text:note-body><text:p>0</text:p></text:note-body></text:note></text:p></table:table-cell>'),
    "no repetition": ods_cell(ODS_CELL.replace("{a}", '{a} table:number-columns-repeated="0"')),
    "a repetition below nothing": ods_cell(ODS_CELL.replace("{a}", '{a} table:number-columns-repeated="-1"')),
    "a repetition with a sign": ods_cell(ODS_CELL.replace("{a}", '{a} table:number-columns-repeated="+1"')),
    "a repetition of two": ods_cell(ODS_CELL.replace("{a}", '{a} table:number-columns-repeated="2"')),
    "no rows": _row_of_cell('<table:table-row table:number-rows-repeated="0"><table:table-cell/></table:table-row>{row}'),
    "a row repeated by a half": _row_of_cell('<table:table-row table:number-rows-repeated="1.5"><table:table-cell/></table:table-row>{row}'),
    "the manifest says a text": manifest(ODS_KIND, "application/vnd.oasis.opendocument.text"),
    "the manifest says nothing": manifest(f'manifest:media-type="{ODS_KIND}"', 'manifest:media-type=""'),
    "the manifest without content.xml": manifest('manifest:full-path="content.xml"', 'manifest:full-path="other.xml"'),
    "the manifest says it twice": manifest(
        "</manifest:manifest>", '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>'),
    "no manifest": lambda clean: repacked(clean, drop=[MANIFEST]),
    "no mimetype": lambda clean: repacked(clean, drop=["mimetype"]),
    "the mimetype says a text": lambda clean: repacked(
        clean, add=[("mimetype", b"application/vnd.oasis.opendocument.text")], drop=["mimetype"]
    ),
    "a second content.xml": adding("Content.xml", lambda clean: ods_other(part_of(clean, CONTENT).decode()).encode()),
    "a content.xml twice": adding(CONTENT, lambda clean: ods_other(part_of(clean, CONTENT).decode()).encode()),
    "an embedded workbook": both(
        adding("Object 9/content.xml", lambda clean: ods_other(part_of(clean, CONTENT).decode()).encode()),
        manifest("</manifest:manifest>", f'<manifest:file-entry manifest:full-path="Object 9/content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="Object 9/" manifest:media-type="{ODS_KIND}"/></manifest:manifest>'),
    ),
    "an Excel workbook too": adding(TYPES, lambda clean: b"<Types/>"),
    "content.xml in UTF-16": lambda clean: repacked(
        clean, add=[(CONTENT, part_of(clean, CONTENT).decode().replace("UTF-8", "UTF-16", 1).encode("utf-16"))], drop=[CONTENT]
    ),
    "a number by its code": ods_cell('<table:table-cell{a} office:value-type="float" office:value="&#52;0"/>'),
    "a zip file behind": lambda clean: clean + clean,
    "a comment among cells": ods_cell(f"<!-- 30 -->{ODS_CELL}"),
}  # fmt: skip

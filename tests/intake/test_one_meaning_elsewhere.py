"""The same for every workbook that is read: appraisal forms, survey templates, control and criteria workbooks."""

from __future__ import annotations

import struct
from collections.abc import Callable
from fractions import Fraction

import pytest

from cchc.criteria.sources import SIPAS
from cchc.errors import BrokenInput, CchcError
from cchc.findings.finding import Finding
from consolidator.appraisal_form.intake import AppraisalIntakeContext
from consolidator.control import read_control
from consolidator.criteria_workbook.reading import read_criteria_workbook
from consolidator.files import ReturnedFile
from consolidator.take_in import take_in
from generator.control_workbook import control_workbook
from generator.criteria_workbook import criteria_workbook
from tests.appraisal.rounds import claimed, start_appraising
from tests.criteria.small_set import SMALL_SET
from tests.support.findings import recorded
from tests.survey.filling import campaign_of, read, scope_of, template
from workbook_templates.library import preset

from .package_edits import (
    BOOK_TYPE,
    CHOICE,
    END,
    FALLBACK,
    OFFICE,
    Edit,
    X,
    declared,
    first_relation,
    part,
    part_of,
    relation,
)
from .packages import MAIN, RELATIONS, ROOT_RELATIONS, TYPES, WORKBOOK, repacked, with_parts

Read = Callable[[bytes], str]
"""Takes a workbook in; gives why it is refused, "" if it is read."""


def rows_put_in_front(row: str) -> Edit:
    return part(MAIN, ("<sheetData>", f"<sheetData>{row}"))


def second_book(content: bytes) -> bytes:
    add = [
        ("xl/other.xml", part_of(content, WORKBOOK)),
        ("xl/_rels/other.xml.rels", part_of(content, RELATIONS)),
    ]
    content = repacked(content, add=add)
    return first_relation(ROOT_RELATIONS, "a", f"{OFFICE}/officeDocument", "/xl/other.xml")(content)


def first_sheet_twice(content: bytes) -> bytes:
    """The first element that names a sheet, once more: of the same name, by the same relationship."""
    book = part_of(content, WORKBOOK).decode()
    start = book.index("<sheet ")
    node = book[start : book.index("/>", start) + 2]
    return part(WORKBOOK, (node, node * 2))(content)


def other_header(content: bytes) -> bytes:
    """The checksum in front of a part's data is another than the directory's."""
    place = content.index(b"PK\x03\x04")
    return content[: place + 14] + struct.pack("<I", 1) + content[place + 18 :]


EDITS: dict[str, tuple[Edit, str]] = {
    "a row of another namespace": (
        rows_put_in_front(f'<x:row {X} r="1"><c r="A1"><v>1</v></c></x:row>'),
        "FILE_DAMAGED: <row> không có chỗ trong bảng",
    ),
    "a choice of rows": (
        rows_put_in_front(f'{CHOICE}<row r="1"/>{FALLBACK}{END}'),
        "FILE_DAMAGED: <AlternateContent> không có chỗ trong bảng",
    ),
    "two tables": (
        part(MAIN, ("<sheetData>", "<sheetData/><sheetData>")),
        f"FILE_UNSAFE: hai <sheetData> trong {MAIN}",
    ),
    "two workbooks": (
        second_book,
        "FILE_UNSAFE: hai quan hệ officeDocument dẫn tới hai phần khác nhau",
    ),
    "one Id twice": (
        relation(RELATIONS, "rId1", f"{OFFICE}/worksheet", "worksheets/sheet2.xml"),
        f"FILE_DAMAGED: {RELATIONS}: rId1",
    ),
    "a sheet twice": (first_sheet_twice, "FILE_UNSAFE: hai trang cùng tên"),
    "another part declared a workbook": (
        declared("xl/theme/theme1.xml", BOOK_TYPE),
        "FILE_UNSAFE: [Content_Types].xml khai báo hai lần cho xl/theme/theme1.xml",
    ),
    "no content types": (
        lambda content: repacked(content, drop=[TYPES]),
        "FILE_DAMAGED: thiếu [Content_Types].xml",
    ),
    "another header": (other_header, "FILE_UNSAFE: phần"),
    "a zip file behind": (
        lambda content: content + content,
        "FILE_UNSAFE: tệp ZIP có dữ liệu ngoài các phần được liệt kê",
    ),
}


def in_utf_16(content: bytes) -> bytes:
    names = (MAIN, WORKBOOK, RELATIONS)
    return with_parts(
        content,
        dict.fromkeys(names, lambda each: each.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")),
    )


def refusal(findings: tuple[Finding, ...] | list[Finding]) -> str:
    return next(
        (f"{each.code}: {recorded(each).found}" for each in findings if each.code.startswith("FILE_")), ""
    )


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, Read]]:
    """A workbook of every kind that is read, as our program writes it, and what reads it."""
    folder = tmp_path_factory.mktemp("kinds")
    appraising = start_appraising(folder / "Đợt 2023", 3, two=True)
    claimed(appraising, {unit: {} for unit in appraising.units})
    appraising.issue("first")
    survey = campaign_of(folder / "khao-sat")
    scope = scope_of(SIPAS)
    context = AppraisalIntakeContext.of(appraising.appraisal)

    def appraisal(content: bytes) -> str:
        return refusal(take_in(ReturnedFile("phieu.xlsx", content), context).findings)

    def control(content: bytes) -> str:
        path = folder / "so-dieu-hanh.xlsx"
        path.write_bytes(content)
        try:
            read_control(path)
        except BrokenInput as broken:
            return refusal(broken.findings) or "?"
        except CchcError as error:
            return str(error)
        return ""

    def criteria(content: bytes) -> str:
        try:
            read_criteria_workbook(content, "bo.xlsx")
        except BrokenInput as broken:
            return refusal(broken.findings) or "?"
        return ""

    out = appraising.out("first", "PNV")
    return {
        "appraisal": (appraising.filled(out, {}), appraisal),
        "survey": (
            template(survey, scope, {"25327:8.1.1": Fraction(70)}),
            lambda content: refusal(read(survey, scope, content).findings),
        ),
        "control": (control_workbook(preset("hon-quan-2023").tables), control),
        "criteria": (criteria_workbook(SMALL_SET.load()), criteria),
    }


KINDS = ("appraisal", "survey", "control", "criteria")


@pytest.mark.parametrize("kind", KINDS)
def test_two_meanings_are_refused(workbooks: dict[str, tuple[bytes, Read]], kind: str) -> None:
    content, taken = workbooks[kind]
    assert taken(content) == ""
    for name, (edit, why) in EDITS.items():
        told = taken(edit(content))
        reason = why.partition(": ")[2]
        assert reason in told, (name, told)


@pytest.mark.parametrize("kind", KINDS)
def test_parts_in_utf_16_are_read(workbooks: dict[str, tuple[bytes, Read]], kind: str) -> None:
    content, taken = workbooks[kind]
    assert taken(in_utf_16(content)) == ""

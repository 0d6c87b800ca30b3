"""How a cell shows its number, found wherever the package keeps it; what is not known is no plain number."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc.returns.unit_form import UnitReceipt
from consolidator.reading.formats import DATE, NUMBER, PERCENT, UNKNOWN, shown_as
from macros_py.cli import main
from tests.support.findings import recorded
from tests.support.rounds import Round, full_values, read_csv, start_round

from .leaves import BANDS, EVIDENCE
from .packages import (
    CORE,
    CUSTOM,
    GUIDE,
    HIDDEN,
    MAIN,
    RELATIONS,
    ROOT_RELATIONS,
    STRINGS,
    STYLES,
    WORKBOOK,
    renamed,
    repacked,
    replacing,
    with_format,
    with_parts,
    with_style,
    without_styles_named,
)
from .proof import Found, claim_on, codes_at, see, touched
from .spoiling import address, with_number

DONE = f"{BANDS}:done"
ODD = " (không rõ định dạng ô)"
Edit = Callable[[bytes], bytes]


def shows(issued: Round, content: bytes, number: float, form: str, code: str | None = None) -> bytes:
    """The form whose count of tasks done is this number, shown in this format."""
    cell = address(issued, DONE)
    return with_format(with_number(content, cell, number), cell, form, code)


def elsewhere(content: bytes) -> bytes:
    """Every part under another name and in another folder, each by another way to write a target."""
    content = renamed(content, STYLES, "xl/looks/a.xml", "./looks/../looks/a.xml")
    content = renamed(content, STRINGS, "texts/words.xml", "/texts/words.xml")
    content = renamed(content, MAIN, "sheets/main.xml", "../sheets/main.xml")
    content = renamed(content, HIDDEN, "xl/worksheets/hidden one.xml", "worksheets/hidden%20one.xml")
    content = renamed(content, GUIDE, "xl/Guide.xml", "GUIDE.XML")
    content = with_parts(
        content, {ROOT_RELATIONS: replacing('Target="docProps/core.xml"', 'Target="/p/1.xml"')}
    )
    content = with_parts(
        content, {ROOT_RELATIONS: replacing('Target="docProps/custom.xml"', 'Target="p/./2.xml"')}
    )
    return renamed_parts(content, {CORE: "p/1.xml", CUSTOM: "p/2.xml"})


def renamed_parts(content: bytes, names: dict[str, str]) -> bytes:
    moved = [(new, part_of(content, old)) for old, new in names.items()]
    return repacked(content, add=moved, drop=list(names))


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def main_elsewhere(content: bytes) -> bytes:
    """The workbook's own part in another folder: all its targets are relative to that one."""
    up = {RELATIONS: lambda part: re.sub(rb'Target="', rb'Target="../xl/', part)}
    return renamed(with_parts(content, up), WORKBOOK, "book/So.XML", "Book/so.xml", written=WORKBOOK)


STYLES_ELSEWHERE: dict[str, Edit] = {
    "as usual": lambda content: content,
    "another name": lambda content: renamed(content, STYLES, "xl/looks.xml", "looks.xml"),
    "absolute": lambda content: renamed(content, STYLES, "xl/looks.xml", "/xl/looks.xml"),
    "dot": lambda content: renamed(content, STYLES, "xl/looks.xml", "./looks.xml"),
    "up": lambda content: renamed(content, STYLES, "looks/looks.xml", "../looks/looks.xml"),
    "case": lambda content: renamed(content, STYLES, "XL/Looks.xml", "looks.XML"),
    "everything": elsewhere,
    "the workbook": main_elsewhere,
    "both": lambda content: main_elsewhere(renamed(content, STRINGS, "xl/words.xml", "words.xml")),
}


@pytest.mark.parametrize("where", STYLES_ELSEWHERE)
def test_a_clean_form_is_clean_wherever_its_parts_lie(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, where: str
) -> None:
    outcome = issued_round.take(STYLES_ELSEWHERE[where](clean))
    assert outcome.findings == ()
    assert touched(outcome, clean_outcome) == set() and outcome.check_code == clean_outcome.check_code


@pytest.mark.parametrize("where", STYLES_ELSEWHERE)
@pytest.mark.parametrize(
    ("number", "form", "code", "said", "found"),
    [
        (1, "9", None, "VALUE_AMBIGUOUS", "100%"),
        (1, "200", "0.0%", "VALUE_AMBIGUOUS", "100%"),
        (45293, "14", None, "VALUE_IS_DATE", "02/01/2024"),
        (45293, "201", "dd/mm/yyyy", "VALUE_IS_DATE", "02/01/2024"),
    ],
)
def test_formats_are_found_wherever_the_part_lies(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, where: str,
    number: float, form: str, code: str | None, said: str, found: str,
) -> None:  # fmt: skip
    outcome = issued_round.take(STYLES_ELSEWHERE[where](shows(issued_round, clean, number, form, code)))
    cell = address(issued_round, DONE)
    assert [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell] == [
        (said, found)
    ]
    assert touched(outcome, clean_outcome) == {BANDS}
    assert claim_on(outcome, BANDS).self_score is None


NO_RELATION = {RELATIONS: lambda part: re.sub(rb"<Relationship [^>]*/styles[^>]*/>", b"", part)}
UNKNOWN_STYLES: dict[str, Edit] = {
    "no relationship": lambda content: with_parts(content, NO_RELATION),
    "no part": lambda content: repacked(content, drop=[STYLES]),
    "neither": lambda content: repacked(with_parts(content, NO_RELATION), drop=[STYLES]),
    "leads nowhere": lambda content: with_parts(
        content, {RELATIONS: replacing('Target="styles.xml"', 'Target="looks.xml"')}
    ),
    "leads out": lambda content: with_parts(
        content, {RELATIONS: replacing('Target="styles.xml"', 'Target="styles.xml" TargetMode="External"')}
    ),
    "damaged": lambda content: with_parts(content, {STYLES: lambda part: part[: len(part) // 2]}),
    "empty": lambda content: with_parts(content, {STYLES: lambda part: b""}),
    "without styles": lambda content: with_parts(
        content, {STYLES: lambda part: re.sub(rb"<cellXfs.*</cellXfs>", b"", part)}
    ),
    "two parts": lambda content: repacked(
        with_parts(
            content,
            {
                RELATIONS: replacing(
                    "</Relationships>",
                    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    'relationships/styles" Target="looks.xml"/></Relationships>',
                )
            },
        ),
        add=[("xl/looks.xml", part_of(content, STYLES))],
    ),
}


@pytest.mark.parametrize("why", UNKNOWN_STYLES)
def test_without_styles_no_number_is_a_score(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, why: str
) -> None:
    """Of every number it is said at its own cell; a choice, which is a text, is read as ever."""
    outcome = issued_round.take(UNKNOWN_STYLES[why](clean))
    assert outcome.reading is not None and clean_outcome.reading is not None
    cells = {}
    for code, claim in clean_outcome.reading.claims.items():
        read = outcome.reading.claims[code]
        assert read.remark == claim.remark == EVIDENCE
        numbers = {role: value for role, value in claim.figures.items() if not isinstance(value, str)}
        assert read.figures == {role: each for role, each in claim.figures.items() if role not in numbers}
        assert read.self_score is None or not numbers
        for role, value in numbers.items():
            cells[address(issued_round, f"{code}:{role}")] = str(value)
    assert cells
    for cell in cells:
        assert codes_at(outcome, cell) == ["VALUE_AMBIGUOUS"]
    assert all(
        recorded(each).found.endswith(ODD) for each in outcome.findings if each.code == "VALUE_AMBIGUOUS"
    )


def test_a_workbook_without_styles_whose_cells_name_none_is_read(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    content = without_styles_named(repacked(with_parts(clean, NO_RELATION), drop=[STYLES]))
    outcome = issued_round.take(content)
    assert {each.severity for each in outcome.findings} <= {"note"}
    assert touched(outcome, clean_outcome) == set()


BUILT_IN = [
    *((number, "VALUE_IS_DATE") for number in (14, 22, *range(27, 37), 45, *range(50, 59), *range(71, 82))),
    *((number, "VALUE_AMBIGUOUS") for number in (9, 10, 23, 59, 60, 61, 62, 67, 68, 69, 70, 163, 4000)),
]


@pytest.mark.parametrize(("number", "said"), BUILT_IN)
def test_a_built_in_format_of_another_language_is_no_plain_number(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, number: int, said: str
) -> None:
    """The stylesheet has no entry for it: what it shows stands in the standard, or nowhere."""
    outcome = issued_round.take(shows(issued_round, clean, 30, str(number)))
    assert codes_at(outcome, address(issued_round, DONE)) == [said]
    assert touched(outcome, clean_outcome) == {BANDS}


@pytest.mark.parametrize("style", ["9999", "99999999999"])
def test_a_style_that_is_not_there(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, style: str
) -> None:
    cell = address(issued_round, DONE)
    outcome = issued_round.take(with_style(clean, cell, style))
    see([each for each in outcome.findings if each.cell == cell],
        Found("VALUE_AMBIGUOUS", cell, BANDS, f"40{ODD}"))  # fmt: skip
    assert touched(outcome, clean_outcome) == {BANDS}


@pytest.mark.parametrize("code", ["#,##0", "#,##0.00\\ &quot;đ&quot;", "[Red]0;[Blue]-0", "_-* #,##0_-", "0.00E+00",
                                  "General", "G/通用格式", "0 kg", "[$-42A]#,##0", "@"])  # fmt: skip
def test_a_plain_number_is_one_in_any_format_for_numbers(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, code: str
) -> None:
    outcome = issued_round.take(shows(issued_round, clean, 40, "230", code))
    assert outcome.findings == () and touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (0, None, NUMBER), (49, None, NUMBER), (44, None, NUMBER), (None, None, UNKNOWN), (164, None, UNKNOWN),
        (164, "[h]:mm", DATE), (164, "ggge", DATE), (164, '0"%"', NUMBER), (164, r"0\%", NUMBER), (164, "0%;-0%", PERCENT),
        (164, "[$-404]e/m/d", DATE), (164, "ว/ด/ปปปป", DATE), (9, "0", UNKNOWN), (14, "0", UNKNOWN), (14, "d/m/yy", DATE),
        (30, "0", NUMBER), (60, "#,##0", NUMBER), (41, "_ * #,##0_ ", NUMBER),
    ],
)  # fmt: skip
def test_what_a_format_shows(number: int | None, code: str | None, shown: str) -> None:
    assert shown_as(number, code) == shown


def test_parts_alike_but_for_case_are_refused(issued_round: Round, clean: bytes) -> None:
    """To the standard they are one part; which of them a program opens, nobody knows."""
    outcome = issued_round.take(repacked(clean, add=[("xl/Styles.xml", part_of(clean, STYLES))]))
    assert [(each.code, recorded(each).found) for each in outcome.findings] == [
        ("FILE_UNSAFE", "hai phần trùng tên")
    ]


def test_two_relationships_of_one_name_are_refused(issued_round: Round, clean: bytes) -> None:
    twice = replacing(
        "</Relationships>",
        '<Relationship Id="rId1" Type="x/worksheet" Target="other.xml"/></Relationships>',
    )
    outcome = issued_round.take(with_parts(clean, {RELATIONS: twice}))
    assert [(each.code, recorded(each).found) for each in outcome.findings] == [
        ("FILE_DAMAGED", f"{RELATIONS}: rId1")
    ]


def test_the_command_takes_no_score_from_an_unknown_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One form has its stylesheet under another name and 100% in it, one has none at all, one is as issued."""
    round_ = start_round(tmp_path / "dot", units=3)
    first, second, third = (round_.form(full_values(round_.criteria), unit) for unit in round_.units)
    named_otherwise = renamed(shows(round_, first, 1, "9"), STYLES, "xl/looks.xml", "./looks.xml")
    round_.put("mot.xlsx", named_otherwise)
    round_.put("hai.xlsx", repacked(second, drop=[STYLES]))
    round_.put("ba.xlsx", third)
    with pytest.raises(SystemExit) as ended:
        main(["consolidate", str(round_.root)])
    assert ended.value.code == 1
    assert "(không rõ" in capsys.readouterr().out
    rows = read_csv(round_.root / "ket-qua" / "diem.csv")
    scores = [row["self_score"] for row in rows if row["criterion_code"] == BANDS]
    assert scores == ["", "", "2"]
    counted = {
        row["criterion_code"] for row in rows if row["self_score"] and row["unit_code"] == round_.units[1]
    }
    assert not counted & {each.code for each in round_.criteria.leaves if each.figures and not each.choices}

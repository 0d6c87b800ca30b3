"""What a person sees for a number in a number format, compared with what LibreOffice shows."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from cchc.core.numbers import from_double
from consolidator.reading.opening import open_workbook
from consolidator.reading.pictures import (
    AS_STORED,
    COARSE,
    DASH,
    OTHERWISE,
    ROUNDED,
    changes_texts,
    picture,
    text_picture,
)
from consolidator.typed import UNFORMATTED, TypedCell, put_together
from tests.support.engines import saved_by_libreoffice

PERCENT = "percent"
"""The number is shown as a percentage and not changed otherwise."""

Row = tuple[str, float, str, str]

SHOWN: list[Row] = [
    ("General", 5.5, "5.5", AS_STORED),
    ("General", 0.5, "0.5", AS_STORED),
    ("0", 39.6, "40", COARSE),
    ("0", 0.5, "1", COARSE),
    ("0.0", 1.25, "1.3", COARSE),
    ("0.00", 1.234, "1.23", ROUNDED),
    ("#,##0", 1234567, "1,234,567", AS_STORED),
    ("#,##0.00", 1234.5, "1,234.50", AS_STORED),
    ("0%", 0.5, "50%", PERCENT),
    ("0.00%", 0.1234, "12.34%", PERCENT),
    ("0;0%", -0.5, "50%", OTHERWISE),
    ("0;0%", 5, "5", AS_STORED),
    ("0,", 40000, "40", OTHERWISE),
    ("0.0,", 41250, "41.3", OTHERWISE),
    ("0,,", 40000000, "40", OTHERWISE),
    ("#,##0,", 1234567, "1,235", OTHERWISE),
    (";;;", 5, "", OTHERWISE),
    ("0;;", 0, "", OTHERWISE),
    ("0;", -5, "", OTHERWISE),
    ('"không"', 5, "không", OTHERWISE),
    ('0;0;"-"', 0, "-", DASH),
    ('0;0;"-"', 0.3, "0", COARSE),
    ("0;0", -5, "5", OTHERWISE),
    ("0;-0", -5, "-5", AS_STORED),
    ("0;(0)", -5, "(5)", AS_STORED),
    ("(0)", 5, "(5)", OTHERWISE),
    ("-0", 5, "-5", OTHERWISE),
    ('"-"0', 5, "-5", OTHERWISE),
    ("-0", -5, "--5", OTHERWISE),
    ("# ?/?", 0.26, "1/4", OTHERWISE),
    ("# ?/?", 5.25, "5 1/4", AS_STORED),
    ("# ?/?", 40, "40", AS_STORED),
    ("?/?", 5.25, "21/4", AS_STORED),
    ("# ?/8", 0.3, "2/8", OTHERWISE),
    ("# ??/??", 0.2637, "24/91", OTHERWISE),
    ("# ?/?", 0.99, "1", OTHERWISE),
    ("0.00E+00", 40, "4.00E+01", AS_STORED),
    ("0.00E+00", 39.6, "3.96E+01", AS_STORED),
    ("0E+0", 1234, "1E+3", OTHERWISE),
    ("##0.0E+0", 12345, "12.3E+3", OTHERWISE),
    ("0.00E+00", 0, "0.00E+00", AS_STORED),
    ("0.00E+00", 0.00123, "1.23E-03", AS_STORED),
    ("0.0E-0", 1234, "1.2E3", OTHERWISE),
    ('"1"0', 5, "15", OTHERWISE),
    ('0"0"', 5, "50", OTHERWISE),
    ('"31/12/"0', 5, "31/12/5", OTHERWISE),
    ('00"."00', 123, "01.23", OTHERWISE),
    ('0"."0', 15, "1.5", OTHERWISE),
    ('000"-"000', 12345, "012-345", OTHERWISE),
    ("# ##0", 1234, "1 234", AS_STORED),
    ("0 0", 15, "1 5", OTHERWISE),
    ('#" "##0', 1234567, "1234 567", AS_STORED),
    ('0 "kg"', 5, "5 kg", AS_STORED),
    ("0\\ \\k\\g", 5, "5 kg", AS_STORED),
    ('0" %"', 40, "40 %", AS_STORED),
    ("@", 5, "5", AS_STORED),
    ("[Red]0;[Blue]-0", -4, "-4", AS_STORED),
    ('[>100]"nhiều";0', 500, "nhiều", OTHERWISE),
    ('[>100]"nhiều";0', 5, "5", AS_STORED),
    ("[<1]0%;0", 0.5, "50%", PERCENT),
    ("[<1]0%;0", 5, "5", AS_STORED),
    ('[=1]"2";0', 1, "2", OTHERWISE),
    ('[>5]0;[<0]"âm";"giữa"', 3, "giữa", OTHERWISE),
    ('[>100]0;0.0;"z"', 5, "z", OTHERWISE),
    ("#", 0, "", OTHERWISE),
    ("#.##", 0.5, ".5", AS_STORED),
    (".00", 12.5, "12.50", AS_STORED),
    ("???", 5, "5", AS_STORED),
    ("000", 5, "005", AS_STORED),
    ('_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', 1234, "1,234", AS_STORED),
    ('_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', -1234, "(1,234)", AS_STORED),
    ('_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', 0, "-", DASH),
    ("#,##0\\ [$₫-42A]", 1500, "1,500 ₫", AS_STORED),
    ("[$$-409]#,##0.00", 1500, "$1,500.00", AS_STORED),
    ("[$1]0", 5, "15", OTHERWISE),
    ("0.0.0", 1.25, "1.2.5", OTHERWISE),
    ("[DBNum1]0", 25, "25", OTHERWISE),
    ("+0;-0", 5, "+5", AS_STORED),
    ("0-", 5, "5-", OTHERWISE),
    ("0.000", -1.5, "-1.500", AS_STORED),
    ("0.00;[Red]0.00", -1.5, "1.50", OTHERWISE),
    ("0,000", 12, "0,012", OTHERWISE),
    ("0000,000", 1234567, "1,234,567", AS_STORED),
    ("#,##0.00_-;-#,##0.00_-", 5, "5.00", AS_STORED),
    ('0"²"', 3, "3²", OTHERWISE),
    ('0" m2"', 5, "5 m2", AS_STORED),
    ("0?", 5, "05", AS_STORED),
    ("0.0?", 1.5, "1.5", AS_STORED),
    ("0x", 5, "5x", AS_STORED),
    ('General" kg"', 5, "5 kg", AS_STORED),
    ('"1"General', 5, "15", OTHERWISE),
    ("0/0", 5, "5/1", AS_STORED),
    ("[$-2000000]0", 25, "25", OTHERWISE),
    ("%0", 0.5, "%50", PERCENT),
    ("0,%", 500, "50%", OTHERWISE),
    ("00/00", 0.26, "13/50", AS_STORED),
    ("# ?/100", 0.256, "26/100", OTHERWISE),
    ('0;0;0;"x"@', 5, "5", AS_STORED),
    ('0" nghìn"', 40, "40 nghìn", OTHERWISE),
    ('0.00" "%', 0.5, "50.00 %", PERCENT),
]
"""Code, number, what LibreOffice shows (in English), and how that relates to the number."""

NOT_SO_IN_LIBREOFFICE: list[Row] = [
    ("0%%", 0.5, "5000%%", OTHERWISE),
    ("0,.0", 1234, "1.2", OTHERWISE),
    ("#.##", 0, ".", OTHERWISE),
    ("0.##", 5, "5.", AS_STORED),
    ('"x"@', 5, "x5", AS_STORED),
    ("0.0,0", 1234.5, "1.23", OTHERWISE),
    ("0*5", 5, "55", OTHERWISE),
    ("*-0", 5, "-5", OTHERWISE),
    ("[White]0", 5, "", OTHERWISE),
    ("[Color2]0", 5, "", OTHERWISE),
    ("0.5", 3, "3.5", OTHERWISE),
    ("10", 5, "15", OTHERWISE),
    ('"l"0', 5, "l5", OTHERWISE),
    ('0"O"', 5, "5O", OTHERWISE),
    ('">"0', 5, ">5", OTHERWISE),
    ('0"‰"', 5, "5‰", OTHERWISE),
    ('"không "0', 5, "không 5", OTHERWISE),
    ('0" hồ sơ"', 5, "5 hồ sơ", AS_STORED),
    ("[$-42A]#,##0", 1234, "1,234", AS_STORED),
    ("[<>5]0;0", -3, "3", OTHERWISE),
    ("", 5, "", OTHERWISE),
    ("0." + "0" * 9000, 5, "…", OTHERWISE),
]
"""The same for codes that Excel reads otherwise, or whose colour or fill a text file does not show."""


@pytest.mark.parametrize(("code", "number", "shown", "how"), [*SHOWN, *NOT_SO_IN_LIBREOFFICE])
def test_what_is_shown_and_what_it_says(code: str, number: float, shown: str, how: str) -> None:
    seen = picture(from_double(float(number)), (code,), ".", ",")
    wanted = (AS_STORED, True) if how == PERCENT else (how, seen.percent if how == OTHERWISE else False)
    assert (seen.text.strip(), seen.how, seen.percent) == (shown, *wanted)


def test_a_date_is_no_number_to_compare() -> None:
    assert picture(Fraction(5), ("[>3]dd/mm/yyyy;0",)).date
    assert not picture(Fraction(2), ("[>3]dd/mm/yyyy;0",)).date


def test_of_several_formats_the_worst_counts() -> None:
    assert picture(Fraction(5), ("0", '"1"0')).how == OTHERWISE
    assert picture(Fraction(5), ("General", "0%")).how == OTHERWISE
    assert picture(Fraction(5), ("0", "0.00")).how == AS_STORED


@pytest.mark.parametrize(
    ("code", "shown", "changes"),
    [
        ("@", "39", False), ("General", "39", False), ("0.00", "39", False), ("0;0;0;@", "39", False),
        ('_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', " 39 ", False), (";;;", "", True), ('@"0"', "390", True),
        ('0;0;0;"Đạt"', "Đạt", True), ('0;"số "@', "số 39", True), ("0;0;0;[White]@", "39", True),
    ],
)  # fmt: skip
def test_what_is_shown_for_a_text(code: str, shown: str, changes: bool) -> None:
    assert (text_picture("39", code), changes_texts(code)) == (shown, changes)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The table as a workbook, and as LibreOffice saves it in other formats."""
    folder = tmp_path_factory.mktemp("pictures")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, (code, number, _, _) in enumerate(SHOWN, start=1):
        sheet.cell(row, 1, number).number_format = code
    source = folder / "table.xlsx"
    book.save(source)
    saved = {"xlsx": source}
    for kind in ("csv", "ods", "xls"):
        saved[kind] = saved_by_libreoffice([source], folder / kind, locale="en-US", kind=kind)[0]
    return saved


def test_libreoffice_shows_the_same(saved: dict[str, Path]) -> None:
    with saved["csv"].open(encoding="utf-8-sig", newline="") as file:
        shown = [row[0].strip() if row else "" for row in csv.reader(file)]
    shown += [""] * (len(SHOWN) - len(shown))
    assert shown == [text for _, _, text, _ in SHOWN]


LOST_BY_SAVING = ("[DBNum1]0", "[$-2000000]0")
"""LibreOffice saves these as other formats."""

WRITTEN_OTHERWISE = ("0.0.0", "0.0E-0")
"""LibreOffice writes these into an .ods with other signs."""

MIXED = "0;0%"
"""A style of an .ods is one for percentages or for numbers: one that is both is not decided."""


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_the_formats_of_other_files_say_the_same(saved: dict[str, Path], kind: str) -> None:
    """The number styles of an .ods and the format records of an .xls are read like the codes of an .xlsx."""
    there, here = (cells(saved[each]) for each in (kind, "xlsx"))
    for (code, *_), one, other in zip(SHOWN, there, here, strict=True):
        if code in LOST_BY_SAVING or (kind, code) == ("ods", MIXED):
            continue
        assert (one.kind, one.how, one.percent) == (other.kind, other.how, other.percent), code
        if other.kind == UNFORMATTED:
            assert (one.shown or "").strip() == (other.shown or "").strip() or code in WRITTEN_OTHERWISE, (
                code
            )


def cells(path: Path) -> list[TypedCell]:
    """The cells of the table as they are read."""
    workbook = open_workbook(path.read_bytes())
    raws = workbook.sheet(workbook.sheet_names[0]).cells
    column = (raws[row, 0] for row in range(len(SHOWN)))
    return [put_together(raw, float(raw.text), lambda _: None) for raw in column]

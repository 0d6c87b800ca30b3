"""What a clerk, or somebody else, may do to a survey template: each fault is named by its cell."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl.workbook.workbook import Workbook

from cchc.campaign.opened import OpenCampaign
from cchc.criteria.sources import SIPAS
from cchc.identity import Sealer
from cchc.survey.returned import figures_of
from generator.render import Typed
from tests.intake.packages import STYLES, renamed, repacked
from tests.support.findings import recorded
from tests.support.issued import survey_template
from tests.survey.filling import (
    DEPARTMENT_REMARKS,
    Edit,
    Said,
    campaign_of,
    cell_of,
    edited,
    leaves_of,
    put,
    read,
    return_form,
    row_of,
    said,
    scope_of,
    template,
)

RATES, POINTS = scope_of(SIPAS), scope_of(DEPARTMENT_REMARKS, agency="PNV")
A, B, C = "25327", "25330", "25339"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenCampaign:
    return campaign_of(tmp_path_factory.mktemp("hostile") / "dot")


def rates(opened: OpenCampaign, *edits: Edit) -> tuple[list[Said], dict[str, str]]:
    """What is said of a SIPAS template with every rate 80, edited; and the first unit's figures."""
    values = {
        n: v for unit in (A, B, C) for n, v in row_of(unit, leaves_of(opened, SIPAS), ["80"] * 5).items()
    }
    reading = read(opened, RATES, edited(template(opened, RATES, values), *edits))
    figures = {leaf: str(f.figure) for (unit, leaf), f in figures_of(reading).items() if unit == A}
    return said(reading.findings), figures


def points(opened: OpenCampaign, *edits: Edit) -> list[Said]:
    """The same of a department's remarks, every point 1."""
    values = {f"{unit}:{leaf}": Fraction(1) for unit in (A, B, C) for leaf in ("5.5.1", "5.5.2", "5.5.3")}
    return said(read(opened, POINTS, edited(template(opened, POINTS, values), *edits)).findings)


def test_an_untouched_template_says_nothing(opened: OpenCampaign) -> None:
    found, figures = rates(opened)
    assert found == []
    assert figures == dict.fromkeys(leaves_of(opened, SIPAS), "80")
    assert points(opened) == []


def test_a_template_says_which_program_saved_it(opened: OpenCampaign) -> None:
    scope = scope_of(SIPAS)
    as_issued = template(opened, scope)
    assert read(opened, scope, as_issued).saved_by == "Microsoft Excel 12.0000"
    assert "openpyxl" in read(opened, scope, edited(as_issued)).saved_by.lower()


RATE_CASES = [
    ("85.5 of 100", 85.5, "General", "171/2", None),
    ("shown as a percentage", 0.855, "0.0%", "171/2", ("SURVEY_RATE_READ", "85,5%", "85,5")),
    ("text with a sign", "85,5 %", "@", "171/2", ("SURVEY_RATE_READ", "85,5 %", "85,5")),
    ("text below one percent", "0,5%", "@", "1/2", ("SURVEY_RATE_READ", "0,5%", "0,5")),
    ("text", "85,5", "@", "171/2", ("VALUE_READ_FROM_TEXT", "85,5", "85,5")),
    ("zero", 0, "General", "0", None),
    ("a hundred", 100, "General", "100", None),
    ("a share of one", 0.855, "General", "", ("SURVEY_RATE_DOUBTFUL", "0,855", "85,5")),
    ("one", 1, "General", "", ("SURVEY_RATE_DOUBTFUL", "1", "100")),
    ("a share as text", "0,855", "@", "", ("SURVEY_RATE_DOUBTFUL", "0,855", "85,5")),
    ("above a hundred", 100.01, "General", "", ("SURVEY_RATE_RANGE", "100,01", "100")),
    ("percent of percent", 85.5, "0%", "", ("SURVEY_RATE_RANGE", "8550", "100")),
    ("scaled", 85500, "0.0,", "", ("VALUE_AMBIGUOUS", "85500 (ô hiện “85,5”)", "")),
    ("percent twice", 0.855, "0%%", "", ("VALUE_AMBIGUOUS", "0,855 (ô hiện “8550%%”)", "")),
    ("percent of large ones only", 85, "[>50]0%;0", "", ("SURVEY_RATE_RANGE", "8500", "100")),
    ("percent of small ones only", 85, "[<1]0%;0", "85", None),
    (
        "a share shown as percent under a condition",
        0.855,
        "[<1]0.0%;0",
        "171/2",
        ("SURVEY_RATE_READ", "85,5%", "85,5"),
    ),
    ("a share rounded", 0.855, "0%", "", ("VALUE_AMBIGUOUS", "85,5% (ô hiện “86%”)", "")),
    ("a fraction", 85.26, "# ?/?", "", ("VALUE_AMBIGUOUS", "85,26 (ô hiện “85 1/4”)", "")),
    ("hidden", 85, ";;;", "", ("VALUE_AMBIGUOUS", "85 (ô không hiện gì)", "")),
    ("a digit before", 5, '"8"0', "", ("VALUE_AMBIGUOUS", "5 (ô hiện “85”)", "")),
    ("decimals that are not shown", 85.125, "0.00", "681/8", ("VALUE_SHOWN_OTHERWISE", "85,125", "85,13")),
    ("rounded to another", 84.5, "0", "", ("VALUE_AMBIGUOUS", "84,5 (ô hiện “85”)", "")),
    ("a text shown as another", "85", '@"0"', "", ("VALUE_AMBIGUOUS", "85 (ô hiện “850”)", "")),
    (
        "not surveyed, shown as a rate",
        "không khảo sát",
        '0;0;0;"100"',
        "",
        ("VALUE_AMBIGUOUS", "không khảo sát (ô hiện “100”)", ""),
    ),
    ("negative", -1, "General", "", ("VALUE_NEGATIVE", "-1", "")),
    ("a word", "tốt", "@", "", ("VALUE_NOT_A_NUMBER", "tốt", "")),
    ("a sign alone", "%", "@", "", ("VALUE_NOT_A_NUMBER", "%", "")),
    ("thousands or decimals", "85.500", "@", "", ("VALUE_AMBIGUOUS", "85.500", "")),
    ("true", True, "General", "", ("VALUE_NOT_A_NUMBER", "TRUE", "")),
    ("not surveyed", " không khảo  sát ", "@", "None", None),
]


@pytest.mark.parametrize(
    ("typed", "shown", "taken", "told"),
    [each[1:] for each in RATE_CASES],
    ids=[each[0] for each in RATE_CASES],
)
def test_a_rate(
    opened: OpenCampaign, typed: object, shown: str, taken: str, told: tuple[str, str, str] | None
) -> None:
    cell = cell_of(opened, RATES, A, "8.1.1")
    found, figures = rates(opened, put(cell, typed, shown))
    wanted = [(told[0], cell, A, "8.1.1", told[1], told[2])] if told else []
    assert found == wanted
    assert figures.get("8.1.1", "") == taken


POINT_CASES = [
    ("above max", 1.51, "General", ("VALUE_ABOVE_MAX", "1,51", "1,5")),
    ("a percentage", 0.5, "0%", ("VALUE_AMBIGUOUS", "50%", "")),
    ("a minus that is not shown", -0.25, "0.00;0.00", ("VALUE_AMBIGUOUS", "-0,25 (ô hiện “0,25”)", "")),
    ("half shown as one", 0.5, "0", ("VALUE_AMBIGUOUS", "0,5 (ô hiện “1”)", "")),
    ("a fraction that is the same", 0.5, "# ?/?", None),
    ("negative", -0.25, "General", ("VALUE_NEGATIVE", "-0,25", "")),
    ("text", "1,25", "@", ("VALUE_READ_FROM_TEXT", "1,25", "1,25")),
    ("text with a sign", "50%", "@", ("VALUE_NOT_A_NUMBER", "50%", "")),
    ("a formula without result", "=1/4", "General", ("VALUE_IS_ERROR", "=1/4", "")),
    ("an error", "#DIV/0!", "General", ("VALUE_IS_ERROR", "#DIV/0!", "")),
    ("max", 1.5, "General", None),
]


@pytest.mark.parametrize(
    ("typed", "shown", "told"), [each[1:] for each in POINT_CASES], ids=[each[0] for each in POINT_CASES]
)
def test_points(opened: OpenCampaign, typed: object, shown: str, told: tuple[str, str, str] | None) -> None:
    cell = cell_of(opened, POINTS, B, "5.5.1")
    wanted = [(told[0], cell, B, "5.5.1", told[1], told[2])] if told else []
    assert points(opened, put(cell, typed, shown)) == wanted


def test_faults_of_the_frame_all_at_once(opened: OpenCampaign) -> None:
    """A stranger's row, a doubled row, a strange code, max points changed, and a figure too high."""
    found, _ = rates(
        opened,
        put("A11", "99999"),
        put("C11", 70),
        put("A12", A),
        put("C12", 60),
        put("D5", "9.9.9"),
        put("C6", 120),
        put("E7", 200),
    )
    assert sorted(found) == sorted(
        [
            ("SURVEY_CODE_UNKNOWN", "D5", "", "", "9.9.9", "8.1.1, 8.1.2, 8.1.3, 8.1.4, 8.1.5"),
            ("SURVEY_CODE_MISSING", "", "", "", "", "8.1.2"),
            ("MAX_POINTS_EDITED", "C6", "", "8.1.1", "120", "100"),
            ("SURVEY_UNIT_UNKNOWN", "A11", "", "", "99999", ""),
            ("SURVEY_UNIT_TWICE", "A12", A, "", A, "A7"),
            ("SURVEY_RATE_RANGE", "E7", A, "8.1.3", "200", "100"),
        ]
    )


def test_a_code_that_stands_twice(opened: OpenCampaign) -> None:
    """The second column is nobody's: it is named, and the leaf that stood there is missing."""
    found, figures = rates(opened, put("D5", "8.1.1"))
    assert sorted(found) == [
        ("SURVEY_CODE_MISSING", "", "", "", "", "8.1.2"),
        ("SURVEY_CODE_TWICE", "D5", "", "", "8.1.1", "C5"),
    ]
    assert figures == {leaf: "80" for leaf in leaves_of(opened, SIPAS) if leaf != "8.1.2"}


def test_a_unit_whose_code_is_gone(opened: OpenCampaign) -> None:
    """No figure without a code, whatever name stands beside it; the other units keep theirs."""
    row = cell_of(opened, RATES, A, "8.1.1")[1:]
    found, figures = rates(opened, put(f"A{row}", None))
    assert ("SURVEY_UNIT_MISSING", "", A, "", A, "") in found
    assert figures == {}
    assert {each[0] for each in found} <= {"SURVEY_UNIT_MISSING", "TYPED_OUTSIDE_FORM"}


def test_rows_that_changed_places_are_read_by_code(opened: OpenCampaign) -> None:
    def swap(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for column in "ABCDEFG":
            sheet[f"{column}7"].value, sheet[f"{column}9"].value = (
                sheet[f"{column}9"].value,
                sheet[f"{column}7"].value,
            )

    values = {f"{A}:8.1.1": Fraction(70), f"{C}:8.1.1": Fraction(90)}
    reading = read(opened, RATES, edited(template(opened, RATES, values), swap))
    assert figures_of(reading)[A, "8.1.1"].figure == 70
    assert (figures_of(reading)[C, "8.1.1"].figure, figures_of(reading)[C, "8.1.1"].cell) == (
        Fraction(90),
        "C7",
    )


def test_a_row_put_in_above_moves_nothing(opened: OpenCampaign) -> None:
    values = {f"{A}:8.1.1": Fraction(70)}

    def insert(book: Workbook) -> None:
        book.worksheets[0].insert_rows(3)

    reading = read(opened, RATES, edited(template(opened, RATES, values), insert))
    assert figures_of(reading)[A, "8.1.1"].figure == 70


def test_codes_that_changed_places_are_in_doubt(opened: OpenCampaign) -> None:
    """The codes of two columns, and of two rows, exchanged without what belongs to them."""
    found, _ = rates(opened, put("C5", "8.1.2"), put("D5", "8.1.1"), put("A7", B), put("A8", A))
    assert {(code, cell) for code, cell, *_ in found} == {
        ("SURVEY_COLUMN_MOVED", "C4"),
        ("SURVEY_COLUMN_MOVED", "D4"),
        ("SURVEY_UNIT_MISMATCH", "B7"),
        ("SURVEY_UNIT_MISMATCH", "B8"),
    }


def test_blank_is_not_zero(opened: OpenCampaign) -> None:
    found, figures = rates(opened, put("C7", None), *(put(f"{column}8", None) for column in "CDEFG"))
    assert "8.1.1" not in figures
    assert sorted(found) == [
        ("SURVEY_BLANK", "A7", A, "", "1", "5"),
        ("SURVEY_UNITS_BLANK", "", "", "", B, "3"),
    ]


def test_an_empty_template_is_refused(opened: OpenCampaign) -> None:
    reading = read(opened, RATES, template(opened, RATES))
    assert [each.code for each in reading.findings][-1] == "SURVEY_EMPTY"
    assert not reading.counts


def test_what_is_typed_elsewhere_is_named(opened: OpenCampaign) -> None:
    def strange_sheet(book: Workbook) -> None:
        book.create_sheet("Tính nháp")["B2"] = "85% của năm ngoái"

    found, figures = rates(opened, put("K20", "xem lại"), strange_sheet, put("A1", "KẾT QUẢ GIẢ"))
    assert [(code, cell) for code, cell, *_ in found] == [
        ("TYPED_OUTSIDE_FORM", "A1"),
        ("TYPED_OUTSIDE_FORM", "K20"),
        ("TYPED_OUTSIDE_FORM", "B2"),
    ]
    assert len(figures) == 5


def test_a_note_is_kept_with_the_figures(opened: OpenCampaign) -> None:
    values: dict[str, Typed] = {
        f"{A}:8.1.1": Fraction(70),
        f"{A}:note": "Phiếu khảo sát tháng 10",
        f"{B}:note": "chưa xong",
    }
    reading = read(opened, RATES, template(opened, RATES, values))
    assert figures_of(reading)[A, "8.1.1"].note == "Phiếu khảo sát tháng 10"
    alone = [each for each in reading.findings if each.code == "TYPED_OUTSIDE_FORM"]
    assert [(each.cell, each.unit_code, recorded(each).found) for each in alone] == [("H8", B, "chưa xong")]


def test_other_files_are_refused(opened: OpenCampaign, tmp_path: Path) -> None:
    """Another year, another source, another campaign, a forged one, a unit's form, no workbook."""
    one = {f"{A}:8.1.1": Fraction(70)}
    good = template(opened, RATES, one)
    other = campaign_of(tmp_path / "khac", id="KHAC-2023")
    forged = survey_template(opened.campaign, opened.criteria, RATES, Sealer(bytes(32)), one)
    return_form(opened, A)
    form = (opened.folder.returned / f"{A}.xlsx").read_bytes()
    cases = [
        (scope_of(SIPAS, 2022), good, "SURVEY_OTHER_TEMPLATE"),
        (POINTS, good, "SURVEY_OTHER_TEMPLATE"),
        (RATES, template(other, RATES, one), "FORM_OTHER_CAMPAIGN"),
        (RATES, forged, "FORM_FORGED"),
        (RATES, form, "FORM_OTHER_KIND"),
        (RATES, b"PK\x03\x04 cut", "FILE_DAMAGED"),
        (RATES, b"<html>", "FILE_NOT_XLSX"),
        (RATES, b"", "FILE_EMPTY"),
    ]
    for scope, content, code in cases:
        reading = read(opened, scope, content)
        assert [each.code for each in reading.findings] == [code]
        assert figures_of(reading) == {}
        assert reading.findings[0].file == "mau.xlsx"
        told = recorded(reading.findings[0])
        assert "mẫu" in (told.message if code == "FORM_OTHER_KIND" else told.remedy)


def test_a_sheet_that_is_gone(opened: OpenCampaign) -> None:
    def rename(book: Workbook) -> None:
        book.worksheets[0].title = "Trang tính 1"

    found, _ = rates(opened, rename)
    assert ("SURVEY_SHEET_MISSING", "", "", "", "", "UBND cấp xã") in found


@pytest.mark.parametrize(
    ("typed", "shown", "taken", "told"),
    [
        (0.855, "0.0%", "171/2", ("SURVEY_RATE_READ", "85,5%", "85,5")),
        (45293, "dd/mm/yyyy", "", ("VALUE_IS_DATE", "02/01/2024", "")),
        (85.5, "General", "171/2", None),
    ],
)
def test_a_rate_in_a_template_whose_styles_lie_elsewhere(
    opened: OpenCampaign, typed: float, shown: str, taken: str, told: tuple[str, str, str] | None
) -> None:
    cell = cell_of(opened, RATES, A, "8.1.1")
    content = edited(template(opened, RATES), put(cell, typed, shown))
    reading = read(opened, RATES, renamed(content, STYLES, "looks/a.xml", "../looks/a.xml"))
    at_cell = [
        (each.code, recorded(each).found, recorded(each).expected)
        for each in reading.findings
        if each.cell == cell
    ]
    assert at_cell == ([told] if told else [])
    figures = {place: str(each.figure) for place, each in figures_of(reading).items()}
    assert figures == ({(A, "8.1.1"): taken} if taken else {})


def test_a_rate_whose_format_is_not_known_is_none(opened: OpenCampaign) -> None:
    """0.855 may be 85.5 %, and 80 may be 8,000 %."""
    cell = cell_of(opened, RATES, A, "8.1.1")
    content = edited(template(opened, RATES), put(cell, 80, "General"))
    reading = read(opened, RATES, repacked(content, drop=[STYLES]))
    assert [(each.code, recorded(each).found) for each in reading.findings if each.cell == cell] == [
        ("VALUE_AMBIGUOUS", "80 (không rõ định dạng ô)")
    ]
    assert figures_of(reading) == {} and not reading.counts

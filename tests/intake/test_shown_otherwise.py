"""A number that is shown as another one is no score, in any file format; both are said."""

from __future__ import annotations

import io
import re
import zipfile
from fractions import Fraction
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from cchc.returns.unit_form import UnitReceipt
from consolidator.reading.ways import SWITCH
from macros_py.cli import main
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded
from tests.support.rounds import Round, full_values, read_csv, start_round
from tests.support.timing import within

from .leaves import BANDS, MONEY, STEPS
from .packages import MAIN, STYLES, replacing, with_format, with_parts
from .proof import Found, claim_on, codes_at, proves, see, touched
from .spoiling import address, formatted, with_number, with_text

DONE = f"{BANDS}:done"
SCORE = f"{STEPS}:score"
COUNT = 40


def shown(content: bytes, cell: str, number: float, code: str, form: str = "230") -> bytes:
    """The form with a number in a format of its own."""
    return with_format(with_number(content, cell, number), cell, form, escape(code, {'"': "&quot;"}))


MISLEADING = [
    ("0,", 40000, "40000 (ô hiện “40”)"),
    ("0%%", 40, "40 (ô hiện “400000%%”)"),
    (";;;", 40, "40 (ô không hiện gì)"),
    ('"không"', 40, "40 (ô hiện “không”)"),
    ("0;0;", 0, "0 (ô không hiện gì)"),
    ("#", 0, "0 (ô không hiện gì)"),
    ("0;0", -4, "-4 (ô hiện “4”)"),
    ("(0)", 40, "40 (ô hiện “(40)”)"),
    ("# ?/?", 0.26, "0,26 (ô hiện “1/4”)"),
    ('"1"0', 4, "4 (ô hiện “14”)"),
    ('0"0"', 4, "4 (ô hiện “40”)"),
    ('"31/12/"0', 23, "23 (ô hiện “31/12/23”)"),
    ('00"."00', 123, "123 (ô hiện “01.23”)"),
    ("0.0E+0", 39, None),
    ("0E+0", 39, "39 (ô hiện “4E+1”)"),
    ("[>30]0%;0", 40, "4000%"),
    ("[>30]\"40\";0", 31, "31 (ô hiện “40”)"),
    ("[White]0", 40, "40 (ô không hiện gì)"),
    ('0" nghìn"', 40, "40 (ô hiện “40 nghìn”)"),
    ("[DBNum1]0", 40, "40 (ô hiện “40”)"),
    ("[$1]0", 4, "4 (ô hiện “14”)"),
    ("0,000", 12, "12 (ô hiện “0.012”)"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "number", "found"), MISLEADING)
@pytest.mark.parametrize("slowly", ["", "1"])
def test_a_count_shown_as_another_is_none(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, monkeypatch: pytest.MonkeyPatch,
    code: str, number: float, found: str | None, slowly: str,
) -> None:  # fmt: skip
    """Both ways of reading say the same."""
    monkeypatch.setenv(SWITCH, slowly)
    cell = address(issued_round, DONE)
    outcome = issued_round.take(shown(clean, cell, number, code))
    told = [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell]
    assert told == ([("VALUE_AMBIGUOUS", found)] if found else [])
    assert (claim_on(outcome, BANDS).self_score is None) == bool(found)
    if found:
        assert touched(outcome, clean_outcome) == {BANDS}


@pytest.mark.parametrize("code", ["# ?/?", "0.00E+00", "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "+0;-0",
                                  '0" hồ sơ"', '0" m2"', "# ##0", "[>30]0;0", "000", "0.0#", "[Blue][>1]#,##0;[Red]0",
                                  "#,##0\\ [$₫-42A]", "??0", "0;0%"])  # fmt: skip
def test_a_count_that_is_shown_as_itself_is_read(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, code: str
) -> None:
    outcome = issued_round.take(shown(clean, address(issued_round, DONE), COUNT, code))
    assert outcome.findings == () and touched(outcome, clean_outcome) == set()


def test_a_dash_for_zero_is_zero_and_is_said(issued_round: Round, clean: bytes) -> None:
    """The format of accountants; a person may also take the dash for a blank."""
    cell = address(issued_round, DONE)
    outcome = issued_round.take(shown(clean, cell, 0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'))
    told = [
        (each.code, recorded(each).found, recorded(each).expected)
        for each in outcome.findings
        if each.cell == cell
    ]
    assert told == [("VALUE_SHOWN_OTHERWISE", "0", "-")]
    assert claim_on(outcome, BANDS).figures["done"] == 0


@proves("VALUE_SHOWN_OTHERWISE")
def test_decimals_that_are_not_shown_are_said(issued_round: Round, clean: bytes) -> None:
    cell = address(issued_round, f"{MONEY}:done")
    content = formatted(clean, issued_round.sheet.name, cell, 0.125, "#,##0.00")
    outcome = issued_round.take(content)
    see(
        outcome.findings,
        Found("VALUE_SHOWN_OTHERWISE", cell, MONEY, "0,125", "0,13"),
        Found("CACHED_FIGURES_MISSING"),
    )
    assert claim_on(outcome, MONEY).figures["done"] == Fraction("0.125")


@pytest.mark.parametrize(
    ("name", "number", "code", "told"),
    [
        (SCORE, 0.5, "0", ("VALUE_AMBIGUOUS", "0,5 (ô hiện “1”)")),
        (SCORE, 0.25, "0.0", ("VALUE_AMBIGUOUS", "0,25 (ô hiện “0,3”)")),
        (SCORE, 0.5, "0.0", None),
        (SCORE, 0.5, "# ?/?", None),
        (DONE, 39.6, "#,##0", ("VALUE_NOT_WHOLE", "39,6")),
        (f"{MONEY}:done", 850.4, "#,##0", ("VALUE_AMBIGUOUS", "850,4 (ô hiện “850”)")),
        (SCORE, 0.5, "General", None),
    ],
)
def test_a_figure_rounded_to_another_is_none(
    issued_round: Round, clean: bytes, name: str, number: float, code: str, told: tuple[str, str] | None
) -> None:
    cell = address(issued_round, name)
    outcome = issued_round.take(shown(clean, cell, number, code))
    said = [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell]
    assert said == ([told] if told else [])
    leaf, _, role = name.partition(":")
    assert (role in claim_on(outcome, leaf).figures) == (told is None)


def test_what_a_date_or_a_percentage_shows_is_said_as_ever(issued_round: Round, clean: bytes) -> None:
    cell = address(issued_round, DONE)
    for code, number, told in (
        ("dd/mm/yyyy", 45293, ("VALUE_IS_DATE", "02/01/2024")),
        ("0.0%", 0.5, ("VALUE_AMBIGUOUS", "50%")),
        ("[>3]dd/mm/yyyy;0", 45293, ("VALUE_IS_DATE", "02/01/2024")),
    ):
        outcome = issued_round.take(shown(clean, cell, number, code))
        assert [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell] == [
            told
        ]


@pytest.mark.parametrize("zeros", ["0", "000"])
def test_a_style_may_be_named_with_zeros_before_it(issued_round: Round, clean: bytes, zeros: str) -> None:
    """s="054" is the style 54: what it shows is known."""
    cell = address(issued_round, DONE)
    for code, told in (("0%", ("VALUE_AMBIGUOUS", "4000%")), ("0.00", None)):
        content = shown(clean, cell, COUNT, code)
        odd = with_parts(
            content,
            {
                MAIN: lambda part: re.sub(
                    rb'(<c r="%b") s="' % cell.encode(), rb'\1 s="' + zeros.encode(), part
                )
            },
        )
        assert odd != content
        outcome = issued_round.take(odd)
        said = [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell]
        assert said == ([told] if told else [])


def test_a_format_with_two_codes_shows_the_worse(issued_round: Round, clean: bytes) -> None:
    cell = address(issued_round, DONE)
    content = with_parts(shown(clean, cell, 4, "0"), {
        STYLES: replacing("</numFmts>", '<numFmt numFmtId="230" formatCode="&quot;1&quot;0"/></numFmts>')
    })  # fmt: skip
    assert codes_at(issued_round.take(content), cell) == ["VALUE_AMBIGUOUS"]


def test_a_built_in_format_with_a_code_of_its_own(issued_round: Round, clean: bytes) -> None:
    """Some programs use the code, some their own format: 1 is “0”."""
    cell = address(issued_round, DONE)
    outcome = issued_round.take(shown(clean, cell, 4, '"1"0', form="1"))
    assert [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell] == [
        ("VALUE_AMBIGUOUS", "4 (ô hiện “14”)")
    ]


DXF = '<dxf><numFmt numFmtId="231" formatCode="{code}"/></dxf>'


def conditional(content: bytes, area: str, code: str, extension: bool = False) -> bytes:
    """The form with a conditional format that changes how numbers are shown."""
    code = escape(code, {'"': "&quot;"})
    if extension:
        space = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
        main = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
        rule = (
            f'<extLst><ext {space} uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}"><x14:conditionalFormattings>'
            f'<x14:conditionalFormatting {main}><x14:cfRule type="expression" id="{{1}}"><xm:f>TRUE</xm:f>'
            f'<x14:dxf><numFmt formatCode="{code}" numFmtId="231"/></x14:dxf></x14:cfRule><xm:sqref>{area}</xm:sqref>'
            "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
        )
        return with_parts(content, {MAIN: replacing("</worksheet>", f"{rule}</worksheet>")})
    styles = re.search(rb'<dxfs count="([0-9]+)"', _part(content, STYLES))
    assert styles is not None
    rule = (
        f'<conditionalFormatting sqref="{area}"><cfRule type="expression" dxfId="{int(styles[1])}" priority="99">'
        "<formula>TRUE</formula></cfRule></conditionalFormatting><dataValidations"
    )
    edits = {
        STYLES: replacing("</dxfs>", DXF.format(code=code) + "</dxfs>"),
        MAIN: replacing("<dataValidations", rule),
    }
    return with_parts(content, edits)


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


@pytest.mark.parametrize("extension", [False, True])
@pytest.mark.parametrize("slowly", ["", "1"])
@pytest.mark.parametrize(
    ("area", "code", "found"),
    [
        ("{cell}", '"1"0', "40 (ô hiện “140”)"),
        ("A1:B2 $A$1:$XFD$1048576", ";;;", "40 (ô không hiện gì)"),
        ("{cell}", "0%", "40 (ô hiện “4000%”)"),
        ("{cell}", "dd/mm/yyyy", "40 (ô hiện “09/02/1900”)"),
        ("{cell}", "0.00", None),
        ("A1:B2", '"1"0', None),
    ],
)
def test_a_conditional_format_that_shows_another_number(
    issued_round: Round, clean: bytes, monkeypatch: pytest.MonkeyPatch, area: str, code: str, found: str | None,
    extension: bool, slowly: str,
) -> None:  # fmt: skip
    """Whether its condition is met is not worked out."""
    monkeypatch.setenv(SWITCH, slowly)
    cell = address(issued_round, DONE)
    outcome = issued_round.take(conditional(clean, area.format(cell=cell), code, extension))
    told = [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell]
    assert [each[0] for each in told] == (["VALUE_AMBIGUOUS"] if found else [])
    if found:
        assert told == [("VALUE_AMBIGUOUS", found)]


def test_thousands_of_conditional_formats_are_not_searched(issued_round: Round, clean: bytes) -> None:
    cell = address(issued_round, DONE)
    content = conditional(clean, " ".join(f"A{row}:Z{row}" for row in range(1, 5000)), "0.00")
    with within(2):
        outcome = issued_round.take(content)
    assert codes_at(outcome, cell) == ["VALUE_AMBIGUOUS"]


@pytest.mark.parametrize("code", ['0;0;0;"40"', ";;;", '@"0"'])
@pytest.mark.parametrize("slowly", ["", "1"])
def test_a_text_that_is_shown_as_another_is_no_figure(
    issued_round: Round, clean: bytes, monkeypatch: pytest.MonkeyPatch, code: str, slowly: str
) -> None:
    monkeypatch.setenv(SWITCH, slowly)
    cell = address(issued_round, DONE)
    content = with_format(with_text(clean, cell, "39"), cell, "230", escape(code, {'"': "&quot;"}))
    outcome = issued_round.take(content)
    assert codes_at(outcome, cell) == ["VALUE_AMBIGUOUS"]
    assert claim_on(outcome, BANDS).self_score is None


def test_a_choice_that_is_shown_as_another_is_none(issued_round: Round, clean: bytes) -> None:
    """Choices are shared texts: the format is that of the cell, not of the text."""
    scored = next(each for each in issued_round.criteria.leaves if each.by_unit and len(each.choices) > 1)
    cell = address(issued_round, f"{scored.code}:choice")
    code = escape(f'0;0;0;"{scored.choices[-1]}"', {'"': "&quot;"})
    outcome = issued_round.take(with_format(clean, cell, "230", code))
    assert codes_at(outcome, cell)[:1] == ["VALUE_AMBIGUOUS"]
    assert "choice" not in claim_on(outcome, scored.code).figures


@proves("RESULT_SHOWN_OTHERWISE")
def test_a_result_that_is_shown_as_another(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    cell = address(issued_round, ":index")
    outcome = issued_round.take(with_format(clean, cell, "230", "&quot;99.9&quot;"))
    findings = [each for each in outcome.findings if each.code == "RESULT_SHOWN_OTHERWISE"]
    assert [(each.code, recorded(each).expected) for each in findings] == [
        ("RESULT_SHOWN_OTHERWISE", "99.9")
    ]
    stored = recorded(findings[0]).found
    see(findings, Found("RESULT_SHOWN_OTHERWISE", cell, "", stored, "99.9"))
    assert touched(outcome, clean_outcome) == set()


def test_a_result_and_max_points_shown_as_a_day_are_told_with_that_day(
    issued_round: Round, clean: bytes
) -> None:
    cell, most = address(issued_round, ":index"), address(issued_round, f"{BANDS}:max")
    outcome = issued_round.take(with_format(clean, cell, "230", "dd/mm/yyyy"))
    [told] = [each for each in outcome.findings if each.code == "RESULT_SHOWN_OTHERWISE"]
    assert told.cell == cell and re.fullmatch("[0-9]{2}/[0-9]{2}/1900", str(recorded(told).expected))
    outcome = issued_round.take(with_format(clean, most, "230", "dd/mm/yyyy"))
    [told] = [each for each in outcome.findings if each.code == "MAX_POINTS_EDITED"]
    assert told.cell == most and re.search("ô hiện “[0-9]{2}/[0-9]{2}/1900”", str(recorded(told).found))


@pytest.mark.parametrize(
    ("code", "told"), [('"123-456"', True), ('000"-"000', False), ("0", False), ('0"1"', True)]
)
def test_a_check_code_that_is_shown_as_another(
    issued_round: Round, clean: bytes, code: str, told: bool
) -> None:
    cell = address(issued_round, ":check_code")
    outcome = issued_round.take(with_format(clean, cell, "230", escape(code, {'"': "&quot;"})))
    assert ("RESULT_SHOWN_OTHERWISE" in codes_at(outcome, cell)) == told


def test_max_points_that_are_shown_as_others(issued_round: Round, clean: bytes) -> None:
    cell = address(issued_round, f"{BANDS}:max")
    outcome = issued_round.take(with_format(clean, cell, "230", "&quot;1&quot;0.0"))
    assert "MAX_POINTS_EDITED" in codes_at(outcome, cell)


KINDS = ("ods", "xls")
SAVED = [each for each in MISLEADING if each[0] not in ("[DBNum1]0",)]


@pytest.fixture(scope="module")
def saved_forms(
    issued_round: Round, clean: bytes, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[bytes]]:
    """A form for each misleading format, and one for each way to show a figure as it is, saved in other formats."""
    folder = tmp_path_factory.mktemp("misleading")
    cell = address(issued_round, DONE)
    forms = [shown(clean, cell, number, code) for code, number, _ in SAVED]
    forms.append(conditional(clean, cell, '"1"0'))
    forms.append(with_format(with_text(clean, cell, "39"), cell, "230", "0;0;0;&quot;40&quot;"))
    files = []
    for place, content in enumerate(forms):
        files.append(folder / f"{place}.xlsx")
        files[-1].write_bytes(content)
    return {
        kind: [each.read_bytes() for each in saved_by_libreoffice(files, folder / kind, kind=kind)]
        for kind in KINDS
    }


@pytest.mark.parametrize("kind", KINDS)
def test_other_file_formats_say_the_same(
    issued_round: Round, saved_forms: dict[str, list[bytes]], kind: str
) -> None:
    cell = address(issued_round, DONE)
    *numbers, condition, text = saved_forms[kind]
    for (code, _, found), content in zip(SAVED, numbers, strict=True):
        outcome = issued_round.take(content, f"phieu.{kind}")
        told = [(each.code, recorded(each).found) for each in outcome.findings if each.cell == cell]
        assert told == ([("VALUE_AMBIGUOUS", found)] if found else []), code
        assert (claim_on(outcome, BANDS).self_score is None) == bool(found), code
    assert codes_at(issued_round.take(text, f"phieu.{kind}"), cell) == ["VALUE_AMBIGUOUS"]
    if kind == "ods":  # xlrd does not read conditional formats
        assert codes_at(issued_round.take(condition, "phieu.ods"), cell) == ["VALUE_AMBIGUOUS"]


def test_the_command_counts_no_figure_that_nobody_sees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """4 done of 40 shown as 14 and as 40, and a form as issued."""
    round_ = start_round(tmp_path / "dot", units=3)
    first, second, third = (round_.form(full_values(round_.criteria), unit) for unit in round_.units)
    cell = address(round_, DONE)
    round_.put("mot.xlsx", shown(first, cell, 4, '"1"0'))
    round_.put("hai.xlsx", shown(second, cell, 4, '[<5]"40";0'))
    round_.put("ba.xlsx", third)
    with pytest.raises(SystemExit) as ended:
        main(["consolidate", str(round_.root)])
    assert ended.value.code == 1
    told = capsys.readouterr().out
    assert "4 (ô hiện “14”)" in told and "4 (ô hiện “40”)" in told
    rows = read_csv(round_.root / "ket-qua" / "diem.csv")
    assert [row["self_score"] for row in rows if row["criterion_code"] == BANDS] == ["", "", "2"]

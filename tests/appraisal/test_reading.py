"""What an agency types is found in an opinion or in a finding, at its cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.appraisal.model import Entry, Slot, Verdict
from cchc.appraisal.returned import AppraisalReceipt, entries_of
from consolidator.appraisal_form.intake import AppraisalIntakeContext
from consolidator.files import ReturnedFile
from consolidator.take_in import take_in as take_in_appraisal
from generator.render import Typed
from tests.appraisal.rounds import Appraising
from tests.intake.packages import MAIN, STYLES, renamed, repacked, with_format, with_parts
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded
from tests.support.rounds import with_cell
from workbook_templates.cell_plan import PlanCell

BEST, ODD, BLANK = "25327", "25330", "25339"
AGREE = "Đồng ý"


def take(round_: Appraising, content: bytes, name: str = "phieu.xlsx") -> AppraisalReceipt:
    return take_in_appraisal(ReturnedFile(name, content), AppraisalIntakeContext.of(round_.appraisal))


def typed(round_: Appraising, values: dict[str, Typed], who: str = "PNV") -> AppraisalReceipt:
    """What intake makes of a form in which only this is typed."""
    return take(round_, round_.filled(round_.out("first", who), values))


def found(outcome: AppraisalReceipt) -> list[tuple[str, str, str]]:
    """Code, cell and criterion of every finding."""
    return [(each.code, each.cell, each.criterion_code) for each in outcome.findings]


def verdicts(outcome: AppraisalReceipt) -> dict[tuple[str, str], Verdict]:
    return {(entry.slot.unit, entry.slot.code): entry.opinion.verdict for _, entry in entries_of(outcome)}


def cell(round_: Appraising, name: str, who: str = "PNV") -> PlanCell:
    return round_.planned(round_.out("first", who), name)[1]


def test_an_empty_form_says_nothing(first_round: Appraising) -> None:
    outcome = typed(first_round, {})
    assert (outcome.verdict, entries_of(outcome), outcome.findings) == ("accepted", [], ())


def test_a_form_of_an_earlier_version_says_nothing(first_round: Appraising) -> None:
    """It tells a text in place of a score in fewer words."""
    now, earlier = '"Phải nhập số (đang là chữ)"'.encode(), '"Phải nhập số"'.encode()
    values: dict[str, Typed] = {"1.1.1@25327:agree": AGREE}
    filled = first_round.filled(first_round.out("first", "PNV"), values)

    def edit(part: bytes) -> bytes:
        assert now in part
        return part.replace(now, earlier)

    outcome = take(first_round, with_parts(filled, {MAIN: edit}))
    assert (outcome.verdict, outcome.findings) == ("accepted", ())
    assert verdicts(outcome) == verdicts(typed(first_round, values)) != {}


@pytest.mark.parametrize(
    ("values", "code", "unit", "verdict"),
    [
        ({"1.1.1@25327:agree": AGREE}, "1.1.1", BEST, Verdict(Fraction(1), True)),
        ({"1.1.1@25327:score": Fraction(1)}, "1.1.1", BEST, Verdict(Fraction(1), True)),
        ({"1.1.1@25327:agree": AGREE, "1.1.1@25327:score": Fraction(1)}, "1.1.1", BEST, Verdict(Fraction(1), True)),
        ({"1.4.2@25330:agree": AGREE}, "1.4.2", ODD, Verdict(None, False)),
        ({"1.4.2@25330:score": Fraction(0), "1.4.2@25330:remark": "x"}, "1.4.2", ODD, Verdict(Fraction(0), True)),
        ({"1.3.2@25330:agree": AGREE}, "1.3.2", ODD, Verdict(Fraction(5, 7), True)),
        # What forms show of 5/7 is 0,71: who repeats that agrees with 5/7.
        ({"1.3.2@25330:score": Fraction("0.71")}, "1.3.2", ODD, Verdict(Fraction(5, 7), True)),
        ({"1.3.2@25330:score": Fraction("0.7"), "1.3.2@25330:remark": "x"}, "1.3.2", ODD, Verdict(Fraction(7, 10), True)),
        ({"1.1.2@25339:score": Fraction("1.25")}, "1.1.2", BLANK, Verdict(Fraction(5, 4), True)),
        ({"1.1.2@25339:score": Fraction(0)}, "1.1.2", BLANK, Verdict(Fraction(0), True)),
    ],
)  # fmt: skip
def test_opinions_that_count(
    first_round: Appraising, values: dict[str, Typed], code: str, unit: str, verdict: Verdict
) -> None:
    outcome = typed(first_round, values)
    assert verdicts(outcome) == {(unit, code): verdict}
    assert outcome.findings == ()


@pytest.mark.parametrize(
    ("typed_in", "codes"),
    [
        (Fraction(2), ["APPRAISAL_SCORE_ABOVE_MAX"]),
        (Fraction("0.4"), ["APPRAISAL_SCORE_OFF_STEP"]),
        (Fraction(-1), ["APPRAISAL_SCORE_NEGATIVE"]),
        ("một", ["VALUE_NOT_A_NUMBER"]),
        (date(2023, 5, 1), ["VALUE_IS_DATE"]),
        (True, ["VALUE_NOT_A_NUMBER"]),
    ],
)
def test_scores_that_are_refused_with_their_cell(
    first_round: Appraising, typed_in: Typed, codes: list[str]
) -> None:
    outcome = typed(first_round, {"1.1.1@25327:score": typed_in, "1.1.1@25327:remark": "lý do"})
    address = cell(first_round, "1.1.1@25327:score").address
    assert found(outcome) == [(code, address, "1.1.1") for code in codes]
    assert entries_of(outcome) == []
    assert [each.unit_code for each in outcome.findings] == [BEST]
    assert all("đơn vị" not in recorded(each).remedy for each in outcome.findings)


def test_a_choice_and_another_score_contradict(first_round: Appraising) -> None:
    outcome = typed(first_round, {"1.1.1@25327:agree": AGREE, "1.1.1@25327:score": Fraction("0.5")})
    assert found(outcome) == [
        ("APPRAISAL_CONTRADICTS", cell(first_round, "1.1.1@25327:score").address, "1.1.1")
    ]
    assert entries_of(outcome) == []


def test_a_choice_nobody_offered_is_no_agreement(first_round: Appraising) -> None:
    outcome = typed(first_round, {"1.1.1@25327:agree": "x", "1.1.1@25327:score": Fraction(1)})
    assert found(outcome) == [("CHOICE_UNKNOWN", cell(first_round, "1.1.1@25327:agree").address, "1.1.1")]
    assert entries_of(outcome) == []


def test_a_reduction_without_a_reason_is_told(first_round: Appraising) -> None:
    outcome = typed(first_round, {"1.1.1@25327:score": Fraction("0.5")})
    assert found(outcome) == [
        ("APPRAISAL_REMARK_MISSING", cell(first_round, "1.1.1@25327:remark").address, "1.1.1")
    ]
    assert verdicts(outcome) == {(BEST, "1.1.1"): Verdict(Fraction(1, 2), True)}


def test_refusing_what_did_not_arise_needs_a_reason(first_round: Appraising) -> None:
    outcome = typed(first_round, {"1.4.2@25330:score": Fraction(1)})
    assert [each.code for each in outcome.findings] == ["APPRAISAL_REMARK_MISSING"]
    assert verdicts(outcome) == {(ODD, "1.4.2"): Verdict(Fraction(1), True)}


def test_a_remark_without_a_score_is_no_opinion(first_round: Appraising) -> None:
    outcome = typed(first_round, {"1.1.1@25327:remark": "xem lại"})
    assert [each.code for each in outcome.findings] == ["APPRAISAL_REMARK_ALONE"]
    assert entries_of(outcome) == []


def test_nobody_agrees_with_a_blank(first_round: Appraising) -> None:
    """Where the unit claimed nothing, the cell for agreeing is closed."""
    number, closed = first_round.planned(first_round.out("first", "PNV"), "1.1.2@25339:agree")
    form = first_round.filled(first_round.out("first", "PNV"), {})
    forced = with_cell(form, closed.address, _text(closed.address, AGREE), number)
    outcome = take(first_round, forced)
    assert found(outcome) == [("LOCKED_CELL_FILLED", closed.address, "1.1.2")]
    assert entries_of(outcome) == []


@pytest.mark.parametrize(
    ("role", "forged", "code"),
    [
        ("leaf", "2.1.1", "APPRAISAL_NOT_ITS_LEAF"),
        ("leaf", "5.5.1", "APPRAISAL_SURVEY_LEAF"),
        ("leaf", "9.9", "APPRAISAL_LEAF_UNKNOWN"),
        ("unit", "99999", "APPRAISAL_OTHER_AUTHORITY"),
        ("leaf", "1.1.2", "APPRAISAL_ROW_ADDED"),
    ],
)
def test_a_row_that_shows_another_leaf_or_unit_is_refused(
    first_round: Appraising, role: str, forged: str, code: str
) -> None:
    form = first_round.out("first", "PNV")
    number, shown = first_round.planned(form, f"1.1.1@25327:{role}")
    content = first_round.filled(form, {"1.1.1@25327:score": Fraction(1)})
    outcome = take(first_round, with_cell(content, shown.address, _text(shown.address, forged), number))
    score = cell(first_round, "1.1.1@25327:score").address
    assert (code, score) in [(each.code, each.cell) for each in outcome.findings]
    assert entries_of(outcome) == []


def test_a_claim_edited_in_the_form_changes_nothing(first_round: Appraising) -> None:
    form = first_round.out("first", "PNV")
    number, claim = first_round.planned(form, "1.3.2@25330:claim")
    content = first_round.filled(form, {"1.3.2@25330:agree": AGREE})
    edited = with_cell(content, claim.address, f'<c r="{claim.address}"><v>1</v></c>', number)
    outcome = take(first_round, edited)
    assert ("LOCKED_TEXT_EDITED", claim.address, "1.3.2") in found(outcome)
    assert verdicts(outcome) == {(ODD, "1.3.2"): Verdict(Fraction(5, 7), True)}


def test_text_beside_the_table_is_told(first_round: Appraising) -> None:
    content = first_round.filled(first_round.out("first", "PNV"), {})
    path = first_round.root / "beside.xlsx"
    path.write_bytes(content)
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["AA3"] = "xin xem lại"
    workbook["Hướng dẫn"]["B9"] = 7
    workbook.save(path)
    outcome = take(first_round, path.read_bytes())
    places = {(each.code, each.sheet, each.cell) for each in outcome.findings}
    assert ("TYPED_OUTSIDE_FORM", "Lĩnh vực 1", "AA3") in places
    assert ("TYPED_OUTSIDE_FORM", "Hướng dẫn", "B9") in places


def test_forms_in_the_wrong_place_say_where_they_belong(first_round: Appraising) -> None:
    appraisal = first_round.filled(first_round.out("first", "PNV"), {})
    assert [each.code for each in first_round.take(appraisal).findings] == ["FORM_OTHER_KIND"]
    outcome = take(first_round, first_round.form())
    assert [each.code for each in outcome.findings] == ["FORM_OTHER_KIND"]


def test_a_form_of_an_issue_nobody_made(first_round: Appraising) -> None:
    from dataclasses import replace

    form = replace(first_round.out("first", "PNV"), issue=7)
    assert [each.code for each in take(first_round, first_round.filled(form, {})).findings] == [
        "FORM_FUTURE"
    ]


ODD_INPUTS: tuple[Typed | None, ...] = (
    None,
    None,
    Fraction(0),
    Fraction(1),
    Fraction("0.5"),
    Fraction("0.71"),
    Fraction(3),
    Fraction(-1),
    "0,5",
    "x",
    AGREE,
    True,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_everything_typed_is_an_opinion_or_a_finding(first_round: Appraising, data: st.DataObject) -> None:
    """Whatever stands in the three inputs of a row."""
    rows = ["1.1.1@25327", "1.3.2@25330", "1.4.2@25330", "1.1.2@25339"]
    values: dict[str, Typed] = {}
    for row in rows:
        for role in ("agree", "score", "remark"):
            value = data.draw(st.sampled_from(ODD_INPUTS))
            if value is not None and not (row.endswith("25339") and role == "agree"):
                values[f"{row}:{role}"] = value
    outcome = typed(first_round, values)
    told = {f"{each.criterion_code}@{each.unit_code}" for each in outcome.findings}
    taken = {f"{entry.slot.code}@{entry.slot.unit}" for _, entry in entries_of(outcome)}
    assert {name.partition(":")[0] for name in values} <= told | taken
    assert taken <= {name.partition(":")[0] for name in values}


@pytest.mark.libreoffice
@pytest.mark.parametrize("locale", ["vi-VN", "en-US"])
def test_forms_saved_by_libreoffice_say_the_same(
    first_round: Appraising, tmp_path_factory: pytest.TempPathFactory, locale: str
) -> None:
    folder = tmp_path_factory.mktemp("libreoffice")
    instead: dict[str, Typed] = {
        "1.1.1@25327:score": Fraction("0.5"),
        "1.1.1@25327:remark": "Ban hành ngày 05/02\ntheo sổ công văn đi",
        "1.1.2@25339:score": Fraction("1.25"),
    }
    files, before = [], []
    for who in ("PNV", "PTP"):
        form = first_round.out("first", who)
        content = first_round.filled(form, first_round.agreeing(form, instead if who == "PNV" else None))
        files.append(folder / f"{who}.xlsx")
        files[-1].write_bytes(content)
        before.append(_said(entries_of(take(first_round, content))))
    for saved, entries in zip(saved_by_libreoffice(files, folder / "saved", locale), before, strict=True):
        after = take(first_round, saved.read_bytes())
        assert after.findings == ()
        assert _said(entries_of(after)) == entries
        assert len(entries) > 10


def _said(entries: Sequence[tuple[object, Entry]]) -> dict[Slot, object]:
    return {entry.slot: (entry.said, entry.cell) for _, entry in entries}


def _text(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.mark.parametrize(
    ("form", "code"), [("9", "VALUE_AMBIGUOUS"), ("30", "VALUE_IS_DATE"), ("60", "VALUE_AMBIGUOUS")]
)
def test_a_score_in_another_format_than_a_number_is_refused(
    first_round: Appraising, form: str, code: str
) -> None:
    """The stylesheet lies under another name; one in it is that of a percentage, or of another language."""
    values: dict[str, Typed] = {"1.1.1@25327:score": Fraction(1)}
    address = cell(first_round, "1.1.1@25327:score").address
    content = with_format(first_round.filled(first_round.out("first", "PNV"), values), address, form)
    outcome = take(first_round, renamed(content, STYLES, "xl/looks.xml", "looks.xml"))
    assert found(outcome) == [(code, address, "1.1.1")]
    assert entries_of(outcome) == []


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [
        (Fraction(1), "&quot;1&quot;0", ["VALUE_AMBIGUOUS"]),
        (Fraction(1), ";;;", ["VALUE_AMBIGUOUS"]),
        (Fraction(1), "0,", ["VALUE_AMBIGUOUS"]),
        (Fraction(1, 2), "0", ["VALUE_AMBIGUOUS"]),
        (Fraction(1, 2), "# ?/?", []),
        (Fraction(1), "#,##0.0", []),
    ],
)
def test_a_score_that_is_shown_as_another_is_refused(
    first_round: Appraising, number: Fraction, code: str, told: list[str]
) -> None:
    values: dict[str, Typed] = {"1.1.1@25327:score": number, "1.1.1@25327:remark": "đã xem"}
    address = cell(first_round, "1.1.1@25327:score").address
    content = with_format(first_round.filled(first_round.out("first", "PNV"), values), address, "230", code)
    outcome = take(first_round, content)
    assert [each[0] for each in found(outcome) if each[1] == address] == told
    assert bool(entries_of(outcome)) == (not told)


def test_a_score_whose_format_is_not_known_is_refused(first_round: Appraising) -> None:
    values: dict[str, Typed] = {"1.1.1@25327:score": Fraction(1)}
    content = first_round.filled(first_round.out("first", "PNV"), values)
    outcome = take(first_round, repacked(content, drop=[STYLES]))
    address = cell(first_round, "1.1.1@25327:score").address
    assert ("VALUE_AMBIGUOUS", address, "1.1.1") in found(outcome)
    assert entries_of(outcome) == []

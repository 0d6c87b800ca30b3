"""Locked formulas compared by their text: what programs write differently is no change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.returns.unit_form import UnitReceipt
from consolidator.form.formula_text import same_formula
from tests.support.findings import recorded
from tests.support.rounds import Round, with_cell
from workbook_templates.unit_form.plan import unit_form_plan

from .proof import Found, proves, see, touched
from .spoiling import address, with_content

SCORE = "1.1.2:self"


def formula_of(issued: Round, name: str) -> str:
    cell = issued.cell(name)
    return issued.sheet.formula(cell.content).removeprefix("=")  # type: ignore[arg-type]


def with_formula(issued: Round, content: bytes, name: str, formula: str, value: str = "1") -> bytes:
    escaped = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return with_content(content, address(issued, name), f"<f>{escaped}</f><v>{value}</v>")


@proves("FORMULA_CHANGED")
def test_a_changed_formula_is_named_and_changes_no_score(issued_round: Round, clean: bytes) -> None:
    issued = formula_of(issued_round, ":index")
    spoilt = with_formula(issued_round, clean, ":index", f"{issued}+0", "100")
    outcome = issued_round.take(spoilt)
    at = address(issued_round, ":index")
    see(
        outcome.findings,
        Found(
            "FORMULA_CHANGED", at, "", f"={issued}+0"[:200] + "…" * (len(issued) > 197), f"={issued}"[:200]
        ),
    )
    assert outcome.reading is not None
    assert outcome.reading.claims == issued_round.take(clean).reading.claims  # type: ignore[union-attr]


def test_many_changed_formulas_are_one_finding(issued_round: Round, clean: bytes) -> None:
    spoilt = clean
    computed = [cell for cell in issued_round.sheet.cells if type(cell.content).__name__ == "Computed"][:8]
    for cell in computed:
        spoilt = with_formula(issued_round, spoilt, cell.name, "1+1")
    changed = [each for each in issued_round.take(spoilt).findings if each.code == "FORMULA_CHANGED"]
    assert (
        len(changed) == 1
        and recorded(changed[0]).found == "=1+1 (+7)"
        and changed[0].cell == computed[0].address
    )


def on_result_sheet(issued: Round, content: bytes, name: str, xml: str) -> tuple[bytes, str]:
    """The form with another cell in a place of the result sheet, and the place."""
    place = unit_form_plan(issued.criteria).sheet("Kết quả").by_name[name].address
    return with_cell(content, place, f'<c r="{place}">{xml}</c>', sheet=2), place


def test_formulas_of_the_result_sheet_are_compared_too(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    content, changed = on_result_sheet(issued_round, clean, "1:component", "<f>100-0</f><v>100</v>")
    content, replaced = on_result_sheet(issued_round, content, ":shown_index", "<v>99</v>")
    outcome = issued_round.take(content)
    found = {(each.code, each.sheet, each.cell, recorded(each).found) for each in outcome.findings}
    assert found == {
        ("FORMULA_CHANGED", "Kết quả", changed, "=100-0"),
        ("FORMULA_OVERWRITTEN", "Kết quả", replaced, "99"),
    }
    assert touched(outcome, clean_outcome) == set()


def test_a_result_sheet_pasted_over_with_values_is_one_finding(issued_round: Round, clean: bytes) -> None:
    content = clean
    for number in range(1, 9):
        content, _ = on_result_sheet(issued_round, content, f"{number}:component", "<v>99</v>")
    (only,) = issued_round.take(content).findings
    assert (only.code, only.sheet, recorded(only).found) == ("FORMULA_OVERWRITTEN", "Kết quả", "99 (+7)")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IF(A1>0.9,2,1)", "if( $A$1 > 0.90 , 2 , 1 )"),
        ("SUM(E5:E7,E9)", "SUM($E$5:E$7,E9)"),
        ("CCHC_INDEX(A1:A9)", "[1]!CCHC_INDEX(A1:A9)"),
        ("CCHC_INDEX(A1:A9)", "'C:\\Người dùng\\[cchc.xlam]'!CCHC_INDEX(A1:A9)"),
        ("CCHC_INDEX(A1:A9)", "_xll.cchc_index(A1:A9)"),
        ("CCHC_INDEX(A1:A9)", "'C:\\Người dùng\\cchc.xlam'!CCHC_INDEX(A1:A9)"),
        ("CCHC_INDEX(A1:A9)", "cchc.xlam!CCHC_INDEX(A1:A9)"),
        ("CCHC_INDEX(A1:A9)", "_xludf.CCHC_INDEX(A1:A9)"),
        ("CCHC_INDEX(A1:A9)", "CCHC.INDEX(A1:A9)"),
        ("CCHC_INDEX(A1:A9)", "com.sun.star.sheet.addin.CCHC.INDEX(A1:A9)"),
        ("CCHC_INDEX(A1:A9)", "_xldudf_CCHC_INDEX(A1:A9)"),
        ("IFERROR(A1,2)", "_xlfn.IFERROR(A1,2)"),
        ("((0+(A1*7))+(B1*101))*2", "(0+A1*7+B1*101)*2"),
        ("(A1-B1)-C1", "A1-B1-C1"),
        ("IF((A1>0.9),(2),-(1))", "IF(A1>0.9,2,-1)"),
        ("(A1&B1)=(C1+1)", "A1&B1=C1+1"),
        ("(50%)*A1", "50%*A1"),
    ],
)
def test_what_programs_write_differently_is_the_same(one: str, other: str) -> None:
    assert same_formula(one, other) and same_formula(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IF(A1>0.9,2,1)", "IF(A1>=0.9,2,1)"),
        ("IF(A1>0.9,2,1)", "IF(A1>0.8,2,1)"),
        ("SUM(E5:E7)", "SUM(E5:E8)"),
        ('IF(A1="Có",1,0)', 'IF(A1="có ",1,0)'),
        ("A1+B1", "A1-B1"),
        ("MIN(A1,B1)", "MAX(A1,B1)"),
        ("A1&B1", "A1"),
        ("(A1+B1)*2", "A1+B1*2"),
        ("A1-(B1-C1)", "A1-B1-C1"),
        ("-(A1^2)", "-A1^2"),
        ("MIN(MAX(A1,B1))", "MIN(A1,MAX(B1))"),
        ("IF(A1,,2)", "IF(A1,2)"),
        ("SUM((A1,B1))", "SUM(A1+B1)"),
    ],
)
def test_what_says_something_else_is_not(one: str, other: str) -> None:
    assert not same_formula(one, other)


@pytest.mark.parametrize(
    "broken",
    ['"abc', ")", "(", "{1", "IF(A1", "'x", "[a", "#FOO", "1.2.3", "=", "}", ",", "A1)", "1E+", "SUM(A1}"],
)
def test_what_is_no_formula_is_a_change_and_stops_nothing(
    issued_round: Round, clean: bytes, broken: str
) -> None:
    assert not same_formula(broken, "A1") and not same_formula("A1", broken)
    outcome = issued_round.take(with_formula(issued_round, clean, SCORE, broken, "2"))
    assert [(each.code, recorded(each).found) for each in outcome.findings] == [
        ("FORMULA_CHANGED", f"={broken.removeprefix('=')}")
    ]


@given(one=st.text("\"'()[]{}#=+-*/^&,;: %1E.A$!<>I", max_size=12))
def test_any_text_can_be_compared(one: str) -> None:
    same_formula(one, "IF(A1,(B1+1)*2)")
    assert same_formula(one, one)

"""Every typed value ends in a result or in a finding, whatever is typed into whichever cells."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.core.numbers import plain
from cchc.returns.unit_form import UnitReceipt
from generator.render import Typed
from tests.support.findings import recorded
from tests.support.rounds import Round
from workbook_templates.cell_plan import PlanCell

from .leaves import NOT_ARISEN

_ROLES = {"choice": "Lựa chọn", "done": "Thực hiện", "total": "Tổng số"}
"""How findings on a whole leaf name its cells."""

MAY_DROP_A_CELL = {
    "CHOICE_UNKNOWN",
    "VALUE_ABOVE_MAX",
    "VALUE_AMBIGUOUS",
    "VALUE_IS_DATE",
    "VALUE_NEGATIVE",
    "VALUE_NOT_A_NUMBER",
    "VALUE_NOT_WHOLE",
    "VALUE_OFF_STEP",
    "VALUE_OUT_OF_RANGE",
}
"""Codes of findings on a cell after which what is typed there may be in no result."""

READ_OTHERWISE = {"CHOICE_READ_LOOSELY", "VALUE_READ_FROM_TEXT"}
"""Codes of findings on a cell that is read, and not as it was typed."""

MAY_DROP_A_LEAF = {"FIGURES_INCOMPLETE", "NOT_APPLICABLE_WITH_FIGURES"}
"""Codes of findings on a whole leaf that name what they drop."""

numbers = st.one_of(
    st.integers(-3, 10**10).map(Fraction),
    st.integers(0, 400).map(lambda quarters: Fraction(quarters, 4)),
    st.decimals(0, 1000, places=5).map(Fraction),
)
texts = st.one_of(
    st.sampled_from(["0,5", "0.5", "1.500", "40", " 40 ", "４０", "Có", "Không", NOT_ARISEN, "x", "-", "nan",
                     "1e3", "=1+1", "@a", "'5", "\u200b", " ", "a" * 500]),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30),
)  # fmt: skip
typed_values = st.one_of(numbers, texts, st.booleans(), st.dates(date(1950, 1, 1), date(2100, 1, 1)))


@st.composite
def filled_cells(
    draw: st.DrawFn, inputs: tuple[PlanCell, ...], choices: dict[str, tuple[str, ...]]
) -> dict[str, Typed]:
    """Up to twenty inputs with something in them: a fitting choice, or anything at all."""
    cells = draw(st.lists(st.sampled_from(inputs), max_size=20, unique_by=lambda cell: cell.name))
    values: dict[str, Typed] = {}
    for cell in cells:
        if cell.role == "choice" and draw(st.booleans()):
            values[cell.name] = draw(st.sampled_from(choices[cell.code]))
        else:
            values[cell.name] = draw(typed_values)
    return values


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_typed_value_is_in_a_result_or_in_a_finding(issued_round: Round, data: st.DataObject) -> None:
    inputs = tuple(cell for cell in issued_round.sheet.inputs if cell.code)
    choices = {scored.code: scored.choices for scored in issued_round.criteria.leaves if scored.by_unit}
    values = data.draw(filled_cells(inputs, choices))
    outcome = issued_round.take(issued_round.form(values))
    assert outcome.reading is not None
    lost = {
        name: value
        for name, value in values.items()
        if not _accounted_for(issued_round, outcome, name, value)
    }
    assert lost == {}


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_made_up(issued_round: Round, data: st.DataObject) -> None:
    """What is accepted was typed: no figure, remark or score stands on a leaf nobody filled in."""
    inputs = tuple(cell for cell in issued_round.sheet.inputs if cell.code)
    choices = {scored.code: scored.choices for scored in issued_round.criteria.leaves if scored.by_unit}
    values = data.draw(filled_cells(inputs, choices))
    outcome = issued_round.take(issued_round.form(values))
    assert outcome.reading is not None
    for code, claim in outcome.reading.claims.items():
        typed = {name.partition(":")[2] for name in values if name.startswith(f"{code}:")}
        assert set(claim.figures) <= typed and (not claim.remark or "remark" in typed)
        assert claim.self_score is None or typed - {"remark"}


def _accounted_for(issued: Round, outcome: UnitReceipt, name: str, value: Typed) -> bool:
    code, _, role = name.partition(":")
    assert outcome.reading is not None
    claim = outcome.reading.claims[code]
    if isinstance(value, str) and not value.replace("\u200b", "").strip():
        return True  # blanks are nothing
    here = {each.code for each in outcome.findings if each.cell == issued.cell(name).address}
    if here & MAY_DROP_A_CELL:
        return True
    if role == "remark":
        return claim.remark == (
            value.replace("\r\n", "\n").strip() if isinstance(value, str) else _as_text(value)
        )
    if claim.figures.get(role) == value or (here & READ_OTHERWISE and role in claim.figures):
        return True
    if isinstance(value, str) and str(claim.figures.get(role, "")).casefold() == value.casefold():
        return True
    whole_leaf = [
        each for each in outcome.findings if each.criterion_code == code and each.code in MAY_DROP_A_LEAF
    ]
    return any(_ROLES.get(role, role) in recorded(each).found for each in whole_leaf)


def _as_text(value: Typed) -> str:
    """A number, a date or TRUE where people write words: kept as a person sees it."""
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else plain(Fraction(value))

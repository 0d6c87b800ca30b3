"""Every value typed into a survey template is in a figure, in a unit's note, or in a finding at its cell."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.campaign.opened import OpenCampaign
from cchc.survey.model import NOT_SURVEYED
from cchc.survey.returned import SurveyReceipt, figures_of
from cchc.survey.scope import Scope
from consolidator.survey_form import table
from tests.support.typing_in import Put, typed_in
from tests.survey.filling import (
    DEPARTMENT_REMARKS,
    MINISTRY_SURVEY,
    SIPAS,
    campaign_of,
    read,
    scope_of,
    template,
)
from workbook_templates.cell_plan import PlanCell, address_of
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.survey_form.plan import FIRST_UNIT_ROW, survey_plan

SCOPES = {
    "ministry": scope_of(MINISTRY_SURVEY),
    "sipas": scope_of(SIPAS),
    "remarks": scope_of(DEPARTMENT_REMARKS, agency="PNV"),
}

CONTENTS = (
    *(("n", text) for text in ("0", "1", "0.5", "85.5", "100", "101", "-1", "9999")),
    *(("text", text) for text in (NOT_SURVEYED, "0,5", "85,5%", "1.500", "x", " ", "%", "tốt")),
    *(("b", text) for text in ("0", "1")),
    *(("e", text) for text in ("#REF!", "#N/A")),
    *(("n", text, "1+1") for text in ("", "1.25", "80")),
)
STRANGE = (
    *(("n", text) for text in ("777.25", "-777")),
    *(("text", text) for text in ("xem lại 7", "99999", " ")),
    ("e", "#REF!"),
    *(("n", text, "1+1") for text in ("", "777.25")),
)
"""Nothing that a template holds itself."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenCampaign:
    return campaign_of(tmp_path_factory.mktemp("khong-mat") / "dot")


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> OpenCampaign:
    """A campaign with leaves of the Ministry's survey."""
    return campaign_of(tmp_path_factory.mktemp("bo") / "dot", 3, "vinh-long-2023", "department")


def of(scope: str, opened: OpenCampaign, provinces: OpenCampaign) -> OpenCampaign:
    return provinces if scope == "ministry" else opened


def sheets_of(opened: OpenCampaign, scope: Scope) -> list[tuple[int, SheetPlan]]:
    return list(enumerate(survey_plan(opened.campaign, opened.criteria, scope).sheets, start=1))


def things(chance: random.Random, sheets: list[tuple[int, SheetPlan]]) -> tuple[Put, ...]:
    """Up to twenty things: most in figures and notes, some over headings and names, some around."""
    found: dict[tuple[str, str], Put] = {}

    def put(number: int, sheet: SheetPlan, address: str, contents: Sequence[tuple[str, ...]]) -> None:
        found[sheet.name, address] = Put(number, sheet.name, address, *chance.choice(contents))

    number, sheet = chance.choice([each for each in sheets if each[1].inputs])
    for _ in range(chance.randint(1, 12)):
        put(number, sheet, chance.choice(sheet.inputs).address, CONTENTS)
    if chance.random() < 0.5:
        put(number, sheet, chance.choice(sheet.locked).address, STRANGE)
    for _ in range(chance.randint(0, 4)):
        number, sheet = chance.choice(sheets)
        last = max(row for row, _ in sheet.by_place), max(column for _, column in sheet.by_place)
        place = chance.randint(0, last[0] + 30), chance.randint(0, last[1] + 8)
        if place not in sheet.by_place:
            put(number, sheet, address_of(*place), STRANGE)
    return tuple(found.values())


def lost(opened: OpenCampaign, scope: Scope, content: bytes, puts: Iterable[Put]) -> list[Put]:
    """What was typed and has gone."""
    puts = tuple(puts)
    reading = read(opened, scope, typed_in(content, puts))
    plans = {sheet.name: sheet for _, sheet in sheets_of(opened, scope)}
    return [
        put
        for put in puts
        if not put.is_blank and not _named(put, reading) and not _holds(put, plans[put.sheet], reading)
    ]


def _named(put: Put, reading: SurveyReceipt) -> bool:
    """Whether its cell is told of; or the code of its row or column, which is not one, or none any more."""
    letters, row = put.cell.rstrip("0123456789"), put.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    codes = {f"A{row}": "SURVEY_UNIT_UNKNOWN", f"{letters}5": "SURVEY_CODE_UNKNOWN"}
    return any(
        each.sheet == put.sheet and (each.cell == put.cell or codes.get(each.cell) == each.code)
        for each in reading.findings
    )


def _holds(put: Put, sheet: SheetPlan, reading: SurveyReceipt) -> bool:
    cell = next((each for each in sheet.inputs if each.address == put.cell), None)
    if cell is None:
        return False
    unit, leaf = _place(cell)
    if leaf == "note":
        text = {"b": {"0": "FALSE", "1": "TRUE"}.get(put.text), "n": put.text.replace(".", ",")}
        noted = {each.note for (of, _), each in figures_of(reading).items() if of == unit}
        return noted == {(text.get(put.kind) or put.text).strip()}
    figure = figures_of(reading).get((unit, leaf))
    return figure is not None and figure.figure == _meant(put)


def _place(cell: PlanCell) -> tuple[str, str]:
    """Unit and leaf of an input, or unit and "note"."""
    return cell.code, cell.role


def _meant(put: Put) -> Fraction | None:
    if put.text == NOT_SURVEYED:
        return None
    return Fraction(put.text.removesuffix("%").replace(",", "."))


@pytest.mark.parametrize("scope", SCOPES)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_every_typed_value_is_in_a_figure_or_in_a_finding(
    opened: OpenCampaign, provinces: OpenCampaign, scope: str, seed: int
) -> None:
    campaign = of(scope, opened, provinces)
    content = template(campaign, SCOPES[scope])
    puts = things(random.Random(seed), sheets_of(campaign, SCOPES[scope]))
    assert lost(campaign, SCOPES[scope], content, puts) == []


@pytest.mark.parametrize("function", ["_check_outside", "_note_of"])
def test_a_reader_that_loses_something_is_caught(
    opened: OpenCampaign, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    scope = SCOPES["sipas"]
    content = template(opened, scope)
    number, sheet = sheets_of(opened, scope)[0]
    figure = next(cell for cell in sheet.inputs if cell.role != "note")
    note = next(cell for cell in sheet.inputs if cell.role == "note")
    puts = {
        "figure": Put(number, sheet.name, figure.address, "n", "80"),
        "_note_of": Put(number, sheet.name, note.address, "text", "theo phiếu"),
        "_check_outside": Put(number, sheet.name, address_of(FIRST_UNIT_ROW + 9, 3), "n", "7"),
    }
    assert lost(opened, scope, content, puts.values()) == []

    def blind(reader: table.TableReader, *place: object) -> str:
        if place:
            reader._explained.add((place[1], place[2]))  # type: ignore[arg-type]
        return ""

    monkeypatch.setattr(table.TableReader, function, blind)
    assert lost(opened, scope, content, puts.values()) == [puts[function]]

"""Every value typed into any form of the appraisal is in an entry that counts or in a finding at its cell."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.appraisal.merging import merge
from cchc.appraisal.model import Entry, IssuedForm, Slot, Verdict
from cchc.appraisal.returned import AppraisalReceipt, entries_of
from cchc.appraisal.rounds import BY_KEY
from cchc.appraisal.scores import is_as_shown
from cchc.appraisal.state import Appraisal
from cchc.findings.catalogue import ERROR
from cchc.findings.finding import Finding
from consolidator.appraisal_form import reader, rows
from consolidator.appraisal_form.intake import AppraisalIntakeContext
from consolidator.files import ReturnedFile
from consolidator.take_in import take_in as take_in_appraisal
from generator.render import Typed
from tests.appraisal.rounds import Appraising, claimed, start_appraising
from tests.support.typing_in import Put, typed_in
from workbook_templates.appraisal_form.plan import appraisal_plan
from workbook_templates.cell_plan import PlanCell, address_of
from workbook_templates.sheet_plan import SheetPlan

AGENCIES = ("PNV", "VP", "PTP", "PTCKH", "PVHTT", "PKTHT")
ROUNDS = ("first", "explanation", "second", "board")
LABELS = ("Đồng ý", "Theo tự đánh giá", "Giữ điểm lần 1", "Theo thẩm định")

contents = st.one_of(
    st.tuples(st.just("n"), st.sampled_from(["0", "1", "0.5", "0.25", "0.75", "3", "-1", "123456789012", "0.1234"])),
    st.tuples(st.just("text"), st.sampled_from([*LABELS, "0,5", "1", "x", " ", "１", "a" * 300, "1.500", "ngày 05/02"])),
    st.tuples(st.just("b"), st.sampled_from(["0", "1"])),
    st.tuples(st.just("e"), st.sampled_from(["#REF!", "#N/A"])),
    st.tuples(st.just("n"), st.sampled_from(["", "1", "0.5"]), st.just("1-0.5")),
    st.tuples(st.just("text"), st.just("Đồng ý"), st.just('"Đồng ý"')),
)  # fmt: skip

strange = st.one_of(
    st.tuples(st.just("n"), st.sampled_from(["777.25", "-777"])),
    st.tuples(st.just("text"), st.sampled_from(["xem lại 7", "7 đơn vị", " "])),
    st.tuples(st.just("e"), st.just("#REF!")),
    st.tuples(st.just("n"), st.sampled_from(["", "777.25"]), st.just("1-0.5")),
)
"""Nothing that a form holds itself: where locked texts stand, typing what was there is no change."""


@pytest.fixture(scope="module")
def appraised(tmp_path_factory: pytest.TempPathFactory) -> Appraising:
    """Two communes, 1.1.1 of the first and 1.1.2 of the second cut by the agency; every round is out."""
    round_ = start_appraising(tmp_path_factory.mktemp("khong-mat") / "d", 2, two=True)
    claimed(round_, {unit: {} for unit in round_.units})
    round_.issue("first")
    cut: dict[str, Typed] = {}
    for place in ("1.1.1@25327", "1.1.2@25330"):
        cut |= {f"{place}:score": Fraction("0.5"), f"{place}:remark": "Muộn"}
    for agency in AGENCIES:
        round_.answer("first", agency, cut if agency == "PNV" else None)
    round_.issue("explanation")
    for unit, code in (("25327", "1.1.1"), ("25330", "1.1.2")):
        round_.answer("explanation", unit, {f"{code}@{unit}:explained": "Ký ngày 30/01"})
    round_.issue("second")
    round_.answer("second", "PNV", {"1.1.1@25327:agree": "Giữ điểm lần 1", "1.1.2@25330:agree": "Giữ điểm lần 1"})  # fmt: skip
    round_.issue("board")
    return round_


@dataclass(frozen=True)
class Sheets:
    """A form that is out, once for all tries: what it is, its bytes, what reads it."""

    form: IssuedForm
    content: bytes
    sheets: tuple[tuple[int, SheetPlan], ...]
    appraisal: Appraisal

    def named(self, name: str) -> tuple[int, str, PlanCell]:
        """Where an input stands: number and name of its sheet, and its cell."""
        return next(
            (at, sheet.name, sheet.by_name[name]) for at, sheet in self.sheets if name in sheet.by_name
        )


@pytest.fixture(scope="module")
def forms(appraised: Appraising) -> dict[str, Sheets]:
    """The form of each round that goes to one agency, unit or board."""
    appraisal = appraised.appraisal
    found = {}
    for key in ROUNDS:
        form = form_of(appraised, key)
        plans = tuple(enumerate(appraisal_plan(form, appraised.criteria).sheets, start=1))
        found[key] = Sheets(form, appraised.filled(form, {}), plans, appraisal)
    return found


def form_of(round_: Appraising, round_key: str) -> IssuedForm:
    return round_.out(round_key, {"board": "", "explanation": "25327"}.get(round_key, "PNV"))


@st.composite
def things(draw: st.DrawFn, sheets: Sequence[tuple[int, SheetPlan]]) -> tuple[Put, ...]:
    """Up to fifteen things: most in the inputs of few rows, some over locked cells, some around the table
    and on the other sheets.
    """
    found: dict[tuple[str, str], Put] = {}
    filled = [(number, sheet) for number, sheet in sheets if sheet.inputs]
    number, sheet = draw(st.sampled_from(filled))
    keys = draw(st.lists(st.sampled_from(sorted({c.key for c in sheet.inputs})), min_size=1, max_size=3))
    inputs = [cell for cell in sheet.inputs if cell.key in keys]
    for cell in draw(st.lists(st.sampled_from(inputs), min_size=1, max_size=9)):
        found[sheet.name, cell.address] = Put(number, sheet.name, cell.address, *draw(contents))
    locked = [cell for cell in sheet.locked if cell.key in keys and cell.role not in ("code", "name")]
    for cell in draw(st.lists(st.sampled_from(locked), max_size=1)):
        found[sheet.name, cell.address] = Put(number, sheet.name, cell.address, *draw(strange))
    for number, sheet in draw(st.lists(st.sampled_from(sheets), max_size=4)):
        last = max(row for row, _ in sheet.by_place), max(column for _, column in sheet.by_place)
        place = draw(st.tuples(st.integers(0, last[0] + 30), st.integers(0, last[1] + 8)))
        if place not in sheet.by_place:
            cell_name = address_of(*place)
            found[sheet.name, cell_name] = Put(number, sheet.name, cell_name, *draw(strange))
    return tuple(found.values())


def take(sheets: Sheets, content: bytes) -> AppraisalReceipt:
    return take_in_appraisal(
        ReturnedFile("phieu.xlsx", content), AppraisalIntakeContext.of(sheets.appraisal)
    )


def lost(sheets: Sheets, puts: Iterable[Put]) -> list[Put]:
    """What was typed and has gone: in no entry that the merge keeps, and at no finding."""
    puts, form, appraisal = tuple(puts), sheets.form, sheets.appraisal
    outcome = take(sheets, typed_in(sheets.content, puts))
    if outcome.reading is None:  # the whole file is refused, for one of the things
        assert any(_named(put, outcome.findings) for put in puts)
        return []
    place = BY_KEY[form.round].place
    so_far = [each for each in appraisal.forms if BY_KEY[each.round].place <= place]
    merged = merge(entries_of(outcome), so_far, appraisal.permissions, {})
    findings = (*outcome.findings, *merged.findings)
    plans = {sheet.name: sheet for _, sheet in sheets.sheets}
    return [
        put
        for put in puts
        if not put.is_blank
        and not _named(put, findings)
        and not _counts(form, put, plans[put.sheet], merged.entries, findings)
    ]


def _named(put: Put, findings: Iterable[Finding]) -> bool:
    return any((each.sheet, each.cell) == (put.sheet, put.cell) for each in findings)


def _counts(
    form: IssuedForm, put: Put, sheet: SheetPlan, entries: Any, findings: Iterable[Finding]
) -> bool:  # fmt: skip
    """Whether the entry of the put's row holds it, or the whole row was refused at one of its inputs."""
    cell = next((each for each in sheet.inputs if each.address == put.cell), None)
    if cell is None:
        return False
    entry = entries.get(Slot(form.round, *form.party, cell.unit, cell.code))
    if entry is not None:
        return _holds(form, cell, put, entry)
    own = {each.address for each in sheet.inputs if each.key == cell.key}
    return any(
        each.severity == ERROR
        and (each.sheet, each.unit_code) == (put.sheet, cell.unit)
        and each.cell in own
        for each in findings
    )


def _holds(form: IssuedForm, cell: PlanCell, put: Put, entry: Entry) -> bool:
    if cell.role == "score":
        return is_as_shown(Fraction(put.text.replace(",", ".")), entry.score)
    if cell.role == "agree":
        row = next(each for each in form.rows if (each.unit, each.code) == (cell.unit, cell.code))
        follows = row.previous if put.text in ("Giữ điểm lần 1", "Theo thẩm định") else row.claim.verdict
        return follows == Verdict(entry.score, entry.applicable)
    text = entry.evidence if cell.role == "more_evidence" else entry.remark
    shown = {"b": {"0": "FALSE", "1": "TRUE"}.get(put.text), "n": put.text.replace(".", ",")}
    return text == (shown.get(put.kind) or put.text).strip()


@pytest.mark.parametrize("round_key", ROUNDS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_typed_value_is_in_an_entry_or_in_a_finding(
    forms: dict[str, Sheets], round_key: str, data: st.DataObject
) -> None:
    sheets = forms[round_key]
    assert lost(sheets, data.draw(things(sheets.sheets))) == []


@pytest.mark.parametrize("round_key", ROUNDS)
def test_every_input_at_once(forms: dict[str, Sheets], round_key: str) -> None:
    """The same text in every unlocked cell: nothing escapes where very many things are wrong."""
    puts = [
        Put(number, sheet.name, cell.address, "text", "xem lại")
        for number, sheet in forms[round_key].sheets
        for cell in sheet.inputs
    ]
    assert len(puts) >= 2
    assert lost(forms[round_key], puts) == []


@pytest.mark.parametrize("role", ["leaf", "unit"])
def test_a_score_on_a_row_that_lost_its_leaf_or_unit(forms: dict[str, Sheets], role: str) -> None:
    """Who empties the cell that says whose row it is has not made the score go away."""
    number, name, shown = forms["first"].named(f"1.1.1@25327:{role}")
    score = forms["first"].named("1.1.1@25327:score")[2]
    emptied = Put(number, name, shown.address, "text", "")
    assert lost(forms["first"], [emptied, Put(number, name, score.address, "n", "1")]) == []


def test_a_sheet_somebody_added(forms: dict[str, Sheets]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(forms["first"].content))
    book.create_sheet("Ghi thêm")["C4"] = "0,5"
    stream = io.BytesIO()
    book.save(stream)
    findings = take(forms["first"], stream.getvalue()).findings
    assert ("TYPED_OUTSIDE_FORM", "Ghi thêm") in {(each.code, each.sheet) for each in findings}


SPOILT: dict[str, tuple[object, str, Any, str]] = {
    "a remark is not read": (rows.RowReader, "_text", lambda *_: "", "remark"),
    "beside the table nobody looks": (reader, "check_beside", lambda *_: None, "beside"),
    "other sheets nobody looks at": (reader, "other_sheets", lambda *_: [], "guide"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_reader_that_loses_something_is_caught(
    forms: dict[str, Sheets], monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    sheets = forms["first"]
    number, name, score = sheets.named("1.1.1@25327:score")
    remark = sheets.named("1.1.1@25327:remark")[2]
    guide = next((at, sheet.name) for at, sheet in sheets.sheets if sheet.name == "Hướng dẫn")
    puts = {
        "score": Put(number, name, score.address, "n", "0.5"),
        "remark": Put(number, name, remark.address, "text", "Muộn"),
        "beside": Put(number, name, "AC3", "n", "7"),
        "guide": Put(*guide, "B9", "text", "xem lại"),
    }
    assert lost(sheets, puts.values()) == []
    owner, function, instead, gone = SPOILT[spoilt]
    monkeypatch.setattr(owner, function, instead)
    if gone == "remark":  # the missing remark would be told at its cell
        monkeypatch.setattr(rows.RowReader, "_note", lambda *_: None)
    assert lost(sheets, puts.values()) == [puts[gone]]

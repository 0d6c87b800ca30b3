"""A kind of form that no room knows, issued, filled in, returned and read by the functions of all kinds.

What a new kind needs is all here: its plan, its declaration, its reader, and a line in each of the three tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from cchc.findings.finding import finding
from cchc.identity import SEALED_KINDS, Identity, SealedKind
from cchc.language import Words
from cchc.returns.receipt import ACCEPTED, REJECTED, SKIPPED
from consolidator.files import ReturnedFile
from consolidator.intake import IntakeContext
from consolidator.kind_reader import Answered, KindReader, Opened, Read
from consolidator.readers import READERS
from consolidator.take_in import settle_returns, take_in
from generator.issue import issue
from generator.machine.files import board_csv
from tests.support.rounds import Round
from workbook_templates.cell_plan import Blank, Fixed, PlanCell
from workbook_templates.forms.kind import FormKind, issue_text
from workbook_templates.forms.table import KINDS
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.unit_form.identity_sheet import identity_sheet

# --- the invented kind: its own lines begin here
Said = dict[str, Fraction]
PEOPLE = ("1.1", "1.2")


def plan(record: Identity) -> WorkbookPlan:
    guide = SheetPlan("Hướng dẫn", (PlanCell(0, 0, Fixed("Ghi số người."), "guide_step"),), {0: 60.0})
    codes = [PlanCell(row, 0, Fixed(code), "leaf_code", "code", code) for row, code in enumerate(PEOPLE)]
    inputs = [
        PlanCell(row, 1, Blank(), "input_score", "people", code, unlocked=True)
        for row, code in enumerate(PEOPLE)
    ]
    table = SheetPlan("Số người", (*codes, *inputs), {0: 12.0, 1: 12.0})
    return WorkbookPlan((table, guide, identity_sheet({})))


def read(opened: Opened, record: Identity, context: IntakeContext) -> Read[Said]:
    sheet = plan(record).sheets[0]
    there = opened.workbook.sheet(sheet.name).cells
    typed = {cell.code: there.get((cell.row, cell.column)) for cell in sheet.inputs}
    said = {code: Fraction(raw.content) for code, raw in typed.items() if raw and raw.content.strip()}
    return Read(said, [] if said else [finding("SURVEY_EMPTY")])


KIND = FormKind(
    key="phieu-dem",
    folder="phieu-dem",
    plan=plan,
    texts=lambda record: {},
    title=lambda record, texts: texts["form_number"],
    identity=lambda record: record,
    said=dict,
    board={
        "issue_number": issue_text,
        "people": lambda receipt: str(sum((receipt.reading or {}).values())),
    },
)
READER = KindReader(
    expected=lambda identity, context: identity,
    read=read,
    same=lambda one, other: one == other,
    repeated="UNIT_RETURNED_AGAIN",
    differing="UNIT_RETURNED_TWICE",
    answers=lambda record: Answered(record.unit, record.issue),
    is_whole=True,
)
SEALED = SealedKind(KIND.key, Words("phiếu đếm", "counting form"), "PD")
# --- and end here


class Counting(IntakeContext):
    """Where forms of the invented kind are taken in."""

    @property
    def kinds(self) -> tuple[str, ...]:
        return (KIND.key,)


@pytest.fixture
def context(issued_round: Round, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counting]:
    monkeypatch.setitem(SEALED_KINDS, KIND.key, SEALED)
    monkeypatch.setitem(KINDS, KIND.key, KIND)
    monkeypatch.setitem(READERS, KIND.key, READER)
    known = issued_round.context
    yield Counting(known.expected, known.criteria, known.sealer)


def form(context: Counting, **people: int) -> bytes:
    record = Identity(context.campaign.id, "25327", "dem", "1", "0" * 32, KIND.key, 1)
    values = {f"{code.replace('_', '.')}:people": Fraction(number) for code, number in people.items()}
    return issue(KIND, record, context.sealer, values)


def test_it_is_issued_filled_in_returned_and_read(context: Counting) -> None:
    content = form(context, **{"1.1": 3, "1.2": 4})
    assert content == form(context, **{"1.1": 3, "1.2": 4})
    receipt = take_in(ReturnedFile("a.xlsx", content), context)
    assert (receipt.verdict, receipt.unit_code, receipt.reading) == (
        ACCEPTED,
        "25327",
        {"1.1": 3, "1.2": 4},
    )
    assert board_csv(KIND, [receipt]).decode("utf-8-sig").splitlines() == [
        "file,sha256,verdict,issue_number,people,saved_by",
        f"a.xlsx,{receipt.sha256},accepted,1,7,{receipt.saved_by}",
    ]


def test_an_empty_one_is_rejected_and_other_kinds_are_refused_by_name(
    context: Counting, issued_round: Round
) -> None:
    empty = take_in(ReturnedFile("a.xlsx", form(context)), context)
    assert (empty.verdict, [each.code for each in empty.findings]) == (REJECTED, ["SURVEY_EMPTY"])
    (other,) = take_in(ReturnedFile("b.xlsx", issued_round.form()), context).findings
    assert (other.code, other.expected) == ("FORM_OTHER_KIND", SEALED.name)
    (stray,) = take_in(ReturnedFile("c.xlsx", form(context)), issued_round.context).findings
    assert (stray.code, stray.found) == ("FORM_OTHER_KIND", SEALED.name)


def test_doubles_are_settled(context: Counting) -> None:
    one, same, other = (
        take_in(ReturnedFile(name, form(context, **{"1.1": people})), context)
        for name, people in (("a.xlsx", 3), ("b.xlsx", 3), ("c.xlsx", 4))
    )
    assert [each.verdict for each in settle_returns(KIND.key, [one, same])] == [ACCEPTED, SKIPPED]
    assert [each.verdict for each in settle_returns(KIND.key, [one, other])] == [REJECTED, REJECTED]

"""A stamped form is, part by part, the form XlsxWriter writes for the unit."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.campaign.model import Unit
from cchc.campaign.panel import panel_of
from cchc.campaign.printed import form_identity, printed_texts
from cchc.identity import TOKEN
from cchc.returns.receipt import ACCEPTED
from generator import stamping
from generator.errors import RenderError
from generator.footer import filled_footer
from generator.lock import Lock, campaign_lock
from tests.support.engines import saved_by_libreoffice
from tests.support.issued import Stamper, unit_form
from tests.support.packages import Counted, assert_same_parts, parts
from tests.support.rounds import Round, full_values
from workbook_templates.unit_form.slots import UnitSlots, slots_now, unit_slots

HOSTILE = {
    "signs of XML": "UBND xã <Thanh> & \"An\" 'Bình' ]]> &amp;",
    "blanks around": "  UBND xã Thanh An \t",
    "line break": "UBND xã\nThanh An",
    "blank at the end of a line": "UBND xã Thanh An\n",
    "control signs": "\x01UBND\x0b xã\r Thanh\x1f An\x1f",
    "escape-like": "UBND _x0041_ xã _x005F_ _xGGGG_ _x0041__x0042_",
    "combining letters": "UBND xa\u0303 Thanh A\u0301n \u1ea5\u0302",
    "beyond the first plane": "UBND xã 𠀀 😀",
    "not a sign": "UBND xã \ufffe\uffff",
    "braces": "UBND {token} xã {0} {}",
    "footer codes": "UBND &P &N &[Picture] R&G &&G &14 phường 1&",
    "percent and formula": "=1+1 %s @SUM(A1)",
    "rich text": "<r>UBND xã</r>",
    "long": "UBND xã " + "Rất Dài " * 60,
    "longer than a block": "Ủ" * 4_999,
    "very long": "UBND xã " + "&" * 8_000,
    "the mark itself": "CCHC*MARK*UNIT_NAME*",
    "one letter": "X",
    "a figure": "12",
}


def slots_named(round_: Round, name: str, **texts: str) -> UnitSlots:
    """The slots of a unit with another name (and other printed texts)."""
    opened = round_.opened
    unit: Unit = replace(opened.campaign.units[0], name=name)
    printed = replace(printed_texts(opened.campaign, unit), **texts)
    return unit_slots(printed, form_identity(opened.campaign, unit, round_.criteria, 1), opened.sealer)


@pytest.fixture(scope="module")
def lock(issued_round: Round) -> Lock:
    return campaign_lock(issued_round.opened.sealer)


@pytest.fixture(scope="module")
def stamper(lock: Lock) -> Stamper:
    return Stamper(lock)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names(issued_round: Round, stamper: Stamper, lock: Lock, name: str) -> None:
    for slots in (
        slots_named(issued_round, name),
        slots_named(issued_round, "UBND xã Thanh An", authority=name, place=name, office=name, due=name),
    ):
        stamped = stamper.form(issued_round.criteria, slots)
        assert_same_parts(stamped, unit_form(issued_round.criteria, slots, lock))


@settings(max_examples=15, deadline=None)
@given(
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
    | st.text("&<>\"' \t\n_x0041G[]", min_size=1, max_size=40)
)
def test_any_name(issued_round: Round, stamper: Stamper, lock: Lock, name: str) -> None:
    slots = slots_named(issued_round, name, office=name[::-1])
    stamped = stamper.form(issued_round.criteria, slots)
    assert_same_parts(stamped, unit_form(issued_round.criteria, slots, lock))


@pytest.mark.parametrize(
    "changed",
    [
        {"superior": "UBND XÃ THANH AN"},
        {"superior": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
        {"superior": "Có"},
        {"superior": ""},
        {"form_line": "CCHC"},
    ],
    ids=["as another slot", "as the motto", "as a choice", "empty", "as a label"],
)
def test_texts_that_coincide_are_written_by_xlsxwriter(
    issued_round: Round, stamper: Stamper, lock: Lock, counted: Counted, changed: dict[str, str]
) -> None:
    """A text that stands twice is one string of the table: cells refer to other numbers then."""
    slots = replace(slots_named(issued_round, "UBND xã Thanh An"), **changed)
    stamper.form(issued_round.criteria, slots_named(issued_round, "UBND xã An Khương"))
    before = counted.calls
    stamped = stamper.form(issued_round.criteria, slots)
    assert counted.calls == before + 1
    assert_same_parts(stamped, unit_form(issued_round.criteria, slots, lock))


@pytest.mark.parametrize("length", [180, 249, 250, 251, 499, 500, 501, 700])
def test_tokens_of_any_length(issued_round: Round, stamper: Stamper, lock: Lock, length: int) -> None:
    """A token goes in pieces into custom properties: other numbers of pieces, other masters."""
    slots = replace(slots_named(issued_round, "UBND xã Thanh An"), token="CCHC1." + "t" * (length - 6))
    stamped = stamper.form(issued_round.criteria, slots)
    assert_same_parts(stamped, unit_form(issued_round.criteria, slots, lock))


def test_a_text_beyond_excels_limit_is_refused_as_ever(issued_round: Round, stamper: Stamper) -> None:
    with pytest.raises(RenderError):
        stamper.form(issued_round.criteria, slots_named(issued_round, "X" * 40_000))


def test_the_same_unit_gives_the_same_bytes(issued_round: Round, lock: Lock) -> None:
    """From another batch too, and whatever was stamped in between."""
    slots = slots_named(issued_round, "UBND xã Thanh An")
    one, other = Stamper(lock), Stamper(lock)
    first = one.form(issued_round.criteria, slots)
    other.form(issued_round.criteria, slots_named(issued_round, "UBND xã An Phú"))
    assert other.form(issued_round.criteria, slots) == first == one.form(issued_round.criteria, slots)


def test_filled_forms_are_stamped_too(issued_round: Round, lock: Lock) -> None:
    """With inputs typed in, and formulas that carry their results."""
    values = full_values(issued_round.criteria)
    slots = slots_named(issued_round, "UBND xã Thanh An")
    stamped = Stamper(lock, values).form(issued_round.criteria, slots)
    assert_same_parts(stamped, unit_form(issued_round.criteria, slots, lock, values))


def test_no_mark_goes_out(issued_round: Round, stamper: Stamper) -> None:
    form = stamper.form(issued_round.criteria, slots_named(issued_round, "UBND xã Thanh An"))
    assert not [name for name, content in parts(form).items() if b"*MARK*" in content]


def test_a_mark_that_nothing_fills_stops_the_master(
    issued_round: Round, lock: Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a form print a unit's text in a new place, stamping must not print the mark there."""

    def forgetting(kind: object, record: object, texts: Mapping[str, str], *others: object) -> bytes:
        twice = {**texts, "due": f"{texts['due']} {texts['due']}"}
        return unit_form(issued_round.criteria, UnitSlots(**twice), issued_round_lock)

    issued_round_lock = lock
    monkeypatch.setattr(stamping, "written", forgetting)
    with pytest.raises(RenderError):
        Stamper(lock).form(issued_round.criteria, slots_named(issued_round, "UBND xã Thanh An"))


def test_what_was_issued_was_stamped(issued_round: Round, stamper: Stamper) -> None:
    """`generate` writes stamped forms, and they come back as any form does."""
    entry = issued_round.opened.folder.read_manifest()[issued_round.units[0]]
    panel = panel_of(issued_round.opened.campaign)
    form = stamper.form(issued_round.criteria, slots_now(issued_round.opened, entry.unit, 1), panel)
    assert (issued_round.root / entry.file).read_bytes() == form
    outcome = issued_round.take(form)
    assert (outcome.verdict, outcome.unit_code) == (ACCEPTED, entry.unit)


@pytest.mark.skipif(shutil.which("unzip") is None, reason="needs unzip")
def test_other_readers_take_the_package(issued_round: Round, stamper: Stamper, tmp_path: Path) -> None:
    form = stamper.form(issued_round.criteria, slots_named(issued_round, "UBND xã Thanh & An"))
    (tmp_path / "phieu.xlsx").write_bytes(form)
    tested = subprocess.run(
        ["unzip", "-t", str(tmp_path / "phieu.xlsx")], capture_output=True, text=True, check=False
    )
    assert tested.returncode == 0, tested.stdout
    assert "No errors detected" in tested.stdout
    sheet = openpyxl.load_workbook(io.BytesIO(form)).worksheets
    assert sheet[0]["A2"].value == "UBND XÃ THANH & AN"
    assert TOKEN.fullmatch(str(sheet[3]["A2"].value))


@pytest.mark.libreoffice
def test_libreoffice_opens_and_recalculates_it(issued_round: Round, lock: Lock, tmp_path: Path) -> None:
    values = full_values(issued_round.criteria)
    form = Stamper(lock, values).form(
        issued_round.criteria, slots_named(issued_round, "UBND xã Thanh & An")
    )
    (tmp_path / "phieu.xlsx").write_bytes(form)
    (saved,) = saved_by_libreoffice([tmp_path / "phieu.xlsx"], tmp_path / "saved")
    sheet = openpyxl.load_workbook(saved, data_only=True)["Phụ lục III"]
    assert sheet["A2"].value == "UBND XÃ THANH & AN"
    assert sheet["A8"].value == "Đã nhập xong 71/71 tiêu chí tự chấm điểm"
    assert sheet[issued_round.cell(":index").address].value == 100
    outcome = issued_round.take(saved.read_bytes())
    assert outcome.unit_code == issued_round.units[0]


FILL: dict[str, Callable[[str], str]] = {
    "long name": {"{a}": "1/2/3", "{b}": "Ủy ban " * 60}.__getitem__,
    "doubled and": {"{a}": "1/2/3", "{b}": "&" * 300}.__getitem__,
    "both long": {"{a}": "7" * 300, "{b}": "Ủy ban"}.__getitem__,
    "high planes": {"{a}": "1", "{b}": "😀" * 200}.__getitem__,
}


@pytest.mark.parametrize("fill", FILL.values(), ids=FILL)
def test_a_footer_never_grows_beyond_what_excel_takes(fill: Callable[[str], str]) -> None:
    footer = filled_footer("&L{a}&CTrang &P/&N&R{b}", fill)
    assert len(footer.encode("utf-16-le")) <= 2 * 255
    assert footer.startswith("&L") and "&CTrang &P/&N&R" in footer
    assert footer.replace("&&", "").count("&") == 5


def test_a_short_footer_is_whole() -> None:
    texts = {"{a}": "HQ/1/1", "{b}": "Phòng R&G, A & B"}
    footer = filled_footer("&L{a}&CTrang &P/&N&R{b}", texts.__getitem__)
    assert footer == "&LHQ/1/1&CTrang &P/&N&RPhòng R&& G, A && B"

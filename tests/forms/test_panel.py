"""The live panel: an add-in computes a form's figures once more; without one it says "Chưa đối chiếu"."""

from __future__ import annotations

import io
import random
import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from cchc.campaign.panel import Panel, panel_from, panel_of
from cchc.returns.receipt import ACCEPTED
from generator.lock import campaign_lock
from macros_py.steps.campaign import open_campaign
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from tests.engines.test_forms import expected_figures, same, spoiled
from tests.intake.packages import repacked, with_parts
from tests.support.engines import recalculated
from tests.support.issued import Stamper, unit_form
from tests.support.packages import assert_same_parts
from tests.support.panels import SHEET, at, checks
from tests.support.rounds import KEY, Round, full_values, with_cell
from workbook_templates.cell_plan import Called
from workbook_templates.checks import call
from workbook_templates.library import preset
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form.panel_sheet import (
    ABSENT,
    NEEDS_ADDIN,
    NOT_COMPARED,
)
from workbook_templates.unit_form.plan import unit_form_plan
from workbook_templates.unit_form.slots import slots_now


@pytest.fixture(scope="module")
def panel(issued_round: Round) -> Panel:
    made = panel_of(issued_round.opened.campaign)
    assert made is not None
    return made


@pytest.fixture(scope="module")
def plan(issued_round: Round, panel: Panel) -> SheetPlan:
    return unit_form_plan(issued_round.criteria, panel).sheet(SHEET)


def test_the_record_of_an_issued_form_holds_the_whole_panel(panel: Panel) -> None:
    odd = Panel(3, (("Tốt; khá = 80", Fraction("80.5")), ("Yếu", Fraction(0))))
    assert panel_from(odd.text) == odd and panel_from(panel.text) == panel and panel_from("") is None


def test_issued_forms_have_one_and_are_stamped_like_any(issued_round: Round, panel: Panel) -> None:
    entry = issued_round.opened.folder.read_manifest()[issued_round.units[0]]
    lock, slots = campaign_lock(issued_round.opened.sealer), slots_now(issued_round.opened, entry.unit, 1)
    stamped = Stamper(lock).form(issued_round.criteria, slots, panel)
    assert (issued_round.root / entry.file).read_bytes() == stamped
    assert_same_parts(stamped, unit_form(issued_round.criteria, slots, lock, None, panel))
    assert openpyxl.load_workbook(io.BytesIO(stamped)).sheetnames[-1] == SHEET


def test_a_campaign_can_do_without(tmp_path: Path) -> None:
    chosen = preset("hon-quan-2023")
    (row,) = chosen.tables["campaign"]
    tables = {
        **chosen.tables,
        "campaign": [type(row)(row.number, {**row.cells, "panel": "no"})],
        "units": chosen.tables["units"][:1],
    }
    make_campaign(tmp_path / "dot", chosen, tables, key=KEY)
    issue_forms(tmp_path / "dot")
    (entry,) = open_campaign(tmp_path / "dot").folder.read_manifest().values()
    assert SHEET not in openpyxl.load_workbook(tmp_path / "dot" / entry.file).sheetnames


def test_without_an_addin_the_forms_own_figures_stand_there(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    """As we wrote them, and as a program without the functions computes them; no line is said to agree."""
    values = spoiled(issued_round, 11)
    path = tmp_path / "form.xlsx"
    path.write_bytes(issued_round.form(values))
    cached = openpyxl.load_workbook(path, data_only=True)[SHEET]
    expected = expected_figures(plan, values)
    model = recalculated(path)
    number = openpyxl.load_workbook(path).sheetnames.index(SHEET)
    called = [
        cell for cell in plan.cells if isinstance(cell.content, Called) and cell.role.endswith("_addin")
    ]
    assert len(called) == 1 + 8 + 1 + 122
    for cell in called:
        own = expected[cell.name.replace("_addin", "_native")]
        assert same(cached[cell.address].value, own), cell.name
        assert same(model.get_cell_value(number, cell.row + 1, cell.column + 1), own), cell.name
    for cell in plan.cells:
        if cell.role.endswith("_check"):
            assert cached[cell.address].value == NOT_COMPARED, cell.name
            shown = model.get_cell_value(number, cell.row + 1, cell.column + 1)
            assert shown == NOT_COMPARED, cell.name
    assert at(cached, plan, ":state") == ABSENT
    state = plan.by_name[":state"]
    assert model.get_cell_value(number, state.row + 1, state.column + 1) == ABSENT
    assert at(cached, plan, ":advice") == NEEDS_ADDIN


def test_the_functions_give_what_the_form_gives(issued_round: Round, plan: SheetPlan) -> None:
    """The arguments are read from the form's own cells, as Excel would hand them over."""
    values = spoiled(issued_round, 23)
    book = openpyxl.load_workbook(io.BytesIO(issued_round.form(values)), data_only=True)

    def cells(reference: str) -> list[list[object]]:
        sheet, _, area = reference.rpartition("!")
        rows = book[sheet.strip("'") or SHEET][area.replace("$", "")]
        return [[cell.value for cell in row] for row in rows]

    first = next(
        cell for cell in plan.cells if isinstance(cell.content, Called) and cell.content.rows > 100
    )
    assert isinstance(first.content, Called)
    inside = first.content.formula.removeprefix("IFERROR(CCHC_SCORE(").partition("),")[0]
    scores = call("SCORE", [cells(each) for each in inside.split(",")])
    own = book[SHEET]
    column = next(cell.column for cell in plan.cells if cell.role == "line_native") + 1
    shown = [own.cell(first.row + 1 + offset, column).value for offset in range(len(scores))]
    assert [
        (offset, score, value)
        for offset, ((score,), value) in enumerate(zip(scores, shown, strict=True))
        if not (score in ("#VALUE!", "#NUM!") or same(value, Fraction(str(score)) if score != "" else ""))
    ] == []


EARLIER = {
    "C7": "IFERROR(CCHC_INDEX($C$19:$C$140,$H$19:$H$140),D7)",
    "E7": 'IFERROR(IF(AND(ISNUMBER(C7),ISNUMBER(D7)),IF(ROUND(C7,9)=ROUND(D7,9),"Khớp","Lệch"),"Lệch"),"Lệch")',
    "A4": 'IF(ISERROR(CCHC_INDEX($J$7:$J$8,$J$7:$J$8)),"Tiện ích CCHC không tính","Tiện ích CCHC đang tính")',
}
"""Formulas of the panel as they were before a check told what was not compared."""


@pytest.mark.parametrize("name", ["CCHC_", "cchc_", "CCHC.", "com.sun.star.sheet.addin.CCHC."])
def test_a_form_issued_with_the_earlier_panel_is_taken_in(issued_round: Round, name: str) -> None:
    """Its panel had no hidden column, other formulas and other words; no figure is taken from it."""
    content = issued_round.form(full_values(issued_round.criteria))
    for address, formula in EARLIER.items():
        text = formula.replace("CCHC_", name)
        cell = f'<c r="{address}" t="str"><f>{text}</f><v>Khớp</v></c>'
        content = with_cell(content, address, cell, sheet=5)
    hidden = re.compile(rb'<c r="K\d+"(?:[^>]*/>|[^>]*>.*?</c>)')
    content = with_parts(content, {"xl/worksheets/sheet5.xml": lambda part: hidden.sub(b"", part)})
    outcome = issued_round.take(content)
    assert (outcome.verdict, outcome.findings) == (ACCEPTED, ())


ADDIN_LEFTOVERS = {
    "link to an .xlam": ("[1]!CCHC_", "file:///C:\\Users\\an\\AppData\\Local\\cchc\\cchc.xlam"),
    "path of an .xlam": ("'C:\\Người dùng\\cchc.xlam'!CCHC_", "cchc.xlam"),
    "no such function": ("_xludf.CCHC_", ""),
    "dynamic arrays": ("_xldudf_CCHC_", ""),
    "an .xll": ("_xll.CCHC_", ""),
    "LibreOffice": ("com.sun.star.sheet.addin.CCHC.", ""),
    "lower case": ("cchc_", ""),
}


@pytest.mark.parametrize(("written", "link"), ADDIN_LEFTOVERS.values(), ids=ADDIN_LEFTOVERS)
def test_what_an_addin_leaves_in_a_saved_form_is_no_finding(
    issued_round: Round, written: str, link: str
) -> None:
    content = issued_round.form(full_values(issued_round.criteria))
    outcome = issued_round.take(with_link(content, written, link))
    assert (outcome.verdict, outcome.findings) == (ACCEPTED, ())


def test_a_link_to_another_file_is_one(issued_round: Round) -> None:
    content = issued_round.form(full_values(issued_round.criteria))
    for link in ("https://example.org/cchc.xlam", "file:///C:/other/so-lieu.xlsx"):
        outcome = issued_round.take(with_link(content, "CCHC_", link))
        assert [each.code for each in outcome.findings] == ["FORM_HAS_LINKS"]


def with_link(content: bytes, written: str, link: str) -> bytes:
    """The form with its calls written in another way, and with a link to another file."""
    panel = {"xl/worksheets/sheet5.xml": lambda part: part.replace(b"CCHC_", written.encode())}
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'externalLinkPath" Target="{link}" TargetMode="External"/></Relationships>'
    )
    part = (
        '<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<externalBook r:id="rId1"/></externalLink>'
    )
    added = [
        ("xl/externalLinks/externalLink1.xml", part.encode()),
        ("xl/externalLinks/_rels/externalLink1.xml.rels", relations.encode()),
    ]
    return repacked(with_parts(content, panel), add=added if link else [])


def test_random_forms_claim_nothing_before_an_addin_has_seen_them(
    issued_round: Round, plan: SheetPlan
) -> None:
    chance = random.Random(3)
    for _ in range(3):
        content = issued_round.form(spoiled(issued_round, chance.randrange(10**6)))
        sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[SHEET]
        assert checks(sheet, plan) == {NOT_COMPARED}

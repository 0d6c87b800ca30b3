"""The live panel: an add-in computes a form's figures once more; without one the form's own stand there."""

from __future__ import annotations

import io
import random
import shutil
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc.core.sheet_functions import call
from consolidator.intake import ACCEPTED
from generator.lock import campaign_lock
from generator.package import edited, is_sheet
from generator.stamping import Stamper
from generator.unit_forms import unit_form
from macros_py.steps.campaign import open_campaign
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from tests.engines.test_forms import expected_figures, same, spoiled
from tests.intake.packages import repacked, with_parts
from tests.support.engines import recalculated
from tests.support.office import Office
from tests.support.packages import assert_same_parts
from tests.support.rounds import KEY, Round, full_values, with_cell
from workbook_templates.cell_plan import Called
from workbook_templates.library import preset
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form.panel import Panel, panel_from, panel_of
from workbook_templates.unit_form.panel_sheet import ABSENT, NEEDS_ADDIN, PRESENT
from workbook_templates.unit_form.plan import unit_form_plan

SHEET = "Đối chiếu"


@pytest.fixture(scope="module")
def panel(issued_round: Round) -> Panel:
    made = panel_of(issued_round.opened.campaign)
    assert made is not None
    return made


@pytest.fixture(scope="module")
def plan(issued_round: Round, panel: Panel) -> SheetPlan:
    return unit_form_plan(issued_round.criteria, panel).sheet(SHEET)


def at(sheet: Worksheet, plan: SheetPlan, name: str) -> object:
    return sheet[plan.by_name[name].address].value


def test_the_record_of_an_issued_form_holds_the_whole_panel(panel: Panel) -> None:
    odd = Panel(3, (("Tốt; khá = 80", Fraction("80.5")), ("Yếu", Fraction(0))))
    assert panel_from(odd.text) == odd and panel_from(panel.text) == panel and panel_from("") is None


def test_issued_forms_have_one_and_are_stamped_like_any(issued_round: Round, panel: Panel) -> None:
    entry = issued_round.opened.folder.read_manifest()[issued_round.units[0]]
    lock, slots = campaign_lock(issued_round.opened.sealer), issued_round.opened.slots(entry.unit, 1)
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
    """As we wrote them, and as a program without the functions computes them."""
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
        if isinstance(cell.content, Called) and cell.content.rows == 1:
            assert same(model.get_cell_value(number, cell.row + 1, cell.column + 1), own), cell.name
    assert at(cached, plan, ":state") == ABSENT
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
    shown = [own.cell(first.row + 1 + offset, first.column + 2).value for offset in range(len(scores))]
    assert [
        (offset, score, value)
        for offset, ((score,), value) in enumerate(zip(scores, shown, strict=True))
        if not (score in ("#VALUE!", "#NUM!") or same(value, Fraction(str(score)) if score != "" else ""))
    ] == []


def called_as_libreoffice_does(content: bytes) -> bytes:
    """LibreOffice 7.4 knows our functions in .xlsx as CCHC.INDEX, not as CCHC_INDEX."""
    return edited(content, lambda name, part: part.replace(b"CCHC_", b"CCHC.") if is_sheet(name) else part)


@pytest.mark.libreoffice
def test_an_input_changes_and_the_panel_with_it(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    """Filled with the add-in, then saved without it, then taken in: accepted, with the same claims."""
    values = full_values(issued_round.criteria)
    source = tmp_path / "form.xlsx"
    source.write_bytes(called_as_libreoffice_does(issued_round.form(values)))
    edits = [(issued_round.sheet.name, issued_round.cell("1.1.2:done").address, 0.0)]
    with_it, without = Office(tmp_path / "with"), Office(tmp_path / "without", addin=False)
    (before,) = with_it.saved([source], tmp_path / "0")
    (after,) = with_it.saved([source], tmp_path / "1", edits)
    (alone,) = without.saved([after], tmp_path / "2")
    first, changed, bare = (
        openpyxl.load_workbook(path, data_only=True)[SHEET] for path in (before, after, alone)
    )
    assert [at(each, plan, ":state") for each in (first, changed, bare)] == [PRESENT, PRESENT, ABSENT]
    assert (at(first, plan, ":panel_addin"), at(first, plan, ":advice")) == (100, "Đã đạt loại Xuất sắc")
    for sheet in (changed, bare):
        assert at(sheet, plan, ":panel_addin") == pytest.approx(100 * 77 / 79)
        assert at(sheet, plan, "1:panel_addin") == pytest.approx(100 * 12 / 14)
        assert at(sheet, plan, "1.1.2:line_addin") == 0
    checks = [cell for cell in plan.cells if cell.role.endswith("_check")]
    for sheet in (first, changed, bare):
        assert {sheet[cell.address].value for cell in checks} <= {"Khớp", None, ""}
        assert at(sheet, plan, ":panel_check") == at(sheet, plan, ":class_check") == "Khớp"
    for path in (after, alone):
        outcome = issued_round.take(path.read_bytes())
        assert (outcome.verdict, outcome.findings) == (ACCEPTED, ())
        assert outcome.reading is not None
        assert outcome.reading.claims["1.1.2"].self_score == 0
    shutil.copytree(issued_round.root, tmp_path / "dot")
    campaign = Round(tmp_path / "dot")
    campaign.put("xa.xlsx", alone.read_bytes())
    (returned,) = [each for each in campaign.consolidate().outcomes if each.unit_code]
    assert returned.verdict == ACCEPTED


@pytest.mark.libreoffice
def test_the_panel_sees_what_the_form_does_not(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    """A formula of the form replaced by full marks: the add-in computes from the inputs and says so."""
    values = {**full_values(issued_round.criteria), "1.1.2:done": Fraction(0)}
    cell = issued_round.cell("1.1.2:self").address
    forged = with_cell(issued_round.form(values), cell, f'<c r="{cell}"><v>2</v></c>')
    source = tmp_path / "form.xlsx"
    source.write_bytes(called_as_libreoffice_does(forged))
    (saved,) = Office(tmp_path / "office").saved([source], tmp_path / "1")
    sheet = openpyxl.load_workbook(saved, data_only=True)[SHEET]
    assert (at(sheet, plan, "1.1.2:line_addin"), at(sheet, plan, "1.1.2:line_native")) == (0, 2)
    assert at(sheet, plan, "1.1.2:line_check") == at(sheet, plan, ":panel_check") == "Lệch"
    assert at(sheet, plan, "1.1.1:line_check") == "Khớp"


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


def test_random_forms_agree_with_their_panel(issued_round: Round, plan: SheetPlan) -> None:
    """What the check cells of a form say before any add-in has seen it: nothing differs."""
    chance = random.Random(3)
    for _ in range(3):
        content = issued_round.form(spoiled(issued_round, chance.randrange(10**6)))
        sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[SHEET]
        checks = [cell for cell in plan.cells if cell.role.endswith("_check")]
        assert {sheet[cell.address].value for cell in checks} <= {"Khớp", None, ""}

"""The live panel in LibreOffice, as a user has it: add-in installed by unopkg, form opened by its name."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from cchc.campaign.panel import panel_of
from cchc.returns.receipt import ACCEPTED
from tests.engines.test_forms import spoiled
from tests.support.office import Office
from tests.support.panels import SHEET, at, checks, panel_of_file
from tests.support.rounds import Round, full_values, with_cell
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.unit_form.panel_sheet import ABSENT, DIFFERS, NEEDS_ADDIN, NOT_COMPARED, PRESENT
from workbook_templates.unit_form.plan import unit_form_plan


@pytest.fixture(scope="module")
def plan(issued_round: Round) -> SheetPlan:
    return unit_form_plan(issued_round.criteria, panel_of(issued_round.opened.campaign)).sheet(SHEET)


@pytest.mark.libreoffice
def test_libreoffice_alone_compares_what_it_opens(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    """The add-in installed, the form opened by its name, nothing else: every line with a figure agrees, and
    where a formula was replaced by full marks the panel says so. Without the add-in nothing is compared.
    Both ways once more from the files saved by the one and by the other.
    """
    contents = {
        "full": issued_round.form(full_values(issued_round.criteria)),
        "some": issued_round.form(spoiled(issued_round, 5)),
        "zero": issued_round.form({"1.1.2:done": Fraction(0), "1.1.2:total": Fraction(5)}),
        "blank": issued_round.form(),
        "forged": forged(issued_round),
    }
    for name, content in contents.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    files = [tmp_path / f"{name}.xlsx" for name in contents]
    with_it, without = Office(tmp_path / "with"), Office(tmp_path / "without", addin=False)
    with_first = with_it.converted(files, tmp_path / "1")
    without_first = without.converted(files, tmp_path / "2")
    for compared in (with_first, with_it.converted(without_first, tmp_path / "3")):
        for path in compared:
            sheet = panel_of_file(path)
            assert at(sheet, plan, ":state") == (DIFFERS if path.stem == "forged" else PRESENT), path
            said = {"blank": {None}, "forged": {None, "Khớp", "Lệch"}}.get(path.stem, {None, "Khớp"})
            assert checks(sheet, plan) == said, path
            for cell in plan.cells:
                if cell.role == "line_check" and path.stem == "full":
                    scored = issued_round.criteria.leaf_by_code.get(cell.code)
                    own = scored is not None and scored.by_unit
                    assert sheet[cell.address].value == ("Khớp" if own else None), cell.name
        full = panel_of_file(compared[0])
        assert at(full, plan, ":panel_check") == at(full, plan, ":class_check") == "Khớp"
        assert at(full, plan, ":advice") == "Đã đạt loại Xuất sắc"
        differing = panel_of_file(compared[-1])
        assert (at(differing, plan, "1.1.2:line_addin"), at(differing, plan, "1.1.2:line_native")) == (0, 2)
        assert at(differing, plan, "1.1.2:line_check") == at(differing, plan, ":panel_check") == "Lệch"
    for path in (*without_first, *without.converted(with_first, tmp_path / "4")):
        sheet = panel_of_file(path)
        assert (at(sheet, plan, ":state"), checks(sheet, plan)) == (ABSENT, {NOT_COMPARED}), path
        assert at(sheet, plan, ":advice") == NEEDS_ADDIN
    for path in (*with_first[:4], *without_first[:4], *(tmp_path / "3").glob("full.xlsx")):
        original = issued_round.take(contents[path.stem])
        outcome = issued_round.take(path.read_bytes())
        assert (outcome.verdict, outcome.findings) == (original.verdict, original.findings), path


@pytest.mark.libreoffice
def test_a_form_kept_as_ods_is_compared_when_opened_again(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    contents = {
        "full": issued_round.form(full_values(issued_round.criteria)),
        "forged": forged(issued_round),
    }
    for name, content in contents.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    offices = {True: Office(tmp_path / "with"), False: Office(tmp_path / "without", addin=False)}
    for first, office in offices.items():
        files = [tmp_path / f"{name}.xlsx" for name in contents]
        kept = office.converted(files, tmp_path / f"ods {first}", "ods")
        outcome = issued_round.take(kept[0].read_bytes(), "phieu.ods")
        assert [each.code for each in outcome.findings] == ["FILE_OTHER_FORMAT"]
        full, spoilt = offices[True].converted(kept, tmp_path / f"with {first}")
        assert at(panel_of_file(full), plan, ":state") == PRESENT
        assert checks(panel_of_file(full), plan) == {None, "Khớp"}
        assert at(panel_of_file(spoilt), plan, ":state") == DIFFERS
        assert at(panel_of_file(spoilt), plan, "1.1.2:line_check") == "Lệch"
        for path in offices[False].converted(kept, tmp_path / f"without {first}"):
            assert checks(panel_of_file(path), plan) == {NOT_COMPARED}


@pytest.mark.libreoffice
def test_checks_follow_an_input_without_a_full_calculation(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    """LibreOffice as it comes takes stored figures as they are. Once an input changes no check is left as it
    was stored, in a form as issued, one saved with the add-in and one saved without it.
    """
    with_it, without = Office(tmp_path / "with"), Office(tmp_path / "without", addin=False)
    issued, falsified = tmp_path / "issued.xlsx", tmp_path / "forged.xlsx"
    issued.write_bytes(issued_round.form(full_values(issued_round.criteria)))
    falsified.write_bytes(forged(issued_round, done=40))
    stored = [issued, falsified]
    stored += with_it.converted(stored, tmp_path / "1")
    stored += without.converted(stored[:2], tmp_path / "2")
    edits = [(issued_round.sheet.name, issued_round.cell("1.1.2:done").address, 0.0)]
    for number, path in enumerate(stored):
        (saved,) = with_it.saved([path], tmp_path / f"edited {number}", edits, recalculate=False)
        sheet = panel_of_file(saved)
        said = {"issued": {None, "Khớp"}, "forged": {None, "Khớp", "Lệch"}}[path.stem]
        assert checks(sheet, plan) == said, number
        assert at(sheet, plan, ":state") == {"issued": PRESENT, "forged": DIFFERS}[path.stem]
        assert at(sheet, plan, ":panel_addin") == pytest.approx(100 * 77 / 79)
        assert at(sheet, plan, "1.1.2:line_check") == {"issued": "Khớp", "forged": "Lệch"}[path.stem]
    (bare,) = without.saved([stored[2]], tmp_path / "bare", edits, recalculate=False)
    assert checks(panel_of_file(bare), plan) == {NOT_COMPARED}


def forged(issued: Round, done: int = 0) -> bytes:
    """A form where the formula of 1.1.2 was replaced by its full marks."""
    values = {**full_values(issued.criteria), "1.1.2:done": Fraction(done)}
    cell = issued.cell("1.1.2:self").address
    return with_cell(issued.form(values), cell, f'<c r="{cell}"><v>2</v></c>')


@pytest.mark.libreoffice
def test_an_input_changes_and_the_panel_with_it(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    """Filled with the add-in, then saved without it, then taken in: accepted, with the same claims."""
    values = full_values(issued_round.criteria)
    source = tmp_path / "form.xlsx"
    source.write_bytes(issued_round.form(values))
    edits = [(issued_round.sheet.name, issued_round.cell("1.1.2:done").address, 0.0)]
    with_it, without = Office(tmp_path / "with"), Office(tmp_path / "without", addin=False)
    (before,) = with_it.saved([source], tmp_path / "0")
    (after,) = with_it.saved([source], tmp_path / "1", edits)
    (alone,) = without.saved([after], tmp_path / "2")
    first, changed, bare = (panel_of_file(path) for path in (before, after, alone))
    assert [at(each, plan, ":state") for each in (first, changed, bare)] == [PRESENT, PRESENT, ABSENT]
    assert (at(first, plan, ":panel_addin"), at(first, plan, ":advice")) == (100, "Đã đạt loại Xuất sắc")
    for sheet in (changed, bare):
        assert at(sheet, plan, ":panel_addin") == pytest.approx(100 * 77 / 79)
        assert at(sheet, plan, "1:panel_addin") == pytest.approx(100 * 12 / 14)
        assert at(sheet, plan, "1.1.2:line_addin") == 0
    for sheet in (first, changed):
        assert checks(sheet, plan) <= {"Khớp", None, ""}
        assert at(sheet, plan, ":panel_check") == at(sheet, plan, ":class_check") == "Khớp"
    assert checks(bare, plan) == {NOT_COMPARED}
    for path in (after, alone):
        outcome = issued_round.take(path.read_bytes())
        assert (outcome.verdict, outcome.findings) == (ACCEPTED, ())
        assert outcome.reading is not None
        assert outcome.reading.claims["1.1.2"].self_score == 0
    shutil.copytree(issued_round.root, tmp_path / "dot")
    campaign = Round(tmp_path / "dot")
    campaign.put("xa.xlsx", alone.read_bytes())
    (returned,) = [each for each in campaign.consolidate().receipts if each.unit_code]
    assert returned.verdict == ACCEPTED


@pytest.mark.libreoffice
def test_the_panel_sees_what_the_form_does_not(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    """A formula of the form replaced by full marks: the add-in computes from the inputs and says so."""
    source = tmp_path / "form.xlsx"
    source.write_bytes(forged(issued_round))
    (saved,) = Office(tmp_path / "office").converted([source], tmp_path / "1")
    sheet = panel_of_file(saved)
    assert (at(sheet, plan, "1.1.2:line_addin"), at(sheet, plan, "1.1.2:line_native")) == (0, 2)
    assert at(sheet, plan, "1.1.2:line_check") == at(sheet, plan, ":panel_check") == "Lệch"
    assert at(sheet, plan, "1.1.1:line_check") == "Khớp"


@pytest.mark.libreoffice
def test_a_cell_in_error_leaves_lines_uncompared(
    issued_round: Round, plan: SheetPlan, tmp_path: Path
) -> None:
    """LibreOffice refuses a call over a cell in error: then nothing may be said to agree."""
    values = full_values(issued_round.criteria)
    cell = issued_round.cell("1.1.2:done").address
    broken = with_cell(issued_round.form(values), cell, f'<c r="{cell}"><f>1/0</f><v>1</v></c>')
    source = tmp_path / "form.xlsx"
    source.write_bytes(broken)
    (saved,) = Office(tmp_path / "office").converted([source], tmp_path / "1")
    sheet = panel_of_file(saved)
    lines = [cell for cell in plan.cells if cell.role == "line_check"]
    assert {sheet[cell.address].value for cell in lines} == {NOT_COMPARED}
    assert at(sheet, plan, ":panel_check") == NOT_COMPARED
    assert at(sheet, plan, ":state") == ABSENT

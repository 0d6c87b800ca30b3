"""The made-up campaigns: returns like what is issued, every one filled differently, the same on every machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest

from benchmarks import kept, returns
from benchmarks.campaign import TODAY, made_campaign
from benchmarks.kept import kept_campaign
from cchc.campaign.opened import OpenCampaign
from macros_py.steps.campaign import open_campaign
from macros_py.steps.consolidate import consolidate
from workbook_templates.unit_form.panel_sheet import NAME as PANEL_SHEET
from workbook_templates.unit_form.plan import main_sheet_of, unit_form_plan

UNITS = 17


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign whose returns two processes made."""
    root = tmp_path_factory.mktemp("made") / "campaign"
    made_campaign(root, UNITS, processes=2)
    return root


def test_every_return_is_filled_differently(made: Path) -> None:
    """Not in the unit's own texts alone: in what it claims."""
    opened = open_campaign(made)
    claims = {code: frozenset(_typed(opened, code)) for code in opened.campaign.unit_by_code}
    assert len(claims) == UNITS
    for one, other in combinations(claims, 2):
        assert len(claims[one] ^ claims[other]) > 50, (one, other)


def test_a_return_has_the_sheets_of_the_form_that_was_issued(made: Path) -> None:
    """With all their formulas, those of the live panel among them."""
    opened = open_campaign(made)
    assert opened.campaign.panel
    for code, issued in opened.folder.read_manifest().items():
        form, back = made / issued.file, opened.folder.returned / f"{code}.xlsx"
        formulas = [_formulas(file) for file in (form, back)]
        assert formulas[0] == formulas[1]
        assert PANEL_SHEET in {sheet for sheet, _ in formulas[1]}


def test_every_return_is_accepted_without_remarks(made: Path) -> None:
    done = consolidate(made, TODAY)
    assert done.verdicts == {"accepted": UNITS}
    assert not done.findings


def test_the_number_of_processes_changes_nothing(made: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    made_campaign(tmp_path / "one", UNITS, returning=lambda done, of: told.append((done, of)), processes=1)
    assert told == [(done, UNITS) for done in range(UNITS + 1)]
    assert _returned(tmp_path / "one") == _returned(made)


def test_beyond_the_fillings_units_of_one_set_share_them(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With four fillings for 17 units: as many shares, every unit in one, nobody with units of another set."""
    monkeypatch.setattr(returns, "FILLINGS", 4)
    made_campaign(tmp_path / "shared", UNITS, processes=1)
    opened = open_campaign(tmp_path / "shared")
    shares = list(returns.sharing(opened))
    units = opened.campaign.unit_by_code
    assert len(shares) == 4
    assert sorted(code for codes in shares for code in codes) == sorted(units)
    for codes in shares:
        assert len({units[code].unit_type for code in codes}) == 1
        assert len({frozenset(_typed(opened, code)) for code in codes}) == 1
    assert consolidate(tmp_path / "shared", TODAY).verdicts == {"accepted": UNITS}


def test_a_campaign_of_other_code_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be filled in differently is made anew; what was being made at a stop too."""
    made: list[Path] = []

    def make(target: Path) -> None:
        made.append(target)
        target.mkdir(parents=True)
        if len(made) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(kept, "_PROBE", 3)  # made in this process, which will know of another seed
    with pytest.raises(KeyboardInterrupt):
        kept_campaign(tmp_path, 3, make)
    before = kept_campaign(tmp_path, 3, make)
    assert kept_campaign(tmp_path, 3, make) == before
    assert len(made) == 2
    monkeypatch.setattr(returns, "_SEED", 1878)
    assert kept_campaign(tmp_path, 3, make) != before
    assert kept_campaign(tmp_path, 4, make) not in (before, tmp_path)
    assert len(made) == 4


def test_stopped_it_does_not_fill_in_the_rest(tmp_path: Path) -> None:
    """Nor do its workers go on beside."""

    def stop(done: int, _: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made_campaign(tmp_path / "stopped", 40, returning=stop, processes=2)
    written = len(_returned(tmp_path / "stopped"))
    assert 0 < written < 20
    time.sleep(1)
    assert len(_returned(tmp_path / "stopped")) == written


def _typed(opened: OpenCampaign, code: str) -> Iterator[tuple[str, object]]:
    """The inputs of a return that are filled in, by address."""
    plan = unit_form_plan(opened.set_of(opened.campaign.unit_by_code[code]))
    sheet = main_sheet_of(plan)
    book = openpyxl.load_workbook(opened.folder.returned / f"{code}.xlsx")
    for cell in sheet.cells:
        if cell.unlocked and (value := book[sheet.name][cell.address].value) is not None:
            yield cell.address, value


def _formulas(file: Path) -> dict[tuple[str, str], str]:
    book = openpyxl.load_workbook(file)
    return {
        (sheet.title, cell.coordinate): str(getattr(cell.value, "text", cell.value))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _returned(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / "nop-ve").iterdir()}

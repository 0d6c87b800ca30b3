"""The record of a survey: what imports leave behind, in whatever order and however often."""

from __future__ import annotations

import hashlib
import itertools
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.campaign.opened import OpenCampaign
from cchc.core.numbers import exact
from cchc.core.rules.surveys import SatisfactionRate, SurveyPoints
from cchc.errors import BrokenInput, CannotWrite, CchcError
from cchc.returns.scorebook import SurveyFigure
from cchc.survey.places import TAKEN, TEMPLATES
from cchc.survey.record import exact_text, read_record, record_file, write_record
from cchc.survey.returned import figures_of
from generator.render import Typed
from macros_py.steps.consolidate import read_returns
from macros_py.steps.survey import import_surveys, write_templates
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded
from tests.survey.filling import (
    DEPARTMENT_REMARKS,
    SIPAS,
    TODAY,
    bring_in,
    campaign_of,
    cell_of,
    edited,
    leaves_of,
    put,
    read,
    row_of,
    scope_of,
    template,
)

REMARKS = {"PNV": 3, "PTCKH": 3, "VP": 2, "PVHTT": 2}


def filled_forms(opened: OpenCampaign, folder: Path) -> list[Path]:
    """The remarks of all four departments on every unit, each a file."""
    files = []
    for number, agency in enumerate(REMARKS):
        scope = scope_of(DEPARTMENT_REMARKS, agency=agency)
        values = {
            f"{unit.code}:{scored.code}": scored.max_points * (number + place) / 8
            for place, unit in enumerate(opened.campaign.units)
            for scored in scope.leaves(opened.campaign, opened.criteria, unit.unit_type)
        }
        files.append(folder / f"{agency}.xlsx")
        folder.mkdir(exist_ok=True)
        files[-1].write_bytes(template(opened, scope, values))
    return files


def record_of(opened: OpenCampaign, source: str = SIPAS, year: int = 2023) -> bytes:
    return record_file(opened.folder.surveys, source, year).read_bytes()


def test_departments_forms_in_any_order_again_and_again(tmp_path: Path) -> None:
    """The same record, byte for byte, from several orders, one by one or all at once, twice."""
    opened = campaign_of(tmp_path / "dot")
    files = filled_forms(opened, tmp_path / "ve")
    records = set()
    for order in list(itertools.permutations(files))[::5]:
        record_file(opened.folder.surveys, DEPARTMENT_REMARKS, 2023).unlink(missing_ok=True)
        for file in (*order, order[0]):
            import_surveys(opened.folder.root, [file], DEPARTMENT_REMARKS, 2023, TODAY)
        records.add(record_of(opened, DEPARTMENT_REMARKS))
    record_file(opened.folder.surveys, DEPARTMENT_REMARKS, 2023).unlink()
    done = import_surveys(opened.folder.root, [tmp_path / "ve"], DEPARTMENT_REMARKS, 2023, TODAY)
    records.add(record_of(opened, DEPARTMENT_REMARKS))
    assert len(records) == 1
    assert (len(done.taken), done.figures, done.units) == (4, 30, 3)
    content = json.loads(records.pop())
    hashes = {each["sha256"] for each in content["imports"]}
    assert hashes == {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    kept = sorted(path.name for path in (opened.folder.surveys / TAKEN).iterdir())
    assert len(kept) == 4


def test_a_missing_department_is_named(tmp_path: Path) -> None:
    opened = campaign_of(tmp_path / "dot")
    *files, missing = filled_forms(opened, tmp_path / "ve")
    assert missing.stem == "PVHTT"
    import_surveys(opened.folder.root, files, DEPARTMENT_REMARKS, 2023, TODAY)
    found = [
        each
        for each in read_returns(opened.folder.root, TODAY).findings
        if each.code == "SURVEY_OUTSTANDING"
    ]
    assert {each.unit_code for each in found} == {unit.code for unit in opened.campaign.units}
    assert {recorded(each).found for each in found} == {"7.3.2, 7.3.4"}


def test_a_figure_is_never_replaced_in_silence(tmp_path: Path) -> None:
    opened = campaign_of(tmp_path / "dot")
    unit = opened.campaign.units[0].code
    bring_in(opened, scope_of(SIPAS), {f"{unit}:8.1.1": Fraction(70)}, "mot")
    before = record_of(opened)
    with pytest.raises(BrokenInput) as refused:
        bring_in(opened, scope_of(SIPAS), {f"{unit}:8.1.1": Fraction(75)}, "hai")
    told = [each for each in refused.value.findings if each.code == "SURVEY_DIFFERS"]
    assert [(each.file, each.cell, recorded(each).found, recorded(each).expected) for each in told] == [
        ("hai.xlsx", "C7", "75", "70 (mot.xlsx, C7)")
    ]
    assert record_of(opened) == before
    file = tmp_path / "dot" / "hai.xlsx"
    done = import_surveys(opened.folder.root, [file], SIPAS, 2023, TODAY, replace_figures=True)
    assert [each.code for each in done.findings if each.code.startswith("SURVEY_R")] == ["SURVEY_REPLACED"]
    assert read_record(opened.folder.surveys, SIPAS, 2023).figures[unit, "8.1.1"].figure == 75
    bring_in(
        opened, scope_of(SIPAS), {f"{unit}:8.1.2": Fraction(60)}, "ba"
    )  # its blank 8.1.1 changes nothing
    assert read_record(opened.folder.surveys, SIPAS, 2023).figures[unit, "8.1.1"].figure == 75


def test_two_files_that_contradict_each_other_are_both_refused(tmp_path: Path) -> None:
    """Even with --replace: which of them comes last is no reason."""
    opened = campaign_of(tmp_path / "dot")
    unit = opened.campaign.units[0].code
    folder = tmp_path / "ve"
    folder.mkdir()
    for name, rate in (("a", 70), ("b", 71)):
        (folder / f"{name}.xlsx").write_bytes(
            template(opened, scope_of(SIPAS), {f"{unit}:8.1.1": Fraction(rate)})
        )
    with pytest.raises(BrokenInput) as refused:
        import_surveys(opened.folder.root, [folder], SIPAS, 2023, TODAY, replace_figures=True)
    told = [each.file for each in refused.value.findings if each.code == "SURVEY_DIFFERS"]
    assert told == ["a.xlsx", "b.xlsx"]
    assert not record_file(opened.folder.surveys, SIPAS, 2023).exists()


def test_a_broken_file_costs_itself_alone(tmp_path: Path) -> None:
    opened = campaign_of(tmp_path / "dot")
    files = filled_forms(opened, tmp_path / "ve")
    files[0].write_bytes(files[0].read_bytes()[:500])
    done = import_surveys(opened.folder.root, files, DEPARTMENT_REMARKS, 2023, TODAY)
    assert (done.refused, len(done.taken), done.figures) == (("PNV.xlsx",), 3, 21)
    assert [each.code for each in done.findings if each.severity == "error"] == ["FILE_DAMAGED"]


def test_nothing_of_a_file_with_one_fault_is_taken(tmp_path: Path) -> None:
    opened = campaign_of(tmp_path / "dot")
    unit = opened.campaign.units[0].code
    scope = scope_of(SIPAS)
    values = row_of(unit, leaves_of(opened, SIPAS), ["70", "70", "70", "70", "170"])
    with pytest.raises(BrokenInput):
        bring_in(opened, scope, values)
    assert not record_file(opened.folder.surveys, SIPAS, 2023).exists()


def test_templates_with_figures_in_them_are_kept(tmp_path: Path) -> None:
    opened = campaign_of(tmp_path / "dot")
    root = opened.folder.root
    first = write_templates(root, SIPAS)
    assert write_templates(root, SIPAS).written == first.written  # the same bytes again
    file = first.written[0]
    assert file == root / "khao-sat" / TEMPLATES / "sipas-2023.xlsx"
    file.write_bytes(
        template(opened, scope_of(SIPAS), {f"{opened.campaign.units[0].code}:8.1.1": Fraction(70)})
    )
    assert write_templates(root, SIPAS).kept == (file,)
    assert write_templates(root, SIPAS, replace_files=True).written == (file,)
    names = [path.name for path in write_templates(root, DEPARTMENT_REMARKS).written]
    assert names == [f"nhan-xet-hon-quan-{each}-2023.xlsx" for each in ("vp", "pnv", "ptckh", "pvhtt")]


@pytest.mark.parametrize(
    "damage",
    [b"{", b"[]", b'{"source": "sipas"}', b'{"source":"sipas","year":2022,"imports":[],"units":{}}',
     b'{"source":"sipas","year":2023,"imports":[],"units":{"1":{"8.1.1":{"figure":"x","sha256":"","sheet":"","cell":"","note":""}}}}'],
)  # fmt: skip
def test_a_damaged_record_stops_and_says_so(tmp_path: Path, damage: bytes) -> None:
    opened = campaign_of(tmp_path / "dot", 1)
    record_file(opened.folder.surveys, SIPAS, 2023).write_bytes(damage)
    with pytest.raises(CchcError, match=r"sipas-2023\.json"):
        read_returns(opened.folder.root, TODAY)


def test_figures_that_no_longer_fit_are_told_and_do_not_count(tmp_path: Path) -> None:
    opened = campaign_of(tmp_path / "dot", 2)
    bring_in(opened, scope_of(SIPAS), {f"{opened.campaign.units[0].code}:8.1.1": Fraction(70)})
    file = record_file(opened.folder.surveys, SIPAS, 2023)
    unit = opened.campaign.units[0].code
    text = file.read_text(encoding="utf-8").replace('"8.1.1"', '"1.1.1"')
    file.write_text(
        text.replace(f'"{unit}": {{', f'"99999": {{"8.1.1": {_cells(text)}}},\n  "{unit}": {{', 1),
        encoding="utf-8",
    )
    found = read_returns(opened.folder.root, TODAY).findings
    told = [
        (each.code, each.unit_code)
        for each in found
        if each.code in ("SURVEY_FIGURE_UNUSABLE", "SURVEY_UNIT_GONE")
    ]
    assert told == [("SURVEY_FIGURE_UNUSABLE", unit), ("SURVEY_UNIT_GONE", "99999")]


def _cells(text: str) -> str:
    units = json.loads(text)["units"]
    return json.dumps(next(iter(next(iter(units.values())).values())))


def test_an_import_that_cannot_write_leaves_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    opened = campaign_of(tmp_path / "dot")
    unit = opened.campaign.units[0].code
    bring_in(opened, scope_of(SIPAS), {f"{unit}:8.1.1": Fraction(70)})
    before = record_of(opened)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CannotWrite):
        bring_in(opened, scope_of(SIPAS), {f"{unit}:8.1.2": Fraction(70)}, "hai")
    assert record_of(opened) == before


@given(st.decimals(min_value=0, max_value=100, places=6, allow_nan=False))
def test_figures_survive_the_record(value: object) -> None:
    figure = Fraction(str(value))
    text = exact_text(SurveyFigure(figure, 2023))
    assert text is not None
    assert exact(text) == figure


@given(st.fractions(0, 100), st.fractions(0, 10))
def test_points_of_a_rate_are_its_share_of_the_max(rate: Fraction, highest: Fraction) -> None:
    points = SatisfactionRate().given_score(highest, rate)
    assert 0 <= points <= highest
    assert points * 100 == rate * highest
    assert SurveyPoints().given_score(highest, rate) == rate


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    typed=st.one_of(
        st.text(max_size=20),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.integers(-(10**9), 10**9),
    )
)
def test_whatever_is_typed_is_a_figure_or_a_finding(opened_once: OpenCampaign, typed: object) -> None:
    """Never both a silent loss and never a figure out of range."""
    scope = scope_of(SIPAS)
    unit = opened_once.campaign.units[0].code
    cell = cell_of(opened_once, scope, unit, "8.1.1")
    try:
        content = edited(template(opened_once, scope, {f"{unit}:8.1.2": Fraction(80)}), put(cell, typed))
    except Exception:
        return
    reading = read(opened_once, scope, content)
    at_cell = [each for each in reading.findings if each.cell == cell]
    figure = figures_of(reading).get((unit, "8.1.1"))
    if figure is not None and figure.figure is not None:
        assert 0 <= figure.figure <= 100
    blank = isinstance(typed, str) and not typed.strip(" \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0")
    assert figure is not None or at_cell or blank or _invisible(typed)


def _invisible(typed: object) -> bool:
    from consolidator.typed import clean

    return isinstance(typed, str) and not clean(typed)


@pytest.fixture(scope="module")
def opened_once(tmp_path_factory: pytest.TempPathFactory) -> OpenCampaign:
    return campaign_of(tmp_path_factory.mktemp("typed") / "dot")


@pytest.mark.libreoffice
@pytest.mark.parametrize("locale", ["vi-VN", "en-US"])
def test_a_save_by_libreoffice_changes_no_figure(tmp_path: Path, locale: str) -> None:
    """Codes stay text, 75,25 stays 75.25, the identity survives, nothing is remarked on."""
    opened = campaign_of(tmp_path / "dot")
    scopes = [scope_of(SIPAS), *(scope_of(DEPARTMENT_REMARKS, agency=agency) for agency in REMARKS)]
    files, wanted = [], []
    for number, scope in enumerate(scopes):
        values: dict[str, Typed] = {}
        for place, unit in enumerate(opened.campaign.units):
            for scored in scope.leaves(opened.campaign, opened.criteria, unit.unit_type):
                rate = Fraction("75.25") + place if scope.source == SIPAS else scored.max_points * 3 / 4
                values[f"{unit.code}:{scored.code}"] = rate
            values[f"{unit.code}:note"] = "1.10"
        files.append(tmp_path / f"mau-{number}.xlsx")
        files[-1].write_bytes(template(opened, scope, values))
        wanted.append(read(opened, scope, files[-1].read_bytes()))
    back = saved_by_libreoffice(files, tmp_path / "saved", locale)
    for scope, file, before in zip(scopes, back, wanted, strict=True):
        after = read(opened, scope, file.read_bytes())
        assert (before.findings, after.findings) == ((), ())
        assert {place: (each.figure, each.note) for place, each in figures_of(after).items()} == {
            place: (each.figure, each.note) for place, each in figures_of(before).items()
        }


def test_write_record_is_read_back(tmp_path: Path) -> None:
    opened = campaign_of(tmp_path / "dot")
    unit = opened.campaign.units[0].code
    bring_in(
        opened,
        scope_of(SIPAS),
        row_of(unit, leaves_of(opened, SIPAS), ["0", "33.333", "Không khảo sát", "100", ""]),
    )
    record = read_record(opened.folder.surveys, SIPAS, 2023)
    before = record_of(opened)
    write_record(opened.folder.surveys, record)
    assert record_of(opened) == before
    assert [record.figures[unit, f"8.1.{n}"].figure for n in (1, 2, 3, 4)] == [
        0,
        Fraction("33.333"),
        None,
        100,
    ]
    assert (unit, "8.1.5") not in record.figures

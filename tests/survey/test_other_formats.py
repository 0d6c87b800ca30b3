"""Survey templates that come back as .xls or .ods: read like any other, with a remark on the format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc.campaign.opened import OpenCampaign
from cchc.criteria.sources import SIPAS
from cchc.returns.receipt import REJECTED, WITH_REMARKS
from cchc.survey.model import NOT_SURVEYED
from cchc.survey.places import TAKEN
from cchc.survey.returned import figures_of
from generator.render import Typed
from macros_py.steps.survey import import_surveys
from tests.intake.test_container import with_password
from tests.support.engines import saved_by_libreoffice
from tests.survey.filling import (
    campaign_of,
    cell_of,
    edited,
    leaves_of,
    put,
    read,
    row_of,
    said,
    scope_of,
    template,
)

RATES = scope_of(SIPAS)
KINDS = {"ods": "OpenDocument (.ods)", "xls": "Excel 97–2003 (.xls)"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenCampaign:
    return campaign_of(tmp_path_factory.mktemp("formats") / "dot")


@pytest.fixture(scope="module")
def filled(opened: OpenCampaign) -> bytes:
    """A template with rates of every unit, one of them blank, one as text and one typed as a percentage."""
    values: dict[str, Typed] = {}
    leaves = leaves_of(opened, SIPAS)
    for number, unit in enumerate(opened.campaign.units):
        rates = ["85.5", "80", "77.25", NOT_SURVEYED if number else "", str(90 + number)]
        values |= row_of(unit.code, leaves, rates)
    percent = cell_of(opened, RATES, opened.campaign.units[1].code, leaves[1])
    return edited(template(opened, RATES, values), put(percent, 0.855, "0.0%"))


@pytest.fixture(scope="module")
def saved(filled: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The template saved by LibreOffice in the three formats."""
    folder = tmp_path_factory.mktemp("saved")
    file = folder / "dieu-tra.xlsx"
    file.write_bytes(filled)
    return {kind: saved_by_libreoffice([file], folder / kind, kind=kind)[0] for kind in ("xlsx", *KINDS)}


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_figures_and_findings_in_every_format(
    opened: OpenCampaign, saved: dict[str, Path], kind: str
) -> None:
    usual = read(opened, RATES, saved["xlsx"].read_bytes())
    other = read(opened, RATES, saved[kind].read_bytes(), f"dieu-tra.{kind}")
    figures = [
        {key: (each.figure, each.cell, each.note) for key, each in figures_of(receipt).items()}
        for receipt in (usual, other)
    ]
    assert figures[0] == figures[1] and len(figures[0]) > 10
    remark, *rest = said(other.findings)
    assert remark == ("FILE_OTHER_FORMAT", "", "", "", KINDS[kind], "")
    assert rest == said(usual.findings)
    assert other.verdict == WITH_REMARKS


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_that_is_kept_opens_under_its_own_ending(
    opened: OpenCampaign, saved: dict[str, Path], kind: str
) -> None:
    report = import_surveys(
        opened.folder.root, [saved[kind]], SIPAS, 2023, date(2023, 12, 20), replace_figures=True
    )
    assert report.taken == (saved[kind].name,)
    copies = (opened.folder.surveys / TAKEN).rglob(f"*.{kind}")
    assert [each.read_bytes() for each in copies] == [saved[kind].read_bytes()]


def test_a_template_with_a_password_is_told_so_and_a_damaged_old_one_is_not(
    opened: OpenCampaign, filled: bytes
) -> None:
    locked = read(opened, RATES, with_password(filled))
    assert [each.code for each in locked.findings] == ["FILE_ENCRYPTED"] and locked.verdict == REJECTED
    damaged = read(opened, RATES, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "dieu-tra.xls")
    assert [each.code for each in damaged.findings] == ["FILE_DAMAGED"]

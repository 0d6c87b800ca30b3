"""A campaign in the middle of its year: returned, appraised, surveyed, results written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.appraisal.rounds import DAY, Appraising, start_appraising
from tests.support.rounds import full_values
from tests.survey.filling import DEPARTMENT_REMARKS, SIPAS, bring_in_all_at_best

AGENCIES = ("PNV", "VP", "PTP", "PTCKH", "PVHTT", "PKTHT")


def finished_campaign(folder: Path) -> Path:
    """Three communes of which two have returned; the first round of the appraisal is merged."""
    round_ = start_appraising(folder / "dot", 3)
    for unit in round_.units[:2]:
        round_.put(f"xa/{unit}.xlsx", round_.form(full_values(round_.criteria), unit))
    round_.issue("first")
    for agency in AGENCIES:
        round_.answer("first", agency)
    round_.merge()
    bring_in_all_at_best(round_.opened, DEPARTMENT_REMARKS, SIPAS)
    round_.consolidate(DAY)
    return round_.root


@pytest.fixture(scope="session")
def _finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished_campaign(tmp_path_factory.mktemp("losing"))


@pytest.fixture
def finished(_finished: Path, tmp_path: Path) -> Appraising:
    """A copy of one's own."""
    shutil.copytree(_finished, tmp_path / "dot", symlinks=True)
    return Appraising(tmp_path / "dot")

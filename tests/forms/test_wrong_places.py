"""A form that lies where another kind is taken: what it is and where it belongs is said, for every pair of kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from cchc.appraisal.rounds import BY_KIND
from cchc.campaign.opened import OpenCampaign
from cchc.criteria.sources import SIPAS
from cchc.identity import (
    BOARD_FORM,
    EXPLANATION_FORM,
    FIRST_APPRAISAL_FORM,
    SEALED_KINDS,
    SECOND_APPRAISAL_FORM,
    SURVEY_TEMPLATE,
    UNIT_FORM,
)
from consolidator.files import ReturnedFile
from consolidator.kind_reader import Context, other_kind
from consolidator.survey_form.reading import SurveyIntakeContext
from consolidator.take_in import take_in
from macros_py.steps.campaign import intake_context
from tests.support.findings import recorded
from tests.survey.filling import campaign_of, leaves_of, return_form, row_of, scope_of, template

APPRAISALS = (FIRST_APPRAISAL_FORM, EXPLANATION_FORM, SECOND_APPRAISAL_FORM, BOARD_FORM)
PLACES = {
    UNIT_FORM: "nop-ve/",
    SURVEY_TEMPLATE: "cchc survey … import",
    **dict.fromkeys(APPRAISALS, "tham-dinh/nop-ve/"),
}
FOLDERS = {"units": (UNIT_FORM,), "appraisal": tuple(BY_KIND), "survey": (SURVEY_TEMPLATE,)}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenCampaign:
    return campaign_of(tmp_path_factory.mktemp("dot") / "dot")


@dataclass(frozen=True)
class Folder:
    """A folder in which these kinds are taken."""

    kinds: tuple[str, ...]
    opened: OpenCampaign

    @property
    def campaign(self) -> object:
        return self.opened.campaign

    @property
    def public_key(self) -> str:
        return self.opened.sealer.public_key


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("kind", SEALED_KINDS)
def test_every_pair_of_kinds(opened: OpenCampaign, kind: str, folder: str) -> None:
    if kind in FOLDERS[folder]:
        return
    identity = replace(next(iter(opened.folder.read_manifest().values())).identity, kind=kind)
    told = recorded(other_kind(identity, Folder(FOLDERS[folder], opened)))  # type: ignore[arg-type]
    assert told.message.startswith(f"Đây là {SEALED_KINDS[kind].name.vi};")
    assert SEALED_KINDS[FOLDERS[folder][0]].name.vi in told.message
    assert PLACES[kind] in told.remedy
    assert sum(f" {place}" in f" {told.remedy}" for place in {*PLACES.values()}) == 1


def test_on_the_way_through_intake(opened: OpenCampaign) -> None:
    """A survey template among the returns, and a return given to the import of surveys."""
    unit = opened.campaign.units[0].code
    return_form(opened, unit)
    form = (opened.folder.returned / f"{unit}.xlsx").read_bytes()
    values = row_of(unit, leaves_of(opened, SIPAS), ["85", "80", "77", "60", "91"])
    survey = template(opened, scope_of(SIPAS), values)
    units: Context = intake_context(opened, opened.folder.read_manifest())
    (found,) = take_in(ReturnedFile("a.xlsx", survey), units).findings
    assert (found.code, "cchc survey … import" in recorded(found).remedy) == ("FORM_OTHER_KIND", True)
    key = opened.sealer.public_key
    surveys = SurveyIntakeContext(opened.campaign, opened.criteria, key, SIPAS, 2023)
    (found,) = take_in(ReturnedFile("b.xlsx", form), surveys).findings
    assert (found.code, "sang thư mục nop-ve/" in recorded(found).remedy) == ("FORM_OTHER_KIND", True)

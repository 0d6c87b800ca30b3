"""The tables of kinds name the same kinds, and say the same of them."""

from __future__ import annotations

from pathlib import Path

from cchc.appraisal.rounds import ROUNDS
from cchc.campaign.folder import CampaignFolder
from cchc.findings.catalogue import CATALOGUE
from cchc.identity import SEALED_KINDS
from consolidator.readers import READERS
from workbook_templates.forms.appraisal import APPRAISAL
from workbook_templates.forms.table import KINDS
from workbook_templates.forms.unit import UNIT


def test_every_kind_that_comes_back_is_sealed_and_has_a_reader() -> None:
    returned = {key for key, kind in KINDS.items() if kind.comes_back}
    assert returned == set(READERS) == set(SEALED_KINDS)
    assert {key for key in KINDS if key not in returned} == {"phieu-ket-qua"}


def test_marks_of_form_numbers_are_apart() -> None:
    marks = [each.mark for each in SEALED_KINDS.values() if each.mark]
    assert len(marks) == len(set(marks)) == len(ROUNDS)


def test_findings_of_readers_are_in_the_catalogue() -> None:
    for reader in READERS.values():
        assert {reader.repeated, reader.differing} - {""} <= set(CATALOGUE)


def test_folders_are_those_of_the_campaign(tmp_path: Path) -> None:
    folder = CampaignFolder(tmp_path)
    assert tmp_path / UNIT.folder == folder.issued
    for round_ in ROUNDS:
        assert tmp_path / APPRAISAL[round_.key].folder == folder.appraisal_issued / round_.folder

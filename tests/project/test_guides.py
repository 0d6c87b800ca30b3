"""The guides say what works: every command of every page is one the program knows, and the guide for Phòng Nội vụ is
walked from its first command to its last, as a new user would, in an empty folder.
"""

from __future__ import annotations

import random
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cchc.appraisal.state import appraisal_of
from cchc.campaign.folder import CampaignFolder
from cchc.criteria.sources import DEPARTMENT_REMARKS, SIPAS
from cchc.files import slug, write_atomically
from cchc.survey.places import template_name
from cchc.survey.scope import scopes
from generator.lock import campaign_lock
from macros_py.cli import build, main
from macros_py.demo.filler import filled_in
from macros_py.steps.campaign import open_campaign
from tests.support.issued import appraisal_form, survey_template, unit_form
from tests.support.rounds import read_csv
from tests.support.scripts import ROOT, script
from workbook_templates.unit_form.slots import slots_now

PAGES = [ROOT / "README.md", ROOT / "samples" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDE = ROOT / "docs" / "huong-dan-phong-noi-vu.md"
CAMPAIGN = Path("dot-2023")
TWICE = "25339"
_COMMAND = re.compile(r"uv run cchc ([^\n`]+)")


def commands(page: Path) -> Iterator[str]:
    """Every command of a page, in its order."""
    for found in _COMMAND.findall(page.read_text(encoding="utf-8")):
        yield found.strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_is_one_the_program_knows(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Verbs, subcommands, options and numbers of arguments, without running them."""
    ran: list[str] = []
    monkeypatch.setattr(click.Command, "invoke", lambda self, context: ran.append(context.command_path))
    monkeypatch.setattr(click.Path, "convert", lambda self, value, param, context: Path(value))
    monkeypatch.chdir(tmp_path)
    for command in commands(page):
        try:
            build().main(shlex.split(command), prog_name="cchc", standalone_mode=False)
        except click.UsageError as error:
            pytest.fail(f"{page.name}: uv run cchc {command}: {error.format_message()}")
        except click.exceptions.Exit:
            assert "--help" in command or "--version" in command


def test_a_command_that_is_gone_would_be_noticed() -> None:
    for gone in ("rank dot-2023", "status dot-2023 --all", "appraise dot-2023 close"):
        with pytest.raises(click.UsageError):
            build().main(shlex.split(gone), prog_name="cchc", standalone_mode=False)


class Hands:
    """What people do between the commands: fill in forms and put what comes back where the guide says."""

    def __init__(self) -> None:
        self.chance = random.Random("guide")
        self.sample = script(ROOT / "samples" / "make.py")

    def before(self, command: str) -> None:
        """Everything that must have happened before a command is typed."""
        for start, act in (
            ("status", self.return_forms),
            ("appraise dot-2023 merge", self.return_appraisals),
            ("survey dot-2023 import", self.fill_in_surveys),
        ):
            if command.startswith(start):
                act()

    def return_forms(self) -> None:
        """Every unit fills in the form it was sent; one sends two that differ."""
        opened = open_campaign(CAMPAIGN)
        if any(opened.folder.returned.iterdir()):
            return
        for unit in opened.campaign.units:
            copies = ("", "thu-dien-tu/") if unit.code == TWICE else ("",)
            for copy in copies:
                criteria = opened.set_of(unit)
                issue = opened.folder.read_manifest()[unit.code].issue
                slots = slots_now(opened, unit.code, issue)
                form = unit_form(
                    criteria, slots, campaign_lock(opened.sealer), filled_in(criteria, self.chance)
                )
                name = f"{copy}{unit.code}-{slug(unit.name)}.xlsx"
                write_atomically(opened.folder.returned / name, form)

    def return_appraisals(self) -> None:
        """Everybody who was sent a form of the appraisal answers it."""
        opened = open_campaign(CAMPAIGN)
        for form in appraisal_of(opened).forms:
            file = opened.folder.appraisal_returned / form.file.replace("/", "-")
            if not file.exists():
                criteria = opened.criteria[form.party.unit_type]
                values = self.sample.answers(form, criteria, self.chance)
                write_atomically(file, appraisal_form(form, criteria, opened.sealer, values))

    def fill_in_surveys(self) -> None:
        """Every template that was made is filled in."""
        opened = open_campaign(CAMPAIGN)
        for source in (SIPAS, DEPARTMENT_REMARKS):
            for scope in scopes(opened.campaign, opened.criteria, source, opened.campaign.year):
                values = self.sample.survey_figures(opened, scope, self.chance)
                content = survey_template(opened.campaign, opened.criteria, scope, opened.sealer, values)
                file = opened.folder.surveys / "mau" / template_name(scope)
                assert file.exists()
                write_atomically(file, content)


@pytest.mark.long
def test_the_guide_leads_a_new_user_from_an_empty_folder_to_the_final_ranking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    hands = Hands()
    blocks = re.findall(r"```\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    failed = []
    for line in (line for block in blocks for line in block.splitlines()):
        assert line.startswith("uv run cchc "), line
        command = line.removeprefix("uv run cchc ")
        hands.before(command)
        code, said = typed(command, capsys)
        assert code != 2, f"{command}\n{said}"
        failed += [command] if code else []
    assert failed == ["consolidate dot-2023"], "two returns that differ, before a person has decided"
    results = CampaignFolder(CAMPAIGN).results
    rows = read_csv(results / "xep-hang.csv")
    assert [row["rank"] for row in rows] == [str(place) for place in range(1, 14)]
    with zipfile.ZipFile(results / "xep-hang.xlsx") as package:
        assert "tạm tính" not in package.read("xl/sharedStrings.xml").decode()
    # What the guide for units says to type, on a unit's own computer.
    shutil.copy(CAMPAIGN / "nop-ve" / "25345-ubnd-xa-tan-hung.xlsx", "25339-ubnd-xa-an-phu.xlsx")
    for command in commands(ROOT / "docs" / "huong-dan-don-vi.md"):
        code, said = typed(command, capsys)
        assert code == 0, said


def typed(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """What a command ends with, and what it says."""
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(command))
    said = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, said.out + said.err

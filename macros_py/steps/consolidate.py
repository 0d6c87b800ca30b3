"""Reads what was returned and writes everything under ket-qua/."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cchc.campaign.folder import CampaignFolder
from cchc.criteria.model import SELF
from cchc.errors import CchcError
from cchc.files import slug, write_atomically
from cchc.findings.finding import Finding, in_order
from cchc.language import Words
from cchc.results import Results, compute
from consolidator.files import returned_files
from consolidator.intake import Outcome, at_desk, date_returns, score_book, settle, take_in_all
from macros_py.steps.campaign import OpenCampaign, open_campaign
from macros_py.steps.progress import Progress, silent, told
from macros_py.steps.since_issue import changed_texts, require_frozen

RANKING_WORKBOOK = "xep-hang.xlsx"

_NOT_ISSUED = Words(
    "Đợt này chưa phát hành phiếu. Chạy trước: cchc generate {folder}",
    "This campaign has issued no forms. Run first: cchc generate {folder}",
)


@dataclass(frozen=True)
class Consolidation:
    """All that one consolidation found. `findings` stand gravest first."""

    opened: OpenCampaign
    outcomes: tuple[Outcome, ...]
    results: Results
    findings: tuple[Finding, ...]

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(outcome.verdict for outcome in self.outcomes)


def read_returns(
    root: Path, today: date, progress: Progress = silent, authority: str = ""
) -> Consolidation:
    """Take in nop-ve/ and compute, writing nothing but the day a file was first seen. With an
    `authority` only its own units take part.

    Raises CchcError, BrokenInput; never for what a returned file holds.
    """
    opened = open_campaign(root)
    if authority:
        opened.require_authority(authority)
    issued = opened.folder.read_manifest()
    if not issued:
        raise CchcError(_NOT_ISSUED, folder=root)
    require_frozen(opened, issued)
    desk = opened.desk(issued)
    files = list(returned_files(opened.folder.returned))
    outcomes = list(told(take_in_all(files, desk), progress, len(files)))
    if authority:
        outcomes = at_desk(outcomes, opened.campaign, authority)
        opened = replace(opened, campaign=opened.campaign.of_authority(authority))
        desk = opened.desk(issued)
    outcomes = settle(outcomes)
    first_seen = _remember(opened, outcomes, today)
    outcomes = date_returns(outcomes, opened.campaign, first_seen, today)
    books, about_units = score_book(outcomes, desk)
    results = compute(opened.campaign, books, frozenset({SELF}))
    found = [each for outcome in outcomes for each in outcome.findings] + about_units
    found += [*opened.remarks, *changed_texts(opened, issued)]
    return Consolidation(opened, tuple(outcomes), results, tuple(in_order(found)))


def consolidate(root: Path, today: date, progress: Progress = silent, authority: str = "") -> Consolidation:
    """Take in nop-ve/ and write the ranking workbook and the files for machines: into ket-qua/, or, for
    one authority's desk, into a folder of its own below it, so that the whole result stays.
    """
    from consolidator import machine_files
    from generator.ranking.workbook import ranking_workbook
    from macros_py.steps.ranking_content import ranking_content

    done = read_returns(root, today, progress, authority)
    target = results_folder(done.opened.folder, authority)
    contents = {
        machine_files.RANKING_FILE: machine_files.ranking_csv(done.results),
        machine_files.SCORES_FILE: machine_files.scores_csv(done.results),
        machine_files.FINDINGS_FILE: machine_files.findings_jsonl(done.findings),
        machine_files.BOARD_FILE: machine_files.board_csv(done.outcomes),
        RANKING_WORKBOOK: ranking_workbook(ranking_content(done, today)),
    }
    for name, content in contents.items():
        write_atomically(target / name, content)
    return done


def results_folder(folder: CampaignFolder, authority: str = "") -> Path:
    """Where results lie: of the whole campaign, or of one authority's desk."""
    return folder.results / slug(authority) if authority else folder.results


def _remember(opened: OpenCampaign, outcomes: list[Outcome], today: date) -> dict[str, str]:
    """Note the day on which each file was first seen."""
    known = opened.folder.read_first_seen()
    days = {**{outcome.sha256: today.isoformat() for outcome in outcomes if outcome.sha256}, **known}
    if days != known:
        opened.folder.write_first_seen(days)
    return days

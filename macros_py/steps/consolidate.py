"""Reads what was returned and writes everything under ket-qua/."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cchc.campaign.folder import CampaignFolder
from cchc.campaign.running import running
from cchc.command_line import command_line
from cchc.criteria.model import SOURCES
from cchc.errors import CannotWrite, CchcError
from cchc.files import slug
from cchc.findings.finding import Finding, in_order
from cchc.history.journal import Intake, Journal, journal
from cchc.language import Words
from cchc.reasons import reason_of
from cchc.results import Results, compute
from cchc.together import write_together
from consolidator.intake import Outcome, at_desk, date_returns, score_book, settle
from consolidator.reconciliation import Reconciliation, reconcile
from macros_py.steps.appraise.state import appraised
from macros_py.steps.campaign import OpenCampaign, open_campaign
from macros_py.steps.intake import ClaimRequest, take_in_returns
from macros_py.steps.progress import Progress, silent
from macros_py.steps.results_told import FOLDER as RESULT_FORMS
from macros_py.steps.results_told import result_forms
from macros_py.steps.since_issue import changed_texts, require_frozen
from macros_py.steps.survey import survey_points

RANKING_WORKBOOK = "xep-hang.xlsx"

_NOT_ISSUED = Words(
    "Đợt này chưa phát hành phiếu. Chạy trước: {command}",
    "This campaign has issued no forms. Run first: {command}",
)


_NOT_NOTED = Words(
    "Kết quả mới đã ghi đầy đủ vào {folder}; riêng nhật ký của đợt chưa ghi được lần chạy này: {reason}. "
    "Khắc phục rồi chạy lại để nhật ký đầy đủ.",
    "The new results are whole in {folder}; only the campaign's history could not note this run: {reason}. Put that "
    "right, then run again for the history's sake.",
)
_UNBALANCED = Words(
    "Đối soát không khớp, kết quả cũ giữ nguyên. Gửi nội dung này cho người bảo trì cchc:\n{faults}",
    "The reconciliation does not balance; the earlier result stands. Send this to those who maintain cchc:\n{faults}",
)


class Unbalanced(CchcError):
    """Something that came in has gone astray: nothing may be published."""


@dataclass(frozen=True)
class Consolidation:
    """All that one consolidation found. `findings` stand gravest first."""

    opened: OpenCampaign
    outcomes: tuple[Outcome, ...]
    results: Results
    findings: tuple[Finding, ...]
    reconciliation: Reconciliation

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(outcome.verdict for outcome in self.outcomes)


def read_returns(
    root: Path, today: date, progress: Progress = silent, authority: str = ""
) -> Consolidation:
    """Take in nop-ve/ and compute, writing no result. With an `authority` only its own units take part.

    Raises CchcError, BrokenInput; never for what a returned file holds.
    """
    opened = open_campaign(root)
    with journal(opened.folder.history_file) as book:
        return _read(opened, book, today, progress, authority)


def consolidate(
    root: Path,
    today: date,
    progress: Progress = silent,
    authority: str = "",
    claim: ClaimRequest | None = None,
) -> Consolidation:
    """Take in nop-ve/ and write the ranking workbook and the files for machines: into ket-qua/, or, for
    one authority's desk, into a folder of its own below it, so that the whole result stays. A `claim`
    is a person's word on whose return a file is.

    Raises CchcError (Busy, Unbalanced, CannotWrite among them), BrokenInput.
    """
    opened = open_campaign(root)
    with running(opened.folder, "consolidate"), journal(opened.folder.history_file) as book:
        run = book.begin("consolidate", authority)
        done = _read(opened, book, today, progress, authority, claim)
        target = results_folder(opened.folder, authority)
        write_together(target, _contents(done, today), result_forms(done), wholly=(RESULT_FORMS,))
        with _results_stand(target):
            book.end(run, (_intake(each) for each in done.outcomes))
    return done


@contextmanager
def _results_stand(target: Path) -> Iterator[None]:
    """What fails after the results are in place must not say that they are not."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite(_NOT_NOTED, folder=target, reason=reason_of(error)) from error


def _read(
    opened: OpenCampaign,
    book: Journal,
    today: date,
    progress: Progress,
    authority: str,
    claim: ClaimRequest | None = None,
) -> Consolidation:
    if authority:
        opened.require_authority(authority)
    issued = opened.folder.read_manifest()
    if not issued:
        raise CchcError(_NOT_ISSUED, command=command_line("generate", opened.folder.root))
    require_frozen(opened, issued)
    taken = take_in_returns(opened, issued, book, progress, claim)
    outcomes = taken.outcomes
    if authority:
        outcomes = at_desk(outcomes, opened.campaign, authority)
        opened = replace(opened, campaign=opened.campaign.of_authority(authority))
    outcomes = settle(outcomes, taken.claims)
    first_seen = book.first_seen((each.sha256 for each in outcomes), today.isoformat())
    outcomes = date_returns(outcomes, opened.campaign, first_seen, today)
    books, about_units = score_book(outcomes, opened.desk(issued))
    balance = reconcile(taken.names, outcomes, books)
    if not balance.balances:
        raise Unbalanced(_UNBALANCED, faults=tuple(balance.faults))
    books, about_appraisal = appraised(opened, books)
    books, about_surveys = survey_points(opened, books, whole=not authority)
    results = compute(opened.campaign, books, frozenset(SOURCES))
    found = [each for outcome in outcomes for each in outcome.findings]
    found += [*about_units, *about_appraisal, *about_surveys]
    found += [*opened.remarks, *changed_texts(opened, issued)]
    return Consolidation(opened, tuple(outcomes), results, tuple(in_order(found)), balance)


def _contents(done: Consolidation, today: date) -> dict[str, bytes]:
    """The files of a result, by name."""
    from consolidator import machine_files
    from generator.ranking.workbook import ranking_workbook
    from macros_py.steps.ranking_content import ranking_content

    return {
        machine_files.RANKING_FILE: machine_files.ranking_csv(done.results),
        machine_files.SCORES_FILE: machine_files.scores_csv(done.results),
        machine_files.SURVEYS_FILE: machine_files.surveys_csv(done.results),
        machine_files.FINDINGS_FILE: machine_files.findings_jsonl(done.findings),
        machine_files.BOARD_FILE: machine_files.board_csv(done.outcomes),
        RANKING_WORKBOOK: ranking_workbook(ranking_content(done, today)),
    }


def _intake(outcome: Outcome) -> Intake:
    received = outcome.received.isoformat() if outcome.received else ""
    codes = tuple(each.code for each in outcome.findings)
    return Intake(
        outcome.file,
        outcome.sha256,
        outcome.verdict,
        outcome.unit_code,
        outcome.issue,
        received,
        outcome.check_code,
        codes,
    )


def results_folder(folder: CampaignFolder, authority: str = "") -> Path:
    """Where results lie: of the whole campaign, or of one authority's desk."""
    return folder.results / slug(authority) if authority else folder.results

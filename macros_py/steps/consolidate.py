"""Reads the returned files and writes everything under ket-qua/."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from cchc.appraisal.applying import appraised
from cchc.appraisal.state import appraisal_of, opinions_by_unit
from cchc.appraisal.unread import unread_answers
from cchc.campaign.folder import CampaignFolder
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.running import running
from cchc.campaign.since_issue import changed_texts, require_frozen
from cchc.clock import moment
from cchc.command_line import command_line
from cchc.consent import Ask, nobody, require_consent
from cchc.criteria.sources import SOURCES
from cchc.errors import CchcError
from cchc.files import slug
from cchc.findings.finding import Finding, in_order
from cchc.history.journal import Journal, journal, journal_copy
from cchc.language import Words
from cchc.results.compute import compute
from cchc.results.consolidation import Consolidation
from cchc.results.model import ANSWERS_UNREAD
from cchc.returns.attribution import AttributionRequest
from cchc.returns.booking import score_book
from cchc.returns.dating import date_returns
from cchc.returns.reconciliation import reconcile
from cchc.returns.settling import for_authority
from cchc.survey.applying import survey_points
from cchc.together import write_together
from cchc.withdrawals import Standing, standing, withdrawn
from consolidator.files import names_by_hash, returned_files
from consolidator.take_in import settle_returns
from macros_py.steps.campaign import open_campaign
from macros_py.steps.intake import take_in_returns
from macros_py.steps.noting import results_stand
from macros_py.steps.progress import Progress, silent
from macros_py.steps.result_forms import FOLDER as RESULT_FORMS
from macros_py.steps.result_forms import result_forms
from macros_py.steps.watchful import doubts_about_clock, without_a_return
from workbook_templates.forms.unit import UNIT

RANKING_WORKBOOK = "xep-hang.xlsx"

_DECIDED = {"UNIT_RETURNED_TWICE", "FORM_STALE"}

_NOT_ISSUED = Words(
    "Đợt này chưa phát hành phiếu. Chạy trước: {command}",
    "This campaign has issued no forms. Run first: {command}",
)


_UNBALANCED = Words(
    "Đối soát không khớp, kết quả cũ giữ nguyên. Gửi nội dung này cho người bảo trì cchc:\n{faults}",
    "The reconciliation does not balance; the earlier result stands. Send this to those who maintain cchc:\n{faults}",
)


class Unbalanced(CchcError):
    """Files or values that came in are not accounted for, so no results may be written."""


def read_returns(
    root: Path, today: date | None = None, progress: Progress = silent, authority: str = ""
) -> Consolidation:
    """Read nop-ve/ and compute, writing nothing. With an `authority` only its own units take part;
    `today` is by default the current day in the campaign's time zone.

    Raises CchcError, BrokenInput; never because of a returned file's contents.
    """
    opened = open_campaign(root)
    with journal_copy(opened.folder.history_file) as book:
        return _read(opened, book, today or opened.campaign.today(), progress, authority)


def consolidate(
    root: Path,
    today: date | None = None,
    progress: Progress = silent,
    authority: str = "",
    attribution: AttributionRequest | None = None,
    ask: Ask = nobody,
) -> Consolidation:
    """Read nop-ve/ and write the ranking workbook and the files for machines: into ket-qua/, or, for one
    authority's desk, into a folder of its own below it, so that the whole result is kept. An `attribution` is a
    user's statement of which unit a file belongs to; `ask` is called where something that counted before would
    no longer count.

    Raises CchcError (Busy, NotAgreed, Unbalanced, CannotWrite among them), BrokenInput.
    """
    opened = open_campaign(root)
    day = today or opened.campaign.today()
    with running(opened.folder, "consolidate"), journal(opened.folder.history_file) as book:
        started = moment()
        done = _read(opened, book, day, progress, authority, attribution, keeps=True)
        stands = standing((each.scores for each in done.results.units), opinions_by_unit(opened))
        require_consent(ask, _withdrawn(opened, done, book, stands, authority))
        run = book.begin("consolidate", authority, started)
        book.first_seen((each.sha256 for each in done.receipts), day.isoformat())
        kept = write_together(
            results_folder(opened.folder, authority),
            _contents(done, day),
            result_forms(done),
            (RESULT_FORMS,),
            opened.folder.written(),
        )
        with results_stand(results_folder(opened.folder, authority)):
            book.end(run, done.receipts, stands)
    return replace(done, kept=kept)


def _withdrawn(
    opened: OpenCampaign, done: Consolidation, book: Journal, stands: Standing, authority: str
) -> list[str]:
    """Sentences on what would no longer count. Left out are units that returned a form again or got a new issue:
    there a finding says that a person has to decide, or has decided.
    """
    before = {kind: book.stood(kind, amounts, authority) for kind, amounts in stands.items()}
    names = {unit.code: unit.name for unit in opened.campaign.units}
    decided = {
        receipt.unit_code
        for receipt in done.receipts
        if _DECIDED & {each.code for each in receipt.findings}
    }
    return withdrawn(before, stands, names, decided)


def _read(
    opened: OpenCampaign,
    book: Journal,
    today: date,
    progress: Progress,
    authority: str,
    attribution: AttributionRequest | None = None,
    keeps: bool = False,
) -> Consolidation:
    if authority:
        opened.require_authority(authority)
    issued = opened.folder.read_manifest()
    if not issued:
        raise CchcError(_NOT_ISSUED, command=command_line("generate", opened.folder.root))
    require_frozen(opened, issued)
    taken = take_in_returns(opened, issued, book, progress, attribution, keeps)
    receipts = taken.receipts
    whole = opened
    if authority:
        receipts = for_authority(receipts, opened.campaign, authority)
        opened = replace(opened, campaign=opened.campaign.of_authority(authority))
    receipts = settle_returns(UNIT.key, receipts, taken.attributions)
    receipts = date_returns(receipts, opened.campaign, book.days_seen(), today)
    books, about_units = score_book(receipts, opened.campaign, opened.criteria)
    balance = reconcile(taken.names, receipts, books)
    if not balance.balances:
        raise Unbalanced(_UNBALANCED, faults=tuple(balance.faults))
    about_units += without_a_return(opened.folder, issued, books, receipts, book)
    books, about_appraisal = appraised(appraisal_of(opened), books)
    books, about_surveys = survey_points(opened, books, whole=not authority)
    unread = _unread_answers(whole)
    results = compute(opened.campaign, books, frozenset(SOURCES))
    if unread:
        results = replace(results, also_provisional=(ANSWERS_UNREAD,))
    found = [each for receipt in receipts for each in receipt.findings]
    found += [*about_units, *about_appraisal, *about_surveys, *unread, *doubts_about_clock(book)]
    found += [*opened.remarks, *changed_texts(opened, issued)]
    return Consolidation(opened, tuple(receipts), results, tuple(in_order(found)), balance)


def _unread_answers(opened: OpenCampaign) -> list[Finding]:
    """Findings on answers of the appraisal that are not merged yet, once its first form is issued.

    Raises CchcError where tham-dinh/nop-ve/ does not exist or cannot be listed.
    """
    appraisal = appraisal_of(opened)
    if not appraisal.forms:
        return []
    return unread_answers(appraisal, names_by_hash(returned_files(opened.folder.appraisal_returned)))


def _contents(done: Consolidation, today: date) -> dict[str, bytes]:
    """The files of a result, by name."""
    from generator.machine import files as machine_files
    from generator.ranking.provenance import ranking_content
    from generator.ranking.workbook import ranking_workbook

    return {
        machine_files.RANKING_FILE: machine_files.ranking_csv(done.results),
        machine_files.SCORES_FILE: machine_files.scores_csv(done.results),
        machine_files.SURVEYS_FILE: machine_files.surveys_csv(done.results),
        machine_files.FINDINGS_FILE: machine_files.findings_jsonl(done.findings),
        machine_files.BOARD_FILE: machine_files.board_csv(UNIT, done.receipts),
        RANKING_WORKBOOK: ranking_workbook(ranking_content(done, today)),
    }


def results_folder(folder: CampaignFolder, authority: str = "") -> Path:
    """The folder of the results: of the whole campaign, or of one authority's desk."""
    return folder.results / slug(authority) if authority else folder.results

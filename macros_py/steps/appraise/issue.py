"""Issues the forms of a round: the rows that are due and not issued yet, one form per addressee."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cchc.appraisal.applying import outstanding_findings
from cchc.appraisal.consents import moves
from cchc.appraisal.issuing import new_forms
from cchc.appraisal.model import IssuedForm
from cchc.appraisal.rounds import BY_KEY, Round
from cchc.appraisal.state import Appraisal, appraisal_of
from cchc.campaign.folder import CampaignFolder
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.running import running
from cchc.consent import Ask, nobody, require_consent
from cchc.files import write_atomically
from cchc.findings.finding import Finding
from macros_py.steps.appraise.merge import plan_merge
from macros_py.steps.consolidate import read_returns
from macros_py.steps.progress import Progress, counted, silent
from workbook_templates.forms.appraisal import APPRAISAL, AppraisalRecord


@dataclass(frozen=True)
class RoundReport:
    """What was issued: new forms, files written again because they were missing, and findings (those of the
    merge before it, and who still owes an answer).
    """

    folder: Path
    new: tuple[IssuedForm, ...]
    written: tuple[Path, ...]
    findings: tuple[Finding, ...]


def issue_round(
    root: Path,
    round_key: str,
    today: date | None = None,
    progress: Progress = silent,
    authority: str = "",
    ask: Ask = nobody,
) -> RoundReport:
    """Issue a round's forms. The files in tham-dinh/nop-ve/ are merged first, so that a form shows all
    opinions so far. Every row is issued once; running again adds a supplement for units that have
    returned since, changed their claim, or were moved to another authority.

    `ask` is called before opinions that count are withdrawn, and before a unit's rows are issued to another
    authority than the one whose opinions on it were returned.

    Raises CchcError (Busy, NotAgreed among them), BrokenInput.
    """
    CampaignFolder(root).require()
    with running(CampaignFolder(root), "appraise issue"):
        return _issue(root, BY_KEY[round_key], today, progress, authority, ask)


def _issue(
    root: Path, round_: Round, today: date | None, progress: Progress, authority: str, ask: Ask
) -> RoundReport:
    done = read_returns(root, today, authority=authority)
    today = today or done.opened.campaign.today()
    appraisal = appraisal_of(done.opened)
    merging = plan_merge(appraisal_of(_whole(root, done.opened, authority))) if appraisal.forms else None
    if merging is not None:
        appraisal = replace(appraisal, entries=merging.merged.recorded)
    books = [result.scores for result in done.results.units]
    new = new_forms(appraisal, round_, books)
    require_consent(ask, [*(merging.withdrawals if merging else ()), *moves(appraisal, new)])
    findings = [*merging.write(today).findings] if merging else []
    for form in new:
        appraisal.record.write_form(form)
    root_folder = done.opened.folder.root
    gone = [
        form
        for form in appraisal.forms
        if form.round == round_.key and not (root_folder / form.file).exists()
    ]
    after = replace(appraisal, forms=(*appraisal.forms, *new))
    written = [_write(after, form) for form in counted([*gone, *new], progress)]
    findings += outstanding_findings(done.opened.campaign, after.cases(books))
    folder = root_folder / APPRAISAL[round_.key].folder
    return RoundReport(folder, tuple(new), tuple(written), tuple(findings))


def _whole(root: Path, opened: OpenCampaign, authority: str) -> OpenCampaign:
    """The campaign with all authorities: a merge reads the forms of all of them."""
    from macros_py.steps.campaign import open_campaign

    return open_campaign(root) if authority else opened


def _write(appraisal: Appraisal, form: IssuedForm) -> Path:
    from generator.issue import issue

    path = appraisal.opened.folder.root / form.file
    record = AppraisalRecord(form, appraisal.sets[form.fingerprint])
    write_atomically(path, issue(APPRAISAL[form.round], record, appraisal.opened.sealer))
    return path

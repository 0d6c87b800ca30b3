"""Issues the forms of a round: what is due and not out yet, in one form for everybody it goes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cchc.appraisal.due import due_rows
from cchc.appraisal.model import IssuedForm, Party, Row
from cchc.appraisal.rounds import BY_KEY, Round
from cchc.campaign.folder import CampaignFolder
from cchc.campaign.running import running
from cchc.files import slug, write_atomically
from cchc.findings.finding import Finding
from cchc.scorebook import UnitScores
from macros_py.steps.appraise.merge import merge_into
from macros_py.steps.appraise.state import (
    Appraisal,
    appraisal_of,
    name_of,
    outstanding_findings,
)
from macros_py.steps.campaign import OpenCampaign
from macros_py.steps.consolidate import read_returns
from macros_py.steps.progress import Progress, counted, silent


@dataclass(frozen=True)
class RoundReport:
    """What was issued: new forms, files written again because they were gone, and findings: what the
    merge before it met, and who still owes an answer.
    """

    folder: Path
    new: tuple[IssuedForm, ...]
    written: tuple[Path, ...]
    findings: tuple[Finding, ...]


def issue_round(
    root: Path, round_key: str, today: date | None = None, progress: Progress = silent, authority: str = ""
) -> RoundReport:
    """Issue a round's forms. What lies in tham-dinh/nop-ve/ is merged first, so that a form shows all
    that has been said. Every row goes out once; running again adds a supplement for units that have
    returned since, or changed their claim.

    Raises CchcError (Busy among them), BrokenInput.
    """
    CampaignFolder(root).require()
    with running(CampaignFolder(root), "appraise issue"):
        return _issue(root, BY_KEY[round_key], today, progress, authority)


def _issue(
    root: Path, round_: Round, today: date | None, progress: Progress, authority: str
) -> RoundReport:
    done = read_returns(root, today, authority=authority)
    today = today or done.opened.campaign.today()
    appraisal = appraisal_of(done.opened)
    findings: list[Finding] = []
    if appraisal.forms:
        whole = appraisal_of(_whole(root, done.opened, authority))
        findings += merge_into(whole, today).findings
        appraisal = appraisal_of(done.opened)
    books = [result.scores for result in done.results.units]
    new = _new_forms(appraisal, round_, books)
    for form in new:
        appraisal.record.write_form(form)
    files = [form for form in (*appraisal.forms, *new) if form.round == round_.key]
    gone = [form for form in files if not (done.opened.folder.root / form.file).exists()]
    written = [_write(done.opened, form) for form in counted(gone, progress)]
    after = replace(appraisal, forms=(*appraisal.forms, *new))
    findings += outstanding_findings(done.opened.campaign, after.cases(books))
    folder = done.opened.folder.appraisal_issued / round_.folder
    return RoundReport(folder, tuple(new), tuple(written), tuple(findings))


def _whole(root: Path, opened: OpenCampaign, authority: str) -> OpenCampaign:
    """The campaign of all authorities: a merge takes in everybody's forms."""
    from macros_py.steps.campaign import open_campaign

    return open_campaign(root) if authority else opened


def _new_forms(appraisal: Appraisal, round_: Round, books: Iterable[UnitScores]) -> list[IssuedForm]:
    campaign = appraisal.opened.campaign
    due = due_rows(round_, appraisal.cases(books), campaign)
    return [_form(appraisal, round_, party, rows) for party, rows in due.items()]


def _form(appraisal: Appraisal, round_: Round, party: Party, rows: list[Row]) -> IssuedForm:
    opened = appraisal.opened
    campaign, header = opened.campaign, opened.criteria[party.unit_type].header
    earlier = [form.issue for form in appraisal.forms if (form.round, form.party) == (round_.key, party)]
    authority = campaign.authority_by_code[party.authority]
    units = dict.fromkeys(row.unit for row in rows)
    form = IssuedForm(
        campaign=campaign.id,
        round=round_.key,
        party=party,
        issue=max(earlier, default=0) + 1,
        criteria_set=header.id,
        version=header.version,
        fingerprint=opened.criteria[party.unit_type].fingerprint,
        file="",
        rows=tuple(rows),
        texts={
            "authority": authority.name,
            "party": name_of(campaign, party) if party.who else authority.name,
            "office": authority.office,
            "title": campaign.title,
            "year": str(campaign.year),
        },
        units={code: campaign.unit_by_code[code].name for code in units},
    )
    number = form.identity(round_.kind).form_number
    path = _path(opened, round_, party, form.issue).relative_to(opened.folder.root).as_posix()
    return replace(form, file=path, texts={**form.texts, "form_number": number})


def _path(opened: OpenCampaign, round_: Round, party: Party, issue: int) -> Path:
    """Where a form is issued: by round and authority, named by unit type, who it goes to and issue."""
    name = "-".join(slug(part) for part in (party.unit_type, party.who or round_.folder, str(issue)))
    return opened.folder.appraisal_issued / round_.folder / slug(party.authority) / f"{name}.xlsx"


def _write(opened: OpenCampaign, form: IssuedForm) -> Path:
    from generator.appraisal_forms import appraisal_form

    path = opened.folder.root / form.file
    criteria = opened.criteria[form.party.unit_type]
    write_atomically(path, appraisal_form(form, criteria, opened.sealer))
    return path

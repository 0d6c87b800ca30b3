"""Issues the forms of a campaign."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cchc.campaign.folder import Issued
from cchc.campaign.model import Unit
from cchc.campaign.running import running
from cchc.consent import Ask, nobody, require_consent
from cchc.criteria.declaration import HEADER_FILE, LINES_FILE
from cchc.errors import CchcError
from cchc.files import slug, write_atomically, write_side_by_side
from cchc.findings.finding import Finding
from cchc.identity import UNIT_FORM
from cchc.language import Words
from macros_py.steps.campaign import OpenCampaign, open_campaign
from macros_py.steps.progress import Progress, silent, told
from macros_py.steps.since_issue import (
    changed_texts,
    require_same_campaign,
    set_changed,
    units_with_changed_set,
    units_with_changed_texts,
)
from macros_py.steps.years import other_years, sets_of_other_years
from workbook_templates.unit_form.panel import panel_from
from workbook_templates.unit_form.plan import printed_texts

_NO_UNIT = Words("Không có đơn vị mã “{code}”.", "There is no unit “{code}”.")
_NOT_OUT = Words(
    "Đơn vị “{code}” chưa được phát hành phiếu; chạy cchc generate không kèm --unit.",
    "No form of unit “{code}” is out yet; run cchc generate without --unit.",
)


@dataclass(frozen=True)
class IssueReport:
    """What was issued: files written, how many replace an earlier issue, and what forms that are out
    still print though the control workbook has changed.
    """

    folder: Path
    files: tuple[Path, ...]
    reissued: int
    findings: tuple[Finding, ...] = ()


def issue_forms(
    root: Path,
    reissue: bool = False,
    progress: Progress = silent,
    only: Collection[str] = (),
    ask: Ask = nobody,
) -> IssueReport:
    """Write the form of every unit into phat-hanh/ and record it.

    Issuing again writes the same bytes, whatever the control workbook says by now. With `reissue` the
    forms of `only` these units, or else all whose criteria set or printed texts have changed, get the
    next issue number, and earlier ones no longer count. `ask` is asked before a form goes out for the first
    time from a criteria set of another year than the campaign's.

    Raises CchcError (a criteria set changed and `reissue` is not given; an unknown unit), NotAgreed, BrokenInput.
    """
    opened = open_campaign(root)
    with running(opened.folder, "generate"):
        return _issue(opened, reissue, progress, only, ask)


def _issue(
    opened: OpenCampaign, reissue: bool, progress: Progress, only: Collection[str], ask: Ask
) -> IssueReport:
    before = opened.folder.read_manifest()
    require_same_campaign(opened, before)
    renewed = _renewed(opened, before, only) if reissue else set()
    changed = [unit for unit in units_with_changed_set(opened, before) if unit.code not in renewed]
    if changed:
        raise set_changed(opened.folder, changed, before)
    new = [unit for unit in opened.campaign.units if unit.code in renewed or unit.code not in before]
    require_consent(ask, sets_of_other_years(opened, new))
    _freeze_sets(opened)
    due = [
        _due_entry(opened, unit, before.get(unit.code), unit.code in renewed)
        for unit in opened.campaign.units
    ]
    entries = dict(before)
    files = tuple(told(_written(opened, due, entries), progress, len(due)))
    for entry in due:
        _clear_away(opened, entry, before.get(entry.unit))
    opened.folder.write_manifest(entries)
    findings = [*other_years(opened), *changed_texts(opened, entries)]
    return IssueReport(opened.folder.issued, files, len(renewed), tuple(findings))


def form_path(opened: OpenCampaign, unit: Unit) -> Path:
    """Where a unit's form is issued: by authority, named by code and name without diacritics."""
    return opened.folder.issued / slug(unit.authority) / f"{unit.code}-{slug(unit.name)}.xlsx"


def _renewed(opened: OpenCampaign, before: Mapping[str, Issued], only: Collection[str]) -> set[str]:
    """The units that get a new issue."""
    for code in only:
        if code not in opened.campaign.unit_by_code:
            raise CchcError(_NO_UNIT, code=code)
        if code not in before:
            raise CchcError(_NOT_OUT, code=code)
    changed = (*units_with_changed_set(opened, before), *units_with_changed_texts(opened, before))
    return set(only) or {unit.code for unit in changed}


def _due_entry(opened: OpenCampaign, unit: Unit, earlier: Issued | None, renewed: bool) -> Issued:
    """The record of the form a unit is to have: the one it has, or a new one."""
    if earlier is not None and not renewed:
        return earlier
    criteria = opened.set_of(unit)
    return Issued(
        campaign=opened.campaign.id,
        unit=unit.code,
        kind=UNIT_FORM,
        issue=earlier.issue + 1 if earlier else 1,
        criteria_set=criteria.header.id,
        version=criteria.header.version,
        fingerprint=criteria.fingerprint,
        file=form_path(opened, unit).relative_to(opened.folder.root).as_posix(),
        sha256="",
        texts=asdict(printed_texts(opened.campaign, unit)),
    )


def _written(opened: OpenCampaign, due: Sequence[Issued], entries: dict[str, Issued]) -> Iterator[Path]:
    """Make and write the forms that are due; each goes on record in `entries` as it was made."""
    from generator.lock import campaign_lock
    from generator.stamping import Stamper

    stamper = Stamper(campaign_lock(opened.sealer))

    def made() -> Iterator[tuple[Path, bytes]]:
        for entry in due:
            criteria = opened.set_of(opened.campaign.unit_by_code[entry.unit])
            panel = panel_from(entry.texts.get("panel", ""))
            content = stamper.form(criteria, opened.slots_as_issued(entry), panel)
            entries[entry.unit] = replace(entry, sha256=hashlib.sha256(content).hexdigest())
            yield opened.folder.root / entry.file, content

    return write_side_by_side(made())


def _clear_away(opened: OpenCampaign, entry: Issued, earlier: Issued | None) -> None:
    """A form of an earlier issue under another name must not lie beside the new one."""
    if earlier is not None and earlier.file != entry.file:
        (opened.folder.root / earlier.file).unlink(missing_ok=True)


def _freeze_sets(opened: OpenCampaign) -> None:
    """Keep a copy of every criteria set that forms are issued from: the way back from a later edit."""
    for unit_type in opened.campaign.unit_types:
        criteria = opened.criteria[unit_type.code]
        source = opened.folder.criteria / unit_type.criteria_set
        target = opened.folder.frozen_set(criteria.header.id, criteria.fingerprint)
        if not (target / LINES_FILE).exists():
            for file in (HEADER_FILE, LINES_FILE):
                write_atomically(target / file, (source / file).read_bytes())

"""Issues the forms of a campaign."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cchc.campaign.earlier_issues import EarlierIssues
from cchc.campaign.folder import Issued
from cchc.campaign.model import Unit
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.printed import printed_texts
from cchc.campaign.running import running
from cchc.campaign.since_issue import (
    changed_texts,
    require_same_campaign,
    set_changed,
    units_with_changed_set,
    units_with_changed_texts,
)
from cchc.consent import Ask, nobody, require_consent
from cchc.criteria.declaration import HEADER_FILE, LINES_FILE
from cchc.errors import CchcError
from cchc.files import is_there, slug, write_atomically, write_side_by_side
from cchc.findings.finding import Finding, finding
from cchc.language import Words
from cchc.names import known_codes
from cchc.together import ASIDE
from cchc.written import sha256_of
from consolidator.control_beside import those_beside
from macros_py.steps.campaign import open_campaign
from macros_py.steps.progress import Progress, silent, with_progress
from macros_py.steps.reissue import voided
from macros_py.steps.watchful import is_changed
from macros_py.steps.years import other_years, sets_of_other_years
from workbook_templates.forms.unit import UNIT, UnitRecord

_NO_UNIT = Words(
    "Không có đơn vị mã “{code}”. Các đơn vị: {known}.", "There is no unit “{code}”. Units: {known}."
)
_NOT_OUT = Words(
    "Đơn vị “{code}” chưa được phát hành phiếu; chạy cchc generate không kèm --unit.",
    "No form of unit “{code}” is out yet; run cchc generate without --unit.",
)


@dataclass(frozen=True)
class IssueReport:
    """What was issued: the forms, how many replace an earlier issue, and findings. Findings are about issued forms
    whose printed texts no longer agree with the control workbook, and about forms in phat-hanh/ that somebody
    changed, which are kept. `set_aside` are changed files that were moved away for a new form.
    """

    folder: Path
    files: tuple[Path, ...]
    reissued: int
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[Path, ...] = ()


def issue_forms(
    root: Path,
    reissue: bool = False,
    progress: Progress = silent,
    only: Collection[str] = (),
    ask: Ask = nobody,
) -> IssueReport:
    """Write the form of every unit into phat-hanh/ and record it.

    Issuing again writes the same bytes, even if the control workbook has changed since; a form that somebody
    changed after it was issued is kept and reported. With `reissue` the forms of the units in `only`, or of all
    units whose criteria set or printed texts have changed, get the next issue number, and earlier issues no
    longer count. `ask` is called first where earlier issues were returned already; `undo_reissue` restores
    them. `ask` is also called where a form would be issued from a criteria set of another year.

    Raises CchcError (a criteria set changed and `reissue` is not given; an unknown unit), NotAgreed,
    BrokenInput.
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
    highest = EarlierIssues(opened.folder).highest(before)
    new = [unit for unit in opened.campaign.units if unit.code in renewed or unit.code not in before]
    undone = voided(opened, renewed) if renewed else []
    require_consent(ask, [*undone, *sets_of_other_years(opened, new)])
    if renewed:
        EarlierIssues(opened.folder).keep(before, renewed)
    _freeze_sets(opened)
    due = [
        _due_entry(opened, unit, before.get(unit.code), unit.code in renewed, highest)
        for unit in opened.campaign.units
    ]
    in_the_way = _InTheWay(opened, before, renewed)
    entries = dict(before)
    files = tuple(with_progress(_written(opened, due, entries, in_the_way), progress, len(due)))
    for entry in due:
        in_the_way.clear_earlier_name(entry)
    opened.folder.write_manifest(entries)
    findings = [
        *those_beside(opened.remarks),
        *in_the_way.findings,
        *other_years(opened),
        *changed_texts(opened, entries),
    ]
    return IssueReport(
        opened.folder.issued, files, len(renewed), tuple(findings), tuple(in_the_way.set_aside)
    )


def form_path(opened: OpenCampaign, unit: Unit) -> Path:
    """The path of a unit's issued form: in its authority's folder, named by code and name without diacritics."""
    return opened.folder.issued / slug(unit.authority) / f"{unit.code}-{slug(unit.name)}.xlsx"


def _renewed(opened: OpenCampaign, before: Mapping[str, Issued], only: Collection[str]) -> set[str]:
    """The units that get a new issue."""
    for code in only:
        if code not in opened.campaign.unit_by_code:
            raise CchcError(_NO_UNIT, code=code, known=known_codes(opened.campaign.unit_by_code))
        if code not in before:
            raise CchcError(_NOT_OUT, code=code)
    changed = (*units_with_changed_set(opened, before), *units_with_changed_texts(opened, before))
    return set(only) or {unit.code for unit in changed}


def _due_entry(
    opened: OpenCampaign, unit: Unit, earlier: Issued | None, renewed: bool, highest: Mapping[str, int]
) -> Issued:
    """The record of the form a unit must have: its present record, or a new one."""
    if earlier is not None and not renewed:
        return earlier
    criteria = opened.set_of(unit)
    return Issued(
        campaign=opened.campaign.id,
        unit=unit.code,
        kind=UNIT.key,
        issue=highest.get(unit.code, 0) + 1,
        criteria_set=criteria.header.id,
        version=criteria.header.version,
        fingerprint=criteria.fingerprint,
        file=form_path(opened, unit).relative_to(opened.folder.root).as_posix(),
        sha256="",
        texts=asdict(printed_texts(opened.campaign, unit)),
    )


def _written(
    opened: OpenCampaign, due: Sequence[Issued], entries: dict[str, Issued], in_the_way: _InTheWay
) -> Iterator[Path]:
    """Make and write the forms that are due; each one is recorded in `entries`."""
    from generator.lock import campaign_lock
    from generator.stamping import Stamper

    stamper = Stamper(UNIT, campaign_lock(opened.sealer))

    def made() -> Iterator[tuple[Path, bytes]]:
        for entry in due:
            if in_the_way.stays(entry):
                continue
            criteria = opened.set_of(opened.campaign.unit_by_code[entry.unit])
            record = UnitRecord.as_issued(entry, criteria)
            content = stamper.form(record, UNIT.sealed_texts(record, opened.sealer))
            entries[entry.unit] = replace(entry, sha256=hashlib.sha256(content).hexdigest())
            in_the_way.make_room(entries[entry.unit])
            yield opened.folder.root / entry.file, content

    return write_side_by_side(made())


class _InTheWay:
    """Handles files in phat-hanh/ at the paths of forms to be written. Unchanged issued forms may be replaced;
    files that somebody changed are kept.
    """

    def __init__(
        self, opened: OpenCampaign, before: Mapping[str, Issued], renewed: Collection[str]
    ) -> None:
        self._folder = opened.folder
        self._before = before
        self._renewed = renewed
        self.findings: list[Finding] = []
        self.set_aside: list[Path] = []

    def stays(self, entry: Issued) -> bool:
        """Whether somebody changed a form whose issue still counts. If so, the form is kept and a finding is added."""
        earlier = self._before.get(entry.unit)
        if earlier is None or entry.unit in self._renewed or not is_changed(self._folder, earlier):
            return False
        self.findings.append(finding("UNIT_FILLED_WHERE_ISSUED", unit_code=entry.unit, file=earlier.file))
        return True

    def make_room(self, entry: Issued) -> None:
        """Move away a file at the form's path, unless it is that form or the form issued before it."""
        path = self._folder.root / entry.file
        if is_there(path):
            there = sha256_of(path)
            earlier = self._before.get(entry.unit)
            if there not in (entry.sha256, earlier.sha256 if earlier else ""):
                self._set_aside(path, there)

    def clear_earlier_name(self, entry: Issued) -> None:
        """Delete the earlier issue's form if it has another name; move it away if somebody changed it."""
        earlier = self._before.get(entry.unit)
        if earlier is None or earlier.file == entry.file:
            return
        path = self._folder.root / earlier.file
        if is_there(path):
            if is_changed(self._folder, earlier):
                self._set_aside(path, sha256_of(path))
            else:
                path.unlink()

    def _set_aside(self, path: Path, sha256: str) -> None:
        below = path.relative_to(self._folder.issued)
        target = self._folder.issued / ASIDE / below.with_name(f"{path.stem}-{sha256[:8]}{path.suffix}")
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        self.set_aside.append(target)


def _freeze_sets(opened: OpenCampaign) -> None:
    """Keep a copy of every criteria set from which forms are issued, so that a later edit can be undone."""
    for unit_type in opened.campaign.unit_types:
        criteria = opened.criteria[unit_type.code]
        source = opened.folder.criteria / unit_type.criteria_set
        target = opened.folder.frozen_set(criteria.header.id, criteria.fingerprint)
        if not (target / LINES_FILE).exists():
            for file in (HEADER_FILE, LINES_FILE):
                write_atomically(target / file, (source / file).read_bytes())

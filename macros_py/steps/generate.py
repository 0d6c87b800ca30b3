"""Issues the forms of a campaign."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cchc.campaign.folder import Issued
from cchc.campaign.model import Unit
from cchc.errors import CchcError
from cchc.files import write_atomically
from cchc.identity import UNIT_FORM
from cchc.language import Words
from macros_py.steps.campaign import OpenCampaign, open_campaign
from macros_py.steps.progress import Progress, counted, silent

_SET_CHANGED = Words(
    "Bộ tiêu chí của {count} đơn vị đã đổi sau khi phát hành phiếu (ví dụ {unit}). Khôi phục bộ tiêu chí "
    "cũ trong bo-tieu-chi/, hoặc phát hành lại bằng: cchc generate {folder} --reissue",
    "The criteria set of {count} units changed after their forms went out (such as {unit}). Restore the "
    "set in bo-tieu-chi/, or issue again: cchc generate {folder} --reissue",
)


@dataclass(frozen=True)
class IssueReport:
    """What was issued: files written, and how many of them replace an earlier issue."""

    folder: Path
    files: tuple[Path, ...]
    reissued: int


def issue_forms(root: Path, reissue: bool = False, progress: Progress = silent) -> IssueReport:
    """Write the form of every unit into phat-hanh/ and record it.

    Issuing again writes the same bytes. Where a criteria set has changed since, nothing is written
    unless `reissue` says so: then the changed forms get the next issue number, and earlier ones no
    longer count. Raises CchcError, BrokenInput.
    """
    opened = open_campaign(root)
    before = opened.folder.read_manifest()
    changed = [unit for unit in opened.campaign.units if _has_changed(opened, unit, before)]
    if changed and not reissue:
        raise CchcError(_SET_CHANGED, count=len(changed), unit=changed[0].name, folder=root)
    entries = dict(before)
    files = []
    for unit in counted(opened.campaign.units, progress):
        earlier = before.get(unit.code)
        issue = (earlier.issue if earlier else 1) + (unit in changed)
        path, content = _form(opened, unit, issue)
        write_atomically(path, content)
        files.append(path)
        entries[unit.code] = _entry(opened, unit, issue, path, content)
    opened.folder.write_manifest(entries)
    return IssueReport(opened.folder.issued, tuple(files), len(changed))


def form_path(opened: OpenCampaign, unit: Unit) -> Path:
    """Where a unit's form is issued: by authority, named by code and name without diacritics."""
    return opened.folder.issued / slug(unit.authority) / f"{unit.code}-{slug(unit.name)}.xlsx"


def slug(text: str) -> str:
    """A name every system keeps whole: ASCII letters, digits, dashes."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "don-vi"


def _form(opened: OpenCampaign, unit: Unit, issue: int) -> tuple[Path, bytes]:
    from generator.lock import campaign_lock
    from generator.unit_forms import unit_form

    slots = opened.slots(unit.code, issue)
    content = unit_form(opened.set_of(unit), slots, campaign_lock(opened.sealer))
    return form_path(opened, unit), content


def _has_changed(opened: OpenCampaign, unit: Unit, before: dict[str, Issued]) -> bool:
    earlier = before.get(unit.code)
    return earlier is not None and earlier.fingerprint != opened.set_of(unit).fingerprint


def _entry(opened: OpenCampaign, unit: Unit, issue: int, path: Path, content: bytes) -> Issued:
    criteria = opened.set_of(unit)
    return Issued(
        unit=unit.code,
        kind=UNIT_FORM,
        issue=issue,
        criteria_set=criteria.header.id,
        version=criteria.header.version,
        fingerprint=criteria.fingerprint,
        file=path.relative_to(opened.folder.root).as_posix(),
        sha256=hashlib.sha256(content).hexdigest(),
    )

"""What has changed since forms went out: criteria sets, the campaign's code, texts that forms print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from cchc.campaign.folder import CONTROL_WORKBOOK, CampaignFolder, Issued
from cchc.campaign.model import Unit
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.printed import printed_texts
from cchc.command_line import command_line
from cchc.errors import CchcError
from cchc.findings.finding import Finding, finding
from cchc.language import Words

_ID_CHANGED = Words(
    "Mã đợt đã đổi sau khi phát hành phiếu: phiếu mang mã {issued}, sổ điều hành ghi {now}. "
    "Ghi lại mã {issued} vào so-dieu-hanh.xlsx; muốn đợt mới thì tạo thư mục mới bằng cchc init.",
    "The campaign's code changed after forms went out: they carry {issued}, the control workbook says {now}. "
    "Put {issued} back into so-dieu-hanh.xlsx; for a new campaign make a new folder with cchc init.",
)
_SET_CHANGED = Words(
    "Bộ tiêu chí của {count} đơn vị đã đổi sau khi phát hành phiếu (ví dụ {unit}). Khôi phục bộ tiêu chí "
    "cũ vào bo-tieu-chi/ từ bản lưu {frozen}, hoặc phát hành lại bằng: {command}",
    "The criteria set of {count} units changed after their forms went out (such as {unit}). Restore the "
    "set in bo-tieu-chi/ from the copy in {frozen}, or issue again: {command}",
)
_OTHER_SET = Words(
    "Sổ điều hành nay giao cho {count} đơn vị bộ tiêu chí khác với bộ đã in trên phiếu (ví dụ {unit}: phiếu theo "
    "{before}, nay {now}). Ghi lại loại đơn vị, hoặc bộ tiêu chí của loại, như cũ trong so-dieu-hanh.xlsx; nếu đúng là "
    "muốn đổi thì phát hành lại bằng: {command}",
    "The control workbook now gives {count} units another criteria set than their forms print (such as {unit}: its form "
    "has {before}, now {now}). Put the unit's type, or the type's set, back in so-dieu-hanh.xlsx; if the change is meant, "
    "issue again: {command}",
)


def require_frozen(opened: OpenCampaign, issued: Mapping[str, Issued]) -> None:
    """Raise CchcError where forms that are out no longer fit what would score them: a changed criteria
    set must never score a form that was issued from another one.
    """
    require_same_campaign(opened, issued)
    changed = units_with_changed_set(opened, issued)
    if changed:
        raise refusal(opened, changed, issued)


def refusal(opened: OpenCampaign, changed: list[Unit], issued: Mapping[str, Issued]) -> CchcError:
    """The refusal of what would score forms by another set than their own: because the control workbook gives
    units another one, or because the declaration was changed.
    """
    for unit in changed:
        before, now = issued[unit.code].criteria_set, opened.set_of(unit).header.id
        if before != now:
            again = command_line("generate", opened.folder.root, "--reissue")
            filled = {"count": len(changed), "unit": unit.name, "command": again}
            return CchcError(_OTHER_SET, before=before, now=now, **filled)
    return set_changed(opened.folder, changed, issued)


def require_same_campaign(opened: OpenCampaign, issued: Mapping[str, Issued]) -> None:
    """Raise CchcError where the campaign's code is no longer the one on the forms."""
    now = opened.campaign.id
    for entry in issued.values():
        if entry.campaign != now:
            raise CchcError(_ID_CHANGED, issued=entry.campaign, now=now)


def set_changed(folder: CampaignFolder, changed: list[Unit], issued: Mapping[str, Issued]) -> CchcError:
    """The refusal that names the way forward."""
    entry = issued[changed[0].code]
    frozen = folder.frozen_set(entry.criteria_set, entry.fingerprint).relative_to(folder.root).as_posix()
    again = command_line("generate", folder.root, "--reissue")
    return CchcError(_SET_CHANGED, count=len(changed), unit=changed[0].name, command=again, frozen=frozen)


def units_with_changed_set(opened: OpenCampaign, issued: Mapping[str, Issued]) -> list[Unit]:
    """The units whose forms went out from another criteria set than the one in place."""
    return [
        unit
        for unit in opened.campaign.units
        if unit.code in issued and issued[unit.code].fingerprint != opened.set_of(unit).fingerprint
    ]


def units_with_changed_texts(opened: OpenCampaign, issued: Mapping[str, Issued]) -> list[Unit]:
    """The units whose forms print texts that the control workbook no longer has."""
    return [unit for unit in opened.campaign.units if unit.code in issued and _texts(opened, unit, issued)]


def changed_texts(opened: OpenCampaign, issued: Mapping[str, Issued]) -> list[Finding]:
    """What forms that are out still print: a finding for a change that only one unit has, one in all for a change
    that several share (a new deadline). A unit that was sent a form and has left the list is reported, too.
    """
    units: dict[tuple[str, str], list[Unit]] = {}
    for unit in opened.campaign.units:
        if unit.code in issued:
            for change in _texts(opened, unit, issued):
                units.setdefault(change, []).append(unit)
    gone = [
        finding(
            "CONTROL_UNIT_GONE", entry.texts.get("unit_name", ""), file=CONTROL_WORKBOOK, unit_code=code
        )
        for code, entry in issued.items()
        if code not in opened.campaign.every_unit
    ]
    return gone + [
        finding(
            "CONTROL_CHANGED_AFTER_ISSUE",
            now,
            before,
            file=CONTROL_WORKBOOK,
            unit_code=members[0].code if len(members) == 1 else "",
        )
        for (before, now), members in units.items()
    ]


def _texts(opened: OpenCampaign, unit: Unit, issued: Mapping[str, Issued]) -> Iterable[tuple[str, str]]:
    """Pairs of what a unit's form prints and what it would print now, where they differ."""
    before, now = issued[unit.code].texts, asdict(printed_texts(opened.campaign, unit))
    return [(before.get(key, ""), now[key]) for key in now if before.get(key, "") != now[key]]

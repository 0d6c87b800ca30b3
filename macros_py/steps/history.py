"""Reads a campaign's history."""

from __future__ import annotations

from pathlib import Path

from cchc.campaign.folder import CampaignFolder
from cchc.errors import CchcError
from cchc.history.journal import FileClaim, IntakeEntry, Run, journal
from cchc.language import Words
from cchc.names import known_codes
from consolidator.control import read_control

_NO_UNIT = Words(
    "Không có đơn vị mã “{code}” trong sổ điều hành và nhật ký. Các đơn vị: {known}.",
    "There is no unit “{code}” in the control workbook or the history. Units: {known}.",
)


def runs(root: Path) -> list[Run]:
    """Every run that wrote results. Raises CchcError."""
    with journal(_folder(root).history_file) as book:
        return list(book.runs())


def intakes(root: Path, unit: str = "") -> tuple[list[IntakeEntry], list[FileClaim]]:
    """How every file (of one unit, or all) ever stood, and what persons said about files.

    Raises CchcError, also for a unit of which neither the history nor the control workbook knows.
    """
    folder = _folder(root)
    with journal(folder.history_file) as book:
        claims = [each for each in book.all_claims() if unit in ("", each.unit)]
        entries = list(book.intakes(unit))
    if unit and not entries and not claims:
        known = read_control(folder.control_workbook).unit_by_code
        if unit not in known:
            raise CchcError(_NO_UNIT, code=unit, known=known_codes(known))
    return entries, claims


def _folder(root: Path) -> CampaignFolder:
    folder = CampaignFolder(root)
    folder.require()
    return folder

"""Reads a campaign's history."""

from __future__ import annotations

from pathlib import Path

from cchc.campaign.folder import CampaignFolder
from cchc.errors import CchcError
from cchc.history.journal import ReceiptEntry, Run, journal_copy
from cchc.language import Words
from cchc.names import known_codes
from cchc.returns.attribution import Attribution
from consolidator.control import read_control

_NO_UNIT = Words(
    "Không có đơn vị mã “{code}” trong sổ điều hành và nhật ký. Các đơn vị: {known}.",
    "There is no unit “{code}” in the control workbook or the history. Units: {known}.",
)


def runs(root: Path) -> list[Run]:
    """Every run that wrote results. Raises CchcError."""
    with journal_copy(_folder(root).history_file) as book:
        return list(book.runs())


def receipts(root: Path, unit: str = "") -> tuple[list[ReceiptEntry], list[Attribution]]:
    """The recorded receipts of every file (of one unit, or all), and the users' statements of which unit a file
    belongs to.

    Raises CchcError, also for a unit that is neither in the history nor in the control workbook.
    """
    folder = _folder(root)
    with journal_copy(folder.history_file) as book:
        attributions = [each for each in book.all_attributions() if unit in ("", each.unit)]
        entries = list(book.receipts(unit))
    if unit and not entries and not attributions:
        known = read_control(folder.control_workbook).unit_by_code
        if unit not in known:
            raise CchcError(_NO_UNIT, code=unit, known=known_codes(known))
    return entries, attributions


def _folder(root: Path) -> CampaignFolder:
    folder = CampaignFolder(root)
    folder.require()
    return folder

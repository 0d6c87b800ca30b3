"""Reads a campaign's history."""

from __future__ import annotations

from pathlib import Path

from cchc.campaign.folder import CampaignFolder
from cchc.history.journal import FileClaim, IntakeEntry, Run, journal


def runs(root: Path) -> list[Run]:
    """Every run that wrote results. Raises CchcError."""
    with journal(_folder(root).history_file) as book:
        return list(book.runs())


def intakes(root: Path, unit: str = "") -> tuple[list[IntakeEntry], list[FileClaim]]:
    """How every file (of one unit, or all) ever stood, and what persons said about files. Raises CchcError."""
    with journal(_folder(root).history_file) as book:
        claims = [each for each in book.all_claims() if unit in ("", each.unit)]
        return list(book.intakes(unit)), claims


def _folder(root: Path) -> CampaignFolder:
    folder = CampaignFolder(root)
    folder.require()
    return folder

"""Copies of the forms of earlier issues, kept so that a new issue can be undone.

Each issue saves the register of issued forms and the forms themselves under .cchc/phat-hanh-cu/, in a new
numbered folder. Nothing in it is ever deleted.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cchc.campaign.folder import CampaignFolder, Issued
from cchc.errors import CchcError
from cchc.files import BROKEN_RECORD, is_there, listed, read_record, write_atomically

_REGISTER = "phat-hanh.json"


@dataclass(frozen=True)
class EarlierIssue:
    """The register before an issue, the units whose forms that issue renewed, and whether it was undone."""

    folder: Path
    register: Mapping[str, Issued]
    renewed: tuple[str, ...]
    undone: bool

    def form(self, entry: Issued) -> Path:
        """The saved copy of the form of a register entry."""
        return self.folder / entry.file


@dataclass(frozen=True)
class EarlierIssues:
    """The saved earlier issues of a campaign."""

    campaign: CampaignFolder

    @property
    def folder(self) -> Path:
        return self.campaign.private / "phat-hanh-cu"

    def read(self) -> list[EarlierIssue]:
        """All earlier issues, the oldest first. Raises CchcError where one is damaged."""
        folders = sorted(listed(self.folder, "[0-9]*"), key=lambda each: int(each.name))
        return [_read(folder) for folder in folders if is_there(folder / _REGISTER)]

    def keep(self, register: Mapping[str, Issued], renewed: Collection[str]) -> EarlierIssue:
        """Save the present register and the forms of the units about to be `renewed`. Raises CannotWrite.
        The register is written last, so that an incomplete copy is not read as an issue.
        """
        numbers = [int(each.name) for each in listed(self.folder, "[0-9]*")]
        kept = EarlierIssue(
            self.folder / str(max(numbers, default=0) + 1), register, tuple(sorted(renewed)), undone=False
        )
        for unit in kept.renewed:
            entry = register[unit]
            there = self.campaign.root / entry.file
            if is_there(there):
                write_atomically(kept.form(entry), there.read_bytes())
        _write(kept)
        return kept

    def mark_undone(self, issue: EarlierIssue) -> None:
        """Record that an issue was undone, so that it is not undone twice."""
        _write(EarlierIssue(issue.folder, issue.register, issue.renewed, undone=True))

    def last(self) -> EarlierIssue | None:
        """The last issue that can be undone; None where there is none."""
        return next((each for each in reversed(self.read()) if not each.undone), None)

    def highest(self, register: Mapping[str, Issued]) -> dict[str, int]:
        """The highest issue number each unit's form ever had, so that no number is used twice."""
        highest: dict[str, int] = {}
        for entries in (register, *(each.register for each in self.read())):
            for unit, entry in entries.items():
                highest[unit] = max(highest.get(unit, 0), entry.issue)
        return highest


def _read(folder: Path) -> EarlierIssue:
    file = folder / _REGISTER
    content = read_record(file)
    try:
        register = {unit: Issued(**entry) for unit, entry in content["register"].items()}
        return EarlierIssue(folder, register, tuple(content["renewed"]), bool(content["undone"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise CchcError(BROKEN_RECORD, file=file) from error


def _write(issue: EarlierIssue) -> None:
    content: dict[str, Any] = {
        "renewed": issue.renewed,
        "undone": issue.undone,
        "register": {unit: asdict(entry) for unit, entry in sorted(issue.register.items())},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    write_atomically(issue.folder / _REGISTER, text.encode())

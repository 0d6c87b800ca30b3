"""What forms looked like before they were issued again: kept whole, so that an issue can be undone.

Each time, the register of issued forms and the forms themselves are kept under .cchc/phat-hanh-cu/, in a
folder with a number of its own. Nothing in it is ever deleted.
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
    """The register as it stood before an issue, the units that issue renewed, and whether it was undone."""

    folder: Path
    register: Mapping[str, Issued]
    renewed: tuple[str, ...]
    undone: bool

    def form(self, entry: Issued) -> Path:
        """Where the form of an entry of the register is kept."""
        return self.folder / entry.file


@dataclass(frozen=True)
class EarlierIssues:
    """All that is kept of a campaign's earlier issues, the oldest first."""

    campaign: CampaignFolder

    @property
    def folder(self) -> Path:
        return self.campaign.private / "phat-hanh-cu"

    def read(self) -> list[EarlierIssue]:
        """Raises CchcError where one is damaged."""
        folders = sorted(listed(self.folder, "[0-9]*"), key=lambda each: int(each.name))
        return [_read(folder) for folder in folders if is_there(folder / _REGISTER)]

    def keep(self, register: Mapping[str, Issued], renewed: Collection[str]) -> EarlierIssue:
        """Keep the register as it stands, and the forms of the units that are about to be `renewed`.

        Raises CannotWrite; the register is written last, so that what is half kept is not taken for an issue.
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
        """Note that an issue was undone: it is not undone twice."""
        _write(EarlierIssue(issue.folder, issue.register, issue.renewed, undone=True))

    def last(self) -> EarlierIssue | None:
        """The last issue that can be undone."""
        return next((each for each in reversed(self.read()) if not each.undone), None)

    def highest(self, register: Mapping[str, Issued]) -> dict[str, int]:
        """The highest number a form of each unit ever went out with: no number is given twice."""
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

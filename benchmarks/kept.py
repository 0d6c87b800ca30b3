"""Keeps made-up campaigns, which are used again as long as the code would make the same files."""

from __future__ import annotations

import hashlib
import inspect
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import campaign, returns
from cchc.campaign.folder import CampaignFolder

_PROBE = 13
_DIGITS = 12


def kept_campaign(kept: Path, units: int, make: Callable[[Path], None]) -> Path:
    """The folder of the kept campaign of `units` units. It is made first where there is none made by this code.

    A campaign that was interrupted while it was made is made again.
    """
    place = kept / f"{units}-{fingerprint()}"
    if not place.exists():
        unfinished = kept / f"{place.name}.unfinished"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        make(unfinished)
        unfinished.rename(place)
    return place


def fingerprint() -> str:
    """A digest that identifies the code that makes campaigns: of the files of a small campaign with returns, and of
    the code of this package that makes larger ones. Code that only reads returns does not change it.
    """
    digest = hashlib.sha256()
    for module in (campaign, returns):
        digest.update(inspect.getsource(module).encode())
    with tempfile.TemporaryDirectory() as scratch:
        folder = CampaignFolder(Path(scratch) / "probe")
        campaign.made_campaign(folder.root, _PROBE)
        forms = (*sorted(folder.issued.rglob("*.xlsx")), *sorted(folder.returned.rglob("*.xlsx")))
        for file in (folder.control_workbook, folder.manifest_file, *forms):
            digest.update(file.relative_to(folder.root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_DIGITS]

"""Keeps made-up campaigns, to be used again as long as the code would make the same."""

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
    """Where the campaign of so many units is kept; made there first where there is none of this code.

    One that was being made when somebody stopped it is made anew.
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
    """What tells campaigns of different code apart: a digest of a small campaign, issued and returned, and of
    the code that makes larger ones of it. Code that only reads returns changes nothing.
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

"""Keeps the receipts of earlier runs, so that a second run continues where an earlier one stopped.

A receipt is kept under the SHA-256 of the file and a *basis*: a fingerprint of everything else the receipt
depends on (what was issued, criteria sets, settings, this program's own code, the libraries that read files, whether
everything is read in full). If any of them changes, every file is read again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import cchc
import consolidator
import workbook_templates
from cchc.returns.cache import ReadCache
from cchc.returns.unit_form import UnitReceipt
from consolidator.intake import IntakeContext
from consolidator.reading.ways import reads_slowly
from consolidator.taken import Taken, values_of

READERS = ("lxml", "msoffcrypto-tool", "olefile", "python-calamine", "xlrd")
"""The libraries that read returned files."""


class KeptReceipts:
    """The receipts in a cache, by the file's SHA-256 and the unit a user stated for it, if any."""

    def __init__(self, cache: ReadCache, context: IntakeContext) -> None:
        self._cache = cache
        self._attributed = context.attributed

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept; then files need not be hashed to look for their receipts."""
        return self._cache.is_empty

    def get(self, name: str, sha256: str) -> UnitReceipt | None:
        """The kept receipt of a file with this content, under its present name; None if there is none."""
        record = self._cache.get(self._key(sha256))
        return None if record is None else Taken(sha256, record).receipt(name)

    def keep(self, taken: Taken) -> None:
        """Keep the receipt of a file that could be opened."""
        if taken.sha256:
            self._cache.keep(self._key(taken.sha256), taken.record)

    def _key(self, sha256: str) -> str:
        """The key of a file. The unit that a user stated is part of it, because it changes how the file is read."""
        unit = self._attributed.get(sha256)
        return sha256 if unit is None else f"{sha256}:{unit}"


def basis_of(context: IntakeContext) -> str:
    """The fingerprint of everything a receipt depends on, except its file and what users stated about it."""
    depends_on = {
        "code": _code_fingerprint(),
        "slowly": reads_slowly(),
        "libraries": {name: _version(name) for name in READERS},
        "campaign": context.campaign.id,
        "units": sorted(context.campaign.unit_by_code),
        "decimals": context.campaign.ranking.decimals,
        "key": context.expected.public_key,
        "issued": {unit: values_of(entry) for unit, entry in sorted(context.expected.issued.items())},
        "criteria": {each: criteria.fingerprint for each, criteria in sorted(context.criteria.items())},
        "unit_types": {unit.code: unit.unit_type for unit in context.campaign.units},
    }
    return hashlib.sha256(json.dumps(depends_on, sort_keys=True).encode()).hexdigest()


def _version(library: str) -> str:
    """The installed version of a library; "" if the installation does not record it."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


@cache
def _code_fingerprint() -> str:
    """A fingerprint of the code that makes receipts; receipts made by other code are not used."""
    digest = hashlib.sha256()
    for room in (cchc, consolidator, workbook_templates):
        assert room.__file__ is not None
        folder = Path(room.__file__).parent
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()

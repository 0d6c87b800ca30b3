"""What was already taken in is kept, so that a second run goes on where an earlier one stopped.

An outcome is kept under the SHA-256 of the file and a *basis*: a fingerprint of everything else the
outcome depends on (what was issued, criteria sets, settings, this program's own code). A
change of any of them makes every file be read anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import cchc
import consolidator
import workbook_templates
from cchc.campaign.folder import Issued
from cchc.findings.finding import Finding
from cchc.history.database import transaction
from cchc.identity import Identity
from cchc.returns.receipt import REJECTED, Receipt
from cchc.returns.scorebook import Claim
from cchc.returns.unit_form import Accounts, FormReading, UnitReceipt
from consolidator.files import ReturnedFile
from consolidator.intake import IntakeContext, take_in
from consolidator.supervised import Reader

_KEPT_AT_ONCE = 64
"""UnitReceipts written in one transaction: a kill costs the reading of so many files at most."""

_KNOWN_CLAIMS = 8192
"""So many claims and figures are remembered while records are opened: units enter the same few."""


class Taken(NamedTuple):
    """What became of a file, as a worker sends it and as it is kept: its SHA-256 and a record in JSON."""

    sha256: str
    record: str

    @classmethod
    def of(cls, receipt: UnitReceipt) -> Taken:
        """An outcome as it is sent and kept, without the name of its file."""
        return cls(receipt.sha256, json.dumps(_record(receipt), ensure_ascii=False, separators=(",", ":")))

    def receipt(self, name: str) -> UnitReceipt:
        """The outcome again, of a file that has this name now."""
        return _receipt(json.loads(self.record), name, self.sha256)


def take_in_all(files: Sequence[ReturnedFile], context: IntakeContext) -> Iterator[Taken]:
    """What became of every file, in their order, each read in a supervised worker process."""
    return Reader(_take_in, _refused).read_all(files, context)


def _take_in(file: ReturnedFile, context: IntakeContext) -> Taken:
    return Taken.of(take_in(file, context))


def _refused(file: ReturnedFile, why: Finding) -> Taken:
    return Taken.of(Receipt(file.name, file.sha256, REJECTED, findings=(why,)))


class TakenStore:
    """The outcomes kept for one basis."""

    def __init__(self, connection: sqlite3.Connection, context: IntakeContext) -> None:
        self.connection = connection
        self.basis = _basis(context)
        self._attributed = context.attributed
        self._waiting: list[tuple[str, str, str]] = []
        rows = connection.execute("SELECT sha256 FROM taken WHERE basis = ?", (self.basis,))
        self._known: set[str] = {key for (key,) in rows}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept: there is no need to look at files first."""
        return not self._known

    def get(self, name: str, sha256: str) -> UnitReceipt | None:
        """What was made of a file with this content, under the name it has now."""
        key = self._key(sha256)
        if key not in self._known:
            return None
        self.flush()
        query = "SELECT outcome FROM taken WHERE basis = ? AND sha256 = ?"
        found = self.connection.execute(query, (self.basis, key)).fetchone()
        return None if found is None else Taken(sha256, found[0]).receipt(name)

    def keep(self, taken: Taken) -> None:
        """Keep what became of a file, a few at a time; `flush` writes what is left."""
        key = self._key(taken.sha256)
        if taken.sha256 and key not in self._known:
            self._known.add(key)
            self._waiting.append((self.basis, key, taken.record))
        if len(self._waiting) >= _KEPT_AT_ONCE:
            self.flush()

    def _key(self, sha256: str) -> str:
        """A file reads otherwise once a person has said whose it is."""
        unit = self._attributed.get(sha256)
        return sha256 if unit is None else f"{sha256}:{unit}"

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            with transaction(self.connection):
                self.connection.executemany("INSERT OR IGNORE INTO taken VALUES (?, ?, ?)", self._waiting)
            self._waiting.clear()

    def forget_others(self) -> None:
        """Drop what was kept for another basis: it will not be asked for again."""
        with transaction(self.connection):
            self.connection.execute("DELETE FROM taken WHERE basis <> ?", (self.basis,))


def _record(receipt: UnitReceipt) -> list[Any]:
    """Lists by position, not names: a country's outcomes are many."""
    reading = receipt.reading
    findings = [_values(replace(each, file="")) for each in receipt.findings]
    kept = None if reading is None else _reading_record(reading)
    return [receipt.verdict, receipt.unit_code, receipt.issue, receipt.check_code, findings, kept]


def _reading_record(reading: FormReading) -> list[Any]:
    return [
        _values(reading.identity),
        {code: _claim_record(claim) for code, claim in reading.claims.items()},
        reading.check_code,
        [_values(each) for each in reading.findings],
        _values(reading.accounts),
        list(reading.rows.items()),
    ]


def _values(record: Finding | Identity | Accounts | Issued) -> list[Any]:
    """The fields of a flat record, in their order."""
    return [getattr(record, each.name) for each in fields(record)]


def _claim_record(claim: Claim) -> list[Any]:
    """Remark, score, whether it applies; then each role and its figure."""
    figures = (part for role, value in claim.figures.items() for part in (role, _figure_record(value)))
    score = None if claim.self_score is None else str(claim.self_score)
    return [claim.remark, score, claim.applicable, *figures]


def _figure_record(value: Fraction | str) -> str:
    """A figure with its kind before it: a text "1/2" is no number."""
    return f"={value}" if isinstance(value, Fraction) else f"'{value}"


def _receipt(record: list[Any], name: str, sha256: str) -> UnitReceipt:
    verdict, unit_code, issue, check_code, findings, reading = record
    return Receipt(
        file=name,
        sha256=sha256,
        verdict=verdict,
        unit_code=unit_code,
        issue=issue,
        reading=None if reading is None else _reading(*reading),
        findings=tuple(replace(Finding(*each), file=name) for each in findings),
        check_code=check_code,
    )


def _reading(
    identity: list[Any],
    claims: Mapping[str, list[Any]],
    check_code: int,
    findings: list[list[Any]],
    accounts: list[Any],
    rows: list[tuple[int, int]],
) -> FormReading:
    typed, in_results, in_findings, lost = accounts
    return FormReading(
        identity=Identity(*identity),
        claims={sys.intern(code): _claim(*kept) for code, kept in claims.items()},
        check_code=check_code,
        findings=tuple(Finding(*each) for each in findings),
        accounts=Accounts(typed, in_results, in_findings, tuple(lost)),
        rows=dict(rows),
    )


@lru_cache(maxsize=_KNOWN_CLAIMS)
def _claim(remark: str, score: str | None, applicable: bool, *kept: str) -> Claim:
    figures = {
        sys.intern(role): _number(figure[1:]) if figure[0] == "=" else figure[1:]
        for role, figure in zip(kept[::2], kept[1::2], strict=True)
    }
    return Claim(figures, remark, None if score is None else _number(score), applicable)


@lru_cache(maxsize=_KNOWN_CLAIMS)
def _number(text: str) -> Fraction:
    return Fraction(text)


def _basis(context: IntakeContext) -> str:
    told = {
        "code": _code_fingerprint(),
        "campaign": context.campaign.id,
        "units": sorted(context.campaign.unit_by_code),
        "decimals": context.campaign.ranking.decimals,
        "key": context.expected.public_key,
        "issued": {unit: _values(entry) for unit, entry in sorted(context.expected.issued.items())},
        "criteria": {each: criteria.fingerprint for each, criteria in sorted(context.criteria.items())},
        "unit_types": {unit.code: unit.unit_type for unit in context.campaign.units},
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@cache
def _code_fingerprint() -> str:
    """A fingerprint of the code that makes outcomes: an outcome of other code is not trusted."""
    digest = hashlib.sha256()
    for room in (cchc, consolidator, workbook_templates):
        assert room.__file__ is not None
        folder = Path(room.__file__).parent
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


_KEPT = {"verdict", "unit_code", "issue", "check_code", "findings", "reading"}
_NOT_KEPT = {"file", "sha256", "received", "addressee"}
assert {each.name for each in fields(Receipt)} == _KEPT | _NOT_KEPT, (
    "a receipt has a field that is not kept"
)

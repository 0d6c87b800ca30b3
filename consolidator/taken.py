"""What was already taken in is kept, so that a second run goes on where an earlier one stopped.

An outcome is kept under the SHA-256 of the file and a *basis*: a fingerprint of everything else the
outcome depends on (what was issued, criteria sets, settings, language, this program's own code). A
change of any of them makes every file be read anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import cchc
import consolidator
import workbook_templates
from cchc.findings.finding import Finding
from cchc.history.database import transaction
from cchc.identity import Identity
from cchc.language import chosen
from cchc.scorebook import Claim
from consolidator.form.accounts import Accounts
from consolidator.form.reader import FormReading
from consolidator.intake import Desk, Outcome

_KEPT_AT_ONCE = 64
"""Outcomes written in one transaction: a kill costs the reading of so many files at most."""


class TakenStore:
    """The outcomes kept for one basis."""

    def __init__(self, connection: sqlite3.Connection, desk: Desk) -> None:
        self.connection = connection
        self.basis = _basis(desk)
        self._claims = desk.claims
        self._waiting: list[tuple[str, str, str]] = []
        rows = connection.execute("SELECT sha256, outcome FROM taken WHERE basis = ?", (self.basis,))
        self._known: dict[str, str] = dict(rows.fetchall())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept: there is no need to look at files first."""
        return not self._known

    def get(self, name: str, sha256: str) -> Outcome | None:
        """What was made of a file with this content, under the name it has now."""
        kept = self._known.get(self._key(sha256))
        return None if kept is None else _outcome(json.loads(kept), name, sha256)

    def keep(self, outcome: Outcome) -> None:
        """Keep an outcome, a few at a time; `flush` writes what is left."""
        key = self._key(outcome.sha256)
        if outcome.sha256 and key not in self._known:
            self._known[key] = text = json.dumps(_record(outcome), ensure_ascii=False)
            self._waiting.append((self.basis, key, text))
        if len(self._waiting) >= _KEPT_AT_ONCE:
            self.flush()

    def _key(self, sha256: str) -> str:
        """A file reads otherwise once a person has said whose it is."""
        unit = self._claims.get(sha256)
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


def _record(outcome: Outcome) -> dict[str, Any]:
    reading = outcome.reading
    return {
        "verdict": outcome.verdict,
        "unit_code": outcome.unit_code,
        "issue": outcome.issue,
        "findings": [asdict(each) | {"file": ""} for each in outcome.findings],
        "reading": None if reading is None else _reading_record(reading),
    }


def _reading_record(reading: FormReading) -> dict[str, Any]:
    return {
        "identity": asdict(reading.identity),
        "claims": {code: _claim_record(claim) for code, claim in reading.claims.items()},
        "check_code": reading.check_code,
        "findings": [asdict(each) for each in reading.findings],
        "accounts": asdict(reading.accounts),
        "rows": list(reading.rows.items()),
    }


def _claim_record(claim: Claim) -> list[Any]:
    figures = {role: _figure_record(value) for role, value in claim.figures.items()}
    return [figures, claim.remark, _figure_record(claim.self_score), claim.applicable]


def _figure_record(value: Fraction | str | None) -> list[str] | None:
    """A figure with its kind: a text "1/2" is no number."""
    if value is None:
        return None
    return ["number" if isinstance(value, Fraction) else "text", str(value)]


def _outcome(record: Mapping[str, Any], name: str, sha256: str) -> Outcome:
    return Outcome(
        file=name,
        sha256=sha256,
        verdict=record["verdict"],
        unit_code=record["unit_code"],
        issue=record["issue"],
        reading=None if record["reading"] is None else _reading(record["reading"]),
        findings=tuple(replace(Finding(**each), file=name) for each in record["findings"]),
    )


def _reading(record: Mapping[str, Any]) -> FormReading:
    accounts = {**record["accounts"], "lost": tuple(record["accounts"]["lost"])}
    return FormReading(
        identity=Identity(**record["identity"]),
        claims={code: _claim(*kept) for code, kept in record["claims"].items()},
        check_code=record["check_code"],
        findings=tuple(Finding(**each) for each in record["findings"]),
        accounts=Accounts(**accounts),
        rows=dict(record["rows"]),
    )


def _claim(
    figures: Mapping[str, list[str]], remark: str, score: list[str] | None, applicable: bool
) -> Claim:
    read = {role: value for role, kept in figures.items() if (value := _figure(kept)) is not None}
    self_score = _figure(score)
    assert not isinstance(self_score, str)
    return Claim(read, remark, self_score, applicable)


def _figure(kept: list[str] | None) -> Fraction | str | None:
    if kept is None:
        return None
    kind, text = kept
    return Fraction(text) if kind == "number" else text


def _basis(desk: Desk) -> str:
    told = {
        "code": _code_fingerprint(),
        "language": chosen(),
        "campaign": desk.campaign.id,
        "units": sorted(desk.campaign.unit_by_code),
        "decimals": desk.campaign.ranking.decimals,
        "key": desk.expected.public_key,
        "issued": {unit: asdict(entry) for unit, entry in sorted(desk.expected.issued.items())},
        "criteria": {each: criteria.fingerprint for each, criteria in sorted(desk.criteria.items())},
        "unit_types": {unit.code: unit.unit_type for unit in desk.campaign.units},
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


_FIELDS = {each.name for each in fields(Outcome)}
assert {"file", "sha256", "verdict", "unit_code", "issue", "reading", "findings", "received"} == _FIELDS, (
    "an outcome has a field that is not kept"
)

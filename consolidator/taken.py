"""A receipt as a JSON record, in which form workers send it and it is kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from cchc.campaign.folder import Issued
from cchc.findings.finding import Finding
from cchc.identity import UNIT_FORM, Identity
from cchc.returns.receipt import Receipt
from cchc.returns.scorebook import Claim
from cchc.returns.unit_form import Accounts, FormReading, UnitReceipt
from consolidator.files import ReturnedFile
from consolidator.intake import IntakeContext
from consolidator.supervised import Reader
from consolidator.take_in import refused_receipt, take_in

_KNOWN_CLAIMS = 8192
"""How many claims and figures are remembered while records are decoded: many units enter the same values."""


class Taken(NamedTuple):
    """The receipt of a file as sent and kept: the file's SHA-256 and a JSON record."""

    sha256: str
    record: str

    @classmethod
    def of(cls, receipt: UnitReceipt) -> Taken:
        """The record of a receipt, without the name of its file."""
        return cls(receipt.sha256, json.dumps(_record(receipt), ensure_ascii=False, separators=(",", ":")))

    def receipt(self, name: str) -> UnitReceipt:
        """The receipt decoded, for a file that now has this name."""
        return _receipt(json.loads(self.record), name, self.sha256)


def take_in_all(files: Sequence[ReturnedFile], context: IntakeContext) -> Iterator[Taken]:
    """The receipt of every file, in their order, each read in a supervised worker process."""
    return Reader(_take_in, _refused).read_all(files, context)


def _take_in(file: ReturnedFile, context: IntakeContext) -> Taken:
    return Taken.of(take_in(file, context))


def _refused(file: ReturnedFile, why: Finding) -> Taken:
    return Taken.of(refused_receipt(UNIT_FORM, file, why))


def _record(receipt: UnitReceipt) -> list[Any]:
    """A receipt as nested lists; fields go by position, without names, because there are many receipts."""
    reading = receipt.reading
    findings = [values_of(replace(each, file="")) for each in receipt.findings]
    kept = None if reading is None else _reading_record(reading)
    return [
        receipt.verdict,
        receipt.unit_code,
        receipt.issue,
        receipt.check_code,
        receipt.saved_by,
        findings,
        kept,
    ]


def _reading_record(reading: FormReading) -> list[Any]:
    return [
        values_of(reading.identity),
        {code: _claim_record(claim) for code, claim in reading.claims.items()},
        reading.check_code,
        [values_of(each) for each in reading.findings],
        values_of(reading.accounts),
        list(reading.rows.items()),
    ]


def values_of(record: Finding | Identity | Accounts | Issued) -> list[Any]:
    """The fields of a flat record, in their order."""
    return [getattr(record, each.name) for each in fields(record)]


def _claim_record(claim: Claim) -> list[Any]:
    """A claim as a list: remark, score, whether the leaf applies, then each role and its figure."""
    figures = (part for role, value in claim.figures.items() for part in (role, _figure_record(value)))
    score = None if claim.self_score is None else str(claim.self_score)
    return [claim.remark, score, claim.applicable, *figures]


def _figure_record(value: Fraction | str) -> str:
    """A figure with its kind before it, to tell the text "1/2" from the number."""
    return f"={value}" if isinstance(value, Fraction) else f"'{value}"


def _receipt(record: list[Any], name: str, sha256: str) -> UnitReceipt:
    verdict, unit_code, issue, check_code, saved_by, findings, reading = record
    return Receipt(
        file=name,
        sha256=sha256,
        verdict=verdict,
        unit_code=unit_code,
        issue=issue,
        reading=None if reading is None else _reading(*reading),
        findings=tuple(replace(Finding.of_values(each), file=name) for each in findings),
        check_code=check_code,
        saved_by=saved_by,
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
        findings=tuple(Finding.of_values(each) for each in findings),
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


_KEPT = {"verdict", "unit_code", "issue", "check_code", "saved_by", "findings", "reading"}
_NOT_KEPT = {"file", "sha256", "received", "addressee"}
assert {each.name for each in fields(Receipt)} == _KEPT | _NOT_KEPT, (
    "a receipt has a field that is not kept"
)

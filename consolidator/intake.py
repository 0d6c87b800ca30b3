"""Reading of units' forms: what each is read against, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc.campaign.model import Campaign
from cchc.core.check_code import shown_code
from cchc.criteria.model import CriteriaSet
from cchc.findings.finding import finding
from cchc.identity import Identity, Sealer
from cchc.returns.unit_form import FormReading
from consolidator.files import ReturnedFile
from consolidator.form.reader import FormContext, read_form
from consolidator.identity import Expectations, check_identity
from consolidator.kind_reader import Answered, KindReader, Opened, Read
from consolidator.reading.preflight import Refused
from workbook_templates.forms.unit import UNIT, UnitRecord


@dataclass(frozen=True)
class IntakeContext:
    """The data that the intake of unit forms needs: the campaign's expectations, the criteria set of each unit type,
    and the key that seals its forms. It is picklable, for worker processes.
    """

    expected: Expectations
    criteria: Mapping[str, CriteriaSet]
    sealer: Sealer
    attributed: Mapping[str, str] = field(default_factory=dict)
    """For files that lost their identity: the unit that a user stated, by the file's SHA-256."""

    @property
    def kinds(self) -> tuple[str, ...]:
        return (UNIT.key,)

    @property
    def campaign(self) -> Campaign:
        return self.expected.campaign

    @property
    def public_key(self) -> str:
        return self.expected.public_key

    def set_of(self, unit_code: str) -> CriteriaSet:
        """The criteria set of a unit."""
        return self.criteria[self.campaign.unit_by_code[unit_code].unit_type]


def _expected(identity: Identity, context: IntakeContext) -> UnitRecord:
    """The form as it was issued, whatever the control workbook says now. Raises Refused."""
    check_identity(identity, context.expected)
    return UnitRecord.as_issued(context.expected.issued[identity.unit], context.set_of(identity.unit))


def _claimed(file: ReturnedFile, context: IntakeContext) -> Identity | None:
    """The identity of a form without one when a user says whose it is. Raises Refused."""
    unit = context.attributed.get(file.sha256)
    if unit is None:
        return None
    issued = context.expected.issued.get(unit)
    if issued is None or unit not in context.campaign.unit_by_code:
        raise Refused(finding("UNIT_UNKNOWN", unit))
    return issued.identity


def _read(opened: Opened, record: UnitRecord, context: IntakeContext) -> Read[FormReading]:
    texts = UNIT.sealed_texts(record, context.sealer)
    against = FormContext(
        record.identity,
        record.criteria,
        lambda template: template.format(**texts),
        context.campaign.ranking.decimals,
    )
    reading = read_form(opened.workbook, opened.file.content, against)
    return Read(reading, reading.findings)


def _carries(identity: Identity) -> Answered:
    """Which unit and issue a form says it is, for the return board."""
    return Answered(identity.unit, identity.issue)


def _same(one: FormReading, other: FormReading) -> bool:
    return one.claims == other.claims


UNIT_READER = KindReader(
    expected=_expected,
    read=_read,
    same=_same,
    repeated="UNIT_RETURNED_AGAIN",
    differing="UNIT_RETURNED_TWICE",
    answers=lambda record: _carries(record.identity),
    carries=_carries,
    claimed=_claimed,
    check_code=lambda said: shown_code(said.check_code),
)

"""Reading of forms of the appraisal: what each is read against, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc.appraisal.model import IssuedForm
from cchc.appraisal.permission import Permissions
from cchc.appraisal.returned import AppraisalReading
from cchc.appraisal.rounds import BY_KIND
from cchc.appraisal.state import Appraisal
from cchc.campaign.model import Campaign
from cchc.criteria.model import CriteriaSet
from cchc.findings.finding import finding
from cchc.identity import FINGERPRINT_DIGITS, Identity, Sealer
from consolidator.appraisal_form.reader import AppraisalContext, read_appraisal
from consolidator.kind_reader import Answered, KindReader, Opened, Read
from consolidator.reading.preflight import Refused
from workbook_templates.forms.appraisal import APPRAISAL, AppraisalRecord


@dataclass(frozen=True)
class AppraisalIntakeContext:
    """The data that the intake of the appraisal needs: the issued forms, the criteria sets they were issued from
    (by fingerprint), the permissions to score, and the key that seals forms. It is picklable, for worker
    processes.
    """

    forms: tuple[IssuedForm, ...]
    criteria: Mapping[str, CriteriaSet]
    permissions: Permissions
    sealer: Sealer

    @classmethod
    def of(cls, appraisal: Appraisal) -> AppraisalIntakeContext:
        """The intake data of an appraisal."""
        return cls(appraisal.forms, appraisal.sets, appraisal.permissions, appraisal.opened.sealer)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(BY_KIND)

    @property
    def campaign(self) -> Campaign:
        return self.permissions.campaign

    @property
    def public_key(self) -> str:
        return self.sealer.public_key


def _expected(identity: Identity, context: AppraisalIntakeContext) -> AppraisalRecord:
    """The form as it went out. Raises Refused."""
    form = _issued(BY_KIND[identity.kind].key, identity, context.forms)
    criteria = context.criteria.get(form.fingerprint)
    if criteria is None or identity.fingerprint != form.fingerprint[:FINGERPRINT_DIGITS]:
        ours = f"{form.criteria_set} {form.version}" if criteria else ""
        theirs = f"{identity.criteria_set} {identity.version}"
        raise Refused(finding("FORM_OTHER_SET", theirs, ours))
    return AppraisalRecord(form, criteria)


def _issued(round_key: str, identity: Identity, forms: Sequence[IssuedForm]) -> IssuedForm:
    mine = [each for each in forms if (each.round, each.party.text) == (round_key, identity.unit)]
    if not mine:
        raise Refused(finding("UNIT_UNKNOWN", identity.unit))
    form = next((each for each in mine if each.issue == identity.issue), None)
    if form is None:
        raise Refused(finding("FORM_FUTURE", identity.issue, max(each.issue for each in mine)))
    return form


def _read(
    opened: Opened, record: AppraisalRecord, context: AppraisalIntakeContext
) -> Read[AppraisalReading]:
    texts = APPRAISAL[record.form.round].sealed_texts(record, context.sealer)
    against = AppraisalContext(
        record.form, record.criteria, context.permissions, lambda template: template.format(**texts)
    )
    reading = read_appraisal(opened.workbook, opened.file.content, against)
    return Read(reading, reading.findings)


def _answers(record: AppraisalRecord) -> Answered:
    form = record.form
    return Answered(issue=form.issue, addressee=(form.round, *form.party))


def _same(one: AppraisalReading, other: AppraisalReading) -> bool:
    return one.said == other.said


APPRAISAL_READER = KindReader(
    expected=_expected,
    read=_read,
    same=_same,
    repeated="APPRAISAL_RETURNED_AGAIN",
    differing="APPRAISAL_RETURNED_TWICE",
    answers=_answers,
)

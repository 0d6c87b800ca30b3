"""Intake of the appraisal: one receipt for every returned file, and each form once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc.appraisal.model import IssuedForm
from cchc.appraisal.permission import Permissions
from cchc.appraisal.returned import AppraisalReading, AppraisalReceipt
from cchc.appraisal.rounds import BY_KIND
from cchc.appraisal.state import Appraisal
from cchc.criteria.model import CriteriaSet
from cchc.findings.catalogue import IN_APPRAISAL_FORM
from cchc.findings.finding import Finding, finding
from cchc.identity import FINGERPRINT_DIGITS, SEALED_KINDS, Sealer
from cchc.language import joined
from cchc.returns.receipt import REJECTED, SKIPPED, Receipt, verdict_on
from cchc.returns.settling import Doubles, settle
from consolidator.appraisal_form.reader import AppraisalContext, read_appraisal
from consolidator.files import ReturnedFile
from consolidator.identity import own_identity
from consolidator.reading.preflight import Refused
from consolidator.supervised import Reader
from workbook_templates.appraisal_form.plan import form_slots


@dataclass(frozen=True)
class AppraisalIntakeContext:
    """Everything the intake of the appraisal needs to know: what was issued, the criteria sets that forms were
    issued from (by their fingerprints), who may score what, and what seals forms. It can be handed to a worker
    process.
    """

    forms: tuple[IssuedForm, ...]
    criteria: Mapping[str, CriteriaSet]
    permissions: Permissions
    sealer: Sealer

    @classmethod
    def of(cls, appraisal: Appraisal) -> AppraisalIntakeContext:
        """What intake needs to know of an appraisal."""
        return cls(appraisal.forms, appraisal.sets, appraisal.permissions, appraisal.opened.sealer)

    def identify(self, token: str) -> AppraisalContext:
        """What a form with this token is read against. Raises Refused."""
        identity = own_identity(token, self.permissions.campaign, self.sealer.public_key)
        if identity.kind not in BY_KIND:
            here = joined(", ", [SEALED_KINDS[kind].name for kind in BY_KIND])
            raise Refused(finding("FORM_OTHER_KIND", SEALED_KINDS[identity.kind].name, here))
        form = self._issued(BY_KIND[identity.kind].key, identity.unit, identity.issue)
        criteria = self.criteria.get(form.fingerprint)
        if criteria is None or identity.fingerprint != form.fingerprint[:FINGERPRINT_DIGITS]:
            ours = f"{form.criteria_set} {form.version}" if criteria else ""
            theirs = f"{identity.criteria_set} {identity.version}"
            raise Refused(finding("FORM_OTHER_SET", theirs, ours))
        slots = form_slots(form, self.sealer)
        return AppraisalContext(form, criteria, self.permissions, lambda text: text.format(**slots))

    def _issued(self, round_key: str, party: str, issue: int) -> IssuedForm:
        mine = [each for each in self.forms if (each.round, each.party.text) == (round_key, party)]
        if not mine:
            raise Refused(finding("UNIT_UNKNOWN", party))
        form = next((each for each in mine if each.issue == issue), None)
        if form is None:
            raise Refused(finding("FORM_FUTURE", issue, max(each.issue for each in mine)))
        return form


def take_in_all_appraisals(
    files: Sequence[ReturnedFile], context: AppraisalIntakeContext
) -> Iterator[AppraisalReceipt]:
    """The receipt of every file, in their order, each read in a supervised worker process."""
    return Reader(take_in_appraisal, _refused).read_all(files, context)


def _refused(file: ReturnedFile, why: Finding) -> AppraisalReceipt:
    return Receipt(file.name, file.sha256, REJECTED, findings=(why.placed(workbook=IN_APPRAISAL_FORM),))


def take_in_appraisal(file: ReturnedFile, context: AppraisalIntakeContext) -> AppraisalReceipt:
    """The receipt of one file, whatever it holds."""
    file = file.loaded()
    if file.is_leftover:
        note = finding("FILE_SKIPPED", file=file.name)
        return Receipt(file.name, file.sha256, SKIPPED, findings=(note,))
    known: list[IssuedForm] = []

    def identify(token: str) -> AppraisalContext:
        found = context.identify(token)
        known.append(found.form)
        return found

    try:
        if file.refused is not None:
            raise Refused(file.refused)
        reading = read_appraisal(file.content, identify, file.in_sample)
    except Refused as refused:
        why = refused.finding.placed(file=file.name, workbook=IN_APPRAISAL_FORM)
        return _receipt(file, REJECTED, known[0] if known else None, None, (why,))
    findings = tuple(each.placed(file=file.name) for each in reading.findings)
    return _receipt(file, verdict_on(findings), reading.form, reading, findings)


def _receipt(
    file: ReturnedFile,
    verdict: str,
    form: IssuedForm | None,
    reading: AppraisalReading | None,
    findings: tuple[Finding, ...],
) -> AppraisalReceipt:
    return Receipt(
        file.name,
        file.sha256,
        verdict,
        issue=form.issue if form else None,
        reading=reading,
        findings=findings,
        addressee=(form.round, *form.party) if form else (),
    )


def _same(one: AppraisalReading, other: AppraisalReading) -> bool:
    return one.said == other.said


def _repeated(first: str) -> Finding:
    return finding("APPRAISAL_RETURNED_AGAIN", "", first)


def _differing(names: str) -> Finding:
    return finding("APPRAISAL_RETURNED_TWICE", names)


_DOUBLES = Doubles(_same, _repeated, _differing)


def settle_appraisal(receipts: Iterable[AppraisalReceipt]) -> list[AppraisalReceipt]:
    """Let each form count once: copies that say the same are one, differing ones are all rejected until a
    person decides.
    """
    return settle(receipts, _DOUBLES)

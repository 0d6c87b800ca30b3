"""Intake of appraisal forms: one receipt for every returned file; each form counts once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cchc.appraisal.model import IssuedForm
from cchc.appraisal.permission import Permissions
from cchc.appraisal.returned import AppraisalReading, AppraisalReceipt
from cchc.appraisal.rounds import BY_KIND
from cchc.appraisal.state import Appraisal
from cchc.criteria.model import CriteriaSet
from cchc.findings.catalogue import IN_APPRAISAL_FORM
from cchc.findings.finding import Finding, finding
from cchc.identity import FINGERPRINT_DIGITS, KIND_NAMES, Sealer
from cchc.language import joined
from cchc.returns.receipt import REJECTED, SKIPPED, Receipt, verdict_on
from cchc.returns.settling import Doubles, settle
from consolidator.appraisal_form.reader import AppraisalContext, read_appraisal
from consolidator.files import ReturnedFile
from consolidator.identity import find_token, own_identity
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook
from consolidator.saved_by import saved_by
from consolidator.supervised import Reader
from workbook_templates.appraisal_form.plan import form_slots


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

    def identify(self, token: str) -> AppraisalContext:
        """The context for reading a form with this token. Raises Refused."""
        identity = own_identity(token, self.permissions.campaign, self.sealer.public_key)
        if identity.kind not in BY_KIND:
            here = joined(", ", [KIND_NAMES[kind] for kind in BY_KIND])
            raise Refused(finding("FORM_OTHER_KIND", KIND_NAMES[identity.kind], here))
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
    """The receipt of one file. Never raises for what the file holds."""
    file = file.loaded()
    if file.is_leftover:
        note = finding("FILE_SKIPPED", file=file.name)
        return Receipt(file.name, file.sha256, SKIPPED, findings=(note,))
    known: list[IssuedForm] = []
    programs: list[str] = []

    def identify(workbook: ExactWorkbook) -> AppraisalContext:
        programs.append(saved_by(workbook))
        found = context.identify(find_token(workbook))
        known.append(found.form)
        return found

    try:
        if file.refused is not None:
            raise Refused(file.refused)
        reading = read_appraisal(file.content, identify, file.in_sample)
    except Refused as refused:
        why = refused.finding.placed(file=file.name, workbook=IN_APPRAISAL_FORM)
        receipt = _receipt(file, REJECTED, known[0] if known else None, None, (why,))
        return replace(receipt, saved_by="".join(programs))
    findings = tuple(each.placed(file=file.name) for each in reading.findings)
    receipt = _receipt(file, verdict_on(findings), reading.form, reading, findings)
    return replace(receipt, saved_by="".join(programs))


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
    """Let each form count once: of copies with the same content one counts; differing copies are all rejected
    until a person decides.
    """
    return settle(receipts, _DOUBLES)

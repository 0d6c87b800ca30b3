"""Intake of the appraisal: one verdict for every returned file, and each form once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cchc.appraisal.model import Entry, IssuedForm, Party
from cchc.appraisal.permission import Permissions
from cchc.appraisal.rounds import BY_KIND
from cchc.appraisal.state import Appraisal
from cchc.criteria.model import CriteriaSet
from cchc.findings.finding import Finding, finding, for_appraiser
from cchc.identity import FINGERPRINT_DIGITS, Sealer
from consolidator.appraisal_form.reader import AppraisalContext, AppraisalReading, read_appraisal
from consolidator.files import ReturnedFile
from consolidator.identity import own_identity
from consolidator.intake import ACCEPTED, REJECTED, SKIPPED, WITH_REMARKS, remarks_of, verdict_on
from consolidator.reading.preflight import Refused
from consolidator.supervised import Reader
from workbook_templates.appraisal_form.plan import form_slots


@dataclass(frozen=True)
class AppraisalOutcome:
    """What became of one file. `form` is the one it answers, where that is known."""

    file: str
    sha256: str
    verdict: str
    form: IssuedForm | None = None
    reading: AppraisalReading | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def counts(self) -> bool:
        return self.reading is not None and self.verdict in (ACCEPTED, WITH_REMARKS)

    @property
    def entries(self) -> list[tuple[Party, Entry]]:
        """What it says, where it counts, with the file it stands in."""
        if self.reading is None or not self.counts:
            return []
        party = self.reading.form.party
        return [
            (party, replace(entry, file=self.file, sha256=self.sha256)) for entry in self.reading.entries
        ]


@dataclass(frozen=True)
class AppraisalDesk:
    """Everything intake needs to know: what was issued, the criteria sets that forms were issued from (by their
    fingerprints), who may score what, and what seals forms. It can be handed to a worker process.
    """

    forms: tuple[IssuedForm, ...]
    criteria: Mapping[str, CriteriaSet]
    permissions: Permissions
    sealer: Sealer

    @classmethod
    def of(cls, appraisal: Appraisal) -> AppraisalDesk:
        """What intake needs to know of an appraisal."""
        return cls(appraisal.forms, appraisal.sets, appraisal.permissions, appraisal.opened.sealer)

    def identify(self, token: str) -> AppraisalContext:
        """What a form with this token is read against. Raises Refused."""
        identity = own_identity(token, self.permissions.campaign, self.sealer.public_key)
        if identity.kind not in BY_KIND:
            raise Refused(finding("FORM_OTHER_KIND", identity.kind, ", ".join(BY_KIND)))
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
    files: Sequence[ReturnedFile], desk: AppraisalDesk
) -> Iterator[AppraisalOutcome]:
    """The outcome of every file, in their order, each read in a supervised worker process."""
    return Reader(take_in_appraisal, _refused).read_all(files, desk)


def _refused(file: ReturnedFile, why: Finding) -> AppraisalOutcome:
    return AppraisalOutcome(file.name, file.sha256, REJECTED, findings=(why,))


def take_in_appraisal(file: ReturnedFile, desk: AppraisalDesk) -> AppraisalOutcome:
    """The outcome of one file, whatever it holds."""
    file = file.loaded()
    if file.is_leftover:
        note = finding("FILE_SKIPPED", file=file.name)
        return AppraisalOutcome(file.name, file.sha256, SKIPPED, findings=(note,))
    known: list[IssuedForm] = []

    def identify(token: str) -> AppraisalContext:
        context = desk.identify(token)
        known.append(context.form)
        return context

    try:
        if file.refused is not None:
            raise Refused(file.refused)
        reading = read_appraisal(file.content, identify)
    except Refused as refused:
        why = for_appraiser(refused.finding).placed(file=file.name)
        return AppraisalOutcome(file.name, file.sha256, REJECTED, known[0] if known else None, None, (why,))
    findings = tuple(each.placed(file=file.name) for each in reading.findings)
    verdict = verdict_on(findings)
    return AppraisalOutcome(file.name, file.sha256, verdict, reading.form, reading, findings)


def settle_appraisal(outcomes: Iterable[AppraisalOutcome]) -> list[AppraisalOutcome]:
    """Let each form count once: copies that say the same are one, differing ones all stand for a person
    to decide.
    """
    settled = sorted(outcomes, key=lambda each: (each.file, each.sha256))
    copies: dict[tuple[str, Party, int], list[int]] = {}
    for place, outcome in enumerate(settled):
        if outcome.reading is not None:
            form = outcome.reading.form
            copies.setdefault((form.round, form.party, form.issue), []).append(place)
    for places in copies.values():
        first = settled[places[0]]
        if all(_same(first, settled[place]) for place in places):
            for place in places[1:]:
                again = finding("APPRAISAL_RETURNED_AGAIN", "", first.file)
                settled[place] = _with(settled[place], SKIPPED, again)
        else:
            names = ", ".join(settled[place].file for place in places)
            for place in places:
                twice = finding("APPRAISAL_RETURNED_TWICE", names)
                settled[place] = _with(settled[place], REJECTED, twice)
    return settled


def _same(one: AppraisalOutcome, other: AppraisalOutcome) -> bool:
    """Whether two copies say the same, and nothing is said of one that is not said of the other."""
    assert one.reading is not None and other.reading is not None
    if one.sha256 == other.sha256:
        return True
    return one.reading.said == other.reading.said and remarks_of(one.findings) == remarks_of(other.findings)


def _with(outcome: AppraisalOutcome, verdict: str, found: Finding) -> AppraisalOutcome:
    return replace(outcome, verdict=verdict, findings=(*outcome.findings, found.placed(file=outcome.file)))

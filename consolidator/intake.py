"""Intake of units' forms: one receipt for every returned file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cchc.campaign.model import Campaign
from cchc.campaign.printed import PrintedTexts
from cchc.core.check_code import shown_code
from cchc.criteria.model import CriteriaSet
from cchc.findings.finding import Finding, finding
from cchc.findings.rendering import message_words
from cchc.identity import Identity, Sealer
from cchc.returns.attribution import Attribution
from cchc.returns.receipt import REJECTED, SKIPPED, Receipt, verdict_on
from cchc.returns.settling import Doubles
from cchc.returns.settling import settle as settle_doubles
from cchc.returns.unit_form import FormReading, UnitReceipt
from consolidator.files import ReturnedFile
from consolidator.form.reader import FormContext, read_form
from consolidator.identity import Expectations, carried_identity, check_identity, find_token
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook
from consolidator.saved_by import saved_by
from consolidator.typed import shortened
from workbook_templates.unit_form.slots import UnitSlots, unit_slots


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
    def campaign(self) -> Campaign:
        return self.expected.campaign

    def set_of(self, unit_code: str) -> CriteriaSet:
        """The criteria set of a unit."""
        return self.criteria[self.campaign.unit_by_code[unit_code].unit_type]

    def slots_of(self, unit_code: str) -> UnitSlots:
        """The texts of a unit's form as issued, even if the control workbook has changed since."""
        issued = self.expected.issued[unit_code]
        return unit_slots(PrintedTexts(**issued.texts), issued.identity, self.sealer)

    def identify(self, token: str) -> FormContext:
        """The context for reading a form with this token. Raises Refused."""
        return self._context(check_identity(token, self.expected))

    def identify_as(self, unit_code: str) -> FormContext:
        """The context for reading a form without identity whose unit a user has stated. Raises Refused."""
        issued = self.expected.issued.get(unit_code)
        if issued is None or unit_code not in self.campaign.unit_by_code:
            raise Refused(finding("UNIT_UNKNOWN", unit_code))
        return self._context(issued.identity)

    def _context(self, identity: Identity) -> FormContext:
        fill = self.slots_of(identity.unit).fill
        return FormContext(identity, self.set_of(identity.unit), fill, self.campaign.ranking.decimals)


def take_in(file: ReturnedFile, context: IntakeContext) -> UnitReceipt:
    """The receipt of one file. Never raises for what the file holds."""
    file = file.loaded()
    if file.is_leftover:
        note = finding("FILE_SKIPPED", file=file.name)
        return Receipt(file.name, file.sha256, SKIPPED, findings=(note,))
    tokens: list[str] = []
    programs: list[str] = []
    remarks: list[Finding] = []

    def identify(workbook: ExactWorkbook) -> FormContext:
        programs.append(saved_by(workbook))
        try:
            tokens.append(find_token(workbook))
        except Refused as refused:
            unit = context.attributed.get(file.sha256)
            if unit is None:
                raise
            remarks.append(finding("FORM_CLAIMED", message_words(refused.finding), unit))
            return context.identify_as(unit)
        return context.identify(tokens[-1])

    try:
        if file.refused is not None:
            raise Refused(file.refused)
        reading = read_form(file.content, identify, file.in_sample)
    except Refused as refused:
        unit, issue = _carried(tokens)
        why = refused.finding.placed(file=file.name, unit_code=unit)
        return Receipt(
            file.name,
            file.sha256,
            REJECTED,
            unit,
            issue,
            findings=(why,),
            saved_by="".join(programs),
        )
    return replace(_receipt(file, reading, remarks), saved_by="".join(programs))


def _receipt(file: ReturnedFile, reading: FormReading, remarks: Iterable[Finding]) -> UnitReceipt:
    """The receipt of a form that was read."""
    unit = reading.identity.unit
    found = (*remarks, *reading.findings)
    findings = tuple(each.placed(file=file.name, unit_code=unit) for each in found)
    return Receipt(
        file=file.name,
        sha256=file.sha256,
        verdict=verdict_on(findings),
        unit_code=unit,
        issue=reading.identity.issue,
        reading=reading,
        findings=findings,
        check_code=shown_code(reading.check_code),
    )


def _carried(tokens: list[str]) -> tuple[str, int | None]:
    """The unit and the issue stated in a refused file, for the return board."""
    identity = carried_identity(tokens[0]) if tokens else None
    return (identity.unit, identity.issue) if identity else ("", None)


def _same(one: FormReading, other: FormReading) -> bool:
    return one.claims == other.claims


def _repeated(first: str) -> Finding:
    return finding("UNIT_RETURNED_AGAIN", "", first)


def _differing(names: str) -> Finding:
    return finding("UNIT_RETURNED_TWICE", shortened(names))


_DOUBLES = Doubles(_same, _repeated, _differing)


def settle(
    receipts: Iterable[UnitReceipt], attributions: Mapping[str, Attribution] | None = None
) -> list[UnitReceipt]:
    """Let each unit count once; if its returns differ, `attributions` hold the users' decisions."""
    return settle_doubles(receipts, _DOUBLES, attributions)

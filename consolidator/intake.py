"""Intake: one verdict for every returned file, and one claim, or none, for every unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from cchc.campaign.model import Campaign
from cchc.campaign.printed import PrintedTexts
from cchc.core.check_code import shown_code
from cchc.criteria.model import CriteriaSet
from cchc.findings.catalogue import NOTE
from cchc.findings.finding import Finding, finding, in_words
from cchc.history.journal import FileClaim
from cchc.identity import Identity, Sealer
from cchc.scorebook import NO_SCORES, Claim, LeafScores, UnitScores, without_return
from consolidator.files import ReturnedFile
from consolidator.form.reader import FormContext, FormReading, read_form
from consolidator.identity import Expectations, check_identity, claimed_identity, find_token
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook
from consolidator.typed import shortened
from workbook_templates.unit_form.slots import UnitSlots, unit_slots

ACCEPTED = "accepted"
WITH_REMARKS = "accepted_with_remarks"
REJECTED = "rejected"
SKIPPED = "skipped"


@dataclass(frozen=True)
class Outcome:
    """What became of one file. `reading` is there where the form could be taken in."""

    file: str
    sha256: str
    verdict: str
    unit_code: str = ""
    issue: int | None = None
    reading: FormReading | None = None
    findings: tuple[Finding, ...] = ()
    received: date | None = None

    @property
    def check_code(self) -> str:
        return shown_code(self.reading.check_code) if self.reading else ""


@dataclass(frozen=True)
class Desk:
    """Everything intake needs to know: the campaign's expectations, the criteria set of each unit
    type, and what seals its forms. It can be handed to a worker process.
    """

    expected: Expectations
    criteria: Mapping[str, CriteriaSet]
    sealer: Sealer
    claims: Mapping[str, str] = field(default_factory=dict)
    """Files that lost their identity, by SHA-256, and the unit whose return a person says they are."""

    @property
    def campaign(self) -> Campaign:
        return self.expected.campaign

    def set_of(self, unit_code: str) -> CriteriaSet:
        """The criteria set of a unit."""
        return self.criteria[self.campaign.unit_by_code[unit_code].unit_type]

    def slots_of(self, unit_code: str) -> UnitSlots:
        """The texts of a unit's form as it was issued, whatever the control workbook says now."""
        issued = self.expected.issued[unit_code]
        return unit_slots(PrintedTexts(**issued.texts), issued.identity, self.sealer)

    def identify(self, token: str) -> FormContext:
        """What a form with this token is read against. Raises Refused."""
        return self._context(check_identity(token, self.expected))

    def identify_as(self, unit_code: str) -> FormContext:
        """What a form without identity is read against when a person says whose it is. Raises Refused."""
        issued = self.expected.issued.get(unit_code)
        if issued is None or unit_code not in self.campaign.unit_by_code:
            raise Refused(finding("UNIT_UNKNOWN", unit_code))
        return self._context(issued.identity)

    def _context(self, identity: Identity) -> FormContext:
        fill = self.slots_of(identity.unit).fill
        return FormContext(identity, self.set_of(identity.unit), fill, self.campaign.ranking.decimals)


def take_in(file: ReturnedFile, desk: Desk) -> Outcome:
    """The outcome of one file, whatever it holds."""
    file = file.loaded()
    if file.is_leftover:
        note = finding("FILE_SKIPPED", file=file.name)
        return Outcome(file.name, file.sha256, SKIPPED, findings=(note,))
    claimed: list[str] = []
    remarks: list[Finding] = []

    def identify(workbook: ExactWorkbook) -> FormContext:
        try:
            claimed.append(find_token(workbook))
        except Refused as refused:
            unit = desk.claims.get(file.sha256)
            if unit is None:
                raise
            remarks.append(finding("FORM_CLAIMED", in_words(refused.finding)[0], unit))
            return desk.identify_as(unit)
        return desk.identify(claimed[-1])

    try:
        if file.refused is not None:
            raise Refused(file.refused)
        reading = read_form(file.content, identify)
    except Refused as refused:
        unit, issue = _claimed(claimed)
        why = refused.finding.placed(file=file.name, unit_code=unit)
        return Outcome(file.name, file.sha256, REJECTED, unit, issue, findings=(why,))
    unit = reading.identity.unit
    found = (*remarks, *reading.findings)
    findings = tuple(each.placed(file=file.name, unit_code=unit) for each in found)
    verdict = verdict_on(findings)
    return Outcome(file.name, file.sha256, verdict, unit, reading.identity.issue, reading, findings)


def verdict_on(findings: Iterable[Finding]) -> str:
    """The verdict on a file that was read: a note is no remark."""
    return WITH_REMARKS if remarks_of(findings) else ACCEPTED


def remarks_of(findings: Iterable[Finding]) -> list[Finding]:
    """What is remarked on a file, whatever its name: notes left out."""
    return [replace(each, file="") for each in findings if each.severity != NOTE]


def at_desk(outcomes: Iterable[Outcome], campaign: Campaign, authority: str) -> list[Outcome]:
    """The outcomes as one authority's desk sees them: forms of other authorities' units are passed over,
    and each says so.
    """
    return [_passed_over(each, campaign, authority) for each in outcomes]


def _passed_over(outcome: Outcome, campaign: Campaign, authority: str) -> Outcome:
    unit = campaign.unit_by_code.get(outcome.unit_code)
    if unit is None or unit.authority == authority:
        return outcome
    other = finding("UNIT_OF_OTHER_AUTHORITY", campaign.authority_by_code[unit.authority].name)
    return _with(replace(outcome, reading=None, findings=()), SKIPPED, other)


def settle(outcomes: Iterable[Outcome], claims: Mapping[str, FileClaim] | None = None) -> list[Outcome]:
    """Let each unit count once: identical returns are one; differing ones all stand for a person to
    decide, and nothing wins silently. `claims` are what persons decided, by SHA-256.
    """
    settled = sorted(outcomes, key=lambda each: (each.file, each.sha256))
    by_unit: dict[str, list[int]] = {}
    for place, outcome in enumerate(settled):
        if outcome.reading is not None:
            by_unit.setdefault(outcome.unit_code, []).append(place)
    for places in by_unit.values():
        returns = [settled[place] for place in places]
        for place, each in zip(places, _settled(returns, claims or {}), strict=True):
            settled[place] = each
    return settled


def _settled(returns: list[Outcome], claims: Mapping[str, FileClaim]) -> list[Outcome]:
    """The returns of one unit, settled."""
    first, *again = returns
    if not all(_same(first, each) for each in again):
        chosen = _chosen(returns, claims)
        if chosen is None:
            names = ", ".join(each.file for each in returns)
            return [
                _with(each, REJECTED, finding("UNIT_RETURNED_TWICE", shortened(names))) for each in returns
            ]
        return [_by_choice(each, chosen, claims[chosen.sha256]) for each in returns]
    same = finding("UNIT_RETURNED_AGAIN", "", first.file)
    return [first, *(_with(each, SKIPPED, same) for each in again)]


def _chosen(returns: list[Outcome], claims: Mapping[str, FileClaim]) -> Outcome | None:
    """The return a person chose when all that is there now was there, None where nobody did."""
    here = {each.sha256 for each in returns}
    chosen = [
        each
        for each in returns
        if (claim := claims.get(each.sha256))
        and claim.unit == each.unit_code
        and here <= {each.sha256, *claim.over}
    ]
    return max(chosen, key=lambda each: claims[each.sha256].number, default=None)


def _by_choice(outcome: Outcome, chosen: Outcome, claim: FileClaim) -> Outcome:
    if outcome is chosen:
        return _with(outcome, WITH_REMARKS, finding("UNIT_RETURN_CHOSEN", claim.who, claim.reason))
    return _with(outcome, SKIPPED, finding("UNIT_RETURN_NOT_CHOSEN", claim.reason, chosen.file))


def date_returns(
    outcomes: Iterable[Outcome], campaign: Campaign, first_seen: Mapping[str, str], today: date
) -> list[Outcome]:
    """Give every outcome the day it was received: the register's entry, else the day on which the
    file was first seen here; of identical returns the first day counts. The date a file carries
    says nothing.
    """
    outcomes = list(outcomes)

    def seen(outcome: Outcome) -> date:
        day = first_seen.get(outcome.sha256)
        return date.fromisoformat(day) if day else today

    counted: dict[str, date] = {}
    for outcome in outcomes:
        if outcome.reading is not None and outcome.verdict != REJECTED:
            unit = outcome.unit_code
            counted[unit] = min(seen(outcome), counted.get(unit, date.max))

    def day_of(outcome: Outcome) -> date:
        entry = campaign.registered.get(outcome.unit_code)
        if entry:
            return entry.received
        accepted = outcome.verdict in (ACCEPTED, WITH_REMARKS)
        return counted[outcome.unit_code] if accepted else seen(outcome)

    return [replace(outcome, received=day_of(outcome)) for outcome in outcomes]


def score_book(outcomes: Iterable[Outcome], desk: Desk) -> tuple[list[UnitScores], list[Finding]]:
    """The rows of every unit of the campaign, and findings about units as such."""
    counted = {
        outcome.unit_code: outcome
        for outcome in outcomes
        if outcome.reading is not None and outcome.verdict in (ACCEPTED, WITH_REMARKS)
    }
    rejected = {outcome.unit_code for outcome in outcomes if outcome.verdict == REJECTED}
    books: list[UnitScores] = []
    findings: list[Finding] = []
    row_of = _Rows().of
    for unit in desk.campaign.units:
        criteria = desk.set_of(unit.code)
        outcome = counted.get(unit.code)
        if outcome is None or outcome.reading is None:
            books.append(without_return(unit, criteria, unit.code in rejected))
            if unit.code not in rejected:
                findings.append(finding("UNIT_MISSING", unit_code=unit.code))
            continue
        due = desk.campaign.due(unit)
        late = outcome.received is not None and outcome.received > due
        rows = {code: row_of(outcome.reading.claims.get(code)) for code in criteria.leaf_by_code}
        book = UnitScores(unit, criteria, rows, outcome.received, returned=True, late=late)
        books.append(book)
        findings += _unit_findings(book, outcome, due)
    return books, findings


class _Rows:
    """Rows of claims as they came in: one object for claims that are one object, for there are millions."""

    def __init__(self) -> None:
        self._known: dict[int, LeafScores] = {}

    def of(self, claim: Claim | None) -> LeafScores:
        """The row of a claim; a claim must live as long as this object."""
        if claim is None:
            return NO_SCORES
        row = self._known.get(id(claim))
        if row is None:
            row = self._known[id(claim)] = LeafScores(claim)
        return row


def _unit_findings(book: UnitScores, outcome: Outcome, due: date) -> list[Finding]:
    places = {"unit_code": book.unit.code, "file": outcome.file}
    findings = []
    if book.late and outcome.received is not None:
        shown = outcome.received.strftime("%d/%m/%Y")
        findings.append(finding("UNIT_LATE", shown, due.strftime("%d/%m/%Y"), **places))
    if book.blank_leaves:
        own = sum(1 for scored in book.criteria.leaves if scored.by_unit)
        findings.append(finding("UNIT_INCOMPLETE", len(book.blank_leaves), own, **places))
    return findings


def _claimed(tokens: list[str]) -> tuple[str, int | None]:
    """Which unit and issue a refused file says it is, for the return board."""
    identity = claimed_identity(tokens[0]) if tokens else None
    return (identity.unit, identity.issue) if identity else ("", None)


def _same(one: Outcome, other: Outcome) -> bool:
    """Whether two returns say the same: the same claims, and nothing said of one that is not said of
    the other.
    """
    assert one.reading is not None and other.reading is not None
    if one.sha256 == other.sha256:
        return True
    return one.reading.claims == other.reading.claims and remarks_of(one.findings) == remarks_of(
        other.findings
    )


def _with(outcome: Outcome, verdict: str, found: Finding) -> Outcome:
    placed = found.placed(file=outcome.file, unit_code=outcome.unit_code)
    return replace(outcome, verdict=verdict, findings=(*outcome.findings, placed))

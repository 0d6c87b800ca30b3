"""Checks one filled form, at the authority's desk or by a unit that has the tool."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from cchc.campaign.folder import CampaignFolder, campaign_around
from cchc.campaign.since_issue import require_frozen
from cchc.criteria.declaration import load_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.files import require_file
from cchc.findings.finding import Finding, finding, in_order
from cchc.findings.rendering import Audience
from cchc.identity import FINGERPRINT_DIGITS, BadToken, read_token
from cchc.returns.scorebook import Claim
from cchc.returns.unit_form import FormReading
from consolidator.files import ReturnedFile
from consolidator.form.cached import self_index
from consolidator.form.reader import FormContext, read_form
from consolidator.identity import find_token
from consolidator.reading.opening import open_workbook
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook
from consolidator.take_in import take_in
from macros_py.steps.campaign import intake_context, open_campaign
from workbook_templates.library import set_folders

_DEFAULT_DECIMALS = 2


@dataclass(frozen=True)
class CheckReport:
    """What a check found. `criteria` and `reading` are None where the form could not be read, `campaign` where
    no campaign was found to check against.
    """

    file: Path
    findings: tuple[Finding, ...]
    reading: FormReading | None = None
    criteria: CriteriaSet | None = None
    decimals: int = _DEFAULT_DECIMALS
    campaign: Path | None = None

    @property
    def audience(self) -> Audience:
        """Who reads the report: the authority's desk where a campaign was found, else the unit."""
        return "desk" if self.campaign else "unit"

    @property
    def index(self) -> Fraction | None:
        """The provisional index of the claims."""
        if self.reading is None or self.criteria is None:
            return None
        return self_index(self.criteria, self.reading.claims)

    @property
    def open_leaves(self) -> tuple[str, ...]:
        """Codes of the leaves the unit scores itself that have no score yet."""
        if self.reading is None or self.criteria is None:
            return ()
        claims = self.reading.claims
        return tuple(code for code, claim in claims.items() if _is_open(claim))


def check_form(file: Path, campaign: Path | None = None) -> CheckReport:
    """Check one form: against its campaign where that is given or the file is inside its folder, else against
    the criteria set the form names, if it is delivered with the program.

    Raises CchcError where the file does not exist or the campaign cannot be opened.
    """
    require_file(file)
    around = CampaignFolder(campaign) if campaign else campaign_around(file)
    returned = ReturnedFile(file.name, path=file, in_sample=True).loaded()
    if around is None:
        return _check_alone(file, returned)
    opened = open_campaign(around.root)
    issued = opened.folder.read_manifest()
    require_frozen(opened, issued)
    receipt = take_in(returned, intake_context(opened, issued))
    criteria = None
    if receipt.reading is not None:
        criteria = opened.set_of(opened.campaign.unit_by_code[receipt.unit_code])
    decimals = opened.campaign.ranking.decimals
    findings = tuple(in_order(list(receipt.findings)))
    return CheckReport(file, findings, receipt.reading, criteria, decimals, opened.folder.root)


def _check_alone(file: Path, returned: ReturnedFile) -> CheckReport:
    if returned.refused is not None:
        return CheckReport(file, (returned.refused.placed(file=file.name),))
    try:
        workbook = open_workbook(returned.content, in_sample=True)
        against = _identified_alone(workbook)
        reading = read_form(workbook, returned.content, against)
    except Refused as refused:
        return CheckReport(file, (refused.finding.placed(file=file.name),))
    placed = [each.placed(file=file.name, unit_code=reading.identity.unit) for each in reading.findings]
    return CheckReport(file, tuple(in_order(placed)), reading, against.criteria)


def _identified_alone(workbook: ExactWorkbook) -> FormContext:
    """Identification without a campaign. There is no key for the signature and no list of units, so the form is
    read against the set it names, and its unit's texts are not compared.
    """
    try:
        identity = read_token(find_token(workbook))
    except BadToken as error:
        raise Refused(finding("FORM_FORGED")) from error
    for _, folder in set_folders():
        criteria = load_criteria_set(folder)
        if criteria.fingerprint[:FINGERPRINT_DIGITS] == identity.fingerprint:
            return FormContext(identity, criteria, _unknown_text, _DEFAULT_DECIMALS)
    named = f"{identity.criteria_set} {identity.version}"
    known = ", ".join(name for name, _ in set_folders())
    raise Refused(finding("FORM_OTHER_SET", named, known))


def _unknown_text(template: str) -> str | None:
    """None: without a campaign the texts that differ from unit to unit are not known."""
    return None


def _is_open(claim: Claim) -> bool:
    return claim.applicable and claim.self_score is None

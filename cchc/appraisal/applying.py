"""Fills the results of the appraisal into the score book and reports whose answers are still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc.appraisal.cases import Case
from cchc.appraisal.model import Party
from cchc.appraisal.overlay import overlaid
from cchc.appraisal.parties import name_of
from cchc.appraisal.rounds import BY_KEY
from cchc.appraisal.state import Appraisal
from cchc.campaign.model import Campaign
from cchc.findings.finding import Finding, finding
from cchc.language import Words
from cchc.returns.scorebook import UnitScores

_WAITING = Words("{who} ({round})", "{who} ({round})")
_NOT_ISSUED = Words("{who} ({round}, chưa phát hành phiếu)", "{who} ({round}, form not issued)")


def appraised(appraisal: Appraisal, books: Sequence[UnitScores]) -> tuple[list[UnitScores], list[Finding]]:
    """The score book with all decisions of the appraisal filled in, and findings about what it still waits
    for. Before the first form is issued there are no findings.
    """
    if not appraisal.forms:
        return list(books), []
    waiting = _Waiting(appraisal.opened.campaign)
    overtaken: dict[str, list[str]] = {}

    def seen() -> Iterator[Case]:
        for case in appraisal.each_case(books):
            waiting.add(case)
            if case.overtaken:
                overtaken.setdefault(case.unit, []).append(case.code)
            yield case

    laid_over = overlaid(books, seen())
    return laid_over, [*_overtaken(overtaken), *appraisal.rest_findings(), *waiting.findings()]


def outstanding_findings(campaign: Campaign, found: Iterable[Case]) -> list[Finding]:
    """One finding for each party and round whose answers are still missing."""
    waiting = _Waiting(campaign)
    for case in found:
        waiting.add(case)
    return waiting.findings()


class _Waiting:
    """Counts the missing answers by party and round, one case at a time."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._counts: Counter[tuple[Party, str, bool]] = Counter()

    def add(self, case: Case) -> None:
        unit = self._campaign.unit_by_code[case.unit]
        for waiting in case.standing.waiting:
            if waiting.blocks:
                party = Party(unit.authority, unit.unit_type, waiting.who)
                self._counts[party, waiting.round, waiting.issued] += 1

    def findings(self) -> list[Finding]:
        findings = []
        for (party, key, issued), rows in sorted(self._counts.items()):
            words = _WAITING if issued else _NOT_ISSUED
            who = words.filled(who=name_of(self._campaign, party), round=BY_KEY[key].name)
            findings.append(finding("APPRAISAL_OUTSTANDING", rows, who))
        return findings


def _overtaken(codes: Mapping[str, Sequence[str]]) -> list[Finding]:
    """A finding for each unit whose claim changed after its appraisal forms went out."""
    return [
        finding("APPRAISAL_OVERTAKEN", ", ".join(changed), unit_code=unit)
        for unit, changed in codes.items()
    ]

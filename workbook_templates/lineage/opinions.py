"""The opinions on each leaf in the rounds of the appraisal: by whom, why, and in which file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc.appraisal.cases import Case
from cchc.appraisal.model import Entry, Party
from cchc.appraisal.parties import name_of
from cchc.appraisal.rounds import ROUNDS, Round
from cchc.appraisal.state import Appraisal, appraisal_of
from cchc.campaign.model import Campaign
from cchc.campaign.opened import OpenCampaign
from cchc.language import Words
from cchc.results.lineage import OPINION, Step
from cchc.returns.scorebook import UnitScores
from workbook_templates.words.figures import figure_text

_TITLE = Words("{round}: {who}", "{round}: {who}")
_NOT_APPLICABLE = Words("đồng ý không phát sinh", "agrees that nothing has arisen")
_NO_SCORE = Words("không cho điểm", "gives no score")
_EVIDENCE = Words("Tài liệu bổ sung: {evidence}", "Further evidence: {evidence}")


def opinions_of(opened: OpenCampaign, scores: UnitScores) -> Mapping[str, Sequence[Step]]:
    """The opinions on a unit's present claim, by leaf, in the order of the rounds.

    Raises CchcError where the record of the appraisal is damaged.
    """
    return opinions_in(appraisal_of(opened), [scores])[scores.unit.code]


def opinions_in(
    appraisal: Appraisal, books: Iterable[UnitScores]
) -> Mapping[str, Mapping[str, Sequence[Step]]]:
    """The opinions on many units' present claims, by unit and leaf."""
    by_unit = {book.unit.code: book for book in books}
    found: dict[str, dict[str, Sequence[Step]]] = {code: {} for code in by_unit}
    for case in appraisal.cases(by_unit.values()):
        steps = _steps(appraisal.opened.campaign, case, by_unit[case.unit])
        found[case.unit][case.code] = tuple(steps)
    return found


def _steps(campaign: Campaign, case: Case, scores: UnitScores) -> Iterator[Step]:
    for round_ in ROUNDS:
        for entry in case.answers(round_.key).values():
            if not entry.is_empty:
                yield _step(campaign, round_, entry, scores)


def _step(campaign: Campaign, round_: Round, entry: Entry, scores: UnitScores) -> Step:
    """An opinion as a step. It has no points: only the decision made from all opinions sets points."""
    party = Party(scores.unit.authority, scores.unit.unit_type, entry.slot.who)
    said = [_score_text(entry)] if round_.scores else []
    said += [entry.remark] if entry.remark else []
    said += [_EVIDENCE.written(evidence=entry.evidence)] if entry.evidence else []
    name = name_of(campaign, party).written()
    title = (
        _TITLE.written(round=round_.name.written().capitalize(), who=name) if party.who else _capital(name)
    )
    text = f"{title}: {'. '.join(said)}"
    return Step(OPINION, title, None, text, file=entry.file, sha256=entry.sha256, sheet=entry.sheet)


def _capital(name: str) -> str:
    """A name with its first letter in upper case: the title of the board's opinions, which name no round."""
    return name[:1].upper() + name[1:]


def _score_text(entry: Entry) -> str:
    if not entry.applicable:
        return _NOT_APPLICABLE.written()
    return _NO_SCORE.written() if entry.score is None else figure_text(entry.score)

"""The appraisal of a demo: every round is issued, answered like agencies, units and the board would, and
merged. Most claims are accepted; some are reduced, some reductions are contested, the board decides the rest.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cchc.appraisal.model import IssuedForm, Row
from cchc.appraisal.rounds import BY_KEY, CLAIM, PREVIOUS, ROUNDS
from cchc.appraisal.scores import allowed_scores
from cchc.campaign.opened import OpenCampaign
from cchc.core import roles
from cchc.core.numbers import rounded
from cchc.criteria.model import PENALTY, ScoredLine
from cchc.files import write_atomically
from generator.issue import issue
from generator.render import Typed
from macros_py.steps.appraise.issue import issue_round
from macros_py.steps.appraise.merge import MergeReport, merge_forms
from macros_py.steps.progress import Progress, counted, silent
from workbook_templates.appraisal_form.trees import references
from workbook_templates.cell_plan import row_key
from workbook_templates.forms.appraisal import APPRAISAL, AppraisalRecord

_CUT, _REFUSED, _CONTESTED, _GIVEN_IN, _FOLLOWS_UNIT = 0.06, 0.25, 0.6, 0.4, 0.2
"""Probabilities: an agency reduces a claim; it refuses "Không phát sinh"; a unit contests; an agency gives in;
the board follows the unit.
"""

_REASONS = (
    "Văn bản ban hành sau thời hạn quy định",
    "Số liệu báo cáo chưa khớp với tài liệu kiểm chứng",
    "Tài liệu kiểm chứng chưa đủ, thiếu trang có chữ ký",
    "Kết quả kiểm tra thực tế thấp hơn báo cáo",
)
_EXPLANATIONS = (
    "Văn bản đã ký trong hạn, phát hành chậm do gộp số; đề nghị giữ điểm",
    "Đơn vị đã rà soát lại, số liệu trong phiếu là số liệu chính thức",
    "Tài liệu gửi lần đầu bị thiếu trang, nay bổ sung đầy đủ",
)


class Held(NamedTuple):
    """A finished round of the demo: its key, the number of forms issued, the number of rows on them."""

    round: str
    forms: int
    rows: int


def hold_rounds(
    opened: OpenCampaign, chance: random.Random, today: date, progress: Progress = silent
) -> tuple[list[Held], MergeReport | None]:
    """Hold all rounds one after the other; rounds without forms are left out. Returns the rounds held and the
    report of the last merge (issuing a round merges the round before it), None where nothing is appraised.

    Raises CchcError, BrokenInput, as issuing and merging do.
    """
    held = []
    for round_ in ROUNDS:
        report = issue_round(opened.folder.root, round_.key, today, progress)
        if report.new:
            _answer(opened, report.new, chance, progress)
            held.append(Held(round_.key, len(report.new), sum(len(form.rows) for form in report.new)))
    return held, merge_forms(opened.folder.root, today, progress) if held else None


def _answer(
    opened: OpenCampaign, forms: Iterable[IssuedForm], chance: random.Random, progress: Progress
) -> None:
    """Return every form filled in, under the name with which it was issued."""
    for form in counted(list(forms), progress):
        criteria = opened.criteria[form.party.unit_type]
        values: dict[str, Typed] = {}
        for row in form.rows:
            said = _ANSWERS[form.round](row, criteria.leaf_by_code[row.code], form, chance)
            values |= {f"{row_key(row.code, row.unit)}:{role}": value for role, value in said.items()}
        content = issue(APPRAISAL[form.round], AppraisalRecord(form, criteria), opened.sealer, values)
        name = form.file.partition("/phat-hanh/")[2] or form.file.rpartition("/")[2]
        write_atomically(opened.folder.appraisal_returned / name, content)


def _appraised(row: Row, scored: ScoredLine, form: IssuedForm, chance: random.Random) -> dict[str, Typed]:
    claimed = row.claim.verdict
    agree = references(row, BY_KEY[form.round]).get(CLAIM, "")
    if claimed is None:
        return {roles.SCORE: Fraction(0), roles.REMARK: "Đơn vị chưa chấm, không có tài liệu"}
    if claimed.score is None:
        if chance.random() >= _REFUSED:
            return {roles.AGREE: agree}
        return {roles.SCORE: Fraction(0), roles.REMARK: "Trong năm có phát sinh, đơn vị chưa thực hiện"}
    other = _less(scored, claimed.score, chance)
    if other == claimed.score or chance.random() >= _CUT:
        return {roles.AGREE: agree}
    return {roles.SCORE: other, roles.REMARK: chance.choice(_REASONS)}


def _less(scored: ScoredLine, claimed: Fraction, chance: random.Random) -> Fraction:
    """A score the rule can give that is worse for the unit than its claim; the claim itself where there is none."""
    allowed = allowed_scores(scored)
    if scored.section == PENALTY:
        return min((each for each in allowed if each > claimed), default=claimed)
    if not allowed:
        return rounded(claimed * Fraction(chance.randint(4, 8), 10), 2)
    return max((each for each in allowed if each < claimed), default=claimed)


def _explained(row: Row, scored: ScoredLine, form: IssuedForm, chance: random.Random) -> dict[str, Typed]:
    if chance.random() >= _CONTESTED:
        return {}
    document = f"Báo cáo bổ sung số {chance.randint(3, 200)}/BC-UBND"
    return {roles.EXPLAINED: chance.choice(_EXPLANATIONS), roles.MORE_EVIDENCE: document}


def _second(row: Row, scored: ScoredLine, form: IssuedForm, chance: random.Random) -> dict[str, Typed]:
    labels = references(row, BY_KEY[form.round])
    given_in = CLAIM in labels and chance.random() < _GIVEN_IN
    label = labels[CLAIM] if given_in else labels.get(PREVIOUS, "")
    return {roles.AGREE: label} if label else _appraised(row, scored, form, chance)


def _decided(row: Row, scored: ScoredLine, form: IssuedForm, chance: random.Random) -> dict[str, Typed]:
    labels = references(row, BY_KEY[form.round])
    follows_unit = CLAIM in labels and (PREVIOUS not in labels or chance.random() < _FOLLOWS_UNIT)
    label = labels[CLAIM] if follows_unit else labels.get(PREVIOUS, "")
    return (
        {roles.AGREE: label}
        if label
        else {roles.SCORE: Fraction(0), roles.REMARK: "Hội đồng thống nhất 0 điểm"}
    )


Answer = Callable[[Row, ScoredLine, IssuedForm, random.Random], dict[str, Typed]]

_ANSWERS: dict[str, Answer] = dict(
    zip((each.key for each in ROUNDS), (_appraised, _explained, _second, _decided), strict=True)
)

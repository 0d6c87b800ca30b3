"""Makes samples/dot-2023: a finished campaign, from init to the final ranking. Run it after changing what it shows.

uv run python samples/make.py

The result is the same every time, because key, days and figures are fixed. The key of a real campaign is random and
secret; this one is public, so the signatures of these forms prove nothing.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from cchc.appraisal.model import IssuedForm, Row
from cchc.appraisal.rounds import BOARD, BY_KEY, CLAIM, EXPLANATION, FIRST, PREVIOUS, ROUNDS, SECOND
from cchc.appraisal.scores import allowed_scores
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.reading import Row as TableRow
from cchc.criteria.model import CriteriaSet, ScoredLine
from cchc.criteria.sources import DEPARTMENT_REMARKS, SIPAS
from cchc.files import slug, write_atomically
from cchc.language import choose
from cchc.results.consolidation import Consolidation
from cchc.survey.places import template_name
from cchc.survey.scope import Scope, scopes
from generator.issue import issue
from generator.render import Typed
from macros_py.demo.faults import FAULTS, Fault, Filled
from macros_py.demo.filler import filled_in, returned_form
from macros_py.steps.appraise.issue import issue_round
from macros_py.steps.appraise.merge import merge_forms
from macros_py.steps.campaign import open_campaign
from macros_py.steps.consolidate import consolidate
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from macros_py.steps.survey import import_surveys, write_templates
from workbook_templates.appraisal_form.trees import references
from workbook_templates.forms.appraisal import APPRAISAL, AppraisalRecord
from workbook_templates.forms.survey import SURVEY, SurveyRecord
from workbook_templates.library import preset

TARGET = Path(__file__).parent / "dot-2023"
PRESET = "hon-quan-2023"
KEY = hashlib.sha256(b"cchc samples: a public key for a sample campaign").digest()
DUE = date(2023, 12, 4)
APPRAISED = {
    FIRST: date(2023, 12, 14),
    EXPLANATION: date(2023, 12, 21),
    SECOND: date(2023, 12, 28),
    BOARD: date(2024, 1, 5),
}
SURVEYED = date(2024, 1, 10)
RANKED = date(2024, 1, 15)

_HARMLESS = (
    ("UNIT_LATE",),
    ("EVIDENCE_MISSING",),
    ("VALUE_READ_FROM_TEXT", "INDEX_DIFFERS"),
    ("UNIT_RETURNED_AGAIN",),
)
"""Faults whose findings remain in a finished campaign: remarks that change no score."""

_LOWERED = 0.07
_REASONS = (
    "Tài liệu kiểm chứng chưa đủ để chấm điểm đã tự đánh giá.",
    "Văn bản ban hành chậm so với thời hạn quy định.",
    "Số liệu đối chiếu trên hệ thống thấp hơn số liệu đơn vị báo cáo.",
)
_EXPLANATIONS = (
    ("Đơn vị đã bổ sung tài liệu, đề nghị xem xét lại.", "Công văn số 118/UBND ngày 18/12/2023"),
    (
        "Văn bản ban hành đúng hạn; bản gửi kèm lần trước là bản điều chỉnh.",
        "Kế hoạch số 05/KH-UBND, bản gốc",
    ),
)
_KEPT = "Tài liệu bổ sung không làm thay đổi kết quả thẩm định."
_ACCEPTED = "Chấp nhận giải trình của đơn vị."
_DECIDED = "Hội đồng thống nhất tại phiên họp ngày 05/01/2024."


def main() -> int:
    """Make the campaign in a temporary folder, then replace samples/dot-2023 by it."""
    choose("vi")
    with tempfile.TemporaryDirectory(prefix="cchc-samples-") as place:
        made = Path(place) / TARGET.name
        done = make(made)
        if TARGET.exists():
            shutil.rmtree(TARGET)
        shutil.copytree(made, TARGET)
    print(f"{TARGET.name}: {len(done.receipts)} files returned, {len(done.findings)} findings")
    return 0


def make(root: Path) -> Consolidation:
    """Make the whole campaign in a new folder, and return its last consolidation."""
    chance = random.Random("cchc samples")
    start(root, chance)
    return_forms(open_campaign(root), chance)
    for round_, day in APPRAISED.items():
        appraise(root, round_.key, day, chance)
    merge_forms(root, SURVEYED)
    for source in (SIPAS, DEPARTMENT_REMARKS):
        survey(root, source, chance)
    done = consolidate(root, RANKED)
    forget_this_machine(open_campaign(root))
    return done


def start(root: Path, chance: random.Random) -> None:
    """Make the campaign folder, fill in its return register, and issue its forms."""
    chosen = preset(PRESET)
    units = chosen.tables["units"]
    faults = _faults([str(row.cells["code"]) for row in units])
    register = []
    for number, row in enumerate(units, start=1):
        fault = faults.get(str(row.cells["code"]))
        days = 2 if fault is not None and fault.late else -chance.randint(0, 9)
        cells = {
            "unit": row.cells["code"],
            "received": DUE + timedelta(days=days),
            "letter": f"{chance.randint(20, 400)}/UBND",
        }
        register.append(TableRow(number, cells))
    make_campaign(root, chosen, {**chosen.tables, "register": register}, key=KEY)
    issue_forms(root)


def return_forms(opened: OpenCampaign, chance: random.Random) -> None:
    """Put every unit's filled form into nop-ve/."""
    faults = _faults(list(opened.campaign.unit_by_code))
    for unit in opened.campaign.units:
        criteria, fault = opened.set_of(unit), faults.get(unit.code)
        form = Filled(filled_in(criteria, chance))
        if fault is not None:
            form = fault.apply(form, criteria, chance)
        content = form.spoil(returned_form(opened, unit, form.values))
        name = f"{unit.code}-{slug(unit.name)}.xlsx"
        write_atomically(opened.folder.returned / name, content)
        if fault is not None and fault.again:
            write_atomically(opened.folder.returned / "gui-lai" / name, content)


def appraise(root: Path, round_key: str, day: date, chance: random.Random) -> None:
    """Issue a round, which merges the round before, and fill in what was issued."""
    issued = issue_round(root, round_key, day).new
    opened = open_campaign(root)
    for form in issued:
        criteria = opened.criteria[form.party.unit_type]
        content = issue(
            APPRAISAL[form.round],
            AppraisalRecord(form, criteria),
            opened.sealer,
            answers(form, criteria, chance),
        )
        name = f"{BY_KEY[round_key].folder}-{Path(form.file).name}"
        write_atomically(opened.folder.appraisal_returned / name, content)


def answers(form: IssuedForm, criteria: CriteriaSet, chance: random.Random) -> dict[str, Typed]:
    """The entries of a careful appraiser or unit on every row of a form."""
    values: dict[str, Typed] = {}
    for row in form.rows:
        said = _ANSWERS[form.round](row, criteria.leaf_by_code[row.code], chance)
        values.update({f"{row.code}@{row.unit}:{role}": value for role, value in said.items()})
    return values


def _first(row: Row, scored: ScoredLine, chance: random.Random) -> Mapping[str, Typed]:
    claim = row.claim.score
    lower = [each for each in allowed_scores(scored) if claim is not None and each < claim]
    if lower and chance.random() < _LOWERED:
        return {"score": lower[0], "remark": chance.choice(_REASONS)}
    return {"agree": references(row, FIRST)[CLAIM]}


def _explanation(row: Row, scored: ScoredLine, chance: random.Random) -> Mapping[str, Typed]:
    if chance.random() < 0.4:
        return {}  # the unit accepts the reduction
    explained, evidence = chance.choice(_EXPLANATIONS)
    return {"explained": explained, "more_evidence": evidence}


def _second(row: Row, scored: ScoredLine, chance: random.Random) -> Mapping[str, Typed]:
    if chance.random() < 0.5:
        return {"agree": references(row, SECOND)[CLAIM], "remark": _ACCEPTED}
    return {"agree": references(row, SECOND)[PREVIOUS], "remark": _KEPT}


def _board(row: Row, scored: ScoredLine, chance: random.Random) -> Mapping[str, Typed]:
    followed = CLAIM if row.second and row.previous == row.claim.verdict else PREVIOUS
    return {"agree": references(row, BOARD)[followed], "remark": _DECIDED}


_ANSWERS = dict(zip((each.key for each in ROUNDS), (_first, _explanation, _second, _board), strict=True))


def survey(root: Path, source: str, chance: random.Random) -> None:
    """Fill in every template of a source and import it."""
    write_templates(root, source)
    opened = open_campaign(root)
    files = []
    for scope in scopes(opened.campaign, opened.criteria, source, opened.campaign.year):
        values = survey_figures(opened, scope, chance)
        content = issue(
            SURVEY, SurveyRecord(opened.campaign, opened.criteria, scope), opened.sealer, values
        )
        file = opened.folder.surveys / "mau" / template_name(scope)
        write_atomically(file, content)
        files.append(file)
    import_surveys(root, files, source, opened.campaign.year, SURVEYED)


def survey_figures(opened: OpenCampaign, scope: Scope, chance: random.Random) -> dict[str, Typed]:
    """A figure for every unit and leaf: points in twentieths of the max points, or a rate in percent."""
    values: dict[str, Typed] = {}
    for unit in opened.campaign.units:
        for scored in scope.leaves(opened.campaign, opened.criteria, unit.unit_type):
            if scope.source == SIPAS:
                figure = Fraction(chance.randint(745, 968), 10)
            else:
                figure = scored.max_points * chance.randint(12, 20) / 20
            values[f"{unit.code}:{scored.code}"] = figure
    return values


def forget_this_machine(opened: OpenCampaign) -> None:
    """Delete files that another computer would write differently, such as the journal of who ran what and when."""
    for file in opened.folder.private.glob("*"):
        if file in (opened.folder.history_file, opened.folder.read_cache_file) or file.name.startswith(
            "dang-chay"
        ):
            file.unlink()


def _faults(codes: Sequence[str]) -> dict[str, Fault]:
    """The harmless faults by unit code, spread over the list of units."""
    by_codes = {each.raises: each for each in FAULTS}
    return {codes[2 + 3 * at]: by_codes[each] for at, each in enumerate(_HARMLESS)}


if __name__ == "__main__":
    sys.exit(main())

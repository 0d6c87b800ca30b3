"""Validations of an appraisal form's inputs. Pasting bypasses them, so intake checks every input again."""

from __future__ import annotations

from collections.abc import Mapping

from cchc.appraisal.model import IssuedForm
from cchc.appraisal.rounds import BY_KEY
from cchc.appraisal.scores import allowed_scores, listed_scores
from cchc.core.numbers import plain
from cchc.criteria.model import CriteriaSet, ScoredLine
from workbook_templates.appraisal_form.trees import references
from workbook_templates.cell_plan import Validation
from workbook_templates.unit_form.identity_sheet import Choices
from workbook_templates.words.sentences import rule_sentence

_PROMPT_TITLE, _PROMPT = 32, 255
"""The most characters Excel accepts in a prompt's title and in its text."""


def lists_of(form: IssuedForm, criteria: CriteriaSet) -> dict[Choices, str]:
    """A defined name for each distinct list of choices or scores, in order of appearance."""
    round_ = BY_KEY[form.round]
    found: dict[Choices, str] = {}
    for row in form.rows if round_.scores else ():
        labels = tuple(references(row, round_).values())
        for choices in (labels, listed_scores(criteria.leaf_by_code[row.code])):
            if choices and choices not in found:
                found[choices] = f"CCHC_DS_{len(found) + 1}"
    return found


def score_validation(scored: ScoredLine, lists: Mapping[Choices, str]) -> Validation:
    """The validation of a leaf's score: a list where few scores are possible, else limits. The prompt repeats
    the leaf's name and how it is scored, because its heading may be a hundred rows further up.
    """
    highest = plain(scored.max_points)
    title, error_title = f"Điểm tiêu chí {scored.code}"[:_PROMPT_TITLE], "Điểm không hợp lệ"
    leaf = f"\n{scored.criterion.name}. {rule_sentence(scored)}"
    scores = listed_scores(scored)
    if scores:
        shown = "; ".join(map(plain, scores))
        prompt = _cut(f"Chọn trong danh sách hoặc nhập: {shown}.{leaf}")
        return choice_validation(lists[scores], title, prompt, error_title, f"Chỉ nhận: {shown}."[:225])
    steps = ", đúng mức điểm của tiêu chí" if allowed_scores(scored) else ""
    return Validation(
        kind="decimal",
        high=scored.max_points,
        prompt_title=title,
        prompt=_cut(f"Từ 0 đến {highest}{steps}.{leaf}"),
        error_title=error_title,
        error=f"Nhập số từ 0 đến {highest}.",
    )


def choice_validation(
    name: str,
    title: str,
    prompt: str,
    error_title: str = "Không có trong danh sách",
    error: str = "Chỉ chọn một mục có trong danh sách của ô này. Muốn bỏ chọn, bấm phím Delete.",
) -> Validation:
    """The validation of a choice from a list, given by its defined name."""
    return Validation(
        kind="list",
        source=f"={name}",
        prompt_title=title,
        prompt=prompt,
        error_title=error_title,
        error=error,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _PROMPT else text[: _PROMPT - 1] + "…"

"""The validations of input cells. Pasting bypasses them, so intake checks every input again."""

from __future__ import annotations

from fractions import Fraction

from cchc.core import roles
from cchc.core.expressions import All, CompareStored, Input, IsNumber
from cchc.core.limits import on_step, score_limits
from cchc.core.numbers import plain
from cchc.criteria.answers import NO, YES
from cchc.criteria.model import ScoredLine
from workbook_templates.cell_plan import Validation
from workbook_templates.formulas import condition_formula
from workbook_templates.words.sentences import rule_sentence

LARGEST_COUNT = Fraction(999_999_999)

MESSAGE_LIMIT = 255


def choice_validation(scored: ScoredLine, list_name: str) -> Validation:
    """A list of the leaf's choices, by defined name: in a literal list, a comma would split a choice."""
    prompt = "Bấm mũi tên bên phải ô và chọn một mục trong danh sách."
    if scored.leaf.rule.statement:
        prompt = f"“{scored.leaf.rule.statement}”: chọn {YES} hoặc {NO}."
    return Validation(
        kind="list",
        source=f"={list_name}",
        prompt_title="Lựa chọn",
        prompt=prompt,
        error_title="Lựa chọn không hợp lệ",
        error="Chỉ chọn một mục có trong danh sách của ô này. Muốn bỏ chọn, bấm phím Delete.",
    )


def count_validation(scored: ScoredLine, figure: str, decimal: bool) -> Validation:
    """A number that is not negative; whole, unless it is an amount of money."""
    leaf = scored.leaf
    title, what = (
        ("Thực hiện", leaf.measure_done) if figure == roles.DONE else ("Tổng số", leaf.measure_total)
    )
    sort = "số (cho phép số lẻ)" if decimal else "số nguyên"
    return Validation(
        kind="decimal" if decimal else "whole",
        low=Fraction(0),
        high=LARGEST_COUNT,
        prompt_title=title,
        prompt=f"{what} ({leaf.unit}). Nhập {sort}.",
        error_title="Số liệu không hợp lệ",
        error=f"Ô này nhận {sort}, không âm. Nếu trong năm không phát sinh, xem cột “Lựa chọn”.",
    )


def score_validation(scored: ScoredLine, step: Fraction, address: str) -> Validation:
    """A score from 0 to the max points in the declared steps."""
    score = Input(address)
    sound = All(
        (IsNumber(score), *score_limits(score, scored.max_points, CompareStored), on_step(score, step))
    )
    return Validation(
        kind="custom",
        source=condition_formula(sound),
        prompt_title="Điểm tự đánh giá",
        prompt=rule_sentence(scored)[:MESSAGE_LIMIT],
        error_title="Điểm không hợp lệ",
        error=f"Nhập điểm từ 0 đến {plain(scored.max_points)}, theo bước {plain(step)}.",
    )

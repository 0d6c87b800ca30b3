"""The validations of input cells. Pasting bypasses them: intake checks everything again."""

from __future__ import annotations

from fractions import Fraction

from cchc.core.numbers import plain
from cchc.core.rules import AllOf, Steps
from cchc.criteria.model import ScoredLine
from workbook_templates.cell_plan import Validation
from workbook_templates.formulas import number_literal
from workbook_templates.sentences import rule_sentence

LARGEST_COUNT = Fraction(999_999_999)

MESSAGE_LIMIT = 255


def choice_validation(scored: ScoredLine, list_name: str) -> Validation:
    """A list of the leaf's choices, by defined name: list literals split at commas."""
    prompt = "Bấm mũi tên bên phải ô và chọn một mục trong danh sách."
    if isinstance(scored.leaf.rule, AllOf):
        prompt = f"“{scored.leaf.rule.statement.label}”: chọn Có hoặc Không."
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
    title, what = ("Thực hiện", leaf.measure_done) if figure == "done" else ("Tổng số", leaf.measure_total)
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


def score_validation(scored: ScoredLine, rule: Steps, address: str) -> Validation:
    """A score from 0 to the max points in the declared steps."""
    highest, step = number_literal(scored.max_points), number_literal(rule.step)
    on_step = f"ROUND({address}/{step},9)=ROUND({address}/{step},0)"
    return Validation(
        kind="custom",
        source=f"=AND(ISNUMBER({address}),{address}>=0,{address}<={highest},{on_step})",
        prompt_title="Điểm tự đánh giá",
        prompt=rule_sentence(scored)[:MESSAGE_LIMIT],
        error_title="Điểm không hợp lệ",
        error=f"Nhập điểm từ 0 đến {plain(scored.max_points)}, theo bước {plain(rule.step)}.",
    )

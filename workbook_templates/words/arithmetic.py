"""Arithmetic in words: how a figure was computed, so that a reader can check it to two decimals.

Figures are shown in full where they are short decimals, else rounded to four decimals after "≈".
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cchc.core import roles
from cchc.core.numbers import ZERO, plain, shown
from cchc.criteria.answers import NOT_APPLICABLE
from cchc.criteria.model import EXCLUDE, ScoredLine
from cchc.language import Words
from cchc.returns.scorebook import Claim, SurveyFigure
from workbook_templates.words.figures import equals, figure_text
from workbook_templates.words.rules.table import RULE_WORDS

_OUT = Words(
    "Không phát sinh: không tính vào điểm tối đa", "Không phát sinh (not applicable): out of the max points"
)
_IN_FULL = Words(
    "Không phát sinh: được điểm tối đa, {points} điểm",
    "Không phát sinh (not applicable): full points, {points}",
)
_BLANK = Words(
    "Chưa nhập số liệu: chưa có điểm (không phải 0)", "Nothing entered: no score (which is not 0)"
)
_INCOMPLETE = Words(
    "Số liệu chưa đủ hoặc có chỗ sai: chưa có điểm (không phải 0)",
    "Figures are incomplete or in error: no score (which is not 0)",
)
_SURVEYED = Words("Kết quả điều tra năm {year}: {points} điểm", "Survey of {year}: {points} points")
_RATED = Words(
    "Tỷ lệ hài lòng năm {year}: {rate}% × {max} = {points} điểm",
    "Satisfaction rate of {year}: {rate}% × {max} = {points} points",
)
_NOT_SURVEYED = Words("Không khảo sát: không tính vào điểm tối đa", "Not surveyed: out of the max points")
_STANDS_IN = Words(" (dùng thay, năm {due} chưa có)", " (stands in: none of {due} yet)")
_ENDS_AT_CAP = Words("{sum}, tối đa {points}: {points}", "{sum}, at most {points}: {points}")
_ENDS_AT_ZERO = Words("{sum}, không dưới 0: {points}", "{sum}, not below 0: {points}")
_NO_SUM = Words("Chưa mục nào có điểm", "Nothing below has points yet")
_INDEX = Words(
    "100 × {points} / {possible} {equals} {index}; làm tròn: {shown}%",
    "100 × {points} / {possible} {equals} {index}; rounded: {shown}%",
)


def sum_text(parts: Iterable[Fraction], result: Fraction | None, cap: Fraction | None = None) -> str:
    """A sum: "1 + 0,7143 ≈ 1,7143"; negative parts are subtracted: "80 + 2 − 1 = 81". Where the result is limited
    by `cap`, or by 0, the text says so: "2 + 2 = 4, tối đa 3: 3".
    """
    parts = list(parts)
    if result is None:
        return _NO_SUM.written()
    added = sum(parts, ZERO)
    text = figure_text(added)
    if len(parts) > 1:
        text = f"{_terms(parts)} {equals(*parts, added)} {text}"
    if result == added:
        return text
    limit = _ENDS_AT_CAP if cap is not None and added > cap else _ENDS_AT_ZERO
    return limit.written(sum=text, points=figure_text(result))


def _terms(parts: list[Fraction]) -> str:
    first, *others = parts
    terms = [f"− {figure_text(-first)}" if first < 0 else figure_text(first)]
    terms += [f"{'−' if each < 0 else '+'} {figure_text(abs(each))}" for each in others]
    return " ".join(terms)


def index_text(points: Fraction | None, possible: Fraction, index: Fraction | None, decimals: int) -> str:
    """How an index is computed from points and possible points, "" where there is no index.

    Source: 1877/QĐ-UBND, III.1.d.
    """
    if points is None or index is None:
        return ""
    return _INDEX.written(
        points=figure_text(points),
        possible=figure_text(possible),
        equals=equals(points, possible, index),
        index=figure_text(index),
        shown=shown(index, decimals),
    )


def claim_text(scored: ScoredLine, claim: Claim) -> str:
    """How the self score of a leaf is computed from the unit's entries."""
    if claim.figures.get(roles.CHOICE) == NOT_APPLICABLE and (
        claim.self_score is not None or not claim.applicable
    ):
        words = _OUT if scored.leaf.not_applicable == EXCLUDE else _IN_FULL
        return words.written(points=plain(scored.max_points))
    if claim.self_score is None:
        return (_INCOMPLETE if claim.figures else _BLANK).written()
    rule = scored.leaf.rule
    said = RULE_WORDS[rule.kind].arithmetic
    assert said is not None, rule.kind
    return said(rule, scored, claim, claim.self_score)


def survey_text(scored: ScoredLine, figure: SurveyFigure, points: Fraction | None, year: int) -> str:
    """How the points of a survey leaf are computed from the imported figure; with the figure's year where it is
    not the campaign's.
    """
    stands_in = _STANDS_IN.written(due=year) if figure.year != year else ""
    if figure.figure is None or points is None:
        return _NOT_SURVEYED.written() + stands_in
    words = _RATED if scored.source.is_rate else _SURVEYED
    said = words.written(
        year=figure.year,
        rate=figure_text(figure.figure),
        max=plain(scored.max_points),
        points=figure_text(points),
    )
    return said + stands_in

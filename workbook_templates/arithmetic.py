"""Arithmetic in words: how a figure came about, so that a reader can follow it to the hundredth.

Figures are shown whole where they are short decimals, else to four decimals behind "≈".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from cchc.core.evaluation import evaluate
from cchc.core.expressions import If, Number
from cchc.core.numbers import HUNDRED, ZERO, plain, shown
from cchc.core.rules import (
    NOT_APPLICABLE,
    AllOf,
    Band,
    Bands,
    Deduction,
    PerItem,
    Proportional,
    Rule,
)
from cchc.criteria.model import EXCLUDE, SIPAS, ScoredLine
from cchc.language import Words
from cchc.returns.scorebook import Claim, SurveyFigure
from workbook_templates.sentences import interval_text, percent

_SHORT = 6
"""Decimals up to which a figure is shown whole."""

_CUT = 4

_POINTS = Words("{points} điểm", "{points} points")
_CHOSEN = Words("Chọn “{choice}”: {points} điểm", "Chose “{choice}”: {points} points")
_NEEDED = Words("{rate} (cần {operator} {limit})", "{rate} ({operator} {limit} is needed)")
_ALL_MET = Words("{rate}; chọn “{choice}”: {points} điểm", "{rate}; chose “{choice}”: {points} points")
_IN_BAND = Words(
    "{rate}, thuộc khoảng {band}: {points} điểm", "{rate}, in the band {band}: {points} points"
)
_BELOW_FLOOR = Words("{rate}, dưới {floor}: 0 điểm", "{rate}, below {floor}: 0 points")
_CAPPED = Words(
    "{count} × {each} = {earned}, tối đa {points}: {result} điểm",
    "{count} × {each} = {earned}, at most {points}: {result} points",
)
_FLOORED = Words(
    "{points} − {count} × {each} = {left}, không dưới 0: {result} điểm",
    "{points} − {count} × {each} = {left}, not below 0: {result} points",
)
_ENTERED = Words("Đơn vị ghi {points} điểm", "The unit entered {points} points")
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


def figure_text(value: Fraction) -> str:
    """A figure for a line of arithmetic: whole where it is a short decimal, else at four decimals."""
    return plain(value) if is_short(value) else shown(value, _CUT)


def is_short(value: Fraction) -> bool:
    """Whether a figure is a decimal of few places."""
    return bool((value * 10**_SHORT).denominator == 1)


def sum_text(parts: Iterable[Fraction], result: Fraction | None, cap: Fraction | None = None) -> str:
    """A sum: "1 + 0,7143 ≈ 1,7143"; parts below 0 are taken off: "80 + 2 − 1 = 81". What ends at a `cap`,
    or at 0, says so: "2 + 2 = 4, tối đa 3: 3".
    """
    parts = list(parts)
    if result is None:
        return _NO_SUM.written()
    added = sum(parts, ZERO)
    text = figure_text(added)
    if len(parts) > 1:
        sound = all(is_short(each) for each in (*parts, added))
        text = f"{_terms(parts)} {'=' if sound else '≈'} {text}"
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
    """How an index follows from points and possible points, "" where there is none.

    Source: 1877/QĐ-UBND, III.1.d.
    """
    if points is None or index is None:
        return ""
    sound = all(is_short(each) for each in (points, possible, index))
    return _INDEX.written(
        points=figure_text(points),
        possible=figure_text(possible),
        equals="=" if sound else "≈",
        index=figure_text(index),
        shown=shown(index, decimals),
    )


def claim_text(scored: ScoredLine, claim: Claim) -> str:
    """How the self score of a leaf follows from what the unit entered."""
    if claim.figures.get("choice") == NOT_APPLICABLE and (
        claim.self_score is not None or not claim.applicable
    ):
        words = _OUT if scored.leaf.not_applicable == EXCLUDE else _IN_FULL
        return words.written(points=plain(scored.max_points))
    if claim.self_score is None:
        return (_INCOMPLETE if claim.figures else _BLANK).written()
    return _CLAIMS[scored.leaf.rule.kind](scored.leaf.rule, scored, claim, claim.self_score)


def survey_text(scored: ScoredLine, figure: SurveyFigure, points: Fraction | None, year: int) -> str:
    """How the points of a survey leaf follow from the figure brought in; says the year where it is not
    the campaign's.
    """
    stands_in = _STANDS_IN.written(due=year) if figure.year != year else ""
    if figure.figure is None or points is None:
        return _NOT_SURVEYED.written() + stands_in
    words = _RATED if scored.leaf.source == SIPAS else _SURVEYED
    said = words.written(
        year=figure.year,
        rate=figure_text(figure.figure),
        max=plain(scored.max_points),
        points=figure_text(points),
    )
    return said + stands_in


def _number(claim: Claim, role: str) -> Fraction:
    value = claim.figures[role]
    assert isinstance(value, Fraction)
    return value


def _rate(claim: Claim) -> tuple[str, Fraction]:
    """The rate in words, "27/30 = 90%", and as a number."""
    done, total = _number(claim, "done"), _number(claim, "total")
    rate = done / total
    sign = "=" if is_short(rate * HUNDRED) else "≈"
    return f"{plain(done)}/{plain(total)} {sign} {figure_text(rate * HUNDRED)}%", rate


def _chosen(rule: Rule, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    return _CHOSEN.written(choice=claim.figures["choice"], points=plain(score))


def _all_of(rule: AllOf, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    if rule.rate is None:
        return _chosen(rule, scored, claim, score)
    words, _ = _rate(claim)
    needed = _NEEDED.written(rate=words, operator=rule.rate.operator, limit=percent(rule.rate.limit))
    return _ALL_MET.written(rate=needed, choice=claim.figures["choice"], points=plain(score))


def _bands(rule: Bands, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    words, rate = _rate(claim)
    band = next(each for each in rule.bands if _holds(each, rate))
    return _IN_BAND.written(rate=words, band=interval_text(band.interval), points=plain(score))


def _holds(band: Band, rate: Fraction) -> bool:
    """Whether a rate lies in a band, as the rule's own tree compares it."""
    inside = If(band.interval.condition(Number(rate)), Number(Fraction(1)), Number(Fraction(0)))
    return evaluate(inside, lambda _: None) == 1


def _proportional(rule: Proportional, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    words, rate = _rate(claim)
    if rule.floor is not None and score == 0 and rate > 0:
        return _BELOW_FLOOR.written(rate=words, floor=percent(rule.floor))
    done, total = _number(claim, "done"), _number(claim, "total")
    sign = "=" if is_short(score) else "≈"
    points = _POINTS.written(points=figure_text(score))
    return f"{plain(done)}/{plain(total)} × {plain(scored.max_points)} {sign} {points}"


def _per_item(rule: PerItem, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    count = _number(claim, "done")
    return _CAPPED.written(
        count=plain(count),
        each=plain(rule.points),
        earned=plain(count * rule.points),
        points=plain(scored.max_points),
        result=plain(score),
    )


def _deduction(rule: Deduction, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    count = _number(claim, "done")
    return _FLOORED.written(
        points=plain(scored.max_points),
        count=plain(count),
        each=plain(rule.points),
        left=plain(scored.max_points - count * rule.points),
        result=plain(score),
    )


def _steps(rule: Rule, scored: ScoredLine, claim: Claim, score: Fraction) -> str:
    return _ENTERED.written(points=plain(score))


_CLAIMS: dict[str, Callable[..., str]] = {
    "yes_no": _chosen,
    "levels": _chosen,
    "all_of": _all_of,
    "bands": _bands,
    "proportional": _proportional,
    "per_item": _per_item,
    "deduct": _deduction,
    "steps": _steps,
}

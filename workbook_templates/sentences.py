"""Rules as sentences: how a leaf is scored, in the words of the form and of the reports."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from cchc.core.numbers import plain
from cchc.core.rules import (
    AllOf,
    Bands,
    Deduction,
    Interval,
    Levels,
    PerItem,
    Proportional,
    RateCondition,
    Rule,
    Steps,
)
from cchc.criteria.model import (
    BASE,
    BONUS,
    DEPARTMENT_REMARKS,
    EXCLUDE,
    FULL,
    MINISTRY_SURVEY,
    PENALTY,
    SIPAS,
    Criterion,
    Header,
    ScoredLine,
)
from cchc.language import Words

SOURCE_NOTES = {
    MINISTRY_SURVEY: Words(
        "Điều tra xã hội học (kết quả Bộ Nội vụ công bố)",
        "Survey (result published by the Ministry of Home Affairs)",
    ),
    SIPAS: Words(
        "Điều tra xã hội học (khảo sát SIPAS do Sở Nội vụ chủ trì)",
        "Survey (SIPAS, run by the Department of Home Affairs)",
    ),
    DEPARTMENT_REMARKS: Words(
        "Điều tra xã hội học (nhận xét, đánh giá của {by})", "Survey (remarks of {by})"
    ),
}
"""What "Ghi chú" prints on survey leaves. Source: 1877/QĐ-UBND, III.1.c and III.3.c."""

_REMARKS_BY = Words("các phòng chuyên môn huyện", "the district's specialised departments")
"""Who gives remarks where the criteria set does not say so. Source: 1877/QĐ-UBND, III.3.c."""

_EACH_LABEL = Words("{label}: {points} điểm", "{label}: {points} points")
_YES_NO = Words("Có: {points} điểm; Không: 0 điểm.", "Yes: {points} points; No: 0.")
_ALL_OF = Words(
    "Được {points} điểm khi {conditions}; còn lại 0 điểm.", "{points} points if {conditions}; otherwise 0."
)
_AND = Words(" và ", " and ")
_STATED = Words("“{label}” (chọn Có)", "“{label}” (choose Có)")
_RATE_FROM = Words("tỷ lệ từ {limit}", "the rate is {limit} or more")
_RATE_ABOVE = Words("tỷ lệ trên {limit}", "the rate is above {limit}")
_FROM = Words("từ {limit}", "from {limit}")
_ABOVE = Words("trên {limit}", "above {limit}")
_UP_TO = Words("đến {limit}", "up to {limit}")
_BELOW = Words("dưới {limit}", "below {limit}")
_TO_BELOW = Words("đến dưới {limit}", "to below {limit}")
_BANDS = Words("Tỷ lệ {bands}.", "Rate {bands}.")
_PROPORTIONAL = Words("Điểm = tỷ lệ × {points}.", "Score = rate × {points}.")
_WITH_FLOOR = Words(
    "Tỷ lệ từ {floor}: điểm = tỷ lệ × {points}; dưới {floor}: 0 điểm.",
    "Rate {floor} or more: score = rate × {points}; below {floor}: 0.",
)
_PER_ITEM = Words(
    "Mỗi {unit} được {each} điểm, tối đa {points} điểm.", "{each} points per {unit}, at most {points}."
)
_DEDUCTION = Words(
    "{points} điểm, trừ {each} điểm cho mỗi {unit}, không dưới 0.",
    "{points} points less {each} per {unit}, not below 0.",
)
_STEPS = Words(
    "Đơn vị tự chấm từ 0 đến {points} điểm, theo bước {step}.",
    "Scored by the unit itself from 0 to {points} in steps of {step}.",
)
_SURVEY = Words(
    "Điểm xác định qua điều tra xã hội học; đơn vị không tự chấm.",
    "Scored by a survey; not by the unit itself.",
)
_SIPAS = Words(
    "Điểm = tỷ lệ hài lòng × {points}; đơn vị không tự chấm.",
    "Score = satisfaction rate × {points}; not scored by the unit itself.",
)
_NOT_APPLICABLE = {
    "": Words("", ""),
    EXCLUDE: Words(
        "Không phát sinh: không tính vào tổng điểm tối đa.",
        "Không phát sinh (not applicable): out of the total of max points.",
    ),
    FULL: Words("Không phát sinh: được điểm tối đa.", "Không phát sinh (not applicable): full points."),
}
_MOVES = {
    BASE: Words("", ""),
    BONUS: Words("Điểm thưởng.", "Bonus points."),
    PENALTY: Words("Điểm trừ.", "Penalty points."),
}
"""What stands before the rule of a leaf in a section, so that nobody takes a penalty for points gained."""

_NOTHING_MOVED = Words("Không phát sinh: 0 điểm.", "Không phát sinh (not applicable): 0 points.")
_SECTIONS = {
    BONUS: Words(
        "Cộng vào tổng điểm, nhiều nhất {points} điểm; không tính vào điểm tối đa.",
        "Added to the points of the whole, at most {points}; not among the max points.",
    ),
    PENALTY: Words(
        "Trừ vào tổng điểm, nhiều nhất {points} điểm; không tính vào điểm tối đa.",
        "Taken from the points of the whole, at most {points}; not among the max points.",
    ),
}
_DONE = Words("Thực hiện: {what}", "Thực hiện (done): {what}")
_TOTAL = Words("Tổng số: {what}", "Tổng số (total): {what}")


def source_note(source: str, header: Header) -> str:
    """What "Ghi chú" says of a survey leaf's source, "" for a leaf of the unit's own."""
    by = header.remarks_by or _REMARKS_BY.written()
    return SOURCE_NOTES[source].written(by=by) if source in SOURCE_NOTES else ""


def printed_note(scored: ScoredLine, header: Header) -> str:
    """All that "Ghi chú" prints for a leaf."""
    return ". ".join(part for part in (source_note(scored.leaf.source, header), scored.leaf.note) if part)


def rule_sentence(scored: ScoredLine) -> str:
    """How a leaf is scored, in one or two sentences."""
    rule = scored.leaf.rule
    sentence = _SENTENCES[rule.kind](rule, scored)
    unless = _NOT_APPLICABLE[scored.leaf.not_applicable]
    if scored.section and scored.leaf.not_applicable:
        unless = _NOTHING_MOVED
    return " ".join(part for part in (_MOVES[scored.section].written(), sentence, unless.written()) if part)


def section_sentence(domain: Criterion) -> str:
    """What a bonus or penalty section does to the whole, "" for a domain of the base set."""
    if domain.section not in _SECTIONS:
        return ""
    return _SECTIONS[domain.section].written(points=plain(domain.max_points))


def measure_sentences(scored: ScoredLine) -> tuple[str, ...]:
    """What the two counts of a leaf are, one sentence each, none where it asks for no count."""
    leaf = scored.leaf
    unit = f" ({leaf.unit})" if leaf.unit else ""
    sentences = []
    if "done" in scored.figures:
        sentences.append(_DONE.written(what=leaf.measure_done) + unit + ".")
    if "total" in scored.figures:
        sentences.append(_TOTAL.written(what=leaf.measure_total) + unit + ".")
    return tuple(sentences)


def interval_text(interval: Interval) -> str:
    """A band in words: "từ 70% đến dưới 90%". Says on which side each limit lies."""
    parts = []
    if interval.low is not None:
        words = _FROM if interval.low_included else _ABOVE
        parts.append(words.written(limit=percent(interval.low)))
    if interval.high is not None:
        words = _UP_TO if interval.high_included else _BELOW if interval.low is None else _TO_BELOW
        parts.append(words.written(limit=percent(interval.high)))
    return " ".join(parts)


def percent(rate: Fraction) -> str:
    """A rate as a percentage without trailing zeros: 87,5%."""
    return plain(rate * 100) + "%"


def _unit(scored: ScoredLine) -> str:
    return scored.leaf.unit or Words("trường hợp", "case").written()


def _yes_no(rule: Rule, scored: ScoredLine) -> str:
    return _YES_NO.written(points=plain(scored.max_points))


def _levels(rule: Levels, scored: ScoredLine) -> str:
    parts = [
        _EACH_LABEL.written(label=option.label, points=plain(option.points)) for option in rule.options
    ]
    return "; ".join(parts) + "."


def _all_of(rule: AllOf, scored: ScoredLine) -> str:
    conditions = [_rate_words(rule.rate)] if rule.rate else []
    conditions.append(_STATED.written(label=rule.statement.label))
    return _ALL_OF.written(points=plain(scored.max_points), conditions=_AND.written().join(conditions))


def _rate_words(condition: RateCondition) -> str:
    words = _RATE_FROM if condition.operator == ">=" else _RATE_ABOVE
    return words.written(limit=percent(condition.limit))


def _bands(rule: Bands, scored: ScoredLine) -> str:
    parts = [
        _EACH_LABEL.written(label=interval_text(band.interval), points=plain(band.points))
        for band in rule.bands
    ]
    return _BANDS.written(bands="; ".join(parts))


def _proportional(rule: Proportional, scored: ScoredLine) -> str:
    points = plain(scored.max_points)
    if rule.floor is None:
        return _PROPORTIONAL.written(points=points)
    return _WITH_FLOOR.written(points=points, floor=percent(rule.floor))


def _per_item(rule: PerItem, scored: ScoredLine) -> str:
    return _PER_ITEM.written(unit=_unit(scored), each=plain(rule.points), points=plain(scored.max_points))


def _deduction(rule: Deduction, scored: ScoredLine) -> str:
    return _DEDUCTION.written(unit=_unit(scored), each=plain(rule.points), points=plain(scored.max_points))


def _steps(rule: Steps, scored: ScoredLine) -> str:
    return _STEPS.written(points=plain(scored.max_points), step=plain(rule.step))


def _survey(rule: Rule, scored: ScoredLine) -> str:
    return _SURVEY.written()


def _sipas(rule: Rule, scored: ScoredLine) -> str:
    return _SIPAS.written(points=plain(scored.max_points))


_SENTENCES: dict[str, Callable[..., str]] = {
    "yes_no": _yes_no,
    "levels": _levels,
    "all_of": _all_of,
    "bands": _bands,
    "proportional": _proportional,
    "per_item": _per_item,
    "deduct": _deduction,
    "steps": _steps,
    "survey": _survey,
    "sipas": _sipas,
}

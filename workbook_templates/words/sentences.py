"""Rules as sentences: how a leaf is scored, as forms and reports print it."""

from __future__ import annotations

from cchc.core import roles
from cchc.core.numbers import plain
from cchc.criteria.model import BASE, BONUS, EXCLUDE, FULL, PENALTY, Criterion, Header, ScoredLine
from cchc.language import Words
from workbook_templates.words.rules.table import RULE_WORDS
from workbook_templates.words.sources import source_note

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
"""The text before the rule of a leaf in a section, so that nobody mistakes a penalty for points gained."""

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


def printed_note(scored: ScoredLine, header: Header) -> str:
    """The whole text of "Ghi chú" for a leaf."""
    return ". ".join(part for part in (source_note(scored.leaf.source, header), scored.leaf.note) if part)


def rule_sentence(scored: ScoredLine) -> str:
    """How a leaf is scored, in one or two sentences."""
    rule = scored.leaf.rule
    sentence = RULE_WORDS[rule.kind].sentence(rule, scored)
    unless = _NOT_APPLICABLE[scored.leaf.not_applicable]
    if scored.section and scored.leaf.not_applicable:
        unless = _NOTHING_MOVED
    return " ".join(part for part in (_MOVES[scored.section].written(), sentence, unless.written()) if part)


def section_sentence(domain: Criterion) -> str:
    """The effect of a bonus or penalty section on the points of the whole, "" for a domain of the base set."""
    if domain.section not in _SECTIONS:
        return ""
    return _SECTIONS[domain.section].written(points=plain(domain.max_points))


def measure_sentences(scored: ScoredLine) -> tuple[str, ...]:
    """What each count of a leaf means, one sentence per count; none where the leaf has no counts."""
    leaf = scored.leaf
    unit = f" ({leaf.unit})" if leaf.unit else ""
    sentences = []
    if roles.DONE in scored.figures:
        sentences.append(_DONE.written(what=leaf.measure_done) + unit + ".")
    if roles.TOTAL in scored.figures:
        sentences.append(_TOTAL.written(what=leaf.measure_total) + unit + ".")
    return tuple(sentences)

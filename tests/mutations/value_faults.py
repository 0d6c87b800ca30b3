"""Faults of what is typed: into the cells people fill in."""

from __future__ import annotations

import unicodedata
from datetime import date
from fractions import Fraction

from cchc.core.numbers import plain
from cchc.core.rules.counting import Steps
from cchc.criteria.answers import NOT_APPLICABLE
from cchc.criteria.model import ScoredLine
from cchc.returns.scorebook import claim_of
from tests.intake.spoiling import with_content

from .spoilt import Expected, Fault, Spoilt, scored_as, unchanged, unscored

_NO_NUMBERS = ("khoảng mười hồ sơ", "40 hồ sơ", "1e3", "1_0", "inf", "nan", "50%", "1/2", "007", "+5", "٤٠",
               "12-15", "không", "=40", "#REF!", "1 500")  # fmt: skip
_AMBIGUOUS = ("1.500", "1,500", "12.345", "１.５００")
_ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?")
_PADS = (" {}", "{}\u00a0", "\u200b{}", "{}\n", "\u3000{} ")


def words_for_a_number(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    return _typed(spoilt, scored, spoilt.chance.choice(_NO_NUMBERS), "VALUE_NOT_A_NUMBER")


def thousands_or_decimals(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    return _typed(spoilt, scored, spoilt.chance.choice(_AMBIGUOUS), "VALUE_AMBIGUOUS")


def a_date_for_a_number(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    day = date(2023, spoilt.chance.randint(1, 12), spoilt.chance.randint(1, 28))
    return _typed(spoilt, scored, day, "VALUE_IS_DATE")


def true_for_a_number(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    return _typed(spoilt, scored, spoilt.chance.choice((True, False)), "VALUE_NOT_A_NUMBER")


def below_zero(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    return _typed(spoilt, scored, -Fraction(spoilt.chance.randint(1, 99)), "VALUE_NEGATIVE")


def above_the_max(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    points = scored.max_points + Fraction(spoilt.chance.choice(("0.25", "1", "98")))
    return _typed(spoilt, scored, points, "VALUE_ABOVE_MAX", "score")


def off_the_step(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    rule = scored.leaf.rule
    if not isinstance(rule, Steps):
        return None
    return _typed(spoilt, scored, rule.step * Fraction(2, 5), "VALUE_OFF_STEP", "score")


def part_of_a_thing(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    if scored.leaf.unit in spoilt.issued.criteria.header.decimal_units:
        return None
    return _typed(spoilt, scored, Fraction("3.5"), "VALUE_NOT_WHOLE", "done", "total")


def beyond_reason(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    return _typed(spoilt, scored, Fraction(10**12), "VALUE_OUT_OF_RANGE", "done", "total")


def more_done_than_there_was(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    if scored.leaf.rule.may_exceed_total or spoilt.figure(scored, "total") is None:
        return None
    above = spoilt.number(scored, "total") + spoilt.chance.randint(1, 9)
    return _typed(spoilt, scored, above, "DONE_ABOVE_TOTAL", "done")


def of_nothing(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    return _typed(spoilt, scored, Fraction(0), "TOTAL_IS_ZERO", "total")


def typed_as_text(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    """A number as text, with a comma or a point, with blanks, in full-width digits: what it says counts."""
    role = spoilt.figure(scored)
    if role is None:
        return None
    text = plain(spoilt.number(scored, role), spoilt.chance.choice(",."))
    if spoilt.chance.random() < 0.3:
        text = text.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    text = spoilt.chance.choice(("{}", *_PADS)).format(text)
    spoilt.values[f"{scored.code}:{role}"] = text
    return unchanged(scored.code, "VALUE_READ_FROM_TEXT")


def left_out(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    """One of two figures."""
    role = spoilt.figure(scored, "done", "total")
    if role is None or len(scored.figures) < 2:
        return None
    del spoilt.values[f"{scored.code}:{role}"]
    return unscored(scored.code, "FIGURES_INCOMPLETE")


def left_blank(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    """Nothing at all: no score, and not 0."""
    for role in ("choice", "done", "total", "score", "remark"):
        spoilt.values.pop(f"{scored.code}:{role}", None)
    return unscored(scored.code)


def no_evidence(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    claim = spoilt.truth[scored.code]
    not_arisen = claim.figures.get("choice") == NOT_APPLICABLE
    if not claim.self_score or not_arisen or not scored.leaf.evidence:
        return None
    del spoilt.values[f"{scored.code}:remark"]
    return unchanged(scored.code, "EVIDENCE_MISSING")


def no_such_choice(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    if not set(scored.choices) - {NOT_APPLICABLE}:
        return None
    others = (
        "đúng hạn",
        "x",
        "có và không",
        "1",
        *(() if scored.leaf.not_applicable else (NOT_APPLICABLE,)),
    )
    spoilt.values[f"{scored.code}:choice"] = spoilt.chance.choice(others)
    return unscored(scored.code, "CHOICE_UNKNOWN")


def a_choice_with_blanks(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    chosen = spoilt.values.get(f"{scored.code}:choice")
    if not isinstance(chosen, str):
        return None
    text = spoilt.chance.choice(("{}", *_PADS)).format(unicodedata.normalize("NFD", chosen))
    spoilt.values[f"{scored.code}:choice"] = text
    loosely = text.casefold() != chosen.casefold()
    return unchanged(scored.code, *(("CHOICE_READ_LOOSELY",) if loosely else ()))


def not_arisen_with_figures(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    if not scored.leaf.not_applicable or spoilt.figure(scored) is None:
        return None
    spoilt.values[f"{scored.code}:choice"] = NOT_APPLICABLE
    claim = claim_of(scored, {"choice": NOT_APPLICABLE}, "")
    return scored_as(scored.code, claim, "NOT_APPLICABLE_WITH_FIGURES")


def an_error(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    error = spoilt.chance.choice(_ERRORS)
    formula = spoilt.chance.choice(("", "<f>A1/0</f>"))
    return _stored(spoilt, scored, f"{formula}<v>{error}</v>", "e", "VALUE_IS_ERROR")


def a_formula_without_result(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    return _stored(spoilt, scored, "<f>20+20</f>", "", "VALUE_IS_ERROR")


def no_number_a_file_may_hold(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    stored = spoilt.chance.choice(("1_0", "nan", "inf", "1e400", " 40 ", "0x28"))
    expected = _stored(spoilt, scored, f"<v>{stored}</v>", "", "VALUE_IS_ERROR")
    spoilt.may_travel = spoilt.may_travel and expected is None
    return expected


def _typed(
    spoilt: Spoilt, scored: ScoredLine, value: Fraction | str | date | bool, code: str, *roles: str
) -> list[Expected] | None:
    """Something typed over a figure that makes it none: the leaf has no score."""
    role = spoilt.figure(scored, *roles)
    if role is None:
        return None
    spoilt.values[f"{scored.code}:{role}"] = value
    return unscored(scored.code, code)


def _stored(spoilt: Spoilt, scored: ScoredLine, inner: str, kind: str, code: str) -> list[Expected] | None:
    """A figure's cell holding this XML."""
    role = spoilt.figure(scored)
    if role is None:
        return None
    cell = spoilt.address(f"{scored.code}:{role}")
    spoilt.edits.append(lambda content: with_content(content, cell, inner, kind))
    if not kind:
        spoilt.may_travel = False  # a formula that another program would compute
    return unscored(scored.code, code)


VALUE_FAULTS: tuple[Fault, ...] = (
    words_for_a_number, thousands_or_decimals, a_date_for_a_number, true_for_a_number, below_zero, above_the_max,
    off_the_step, part_of_a_thing, beyond_reason, more_done_than_there_was, of_nothing, typed_as_text, typed_as_text,
    left_out, left_blank, no_evidence, no_such_choice, a_choice_with_blanks, not_arisen_with_figures, an_error,
    a_formula_without_result, no_number_a_file_may_hold,
)  # fmt: skip

"""Reads one figure of a survey template: points of a leaf, or a satisfaction rate in percent.

Percentages are typed in several ways: 85,5 is a rate out of 100; 85,5% (a number shown as a percentage, or
text) is the same rate; 0,855 may mean 85,5% or 0,855% and is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cchc.core.limits import exceeds
from cchc.core.numbers import HUNDRED, plain
from cchc.criteria.model import ScoredLine
from cchc.findings.catalogue import ERROR
from cchc.findings.finding import Finding, finding
from cchc.survey.model import NOT_SURVEYED
from consolidator.typed import NUMBER, TEXT, Note, TypedCell, clean, read_number, shortened

_MOST_PLACES = 18
"""The most decimals of a figure; spreadsheets keep 15 digits."""


@dataclass(frozen=True)
class Read:
    """A cell as read: blank (`there` is False), or a figure, which is None if the unit was not surveyed."""

    there: bool
    figure: Fraction | None = None


def read_figure(scored: ScoredLine, cell: TypedCell, note: Note) -> Read:
    """The figure of a cell. A fault is noted, and the cell then counts as blank."""
    if cell.kind == TEXT and clean(cell.text).casefold() == NOT_SURVEYED.casefold():
        return Read(True)
    remarks: list[Finding] = []
    read = _rate if scored.source.is_rate else read_number
    value = read(cell, remarks.append)
    wrong = None if value is None else _wrong(scored, value)
    if wrong is not None:
        remarks = [wrong]
    for each in remarks:  # if the value is refused, remarks on how it was read are left out
        if value is not None or each.severity == ERROR:
            note(each)
    return Read(value is not None and wrong is None, value if wrong is None else None)


def _rate(cell: TypedCell, note: Note) -> Fraction | None:
    if cell.kind == NUMBER and cell.percent:
        value = read_number(cell._replace(percent=False), note)
        return None if value is None else _taken(cell.text, value * HUNDRED, note)
    if cell.kind == TEXT and clean(cell.text).endswith("%"):
        inner = cell._replace(text=clean(cell.text).removesuffix("%").strip())
        refused: list[Finding] = []
        value = read_number(inner, refused.append)
        if value is not None:
            return _taken(clean(cell.text), value, note)
        for each in refused or [finding("VALUE_NOT_A_NUMBER", shortened(cell.text))]:
            note(each)
        return None
    value = read_number(cell, note)
    if value is not None and 0 < value <= 1:
        note(finding("SURVEY_RATE_DOUBTFUL", shortened(plain(value)), shortened(plain(value * HUNDRED))))
        return None
    return value


def _taken(text: str, value: Fraction, note: Note) -> Fraction:
    note(finding("SURVEY_RATE_READ", shortened(text), shortened(plain(value))))
    return value


def _wrong(scored: ScoredLine, value: Fraction) -> Finding | None:
    highest = scored.leaf.rule.highest_given(scored.max_points)
    shown = shortened(plain(value))
    if value < 0:
        return finding("VALUE_NEGATIVE", shown)
    if exceeds(value, highest):
        return finding(
            "SURVEY_RATE_RANGE" if scored.source.is_rate else "VALUE_ABOVE_MAX", shown, plain(highest)
        )
    if (value * 10**_MOST_PLACES).denominator != 1:
        return finding("VALUE_OUT_OF_RANGE", shown, f"0 … {plain(highest)}")
    return None

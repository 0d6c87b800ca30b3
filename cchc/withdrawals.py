"""What counted after the run before and would not count any more: returns, opinions, survey figures.

A run that would withdraw any of it says how many and whose, and asks. What it compares with is noted in the
history at the end of every run that wrote results, by kind and unit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from cchc.language import Words
from cchc.names import some_of
from cchc.returns.scorebook import UnitScores

RETURNS, OPINIONS, SURVEYS = "return", "opinion", "survey"
"""Kinds of what stands: a unit's return (1 or 0), opinions of the appraisal, survey figures."""

Standing = Mapping[str, Mapping[str, int]]
"""How much stands, by kind and unit."""

_WITHDRAWN = {
    RETURNS: Words(
        "Phiếu của {units} đơn vị được tính ở lần tổng hợp trước nay sẽ không được tính: {names}.",
        "The returns of {units} units counted in the run before and would not count any more: {names}.",
    ),
    OPINIONS: Words(
        "{amount} ý kiến thẩm định về {units} đơn vị được tính ở lần trước nay sẽ không được tính: {names}.",
        "{amount} opinions of the appraisal on {units} units counted before and would not count any more: {names}.",
    ),
    SURVEYS: Words(
        "{amount} số liệu điều tra của {units} đơn vị được tính ở lần trước nay sẽ không được tính: {names}.",
        "{amount} survey figures of {units} units counted before and would not count any more: {names}.",
    ),
}


def standing(books: Iterable[UnitScores], opinions: Mapping[str, int]) -> Standing:
    """What stands now. `opinions` are those that count, by unit."""
    stands: dict[str, dict[str, int]] = {RETURNS: {}, OPINIONS: {}, SURVEYS: {}}
    for book in books:
        unit = book.unit.code
        stands[RETURNS][unit] = int(book.returned)
        stands[OPINIONS][unit] = opinions.get(unit, 0)
        stands[SURVEYS][unit] = sum(1 for row in book.rows.values() if row.survey_figure is not None)
    return stands


def withdrawn(
    before: Standing, now: Standing, names: Mapping[str, str], decided: Collection[str] = ()
) -> list[str]:
    """A sentence for every kind of which less would stand than `before`. `names` are those of units;
    returns of the units `decided` went for a reason that a person knows already.
    """
    sentences = []
    for kind, amounts in before.items():
        less = {
            unit: amount - now[kind].get(unit, 0)
            for unit, amount in amounts.items()
            if amount > now[kind].get(unit, 0) and not (kind == RETURNS and unit in decided)
        }
        if less:
            named = some_of([names.get(unit, unit) for unit in less]).say()
            sentences.append(_WITHDRAWN[kind].say(units=len(less), amount=sum(less.values()), names=named))
    return sentences

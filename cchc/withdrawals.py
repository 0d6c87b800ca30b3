"""What counted after the previous run and would no longer count: returns, opinions, survey figures.

A run that would withdraw any of these says how many and of which units, and asks. Every run that writes
results records the numbers for this comparison in the history, by kind and unit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from cchc.language import Words
from cchc.names import some_of
from cchc.returns.scorebook import UnitScores

RETURNS, OPINIONS, SURVEYS = "return", "opinion", "survey"
"""The kinds that are counted: a unit's return (1 or 0), opinions of the appraisal, survey figures."""

Standing = Mapping[str, Mapping[str, int]]
"""The numbers that count, by kind and unit."""

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
    """The numbers that count now. `opinions` is the number of counting opinions, by unit."""
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
    """A sentence for every kind of which less counts than `before`. `names` are the names of units. Returns
    of the units in `decided` are left out: their withdrawal is already known to the user.
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

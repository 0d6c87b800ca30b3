"""Sheet functions on single leaves: the score of figures by rule, and the errors in them."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, partial
from typing import Callable, Dict, Optional, Sequence, Tuple

from . import roles
from .cells import NUM, VALUE, Cell, ExcelError, Grid, aligned, laid_like, line_of, number, row_by_row, text
from .evaluation import evaluate
from .expressions import Expression, Value
from .messages import message_tree
from .rules.base import RuleFault, self_score_tree
from .rules.table import parse_rule
from .words import SheetWords

NOT_APPLICABLE_KINDS = ("", "exclude", "full")


def score(
    words: SheetWords,
    rules: Grid,
    max_points: Grid,
    choice: Grid,
    done: Grid,
    total: Grid,
    entered: Grid,
    kinds: Grid,
) -> Grid:
    """The self score of every row by its rule, blank while its figures are incomplete or out of bounds.

    `rules` are in the notation of criteria sets; `kinds` say what "Không phát sinh" does. A row without a
    rule stays blank. Errors, row by row: #VALUE! for an invalid rule or missing max points, #NUM! for max
    points not above 0.
    """
    return _of_rows(partial(_score_of, words), (rules, max_points, choice, done, total, entered, kinds))


def check(
    words: SheetWords,
    rules: Grid,
    max_points: Grid,
    choice: Grid,
    done: Grid,
    total: Grid,
    entered: Grid,
    kinds: Grid,
) -> Grid:
    """What is missing or out of range in every row, in the words of the form's own column "Kiểm tra"; blank
    where nothing is.
    """
    return _of_rows(partial(_message_of, words), (rules, max_points, choice, done, total, entered, kinds))


def _of_rows(compute: Callable[[Sequence[Cell]], Cell], grids: Sequence[Grid]) -> Grid:
    """The results as a row where all arguments are rows, else as a column."""
    results = row_by_row(aligned([line_of(grid) for grid in grids]), compute)
    return laid_like(max(grids, key=len), results)


def _score_of(words: SheetWords, row: Sequence[Cell]) -> Cell:
    trees = _trees_of(words, row)
    if trees is None:
        return None
    value = evaluate(trees[0], _figures(row).get)
    return value if isinstance(value, Fraction) else None


def _message_of(words: SheetWords, row: Sequence[Cell]) -> Cell:
    trees = _trees_of(words, row)
    if trees is None:
        return None
    figures = _figures(row)
    figures[roles.SELF] = evaluate(trees[0], figures.get)
    message = evaluate(trees[1], figures.get)
    return None if message in ("", words.messages.sound, words.messages.not_arisen) else message


def _figures(row: Sequence[Cell]) -> Dict[str, Value]:
    values = row[2 : 2 + len(roles.FIGURES)]
    return {name: value for name, value in zip(roles.FIGURES, values) if not isinstance(value, ExcelError)}  # noqa: B905


def _trees_of(words: SheetWords, row: Sequence[Cell]) -> Optional[Tuple[Expression, Expression]]:
    rule = text(row[0])
    if not rule:
        return None
    points = number(row[1])
    if points is None:
        raise ExcelError(VALUE)
    if points <= 0:
        raise ExcelError(NUM)
    return _trees(words, rule, points, text(row[6]).casefold())


@lru_cache(maxsize=4096)
def _trees(
    words: SheetWords, rule_text: str, max_points: Fraction, kind: str
) -> Optional[Tuple[Expression, Expression]]:
    """The trees of score and message; None for rules the unit does not score itself."""
    if kind not in NOT_APPLICABLE_KINDS:
        raise ExcelError(VALUE)
    try:
        rule = parse_rule(rule_text, max_points, words.answers)
    except RuleFault:
        raise ExcelError(VALUE) from None
    if not rule.by_unit:
        return None
    score_of = self_score_tree(rule, max_points, kind, words.answers)
    return score_of, message_tree(rule, max_points, kind, False, words.answers, words.messages)

"""Sheet functions over the leaves of a form: the index, component indices, what-if."""

from __future__ import annotations

from fractions import Fraction
from typing import Dict, List, Optional, Sequence, Set, Tuple

from . import indices
from .cells import (
    NA,
    NUM,
    VALUE,
    Cell,
    ExcelError,
    Grid,
    aligned,
    flat,
    laid_like,
    line_of,
    number,
    raise_errors,
)
from .limits import within_limits
from .numbers import comparable, total
from .words import SheetWords

Points = Tuple[Optional[Fraction], Fraction]
"""A leaf's score (None: not scored) and the max points it counts with."""


def index(words: SheetWords, scores: Grid, max_points: Grid) -> Grid:
    """100 × the sum of scores / the sum of max points; blank where no leaf is scored.

    A blank score counts in the denominator and adds nothing; in a row without max points the score must be
    blank. Errors: #VALUE! for text or different shapes, #NUM! for a score outside 0 … max.
    """
    if [len(row) for row in scores] != [len(row) for row in max_points]:
        raise ExcelError(VALUE)
    rows = list(zip(flat(scores), flat(max_points)))  # noqa: B905 - Python 3.8
    return [[_index_of([_points(*row) for row in rows])]]


def components(words: SheetWords, codes: Grid, scores: Grid, max_points: Grid, wanted: Grid) -> Grid:
    """The index of every wanted line, over the leaves that are that line or below it.

    Codes may list the whole tree: lines that have children are left out of all sums. Errors: #VALUE! for
    numbers like 1.1 instead of the text "1.1" or a code given twice; #N/A where a wanted code is not in the
    list.
    """
    leaves = _leaves(codes, scores, max_points)
    below: Dict[str, List[Points]] = {}
    for code, points in leaves.items():
        line = code
        while line:
            below.setdefault(line, []).append(points)
            line = indices.parent_code(line)
    asked = line_of(wanted)
    raise_errors(asked)
    return laid_like(wanted, [_component(below, each) for each in asked])


def what_if(
    words: SheetWords, codes: Grid, scores: Grid, max_points: Grid, changed: Grid, new_scores: Grid
) -> Grid:
    """The index if these leaves had these scores; a blank new score removes the score.

    Errors: #N/A for a code that is not a leaf of the list, #VALUE! for one given twice, #NUM! for a score
    outside 0 … max.
    """
    leaves = _leaves(codes, scores, max_points)
    seen: Set[str] = set()
    for cell, score in aligned([line_of(changed), line_of(new_scores)]):
        code = _code(cell)
        if not code:
            if number(score) is not None:
                raise ExcelError(VALUE)
            continue
        if code not in leaves:
            raise ExcelError(NA)
        if code in seen:
            raise ExcelError(VALUE)
        seen.add(code)
        leaves[code] = _points(score, leaves[code][1])
    return [[_index_of(list(leaves.values()))]]


def _component(below: Dict[str, List[Points]], cell: Cell) -> Cell:
    try:
        code = _code(cell)
    except ExcelError as error:
        return error
    if not code:
        return None
    return _index_of(below[code]) if code in below else ExcelError(NA)


def _leaves(codes: Grid, scores: Grid, max_points: Grid) -> Dict[str, Points]:
    """The score and counting points of every leaf, by code."""
    rows = aligned([line_of(codes), line_of(scores), line_of(max_points)])
    raise_errors([cell for row in rows for cell in row])
    found: Dict[str, Tuple[Cell, Cell]] = {}
    for cell, score, possible in rows:
        code = _code(cell)
        if code in found or (not code and not (score is None and possible is None)):
            raise ExcelError(VALUE)
        if code:
            found[code] = (score, possible)
    parents = {indices.parent_code(code) for code in found}
    return {code: _points(*found[code]) for code in found if code not in parents}


def _code(cell: Cell) -> str:
    """A code as text. A whole number is a domain; another number is refused, since 1.1 may have been 1.10."""
    if isinstance(cell, ExcelError):
        raise cell
    code = str(cell) if isinstance(cell, Fraction) else (cell or "")
    if code and not indices.is_code(code):
        raise ExcelError(VALUE)
    return code


def _points(score_cell: Cell, possible_cell: Cell) -> Points:
    score, possible = number(score_cell), number(possible_cell)
    if possible is None:
        if score is not None:
            raise ExcelError(VALUE)
        return None, Fraction(0)
    if possible < 0 or (score is not None and not within_limits(comparable(score), comparable(possible))):
        raise ExcelError(NUM)
    return score, possible


def _index_of(leaves: Sequence[Points]) -> Optional[Fraction]:
    scores = [score for score, _ in leaves if score is not None]
    return indices.index(total(scores) if scores else None, total(possible for _, possible in leaves))

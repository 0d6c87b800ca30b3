"""Sheet functions over finished figures: class, rank, and what is missing to the next one.

Settings of the campaign are arguments and have no defaults: a figure must not depend on what a
function happens to assume.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Dict, List, Optional, Sequence, Tuple

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
    one,
    raise_errors,
    row_by_row,
    text,
    whole,
)
from .limits import exceeds
from .numbers import HUNDRED, ZERO, percentage, rounded, shown
from .ranking import (
    DENSE,
    DISPLAYED,
    GAPS,
    ClassBand,
    RankingSettings,
    are_percentages,
    class_of,
    ranks,
)
from .words import SheetWords

MOST_DECIMALS = 6

_SPECIAL = {"": False, "0": False, "x": True, "1": True}


def classes(words: SheetWords, indices: Grid, names: Grid, lowest: Grid, decimals: Grid) -> Grid:
    """The class of every index by its displayed figure; nothing for a blank or below all classes."""
    places, bands = _decimals(decimals), _bands(names, lowest)

    def of(cell: Cell) -> Cell:
        try:
            return class_of(_not_negative(cell), bands, places)
        except ExcelError as error:
            return error

    return [[of(cell) for cell in row] for row in indices]


def rank(
    words: SheetWords,
    indices: Grid,
    blocks: Grid,
    special: Grid,
    decimals: Grid,
    compare_on: Grid,
    numbering: Grid,
) -> Grid:
    """The rank of every index within its block. Blank ones and special units have none.

    An error in any cell is the error of all: ranks beside an unknown figure would be guesses.
    """
    settings = _settings(words, decimals, compare_on, numbering)
    rows = _rows(indices, blocks, special)
    standing = [_not_negative(row[0]) if not _special(words, row[2]) else None for row in rows]
    placed = _ranks_in_blocks(standing, [row[1] for row in rows], settings)
    return laid_like(indices, [None if place is None else Fraction(place) for place in placed])


def class_gap(
    words: SheetWords,
    points: Grid,
    possible: Grid,
    wanted: Grid,
    names: Grid,
    lowest: Grid,
    decimals: Grid,
) -> Grid:
    """Points each unit lacks to reach a class: 0 once it has it, nothing without figures.

    Errors, row by row: #N/A for a class that is not in the list, #NUM! for points outside 0 … possible.
    """
    places, bands = _decimals(decimals), _bands(names, lowest)

    def of(row: Sequence[Cell]) -> Cell:
        there = _standing(row[0], row[1])
        name = text(row[2])
        fitting = [band for band in bands if band.name.casefold() == name.casefold()]
        if not fitting:
            raise ExcelError(NA)
        return there.short_of(fitting[0].lowest, places) if there else None

    return laid_like(points, row_by_row(_rows_apart(points, possible, wanted), of))


def class_advice(
    words: SheetWords, points: Grid, possible: Grid, names: Grid, lowest: Grid, decimals: Grid
) -> Grid:
    """What each unit lacks to the next higher class, as a sentence."""
    places, bands = _decimals(decimals), _bands(names, lowest)

    def of(row: Sequence[Cell]) -> Cell:
        there = _standing(row[0], row[1])
        if there is None:
            return None
        above = [band for band in bands if there.short_of(band.lowest, places) > 0]
        if not above:
            return words.advice.has_class.format(name=max(bands, key=lambda band: band.lowest).name)
        nearest = min(above, key=lambda band: band.lowest)
        lacking = _enough(there.short_of(nearest.lowest, places), places)
        return words.advice.short_of_class.format(points=lacking, name=nearest.name)

    return laid_like(points, row_by_row(_rows_apart(points, possible), of))


def rank_gap(
    words: SheetWords,
    points: Grid,
    possible: Grid,
    blocks: Grid,
    special: Grid,
    wanted: Grid,
    decimals: Grid,
    compare_on: Grid,
    numbering: Grid,
) -> Grid:
    """Points each unit lacks to reach a rank in its block while all others stay as they are: 0 once
    it has it (or a better one), nothing for blank and special units.
    """
    found = _rank_gaps(words, points, possible, blocks, special, wanted, (decimals, compare_on, numbering))
    return laid_like(points, [None if each is None else each[0] for each in found])


def rank_advice(
    words: SheetWords,
    points: Grid,
    possible: Grid,
    blocks: Grid,
    special: Grid,
    wanted: Grid,
    decimals: Grid,
    compare_on: Grid,
    numbering: Grid,
) -> Grid:
    """The same as a sentence."""
    places = _decimals(decimals)
    found = _rank_gaps(words, points, possible, blocks, special, wanted, (decimals, compare_on, numbering))

    def sentence(each: Optional[Tuple[Fraction, int]]) -> Cell:
        if each is None:
            return None
        gap, place = each
        if gap > 0:
            return words.advice.short_of_rank.format(points=_enough(gap, places), place=place)
        return words.advice.has_rank.format(place=place)

    return laid_like(points, [sentence(each) for each in found])


class _Standing:
    """Points of a unit with figures, and what was possible."""

    def __init__(self, points: Fraction, possible: Fraction, index: Fraction) -> None:
        self.points, self.possible, self.index = points, possible, index

    def short_of(self, target: Fraction, places: int) -> Fraction:
        """Points missing until the displayed index is `target`: the full figure, not its last half."""
        if rounded(self.index, places) >= target:
            return ZERO
        return target * self.possible / HUNDRED - self.points


def _standing(points_cell: Cell, possible_cell: Cell) -> Optional[_Standing]:
    points, possible = _not_negative(points_cell), _not_negative(possible_cell)
    if points is None or possible is None:
        if points is not None:
            raise ExcelError(VALUE)
        return None
    if exceeds(points, possible):
        raise ExcelError(NUM)
    index = percentage(points, possible)
    return None if index is None else _Standing(points, possible, index)


def _rank_gaps(
    words: SheetWords,
    points: Grid,
    possible: Grid,
    blocks: Grid,
    special: Grid,
    wanted: Grid,
    settings_cells: Sequence[Grid],
) -> List[Optional[Tuple[Fraction, int]]]:
    settings = _settings(words, *settings_cells)
    rows = _rows(points, possible, blocks, special, wanted)
    there = [_standing(row[0], row[1]) if not _special(words, row[3]) else None for row in rows]
    named = [_block(row[2]) for row in rows]
    members: Dict[object, List[Fraction]] = {}
    for unit, block in zip(there, named):  # noqa: B905 - Python 3.8
        if unit is not None:
            members.setdefault(block, []).append(_key(unit.index, settings))
    for keys in members.values():
        keys.sort(reverse=True)
    found: List[Optional[Tuple[Fraction, int]]] = []
    for unit, block, row in zip(there, named, rows):  # noqa: B905 - Python 3.8
        place = whole(row[4], 1, 10**6)
        found.append(None if unit is None else (_gap_to(place, unit, members[block], settings), place))
    return found


def _gap_to(place: int, unit: _Standing, keys: Sequence[Fraction], settings: RankingSettings) -> Fraction:
    """`keys` are those of the whole block, highest first. A unit has the place as soon as fewer than
    `place` others (or other figures, numbered 1,1,2) stand above it.
    """
    own = _key(unit.index, settings)
    above = [key for key in keys if key > own]
    if settings.numbering == DENSE:
        above = sorted(set(above), reverse=True)
    if len(above) < place:
        return ZERO
    return above[place - 1] * unit.possible / HUNDRED - unit.points


def _key(index: Fraction, settings: RankingSettings) -> Fraction:
    return rounded(index, settings.decimals) if settings.compare_on == DISPLAYED else index


def _ranks_in_blocks(
    standing: Sequence[Optional[Fraction]], blocks: Sequence[Cell], settings: RankingSettings
) -> List[Optional[int]]:
    placed: List[Optional[int]] = [None] * len(standing)
    members: Dict[object, List[int]] = {}
    for row, block in enumerate(blocks):
        members.setdefault(_block(block), []).append(row)
    for rows in members.values():
        places = ranks([standing[row] for row in rows], settings)
        for row, place in zip(rows, places):  # noqa: B905 - Python 3.8
            placed[row] = place
    return placed


def _block(cell: Cell) -> object:
    return cell.casefold() if isinstance(cell, str) else cell


def _special(words: SheetWords, cell: Cell) -> bool:
    word = str(cell) if isinstance(cell, Fraction) else text(cell).casefold()
    if word == words.answers.yes.casefold():
        return True
    if word not in _SPECIAL:
        raise ExcelError(VALUE)
    return _SPECIAL[word]


def _not_negative(cell: Cell) -> Optional[Fraction]:
    value = number(cell)
    if value is not None and value < 0:
        raise ExcelError(NUM)
    return value


def _decimals(grid: Grid) -> int:
    return whole(one(grid), 0, MOST_DECIMALS)


def _settings(words: SheetWords, decimals: Grid, compare_on: Grid, numbering: Grid) -> RankingSettings:
    said = text(one(compare_on)).casefold()
    compared = [key for key, label in words.comparison if said in (key, label.casefold())]
    numbered = text(one(numbering)).replace(" ", "")
    if not compared or numbered not in (GAPS, DENSE):
        raise ExcelError(VALUE)
    return RankingSettings(_decimals(decimals), compared[0], numbered)


def _bands(names: Grid, lowest: Grid) -> List[ClassBand]:
    """The classes; rows blank on both sides are skipped. Raises ExcelError: #VALUE! where names or limits
    are missing or given twice, #NUM! where limits are no percentages from 0 to 100 (90, not 90%).
    """
    bands: List[ClassBand] = []
    for name_cell, lowest_cell in aligned([flat(names), flat(lowest)]):
        name, limit = text(name_cell), number(lowest_cell)
        if name and limit is not None:
            bands.append(ClassBand(name, limit))
        elif name or limit is not None:
            raise ExcelError(VALUE)
    limits = {band.lowest for band in bands}
    if (
        not bands
        or len(limits) != len(bands)
        or len({band.name.casefold() for band in bands}) != len(bands)
    ):
        raise ExcelError(VALUE)
    if not are_percentages(sorted(limits)):
        raise ExcelError(NUM)
    return bands


def _rows(*grids: Grid) -> List[Tuple[Cell, ...]]:
    rows = _rows_apart(*grids)
    raise_errors([cell for row in rows for cell in row])
    return rows


def _rows_apart(first: Grid, *others: Grid) -> List[Tuple[Cell, ...]]:
    """Rows as long as the first argument: the others are as long, or one cell for all."""
    rows = aligned([line_of(grid) for grid in (first, *others)])
    if len(rows) != len(flat(first)):
        raise ExcelError(VALUE)
    return rows


def _enough(gap: Fraction, places: int) -> str:
    """A gap as it is shown, rounded up: adding the shown value is enough to reach the class."""
    return shown(Fraction(math.ceil(gap * 10**places), 10**places), places)

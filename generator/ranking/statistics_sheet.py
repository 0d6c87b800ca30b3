"""Writes statistics by block, and over all units of a type that several blocks share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc.core.expressions import Arithmetic, Empty, Expression, If, IsNumber, Rounded
from cchc.core.numbers import TAIL_PLACES, rounded
from cchc.results.model import UnitResult
from cchc.results.statistics import UNCLASSED, Summary, ranked, summary
from generator.ranking.book import Book
from generator.ranking.formulas import cell_at, count_of_class, counted, looked_up, or_empty, over, together
from generator.ranking.sheet import Heading, Shown, WrittenTable, computed
from workbook_templates.cell_plan import column_letters
from workbook_templates.ranking import columns, texts

_MOST_RANGES = 255
"""The most arguments of a function; a larger group is written as values."""

_WRAPPED = ("block", "best", "worst")


@dataclass(frozen=True)
class Group:
    """The units of one row of statistics, and the tables of the ranking sheets they are on."""

    name: str
    units: Sequence[UnitResult]
    tables: Sequence[WrittenTable]
    is_block: bool


def statistics_sheet(book: Book) -> None:
    """Write one row for each block, then one row for each type of units."""
    campaign = book.content.campaign
    report = book.start(
        "statistics", "", texts.STATISTICS_TITLE, (texts.STATISTICS_NOTE.written(), "report_note")
    )
    book.abouts["statistics", ""] = texts.ABOUT["statistics"].written()
    groups = list(_groups(book))
    summaries = [summary(group.units, campaign.classes) for group in groups]
    classes = list(dict.fromkeys(name for each in summaries for name in each.by_class))
    headings = [
        *(Heading(each.heading.written(), each.width, each.style) for each in columns.STATISTICS),
        *(
            Heading(name or texts.UNCLASSED.written(), columns.CLASS_WIDTH, "result_count")
            for name in classes
        ),
    ]
    heading_row = report.headings(headings)
    keys = [*(each.key for each in columns.STATISTICS), *(f"class {name}" for name in classes)]
    places = {key: position for position, key in enumerate(keys)}
    written = WrittenTable(report.name, heading_row, heading_row + 1, heading_row + len(groups), places)
    book.keep("statistics", "", written)
    styles = [heading.style for heading in headings]
    wrapped = {places[key]: headings[places[key]].width for key in _WRAPPED}
    for group, figures in zip(groups, summaries, strict=True):
        here = {key: cell_at(f"{column_letters(column)}{report.row + 1}") for key, column in places.items()}
        cells = [*_cells(group, figures, here), *_classes(group, figures, classes)]
        rows = styles if group.is_block else ["result_bold", *styles[1:]]
        report.line(cells, rows, wrapped)
    report.sheet.freeze_panes(heading_row + 1, 1)
    report.sheet.autofilter(heading_row, 0, written.last, len(headings) - 1)
    report.paper(heading_row, len(headings) - 1)


def _groups(book: Book) -> Iterator[Group]:
    by_block, campaign = book.content.by_block, book.content.campaign
    for block in book.blocks:
        units = by_block[block.code]
        yield Group(block.name, units, [book.tables["ranking", block.code]], is_block=True)
    for unit_type in campaign.unit_types:
        held = [
            block
            for block in book.blocks
            if any(result.unit.unit_type == unit_type.code for result in by_block[block.code])
        ]
        members = [result for block in held for result in by_block[block.code]]
        alone = all(result.unit.unit_type == unit_type.code for result in members)
        if len(held) > 1 and alone:
            tables = [book.tables["ranking", block.code] for block in held]
            yield Group(
                texts.ALL_OF_TYPE.written(unit_type=unit_type.name), members, tables, is_block=False
            )


def _cells(group: Group, figures: Summary, here: Mapping[str, Expression]) -> list[Shown]:
    indices = [written.cells("counted") for written in group.tables]
    native = len(indices) <= _MOST_RANGES

    def of(function: str, value: Shown, round_: bool = False) -> Shown:
        if native and not isinstance(value, str | int):
            return computed(over(function, indices, round_), value)  # type: ignore[arg-type]
        return value

    highest = figures.highest.index if figures.highest else None
    lowest = figures.lowest.index if figures.lowest else None
    largest, smallest = here["highest"], here["lowest"]
    spread = If(IsNumber(largest), Rounded(Arithmetic("-", largest, smallest), TAIL_PLACES), Empty())
    with_index = together([counted([each]) for each in indices])
    return [
        group.name,
        figures.units,
        computed(with_index, figures.ranked) if native else figures.ranked,
        figures.special,
        figures.without_figures,
        of("AVERAGE", figures.average, round_=True),
        of("MEDIAN", figures.median, round_=True),
        of("MAX", highest),
        _unit(group, largest, _extreme(group, highest=True)),
        of("MIN", lowest),
        _unit(group, smallest, _extreme(group, highest=False)),
        computed(spread, figures.spread),
    ]


def _extreme(group: Group, highest: bool) -> str:
    """The unit with the highest or lowest index, as a spreadsheet finds it: the first of those equal to 12 decimals."""
    counting = [
        (rounded(each.index, TAIL_PLACES), each) for each in ranked(group.units) if each.index is not None
    ]
    if not counting:
        return ""
    end = (max if highest else min)(index for index, _ in counting)
    return next(each.unit.name for index, each in counting if index == end)


def _unit(group: Group, extreme: Expression, name: str) -> Shown:
    """A unit's name: a lookup formula if there is one ranking sheet, else a value, since no function looks up over
    several sheets.
    """
    if len(group.tables) > 1:
        return name
    written = group.tables[0]
    return computed(or_empty(looked_up(written.cells("unit"), extreme, written.cells("counted"))), name)


def _classes(group: Group, figures: Summary, classes: Sequence[str]) -> list[Shown]:
    cells: list[Shown] = []
    for name in classes:
        count = figures.by_class.get(name, 0)
        if name == UNCLASSED or len(group.tables) > _MOST_RANGES:
            cells.append(count)
            continue
        counts = [
            count_of_class(name, written.cells("class"), written.cells("counted"))
            for written in group.tables
        ]
        cells.append(computed(together(counts), count))
    return cells

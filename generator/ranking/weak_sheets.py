"""Shows where units lose points: the lines of the tree, weakest first, and claims that were changed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc.core.expressions import Expression, Number, Text
from cchc.core.numbers import ZERO
from cchc.criteria.model import PENALTY, Criterion
from cchc.results.statistics import LineFigures, gaps, weakest
from generator.ranking.book import Book
from generator.ranking.formulas import average_of_ranked, cell_at, count_of_ranked, difference, share_of_max
from generator.ranking.model import SetGroup
from generator.ranking.sheet import Figure, Shown, WrittenTable, computed
from workbook_templates.cell_plan import column_letters
from workbook_templates.ranking import columns, texts
from workbook_templates.styles import HEAT_SCALE

GAP_LIMIT = 200
_LABEL_LENGTH = 60


def weak_sheets(book: Book) -> None:
    """Write a sheet for every criteria set: domains, criteria and sub-criteria, each level from the lowest index up."""
    for group in book.content.sets:
        _weak(book, group)


def ordered_lines(book: Book, group: SetGroup) -> list[LineFigures]:
    """The lines of the tree level by level, weakest first."""
    return sorted(weakest(book.lines(group)), key=lambda each: each.line.level)


def level_name(line: Criterion) -> str:
    return texts.LEVELS[min(line.level, len(texts.LEVELS)) - 1].written()


def _weak(book: Book, group: SetGroup) -> None:
    fingerprint = group.criteria.fingerprint
    report = book.start("weak", fingerprint, texts.WEAK_TITLE, (texts.WEAK_NOTE.written(), "report_note"))
    book.abouts["weak", fingerprint] = texts.ABOUT["weak"].written() + group.suffix
    table = columns.WEAK
    heading_row = report.table(table)
    keys = {column.key: at for at, column in enumerate(table)}
    lines = ordered_lines(book, group)
    written = WrittenTable(report.name, heading_row, heading_row + 1, heading_row + len(lines), keys)
    book.keep("weak", fingerprint, written)
    styles = [column.style for column in table]
    widths = {keys["name"]: table[keys["name"]].width}
    orders = _orders(lines)
    native = _Native(book, group)
    for figures, order in zip(lines, orders, strict=True):
        line = figures.line
        row_styles = [
            "result_bold" if style == "result_text" and line.level == 1 else style for style in styles
        ]
        cells: list[Shown] = [
            order,
            level_name(line),
            line.code,
            line.name,
            line.max_points,
            figures.scored,
            native.points(figures),
            native.index(
                figures, cell_at(f"{column_letters(keys['points'])}{report.row + 1}"), report.row + 1
            ),
            figures.full,
            native.count(figures, Number(ZERO), figures.zero),
            figures.not_scored,
            native.count(figures, Text(texts.NOT_APPLICABLE), figures.not_applicable),
            figures.average_change,
            _label(line),
        ]
        report.line(cells, row_styles, widths)
    index = keys["index"]
    report.sheet.conditional_format(written.first, index, written.last, index, dict(HEAT_SCALE))
    report.sheet.freeze_panes(heading_row + 1, keys["name"] + 1)
    report.sheet.autofilter(heading_row, 0, written.last, len(table) - 1)
    report.paper(heading_row, keys["change"])


def _orders(lines: Sequence[LineFigures]) -> list[int | None]:
    """The place of each line on its level, counted from the lowest index; equal lines share a place."""
    orders: list[int | None] = []
    for figures in lines:
        peers = [each for each in lines if each.line.level == figures.line.level]
        index = figures.average_index
        lower = [each for each in peers if each.average_index is not None and index is not None]
        orders.append(
            None
            if index is None
            else 1
            + sum(1 for each in lower if each.average_index is not None and each.average_index < index)
        )
    return orders


class _Native:
    """Averages and counts as formulas that refer to the matrix, over ranked units only."""

    def __init__(self, book: Book, group: SetGroup) -> None:
        fingerprint = group.criteria.fingerprint
        self.matrix = book.tables["matrix", fingerprint]
        self.components = book.tables["components", fingerprint]
        self.ranks = self.matrix.cells("rank")

    def points(self, figures: LineFigures) -> Figure:
        average = average_of_ranked(self.matrix.cells(figures.line.code), self.ranks)
        return computed(average, figures.average_points)

    def index(self, figures: LineFigures, points: Expression, row: int) -> Shown:
        """The index of a line: for a domain from the heat map, for a leaf from its average points. A criterion above
        leaves counts different max points from unit to unit, so its mean is written as a value.
        """
        line = figures.line
        if line.level == 1:
            ranks = self.components.cells("rank")
            average = average_of_ranked(self.components.cells(line.code), ranks)
            return computed(average, figures.average_index)
        if line.is_leaf:
            return computed(share_of_max(points, cell_at(f"E{row}")), figures.average_index)
        return figures.average_index

    def count(self, figures: LineFigures, condition: Expression, value: int) -> Figure:
        found = count_of_ranked(self.matrix.cells(figures.line.code), condition, self.ranks)
        return computed(found, value)


def _label(line: Criterion) -> str:
    text = f"{line.code}. {line.name}"
    return text if len(text) <= _LABEL_LENGTH else text[: _LABEL_LENGTH - 1].rstrip() + "…"


def _order(line: Criterion, decided: Expression, claimed: Expression) -> tuple[Expression, Expression]:
    """The minuend and the subtrahend of a difference; swapped for a penalty, where a larger figure is worse."""
    return (claimed, decided) if line.section == PENALTY else (decided, claimed)


def gaps_sheet(book: Book) -> None:
    """Write the largest differences between claimed and decided points."""
    found = gaps(book.content.results.units)
    note = (
        texts.GAPS_NOTE.written(shown=min(len(found), GAP_LIMIT), all=len(found))
        if found
        else texts.NO_GAPS.written()
    )
    report = book.start("gaps", "", texts.GAPS_TITLE, (note, "report_note"))
    book.abouts["gaps", ""] = texts.ABOUT["gaps"].written()
    table = columns.GAPS
    heading_row = report.table(table)
    keys = {column.key: at for at, column in enumerate(table)}
    styles = [column.style for column in table]
    widths = {keys[key]: table[keys[key]].width for key in ("unit", "name")}
    for number, gap in enumerate(found[:GAP_LIMIT], start=1):
        row = report.row + 1
        decided, claimed = (cell_at(f"{column_letters(keys[key])}{row}") for key in ("decided", "self"))
        change: Fraction = gap.change
        cells: list[Shown] = [
            number,
            gap.result.unit.code,
            gap.result.unit.name,
            gap.line.code,
            gap.line.name,
            gap.line.max_points,
            gap.claimed,
            gap.decided,
            computed(difference(*_order(gap.line, decided, claimed)), change),
        ]
        report.line(cells, styles, widths)
    report.sheet.freeze_panes(heading_row + 1, keys["unit"] + 1)
    report.sheet.autofilter(heading_row, 0, max(report.row - 1, heading_row + 1), len(table) - 1)
    report.paper(heading_row, len(table) - 1)

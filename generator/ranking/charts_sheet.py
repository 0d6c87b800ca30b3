"""Writes the charts of the whole campaign, one below another."""

from __future__ import annotations

from typing import Any

from cchc.core.numbers import shown
from cchc.results.statistics import LineFigures, summary
from generator import charts
from generator.ranking.book import Book
from generator.ranking.model import SetGroup
from generator.ranking.sheet import ReportSheet
from generator.ranking.weak_sheets import ordered_lines
from generator.toolbox import accepted
from workbook_templates.ranking import texts

BLOCK_LIMIT = 40
"""More blocks than this cannot be read on one chart; the table of statistics filters and sorts them."""

WEAKEST_SHOWN = 10
_NAMES = 0.42
"""The share of a chart's width for the names of criteria."""

_COLUMN_WIDTH = 14.0
_COLUMNS = 9


class _Page:
    """The place of the next chart; a chart that does not fit starts a new page."""

    ROWS_A_PAGE = 58
    """The rows of an A4 portrait page that is as wide as the charts."""

    def __init__(self, report: ReportSheet) -> None:
        self.report = report
        self.used = report.row
        self.breaks: list[int] = []

    def put(self, chart: Any, height: int, description: str) -> None:
        rows = height // charts.ROW_PIXELS + 2
        if self.used > 6 and self.used + rows > self.ROWS_A_PAGE:
            self.breaks.append(self.report.row)
            self.used = 0
        options = {"description": description, "object_position": 1}
        accepted(self.report.sheet.insert_chart(self.report.row, 0, chart, options))
        self.report.row += rows
        self.used += rows


def charts_sheet(book: Book) -> None:
    """Write charts that compare blocks and their classes, then the weakest domains and lines of each criteria set."""
    report = book.start("charts", "", texts.CHARTS_TITLE, (texts.CHARTS_NOTE.written(), "report_note"))
    book.abouts["charts", ""] = texts.ABOUT["charts"].written()
    report.sheet.set_column(0, _COLUMNS - 1, _COLUMN_WIDTH)
    start = report.row
    page = _Page(report)
    if len(book.blocks) <= BLOCK_LIMIT:
        _blocks(book, page)
    for group in book.content.sets:
        _lines(book, page, group)
    if page.breaks:
        report.sheet.set_h_pagebreaks(page.breaks)
    report.paper(start, _COLUMNS - 1)
    report.sheet.set_portrait()
    report.sheet.repeat_rows(0)


def _blocks(book: Book, page: _Page) -> None:
    written = book.tables["statistics", ""]
    classes = book.content.campaign.classes
    count = len(book.blocks)
    first, last = written.first, written.first + count - 1
    categories = written.chart_range("block", first, last)
    decimals = page.report.decimals
    averages = [
        (figures.average, block.name)
        for block in book.blocks
        if (figures := summary(book.content.by_block[block.code], classes)).average is not None
    ]
    if count > 1 and averages:
        title = texts.CHART_BLOCKS.written()
        chart, height = charts.bars(
            book.workbook, title, categories, written.chart_range("average", first, last), count, decimals
        )
        low, high = (
            f"{name} {shown(average, decimals)}" for average, name in (min(averages), max(averages))
        )
        page.put(chart, height, texts.CHART_ALT.written(title=title, low=low, high=high))
    if classes and averages:
        title = texts.CHART_CLASSES.written()
        series = [
            (
                written.chart_range(key, written.heading_row, written.heading_row),
                written.chart_range(key, first, last),
            )
            for key in written.columns
            if key.startswith("class ")
        ]
        chart, height = charts.stacked(book.workbook, title, categories, series, count)
        page.put(chart, height, texts.CHART_ALT_CLASSES.written(title=title))


def _lines(book: Book, page: _Page, group: SetGroup) -> None:
    written = book.tables["weak", group.criteria.fingerprint]
    lines = ordered_lines(book, group)
    suffix = f",{group.suffix}" if group.suffix else ""
    domains = [
        at for at, each in enumerate(lines) if each.line.level == 1 and each.average_index is not None
    ]
    deepest = max(each.line.level for each in lines)
    below = [
        at for at, each in enumerate(lines) if each.line.level == deepest and each.average_index is not None
    ]
    for rows, words in (
        (domains, texts.CHART_DOMAINS),
        (below[:WEAKEST_SHOWN] if deepest > 1 else [], texts.CHART_WEAKEST),
    ):
        if not rows:
            continue
        title = words.written(count=len(rows), suffix=suffix)
        first, last = written.first + rows[0], written.first + rows[-1]
        chart, height = charts.bars(
            book.workbook,
            title,
            written.chart_range("label", first, last),
            written.chart_range("index", first, last),
            len(rows),
            page.report.decimals,
            names=_NAMES,
        )
        low, high = (_named(lines[at], page.report.decimals) for at in (rows[0], rows[-1]))
        page.put(chart, height, texts.CHART_ALT.written(title=title, low=low, high=high))


def _named(figures: LineFigures, decimals: int) -> str:
    return f"{figures.line.code} {shown(figures.average_index, decimals)}"

"""Writes the ranking of one block: ranked units first, then special and missing units without rank."""

from __future__ import annotations

from cchc.campaign.model import Block
from cchc.core.expressions import Call, Empty, Expression, If, IsNumber, Rounded
from cchc.core.numbers import rounded, shown
from cchc.core.ranking import DENSE, DISPLAYED
from cchc.results.model import UnitResult
from generator import charts
from generator.ranking.book import Book
from generator.ranking.formulas import cell_at, class_of, difference, looked_up, share
from generator.ranking.model import rules_text, status_text, title_lines
from generator.ranking.sheet import ReportSheet, Shown, WrittenTable, computed
from generator.toolbox import accepted
from workbook_templates.cell_plan import column_letters
from workbook_templates.ranking import columns, texts
from workbook_templates.styles import ASIDE, EDGE

CHART_LIMIT = 30
"""The most units on one bar chart; with more units, charts show only the top and the bottom of the ranking."""

CHART_ENDS = 10
_PAGE, _HEAD, _NOTE, _ROW, _PIXEL = 535.0, 34.0, 18.0, 19.5, 0.75
"""Heights in points: an A4 page, what title and heading have beyond a note each, a note above the table, a row, a
pixel. If a table and its chart do not fit on one page, the chart is printed on a page of its own.
"""


def ranking_sheets(book: Book) -> None:
    """A ranking sheet for every block that has units."""
    for block in book.blocks:
        _ranking_sheet(book, block)


def _ranking_sheet(book: Book, block: Block) -> None:
    campaign = book.content.campaign
    units = book.content.by_block[block.code]
    ranked = sum(1 for result in units if result.rank is not None)
    report = book.start(
        "ranking",
        block.code,
        texts.RANKING_TITLE,
        (block.name, "result_heading"),
        *title_lines(campaign.title),
        (rules_text(campaign), "report_note"),
        (texts.RANKING_BELOW.written() if ranked < len(units) else "", "report_note"),
    )
    table = columns.RANKING_WITH_SURVEY if book.content.with_survey else columns.RANKING_BEFORE_SURVEY
    heading_row = report.table(table)
    keys = {column.key: place for place, column in enumerate(table)}
    written = WrittenTable(report.name, heading_row, heading_row + 1, heading_row + len(units), keys)
    book.keep("ranking", block.code, written)
    book.abouts["ranking", block.code] = texts.ABOUT["ranking"].written(block=block.name, ranked=ranked)
    wrapped = {keys[key]: table[keys[key]].width for key in ("unit", "status")}
    row_cells = _Cells(book, written)
    for number, result in enumerate(units):
        ending = "" if result.rank is not None else EDGE if number == ranked else ASIDE
        cells = row_cells.of(result, report.row)
        report.line(
            [cells[column.key] for column in table], [column.style + ending for column in table], wrapped
        )
    last_column = len(table) - 1
    report.sheet.freeze_panes(heading_row + 1, 3)
    report.sheet.autofilter(heading_row, 0, written.last, last_column)
    if ranked > 1:
        _charts(book, report, written, block, units[:ranked])
    report.paper(heading_row, last_column - columns.WORKING_COLUMNS)


class _Cells:
    """The cells of a unit by column key. Every formula finds its unit by code, so that users may sort the table."""

    def __init__(self, book: Book, written: WrittenTable) -> None:
        self.book = book
        self.written = written
        self.settings = book.content.campaign.ranking

    def of(self, result: UnitResult, row: int) -> dict[str, Shown]:
        settings, whole = self.settings, result.whole
        here = {
            key: cell_at(f"{column_letters(column)}{row + 1}")
            for key, column in self.written.columns.items()
        }
        matrix = self.book.tables["matrix", result.criteria.fingerprint]
        codes = matrix.cells("code")
        appraised = here.get("appraised", here["achieved"])
        change = (
            None
            if whole.final_score is None or whole.self_score is None
            else whole.final_score - whole.self_score
        )
        compared: Expression = here["counted"]
        if settings.compare_on == DISPLAYED:
            compared = Rounded(compared, settings.decimals)
        has_rank = result.rank is not None
        key = None
        if has_rank and result.index is not None:
            on_display = settings.compare_on == DISPLAYED
            key = rounded(result.index, settings.decimals) if on_display else result.index
        return {
            "rank": self._rank(result, here["compared"]),
            "code": result.unit.code,
            "unit": result.unit.name,
            "self": whole.self_score,
            "appraised": whole.final_score,
            "change": computed(difference(appraised, here["self"]), change),
            "survey": whole.survey_score,
            "achieved": computed(looked_up(matrix.cells("total"), here["code"], codes), whole.achieved),
            "possible": None
            if result.index is None
            else computed(looked_up(matrix.cells("possible"), here["code"], codes), whole.possible),
            "index": computed(share(here["achieved"], here["possible"]), result.index),
            "class": computed(
                class_of(here["index"], self.book.content.campaign.classes, settings.decimals),
                result.class_name or "",
            ),
            "status": status_text(result.status),
            "counted": computed(here["index"], result.index) if has_rank else None,
            "compared": computed(If(IsNumber(here["counted"]), compared, Empty()), key)
            if has_rank
            else None,
        }

    def _rank(self, result: UnitResult, compared: Expression) -> Shown:
        """A unit's rank: a formula for the numbering 1,1,3, which a spreadsheet function gives; a value for 1,1,2."""
        if result.rank is None:
            return texts.UNRANKED
        if self.settings.numbering == DENSE:
            return result.rank
        return computed(
            Call("RANK", (compared, self.written.cells("compared", other_sheet=False))), result.rank
        )


def _charts(
    book: Book, report: ReportSheet, written: WrittenTable, block: Block, ranked: tuple[UnitResult, ...]
) -> None:
    """Write charts below the table, to be printed with it: all units, or the top and the bottom of a long ranking."""
    title, count = texts.CHART_RANKING.written(block=block.name), len(ranked)
    if count <= CHART_LIMIT:
        pieces = [(title, 0, count)]
    else:
        pieces = [
            (f"{title}: {texts.CHART_TOP.written(count=CHART_ENDS)}", 0, CHART_ENDS),
            (f"{title}: {texts.CHART_BOTTOM.written(count=CHART_ENDS)}", count - CHART_ENDS, count),
        ]
    row, used = (
        written.last + 2,
        _HEAD + _NOTE * written.heading_row + _ROW * (written.last - written.first + 1),
    )
    for heading, start, end in pieces:
        first, last = written.first + start, written.first + end - 1
        chart, height = charts.bars(
            book.workbook,
            heading,
            written.chart_range("unit", first, last),
            written.chart_range("index", first, last),
            end - start,
            report.decimals,
        )
        low, high = (f"{ranked[at].unit.name} {_figure(ranked[at], report)}" for at in (end - 1, start))
        description = texts.CHART_ALT.written(title=heading, low=low, high=high)
        accepted(
            report.sheet.insert_chart(row, 0, chart, {"description": description, "object_position": 2})
        )
        row += height // charts.ROW_PIXELS + 2
        used += _PIXEL * height
    report.row = row
    if used > _PAGE:
        report.sheet.set_h_pagebreaks([written.last + 1])


def _figure(result: UnitResult, report: ReportSheet) -> str:
    return shown(result.index, report.decimals)

"""The ranking workbook as a finished package."""

from __future__ import annotations

import io
from datetime import datetime

from generator.packed_text import PackingWorkbook
from generator.ranking.book import Book
from generator.ranking.card_sheet import card_sheets
from generator.ranking.charts_sheet import charts_sheet
from generator.ranking.components_sheet import components_sheets
from generator.ranking.contents_sheet import contents_sheet
from generator.ranking.matrix_sheets import matrix_sheets
from generator.ranking.model import RankingContent
from generator.ranking.ranking_sheet import ranking_sheets
from generator.ranking.record_sheets import record_sheets
from generator.ranking.statistics_sheet import statistics_sheet
from generator.ranking.weak_sheets import gaps_sheet, weak_sheets
from generator.toolbox import strict, workbook_options

_IN_ORDER_OF_NEED = (
    matrix_sheets,
    components_sheets,
    ranking_sheets,
    statistics_sheet,
    weak_sheets,
    gaps_sheet,
    charts_sheet,
    card_sheets,
    record_sheets,
    contents_sheet,
)
"""The order of writing: a sheet is written after those its formulas refer to. `Book` sets the order of the tabs."""


def ranking_workbook(content: RankingContent) -> bytes:
    """The workbook; the same results give the same bytes."""
    stream = io.BytesIO()
    campaign = content.campaign
    with strict():
        workbook = PackingWorkbook(stream, workbook_options())
        workbook.set_properties(
            {"title": campaign.title, "author": "cchc", "created": datetime(campaign.year, 1, 1)}
        )
        book = Book(workbook, content)
        for write in _IN_ORDER_OF_NEED:
            write(book)
        workbook.close()
    return stream.getvalue()

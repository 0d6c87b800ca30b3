"""The ranking workbook as a finished package."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from generator.ranking.detail_sheets import detail_sheets
from generator.ranking.model import RankingContent
from generator.ranking.ranking_sheet import ranking_sheets
from generator.ranking.record_sheets import record_sheets
from generator.render import Formats, strict, workbook_options


def ranking_workbook(content: RankingContent) -> bytes:
    """The workbook; the same results give the same bytes."""
    stream = io.BytesIO()
    campaign = content.results.campaign
    with strict():
        workbook = xlsxwriter.Workbook(stream, workbook_options())
        workbook.set_properties(
            {"title": campaign.title, "author": "cchc", "created": datetime(campaign.year, 1, 1)}
        )
        formats = Formats(workbook)
        ranking_sheets(workbook, formats, content)
        detail_sheets(workbook, formats, content)
        record_sheets(workbook, formats, content)
        workbook.close()
    return stream.getvalue()

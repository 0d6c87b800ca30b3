"""The first sheet: a table of contents with links."""

from __future__ import annotations

from generator.ranking.book import Book
from generator.ranking.model import title_lines
from generator.ranking.sheet import Shown
from generator.toolbox import accepted
from workbook_templates.ranking import columns, texts


def contents_sheet(book: Book) -> None:
    """Write a line with a link for every other sheet, in the order of the tabs."""
    campaign = book.content.campaign
    report = book.start("contents", "", texts.CONTENTS_TITLE, *title_lines(campaign.title))
    heading_row = report.table(columns.CONTENTS)
    about = columns.CONTENTS[1]
    for key, name in book.sheets.items():
        if key[0] == "contents":
            continue
        row = report.row
        cells: list[Shown] = ["", book.abouts[key]]
        report.line(cells, [column.style for column in columns.CONTENTS], {1: about.width})
        link, tip = f"internal:'{name}'!A1", texts.GO_TO.written(sheet=name)
        accepted(report.sheet.write_url(row, 0, link, book.formats("result_link"), name, tip))
    report.sheet.freeze_panes(heading_row + 1, 0)
    report.paper(heading_row, 1)

"""The ranking of one block: ranked units first, special and missing ones below, unranked."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook

from cchc.campaign.model import Block
from cchc.language import Words
from cchc.results import UnitResult
from generator.ranking.model import RankingContent, rules_text, status_text
from generator.ranking.sheet import Figure, Heading, ReportSheet, Shown
from generator.render import Formats

_TITLE = Words("KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}", "PAR INDEX {year}: RANKING")
_PROVISIONAL = Words("Số liệu {reasons}.", "Figures are {reasons}.")
_SHEET = Words("Xếp hạng", "Ranking")
_UNRANKED = "–"

_HEADINGS = (
    (Words("Hạng", "Rank"), 7, "result_rank"),
    (Words("Mã đơn vị", "Unit code"), 11, "result_centre"),
    (Words("Đơn vị", "Unit"), 34, "result_bold"),
    (Words("Điểm tự đánh giá", "Self points"), 11, "result_score"),
    (Words("Điểm đạt được", "Achieved points"), 11, "result_score"),
    (Words("Chênh lệch", "Change"), 10, "result_score"),
    (Words("Điểm tối đa được tính", "Max points counted"), 12, "result_score"),
    (Words("Chỉ số CCHC (%)", "PAR index (%)"), 12, "result_index"),
    (Words("Xếp loại", "Class"), 13, "result_centre"),
    (Words("Tình trạng", "Status"), 30, "result_text"),
)
_UNIT_COLUMN, _STATUS_COLUMN = 2, 9
"""Columns of long texts: their rows grow with them."""

CHART_LIMIT = 30
"""A bar chart of more units than this cannot be read."""

_PIXELS_PER_BAR = 24


def ranking_sheets(workbook: Workbook, formats: Formats, content: RankingContent) -> None:
    """A ranking sheet for every block that has units."""
    blocks = content.results.campaign.blocks
    for number, block in enumerate(blocks, start=1):
        units = content.results.block(block.code)
        if units:
            name = _SHEET.say() if len(blocks) == 1 else f"{_SHEET.say()} {number}"
            _ranking_sheet(workbook, formats, content, block, units, name)


def _ranking_sheet(
    workbook: Workbook,
    formats: Formats,
    content: RankingContent,
    block: Block,
    units: tuple[UnitResult, ...],
    name: str,
) -> None:
    campaign = content.results.campaign
    report = ReportSheet(workbook, formats, name, campaign.ranking.decimals)
    provisional = content.provisional_of(units)
    notes = (
        (block.name, "result_heading"),
        (campaign.title, "report_note"),
        (_PROVISIONAL.say(reasons=provisional) if provisional else "", "report_provisional"),
        *((text, "report_provisional") for text in content.stand_ins(units)),
        (rules_text(campaign), "report_note"),
    )
    report.title(_TITLE.say(year=campaign.year), notes)
    headings = [Heading(words.say(), width, style) for words, width, style in _HEADINGS]
    heading_row = report.headings(headings)
    styles = [heading.style for heading in headings]
    wrapped = {place: headings[place].width for place in (_UNIT_COLUMN, _STATUS_COLUMN)}
    for result in units:
        report.line(_cells(result, report.row + 1), styles, wrapped)
    report.sheet.freeze_panes(heading_row + 1, 3)
    report.sheet.autofilter(heading_row, 0, report.row - 1, len(headings) - 1)
    report.paper(heading_row, len(headings) - 1)
    ranked = sum(1 for result in units if result.rank is not None)
    if 1 < ranked <= CHART_LIMIT:
        _chart(workbook, report, heading_row, ranked, len(headings) + 1)


def _cells(result: UnitResult, row: int) -> list[Shown]:
    """One unit's cells in spreadsheet row `row`; the index and the change are native formulas."""
    whole = result.whole
    change = (
        None if whole.achieved is None or whole.self_score is None else whole.achieved - whole.self_score
    )
    index = Figure(f'=IF(AND(ISNUMBER(E{row}),G{row}>0),ROUND(100*E{row}/G{row},12),"")', result.index)
    difference = Figure(f'=IF(AND(ISNUMBER(D{row}),ISNUMBER(E{row})),ROUND(E{row}-D{row},12),"")', change)
    return [
        result.rank if result.rank is not None else _UNRANKED,
        result.unit.code,
        result.unit.name,
        whole.self_score,
        whole.achieved,
        difference,
        whole.possible if result.index is not None else None,
        index,
        result.class_name or "",
        status_text(result.status),
    ]


def _chart(workbook: Workbook, report: ReportSheet, heading_row: int, units: int, column: int) -> None:
    """A bar for every ranked unit, best on top, beside the table and out of print."""
    chart = workbook.add_chart({"type": "bar"})
    name, first, last = report.sheet.get_name(), heading_row + 1, heading_row + units
    chart.add_series(
        {
            "name": [name, heading_row, 7],
            "categories": [name, first, 2, last, 2],
            "values": [name, first, 7, last, 7],
            "data_labels": {"value": True, "num_format": "0." + "0" * report.decimals},
            "fill": {"color": "#1F4E79"},
            "gap": 45,
        }
    )
    chart.set_legend({"none": True})
    chart.set_title({"name": _HEADINGS[7][0].say(), "name_font": {"size": 13}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": True}})
    chart.set_size({"width": 620, "height": 120 + _PIXELS_PER_BAR * units})
    description = f"{_HEADINGS[7][0].say()}: {units}"
    report.sheet.insert_chart(heading_row, column, chart, {"description": description})

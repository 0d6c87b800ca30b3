"""Writes the return board, the findings, and the sources of the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cchc.findings.catalogue import SEVERITY_NAMES
from cchc.findings.rendering import message, remedy
from cchc.language import in_language
from generator.ranking.book import Book
from generator.ranking.model import counted
from generator.ranking.sheet import ReportSheet, Shown
from workbook_templates.ranking import columns, texts
from workbook_templates.ranking.columns import ReportColumn


def record_sheets(book: Book) -> None:
    """Write the return board, the findings and the provenance sheet."""
    _board(book)
    _findings(book)
    _made_from(book)


def _board(book: Book) -> None:
    content, campaign = book.content, book.content.campaign
    verdicts = Counter(line.verdict for line in content.board)
    note = texts.BOARD_NOTE.written(
        units=len(campaign.units), files=len(content.board), verdicts=counted(texts.VERDICTS, verdicts)
    )
    report = book.start("board", "", texts.BOARD_TITLE, (note, "report_note"))
    book.abouts["board", ""] = texts.ABOUT["board"].written()
    heading_row = report.table(columns.BOARD)
    report.packs()
    remarks = Counter(each.file for each in content.findings if each.severity != "note")
    rows = sorted(content.board, key=lambda line: (line.unit_code, line.file))
    for line in rows:
        unit = campaign.unit_by_code.get(line.unit_code)
        cells: list[Shown] = [
            line.unit_code,
            unit.name if unit else "",
            line.file,
            texts.VERDICTS[line.verdict].written(),
            line.received,
            line.issue,
            line.check_code,
            remarks[line.file],
        ]
        _wrapped(report, cells, columns.BOARD)
    with_file = {line.unit_code for line in rows}
    for unit in campaign.units:
        if unit.code not in with_file:
            absent: list[Shown] = [
                unit.code,
                unit.name,
                texts.NO_FILE.written(),
                texts.NOT_RETURNED.written(),
            ]
            _wrapped(report, [*absent, *[""] * 4], columns.BOARD)
    _finish(report, heading_row, len(columns.BOARD))


def _findings(book: Book) -> None:
    content, campaign = book.content, book.content.campaign
    severities = Counter(found.severity for found in content.findings)
    counts = counted(SEVERITY_NAMES, severities)
    report = book.start(
        "findings", "", texts.FINDINGS_TITLE, (texts.FINDINGS_NOTE.written(counts=counts), "report_note")
    )
    book.abouts["findings", ""] = f"{texts.ABOUT['findings'].written()} ({counts})"
    heading_row = report.table(columns.FINDINGS)
    report.packs()
    for found in content.findings:
        unit = campaign.unit_by_code.get(found.unit_code)
        cells: list[Shown] = [
            SEVERITY_NAMES[found.severity].written(),
            unit.name if unit else found.unit_code,
            found.criterion_code,
            message(found, "vi"),
            remedy(found, "vi"),
            found.file,
            found.sheet,
            found.cell,
            in_language(found.found, "vi"),
            in_language(found.expected, "vi"),
            found.code,
        ]
        _wrapped(report, cells, columns.FINDINGS, f"severity_{found.severity}")
    _finish(report, heading_row, len(columns.FINDINGS), columns.PRINTED_OF_FINDINGS)


def _made_from(book: Book) -> None:
    report = book.start(
        "made_from", "", texts.MADE_FROM_TITLE, (texts.MADE_FROM_NOTE.written(), "report_note")
    )
    book.abouts["made_from", ""] = texts.ABOUT["made_from"].written()
    heading_row = report.table(columns.MADE_FROM)
    report.packs()
    for origin in book.content.made_from:
        _wrapped(report, [origin.group, origin.what, origin.value, origin.sha256], columns.MADE_FROM)
    _finish(report, heading_row, len(columns.MADE_FROM))


def _wrapped(
    report: ReportSheet, cells: list[Shown], table: Sequence[ReportColumn], first_style: str = ""
) -> None:
    styles = [column.style for column in table]
    if first_style:
        styles[0] = first_style
    wraps = {place: column.width for place, column in enumerate(table) if isinstance(cells[place], str)}
    report.line(cells, styles, wraps)


def _finish(report: ReportSheet, heading_row: int, width: int, printed: int = 0) -> None:
    report.sheet.freeze_panes(heading_row + 1, 2)
    report.sheet.autofilter(heading_row, 0, max(report.row - 1, heading_row + 1), width - 1)
    report.paper(heading_row, (printed or width) - 1)

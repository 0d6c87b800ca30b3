"""The return board, the findings, and what the workbook was made from."""

from __future__ import annotations

from collections import Counter

from xlsxwriter.workbook import Workbook

from cchc.language import Words
from generator.ranking.model import SEVERITIES, VERDICTS, RankingContent
from generator.ranking.sheet import Heading, ReportSheet, Shown
from generator.render import Formats

_BOARD = Words("Bảng nhận phiếu", "Return board")
_BOARD_TITLE = Words("BẢNG NHẬN PHIẾU", "RETURN BOARD")
_BOARD_NOTE = Words(
    "{units} đơn vị, {files} tệp: {verdicts}. Đối chiếu mã đối chiếu với mã in trên bản ký giấy.",
    "{units} units, {files} files: {verdicts}. Compare each check code with the one on the signed paper.",
)
_BOARD_HEADINGS = (
    (Words("Mã đơn vị", "Unit code"), 11, "result_centre"),
    (Words("Đơn vị", "Unit"), 32, "result_bold"),
    (Words("Tệp", "File"), 52, "result_text"),
    (Words("Kết luận", "Verdict"), 18, "result_centre"),
    (Words("Ngày nhận", "Received"), 12, "result_date"),
    (Words("Lần phát hành", "Issue"), 10, "result_centre"),
    (Words("Mã đối chiếu", "Check code"), 13, "result_centre"),
    (Words("Số lỗi, cảnh báo", "Errors, warnings"), 12, "result_centre"),
)
_NO_FILE = Words("(chưa có tệp)", "(no file)")

_FINDINGS = Words("Phát hiện", "Findings")
_FINDINGS_TITLE = Words("CÁC PHÁT HIỆN KHI NHẬN PHIẾU", "FINDINGS")
_FINDINGS_NOTE = Words(
    "Lọc theo cột Mức độ. Mỗi dòng nêu chỗ sai và việc cần làm.",
    "Filter by severity. Each line says what is wrong where, and what to do.",
)
_FINDING_HEADINGS = (
    (Words("Mức độ", "Severity"), 11, ""),
    (Words("Đơn vị", "Unit"), 24, "result_text"),
    (Words("Tiêu chí", "Criterion"), 9, "result_centre"),
    (Words("Nội dung", "Message"), 58, "result_text"),
    (Words("Việc cần làm", "Remedy"), 48, "result_text"),
    (Words("Tệp", "File"), 34, "result_small"),
    (Words("Trang", "Sheet"), 13, "result_small"),
    (Words("Ô", "Cell"), 8, "result_centre"),
    (Words("Đang có", "Found"), 22, "result_small"),
    (Words("Cần có", "Expected"), 22, "result_small"),
    (Words("Mã", "Code"), 26, "result_small"),
)
_PRINTED_OF_FINDINGS = 8
"""On paper a finding is its words and its place; the columns after those are for filtering."""

_MADE_FROM = Words("Nguồn gốc", "Made from")
_MADE_FROM_TITLE = Words("BẢNG NÀY ĐƯỢC LẬP TỪ", "WHAT THIS WORKBOOK WAS MADE FROM")


def record_sheets(workbook: Workbook, formats: Formats, content: RankingContent) -> None:
    """Return board, findings, provenance."""
    _board(workbook, formats, content)
    _findings(workbook, formats, content)
    _made_from(workbook, formats, content)


def _board(workbook: Workbook, formats: Formats, content: RankingContent) -> None:
    campaign = content.results.campaign
    report = ReportSheet(workbook, formats, _BOARD.say(), campaign.ranking.decimals)
    verdicts = Counter(line.verdict for line in content.board)
    counted = ", ".join(f"{words.say().lower()} {verdicts[verdict]}" for verdict, words in VERDICTS.items())
    note = _BOARD_NOTE.say(units=len(campaign.units), files=len(content.board), verdicts=counted)
    report.title(_BOARD_TITLE.say(), [(note, "report_note")])
    headings = [Heading(words.say(), width, style) for words, width, style in _BOARD_HEADINGS]
    heading_row = report.headings(headings)
    remarks = Counter(each.file for each in content.findings if each.severity != "note")
    rows = sorted(content.board, key=lambda line: (line.unit_code, line.file))
    for line in rows:
        unit = campaign.unit_by_code.get(line.unit_code)
        cells: list[Shown] = [
            line.unit_code,
            unit.name if unit else "",
            line.file,
            VERDICTS[line.verdict].say(),
            line.received,
            line.issue,
            line.check_code,
            remarks[line.file],
        ]
        _wrapped(report, cells, headings)
    with_file = {line.unit_code for line in rows}
    for unit in campaign.units:
        if unit.code not in with_file:
            absent: list[Shown] = [unit.code, unit.name, _NO_FILE.say(), *[""] * 5]
            _wrapped(report, absent, headings)
    _finish(report, heading_row, len(headings))


def _findings(workbook: Workbook, formats: Formats, content: RankingContent) -> None:
    campaign = content.results.campaign
    report = ReportSheet(workbook, formats, _FINDINGS.say(), campaign.ranking.decimals)
    report.title(_FINDINGS_TITLE.say(), [(_FINDINGS_NOTE.say(), "report_note")])
    headings = [Heading(words.say(), width, style) for words, width, style in _FINDING_HEADINGS]
    heading_row = report.headings(headings)
    for found in content.findings:
        unit = campaign.unit_by_code.get(found.unit_code)
        cells: list[Shown] = [
            SEVERITIES[found.severity].say(),
            unit.name if unit else found.unit_code,
            found.criterion_code,
            found.message,
            found.remedy,
            found.file,
            found.sheet,
            found.cell,
            found.found,
            found.expected,
            found.code,
        ]
        _wrapped(report, cells, headings, f"severity_{found.severity}")
    _finish(report, heading_row, len(headings), _PRINTED_OF_FINDINGS)


def _made_from(workbook: Workbook, formats: Formats, content: RankingContent) -> None:
    report = ReportSheet(workbook, formats, _MADE_FROM.say(), 2)
    report.title(_MADE_FROM_TITLE.say(), [])
    headings = [
        Heading(Words("Mục", "What").say(), 34, "result_bold"),
        Heading(Words("Giá trị", "Value").say(), 96, "result_text"),
    ]
    heading_row = report.headings(headings)
    for what, value in content.made_from:
        _wrapped(report, [what, value], headings)
    report.paper(heading_row, 1)


def _wrapped(
    report: ReportSheet, cells: list[Shown], headings: list[Heading], first_style: str = ""
) -> None:
    styles = [heading.style for heading in headings]
    if first_style:
        styles[0] = first_style
    texts = {
        place: heading.width for place, heading in enumerate(headings) if isinstance(cells[place], str)
    }
    report.line(cells, styles, texts)


def _finish(report: ReportSheet, heading_row: int, columns: int, printed: int = 0) -> None:
    report.sheet.freeze_panes(heading_row + 1, 2)
    report.sheet.autofilter(heading_row, 0, max(report.row - 1, heading_row + 1), columns - 1)
    report.paper(heading_row, (printed or columns) - 1)

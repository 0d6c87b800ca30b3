"""Component indices by domain, and the matrix of units by criteria."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook

from cchc.criteria.model import CriteriaSet, Criterion
from cchc.language import Words
from cchc.results import UnitResult
from generator.ranking.model import RankingContent
from generator.ranking.sheet import Figure, Heading, ReportSheet, Shown
from generator.render import Formats
from workbook_templates.cell_plan import column_letters

_COMPONENTS = Words("Chỉ số thành phần", "Component indices")
_COMPONENTS_TITLE = Words(
    "CHỈ SỐ THÀNH PHẦN THEO LĨNH VỰC NĂM {year} (%)", "COMPONENT INDICES BY DOMAIN {year} (%)"
)
_COMPONENTS_NOTE = Words(
    "Chỉ số thành phần = 100 × điểm đạt được / điểm tối đa được tính của lĩnh vực. Màu: đỏ thấp, xanh cao.",
    "Component index = 100 × achieved / counted max points of the domain. Colours: red low, green high.",
)
_MATRIX = Words("Ma trận điểm", "Score matrix")
_MATRIX_TITLE = Words("ĐIỂM ĐẠT ĐƯỢC THEO TỪNG TIÊU CHÍ NĂM {year}", "ACHIEVED POINTS BY CRITERION {year}")
_MATRIX_NOTE = Words(
    "KPS: không phát sinh hoặc không khảo sát, không tính vào mẫu số. Ô trống nền cam: chưa chấm; nền xám: chờ điểm "
    "điều tra. Chữ nghiêng gạch chân: điểm điều tra năm trước dùng thay.",
    "KPS: not applicable or not surveyed, out of the denominator. Empty cells: orange not scored, grey awaiting "
    "survey. Italic underlined: last year's survey stands in.",
)
_NOT_APPLICABLE = "KPS"
_RANK = Words("Hạng", "Rank")
_UNIT = Words("Đơn vị", "Unit")
_WHOLE = Words("Chỉ số CCHC", "PAR index")
_TOTAL = Words("Tổng", "Total")
_MAX = Words("Điểm tối đa", "Max points")
_CRITERION = Words("Tiêu chí", "Criterion")
_LOW, _MIDDLE, _HIGH = "#F8B4AB", "#FFF3C4", "#A8D8B0"
_NAME_HEIGHT = 150.0
_UNIT_WIDTH = 32
_NAME_WRAPS = {1: _UNIT_WIDTH}
"""The unit's name may need two lines: its row grows with it."""

_NAME_LENGTH = 90


def detail_sheets(workbook: Workbook, formats: Formats, content: RankingContent) -> None:
    """Both sheets for every criteria set in use."""
    for criteria, units in _by_set(content):
        appendix = criteria.header.appendix
        several = len(content.results.campaign.unit_types) > 1
        suffix = f" {appendix}" if several else ""
        _components(workbook, formats, content, criteria, units, _COMPONENTS.say() + suffix)
        _matrix(workbook, formats, content, criteria, units, _MATRIX.say() + suffix)


def _by_set(content: RankingContent) -> list[tuple[CriteriaSet, list[UnitResult]]]:
    """The units of each set in the order of the ranking, block by block."""
    groups: dict[str, tuple[CriteriaSet, list[UnitResult]]] = {}
    for block in content.results.campaign.blocks:
        for result in content.results.block(block.code):
            key = result.criteria.fingerprint
            groups.setdefault(key, (result.criteria, []))[1].append(result)
    return list(groups.values())


def _start(
    workbook: Workbook,
    formats: Formats,
    content: RankingContent,
    units: list[UnitResult],
    name: str,
    title: Words,
    note: Words,
) -> ReportSheet:
    campaign = content.results.campaign
    report = ReportSheet(workbook, formats, name, campaign.ranking.decimals)
    notes = (
        (content.provisional_of(units).capitalize(), "report_provisional"),
        *((text, "report_provisional") for text in content.stand_ins(units)),
        (note.say(), "report_note"),
    )
    report.title(title.say(year=campaign.year), notes)
    return report


def _components(
    workbook: Workbook,
    formats: Formats,
    content: RankingContent,
    criteria: CriteriaSet,
    units: list[UnitResult],
    name: str,
) -> None:
    report = _start(workbook, formats, content, units, name, _COMPONENTS_TITLE, _COMPONENTS_NOTE)
    domains = criteria.domains
    headings = [
        Heading(_RANK.say(), 7, "result_rank"),
        Heading(_UNIT.say(), _UNIT_WIDTH, "result_bold"),
        *(Heading(f"{line.code}. {line.name}", 14.5, "result_score") for line in domains),
        Heading(_WHOLE.say(), 12, "result_index"),
    ]
    heading_row = report.headings(headings)
    styles = [heading.style for heading in headings]
    for result in units:
        cells: list[Shown] = [_rank(result), result.unit.name]
        cells += [result.nodes[line.code].index for line in domains]
        report.line([*cells, result.index], styles, _NAME_WRAPS)
    first, last = heading_row + 1, report.row - 1
    scale = {
        "type": "3_color_scale",
        "min_type": "num", "min_value": 50, "min_color": _LOW,
        "mid_type": "num", "mid_value": 75, "mid_color": _MIDDLE,
        "max_type": "num", "max_value": 100, "max_color": _HIGH,
    }  # fmt: skip
    report.sheet.conditional_format(first, 2, last, 1 + len(domains), scale)
    report.sheet.freeze_panes(first, 2)
    report.sheet.autofilter(heading_row, 0, last, len(headings) - 1)
    report.paper(heading_row, len(headings) - 1)


def _matrix(
    workbook: Workbook,
    formats: Formats,
    content: RankingContent,
    criteria: CriteriaSet,
    units: list[UnitResult],
    name: str,
) -> None:
    """Every line of the tree as a column: names and max points above, codes as the heading."""
    report = _start(workbook, formats, content, units, name, _MATRIX_TITLE, _MATRIX_NOTE)
    lines = criteria.lines
    names = ["", _CRITERION.say(), *(line.name[:_NAME_LENGTH] for line in lines), ""]
    report.tall(_NAME_HEIGHT)
    report.line(names, ["result_centre", "result_bold"] + ["result_line_name"] * (len(lines) + 1))
    maxima: list[Shown] = ["", _MAX.say()]
    maxima += [line.max_points for line in lines]
    maxima.append(criteria.header.expected.points)
    report.line(maxima, ["result_centre", "result_bold"] + ["result_max"] * (len(lines) + 1))
    headings = [
        Heading(_RANK.say(), 7),
        Heading(_UNIT.say(), _UNIT_WIDTH),
        *(Heading(line.code, 7.5) for line in lines),
        Heading(_TOTAL.say(), 9),
    ]
    heading_row = report.headings(headings)
    domains = [2 + at for at, line in enumerate(lines) if line.level == 1]
    for result in units:
        cells, styles = _matrix_line(result, lines, content.results.campaign.year)
        parts = "+".join(f"N({column_letters(place)}{report.row + 1})" for place in domains)
        report.line(
            [*cells, Figure(f"=ROUND({parts},12)", result.whole.achieved)],
            [*styles, "result_index"],
            _NAME_WRAPS,
        )
    report.sheet.freeze_panes(heading_row + 1, 2)
    report.sheet.autofilter(heading_row, 0, report.row - 1, len(headings) - 1)
    report.paper(heading_row, len(headings) - 1, across=2)


def _matrix_line(
    result: UnitResult, lines: tuple[Criterion, ...], year: int
) -> tuple[list[Shown], list[str]]:
    cells: list[Shown] = [_rank(result), result.unit.name]
    styles = ["result_rank", "result_bold"]
    stand_ins = result.stand_in_leaves(year)
    for line in lines:
        figures = result.nodes[line.code]
        if not figures.applicable:
            cells.append(_NOT_APPLICABLE)
            styles.append("result_centre")
            continue
        cells.append(figures.achieved)
        if figures.possible == 0:
            styles.append("closed")  # its survey has not been brought in
        elif figures.achieved is None:
            styles.append("result_not_scored")
        elif line.code in stand_ins:
            styles.append("result_stand_in")
        elif line.level == 1:
            styles.append("result_domain")
        else:
            styles.append("result_score" if line.is_leaf else "result_criterion")
    return cells, styles


def _rank(result: UnitResult) -> Shown:
    return result.rank if result.rank is not None else "–"

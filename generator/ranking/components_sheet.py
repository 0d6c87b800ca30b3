"""Writes component indices by domain as a heat map; every cell shows its figure, colours only help reading."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc.core.numbers import TAIL_PLACES, rounded
from cchc.criteria.model import Criterion
from generator.ranking.book import Book
from generator.ranking.formulas import cell_at, heading_of_lowest, item, place_of, share
from generator.ranking.model import SetGroup, rank_shown
from generator.ranking.sheet import ROW, Figure, Heading, Shown, WrittenTable
from workbook_templates.cell_plan import column_letters
from workbook_templates.formulas import as_formula
from workbook_templates.ranking import columns, texts
from workbook_templates.ranking.columns import ReportColumn
from workbook_templates.styles import HEAT_SCALE


def components_sheets(book: Book) -> None:
    """A heat map for every criteria set in use."""
    for group in book.content.sets:
        _components(book, group)


def _components(book: Book, group: SetGroup) -> None:
    criteria, domains = group.criteria, group.criteria.base_domains
    fingerprint = criteria.fingerprint
    report = book.start(
        "components",
        fingerprint,
        texts.COMPONENTS_TITLE,
        (texts.COMPONENTS_NOTE.written(), "report_note"),
    )
    book.abouts["components", fingerprint] = texts.ABOUT["components"].written() + group.suffix
    headings = [
        *(_heading(each) for each in (columns.RANK, columns.CODE, columns.UNIT)),
        *(Heading(_domain(line), columns.DOMAIN_WIDTH, "result_score") for line in domains),
        *(_heading(each) for each in (columns.WHOLE_INDEX, columns.WEAKEST_DOMAIN, columns.MATRIX_ROW)),
    ]
    heading_row = report.headings(headings)
    keys = ["rank", "code", "unit", *(line.code for line in domains), "index", "weakest", "row"]
    places = {key: position for position, key in enumerate(keys)}
    written = WrittenTable(
        report.name, heading_row, heading_row + 1, heading_row + len(group.units), places
    )
    book.keep("components", fingerprint, written)
    matrix = book.tables["matrix", fingerprint]
    styles = [heading.style for heading in headings]
    first, last = column_letters(places[domains[0].code]), column_letters(places[domains[-1].code])
    head = cell_at(f"${first}${heading_row + 1}:${last}${heading_row + 1}")
    report.packs()
    found = cell_at(f"${column_letters(places['row'])}{ROW}")
    shares = [
        as_formula(share(item(matrix.cells(points), found), item(matrix.cells(possible), found)), str)
        for points, possible in [
            *((line.code, f"possible {line.code}") for line in domains),
            ("total", "possible"),
        ]
    ]
    weakest = as_formula(heading_of_lowest(cell_at(f"{first}{ROW}:{last}{ROW}"), head), str)
    found_at = as_formula(place_of(cell_at(f"$B{ROW}"), matrix.cells("code")), str)
    widths = {2: columns.UNIT_WIDTH, places["weakest"]: columns.WEAKEST_DOMAIN.width}
    for number, result in enumerate(group.units, start=1):
        row = str(report.row + 1)
        indices = [*(result.nodes[line.code].index for line in domains), result.index]
        cells: list[Shown] = [rank_shown(result), result.unit.code, result.unit.name]
        cells += [
            Figure(formula.replace(ROW, row), index) for formula, index in zip(shares, indices, strict=True)
        ]
        cells.append(Figure(weakest.replace(ROW, row), _weakest(indices[:-1], domains)))
        cells.append(Figure(found_at.replace(ROW, row), number))
        report.line(cells, styles, widths)
    report.sheet.conditional_format(
        written.first, places[domains[0].code], written.last, places[domains[-1].code], dict(HEAT_SCALE)
    )
    report.sheet.freeze_panes(written.first, 3)
    report.sheet.autofilter(heading_row, 0, written.last, places["weakest"])
    report.sheet.set_column(places["row"], places["row"], columns.MATRIX_ROW.width, None, {"hidden": True})
    report.paper(heading_row, places["weakest"])


def _heading(column: ReportColumn) -> Heading:
    return Heading(column.heading.written(), column.width, column.style)


def _domain(line: Criterion) -> str:
    return f"{line.code}. {line.name}"


def _weakest(indices: Sequence[Fraction | None], domains: Sequence[Criterion]) -> str:
    """The domain with the lowest index as a spreadsheet compares indices; the first one if several are equal."""
    there = [
        (rounded(index, TAIL_PLACES), position, line)
        for position, (index, line) in enumerate(zip(indices, domains, strict=True))
        if index is not None
    ]
    return _domain(min(there)[2]) if there else ""

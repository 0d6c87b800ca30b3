"""Writes the matrices of units by criteria: the points achieved on every line, and the claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from cchc.core.expressions import All, CompareStored, Expression, IsNumber, Number
from cchc.core.numbers import ZERO
from cchc.criteria.model import BASE, CriteriaSet, Criterion
from cchc.language import Words
from cchc.results.model import Nodes, UnitResult
from generator.ranking.book import Book
from generator.ranking.formulas import added, cell_at, sum_of, with_sections, within
from generator.ranking.model import SetGroup, rank_shown
from generator.ranking.sheet import ROW, Figure, Heading, ReportSheet, Shown, WrittenTable
from workbook_templates.cell_plan import column_letters
from workbook_templates.formulas import as_formula, condition_formula
from workbook_templates.ranking import columns, texts

_FIRST_LINE = 3
"""The columns before the lines of the tree: rank, code, unit."""

_ABOVE = 2
"""The rows above the heading: names and max points."""

_NAME_HEIGHT = 118.0
_NAME_LENGTH = 80
_ZOOM = 85


def matrix_sheets(book: Book) -> None:
    """Write both matrices of every criteria set in use."""
    for group in book.content.sets:
        _matrix(book, group)
        _claims(book, group)


def _matrix(book: Book, group: SetGroup) -> None:
    """Write the matrix of results: a column for every line of the tree and the total; then the max points counted
    in each domain, and the year of every survey figure of an earlier year.
    """
    criteria = group.criteria
    lines, domains = criteria.lines, criteria.base_domains
    names = [line.name for line in lines]
    year = book.content.campaign.year
    earlier = {result.unit.code: stand_in_years(result, year) for result in group.units}
    with_earlier = {code for years in earlier.values() for code in years}
    dated = [line for line in lines if line.code in with_earlier]
    names += [""] + [texts.MATRIX_COUNTED.written(name=line.name) for line in domains] + [""]
    names += [texts.MATRIX_YEAR.written(name=line.name) for line in dated]
    maxima: list[Shown] = [line.max_points for line in lines]
    maxima += [criteria.header.expected.points, *[None] * (len(domains) + 1 + len(dated))]
    headings = [Heading(line.code, columns.LINE_WIDTH) for line in lines]
    headings.append(Heading(texts.MATRIX_TOTAL.written(), columns.TOTAL_WIDTH))
    headings += [
        Heading(texts.MATRIX_COUNTED_CODE.written(code=line.code), columns.COUNTED_WIDTH)
        for line in domains
    ]
    headings.append(Heading(texts.MATRIX_COUNTED_WHOLE.written(), columns.COUNTED_WIDTH))
    headings += [
        Heading(texts.MATRIX_YEAR_CODE.written(code=line.code), columns.COUNTED_WIDTH) for line in dated
    ]
    keys = [line.code for line in lines] + ["total"]
    keys += [f"possible {line.code}" for line in domains] + ["possible"]
    keys += [f"year {line.code}" for line in dated]
    held = book.content.campaign.survey_held
    notes = [texts.MATRIX_NOTE if held else texts.MATRIX_NOTE_NOT_HELD]
    notes += [texts.MATRIX_NOTE_STANDS_IN] if dated else []
    report, written = _start(
        book, "matrix", group, texts.MATRIX_TITLE, notes, names, maxima, headings, keys
    )
    report.packs()
    sums = _Sums(criteria, written)
    lines_of = _Lines(criteria, held)
    possible_of = [criteria.tree.places[line.code] for line in domains]
    parts = [written.columns[f"possible {line.code}"] for line in domains]
    counted = as_formula(added([_run(parts[0], parts[-1], ROW)]), str)
    behind = ["result_index"] + ["result_counted"] * (len(domains) + 1) + ["result_centre"] * len(dated)
    for result in group.units:
        cells, styles = _row_start(result)
        years = earlier[result.unit.code]
        row, nodes = str(report.row + 1), result.nodes
        more_cells, more_styles = lines_of.of(nodes, sums, row)
        cells += more_cells
        styles += more_styles
        for code in years:
            styles[written.columns[code]] = "result_stand_in"
        cells.append(Figure(sums.formula("", row), result.whole.achieved))
        cells += [nodes.possible[at] for at in possible_of]
        cells.append(Figure(counted.replace(ROW, row), result.whole.possible))
        cells += [years.get(line.code) for line in dated]
        report.line(cells, [*styles, *behind], _WRAPS)
    _finish(book, report, written, printed=_FIRST_LINE + len(lines))


def _claims(book: Book, group: SetGroup) -> None:
    """Write the matrix of claims, as values, with only the leaves that units score themselves."""
    own = [scored.criterion for scored in group.criteria.leaves if scored.by_unit]
    headings = [Heading(line.code, columns.LINE_WIDTH) for line in own]
    headings.append(Heading(texts.MATRIX_TOTAL.written(), columns.TOTAL_WIDTH))
    keys = [*(line.code for line in own), "total"]
    names = [*(line.name for line in own), ""]
    maxima: list[Shown] = [*(line.max_points for line in own), None]
    report, written = _start(
        book, "claims", group, texts.CLAIMS_TITLE, [texts.CLAIMS_NOTE], names, maxima, headings, keys
    )
    report.packs()
    places = [group.criteria.tree.places[line.code] for line in own]
    sum_of_claims = as_formula(_claimed(group.criteria, own), str)
    for result in group.units:
        cells, styles = _row_start(result)
        nodes = result.nodes
        for at in places:
            applies, claimed = nodes.applicable[at], nodes.self_score[at]
            cells.append(claimed if applies else texts.NOT_APPLICABLE)
            styles.append("result_not_scored" if applies and claimed is None else "result_score")
        formula = sum_of_claims.replace(ROW, str(report.row + 1))
        cells.append(Figure(formula, result.whole.self_score))
        report.line(cells, [*styles, "result_index"], _WRAPS)
    _finish(book, report, written, printed=_FIRST_LINE + len(own) + 1)


def _claimed(criteria: CriteriaSet, own: Sequence[Criterion]) -> Expression:
    """The sum of a unit's claims in the row `ROW`: leaves of the base set, and every section up to its cap."""
    places: dict[str, list[int]] = {"": []}
    for at, line in enumerate(own):
        section = line.code.partition(".")[0] if line.section else ""
        places.setdefault(section, []).append(_FIRST_LINE + at)
    cells = {
        code: [_run(first, last, ROW) for first, last in _runs(found)]
        for code, found in places.items()
        if found
    }
    moved: dict[int, list[Expression]] = {1: [], -1: []}
    for code, (sign, cap) in criteria.sections.items():
        if code in cells:
            moved[sign].append(within(cap, sum_of(cells[code])))
    return with_sections(cells.get("", []), moved[1], moved[-1])


_WRAPS = {2: columns.UNIT_WIDTH}
"""The column with the unit's name and its width; a name may need two lines and a higher row."""


def _start(
    book: Book,
    kind: str,
    group: SetGroup,
    title: Words,
    notes: Sequence[Words],
    names: Sequence[str],
    maxima: Sequence[Shown],
    headings: Sequence[Heading],
    keys: Sequence[str],
) -> tuple[ReportSheet, WrittenTable]:
    """Start a matrix: names and max points above, then the codes as the only heading row, which has the filter."""
    fingerprint = group.criteria.fingerprint
    report = book.start(kind, fingerprint, title, *((note.written(), "report_note") for note in notes))
    book.abouts[kind, fingerprint] = texts.ABOUT[kind].written() + group.suffix
    report.sheet.set_zoom(_ZOOM)
    report.tall(_NAME_HEIGHT)
    left = ["result_centre", "result_centre", "result_bold"]
    shortened = [name if len(name) <= _NAME_LENGTH else name[: _NAME_LENGTH - 1] + "…" for name in names]
    report.line(
        ["", "", texts.MATRIX_CRITERION.written(), *shortened], left + ["result_line_name"] * len(names)
    )
    report.line(["", "", texts.MATRIX_MAX.written(), *maxima], left + ["result_max"] * len(maxima))
    fixed = [
        Heading(each.heading.written(), each.width) for each in (columns.RANK, columns.CODE, columns.UNIT)
    ]
    heading_row = report.headings([*fixed, *headings])
    columns_of = {"rank": 0, "code": 1, "unit": 2}
    columns_of |= {key: _FIRST_LINE + at for at, key in enumerate(keys)}
    written = WrittenTable(
        report.name, heading_row, heading_row + 1, heading_row + len(group.units), columns_of
    )
    book.keep(kind, fingerprint, written)
    return report, written


def _finish(book: Book, report: ReportSheet, written: WrittenTable, printed: int) -> None:
    last_column = max(written.columns.values())
    report.sheet.freeze_panes(written.first, _FIRST_LINE)
    report.sheet.autofilter(written.heading_row, 0, written.last, last_column)
    # Blank cells are not zeros, but in Excel a condition on the value only would mark them.
    corner = cell_at(f"{column_letters(_FIRST_LINE)}{written.first + 1}")
    is_zero = All((IsNumber(corner), CompareStored("=", corner, Number(ZERO))))
    options = {
        "type": "formula",
        "criteria": condition_formula(is_zero),
        "format": book.formats("result_zero"),
    }
    report.sheet.conditional_format(written.first, _FIRST_LINE, written.last, printed - 1, options)
    report.paper(written.heading_row, printed, across=_FIRST_LINE, above=_ABOVE)


def _row_start(result: UnitResult) -> tuple[list[Shown], list[str]]:
    return [rank_shown(result), result.unit.code, result.unit.name], [
        "result_rank",
        "result_centre",
        "result_bold",
    ]


def stand_in_years(result: UnitResult, year: int) -> Mapping[str, int]:
    """The leaves whose displayed points come from a survey of an earlier year, each with that year."""
    nodes = result.nodes
    return {
        code: of
        for code, of in result.stand_in_leaves(year).items()
        if nodes[code].possible and nodes[code].achieved is not None
    }


class _Lines:
    """The cells and styles of the tree's lines in the row of any unit. `held` is whether surveys are held."""

    def __init__(self, criteria: CriteriaSet, held: bool) -> None:
        own = {scored.code: scored.by_unit for scored in criteria.leaves}
        self._lines = [
            (
                line.code,
                line.is_leaf,
                line.is_leaf and not held and not own[line.code],
                line.section == BASE,
                _scored_style(line),
            )
            for line in criteria.lines
        ]

    def of(self, nodes: Nodes, sums: _Sums, row: str) -> tuple[list[Shown], list[str]]:
        """The cells of a unit in spreadsheet row `row`, with sums as formulas, and the cells' styles."""
        cells: list[Shown] = []
        styles: list[str] = []
        waiting = texts.WAITING.written()
        figures = zip(self._lines, nodes.applicable, nodes.possible, nodes.achieved, strict=False)
        for (code, is_leaf, not_held, in_base, style), applies, possible, achieved in figures:
            if not applies:
                cells.append(texts.NOT_APPLICABLE)
                styles.append("result_centre")
                continue
            waits = in_base and not possible  # its survey is not imported yet
            if not is_leaf:
                cells.append(Figure(sums.formula(code, row), achieved))
            elif not_held:
                cells.append(texts.NOT_HELD)
            else:
                cells.append(waiting if waits else achieved)
            styles.append("result_waiting" if waits else "result_not_scored" if achieved is None else style)
        return cells, styles


def _scored_style(line: Criterion) -> str:
    if line.level == 1:
        return "result_domain"
    return "result_score" if line.is_leaf else "result_criterion"


class _Sums:
    """The native sum formula of every line with lines below it, for any row."""

    def __init__(self, criteria: CriteriaSet, written: WrittenTable) -> None:
        parents = [line.code for line in criteria.lines if not line.is_leaf]
        below = {code: criteria.children(code) for code in parents}
        below[""] = criteria.base_domains
        self._runs = {
            code: _runs([written.columns[child.code] for child in children])
            for code, children in below.items()
        }
        self._sections = {written.columns[code]: section for code, section in criteria.sections.items()}
        self._caps = {code: section.cap for code, section in criteria.sections.items()}

        self._formulas = {code: as_formula(self._tree(code), str) for code in below}

    def formula(self, code: str, row: str) -> str:
        return self._formulas[code].replace(ROW, row)

    def _tree(self, code: str) -> Expression:
        runs = [_run(first, last, ROW) for first, last in self._runs[code]]
        if code in self._caps:
            return within(self._caps[code], sum_of(runs))
        if code:
            return sum_of(runs)
        moved = {
            sign: [_run(at, at, ROW) for at, section in self._sections.items() if section.sign == sign]
            for sign in (1, -1)
        }
        return with_sections(runs, moved[1], moved[-1])


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring columns as runs from first to last."""
    breaks = [at for at, (one, other) in enumerate(pairwise(places), start=1) if other != one + 1]
    bounds = [0, *breaks, len(places)]
    return [(places[start], places[end - 1]) for start, end in pairwise(bounds)]


def _run(first: int, last: int, row: str) -> Expression:
    start = f"{column_letters(first)}{row}"
    return cell_at(start if first == last else f"{start}:{column_letters(last)}{row}")

"""The card of any one unit: a cell to choose it in, all of its figures looked up by native formulas."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc.core.numbers import TAIL_PLACES
from cchc.criteria.model import BONUS, PENALTY, Criterion
from cchc.results import UnitResult
from cchc.statistics import mean, ranked
from generator.ranking import charts
from generator.ranking.book import Book
from generator.ranking.card_notes import Notes
from generator.ranking.formulas import (
    average_of_ranked,
    class_of,
    difference,
    share,
    sum_of,
    with_sections,
    within,
)
from generator.ranking.model import SetGroup, rank_shown, status_text
from generator.ranking.sheet import Figure, Place, Shown
from generator.render import accepted
from workbook_templates.cell_plan import column_letters
from workbook_templates.formulas import text_literal
from workbook_templates.ranking import columns, texts

_LABEL_LENGTH = 200
"""MATCH takes texts of at most 255 characters."""

_LIST = 8
"""The first of the hidden columns: label, code, block, status, ranked in the block, and in row 1 the row
in the matrix that is shown."""

_CHART_ROWS = 15
_NAME = 1


def card_sheets(book: Book) -> None:
    """A card for every criteria set in use."""
    for group in book.content.sets:
        _Card(book, group).write()


class _Card:
    """Writes one card. The first unit of the campaign is chosen to begin with."""

    def __init__(self, book: Book, group: SetGroup) -> None:
        self.book, self.group, self.criteria = book, group, group.criteria
        fingerprint = group.criteria.fingerprint
        self.fingerprint = fingerprint
        self.matrix = book.places["matrix", fingerprint]
        self.claims = book.places["claims", fingerprint]
        self.components = book.places["components", fingerprint]
        members = {result.unit.code for result in group.units}
        # The order of the control workbook: where people look for a unit.
        self.units = [each for each in book.content.results.units if each.unit.code in members]
        self.chosen: UnitResult = self.units[0]
        letters = [column_letters(_LIST + at) for at in range(6)]
        self.labels, self.codes, self.blocks, self.statuses, self.counts, working = letters
        self.matrix_row, self.claims_row, self.list_row = (f"${working}${row}" for row in (1, 2, 3))
        self.last = len(self.units)
        self.notes = Notes(book.content.campaign, group.criteria, self.matrix, self.matrix_row)

    def write(self) -> None:
        note = (texts.CARD_NOTE.say(), "report_note")
        report = self.book.start("card", self.fingerprint, texts.CARD_TITLE, note)
        self.report = report
        self.book.abouts["card", self.fingerprint] = texts.ABOUT["card"].say() + self.group.suffix
        for place, column in enumerate(columns.CARD):
            report.sheet.set_column(place, place, column.width)
        self._list()
        self._choice()
        self._facts()
        domains = self._domains()
        self._chart(domains)
        heading_row = self._lines()
        report.sheet.freeze_panes(self.choice_row + 1, 0)
        report.paper(heading_row, len(columns.CARD) - 1)
        report.sheet.set_portrait()
        report.sheet.repeat_rows(self.choice_row)
        report.sheet.set_column(_LIST, _LIST + 5, 12, None, {"hidden": True})

    def _list(self) -> None:
        """What the list offers, hidden; and where the chosen unit stands in it and in both matrices."""
        report = self.report
        ranked_in: dict[str, int] = {}
        for result in ranked(self.book.content.results.units):
            ranked_in[result.unit.block] = ranked_in.get(result.unit.block, 0) + 1
        blocks = {block.code: block.name for block in self.book.content.campaign.blocks}
        for row, result in enumerate(self.units):
            unit = result.unit
            values: list[Shown] = [
                _label(result),
                unit.code,
                blocks[unit.block],
                status_text(result.status),
                ranked_in.get(unit.block, 0),
            ]
            for at, value in enumerate(values):
                report.write(row, _LIST + at, value, "working")
        self.choice_row = report.row
        chosen = f"$B${self.choice_row + 1}"
        place = f"=MATCH({chosen},${self.labels}$1:${self.labels}${self.last},0)"
        code = f"INDEX(${self.codes}$1:${self.codes}${self.last},{self.list_row})"
        row = next(
            number for number, each in enumerate(self.group.units, start=1) if each.unit == self.chosen.unit
        )
        column = _LIST + 5
        report.write(0, column, Figure(f"=MATCH({code},{self.matrix.column('code')},0)", row), "working")
        report.write(1, column, Figure(f"=MATCH({code},{self.claims.column('code')},0)", row), "working")
        report.write(2, column, Figure(place, 1), "working")

    def _choice(self) -> None:
        report, row = self.report, self.choice_row
        report.sheet.set_row(row, 24)
        report.write(row, 0, texts.CARD_CHOOSE.say(), "card_label")
        report.write(row, _NAME, _label(self.chosen), "card_choice")
        options = {
            "validate": "list",
            "source": f"=${self.labels}$1:${self.labels}${self.last}",
            "error_title": texts.CARD_UNKNOWN_TITLE.say(),
            "error_message": texts.CARD_UNKNOWN.say(),
        }
        accepted(report.sheet.data_validation(row, _NAME, row, _NAME, options))
        report.row += 1

    def _facts(self) -> None:
        report, chosen, campaign = self.report, self.chosen, self.book.content.campaign
        blocks = {block.code: block.name for block in campaign.blocks}
        rank, count = self._matrix("rank"), self._listed(self.counts)
        peers = sum(
            1 for each in ranked(self.book.content.results.units) if each.unit.block == chosen.unit.block
        )
        rank_text = f"{chosen.rank}/{peers}" if chosen.rank is not None else str(rank_shown(chosen))
        index_row = report.row + 2
        index = f"$B${index_row + 1}"
        points, possible = self._matrix("total"), self._matrix("possible")
        facts: list[tuple[str, Figure]] = [
            ("block", Figure("=" + self._listed(self.blocks), blocks[chosen.unit.block])),
            ("rank", Figure(f'=IF(ISNUMBER({rank}),{rank}&"/"&{count},{rank})', rank_text)),
            ("index", Figure("=" + share(points, possible), chosen.index)),
            (
                "class",
                Figure(
                    "=" + class_of(index, campaign.classes, campaign.ranking.decimals),
                    chosen.class_name or "",
                ),
            ),
            ("status", Figure("=" + self._listed(self.statuses), status_text(chosen.status))),
        ]
        for key, figure in facts:
            report.write(report.row, 0, texts.CARD_FACTS[key].say(), "card_label")
            style = "card_index" if key == "index" else "card_value"
            report.write(report.row, _NAME, figure, style)
            report.sheet.set_row(report.row, 19)
            report.row += 1
        report.row += 1

    def _domains(self) -> Place:
        report, criteria, chosen = self.report, self.criteria, self.chosen
        averages = {each.line.code: each.average_index for each in self.book.lines(self.group)}
        heading_row = self._headings(columns.CARD_DOMAINS)
        keys = {column.key: at for at, column in enumerate(columns.CARD_DOMAINS)}
        last_row = heading_row + len(criteria.base_domains)
        place = Place(report.name, heading_row, heading_row + 1, last_row, keys)
        ranks = self.components.column("rank")
        styles = [column.style for column in columns.CARD_DOMAINS]
        for line in criteria.base_domains:
            node, row = chosen.nodes[line.code], report.row + 1
            possible = self._matrix(f"possible {line.code}")
            own = [self._claim(leaf) for leaf in self._own_leaves(line)]
            average = average_of_ranked(self.components.column(line.code), ranks)
            report.line(
                [
                    line.code,
                    line.name,
                    Figure("=" + possible, node.possible),
                    Figure("=" + sum_of(own), node.self_score) if own else None,
                    Figure("=" + _if_number(self._matrix(line.code)), node.achieved),
                    Figure("=" + share(f"E{row}", f"C{row}"), node.index),
                    Figure("=" + average, averages[line.code]),
                ],
                styles,
                {_NAME: columns.CARD_DOMAINS[_NAME].width},
            )
        moved = self._sections(styles)
        first, last, row, whole = place.first + 1, place.last + 1, report.row + 1, chosen.whole

        def points(column: str) -> str:
            cells = {sign: [f"{column}{each}" for each in rows] for sign, rows in moved.items()}
            return "=" + with_sections([f"{column}{first}:{column}{last}"], cells[1], cells[-1])

        report.line(
            [
                "",
                texts.CARD_WHOLE.say(),
                Figure(f"=SUM(C{first}:C{last})", whole.possible),
                Figure(points("D"), whole.self_score),
                Figure(points("E"), whole.achieved),
                Figure("=" + share(f"E{row}", f"C{row}"), chosen.index),
                Figure("=" + average_of_ranked(self.components.column("index"), ranks), self._average()),
            ],
            ["result_index", "result_bold", *["result_index"] * 5],
        )
        report.row += 1
        return place

    def _sections(self, styles: list[str]) -> dict[int, list[int]]:
        """Bonus and penalty sections below the domains: points, no max points and no index. Their spreadsheet
        rows, by sign.
        """
        rows: dict[int, list[int]] = {1: [], -1: []}
        for line in self.criteria.section_domains:
            node, (sign, cap) = self.chosen.nodes[line.code], self.criteria.sections[line.code]
            rows[sign].append(self.report.row + 1)
            claimed = within(cap, sum_of([self._claim(leaf) for leaf in self._own_leaves(line)]))
            self.report.line(
                [
                    line.code,
                    line.name,
                    None,
                    Figure("=" + claimed, node.self_score),
                    Figure("=" + _if_number(self._matrix(line.code)), node.achieved),
                    None,
                    None,
                ],
                styles,
                {_NAME: columns.CARD_DOMAINS[_NAME].width},
            )
        return rows

    def _average(self) -> Fraction | None:
        return mean([each.index for each in ranked(self.group.units) if each.index is not None])

    def _chart(self, place: Place) -> None:
        report = self.report
        series = [
            (texts.CARD_UNIT_SERIES.say(), place.chart_range("index", place.first, place.last)),
            (
                columns.CARD_DOMAINS[-1].heading.say(),
                place.chart_range("average", place.first, place.last),
            ),
        ]
        title = texts.CARD_CHART.say()
        categories = place.chart_range("code", place.first, place.last)
        chart = charts.columns(self.book.workbook, title, categories, series)
        chart.set_size({"width": 920, "height": _CHART_ROWS * charts.ROW_PIXELS - 10})
        options = {"description": texts.CHART_ALT_CARD.say(title=title), "object_position": 2}
        accepted(report.sheet.insert_chart(report.row, 0, chart, options))
        report.row += _CHART_ROWS + 1

    def _lines(self) -> int:
        report, criteria = self.report, self.criteria
        heading_row = self._headings(columns.CARD)
        rows = {line.code: report.row + at for at, line in enumerate(criteria.lines)}
        report.sheet.set_h_pagebreaks([heading_row])
        for line in criteria.lines:
            styles = [column.style for column in columns.CARD]
            if not line.is_leaf:
                styles = [_ABOVE[line.level == 1].get(style, style) for style in styles]
            report.line(self._line(line, rows), styles, {_NAME: columns.CARD[_NAME].width})
        return heading_row

    def _line(self, line: Criterion, rows: dict[str, int]) -> list[Shown]:
        node, row = self.chosen.nodes[line.code], rows[line.code] + 1
        below = [rows[child.code] + 1 for child in self.criteria.children(line.code)]
        own = self._own_leaves(line)
        claimed: Shown = None
        if line.is_leaf and own:
            claimed = Figure("=" + _if_number(self._claim(line)), node.self_score)
        elif own:
            added = sum_of([f"D{each}" for each in below])
            if line.code in self.criteria.sections:
                added = within(line.max_points, added)
            claimed = Figure("=" + added, node.self_score)
        value = self._matrix(line.code)
        absent = text_literal(texts.NOT_APPLICABLE)
        achieved = f'=IF(ISNUMBER({value}),{value},IF({value}={absent},{absent},""))'
        formula = self._lost_formula(line, row, below)
        return [
            line.code,
            line.name,
            line.max_points,
            claimed,
            Figure(achieved, node.achieved if node.applicable else texts.NOT_APPLICABLE),
            Figure("=" + formula, self._lost(line)) if formula else None,
            self.notes.of(line, self.chosen, row),
        ]

    def _lost_formula(self, line: Criterion, row: int, below: list[int]) -> str:
        """What a line has cost the unit: what its max points are not reached by, or a penalty as it is. No bonus is
        lost.
        """
        if line.section == BONUS:
            return ""
        if line.section == PENALTY:
            return _if_number(f"E{row}")
        if line.is_leaf:
            return difference(f"C{row}", f"E{row}", TAIL_PLACES)
        return sum_of([f"F{each}" for each in below])

    def _lost(self, line: Criterion) -> Fraction | None:
        if line.section:
            return self.chosen.nodes[line.code].achieved
        if line.is_leaf:
            achieved = self.chosen.nodes[line.code].achieved
            return None if achieved is None else line.max_points - achieved
        parts = [
            part for child in self.criteria.children(line.code) if (part := self._lost(child)) is not None
        ]
        return sum(parts, Fraction(0)) if parts else None

    def _own_leaves(self, line: Criterion) -> list[Criterion]:
        """The leaves at or below a line that units score themselves."""
        if line.is_leaf:
            return [line] if self.criteria.leaf_by_code[line.code].by_unit else []
        return [leaf for child in self.criteria.children(line.code) for leaf in self._own_leaves(child)]

    def _headings(self, table: Sequence[columns.ReportColumn]) -> int:
        return self.report.table(table)

    def _matrix(self, key: str) -> str:
        return f"INDEX({self.matrix.column(key)},{self.matrix_row})"

    def _claim(self, leaf: Criterion) -> str:
        return f"INDEX({self.claims.column(leaf.code)},{self.claims_row})"

    def _listed(self, column: str) -> str:
        return f"INDEX(${column}$1:${column}${self.last},{self.list_row})"


_ABOVE = (
    {
        "result_text": "result_criterion_name",
        "result_centre": "result_criterion",
        "result_score": "result_criterion",
    },
    {
        "result_text": "result_domain_name",
        "result_centre": "result_domain",
        "result_score": "result_domain",
    },
)
"""By whether a line is a domain: what the styles of a leaf become."""


def _if_number(value: str) -> str:
    return f'IF(ISNUMBER({value}),{value},"")'


def _label(result: UnitResult) -> str:
    """Names may occur twice in a province; codes do not."""
    return f"{result.unit.name[:_LABEL_LENGTH]} ({result.unit.code})"

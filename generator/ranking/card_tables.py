"""The two tables of a card: the unit's domains beside the averages, and every line of the tree."""

from __future__ import annotations

from fractions import Fraction

from cchc.core.numbers import TAIL_PLACES
from cchc.criteria.model import BONUS, PENALTY, Criterion
from cchc.results.model import UnitResult
from cchc.results.statistics import mean, ranked
from generator.ranking.book import Book
from generator.ranking.card_lookups import Lookups
from generator.ranking.card_notes import Notes
from generator.ranking.formulas import (
    average_of_ranked,
    difference,
    share,
    sum_of,
    with_sections,
    within,
)
from generator.ranking.model import SetGroup
from generator.ranking.sheet import Figure, Place, ReportSheet, Shown
from workbook_templates.formulas import text_literal
from workbook_templates.ranking import columns, texts

_NAME = 1


class CardTables:
    """Writes them below one another, looked up for the unit that is chosen."""

    def __init__(
        self, book: Book, group: SetGroup, report: ReportSheet, at: Lookups, chosen: UnitResult
    ) -> None:
        self.book, self.group, self.criteria = book, group, group.criteria
        self.report, self.at, self.chosen = report, at, chosen
        self.notes = Notes(book.content.campaign, group.criteria, at.results, at.results_row)

    def domains(self) -> Place:
        """Every domain of the unit beside the average of all units; returns where the table stands."""
        report, criteria, chosen = self.report, self.criteria, self.chosen
        averages = {each.line.code: each.average_index for each in self.book.lines(self.group)}
        heading_row = report.table(columns.CARD_DOMAINS)
        keys = {column.key: at for at, column in enumerate(columns.CARD_DOMAINS)}
        last_row = heading_row + len(criteria.base_domains)
        place = Place(report.name, heading_row, heading_row + 1, last_row, keys)
        ranks = self.at.components.column("rank")
        styles = [column.style for column in columns.CARD_DOMAINS]
        for line in criteria.base_domains:
            node, row = chosen.nodes[line.code], report.row + 1
            possible = self.at.matrix(f"possible {line.code}")
            own = [self.at.claim(leaf) for leaf in self._own_leaves(line)]
            average = average_of_ranked(self.at.components.column(line.code), ranks)
            report.line(
                [
                    line.code,
                    line.name,
                    Figure("=" + possible, node.possible),
                    Figure("=" + sum_of(own), node.self_score) if own else None,
                    Figure("=" + _if_number(self.at.matrix(line.code)), node.achieved),
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
                texts.CARD_WHOLE.written(),
                Figure(f"=SUM(C{first}:C{last})", whole.possible),
                Figure(points("D"), whole.self_score),
                Figure(points("E"), whole.achieved),
                Figure("=" + share(f"E{row}", f"C{row}"), chosen.index),
                Figure("=" + average_of_ranked(self.at.components.column("index"), ranks), self._average()),
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
            claimed = within(cap, sum_of([self.at.claim(leaf) for leaf in self._own_leaves(line)]))
            self.report.line(
                [
                    line.code,
                    line.name,
                    None,
                    Figure("=" + claimed, node.self_score),
                    Figure("=" + _if_number(self.at.matrix(line.code)), node.achieved),
                    None,
                    None,
                ],
                styles,
                {_NAME: columns.CARD_DOMAINS[_NAME].width},
            )
        return rows

    def _average(self) -> Fraction | None:
        return mean([each.index for each in ranked(self.group.units) if each.index is not None])

    def lines(self) -> int:
        """Every line of the tree; returns the number of the heading row."""
        report, criteria = self.report, self.criteria
        heading_row = report.table(columns.CARD)
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
            claimed = Figure("=" + _if_number(self.at.claim(line)), node.self_score)
        elif own:
            added = sum_of([f"D{each}" for each in below])
            if line.code in self.criteria.sections:
                added = within(line.max_points, added)
            claimed = Figure("=" + added, node.self_score)
        value = self.at.matrix(line.code)
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

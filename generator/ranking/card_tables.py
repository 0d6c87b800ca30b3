"""Writes the two tables of a card: the unit's domains beside the averages, and every line of the tree."""

from __future__ import annotations

from fractions import Fraction

from cchc.core.expressions import Empty, Expression, If, Is, IsNumber, Text
from cchc.core.numbers import TAIL_PLACES
from cchc.criteria.model import BONUS, PENALTY, Criterion
from cchc.results.model import UnitResult
from cchc.results.statistics import mean, ranked
from generator.ranking.book import Book
from generator.ranking.card_lookups import Lookups
from generator.ranking.card_notes import Notes
from generator.ranking.formulas import (
    added,
    average_of_ranked,
    cell_at,
    difference,
    if_number,
    share,
    sum_of,
    with_sections,
    within,
)
from generator.ranking.model import SetGroup
from generator.ranking.sheet import ReportSheet, Shown, WrittenTable, computed
from workbook_templates.ranking import columns, texts

_NAME = 1


class CardTables:
    """Writes the tables one below the other; their formulas look up the chosen unit."""

    def __init__(
        self, book: Book, group: SetGroup, report: ReportSheet, at: Lookups, chosen: UnitResult
    ) -> None:
        self.book, self.group, self.criteria = book, group, group.criteria
        self.report, self.at, self.chosen = report, at, chosen
        self.notes = Notes(book.content.campaign, group.criteria, at.results, at.results_row)

    def domains(self) -> WrittenTable:
        """Write every domain of the unit beside the average of the ranked units; returns the table's place."""
        report, criteria, chosen = self.report, self.criteria, self.chosen
        averages = {each.line.code: each.average_index for each in self.book.lines(self.group)}
        heading_row = report.table(columns.CARD_DOMAINS)
        keys = {column.key: place for place, column in enumerate(columns.CARD_DOMAINS)}
        last_row = heading_row + len(criteria.base_domains)
        written = WrittenTable(report.name, heading_row, heading_row + 1, last_row, keys)
        ranks = self.at.components.cells("rank")
        styles = [column.style for column in columns.CARD_DOMAINS]
        for line in criteria.base_domains:
            node, row = chosen.nodes[line.code], report.row + 1
            possible = self.at.matrix(f"possible {line.code}")
            own = [self.at.claim(leaf) for leaf in self._own_leaves(line)]
            average = average_of_ranked(self.at.components.cells(line.code), ranks)
            report.line(
                [
                    line.code,
                    line.name,
                    computed(possible, node.possible),
                    computed(sum_of(own), node.self_score) if own else None,
                    computed(if_number(self.at.matrix(line.code)), node.achieved),
                    computed(share(cell_at(f"E{row}"), cell_at(f"C{row}")), node.index),
                    computed(average, averages[line.code]),
                ],
                styles,
                {_NAME: columns.CARD_DOMAINS[_NAME].width},
            )
        moved = self._sections(styles)
        first, last, row, whole = written.first + 1, written.last + 1, report.row + 1, chosen.whole

        def points(column: str) -> Expression:
            cells = {sign: [cell_at(f"{column}{each}") for each in rows] for sign, rows in moved.items()}
            return with_sections([cell_at(f"{column}{first}:{column}{last}")], cells[1], cells[-1])

        report.line(
            [
                "",
                texts.CARD_WHOLE.written(),
                computed(added([cell_at(f"C{first}:C{last}")]), whole.possible),
                computed(points("D"), whole.self_score),
                computed(points("E"), whole.achieved),
                computed(share(cell_at(f"E{row}"), cell_at(f"C{row}")), chosen.index),
                computed(average_of_ranked(self.at.components.cells("index"), ranks), self._average()),
            ],
            ["result_index", "result_bold", *["result_index"] * 5],
        )
        report.row += 1
        return written

    def _sections(self, styles: list[str]) -> dict[int, list[int]]:
        """Write the bonus and penalty sections below the domains, with points but without max points and index.
        Returns their spreadsheet rows by sign.
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
                    computed(claimed, node.self_score),
                    computed(if_number(self.at.matrix(line.code)), node.achieved),
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
        """Write every line of the tree; returns the number of the heading row."""
        report, criteria = self.report, self.criteria
        heading_row = report.table(columns.CARD)
        rows = {line.code: report.row + position for position, line in enumerate(criteria.lines)}
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
            claimed = computed(if_number(self.at.claim(line)), node.self_score)
        elif own:
            total = sum_of([cell_at(f"D{each}") for each in below])
            if line.code in self.criteria.sections:
                total = within(line.max_points, total)
            claimed = computed(total, node.self_score)
        value = self.at.matrix(line.code)
        absent = If(Is(value, texts.NOT_APPLICABLE), Text(texts.NOT_APPLICABLE), Empty())
        achieved = If(IsNumber(value), value, absent)
        lost = self._lost_tree(line, row, below)
        return [
            line.code,
            line.name,
            line.max_points,
            claimed,
            computed(achieved, node.achieved if node.applicable else texts.NOT_APPLICABLE),
            computed(lost, self._lost(line)) if lost else None,
            self.notes.of(line, self.chosen, row),
        ]

    def _lost_tree(self, line: Criterion, row: int, below: list[int]) -> Expression | None:
        """The points lost on a line: max points less achieved points, or the points of a penalty. None for a bonus
        line.
        """
        if line.section == BONUS:
            return None
        if line.section == PENALTY:
            return if_number(cell_at(f"E{row}"))
        if line.is_leaf:
            return difference(cell_at(f"C{row}"), cell_at(f"E{row}"), TAIL_PLACES)
        return sum_of([cell_at(f"F{each}") for each in below])

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
"""The styles that replace those of a leaf: first for a criterion, second for a domain."""

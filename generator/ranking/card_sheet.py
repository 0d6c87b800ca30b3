"""A card that shows one unit, which is chosen in a cell; native formulas look up all its figures."""

from __future__ import annotations

from cchc.core.expressions import Expression, If, Input, IsNumber, Joined, Text
from cchc.results.model import UnitResult
from cchc.results.statistics import ranked
from generator import charts
from generator.ranking.book import Book
from generator.ranking.card_lookups import Lookups
from generator.ranking.card_tables import CardTables
from generator.ranking.formulas import cell_at, class_of, item, place_of, share
from generator.ranking.model import SetGroup, rank_shown, status_text
from generator.ranking.sheet import Figure, Shown, WrittenTable, computed
from generator.toolbox import accepted
from workbook_templates.cell_plan import column_letters
from workbook_templates.ranking import columns, texts

_LABEL_LENGTH = 200
"""In characters; MATCH accepts texts of at most 255."""

_LIST = 8
"""The first of the hidden columns: label, code, block, status, number ranked in the block. The last hidden column holds
the chosen unit's row in the matrix of results (row 1), in the matrix of claims (row 2) and in the list (row 3)."""

_CHART_ROWS = 15
_NAME = 1


def card_sheets(book: Book) -> None:
    """A card for every criteria set in use."""
    for group in book.content.sets:
        _Card(book, group).write()


class _Card:
    """Writes one card. At first, the first unit of the campaign is chosen."""

    def __init__(self, book: Book, group: SetGroup) -> None:
        self.book, self.group, self.criteria = book, group, group.criteria
        fingerprint = group.criteria.fingerprint
        self.fingerprint = fingerprint
        members = {result.unit.code for result in group.units}
        # In the order of the control workbook, which people know.
        self.units = [each for each in book.content.results.units if each.unit.code in members]
        self.chosen: UnitResult = self.units[0]
        letters = [column_letters(_LIST + at) for at in range(6)]
        self.labels, self.codes, self.blocks, self.statuses, self.counts, working = letters
        matrix_row, claims_row, self.list_row = (f"${working}${row}" for row in (1, 2, 3))
        results, claims, components = (
            book.tables[kind, fingerprint] for kind in ("matrix", "claims", "components")
        )
        self.at = Lookups(results, claims, components, matrix_row, claims_row)
        self.last = len(self.units)

    def write(self) -> None:
        note = (texts.CARD_NOTE.written(), "report_note")
        report = self.book.start("card", self.fingerprint, texts.CARD_TITLE, note)
        self.report = report
        self.book.abouts["card", self.fingerprint] = texts.ABOUT["card"].written() + self.group.suffix
        for place, column in enumerate(columns.CARD):
            report.sheet.set_column(place, place, column.width)
        self._list()
        self._choice()
        self._facts()
        tables = CardTables(self.book, self.group, report, self.at, self.chosen)
        self._chart(tables.domains())
        heading_row = tables.lines()
        report.sheet.freeze_panes(self.choice_row + 1, 0)
        report.paper(heading_row, len(columns.CARD) - 1)
        report.sheet.set_portrait()
        report.sheet.repeat_rows(self.choice_row)
        report.sheet.set_column(_LIST, _LIST + 5, 12, None, {"hidden": True})

    def _list(self) -> None:
        """Write the hidden list of units to choose from, and the chosen unit's row in it and in both matrices."""
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
            for column, value in enumerate(values, start=_LIST):
                report.write(row, column, value, "working")
        self.choice_row = report.row
        place = place_of(cell_at(f"$B${self.choice_row + 1}"), self._column(self.labels))
        code = self._listed(self.codes)
        row = next(
            number for number, each in enumerate(self.group.units, start=1) if each.unit == self.chosen.unit
        )
        column = _LIST + 5
        for position, table in enumerate((self.at.results, self.at.claims)):
            report.write(position, column, computed(place_of(code, table.cells("code")), row), "working")
        report.write(2, column, computed(place, 1), "working")

    def _choice(self) -> None:
        report, row = self.report, self.choice_row
        report.sheet.set_row(row, 24)
        report.write(row, 0, texts.CARD_CHOOSE.written(), "card_label")
        report.write(row, _NAME, _label(self.chosen), "card_choice")
        options = {
            "validate": "list",
            "source": f"=${self.labels}$1:${self.labels}${self.last}",
            "error_title": texts.CARD_UNKNOWN_TITLE.written(),
            "error_message": texts.CARD_UNKNOWN.written(),
        }
        accepted(report.sheet.data_validation(row, _NAME, row, _NAME, options))
        report.row += 1

    def _facts(self) -> None:
        report, chosen, campaign = self.report, self.chosen, self.book.content.campaign
        blocks = {block.code: block.name for block in campaign.blocks}
        rank, count = self.at.matrix("rank"), self._listed(self.counts)
        peers = sum(
            1 for each in ranked(self.book.content.results.units) if each.unit.block == chosen.unit.block
        )
        rank_text = f"{chosen.rank}/{peers}" if chosen.rank is not None else str(rank_shown(chosen))
        index_row = report.row + 2
        index = cell_at(f"$B${index_row + 1}")
        points, possible = self.at.matrix("total"), self.at.matrix("possible")
        facts: list[tuple[str, Figure]] = [
            ("block", computed(self._listed(self.blocks), blocks[chosen.unit.block])),
            ("rank", computed(If(IsNumber(rank), Joined((rank, Text("/"), count)), rank), rank_text)),
            ("index", computed(share(points, possible), chosen.index)),
            (
                "class",
                computed(
                    class_of(index, campaign.classes, campaign.ranking.decimals),
                    chosen.class_name or "",
                ),
            ),
            ("status", computed(self._listed(self.statuses), status_text(chosen.status))),
        ]
        for key, figure in facts:
            report.write(report.row, 0, texts.CARD_FACTS[key].written(), "card_label")
            style = "card_index" if key == "index" else "card_value"
            report.write(report.row, _NAME, figure, style)
            report.sheet.set_row(report.row, 19)
            report.row += 1
        report.row += 1

    def _chart(self, written: WrittenTable) -> None:
        report = self.report
        series = [
            (texts.CARD_UNIT_SERIES.written(), written.chart_range("index", written.first, written.last)),
            (
                columns.CARD_DOMAINS[-1].heading.written(),
                written.chart_range("average", written.first, written.last),
            ),
        ]
        title = texts.CARD_CHART.written()
        categories = written.chart_range("code", written.first, written.last)
        chart = charts.columns(self.book.workbook, title, categories, series)
        chart.set_size({"width": 920, "height": _CHART_ROWS * charts.ROW_PIXELS - 10})
        options = {"description": texts.CHART_ALT_CARD.written(title=title), "object_position": 2}
        accepted(report.sheet.insert_chart(report.row, 0, chart, options))
        report.row += _CHART_ROWS + 1

    def _listed(self, column: str) -> Expression:
        """The chosen unit's cell in a hidden column."""
        return item(self._column(column), cell_at(self.list_row))

    def _column(self, letters: str) -> Input:
        return cell_at(f"${letters}$1:${letters}${self.last}")


def _label(result: UnitResult) -> str:
    """The label of a unit: its name and its code, because two units of a province may have the same name."""
    return f"{result.unit.name[:_LABEL_LENGTH]} ({result.unit.code})"

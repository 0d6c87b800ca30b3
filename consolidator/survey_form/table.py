"""Reads one sheet of a survey template: its columns by criterion code, its rows by unit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cchc.core.numbers import from_double, plain
from cchc.findings.finding import finding
from cchc.returns.scorebook import SurveyFigure
from cchc.survey.model import FigureKey
from consolidator.form.shown import number_shown
from consolidator.reading.workbook import RawCell
from consolidator.seen import text_as_seen
from consolidator.sheet_reader import Met, SheetReader, comparable_text, first_places, met
from consolidator.survey_form.figures import read_figure
from consolidator.typed import read_text
from workbook_templates.cell_plan import Fixed, Place, address_of
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.survey_form.plan import (
    CODE_ROW,
    FIRST_LEAF_COLUMN,
    HIGHEST_ROW,
    NAME_COLUMN,
    NAME_ROW,
    NOTE_HEADING,
    UNIT_COLUMN,
    SurveySheet,
)


@dataclass
class TableReader(SheetReader):
    """Reads one sheet. `findings` gathers what is wrong, each with its sheet and cell."""

    sheet: SurveySheet = field(kw_only=True)
    plan: SheetPlan = field(kw_only=True)

    def __post_init__(self) -> None:
        self._explained: set[Place] = set()
        codes = [scored.code for scored in self.sheet.leaves]
        self._code_row = self.row_of_most(codes, CODE_ROW, str.strip, FIRST_LEAF_COLUMN)

    def figures(self, year: int) -> dict[FigureKey, SurveyFigure]:
        """Every figure of the sheet that is certain, by unit and leaf; file and hash are still empty."""
        columns = self._columns()
        rows = self._rows()
        note_column = self._note_column()
        found: dict[FigureKey, SurveyFigure] = {}
        for unit, row in rows.items():
            note = self._note_of(unit, row, note_column)
            read = self._row(unit, row, columns, year)
            found |= {key: replace(figure, note=note) for key, figure in read.items()}
            if note and not read:
                place = (row, note_column or 0)
                self.noting_at(place, unit)(finding("TYPED_OUTSIDE_FORM", note[:200]))
        self._report_blanks(found, rows)
        self._check_outside()
        return found

    def _columns(self) -> dict[str, int]:
        """The column of each leaf, by its code."""
        codes = [scored.code for scored in self.sheet.leaves]
        found = self._codes(self.in_row(self._code_row, FIRST_LEAF_COLUMN), codes)
        for each in found:
            if not each.key:
                unknown = finding("SURVEY_CODE_UNKNOWN", each.cell.content[:200], ", ".join(codes))
                self.noting_at(each.place)(unknown)
            elif each.first:
                self.noting_at(each.place)(finding("SURVEY_CODE_TWICE", each.key, address_of(*each.first)))
            if not each.key or each.first:
                self._explain(column=each.place[1])
        columns = {code: place[1] for code, place in first_places(found).items()}
        for code in codes:
            if code in columns:
                self._check_heading(code, columns[code])
            else:
                self.noting_at(None)(finding("SURVEY_CODE_MISSING", "", code))
        return columns

    def _codes(self, cells: Sequence[tuple[Place, RawCell]], codes: Sequence[str]) -> list[Met]:
        """The cells in which codes stand; none of them needs a word as one outside of the form."""
        self._explained.update(place for place, _ in cells)
        return met(cells, dict(zip(codes, codes, strict=True)), str.strip)

    def _explain(self, row: int | None = None, column: int | None = None) -> None:
        """Mark the cells of a row or column as already reported."""
        self._explained |= {place for place in self.raw.cells if row == place[0] or column == place[1]}

    def _check_heading(self, code: str, column: int) -> None:
        """Check that the name above a code and the highest figure below it are those of its leaf."""
        names = {comparable_text(each.criterion.name): each.code for each in self.sheet.leaves}
        leaf = next(each for each in self.sheet.leaves if each.code == code)
        above = (self._code_row - CODE_ROW + NAME_ROW, column)
        wanted = comparable_text(leaf.criterion.name)
        found = self.text(above)
        self._explained.add(above)
        if found != wanted:
            other = names.get(found, code) != code
            kind = "SURVEY_COLUMN_MOVED" if other else "LOCKED_TEXT_EDITED"
            reported = finding(kind, found[:200], wanted[:200], criterion_code=code)
            self.noting_at(above)(reported)
        below = (self._code_row - CODE_ROW + HIGHEST_ROW, column)
        highest = plain(leaf.leaf.rule.highest_given(leaf.max_points))
        shown = _number_text(self.raw.cells.get(below))
        self._explained.add(below)
        if shown != highest:
            self.noting_at(below)(finding("MAX_POINTS_EDITED", shown[:200], highest, criterion_code=code))

    def _rows(self) -> dict[str, int]:
        """The row of each unit, by its code."""
        codes = [unit.code for unit in self.sheet.units]
        found = self._codes(self.in_column(UNIT_COLUMN, self._first_row), codes)
        for each in found:
            if not each.key:
                self.noting_at(each.place)(finding("SURVEY_UNIT_UNKNOWN", each.cell.content[:200]))
            elif each.first:
                twice = finding("SURVEY_UNIT_TWICE", each.key, address_of(*each.first))
                self.noting_at(each.place, each.key)(twice)
            if not each.key or each.first:
                self._explain(row=each.place[0])
            else:
                self._check_name(each.key, each.place[0])
        rows = {code: place[0] for code, place in first_places(found).items()}
        for code in codes:
            if code not in rows:
                self.noting_at(None, code)(finding("SURVEY_UNIT_MISSING", code))
        return rows

    @property
    def _first_row(self) -> int:
        """The row below the headings."""
        return self._code_row - CODE_ROW + HIGHEST_ROW + 1

    def _check_name(self, code: str, row: int) -> None:
        names = {comparable_text(unit.name): unit.code for unit in self.sheet.units}
        wanted = next(comparable_text(unit.name) for unit in self.sheet.units if unit.code == code)
        place = (row, NAME_COLUMN)
        found = self.text(place)
        self._explained.add(place)
        if found != wanted:
            other = names.get(found, code) != code
            kind = "SURVEY_UNIT_MISMATCH" if other else "LOCKED_TEXT_EDITED"
            self.noting_at(place, code)(finding(kind, found[:200], wanted, unit_code=code))

    def _row(
        self, unit: str, row: int, columns: dict[str, int], year: int
    ) -> dict[FigureKey, SurveyFigure]:
        found: dict[FigureKey, SurveyFigure] = {}
        for scored in self.sheet.leaves:
            if scored.code not in columns:
                continue
            place = (row, columns[scored.code])
            self._explained.add(place)
            note = self.noting_at(place, unit, scored.code)
            read = read_figure(scored, self.typed(place, note), note)
            if read.there:
                figure = SurveyFigure(read.figure, year, sheet=self.raw.name, cell=address_of(*place))
                found[unit, scored.code] = figure
        return found

    def _note_column(self) -> int | None:
        row = self._code_row - CODE_ROW + NAME_ROW
        wanted = comparable_text(NOTE_HEADING)
        return next((at[1] for at, cell in self.in_row(row) if comparable_text(cell.text) == wanted), None)

    def _note_of(self, unit: str, row: int, column: int | None) -> str:
        if column is None:
            return ""
        place = (row, column)
        self._explained.add(place)
        note = self.noting_at(place, unit)
        return read_text(self.typed(place, note), note)

    def _report_blanks(self, found: dict[FigureKey, SurveyFigure], rows: dict[str, int]) -> None:
        """Note blank figures, which are not 0: one finding names all units without any figure, and each unit with
        only some figures has its own finding.
        """
        if any(each.code == "SURVEY_CODE_MISSING" for each in self.findings):
            return
        have = {unit: sum(1 for each, _ in found if each == unit) for unit in rows}
        wrong = {each.unit_code for each in self.findings if each.severity == "error"}
        empty = [unit for unit, count in have.items() if count == 0 and unit not in wrong]
        if empty:
            self.noting_at(None)(finding("SURVEY_UNITS_BLANK", ", ".join(empty), len(rows)))
        for unit, count in have.items():
            blank = len(self.sheet.leaves) - count
            if count and blank and unit not in wrong:
                reported = finding("SURVEY_BLANK", blank, len(self.sheet.leaves))
                self.noting_at((rows[unit], UNIT_COLUMN), unit)(reported)

    def _check_outside(self) -> None:
        """Note every value on the sheet that was neither issued nor read."""
        issued = {
            comparable_text(cell.content.value)
            for cell in self.plan.cells
            if isinstance(cell.content, Fixed) and isinstance(cell.content.value, str)
        }
        for place, cell in sorted(self.raw.cells.items()):
            if place in self._explained or not cell.content.strip():
                continue
            if place[0] >= self._first_row or comparable_text(cell.text) not in issued:
                self.noting_at(place)(finding("TYPED_OUTSIDE_FORM", cell.content[:200]))


def _number_text(cell: RawCell | None) -> str:
    """A cell's number as findings show it, or its text if it is not a number."""
    if cell is None or cell.kind != "n":
        return text_as_seen(cell) if cell else ""
    shown = number_shown(cell)
    if shown is not None:
        return shown
    try:
        return plain(from_double(float(cell.text)))
    except ValueError:
        return cell.text

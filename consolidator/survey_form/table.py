"""Reads one sheet of a survey template: its columns by criterion code, its rows by unit code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cchc.core.numbers import from_double, plain
from cchc.findings.finding import Finding, finding
from cchc.returns.scorebook import SurveyFigure
from cchc.survey.model import FigureKey
from consolidator.form.sheet import comparable_text
from consolidator.reading.fast import Grid, at
from consolidator.reading.workbook import RawCell, RawSheet
from consolidator.survey_form.figures import read_figure
from consolidator.typed import Note, TypedCell, put_together, read_text
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

_SEARCHED_ROWS = 30


class TableReader:
    """Reads one sheet. `findings` collects its faults, each with its sheet and cell."""

    def __init__(self, sheet: SurveySheet, plan: SheetPlan, raw: RawSheet, grid: Grid) -> None:
        self.sheet = sheet
        self.plan = plan
        self.raw = raw
        self.grid = grid
        self.findings: list[Finding] = []
        self._explained: set[Place] = set()
        self._code_row = self._find_code_row()

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
                self._at(place, unit)(finding("TYPED_OUTSIDE_FORM", note[:200]))
        self._report_blanks(found, rows)
        self._check_outside()
        return found

    def _find_code_row(self) -> int:
        """The row with the most codes: rows may have been inserted above it."""
        codes = {scored.code for scored in self.sheet.leaves}
        hits = dict.fromkeys((CODE_ROW, *range(_SEARCHED_ROWS)), 0)
        for (row, column), cell in self.raw.cells.items():
            if row in hits and column >= FIRST_LEAF_COLUMN and cell.text.strip() in codes:
                hits[row] += 1
        return int(max(hits, key=lambda row: hits[row]))

    def _columns(self) -> dict[str, int]:
        """The column of each leaf, by its code."""
        leaves = {scored.code: scored for scored in self.sheet.leaves}
        columns: dict[str, int] = {}
        for place, cell in self._filled(self._code_row, FIRST_LEAF_COLUMN):
            self._explained.add(place)
            code = cell.text.strip()
            if code not in leaves:
                self._at(place)(finding("SURVEY_CODE_UNKNOWN", cell.content[:200], ", ".join(leaves)))
                self._explain(column=place[1])
            elif code in columns:
                first = address_of(self._code_row, columns[code])
                self._at(place)(finding("SURVEY_CODE_TWICE", code, first))
                self._explain(column=place[1])
            else:
                columns[code] = place[1]
        for code in leaves:
            if code in columns:
                self._check_heading(code, columns[code])
            else:
                self._at(None)(finding("SURVEY_CODE_MISSING", "", code))
        return columns

    def _explain(self, row: int | None = None, column: int | None = None) -> None:
        """Mark the cells of a row or column as already reported."""
        self._explained |= {place for place in self.raw.cells if row == place[0] or column == place[1]}

    def _check_heading(self, code: str, column: int) -> None:
        """Check that the name above a code and the highest figure below it are those of its leaf."""
        names = {comparable_text(each.criterion.name): each.code for each in self.sheet.leaves}
        leaf = next(each for each in self.sheet.leaves if each.code == code)
        above = (self._code_row - CODE_ROW + NAME_ROW, column)
        wanted = comparable_text(leaf.criterion.name)
        found = self._text(above)
        self._explained.add(above)
        if found != wanted:
            other = names.get(found, code) != code
            kind = "SURVEY_COLUMN_MOVED" if other else "LOCKED_TEXT_EDITED"
            reported = finding(kind, found[:200], wanted[:200], criterion_code=code)
            self._at(above)(reported)
        below = (self._code_row - CODE_ROW + HIGHEST_ROW, column)
        highest = plain(leaf.leaf.rule.highest_given(leaf.max_points))
        shown = _number_text(self.raw.cells.get(below))
        self._explained.add(below)
        if shown != highest:
            self._at(below)(finding("MAX_POINTS_EDITED", shown[:200], highest, criterion_code=code))

    def _rows(self) -> dict[str, int]:
        """The row of each unit, by its code."""
        units = {unit.code: unit for unit in self.sheet.units}
        first = self._code_row - CODE_ROW + HIGHEST_ROW + 1
        rows: dict[str, int] = {}
        for (row, column), cell in sorted(self.raw.cells.items()):
            if row < first or column != UNIT_COLUMN or not cell.content.strip():
                continue
            self._explained.add((row, column))
            code = cell.text.strip()
            if code not in units:
                self._at((row, column))(finding("SURVEY_UNIT_UNKNOWN", cell.content[:200]))
                self._explain(row=row)
            elif code in rows:
                reported = finding("SURVEY_UNIT_TWICE", code, address_of(rows[code], UNIT_COLUMN))
                self._at((row, column), code)(reported)
                self._explain(row=row)
            else:
                rows[code] = row
                self._check_name(code, row)
        for code in units:
            if code not in rows:
                self._at(None, code)(finding("SURVEY_UNIT_MISSING", code))
        return rows

    def _check_name(self, code: str, row: int) -> None:
        names = {comparable_text(unit.name): unit.code for unit in self.sheet.units}
        wanted = next(comparable_text(unit.name) for unit in self.sheet.units if unit.code == code)
        place = (row, NAME_COLUMN)
        found = self._text(place)
        self._explained.add(place)
        if found != wanted:
            other = names.get(found, code) != code
            kind = "SURVEY_UNIT_MISMATCH" if other else "LOCKED_TEXT_EDITED"
            self._at(place, code)(finding(kind, found[:200], wanted, unit_code=code))

    def _row(
        self, unit: str, row: int, columns: dict[str, int], year: int
    ) -> dict[FigureKey, SurveyFigure]:
        found: dict[FigureKey, SurveyFigure] = {}
        for scored in self.sheet.leaves:
            if scored.code not in columns:
                continue
            place = (row, columns[scored.code])
            self._explained.add(place)
            note = self._at(place, unit, scored.code)
            read = read_figure(scored, self._typed(place, note), note)
            if read.there:
                figure = SurveyFigure(read.figure, year, sheet=self.raw.name, cell=address_of(*place))
                found[unit, scored.code] = figure
        return found

    def _note_column(self) -> int | None:
        row = self._code_row - CODE_ROW + NAME_ROW
        wanted = comparable_text(NOTE_HEADING)
        return next(
            (p[1] for p, cell in self._filled(row, 0) if comparable_text(cell.text) == wanted), None
        )

    def _note_of(self, unit: str, row: int, column: int | None) -> str:
        if column is None:
            return ""
        place = (row, column)
        self._explained.add(place)
        note = self._at(place, unit)
        return read_text(self._typed(place, note), note)

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
            self._at(None)(finding("SURVEY_UNITS_BLANK", ", ".join(empty), len(rows)))
        for unit, count in have.items():
            blank = len(self.sheet.leaves) - count
            if count and blank and unit not in wrong:
                reported = finding("SURVEY_BLANK", blank, len(self.sheet.leaves))
                self._at((rows[unit], UNIT_COLUMN), unit)(reported)

    def _check_outside(self) -> None:
        """Note every value on the sheet that was neither issued nor read."""
        issued = {
            comparable_text(cell.content.value)
            for cell in self.plan.cells
            if isinstance(cell.content, Fixed) and isinstance(cell.content.value, str)
        }
        first = self._code_row - CODE_ROW + HIGHEST_ROW + 1
        for place, cell in sorted(self.raw.cells.items()):
            if place in self._explained or not cell.content.strip():
                continue
            if place[0] >= first or comparable_text(cell.text) not in issued:
                self._at(place)(finding("TYPED_OUTSIDE_FORM", cell.content[:200]))

    def _filled(self, row: int, column: int) -> Iterator[tuple[Place, RawCell]]:
        for place, cell in sorted(self.raw.cells.items()):
            if place[0] == row and place[1] >= column and cell.content.strip():
                yield place, cell

    def _typed(self, place: Place, note: Note) -> TypedCell:
        return put_together(self.raw.cells.get(place), at(self.grid, *place), note)

    def _text(self, place: Place) -> str:
        cell = self.raw.cells.get(place)
        return comparable_text(cell.text) if cell else ""

    def _at(self, place: Place | None, unit: str = "", leaf: str = "") -> Note:
        """A function that adds findings about one cell, or about the whole sheet."""
        cell = address_of(*place) if place else ""
        places = {"sheet": self.raw.name, "cell": cell, "unit_code": unit, "criterion_code": leaf}
        return lambda found: self.findings.append(found.placed(**places))


def _number_text(cell: RawCell | None) -> str:
    """A cell's number as findings show it, or its text if it is not a number."""
    if cell is None or cell.kind != "n":
        return cell.text if cell else ""
    try:
        return plain(from_double(float(cell.text)))
    except ValueError:
        return cell.text

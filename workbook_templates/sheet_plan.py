"""The plan of a sheet and of a workbook: planned cells, and look-ups of cells by name, place and kind.

A plan is made once and used thousands of times, so each look-up is computed once and kept with the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cchc.core import roles
from cchc.core.expressions import Expression, names_in
from workbook_templates.cell_plan import (
    BarChart,
    Blank,
    Computed,
    Frame,
    Highlight,
    Paper,
    Place,
    PlanCell,
    Slot,
    column_letters,
)
from workbook_templates.formulas import as_formula, sheet_prefix

_ROW = "\x00"
"""Stands for the row number in a formula that several rows share; no text of a form contains this character."""


@dataclass(frozen=True)
class SheetPlan:
    """One sheet. `widths` are in characters by column; `heights` in points by row, for rows whose
    height cannot follow their content (merged cells). `frame` is given where the table is read when the
    sheet is returned; `filtered` is the area whose rows can be filtered. `freeze` is the first row and
    column that scroll; rows above `first_shown` are left out of the frozen rows and only printed.
    `beyond` is another sheet whose cells the formulas may refer to.
    """

    name: str
    cells: tuple[PlanCell, ...]
    widths: Mapping[int, float]
    heights: Mapping[int, float] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    freeze: Place | None = None
    paper: Paper | None = None
    highlights: tuple[Highlight, ...] = ()
    visibility: str = "visible"
    zoom: int = 100
    frame: Frame | None = None
    filtered: tuple[int, int, int, int] | None = None
    first_shown: int = 0
    charts: tuple[BarChart, ...] = ()
    beyond: SheetPlan | None = None

    @cached_property
    def by_name(self) -> dict[str, PlanCell]:
        """Cells with a role by their name; they belong to a criterion, or to the whole (code "")."""
        return {cell.name: cell for cell in self.cells if cell.role != roles.LABEL}

    @cached_property
    def by_place(self) -> dict[Place, PlanCell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def computed(self) -> tuple[PlanCell, ...]:
        """The cells with native formulas."""
        return tuple(cell for cell in self.cells if isinstance(cell.content, Computed))

    @cached_property
    def computed_places(self) -> frozenset[Place]:
        """The places of the cells with native formulas."""
        return frozenset((cell.row, cell.column) for cell in self.computed)

    @cached_property
    def inputs(self) -> tuple[PlanCell, ...]:
        return tuple(cell for cell in self.cells if cell.unlocked)

    @cached_property
    def locked(self) -> tuple[PlanCell, ...]:
        """The locked cells."""
        return tuple(cell for cell in self.cells if not cell.unlocked)

    @cached_property
    def slots(self) -> tuple[PlanCell, ...]:
        """The cells with texts that differ from unit to unit."""
        return tuple(cell for cell in self.cells if isinstance(cell.content, Slot))

    @cached_property
    def rows(self) -> frozenset[int]:
        return frozenset(cell.row for cell in self.cells)

    @cached_property
    def inputs_of(self) -> dict[str, dict[str, PlanCell]]:
        """The inputs by the key of their line, then by role, in the order of the columns."""
        lines: dict[str, dict[str, PlanCell]] = {}
        for cell in self.inputs:
            lines.setdefault(cell.key, {})[cell.role] = cell
        return lines

    @cached_property
    def key_cells(self) -> tuple[PlanCell, ...]:
        """The cells with the keys of the sheet's rows."""
        return tuple(cell for cell in self.cells if cell.role == roles.CODE and cell.code)

    @cached_property
    def name_cells(self) -> tuple[PlanCell, ...]:
        """The locked cells with the names of the sheet's lines."""
        return tuple(cell for cell in self.locked if cell.role == roles.NAME)

    @cached_property
    def compared(self) -> tuple[PlanCell, ...]:
        """The locked cells that are compared with what was issued: all but the keys, by which rows are found."""
        keys = set(map(id, self.key_cells))
        return tuple(cell for cell in self.locked if id(cell) not in keys)

    @cached_property
    def compared_at(self) -> dict[Place, int]:
        """The index of each cell in `compared` (from 0), by its place."""
        return {(cell.row, cell.column): number for number, cell in enumerate(self.compared)}

    @cached_property
    def never_empty(self) -> frozenset[Place]:
        """The places of compared cells that are not blank as issued."""
        filled = (cell for cell in self.compared if not isinstance(cell.content, Blank))
        return frozenset((cell.row, cell.column) for cell in filled)

    @cached_property
    def beside_lines(self) -> tuple[tuple[PlanCell, ...], ...]:
        """The cells of every row without a key, row by row."""
        lines = {cell.row for cell in self.key_cells}
        rows: dict[int, list[PlanCell]] = {}
        for cell in self.cells:
            if cell.row not in lines:
                rows.setdefault(cell.row, []).append(cell)
        return tuple(map(tuple, rows.values()))

    @cached_property
    def locked_places(self) -> frozenset[Place]:
        return frozenset((cell.row, cell.column) for cell in self.locked)

    def formula(self, content: Computed) -> str:
        """The native formula of a computed cell of this sheet."""
        # Looked up by identity: hashing a tree would hash every node in it. The plan keeps its contents alive,
        # so no id is used twice.
        known = self._formulas.get(id(content))
        if known is None or known[0] is not content:
            known = (content, self._of_row(content) or self._anywhere(content))
            self._formulas[id(content)] = known
        return known[1]

    def _anywhere(self, content: Computed) -> str:
        return as_formula(content.tree, lambda name: self.place_of(content.full_name(name)))

    def place_of(self, name: str) -> str:
        """The address of a named cell for a formula of this sheet. Raises KeyError."""
        if name in self.by_name or self.beyond is None:
            return self.by_name[name].address
        return sheet_prefix(self.beyond.name) + self.beyond.by_name[name].address

    def _of_row(self, content: Computed) -> str:
        """The formula of a tree that refers to cells of one row only, "" for any other tree. Rows that share a tree
        share its text, too: on forms of hundreds of units it is made once for each leaf.
        """
        known = self._row_formulas.get(id(content.tree))
        if known is None or known[0] is not content.tree:
            known = (content.tree, tuple(sorted(names_in(content.tree))), {})
            self._row_formulas[id(content.tree)] = known
        _, used, texts = known
        if not used or any(":" in name or content.full_name(name) not in self.by_name for name in used):
            return ""
        cells = [self.by_name[content.full_name(name)] for name in used]
        row = cells[0].row
        if any(cell.row != row for cell in cells):
            return ""
        columns = tuple(cell.column for cell in cells)
        if columns not in texts:
            letters = {name: column_letters(cell.column) for name, cell in zip(used, cells, strict=True)}
            texts[columns] = as_formula(content.tree, lambda name: letters[name] + _ROW)
        return texts[columns].replace(_ROW, str(row + 1))

    @cached_property
    def _row_formulas(self) -> dict[int, tuple[Expression, tuple[str, ...], dict[tuple[int, ...], str]]]:
        """The trees seen so far: the names each uses, and its text by the columns of these cells."""
        return {}

    @cached_property
    def _formulas(self) -> dict[int, tuple[Computed, str]]:
        """The formulas rendered so far; every returned form is compared with them."""
        return {}


@dataclass(frozen=True)
class WorkbookPlan:
    """A workbook: its sheets, its defined names (name → reference) and the main sheet's name."""

    sheets: tuple[SheetPlan, ...]
    defined_names: Mapping[str, str] = field(default_factory=dict)

    def sheet(self, name: str) -> SheetPlan:
        return next(sheet for sheet in self.sheets if sheet.name == name)

"""The plan of a sheet and of a workbook: planned cells in their places, and what they are looked up by.

A plan is made once and asked thousands of times, so what it is asked is worked out once and kept with it.
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
"""Where the number of a row goes in a formula that rows share; no text of a form holds it."""


@dataclass(frozen=True)
class SheetPlan:
    """One sheet. `widths` are in characters by column; `heights` in points by row, for rows whose
    height cannot follow their content (merged cells). `frame` is there where the sheet's table is read
    when it comes back; `filtered` is the area whose rows can be filtered. `freeze` is the first row and
    column that scroll; rows above `first_shown` are not shown with those that stay, only printed.
    `beyond` is the sheet whose cells the formulas may name beside the sheet's own.
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
        """Cells that belong to a criterion (or to the whole, with code "") and have a role."""
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
        """Where native formulas stand."""
        return frozenset((cell.row, cell.column) for cell in self.computed)

    @cached_property
    def inputs(self) -> tuple[PlanCell, ...]:
        return tuple(cell for cell in self.cells if cell.unlocked)

    @cached_property
    def locked(self) -> tuple[PlanCell, ...]:
        """The cells nobody is to change."""
        return tuple(cell for cell in self.cells if not cell.unlocked)

    @cached_property
    def slots(self) -> tuple[PlanCell, ...]:
        """The cells with texts of the unit's own."""
        return tuple(cell for cell in self.cells if isinstance(cell.content, Slot))

    @cached_property
    def rows(self) -> frozenset[int]:
        return frozenset(cell.row for cell in self.cells)

    @cached_property
    def inputs_of(self) -> dict[str, dict[str, PlanCell]]:
        """The inputs of every line by its key and their roles, in the order of the columns."""
        lines: dict[str, dict[str, PlanCell]] = {}
        for cell in self.inputs:
            lines.setdefault(cell.key, {})[cell.role] = cell
        return lines

    @cached_property
    def key_cells(self) -> tuple[PlanCell, ...]:
        """The cells that hold the keys of the sheet's rows."""
        return tuple(cell for cell in self.cells if cell.role == roles.CODE and cell.code)

    @cached_property
    def name_cells(self) -> tuple[PlanCell, ...]:
        """The locked cells that hold the names of the sheet's lines."""
        return tuple(cell for cell in self.locked if cell.role == roles.NAME)

    @cached_property
    def compared(self) -> tuple[PlanCell, ...]:
        """The locked cells that are compared with what was issued: rows are found by their keys."""
        keys = set(map(id, self.key_cells))
        return tuple(cell for cell in self.locked if id(cell) not in keys)

    @cached_property
    def compared_at(self) -> dict[Place, int]:
        """The number of each compared cell by its place."""
        return {(cell.row, cell.column): number for number, cell in enumerate(self.compared)}

    @cached_property
    def never_empty(self) -> frozenset[Place]:
        """Where compared cells have something in them as issued."""
        filled = (cell for cell in self.compared if not isinstance(cell.content, Blank))
        return frozenset((cell.row, cell.column) for cell in filled)

    @cached_property
    def beside_lines(self) -> tuple[tuple[PlanCell, ...], ...]:
        """The cells of every row that holds no key, row by row."""
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
        # By identity: the hash of a tree is the hash of every node in it. The plan keeps its contents.
        known = self._formulas.get(id(content))
        if known is None or known[0] is not content:
            known = (content, self._of_row(content) or self._anywhere(content))
            self._formulas[id(content)] = known
        return known[1]

    def _anywhere(self, content: Computed) -> str:
        return as_formula(content.tree, lambda name: self.place_of(content.full_name(name)))

    def place_of(self, name: str) -> str:
        """Where a named cell stands, as a formula of this sheet says it. Raises KeyError."""
        if name in self.by_name or self.beyond is None:
            return self.by_name[name].address
        return sheet_prefix(self.beyond.name) + self.beyond.by_name[name].address

    def _of_row(self, content: Computed) -> str:
        """The formula of a tree that looks at its own row alone, "" for any other. Rows that share a tree
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
        """Trees met so far: the names each uses, and its text by the columns these stand in."""
        return {}

    @cached_property
    def _formulas(self) -> dict[int, tuple[Computed, str]]:
        """Formulas rendered so far: every returned form is compared with the same ones."""
        return {}


@dataclass(frozen=True)
class WorkbookPlan:
    """A workbook: its sheets, its defined names (name → reference) and the main sheet's name."""

    sheets: tuple[SheetPlan, ...]
    defined_names: Mapping[str, str] = field(default_factory=dict)

    def sheet(self, name: str) -> SheetPlan:
        return next(sheet for sheet in self.sheets if sheet.name == name)

"""The cell plan: every cell of a workbook, its content, formula, style, lock, validation and role.

The plan of a form depends on its criteria set alone. What differs from unit to unit stands in it as
a `Slot`, so that the master and the unit's own part stay visibly apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache

from cchc.core.expressions import Expression, names_in
from workbook_templates.formulas import as_formula, sheet_prefix

_ROW = "\x00"
"""Where the number of a row goes in a formula that rows share; no text of a form holds it."""


@dataclass(frozen=True)
class Fixed:
    """The same text or number in every unit's workbook."""

    value: str | Fraction


@dataclass(frozen=True)
class Slot:
    """A text of the unit's own: `template` with one or more slot names in braces."""

    template: str


@dataclass(frozen=True)
class Rich:
    """One text in several character styles: pairs of style name and text."""

    parts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.parts)


@dataclass(frozen=True)
class Computed:
    """A native formula. Names without a colon belong to the row with the key `scope`."""

    tree: Expression
    scope: str = ""

    def full_name(self, name: str) -> str:
        """The name of a cell as the whole sheet knows it."""
        return name if ":" in name else f"{self.scope}:{name}"


@dataclass(frozen=True)
class Called:
    """A formula that calls an add-in and has something to fall back on, without the leading `=`. `shows`
    gives what stands there without the add-in. `rows` is how many cells it fills from here down as an
    array formula; 0 where one above fills this cell.
    """

    formula: str
    shows: Expression
    rows: int = 1


@dataclass(frozen=True)
class Blank:
    """Nothing: an input to fill, or a cell that stays empty."""


Content = Fixed | Slot | Rich | Computed | Called | Blank


@dataclass(frozen=True)
class Validation:
    """What an input accepts, with its messages (titles ≤ 32, texts ≤ 255 characters).

    `kind` is `list` (source: a defined name), `whole`, `decimal` (between `low` and `high`) or
    `custom` (source: a formula).
    """

    kind: str
    prompt_title: str
    prompt: str
    error_title: str
    error: str
    source: str = ""
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)


@dataclass(frozen=True)
class Link:
    """A way to a cell of the workbook, and what is told of it before the click."""

    sheet: str
    row: int
    column: int
    tip: str

    @property
    def target(self) -> str:
        return sheet_prefix(self.sheet) + address_of(self.row, self.column)


@dataclass(frozen=True)
class PlanCell:
    """One cell. Rows and columns count from 0. `code` is the criterion it belongs to; `role` what
    it is there; `last` the far corner where the cell is merged. `link` is where a click on it leads (only
    fixed texts have one: LibreOffice drops those of formulas). `unit` is the unit it belongs to on
    sheets that hold several.
    """

    row: int
    column: int
    content: Content
    style: str
    role: str = "label"
    code: str = ""
    unlocked: bool = False
    validation: Validation | None = None
    last: tuple[int, int] | None = None
    unit: str = ""
    link: Link | None = None

    @cached_property
    def key(self) -> str:
        """What the cell's row is found by: `1.2.3`, or `1.2.3@25327` on sheets of several units."""
        return row_key(self.code, self.unit)

    @cached_property
    def name(self) -> str:
        """The cell's name in expression trees: `1.2.3:done`."""
        return f"{self.key}:{self.role}"

    @property
    def address(self) -> str:
        return address_of(self.row, self.column)


@dataclass(frozen=True)
class Highlight:
    """A conditional format: the style of cells in `area` where `formula` holds."""

    area: tuple[int, int, int, int]
    formula: str
    style: str


@dataclass(frozen=True)
class Paper:
    """How a sheet prints: A4 (A3 where it is `wide`), fitted to one page in width."""

    landscape: bool
    repeat_rows: tuple[int, int] | None = None
    area: tuple[int, int, int, int] | None = None
    footer: str = ""
    wide: bool = False


@dataclass(frozen=True)
class BarChart:
    """A native chart: a bar for each row of `rows`, the first on top, from 0 to 100 %. `categories` and
    `values` are columns of the sheet, `place` is the cell of its upper left corner, `width` and `height`
    are pixels, `described` is its text for those who do not see it.
    """

    title: str
    categories: int
    values: int
    rows: tuple[int, int]
    place: tuple[int, int]
    width: int
    height: int
    decimals: int
    described: str


@dataclass(frozen=True)
class Frame:
    """The table of a sheet that comes back: where its headings stand, by column, and in which columns
    a row's key and its name are. `telling` is a heading no other form has.
    """

    heading_row: int
    headings: Mapping[int, str]
    key_column: int
    name_column: int
    telling: str


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
    freeze: tuple[int, int] | None = None
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
        return {cell.name: cell for cell in self.cells if cell.role != "label"}

    @cached_property
    def by_place(self) -> dict[tuple[int, int], PlanCell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def computed(self) -> tuple[PlanCell, ...]:
        """The cells with native formulas."""
        return tuple(cell for cell in self.cells if isinstance(cell.content, Computed))

    @cached_property
    def computed_places(self) -> frozenset[tuple[int, int]]:
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
    def known_as_issued(self) -> set[tuple[tuple[int, int], object]]:
        """What was found in locked cells of returned forms and is as issued, by place: programs store one
        cell in a few ways, and a few comparisons are enough for thousands of forms.
        """
        return set()

    @cached_property
    def inputs_of(self) -> dict[str, dict[str, PlanCell]]:
        """The inputs of every line by its key and their roles, in the order of the columns."""
        lines: dict[str, dict[str, PlanCell]] = {}
        for cell in self.inputs:
            lines.setdefault(cell.key, {})[cell.role] = cell
        return lines

    @cached_property
    def known_inputs(self) -> dict[tuple[object, ...], object]:
        """What was read from inputs of returned forms with nothing to remark, by the cell's name and what
        both readings have there.
        """
        return {}

    @cached_property
    def key_cells(self) -> tuple[PlanCell, ...]:
        """The cells that hold the keys of the sheet's rows."""
        return tuple(cell for cell in self.cells if cell.role == "code" and cell.code)

    @cached_property
    def name_cells(self) -> tuple[PlanCell, ...]:
        """The locked cells that hold the names of the sheet's lines."""
        return tuple(cell for cell in self.locked if cell.role == "name")

    @cached_property
    def compared(self) -> tuple[PlanCell, ...]:
        """The locked cells that are compared with what was issued: rows are found by their keys."""
        keys = set(map(id, self.key_cells))
        return tuple(cell for cell in self.locked if id(cell) not in keys)

    @cached_property
    def compared_at(self) -> dict[tuple[int, int], int]:
        """The number of each compared cell by its place."""
        return {(cell.row, cell.column): number for number, cell in enumerate(self.compared)}

    @cached_property
    def never_empty(self) -> frozenset[tuple[int, int]]:
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
    def locked_places(self) -> frozenset[tuple[int, int]]:
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


def row_key(code: str, unit: str = "") -> str:
    """The key of a row: a criterion's, or a criterion's and a unit's."""
    return f"{code}@{unit}" if unit else code


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        column, place = divmod(column, 26)
        letters = chr(ord("A") + place) + letters
        column -= 1
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The number of a column by its letters: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def address_of(row: int, column: int) -> str:
    """A cell's address: (0, 0) is A1."""
    return f"{column_letters(column)}{row + 1}"

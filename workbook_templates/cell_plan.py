"""The cell plan: every cell of a workbook, its content, formula, style, lock, validation and role.

The plan of a form depends on its criteria set alone. A text that differs from unit to unit is a `Slot`
in the plan, so that the common part and the unit's own texts are kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from cchc.core import roles
from cchc.core.expressions import Expression
from workbook_templates.formulas import sheet_prefix

Place = tuple[int, int]
"""A cell's place on its sheet: its row and its column, both counted from 0. See `from_one`."""


@dataclass(frozen=True)
class Fixed:
    """The same text or number in every unit's workbook."""

    value: str | Fraction


@dataclass(frozen=True)
class Slot:
    """A text that differs from unit to unit: `template` has one or more slot names in braces."""

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
    """A native formula. Input names without a colon are roles of the row with the key `scope`. `earlier` are the
    formulas that earlier versions issued in its place: in forms already out they are no change.
    """

    tree: Expression
    scope: str = ""
    earlier: tuple[Computed, ...] = ()

    def full_name(self, name: str) -> str:
        """The name of a cell, unique on its sheet."""
        return name if ":" in name else f"{self.scope}:{name}"


@dataclass(frozen=True)
class Called:
    """A formula that calls an add-in and has a fall-back, without the leading `=`. `shows` gives the value
    shown without the add-in. `rows` is the number of cells it fills from here down as an array formula;
    0 where an array formula above fills this cell.
    """

    formula: str
    shows: Expression
    rows: int = 1


@dataclass(frozen=True)
class Blank:
    """No content: an input, or a cell that stays empty."""


Content = Fixed | Slot | Rich | Computed | Called | Blank


@dataclass(frozen=True)
class Validation:
    """The validation of an input, with its messages (titles ≤ 32, texts ≤ 255 characters).

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
    """A link to a cell of the workbook; `tip` is shown before the click."""

    sheet: str
    row: int
    column: int
    tip: str

    @property
    def target(self) -> str:
        return sheet_prefix(self.sheet) + address_of(self.row, self.column)


@dataclass(frozen=True)
class PlanCell:
    """One cell. Rows and columns count from 0. `code` is the criterion it belongs to; `role` its role
    there; `last` the lower right corner of a merged cell. `link` is where a click on it leads (only
    fixed texts have one: LibreOffice drops the links of formulas). `unit` is the unit it belongs to on
    sheets with several units. `source` is the source of the criterion's figure where the person who fills
    in the form does not give it; nothing may be entered in such a cell.
    """

    row: int
    column: int
    content: Content
    style: str
    role: str = roles.LABEL
    code: str = ""
    unlocked: bool = False
    validation: Validation | None = None
    last: Place | None = None
    unit: str = ""
    link: Link | None = None
    source: str = ""

    @cached_property
    def key(self) -> str:
        """The key of the cell's row: `1.2.3`, or `1.2.3@25327` on sheets with several units."""
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
    """The print layout of a sheet: A4 (A3 where it is `wide`), fitted to one page in width."""

    landscape: bool
    repeat_rows: tuple[int, int] | None = None
    area: tuple[int, int, int, int] | None = None
    footer: str = ""
    wide: bool = False


@dataclass(frozen=True)
class BarChart:
    """A native chart: a bar for each row of `rows`, the first on top, from 0 to 100 %. `categories` and
    `values` are columns of the sheet, `place` is the cell of its upper left corner, `width` and `height`
    are pixels, `described` is the alternative text for screen readers.
    """

    title: str
    categories: int
    values: int
    rows: tuple[int, int]
    place: Place
    width: int
    height: int
    decimals: int
    described: str


@dataclass(frozen=True)
class Frame:
    """The table of a sheet that is returned: the places of its headings by column, and the columns of a row's
    key and name. `telling` is a heading that no other form has.
    """

    heading_row: int
    headings: Mapping[int, str]
    key_column: int
    name_column: int
    telling: str


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


def from_one(row: int, column: int) -> Place:
    """The place of a cell whose row and column a library counts from 1, as Excel's objects do."""
    return row - 1, column - 1


def address_of(row: int, column: int) -> str:
    """A cell's address: (0, 0) is A1."""
    return f"{column_letters(column)}{row + 1}"

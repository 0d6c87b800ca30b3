"""How a table of a workbook is declared: control and criteria workbook are written and read by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "code",
    "text",
    "label",
    "date",
    "whole",
    "decimal",
    "points",
    "flag",
    "choice",
    "reference",
    "criteria",
    "timezone",
    "rule",
    "list",
    "derived",
]
"""How a cell is read. `label` is text that no number can stand for ("1.0"), `list` holds texts between semicolons,
`criteria` codes of the criteria tree ("1; 3.2"), `derived` is shown for people and not read at all; `code` is a key
in the control workbook and dotted numbers in the criteria workbook.
"""


@dataclass(frozen=True)
class ColumnSpec:
    """One column: its key in files, its heading for people, what it may hold.

    `options` are pairs of stored key and shown label for a choice; `refers_to` is the key of the table whose codes a
    reference names. `unique` columns hold each value once; `limit` is the greatest length in characters. Workbooks of
    an earlier version may lack a column that `may_be_absent`.
    """

    key: str
    heading: str
    kind: Kind
    explanation: str
    width: float = 16
    required: bool = True
    unique: bool = False
    options: tuple[tuple[str, str], ...] = ()
    refers_to: str = ""
    limit: int = 1000
    may_be_absent: bool = False

    def shown(self, stored: str) -> str:
        """A stored value as the workbook shows it: choices by their label."""
        return dict(self.options).get(stored, stored)


@dataclass(frozen=True)
class TableSpec:
    """One table. A `single` table is a list of settings: one row, shown downwards as label, value, explanation.

    `title` stands above the table, and names its sheet too unless `sheet` does.
    """

    key: str
    title: str
    explanation: str
    columns: tuple[ColumnSpec, ...]
    single: bool = False
    may_be_empty: bool = False
    sheet: str = ""

    @property
    def name(self) -> str:
        """The name of the table's sheet."""
        return self.sheet or self.title

    def column(self, key: str) -> ColumnSpec:
        """A column by its key."""
        return self.columns[self.place(key)]

    def place(self, key: str) -> int:
        """The number (from 0) of a column, or of a setting."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    @property
    def read(self) -> tuple[ColumnSpec, ...]:
        """The columns whose cells are read."""
        return tuple(column for column in self.columns if column.kind != "derived")
